/* test-task-runner.c: every kind of file, and every name, has its outcome
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "psc-interrupt.h"
#include "psc-mark.h"
#include "psc-task-runner.h"
#include "psc-test-utils.h"

typedef struct
{
  char          *directory;
  PscSettings   *settings;
  PscCompute    *compute;
  PscTaskRunner *runner;
  int            interrupt_fd;

  PscTaskRecord  task;
  PscStepRecord  steps[PSC_MAX_STEPS];
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->directory = psc_test_make_directory (
    (const char *[]) { "plain", "folder/", NULL });
  fixture->settings = psc_settings_new ();
  fixture->settings->mode = PSC_MODE_DUMMY;
  fixture->interrupt_fd = PSC_NO_INTERRUPT;
}

static void
clear_records (Fixture *fixture)
{
  g_clear_pointer (&fixture->task.detail, g_free);
  for (guint i = 0; i < PSC_MAX_STEPS; i++)
    g_clear_pointer (&fixture->steps[i].output, g_free);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  clear_records (fixture);
  g_clear_pointer (&fixture->runner, psc_task_runner_free);
  g_clear_pointer (&fixture->compute, psc_compute_free);
  psc_settings_free (fixture->settings);
  psc_test_remove_directory (fixture->directory);
  g_free (fixture->directory);
}

/* Takes the place of the default pipeline. */
static void
set_steps (Fixture            *fixture,
           const char * const *definitions)
{
  psc_pipeline_unref (fixture->settings->pipeline);
  fixture->settings->pipeline = psc_pipeline_new ();
  for (guint i = 0; definitions[i] != NULL; i++)
    g_assert_true (psc_pipeline_append (fixture->settings->pipeline,
                                        definitions[i], NULL));
}

static void
run_path (Fixture    *fixture,
          const char *path)
{
  if (fixture->runner == NULL)
    {
      g_autoptr (GError) error = NULL;
      PscPipeline *resolved =
        psc_pipeline_resolve (fixture->settings->pipeline, &error);

      g_assert_no_error (error);
      psc_pipeline_unref (fixture->settings->pipeline);
      fixture->settings->pipeline = resolved;
      fixture->compute = psc_compute_new (fixture->settings);
      fixture->runner = psc_task_runner_new (fixture->settings,
                                             fixture->compute,
                                             fixture->interrupt_fd, NULL,
                                             psc_mark_get_program ());
    }

  clear_records (fixture);
  psc_task_runner_run (fixture->runner, 0, path, &fixture->task,
                       fixture->steps);
}

/* Runs one file, and checks what holds for every record. */
static void
run (Fixture    *fixture,
     const char *name)
{
  guint n_steps = psc_pipeline_get_n_steps (fixture->settings->pipeline);
  g_autofree char *path = g_build_filename (fixture->directory, name, NULL);
  gint64 reached_ns;

  run_path (fixture, path);
  reached_ns = fixture->task.start_ns;
  for (guint i = 0; i < n_steps; i++)
    {
      if (fixture->steps[i].start_ns == PSC_NEVER)
        {
          g_assert_cmpint (fixture->steps[i].end_ns, ==, PSC_NEVER);
          continue;
        }
      g_assert_cmpint (fixture->steps[i].start_ns, >=, reached_ns);
      g_assert_cmpint (fixture->steps[i].end_ns, >=,
                       fixture->steps[i].start_ns);
      reached_ns = fixture->steps[i].end_ns;
    }
  g_assert_cmpint (fixture->task.end_ns, >=, reached_ns);
}

static void
assert_outcome (Fixture    *fixture,
                PscOutcome  outcome,
                PscCause    cause,
                guint       step)
{
  g_assert_cmpint (fixture->task.outcome, ==, outcome);
  g_assert_cmpint (fixture->task.cause, ==, cause);
  g_assert_cmpuint (fixture->task.step, ==, step);
}

/* How many steps were begun. */
static guint
count_begun (Fixture *fixture)
{
  guint n_steps = psc_pipeline_get_n_steps (fixture->settings->pipeline);
  guint count = 0;

  for (guint i = 0; i < n_steps; i++)
    count += fixture->steps[i].start_ns != PSC_NEVER;

  return count;
}

static gboolean
says (Fixture    *fixture,
      guint       step,
      const char *text)
{
  const PscOutput *output = fixture->steps[step].output;

  return output != NULL &&
         memmem (output->data, output->stdout_length, text, strlen (text));
}

