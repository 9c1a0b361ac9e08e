/* test-run-progress.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-run-label.h"
#include "psc-run-progress.h"
#include "psc-test-run.h"

#define MS G_GINT64_CONSTANT (1000000)

static void
check (PscRun     *run,
       gint64      wall_ns,
       const char *expected)
{
  g_autofree char *text = NULL;
  PscFigures figures;

  psc_figures_read (run, &figures);
  figures.wall_ns = wall_ns;
  text = psc_run_progress_dup_text (run, &figures);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_course (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 2);

  psc_test_run_add_worker (run, 1, 0, MS, PSC_NEVER);
  psc_run_take_batch (run);
  check (run, MS, "0 of 2 files");
  psc_test_run_add_task (run, 0, 1, 1, 1, MS, 2 * MS);
  psc_run_take_batch (run);
  check (run, MS, "1 of 2 files");
  check (run, 20 * PSC_NSEC_PER_SEC, "1 of 2 files, about 20 s left");
  check (run, 600 * PSC_NSEC_PER_SEC, "1 of 2 files, about 10 min left");
  psc_recorder_stopping (psc_run_get_recorder (run));
  psc_run_take_batch (run);
  check (run, MS, "1 of 2 files, stopping");
  psc_test_run_add_task (run, 1, 1, 1, 1, 2 * MS, 3 * MS);
  psc_test_run_end (run, 2 * MS);
  check (run, MS, "2 files");
}

/* Nobody stopped the files that were left when the program ended. */
static void
test_unfinished (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 2);
  g_autofree char *outcomes = NULL;
  PscTaskRecord task = { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER,
                         .outcome = PSC_OUTCOME_STOPPED,
                         .cause = PSC_CAUSE_PROGRAM_ENDED };
  PscStepRecord steps[PSC_MAX_STEPS] = { 0, };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    steps[i].start_ns = steps[i].end_ns = PSC_NEVER;
  psc_test_run_add_worker (run, 1, 0, MS, PSC_NEVER);
  psc_test_run_add_task (run, 0, 1, 1, 1, MS, 2 * MS);
  psc_test_run_add_task_full (run, 1, &task, steps, PSC_NEVER);
  psc_test_run_end (run, MS);

  check (run, MS, "1 of 2 files, then the program ended");
  outcomes = psc_run_label_dup_outcomes (run);
  g_assert_cmpstr (outcomes, ==, "1 ok, 1 not done");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/run-progress/course", test_course);
  g_test_add_func ("/run-progress/unfinished", test_unfinished);

  return g_test_run ();
}
