/* test-cli-stop.c: poolscope-cli is stopped, or killed, in the middle
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "psc-test-cli.h"

#define N_QUICK   4
#define N_WORKERS 2

/* How long a run may take to end once it was stopped.  Two seconds are
 * promised on a machine that has nothing else to do. */
#define STOP_DEADLINE_US (10 * G_USEC_PER_SEC)

/* What every script does first: quick files are done with, and each other one
 * says that it has begun. */
#define BEGIN(...) \
  "case $1 in *quick*) exit;; esac\n" \
  __VA_ARGS__ "\n" \
  ": > \"$(dirname \"$0\")/begun-$(basename \"$1\")\"\n"

/* A step that does not heed the request to end, nor does what it started. */
#define STUBBORN \
  BEGIN ("trap ': > \"$(dirname \"$0\")/asked\"' TERM") \
  "(trap '' TERM; sleep 60) &\n" \
  "while :; do sleep 0.02; done"

typedef struct
{
  const char *mode;
  int         signal;
} Case;

typedef struct
{
  char       *directory; /* the files */
  char       *tools;     /* the step, and what it notes */
  char       *json;
  PscTestCli *cli;
} Fixture;

/* Starts a run whose slow files never end by themselves, and waits until
 * every worker has one in hand. */
static void
fixture_begin (Fixture    *self,
               const char *mode,
               const char *script)
{
  static const char * const names[] = {
    "a-quick-1", "a-quick-2", "a-quick-3", "a-quick-4",
    "slow-1", "slow-2", "slow-3", "slow-4", NULL
  };
  g_auto (GStrv) step = NULL;
  g_autofree char *step_option = NULL;
  g_autofree char *mode_option = g_strconcat ("--mode=", mode, NULL);
  g_autofree char *json_option = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  self->directory = psc_test_make_directory (names);
  self->tools = psc_test_make_directory (NULL);
  self->json = g_build_filename (self->tools, "run.json", NULL);
  step = psc_test_make_program (self->tools, "step", script);
  step_option = g_strconcat ("--step=s=", step[0], NULL);
  json_option = g_strconcat ("--json=", self->json, NULL);
  self->cli = psc_test_cli_start ("run", mode_option, "--workers=2",
                                  "--chunk-size=1", step_option, json_option,
                                  self->directory);

  first = g_build_filename (self->tools, "begun-slow-1", NULL);
  second = g_build_filename (self->tools, "begun-slow-2", NULL);
  psc_test_wait_until (g_file_test (first, G_FILE_TEST_EXISTS) &&
                       g_file_test (second, G_FILE_TEST_EXISTS));
}

