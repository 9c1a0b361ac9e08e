/* test-history.c: what is kept comes back
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-error.h"
#include "psc-kept-run-private.h"
#include "psc-sketch.h"
#include "psc-test-history.h"
#include "psc-test-pool.h"
#include "psc-test-run.h"
#include "psc-test-store.h"

static void
test_everything_hard (PscTestHistory *fixture,
                      gconstpointer   data)
{
  g_autoptr (PscRun) run = psc_test_store_run_new ();
  PscHistoryEntry *entry;

  psc_history_keep_run (fixture->history, run);
  psc_test_history_assert_kept (fixture, 0, run);
  psc_test_history_open (fixture);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 1);
  psc_test_history_assert_kept (fixture, 0, run);

  entry = psc_test_history_get_entry (fixture, 0);
  g_assert_cmpint (psc_history_entry_get_kind (entry), ==, PSC_HISTORY_RUN);
  g_assert_cmpint (psc_history_entry_get_id (entry), ==, 1);
  g_assert_cmpuint (psc_history_entry_get_n_files (entry), ==,
                    PSC_TEST_N_TASKS);
  g_assert_cmpuint (psc_history_entry_get_n_ended (entry), ==,
                    PSC_TEST_N_TASKS);
  g_assert_cmpuint (psc_history_entry_get_n_outcome (entry, PSC_OUTCOME_LOST),
                    ==, 1);
  g_assert_cmpuint (psc_history_entry_get_n_outcome (entry, PSC_OUTCOME_NONE),
                    ==, 0);
  g_assert_cmpstr (psc_history_entry_get_directory (entry), ==, "/test dir");
  g_assert_true (psc_settings_equal (psc_history_entry_get_settings (entry),
                                     psc_run_get_settings (run)));
  g_assert_cmpint (psc_history_entry_get_wall_ns (entry), ==, 1400);
  g_assert_cmpfloat (psc_history_entry_get_occupancy (entry), >, 0.);
  g_assert_cmpuint (psc_sketch_get_n_rows (
                      psc_history_entry_get_sketch (entry)), ==, 2);
  g_assert_true (g_date_time_equal (psc_history_entry_get_started (entry),
                                    psc_run_get_started (run)));
}

static void
test_random (PscTestHistory *fixture,
             gconstpointer   data)
{
  for (guint32 seed = 0; seed < 20; seed++)
    {
      g_autoptr (PscRun) run = psc_test_run_new_random (seed, 1 + seed % 7,
                                                        seed * 19);

      psc_history_keep_run (fixture->history, run);
  psc_test_history_assert_kept (fixture, 0, run);
    }
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 20);
}

/* A lane that gave up, why the run ended early, and what it was to make good. */
static void
test_down (PscTestHistory *fixture,
           gconstpointer   data)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 2, 2);
  PscRecorder *recorder = psc_run_get_recorder (run);
  g_autoptr (GError) error = g_error_new_literal (PSC_ERROR,
                                                  PSC_ERROR_NO_WORKER, "gone");
  g_autoptr (GDateTime) first = g_date_time_new_utc (2026, 11, 22, 9, 30, 5.);

  psc_run_set_again_of (run, first);
  psc_test_run_add_worker (run, 1, 1, 5, PSC_NEVER);
  psc_test_run_add_worker (run, 2, 1, PSC_NEVER, 9);
  psc_recorder_lane_gave_up (recorder, 2, 10, "no luck");
  psc_test_run_add_task (run, 1, 1, 1, 1, 6, 50);
  psc_test_run_add_task (run, 0, 1, 1, 2, 50, 90);
  psc_recorder_queue_dry (recorder, 50);
  psc_recorder_end_run (recorder, 77, error);
  psc_run_take_batch (run);

  psc_history_keep_run (fixture->history, run);
  psc_test_history_assert_kept (fixture, 0, run);
}

/* Kept before it begins, it is followed to its end. */
static void
test_followed (PscTestHistory *fixture,
               gconstpointer   data)
{
  PscTestPool pool = { NULL };

  psc_test_pool_set_up (&pool, NULL);
  for (PscMode mode = 0; mode < PSC_N_MODES; mode++)
    {
      g_autoptr (PscRun) run = NULL;
      g_autoptr (PscHistoryEntry) entry = NULL;
      g_autoptr (GError) error = NULL;

      pool.settings->mode = mode;
      run = psc_test_pool_run_new (&pool);
      entry = g_object_ref (psc_history_keep_run (fixture->history, run));
      g_assert_cmpuint (psc_test_history_count (fixture), ==, mode);
      g_assert_true (psc_test_execute (run, NULL, &error));
      g_assert_true (psc_test_history_get_entry (fixture, 0) == entry);
      psc_test_history_assert_kept (fixture, 0, run);
    }
  psc_test_pool_tear_down (&pool, NULL);
}