static void
link_to (Fixture    *fixture,
         const char *target,
         const char *name)
{
  g_autofree char *path = g_build_filename (fixture->directory, name, NULL);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

static void
test_plain (Fixture       *fixture,
            gconstpointer  data)
{
  run (fixture, "plain");
  assert_outcome (fixture, PSC_OUTCOME_OK, PSC_CAUSE_NONE, 0);
  g_assert_cmpuint (count_begun (fixture), ==, 3);
  g_assert_true (says (fixture, 0, "/plain: ASCII text"));
  g_assert_cmpfloat_with_epsilon (fixture->steps[1].value, -1473.632796, 5e-7);
  g_assert_true (says (fixture, 2, "1 1 6 ") || says (fixture, 2, "1  1 6 "));

  link_to (fixture, "plain", "link");
  run (fixture, "link");
  assert_outcome (fixture, PSC_OUTCOME_OK, PSC_CAUSE_NONE, 0);
}

/* The pipeline goes on behind a status, and the first one is told. */
static void
test_nonzero (Fixture       *fixture,
              gconstpointer  data)
{
  run (fixture, "folder");
  assert_outcome (fixture, PSC_OUTCOME_NONZERO, PSC_CAUSE_EXIT_STATUS, 2);
  g_assert_true (says (fixture, 0, ": directory"));
  g_assert_cmpint (fixture->steps[2].status.exit_code, ==, 1);

  /* The tools themselves complain of links that lead nowhere. */
  link_to (fixture, "nothing", "dangling");
  run (fixture, "dangling");
  assert_outcome (fixture, PSC_OUTCOME_NONZERO, PSC_CAUSE_EXIT_STATUS, 2);
  g_assert_true (says (fixture, 0, "broken symbolic link"));
  link_to (fixture, "loop", "loop");
  run (fixture, "loop");
  assert_outcome (fixture, PSC_OUTCOME_NONZERO, PSC_CAUSE_EXIT_STATUS, 2);
}

static void
test_first_status (Fixture       *fixture,
                   gconstpointer  data)
{
  set_steps (fixture, (const char *[]) { "a=sh -c 'exit 0'",
                                         "b=sh -c 'exit 3'",
                                         "compute", "c=sh -c 'exit 4'", NULL });
  run (fixture, "plain");
  assert_outcome (fixture, PSC_OUTCOME_NONZERO, PSC_CAUSE_EXIT_STATUS, 1);
  g_assert_cmpuint (count_begun (fixture), ==, 4);
  g_assert_cmpint (fixture->steps[3].status.exit_code, ==, 4);
}

static void
make_node (Fixture    *fixture,
           const char *name,
           mode_t      mode,
           dev_t       device)
{
  g_autofree char *path = g_build_filename (fixture->directory, name, NULL);

  g_assert_cmpint (mknod (path, mode | 0600, device), ==, 0);
}

static void
assert_skipped (Fixture    *fixture,
                const char *name,
                PscCause    cause)
{
  g_autofree char *link = g_strconcat ("link-to-", name, NULL);
  g_autofree char *far = g_strconcat ("far-", name, NULL);

  link_to (fixture, name, link);
  link_to (fixture, link, far);
  run (fixture, name);
  assert_outcome (fixture, PSC_OUTCOME_SKIPPED, cause, 0);
  g_assert_cmpuint (count_begun (fixture), ==, 0);
  run (fixture, link);
  assert_outcome (fixture, PSC_OUTCOME_SKIPPED, cause, 0);
  run (fixture, far);
  assert_outcome (fixture, PSC_OUTCOME_SKIPPED, cause, 0);
}

static void
test_named_pipe (Fixture       *fixture,
                 gconstpointer  data)
{
  make_node (fixture, "pipe", S_IFIFO, 0);
  assert_skipped (fixture, "pipe", PSC_CAUSE_NAMED_PIPE);
}

static void
test_socket (Fixture       *fixture,
             gconstpointer  data)
{
  make_node (fixture, "socket", S_IFSOCK, 0);
  assert_skipped (fixture, "socket", PSC_CAUSE_SOCKET);
}

static void
test_character_device (Fixture       *fixture,
                       gconstpointer  data)
{
  link_to (fixture, "/dev/zero", "zero");
  assert_skipped (fixture, "zero", PSC_CAUSE_CHARACTER_DEVICE);
}

static void
test_block_device (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "disk", NULL);

  /* A number of which nothing is known: nobody is to open it. */
  if (mknod (path, S_IFBLK | 0600, makedev (7, 250)) != 0)
    {
      g_test_skip ("this user may not make a block device");
      return;
    }

  assert_skipped (fixture, "disk", PSC_CAUSE_BLOCK_DEVICE);
}

