/* test-cli-steps.c: own steps, and those that go wrong
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib-unix.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "psc-test-cli.h"

#define KEPT (64 * 1024)

static const char * const modes[] = { "--mode=process", "--mode=thread" };

/* A directory of files, and one for a step and its notes. */
typedef struct
{
  char *directory;
  char *tools;
} Fixture;

static Fixture
fixture_make (const char * const *names)
{
  return (Fixture) {
    psc_test_make_directory (names),
    psc_test_make_directory (NULL),
  };
}

static void
fixture_clear (Fixture *self)
{
  psc_test_remove_directory (self->directory);
  psc_test_remove_directory (self->tools);
  g_free (self->directory);
  g_free (self->tools);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

#define FIXTURE(...) \
  g_auto (Fixture) fixture = \
    fixture_make ((const char * const[]) { __VA_ARGS__, NULL })

/* Runs one step on one worker after the other. */
static JsonNode *
run_step (Fixture    *self,
          const char *mode,
          const char *option,
          const char *command,
          int         expected_status)
{
  g_autofree char *step = g_strconcat ("--step=s=", command, NULL);
  g_autoptr (PscTestCli) cli = psc_test_cli_run ("run", mode, "--workers=1",
                                                 "--json=-", option, step,
                                                 self->directory);
  JsonNode *document;

  psc_test_cli_assert_status (cli, expected_status);
  psc_test_wait_until (psc_test_cli_count_processes (cli) == 0);
  document = psc_test_cli_parse (cli);
  psc_test_document_check (document);

  return document;
}

static JsonNode *
run_script (Fixture    *self,
            const char *mode,
            const char *option,
            const char *script,
            int         expected_status)
{
  g_auto (GStrv) argv = psc_test_make_program (self->tools, "step", script);

  return run_step (self, mode, option, argv[0], expected_status);
}

static void
assert_outcome (JsonNode   *document,
                const char *name,
                const char *outcome,
                const char *reason)
{
  JsonObject *task = psc_test_document_find_task (document, name);

  g_assert_cmpstr (json_object_get_string_member (task, "outcome"), ==,
                   outcome);
  if (reason == NULL)
    g_assert_true (json_object_get_null_member (task, "reason"));
  else
    g_assert_nonnull (strstr (json_object_get_string_member (task, "reason"),
                              reason));
}

static const char *
get_output (JsonNode *document,
            guint     task,
            guint     step)
{
  return json_object_get_string_member (
    psc_test_document_get_step (psc_test_document_get_task (document, task),
                                step), "stdout");
}

static void
test_words (void)
{
  FIXTURE ("one");
  g_autofree char *path = g_build_filename (fixture.directory, "one", NULL);
  g_autoptr (PscTestCli) cli =
    psc_test_cli_run ("run", "--json=-", "--step=appended=echo $HOME; '* b'",
                      "--step=placed=echo <{}> {}", "--step=c=compute",
                      "--step=compute", fixture.directory);
  g_autoptr (JsonNode) document = NULL;
  g_autofree char *appended = g_strdup_printf ("$HOME; * b %s\n", path);
  g_autofree char *placed = g_strdup_printf ("<%s> %s\n", path, path);
  JsonObject *task;

  psc_test_cli_assert_status (cli, 0);
  document = psc_test_cli_parse (cli);
  psc_test_document_check (document);
  g_assert_cmpstr (get_output (document, 0, 0), ==, appended);
  g_assert_cmpstr (get_output (document, 0, 1), ==, placed);

  task = psc_test_document_get_task (document, 0);
  g_assert_true (json_object_has_member (psc_test_document_get_step (task, 2),
                                         "value"));
  g_assert_true (json_object_has_member (psc_test_document_get_step (task, 3),
                                         "value"));
}

/* A step has nothing to read, no descriptor of ours, and the usual
 * disposition of signals. */
static void
test_surroundings (void)
{
  FIXTURE ("one");
  g_auto (GStrv) argv = psc_test_make_program (
    fixture.tools, "step",
    "wc -c\nls /proc/self/fd | xargs\nsed -n 's/^SigIgn:.//p' /proc/self/status");
  g_autofree char *step = g_strconcat ("--step=s=", argv[0], NULL);

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr (GSubprocessLauncher) launcher = psc_test_cli_launcher_new ();
      const char *arguments[] = {
        "run", modes[i], "--json=-", step, fixture.directory, NULL
      };
      g_autoptr (PscTestCli) cli = NULL;
      g_autoptr (JsonNode) document = NULL;
      g_auto (GStrv) lines = NULL;
      int fds[2];

      /* Who reads this waits for ever. */
      g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, NULL));
      g_subprocess_launcher_take_stdin_fd (launcher, fds[0]);
      cli = psc_test_cli_start_full (launcher, NULL, arguments);
      psc_test_cli_wait (cli);
      close (fds[1]);
      psc_test_cli_assert_status (cli, 0);

      document = psc_test_cli_parse (cli);
      lines = g_strsplit (get_output (document, 0, 0), "\n", -1);
      g_assert_cmpuint (g_strv_length (lines), ==, 4);
      g_assert_cmpstr (lines[0], ==, "0");
      g_assert_cmpstr (lines[1], ==, "0 1 2 3");
      g_assert_cmpuint (g_ascii_strtoull (lines[2], NULL, 16) &
                        (1u << (SIGPIPE - 1)), ==, 0);
    }
}

