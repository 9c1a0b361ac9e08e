/* test-losses.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-error.h"
#include "psc-figures.h"
#include "psc-losses.h"
#include "psc-test-run.h"

static void
add (PscRun     *run,
     guint       index,
     PscOutcome  outcome,
     PscCause    cause)
{
  PscStepRecord steps[PSC_MAX_STEPS] = { 0, };
  PscTaskRecord task = { .lane = 1, .worker = 1, .chunk = 1, };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    steps[i].start_ns = steps[i].end_ns = PSC_NEVER;
  task.start_ns = 10 * index;
  task.end_ns = 10 * index + 10;
  task.outcome = (guint8) outcome;
  task.cause = (guint8) cause;
  psc_test_run_add_task_full (run, index, &task, steps, task.end_ns);
}

/* One file of each outcome, in their order. */
static PscRun *
new_run (void)
{
  PscRun *run = psc_test_run_new (PSC_MODE_PROCESS, 1, 9);

  psc_test_run_add_worker (run, 1, 0, 1, PSC_NEVER);
  add (run, 0, PSC_OUTCOME_OK, PSC_CAUSE_NONE);
  add (run, 1, PSC_OUTCOME_NONZERO, PSC_CAUSE_EXIT_STATUS);
  add (run, 2, PSC_OUTCOME_FAILED, PSC_CAUSE_NO_START);
  add (run, 3, PSC_OUTCOME_KILLED, PSC_CAUSE_SIGNAL);
  add (run, 4, PSC_OUTCOME_TIMED_OUT, PSC_CAUSE_TIME_LIMIT);
  add (run, 5, PSC_OUTCOME_SKIPPED, PSC_CAUSE_NAMED_PIPE);
  add (run, 6, PSC_OUTCOME_LOST, PSC_CAUSE_WORKER_DIED);
  add (run, 7, PSC_OUTCOME_STOPPED, PSC_CAUSE_STOP_DURING);

  return run;
}

/* Files that went away with all of the directory are lost to the run; one that
 * went away by itself is not. */
static void
test_directory (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 3);
  g_autoptr (PscListing) lost = NULL;

  psc_test_run_add_worker (run, 1, 0, 1, PSC_NEVER);
  add (run, 0, PSC_OUTCOME_OK, PSC_CAUSE_NONE);
  add (run, 1, PSC_OUTCOME_SKIPPED, PSC_CAUSE_VANISHED);
  add (run, 2, PSC_OUTCOME_SKIPPED, PSC_CAUSE_DIRECTORY_VANISHED);
  psc_test_run_end (run, 20);

  g_assert_cmpuint (psc_losses_count (run), ==, 1);
  lost = psc_losses_list (run);
  g_assert_cmpuint (psc_listing_get_n_files (lost), ==, 1);
  g_assert_cmpstr (psc_listing_get_name (lost, 0), ==, "file-000002");
}

static void
test_outcomes (void)
{
  g_autoptr (PscRun) run = new_run ();
  g_autoptr (PscListing) lost = NULL;
  g_autofree char *counts = NULL;

  add (run, 8, PSC_OUTCOME_OK, PSC_CAUSE_NONE);
  psc_test_run_end (run, 80);

  g_assert_cmpuint (psc_losses_count (run), ==, 4);
  counts = psc_losses_dup_counts (run);
  g_assert_cmpstr (counts, ==, "1 failed, 1 killed, 1 timed out, 1 lost");

  lost = psc_losses_list (run);
  g_assert_cmpuint (psc_listing_get_n_files (lost), ==, 4);
  g_assert_cmpstr (psc_listing_get_directory (lost), ==,
                   psc_listing_get_directory (psc_run_get_listing (run)));
  for (guint i = 0; i < 4; i++)
    g_assert_cmpstr (psc_listing_get_name (lost, i), ==,
                     psc_listing_get_name (psc_run_get_listing (run),
                                           i < 3 ? i + 2 : 6));
}

/* What nobody was left to take is lost, too. */
static void
test_no_worker (void)
{
  g_autoptr (PscRun) run = new_run ();
  g_autoptr (GError) error = g_error_new_literal (PSC_ERROR,
                                                  PSC_ERROR_NO_WORKER, "gone");
  g_autoptr (PscListing) lost = NULL;
  g_autofree char *counts = NULL;

  add (run, 8, PSC_OUTCOME_SKIPPED, PSC_CAUSE_NO_WORKER);
  psc_recorder_end_run (psc_run_get_recorder (run), 0, error);
  psc_run_take_batch (run);

  g_assert_cmpuint (psc_losses_count (run), ==, 5);
  counts = psc_losses_dup_counts (run);
  g_assert_cmpstr (counts, ==,
                   "1 failed, 1 killed, 1 timed out, 1 lost, 1 skipped");
  lost = psc_losses_list (run);
  g_assert_cmpuint (psc_listing_get_n_files (lost), ==, 5);
}

static void
test_none (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_DUMMY, 1, 1);
  g_autofree char *counts = NULL;

  g_assert_cmpuint (psc_losses_count (run), ==, 0);
  psc_test_run_add_worker (run, 1, 0, 1, 30);
  psc_test_run_add_task (run, 0, 1, 1, 1, 10, 20);
  psc_test_run_end (run, 20);

  g_assert_cmpuint (psc_losses_count (run), ==, 0);
  counts = psc_losses_dup_counts (run);
  g_assert_cmpstr (counts, ==, "");
}

/* Neither side of a comparison may have lost anything, or left it. */
static void
test_comparison (void)
{
  PscFigures one = { .wall_ns = 100, .n_lanes = 1 };
  PscFigures four = { .wall_ns = 50, .n_lanes = 4 };
  double speedup, efficiency;

  g_assert_true (psc_figures_parallel_efficiency (&one, &four, &speedup,
                                                  &efficiency));
  g_assert_cmpfloat (speedup, ==, 2.);

  four.n_lost = 1;
  g_assert_false (psc_figures_parallel_efficiency (&one, &four, &speedup,
                                                   &efficiency));
  g_assert_false (psc_figures_efficiency (&four, &one) > 0.);

  four.n_lost = 0;
  four.n_stopped = 1;
  g_assert_false (psc_figures_parallel_efficiency (&one, &four, &speedup,
                                                   &efficiency));

  four.n_stopped = 0;
  one.n_lost = 1;
  g_assert_false (psc_figures_parallel_efficiency (&one, &four, &speedup,
                                                   &efficiency));
  g_assert_false (psc_figures_efficiency (&one, NULL) > 0.);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/losses/outcomes", test_outcomes);
  g_test_add_func ("/losses/directory", test_directory);
  g_test_add_func ("/losses/no-worker", test_no_worker);
  g_test_add_func ("/losses/none", test_none);
  g_test_add_func ("/losses/comparison", test_comparison);

  return g_test_run ();
}
