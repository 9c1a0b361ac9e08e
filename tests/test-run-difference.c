/* test-run-difference.c: what differs between two runs
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "psc-run-difference.h"
#include "psc-test-run.h"

#define MS G_GINT64_CONSTANT (1000000)

/* One worker does all files in @wall_ns, without a break. */
static PscRun *
new_run (guint  n_files,
         gint64 ready_ns,
         gint64 wall_ns)
{
  PscRun *run = psc_test_run_new (PSC_MODE_PROCESS, 1, n_files);
  guint worker = psc_test_run_add_worker (run, 1, 0, ready_ns, PSC_NEVER);
  gint64 each_ns = (wall_ns - ready_ns) / n_files;

  for (guint i = 0; i < n_files; i++)
    psc_test_run_add_task (run, i, 1, worker, i + 1, ready_ns + i * each_ns,
                           ready_ns + (i + 1) * each_ns);
  psc_test_run_end (run, PSC_NEVER);

  return run;
}

static const char *
get_cell (GPtrArray         *rows,
          const char        *figure,
          PscDifferenceCell  cell)
{
  for (guint i = 0; i < rows->len; i++)
    {
      char **row = g_ptr_array_index (rows, i);

      g_assert_cmpuint (g_strv_length (row), ==, PSC_N_DIFFERENCE_CELLS);
      if (g_str_equal (row[PSC_DIFFERENCE_FIGURE], figure))
        return row[cell];
    }

  return NULL;
}

static void
check (GPtrArray  *rows,
       const char *figure,
       const char *first,
       const char *second,
       const char *change)
{
  g_assert_cmpstr (get_cell (rows, figure, PSC_DIFFERENCE_FIRST), ==, first);
  g_assert_cmpstr (get_cell (rows, figure, PSC_DIFFERENCE_SECOND), ==, second);
  g_assert_cmpstr (get_cell (rows, figure, PSC_DIFFERENCE_CHANGE), ==, change);
}

/* Small changes are percentages, large ones factors, both ways. */
static void
test_changes (void)
{
  g_autoptr (PscRun) slow = new_run (8, 4 * MS, 84 * MS);
  g_autoptr (PscRun) fast = new_run (10, MS, 63 * MS);
  g_autoptr (GPtrArray) there = psc_run_difference_new (slow, fast);
  g_autoptr (GPtrArray) back = psc_run_difference_new (fast, slow);

  check (there, "Workers", "1", "1", "");
  check (there, "Files", "8", "10", "+2");
  check (there, "Wall", "84.0\302\240ms", "63.0\302\240ms",
         "−25\302\240%");
  check (there, "Start-up", "4.00\302\240ms", "1.00\302\240ms", "÷ 4.00");
  check (there, "Occupancy", "0.95", "0.98", "+0.03");
  check (back, "Files", "10", "8", "−2");
  check (back, "Wall", "63.0\302\240ms", "84.0\302\240ms", "+33\302\240%");
  check (back, "Start-up", "1.00\302\240ms", "4.00\302\240ms", "× 4.00");
  check (back, "Occupancy", "0.98", "0.95", "−0.03");
  g_assert_null (get_cell (there, "Without a result", 0));
}

/* Where nothing was measured, nothing has changed. */
static void
test_nothing (void)
{
  g_autoptr (PscRun) run = new_run (4, MS, 5 * MS);
  g_autoptr (PscRun) none = psc_test_run_new (PSC_MODE_PROCESS, 2, 4);
  g_autoptr (GPtrArray) rows = NULL;

  psc_test_run_end (none, PSC_NEVER);
  rows = psc_run_difference_new (run, none);
  check (rows, "Workers", "1", "2", "+1");
  check (rows, "Without a result", "0", "4", "+4");
  check (rows, "Average", "1.00\302\240ms", "–", "");
  check (rows, "Start-up", "1.00\302\240ms", "–", "");
  check (rows, "Occupancy", "0.80", "–", "");
  check (rows, "CPU time", "–", "–", "");
}

/* What a run took that lost files is not the time of its work. */
static void
test_losses (void)
{
  g_autoptr (PscRun) run = new_run (4, MS, 5 * MS);
  g_autoptr (PscRun) death = psc_test_run_new_death (MS);
  g_autoptr (GPtrArray) rows = psc_run_difference_new (run, death);

  g_assert_cmpstr (get_cell (rows, "Without a result", PSC_DIFFERENCE_CHANGE),
                   ==, "+1");
  g_assert_cmpstr (get_cell (rows, "Wall", PSC_DIFFERENCE_SECOND), !=, "–");
  g_assert_cmpstr (get_cell (rows, "Wall", PSC_DIFFERENCE_CHANGE), ==,
                   "not comparable");
  g_assert_cmpstr (get_cell (rows, "Occupancy", PSC_DIFFERENCE_CHANGE), ==, "");
}

/* Nor is the time of one that was stopped half-way. */
static void
test_stopped (void)
{
  const PscStepRecord none = { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER };
  const PscStepRecord steps[] = { none, none, none };
  const PscTaskRecord left = {
    .start_ns = PSC_NEVER,
    .end_ns = PSC_NEVER,
    .outcome = PSC_OUTCOME_STOPPED,
    .cause = PSC_CAUSE_STOP_BEFORE,
  };
  g_autoptr (PscRun) run = new_run (4, MS, 5 * MS);
  g_autoptr (PscRun) stopped = psc_test_run_new (PSC_MODE_PROCESS, 1, 4);
  guint worker = psc_test_run_add_worker (stopped, 1, 0, MS, PSC_NEVER);
  g_autoptr (GPtrArray) rows = NULL;

  for (guint i = 0; i < 2; i++)
    psc_test_run_add_task (stopped, i, 1, worker, i + 1, (i + 1) * MS,
                           (i + 2) * MS);
  for (guint i = 2; i < 4; i++)
    psc_test_run_add_task_full (stopped, i, &left, steps, 3 * MS);
  psc_test_run_end (stopped, PSC_NEVER);

  rows = psc_run_difference_new (run, stopped);
  check (rows, "Without a result", "0", "2", "+2");
  check (rows, "Wall", "5.00\302\240ms", "3.00\302\240ms", "not comparable");
  check (rows, "Average", "1.00\302\240ms", "1.00\302\240ms", "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/run-difference/changes", test_changes);
  g_test_add_func ("/run-difference/nothing", test_nothing);
  g_test_add_func ("/run-difference/losses", test_losses);
  g_test_add_func ("/run-difference/stopped", test_stopped);

  return g_test_run ();
}