static void
test_vanished (Fixture       *fixture,
               gconstpointer  data)
{
  run (fixture, "gone");
  assert_outcome (fixture, PSC_OUTCOME_SKIPPED, PSC_CAUSE_VANISHED, 0);
  run (fixture, "gone/below");
  assert_outcome (fixture, PSC_OUTCOME_SKIPPED, PSC_CAUSE_VANISHED, 0);
  run (fixture, "plain/below");
  assert_outcome (fixture, PSC_OUTCOME_SKIPPED, PSC_CAUSE_VANISHED, 0);
  g_assert_cmpuint (count_begun (fixture), ==, 0);
}

/* Where no command is, no file is looked at. */
static void
test_compute_only (Fixture       *fixture,
                   gconstpointer  data)
{
  set_steps (fixture, (const char *[]) { "compute", "again=compute", NULL });
  run_path (fixture, NULL);
  assert_outcome (fixture, PSC_OUTCOME_OK, PSC_CAUSE_NONE, 0);
  g_assert_cmpfloat_with_epsilon (fixture->steps[0].value, -1473.632796, 5e-7);
  g_assert_cmpfloat_with_epsilon (fixture->steps[1].value, 1636.280988, 5e-7);
}

/* Independent streams are those of the tasks' numbers, from 1. */
static void
test_independent (Fixture       *fixture,
                  gconstpointer  data)
{
  fixture->settings->streams = PSC_STREAMS_INDEPENDENT;
  set_steps (fixture, (const char *[]) { "compute", NULL });
  run_path (fixture, NULL);
  g_assert_cmpfloat_with_epsilon (fixture->steps[0].value, 49.341941, 5e-7);
}

static const char * const names[] = {
  "two words", "new\nline", "tab\t", "'", "\"", "\\", "a'b\"c\\d", "$(id)",
  "`id`", "$HOME", ";id", "|", "&", "*", "?", "[a]", "{}", "%s%n", "#", "~",
  "-", "--", "-C", "-l", "--help", "--files0-from=x", "--version",
  "\xff\xfe", "\xc3", "\x01\x1b[31m", "\xe2\x80\xae" "txt.exe", "\xc3\xa9",
  "e\xcc\x81", " ", "\n", ".x", "...",
};

/* Whatever a file is called, the tools are told of it and of nothing else. */
static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *before = g_get_current_dir ();
  g_autofree char *after = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->directory, names[i],
                                                NULL);

      g_assert_true (g_file_set_contents (path, "one two\n", -1, NULL));
      run (fixture, names[i]);
      assert_outcome (fixture, PSC_OUTCOME_OK, PSC_CAUSE_NONE, 0);
      g_assert_true (says (fixture, 0, "ASCII text"));
      g_assert_true (says (fixture, 2, " 8 "));
    }

  /* "file -C" would have left its word here. */
  after = g_get_current_dir ();
  g_assert_cmpstr (after, ==, before);
  g_assert_false (g_file_test ("magic.mgc", G_FILE_TEST_EXISTS));
}

static void
test_long_name (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *longest = g_strnfill (255, 'x');
  g_autofree char *too_long = g_strnfill (256, 'x');
  g_autofree char *path = g_build_filename (fixture->directory, longest, NULL);
  int fd = g_creat (path, 0600);

  g_assert_cmpint (write (fd, "one two\n", 8), ==, 8);
  close (fd);
  run (fixture, longest);
  assert_outcome (fixture, PSC_OUTCOME_OK, PSC_CAUSE_NONE, 0);
  run (fixture, too_long);
  assert_outcome (fixture, PSC_OUTCOME_NONZERO, PSC_CAUSE_EXIT_STATUS, 2);
}

/* The bytes of a name reach a command as they are. */
static void
test_argument (Fixture       *fixture,
               gconstpointer  data)
{
  set_steps (fixture, (const char *[]) { "a=printf %s", NULL });
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->directory, names[i],
                                                NULL);

      g_assert_true (g_file_set_contents (path, "", -1, NULL));
      run (fixture, names[i]);
      assert_outcome (fixture, PSC_OUTCOME_OK, PSC_CAUSE_NONE, 0);
      g_assert_cmpmem (fixture->steps[0].output->data,
                       fixture->steps[0].output->stdout_length,
                       path, strlen (path));
    }
}