/* A run that has not begun leaves nothing behind. */
static void
test_never_begun (PscTestHistory *fixture,
                  gconstpointer   data)
{
  PscTestPool pool = { NULL };
  PscRun *run;

  psc_test_pool_set_up (&pool, NULL);
  run = psc_test_pool_run_new (&pool);
  psc_history_keep_run (fixture->history, run);
  g_assert_finalize_object (run);
  psc_history_flush (fixture->history);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 0);

  run = psc_test_pool_run_new (&pool);
  psc_history_keep_run (fixture->history, run);
  psc_test_history_open (fixture);
  g_assert_finalize_object (run);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 0);
  psc_test_pool_tear_down (&pool, NULL);
}

/* The program ends first: what there was is kept, and the rest was stopped. */
static void
test_abandoned (PscTestHistory *fixture,
                gconstpointer   data)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 2, 3);
  g_autoptr (PscRun) read = NULL;
  g_autoptr (GError) error = NULL;
  PscHistoryEntry *entry;

  psc_test_run_add_worker (run, 1, 1, 5, PSC_NEVER);
  psc_test_run_add_task (run, 1, 1, 1, 1, 6, 50);
  psc_history_keep_run (fixture->history, run);
  psc_run_take_batch (run);
  psc_test_run_add_task (run, 0, 1, 1, 2, 50, 90);
  psc_recorder_worker_silent (psc_run_get_recorder (run), 1, 60, TRUE);
  psc_run_take_batch (run);
  psc_history_flush (fixture->history);
  psc_recorder_worker_heard (psc_run_get_recorder (run), 1, 80);
  psc_run_take_batch (run);
  psc_history_flush (fixture->history);
  entry = psc_test_history_get_entry (fixture, 0);
  g_assert_cmpint (psc_history_entry_get_state (entry), ==,
                   PSC_HISTORY_RUNNING);
  g_assert_cmpuint (psc_history_entry_get_n_ended (entry), ==, 2);

  psc_test_history_open (fixture);
  entry = psc_test_history_get_entry (fixture, 0);
  g_assert_cmpint (psc_history_entry_get_state (entry), ==,
                   PSC_HISTORY_UNFINISHED);
  g_assert_cmpuint (psc_history_entry_get_n_outcome (entry, PSC_OUTCOME_NONE),
                    ==, 1);
  g_assert_cmpint (psc_history_entry_get_wall_ns (entry), ==, 90);
  g_assert_nonnull (psc_history_entry_get_sketch (entry));
  read = psc_test_history_read_run (fixture, entry, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (psc_run_get_n_outcome (read, PSC_OUTCOME_OK), ==, 2);
  g_assert_cmpuint (psc_run_get_n_outcome (read, PSC_OUTCOME_STOPPED), ==, 1);
  g_assert_cmpuint (psc_run_get_n_cause (read, PSC_CAUSE_PROGRAM_ENDED), ==, 1);
  g_assert_cmpuint (psc_run_get_n_silences (read), ==, 1);
  g_assert_cmpint (psc_run_get_silence (read, 0)->end_ns, ==, 80);
  g_assert_cmpint (psc_run_get_wall_ns (read), ==, 90);
  g_assert_error (psc_run_get_error (read), PSC_ERROR, PSC_ERROR_CLOSED);
}

/* What could not be read again is not kept, and that is said. */
static void
test_large (PscTestHistory *fixture,
            gconstpointer   data)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, 1,
                                             PSC_KEPT_MAX_TASKS + 1);
  g_autoptr (PscRun) other = NULL;
  g_autoptr (PscHistoryEntry) entry =
    g_object_ref (psc_history_keep_run (fixture->history, run));

  psc_run_take_batch (run);
  psc_history_flush (fixture->history);
  g_assert_nonnull (strstr (psc_history_get_problem (fixture->history),
                            "A run is not kept"));
  g_assert_true (psc_history_is_writable (fixture->history));
  g_assert_cmpint (psc_history_entry_get_id (entry), ==, 0);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 0);

  other = psc_test_history_keep (fixture, 1);
  psc_test_history_assert_kept (fixture, 0, other);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  PSC_TEST_HISTORY_ADD ("/history/everything-hard", test_everything_hard);
  PSC_TEST_HISTORY_ADD ("/history/random", test_random);
  PSC_TEST_HISTORY_ADD ("/history/down", test_down);
  PSC_TEST_HISTORY_ADD ("/history/followed", test_followed);
  PSC_TEST_HISTORY_ADD ("/history/never-begun", test_never_begun);
  PSC_TEST_HISTORY_ADD ("/history/abandoned", test_abandoned);
  PSC_TEST_HISTORY_ADD ("/history/large", test_large);

  return g_test_run ();
}