static void
test_vanished (void)
{
  FIXTURE ("a", "b", "c");

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *path = g_build_filename (fixture.directory, "b", NULL);
      g_autoptr (JsonNode) document = NULL;

      g_assert_true (g_file_set_contents (path, "", 0, NULL));
      document = run_script (&fixture, modes[i], "--chunk-size=3",
                             "rm -f \"$(dirname \"$1\")/b\"", 1);
      assert_outcome (document, "a", "ok", NULL);
      assert_outcome (document, "b", "skipped", "not there");
      assert_outcome (document, "c", "ok", NULL);
    }
}

static void
check_stream (JsonObject *step,
              const char *name,
              const char *base64_name)
{
  g_autofree guchar *bytes = NULL;
  gsize length;

  g_assert_cmpuint (strlen (json_object_get_string_member (step, name)), >=,
                    KEPT);
  bytes = g_base64_decode (json_object_get_string_member (step, base64_name),
                           &length);
  g_assert_cmpuint (length, ==, KEPT);
}

/* Both outputs at once, each far more than a pipe holds. */
static void
test_flood (void)
{
  FIXTURE ("a", "b");

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr (JsonNode) document =
        run_script (&fixture, modes[i], "--quiet",
                    "head -c 20000000 /dev/zero &\n"
                    "head -c 5000000 /dev/zero >&2\nwait", 0);

      for (guint j = 0; j < 2; j++)
        {
          JsonObject *step = psc_test_document_get_step (
            psc_test_document_get_task (document, j), 0);

          check_stream (step, "stdout", "stdout_base64");
          check_stream (step, "stderr", "stderr_base64");
          g_assert_cmpint (json_object_get_int_member (step, "dropped"), ==,
                           25000000 - 2 * KEPT);
        }
    }
}

static void
test_timeout (void)
{
  static const char * const scripts[] = {
    "sleep 60",
    "exec sleep 60",
    "trap '' TERM\n(trap '' TERM; sleep 60) &\nwhile :; do sleep 0.02; done",
    "yes",
  };
  FIXTURE ("a", "b");

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    for (guint j = 0; j < G_N_ELEMENTS (scripts); j++)
      {
        g_autoptr (JsonNode) document =
          run_script (&fixture, modes[i], "--step-timeout=0.2", scripts[j], 1);

        assert_outcome (document, "a", "timed-out", "0.2 s");
        assert_outcome (document, "b", "timed-out", "0.2 s");
      }
}

