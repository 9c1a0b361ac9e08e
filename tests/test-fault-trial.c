/* test-fault-trial.c: each fault, really made
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>

#include "psc-fault-trial.h"
#include "psc-test-utils.h"
#include "psc-worker-end.h"

static const char * const FILES[] = { "a", "b", "c", "d", "e'f g", "h", "i",
                                      "j", "k", "l", NULL };
#define N_FILES 10

/* Makes the run, and returns it when it has ended with one file lost. */
static PscRun *
try_fault (PscFault   fault,
           PscOutcome outcome)
{
  g_autofree char *directory = psc_test_make_directory (FILES);
  g_autoptr (PscListing) listing = psc_test_list (directory);
  PscFaultTrial *trial = psc_fault_trial_new (fault, listing);
  PscRun *run = g_object_ref (psc_fault_trial_get_run (trial));

  g_assert_cmpint (psc_run_get_state (run), ==, PSC_RUN_NEW);
  g_assert_true (psc_test_execute (run, NULL, NULL));
  g_assert_cmpuint (psc_run_get_n_outcome (run, outcome), ==, 1);
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_OK), ==,
                    N_FILES - 1);

  g_assert_finalize_object (trial);
  psc_test_remove_directory (directory);

  return run;
}

static void
test_death (void)
{
  g_autoptr (PscRun) run = try_fault (PSC_FAULT_DEATH, PSC_OUTCOME_LOST);
  guint n_killed = 0;

  g_assert_cmpuint (psc_worker_end_count (run), ==, 1);
  g_assert_cmpuint (psc_run_get_n_workers (run), ==, 5);
  for (guint i = 0; i < 5; i++)
    n_killed += psc_run_get_worker (run, i)->signal == SIGKILL;
  g_assert_cmpuint (n_killed, ==, 1);
}

/* The pool waits for a while before it gives the worker up; by then the others
 * have done all that was left. */
static void
test_stop (void)
{
  g_autoptr (PscRun) run = try_fault (PSC_FAULT_STOP, PSC_OUTCOME_LOST);

  g_assert_cmpuint (psc_worker_end_count (run), ==, 1);
}

static void
test_hang (void)
{
  g_autoptr (PscRun) run = try_fault (PSC_FAULT_HANG, PSC_OUTCOME_TIMED_OUT);

  g_assert_cmpint (psc_run_get_task (run, N_FILES / 2)->outcome, ==,
                   PSC_OUTCOME_TIMED_OUT);
  g_assert_cmpuint (psc_worker_end_count (run), ==, 0);
}

static void
test_crash (void)
{
  g_autoptr (PscRun) run = try_fault (PSC_FAULT_CRASH, PSC_OUTCOME_KILLED);

  g_assert_cmpint (psc_run_get_task (run, N_FILES / 2)->outcome, ==,
                   PSC_OUTCOME_KILLED);
  g_assert_cmpint (psc_run_get_step (run, N_FILES / 2, 0)->status.signal, ==,
                   SIGSEGV);
  g_assert_cmpuint (psc_worker_end_count (run), ==, 0);
}

/* The files that it is tried on are there before anything is installed. */
static void
test_sample (void)
{
  g_autofree char *sample = psc_fault_trial_find_sample ();
  g_autoptr (PscListing) listing = psc_test_list (sample);

  g_assert_true (g_path_is_absolute (sample));
  g_assert_cmpuint (psc_listing_get_n_files (listing), >, 10);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fault-trial/death", test_death);
  g_test_add_func ("/fault-trial/stop", test_stop);
  g_test_add_func ("/fault-trial/hang", test_hang);
  g_test_add_func ("/fault-trial/crash", test_crash);
  g_test_add_func ("/fault-trial/sample", test_sample);

  return g_test_run ();
}
