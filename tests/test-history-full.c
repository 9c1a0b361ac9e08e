/* test-history-full.c: there is no room for what is to be kept
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <sys/resource.h>

#include "psc-test-history.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"

/* As if the disk was full: no file becomes larger than this. */
static void
limit_files (struct rlimit *unlimited)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, unlimited), ==, 0);
  limit = *unlimited;
  limit.rlim_cur = 100000;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
count_cb (PscHistory *history,
          const char *problem,
          gpointer    user_data)
{
  ++*(guint *) user_data;
}

/* The user is told once, and when there is room again, all is written. */
static void
test_full (PscTestHistory *fixture,
           gconstpointer   data)
{
  struct rlimit unlimited;
  g_autoptr (PscRun) run = NULL;
  guint n_problems = 0;

  g_signal_connect (fixture->history, "problem", G_CALLBACK (count_cb),
                    &n_problems);
  limit_files (&unlimited);
  run = psc_test_run_new_random (1, 3, 2000);
  psc_history_keep_run (fixture->history, run);
  psc_history_flush (fixture->history);
  psc_history_flush (fixture->history);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &unlimited), ==, 0);

  g_test_message ("%s", psc_history_get_problem (fixture->history));
  g_assert_cmpuint (n_problems, ==, 1);
  g_assert_false (psc_history_is_writable (fixture->history));

  psc_test_wait_until (psc_history_is_writable (fixture->history));
  g_assert_null (psc_history_get_problem (fixture->history));
  psc_test_history_assert_kept (fixture, 0, run);
}

/* It stays so until the program ends: nothing is left behind in memory,
 * whoever holds whom. */
static void
test_full_to_the_end (PscTestHistory *fixture,
                      gconstpointer   data)
{
  struct rlimit unlimited;
  PscRun *run = psc_test_run_new_random (1, 3, 2000);
  PscHistoryEntry *entry;

  limit_files (&unlimited);
  entry = psc_history_keep_run (fixture->history, run);
  g_object_set_data_full (G_OBJECT (run), "entry", g_object_ref (entry),
                          g_object_unref);
  psc_history_flush (fixture->history);
  g_assert_false (psc_history_is_writable (fixture->history));
  psc_test_history_close (fixture);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &unlimited), ==, 0);

  g_object_add_weak_pointer (G_OBJECT (run), (gpointer *) &run);
  g_object_unref (run);
  psc_test_wait_until (run == NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  PSC_TEST_HISTORY_ADD ("/history-full/for-a-while", test_full);
  PSC_TEST_HISTORY_ADD ("/history-full/to-the-end", test_full_to_the_end);

  return g_test_run ();
}
