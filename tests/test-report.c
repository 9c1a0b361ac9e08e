/* test-report.c: a run in words
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "psc-report.h"
#include "psc-test-run.h"

static void
test_task (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_DUMMY, 1, 2);
  g_autoptr (GString) report = g_string_new (NULL);
  PscTaskRecord task = {
    .start_ns = 0, .end_ns = 30, .worker = 1, .lane = 1, .chunk = 1,
    .outcome = PSC_OUTCOME_NONZERO, .cause = PSC_CAUSE_EXIT_STATUS, .step = 2,
  };
  PscStepRecord steps[3] = {
    { .start_ns = 0, .end_ns = 10,
      .output = psc_test_output_new ("a: directory\n", 13, "", 0) },
    { .start_ns = 10, .end_ns = 20, .value = -1473.632796 },
    { .start_ns = 20, .end_ns = 30, .status = { 1, 0, TRUE },
      .output = psc_test_output_new ("0 0 0 a\n\n", 9,
                                     "\033wc: is a directory\n", 2000) },
  };

  psc_test_run_add_worker (run, 1, 0, 0, PSC_NEVER);
  psc_test_run_add_task_full (run, 0, &task, steps, 30);
  psc_test_run_add_task (run, 1, 1, 1, 2, 30, 40);
  psc_test_run_end (run, 0);

  psc_report_task (run, 0, report);
  g_assert_cmpstr (report->str, ==,
                   "file-000000\n"
                   "  file           a: directory\n"
                   "  compute        -1473.632796\n"
                   "  wc             0 0 0 a\n"
                   "                 \\x1bwc: is a directory\n"
                   "                 (2.0\302\240kB more were not kept)\n"
                   "                 (It left a process behind, which was "
                   "ended.)\n"
                   "  non-zero exit  wc exited with status 1\n");

  /* Steps that wrote nothing, and nothing to explain. */
  g_string_truncate (report, 0);
  psc_report_task (run, 1, report);
  g_assert_cmpstr (report->str, ==,
                   "file-000001\n"
                   "  file\n"
                   "  compute  115.185165\n"
                   "  wc\n");
}

static void
test_task_skipped (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_DUMMY, 1, 1);
  g_autoptr (GString) report = g_string_new (NULL);
  PscTaskRecord task = {
    .start_ns = 0, .end_ns = 1, .worker = 1, .lane = 1, .chunk = 1,
    .outcome = PSC_OUTCOME_SKIPPED, .cause = PSC_CAUSE_SOCKET,
  };
  PscStepRecord steps[3] = {
    { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER },
    { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER, .value = NAN },
    { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER },
  };

  psc_test_run_add_worker (run, 1, 0, 0, PSC_NEVER);
  psc_test_run_add_task_full (run, 0, &task, steps, 1);
  psc_test_run_end (run, 0);
  psc_report_task (run, 0, report);
  g_assert_true (g_str_has_prefix (report->str, "file-000000\n  skipped  a "));
}

static void
assert_has (const char *text,
            const char *expected)
{
  if (strstr (text, expected) == NULL)
    g_error ("“%s” is missing in:\n%s", expected, text);
}

static void
test_figures (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_DUMMY, 2, 3);
  g_autoptr (GString) report = g_string_new (NULL);
  PscFigures figures;
  PscFigures one = { .wall_ns = 15000000, .n_lanes = 1 };

  psc_test_run_add_worker (run, 1, 0, 2000000, PSC_NEVER);
  psc_test_run_add_worker (run, 2, 0, 2000000, PSC_NEVER);
  psc_test_run_add_task (run, 0, 1, 1, 1, 2000000, 10000000);
  psc_test_run_add_task (run, 1, 2, 2, 2, 2000000, 8000000);
  psc_test_run_end (run, 2000000);
  psc_figures_read (run, &figures);

  psc_report_figures (run, &figures, NULL, report);
  assert_has (report->str, "  mode                 dummy\n");
  assert_has (report->str, "  workers              2\n");
  assert_has (report->str, "  files                3\n");
  assert_has (report->str, "  outcomes             2 ok\n");
  assert_has (report->str, "  wall time            10.0\302\240ms\n");
  assert_has (report->str, "  cumulated time       14.0\302\240ms\n");
  assert_has (report->str, "  average a file       7.00\302\240ms\n");
  assert_has (report->str, "  occupancy            0.70 = 14.0\302\240ms / "
                           "(2 × 10.0\302\240ms)");
  assert_has (report->str, "  parallel efficiency  not known");
  assert_has (report->str, "  time of all workers  file 35\302\240%, "
                           "compute 18\302\240%, wc 18\302\240%, "
                           "start 20\302\240%, tail 10\302\240%\n");

  g_string_truncate (report, 0);
  psc_report_figures (run, &figures, &one, report);
  assert_has (report->str, "  parallel efficiency  0.75 = 15.0\302\240ms / "
                           "(2 × 10.0\302\240ms)");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report/task", test_task);
  g_test_add_func ("/report/task-skipped", test_task_skipped);
  g_test_add_func ("/report/figures", test_figures);

  return g_test_run ();
}