/* After these no step follows. */
static void
test_killed (Fixture       *fixture,
             gconstpointer  data)
{
  set_steps (fixture, (const char *[]) { "a=true", "b=sh -c 'kill -SEGV $$'",
                                         "compute", NULL });
  run (fixture, "plain");
  assert_outcome (fixture, PSC_OUTCOME_KILLED, PSC_CAUSE_SIGNAL, 1);
  g_assert_cmpint (fixture->steps[1].status.signal, ==, 11);
  g_assert_cmpuint (count_begun (fixture), ==, 2);
}

static void
test_failed (Fixture       *fixture,
             gconstpointer  data)
{
  g_auto (GStrv) program = psc_test_make_program (fixture->directory, "tool",
                                                  "exit 0");
  g_autofree char *definition = g_strconcat ("a=", program[0], NULL);

  set_steps (fixture, (const char *[]) { definition, "compute", NULL });
  run (fixture, "plain");
  assert_outcome (fixture, PSC_OUTCOME_OK, PSC_CAUSE_NONE, 0);

  /* It was there when it was looked up. */
  g_assert_cmpint (g_unlink (program[0]), ==, 0);
  run (fixture, "plain");
  assert_outcome (fixture, PSC_OUTCOME_FAILED, PSC_CAUSE_NO_START, 0);
  g_assert_nonnull (fixture->task.detail);
  g_assert_cmpuint (count_begun (fixture), ==, 1);
}

static void
test_timed_out (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->settings->step_timeout_ns = PSC_NSEC_PER_SEC / 5;
  set_steps (fixture, (const char *[]) { "a=sh -c 'exec sleep 100'", "compute",
                                         NULL });
  run (fixture, "plain");
  assert_outcome (fixture, PSC_OUTCOME_TIMED_OUT, PSC_CAUSE_TIME_LIMIT, 0);
  g_assert_cmpuint (count_begun (fixture), ==, 1);
}

static void
test_compute_timed_out (Fixture       *fixture,
                        gconstpointer  data)
{
  fixture->settings->step_timeout_ns = PSC_NSEC_PER_SEC / 20;
  fixture->settings->work = PSC_MAX_WORK;
  set_steps (fixture, (const char *[]) { "compute", "a=true", NULL });
  run (fixture, "plain");
  assert_outcome (fixture, PSC_OUTCOME_TIMED_OUT, PSC_CAUSE_TIME_LIMIT, 0);
  g_assert_true (isnan (fixture->steps[0].value));
  g_assert_cmpuint (count_begun (fixture), ==, 1);
}

static void
test_stopped (Fixture       *fixture,
              gconstpointer  data)
{
  int fds[2];

  g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, NULL));
  close (fds[1]);
  fixture->interrupt_fd = fds[0];
  set_steps (fixture, (const char *[]) { "a=sh -c 'exec sleep 100'", "compute",
                                         NULL });
  run (fixture, "plain");
  assert_outcome (fixture, PSC_OUTCOME_STOPPED, PSC_CAUSE_STOP_DURING, 0);
  g_assert_cmpuint (count_begun (fixture), ==, 1);
  close (fds[0]);
}

typedef struct
{
  const char *path;
  void      (*test) (Fixture       *fixture,
                     gconstpointer  data);
} Case;

static const Case cases[] = {
  { "/task-runner/plain", test_plain },
  { "/task-runner/nonzero", test_nonzero },
  { "/task-runner/first-status", test_first_status },
  { "/task-runner/named-pipe", test_named_pipe },
  { "/task-runner/socket", test_socket },
  { "/task-runner/character-device", test_character_device },
  { "/task-runner/block-device", test_block_device },
  { "/task-runner/vanished", test_vanished },
  { "/task-runner/compute-only", test_compute_only },
  { "/task-runner/independent", test_independent },
  { "/task-runner/names", test_names },
  { "/task-runner/long-name", test_long_name },
  { "/task-runner/argument", test_argument },
  { "/task-runner/killed", test_killed },
  { "/task-runner/failed", test_failed },
  { "/task-runner/timed-out", test_timed_out },
  { "/task-runner/compute-timed-out", test_compute_timed_out },
  { "/task-runner/stopped", test_stopped },
};

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, NULL, set_up, cases[i].test,
                tear_down);

  return g_test_run ();
}
