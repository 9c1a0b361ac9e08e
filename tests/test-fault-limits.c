/* test-fault-limits.c: what the system does not give
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "psc-error.h"
#include "psc-test-fault.h"

/* The program has three threads and a guard before the first lane. */
#define N_BASE  4
#define N_LANES 8

/* How many workers have started, as the program says. */
static guint
get_n_started (PscTestCli *cli)
{
  const char *sentence = strstr (cli->err, " of 8 workers started: ");

  if (sentence == NULL)
    g_test_message ("standard error: %s", cli->err);
  g_assert_nonnull (sentence);
  g_assert_cmpstr (strstr (sentence, "Resource temporarily unavailable"), !=,
                   NULL);
  while (sentence > cli->err && g_ascii_isdigit (sentence[-1]))
    sentence--;

  return (guint) g_ascii_strtoull (sentence, NULL, 10);
}

/* Lets the program have so many threads and processes.  They are counted by
 * user, so that it has to be one who has no others.  A sanitizer would want a
 * process of its own to look for leaks. */
static PscTestCli *
run_limited (PscTestFault       *self,
             guint               n_tasks,
             const char * const *arguments)
{
  g_autofree char *user = g_strdup_printf ("--reuid=%d",
                                           1000000 + (int) getpid ());
  g_autofree char *group = g_strdup_printf ("--regid=%d",
                                            1000000 + (int) getpid ());
  g_autofree char *limit = g_strdup_printf ("--nproc=%u", n_tasks);
  const char *wrapper[] = { "env", "LSAN_OPTIONS=detect_leaks=0",
                            "setpriv", user, group, "--clear-groups",
                            "prlimit", limit, NULL };

  g_assert_cmpint (g_chmod (self->directory, 0755), ==, 0);

  return psc_test_cli_wait (psc_test_cli_start_full (NULL, wrapper,
                                                     arguments));
}

/* The system gives tasks for some of the workers.  Those do the work of all. */
static void
test_tasks (PscTestFault  *self,
            gconstpointer  data)
{
  PscMode mode = GPOINTER_TO_UINT (data);
  g_autofree char *mode_option = g_strconcat ("--mode=",
                                              psc_mode_to_string (mode), NULL);
  const char *arguments[] = {
    "run", mode_option, "--workers=8", "--chunk-size=1", "--step=compute",
    "--work=20", "--json=-", self->directory, NULL
  };
  g_autoptr (PscTestCli) cli = NULL;
  g_autoptr (JsonNode) document = NULL;
  guint n_started;

  if (geteuid () != 0)
    {
      g_test_skip ("only root can become a user without processes");
      return;
    }

  psc_test_fault_make_files (self, 60);
  cli = run_limited (self, N_BASE + 3 + (psc_mode_is_process (mode) ? N_LANES
                                                                    : 0),
                     arguments);
  psc_test_cli_assert_status (cli, 0);
  n_started = get_n_started (cli);
  g_assert_cmpuint (n_started, >=, 1);
  g_assert_cmpuint (n_started, <, N_LANES);

  document = psc_test_cli_parse (cli);
  psc_test_document_check (document);
  g_assert_cmpint (psc_test_document_count (document, "ok"), ==, 60);
}

/* Without a thread for GLib nothing can be done, which is told. */
static void
test_threads (PscTestFault  *self,
              gconstpointer  data)
{
  const char *arguments[] = { "run", "--mode=thread", self->directory, NULL };

  if (geteuid () != 0)
    {
      g_test_skip ("only root can become a user without processes");
      return;
    }

  for (guint n_tasks = 0; n_tasks < 4; n_tasks++)
    {
      g_autoptr (PscTestCli) cli = run_limited (self, n_tasks, arguments);

      psc_test_cli_assert_status (cli, 3);
      psc_test_cli_assert_says (cli, "does not let this program start the 3 "
                                "threads");
    }
}

/* Descriptors that the program has open count as well: more workers are refused
 * than there is room for, and it is said how many there could be. */
static void
test_files (PscTestFault  *self,
            gconstpointer  data)
{
  struct rlimit limit = { 300 + 32 + 5 * 8, 300 + 32 + 5 * 8 };
  g_autoptr (GError) error = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      return;
    }

  while (dup (STDIN_FILENO) < 299)
    ;
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &limit), ==, 0);
  self->settings->workers = N_LANES;
  g_assert_false (psc_pool_check (self->settings, &error));
  g_assert_error (error, PSC_ERROR, PSC_ERROR_LIMIT);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "enough for 4 workers"));
  self->settings->workers = 4;
  g_assert_true (psc_pool_check (self->settings, NULL));
}

int
main (int   argc,
      char *argv[])
{
  psc_test_fault_init (&argc, &argv);

  for (PscMode mode = PSC_MODE_PROCESS; mode <= PSC_MODE_DUMMY; mode++)
    {
      g_autofree char *path = g_strconcat ("/fault/limits/tasks/",
                                           psc_mode_to_string (mode), NULL);

      psc_test_fault_add (path, test_tasks, GUINT_TO_POINTER (mode));
    }
  psc_test_fault_add ("/fault/limits/threads", test_threads, NULL);
  psc_test_fault_add ("/fault/limits/files", test_files, NULL);

  return g_test_run ();
}