static void
fixture_clear (Fixture *self)
{
  psc_test_remove_directory (self->directory);
  psc_test_remove_directory (self->tools);
  g_free (self->directory);
  g_free (self->tools);
  g_free (self->json);
  psc_test_cli_free (self->cli);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static gboolean
has_note (Fixture    *self,
          const char *name)
{
  g_autofree char *path = g_build_filename (self->tools, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* What was done and what was stopped is all told, and nothing is left. */
static void
check_stopped (Fixture *self,
               int      signal)
{
  g_autoptr (JsonNode) document = NULL;

  psc_test_cli_wait (self->cli);
  psc_test_cli_assert_status (self->cli, 128 + signal);
  psc_test_wait_until (psc_test_cli_count_processes (self->cli) == 0);

  document = psc_test_cli_load (self->json);
  psc_test_document_check (document);
  g_assert_cmpint (psc_test_document_count (document, "ok"), ==, N_QUICK);
  g_assert_cmpint (psc_test_document_count (document, "stopped"), ==, 4);
  g_assert_nonnull (strstr (self->cli->out, "4 ok, 4 stopped"));

  for (guint i = 0; i < 4; i++)
    {
      JsonObject *task = psc_test_document_get_task (document, N_QUICK + i);

      g_assert_true (json_object_get_null_member (task, "start_ns") ==
                     (i >= N_WORKERS));
      g_assert_false (json_object_get_null_member (task, "reason"));
    }
}

static void
test_signal (gconstpointer data)
{
  const Case *test = data;
  g_auto (Fixture) fixture = { NULL, };
  gint64 sent_us;

  fixture_begin (&fixture, test->mode, BEGIN ("") "sleep 60");
  g_assert_cmpuint (psc_test_cli_count_processes (fixture.cli), >, 1);

  sent_us = g_get_monotonic_time ();
  g_subprocess_send_signal (fixture.cli->subprocess, test->signal);
  psc_test_wait_until (fixture.cli->result != NULL);
  g_assert_cmpint (g_get_monotonic_time () - sent_us, <, STOP_DEADLINE_US);

  check_stopped (&fixture, test->signal);
}

/* A second signal comes while the steps are waited for. */
static void
test_second_signal (gconstpointer data)
{
  g_auto (Fixture) fixture = { NULL, };

  fixture_begin (&fixture, data, STUBBORN);
  g_subprocess_send_signal (fixture.cli->subprocess, SIGINT);
  psc_test_wait_until (has_note (&fixture, "asked"));
  g_subprocess_send_signal (fixture.cli->subprocess, SIGINT);

  check_stopped (&fixture, SIGINT);
}

/* Ctrl+C in a terminal reaches the steps as well, where they share the
 * program's group. */
static void
test_group (void)
{
  static const char * const wrapper[] = { "setsid", "--wait", NULL };
  static const char * const names[] = { "one", "two", NULL };
  g_autofree char *directory = psc_test_make_directory (names);
  g_autofree char *tools = psc_test_make_directory (NULL);
  g_auto (GStrv) step = psc_test_make_program (
    tools, "step", "echo $PPID > \"$0.pid\"; mv \"$0.pid\" \"$0.begun\"\n"
    "exec sleep 60");
  g_autofree char *option = g_strconcat ("--step=s=", step[0], NULL);
  g_autofree char *begun = g_strconcat (step[0], ".begun", NULL);
  const char *arguments[] = {
    "run", "--mode=thread", "--workers=1", option, directory, NULL
  };
  g_autofree char *program = g_find_program_in_path (wrapper[0]);
  g_autofree char *text = NULL;
  g_autoptr (PscTestCli) cli = NULL;

  if (program == NULL)
    {
      psc_test_remove_directory (tools);
      psc_test_remove_directory (directory);
      g_test_skip ("setsid is not installed");
      return;
    }

  cli = psc_test_cli_start_full (NULL, wrapper, arguments);
  psc_test_wait_until (g_file_test (begun, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (begun, &text, NULL, NULL));
  g_assert_cmpint (killpg (getpgid (atoi (text)), SIGINT), ==, 0);

  psc_test_cli_wait (cli);
  psc_test_cli_assert_status (cli, 128 + SIGINT);
  g_assert_nonnull (strstr (cli->out, "2 stopped"));
  psc_test_wait_until (psc_test_cli_count_processes (cli) == 0);

  psc_test_remove_directory (tools);
  psc_test_remove_directory (directory);
}

/* Whoever kills the program leaves nothing behind: the workers see that it is
 * gone, and end their steps. */
static void
test_killed (gconstpointer data)
{
  g_auto (Fixture) fixture = { NULL, };

  fixture_begin (&fixture, data, STUBBORN);
  g_assert_cmpuint (psc_test_cli_count_processes (fixture.cli), >=,
                    1 + 2 * N_WORKERS);

  g_subprocess_force_exit (fixture.cli->subprocess);
  psc_test_cli_wait (fixture.cli);
  g_assert_cmpint (fixture.cli->status, ==, -SIGKILL);
  psc_test_wait_until (psc_test_cli_count_processes (fixture.cli) == 0);
  g_assert_false (g_file_test (fixture.json, G_FILE_TEST_EXISTS));
}

/* Starts a run whose document does not fit into the named pipe that it goes
 * to, and waits until that is being written. */
static PscTestCli *
begin_output (const char *directory,
              const char *fifo,
              const char *csv,
              int        *fd)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *files = g_build_filename (directory, "files", NULL);
  g_autofree char *json_option = g_strconcat ("--json=", fifo, NULL);
  g_autofree char *csv_option = g_strconcat ("--csv=", csv, NULL);
  struct pollfd written = { -1, POLLIN, 0 };
  PscTestCli *cli;

  g_assert_cmpint (g_mkdir (files, 0700), ==, 0);
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u", files, i);

      g_assert_true (g_file_set_contents (path, "", 0, NULL));
    }
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  written.fd = *fd = g_open (fifo, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  g_assert_cmpint (*fd, >=, 0);

  cli = psc_test_cli_start ("run", "--mode=thread", "--workers=1",
                            "--step=compute", "--work=0", json_option,
                            csv_option, files);
  psc_test_wait_until (poll (&written, 1, 0) > 0 &&
                       (written.revents & POLLIN) != 0);

  return cli;
}

static void
read_to_end (int fd)
{
  char buffer[65536];
  gssize n_read;

  g_assert_true (g_unix_set_fd_nonblocking (fd, FALSE, NULL));
  do
    n_read = read (fd, buffer, sizeof buffer);
  while (n_read > 0);
  g_assert_cmpint (n_read, ==, 0);
}

/* The run is over: what is being written gets written, and what comes behind
 * it, too. */
static void
test_late_signal (void)
{
  g_autofree char *directory = psc_test_make_directory (NULL);
  g_autofree char *fifo = g_build_filename (directory, "fifo", NULL);
  g_autofree char *csv = g_build_filename (directory, "run.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (PscTestCli) cli = NULL;
  int fd;

  cli = begin_output (directory, fifo, csv, &fd);
  /* GSubprocess would send it from a thread of its own, perhaps too late. */
  kill (atoi (g_subprocess_get_identifier (cli->subprocess)), SIGINT);
  read_to_end (fd);
  g_close (fd, NULL);

  psc_test_cli_wait (cli);
  psc_test_cli_assert_status (cli, 128 + SIGINT);
  g_assert_cmpstr (cli->out, ==, "");
  g_assert_true (g_file_get_contents (csv, &text, NULL, NULL));
  g_assert_true (g_str_has_suffix (text, "\n"));

  psc_test_remove_directory (directory);
}

/* Whether a process has a handler for a signal. */
static gboolean
catches (int pid,
         int number)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", pid);
  g_autofree char *text = NULL;
  const char *caught;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  caught = strstr (text, "SigCgt:");
  g_assert_nonnull (caught);

  return (g_ascii_strtoull (caught + strlen ("SigCgt:\t"), NULL, 16) >>
          (number - 1)) & 1;
}

/* Nobody reads: the second signal does not wait for that. */
static void
test_late_signals (void)
{
  g_autofree char *directory = psc_test_make_directory (NULL);
  g_autofree char *fifo = g_build_filename (directory, "fifo", NULL);
  g_autofree char *csv = g_build_filename (directory, "run.csv", NULL);
  g_autoptr (PscTestCli) cli = NULL;
  int fd;

  cli = begin_output (directory, fifo, csv, &fd);
  g_subprocess_send_signal (cli->subprocess, SIGINT);
  psc_test_wait_until (!catches (cli->pid, SIGINT));
  g_subprocess_send_signal (cli->subprocess, SIGINT);
  psc_test_wait_until (cli->result != NULL);
  g_close (fd, NULL);

  psc_test_cli_wait (cli);
  psc_test_cli_assert_status (cli, -SIGINT);
  g_assert_false (g_file_test (csv, G_FILE_TEST_EXISTS));

  psc_test_remove_directory (directory);
}

/* What nohup starts does not hear that the terminal is gone. */
static void
test_no_hang_up (void)
{
  static const char * const wrapper[] = {
    "sh", "-c", "trap '' HUP; exec \"$@\"", "sh", NULL
  };
  static const char * const names[] = { "one", "two", NULL };
  g_autofree char *directory = psc_test_make_directory (names);
  g_autofree char *tools = psc_test_make_directory (NULL);
  g_auto (GStrv) step = psc_test_make_program (
    tools, "step", "kill -HUP $PPID\necho \"$1\"");
  g_autofree char *option = g_strconcat ("--step=s=", step[0], NULL);
  const char *arguments[] = {
    "run", "--mode=thread", "--workers=1", option, directory, NULL
  };
  g_autoptr (PscTestCli) cli = psc_test_cli_start_full (NULL, wrapper,
                                                        arguments);

  psc_test_cli_wait (cli);
  psc_test_cli_assert_status (cli, 0);

  psc_test_remove_directory (tools);
  psc_test_remove_directory (directory);
}

int
main (int   argc,
      char *argv[])
{
  static const char * const modes[] = {
    "process", "process-executor", "thread", "dummy",
  };
  static const Case cases[] = {
    { "process", SIGINT }, { "process-executor", SIGINT },
    { "thread", SIGINT }, { "dummy", SIGINT },
    { "process", SIGTERM }, { "thread", SIGTERM },
    { "process", SIGHUP }, { "thread", SIGHUP },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/cli/stop/%s/SIG%s", cases[i].mode,
                         sigabbrev_np (cases[i].signal));

      g_test_add_data_func (path, &cases[i], test_signal);
    }
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/cli/stop/%s/second-signal", modes[i]);

      g_test_add_data_func (path, modes[i], test_second_signal);
    }
  g_test_add_data_func ("/cli/stop/process/killed", modes[0], test_killed);
  g_test_add_data_func ("/cli/stop/process-executor/killed", modes[1],
                        test_killed);
  g_test_add_func ("/cli/stop/late-signal", test_late_signal);
  g_test_add_func ("/cli/stop/late-signals", test_late_signals);
  g_test_add_func ("/cli/stop/group", test_group);
  g_test_add_func ("/cli/stop/no-hang-up", test_no_hang_up);

  return g_test_run ();
}