/* The compute step has the limit, too. */
static void
test_compute_timeout (void)
{
  FIXTURE ("a", "b");

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr (PscTestCli) cli = psc_test_cli_run (
        "run", modes[i], "--json=-", "--workers=1", "--work=1000000",
        "--step-timeout=0.1", "--step=compute", fixture.directory);
      g_autoptr (JsonNode) document = NULL;

      psc_test_cli_assert_status (cli, 1);
      document = psc_test_cli_parse (cli);
      psc_test_document_check (document);
      g_assert_cmpint (psc_test_document_count (document, "timed-out"), ==, 2);
    }
}

static void
test_killed (void)
{
  FIXTURE ("a", "b");

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr (JsonNode) document =
        run_script (&fixture, modes[i], "--quiet",
                    "case $1 in */a) kill -KILL $$;; *) kill -TERM $$;; esac",
                    1);

      assert_outcome (document, "a", "killed", "SIGKILL");
      assert_outcome (document, "b", "killed", "SIGTERM");
    }
}

static void
test_exit_status (void)
{
  FIXTURE ("a", "b");

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr (JsonNode) document =
        run_script (&fixture, modes[i], "--quiet",
                    "case $1 in */a) exit 255;; esac", 0);

      assert_outcome (document, "a", "nonzero", "255");
      assert_outcome (document, "b", "ok", NULL);
    }
}

/* Found, executable, and yet not to be started. */
static void
test_not_started (void)
{
  FIXTURE ("a", "b");
  g_auto (GStrv) argv = psc_test_make_program (fixture.tools, "bad", "");

  g_assert_true (g_file_set_contents_full (argv[0], "#!/no/such/shell\n", -1,
                                           G_FILE_SET_CONTENTS_NONE, 0755,
                                           NULL));
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr (JsonNode) document = run_step (&fixture, modes[i], "--quiet",
                                                argv[0], 1);

      assert_outcome (document, "a", "failed", "could not be started");
      assert_outcome (document, "b", "failed", "could not be started");
    }
}

/* A worker that dies takes the one file with it that it held. */
static void
test_lost (void)
{
  FIXTURE ("a", "b", "c", "d");
  g_autoptr (JsonNode) document =
    run_script (&fixture, "--mode=process", "--chunk-size=4",
                "case $1 in */b) kill -KILL $PPID; sleep 60;; esac", 1);
  JsonArray *workers = json_object_get_array_member (
    json_node_get_object (document), "workers");

  assert_outcome (document, "a", "ok", NULL);
  assert_outcome (document, "b", "lost", "SIGKILL");
  assert_outcome (document, "c", "ok", NULL);
  assert_outcome (document, "d", "ok", NULL);
  g_assert_cmpuint (json_array_get_length (workers), ==, 2);
  g_assert_cmpint (json_object_get_int_member (
                     json_array_get_object_element (workers, 0), "signal"),
                   ==, SIGKILL);
}

/* Workers that die one after the other are not started for ever: each of them
 * has cost a file. */
static void
test_all_lost (void)
{
  FIXTURE ("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m",
           "n", "o", "p", "q", "r");
  g_autoptr (JsonNode) document =
    run_script (&fixture, "--mode=process", "--chunk-size=1",
                "kill -KILL $PPID; sleep 60", 3);

  g_assert_cmpint (psc_test_document_count (document, "lost"), ==, 16);
  g_assert_cmpint (psc_test_document_count (document, "skipped"), ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/steps/words", test_words);
  g_test_add_func ("/cli/steps/surroundings", test_surroundings);
  g_test_add_func ("/cli/steps/vanished", test_vanished);
  g_test_add_func ("/cli/steps/flood", test_flood);
  g_test_add_func ("/cli/steps/timeout", test_timeout);
  g_test_add_func ("/cli/steps/compute-timeout", test_compute_timeout);
  g_test_add_func ("/cli/steps/killed", test_killed);
  g_test_add_func ("/cli/steps/exit-status", test_exit_status);
  g_test_add_func ("/cli/steps/not-started", test_not_started);
  g_test_add_func ("/cli/steps/lost", test_lost);
  g_test_add_func ("/cli/steps/all-lost", test_all_lost);

  return g_test_run ();
}
