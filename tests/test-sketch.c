/* test-sketch.c: a run in a few numbers
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "psc-sketch.h"
#include "psc-test-run.h"

/* A column is a millisecond. */
#define MS      G_GINT64_CONSTANT (1000000)
#define WALL_NS (PSC_SKETCH_COLUMNS * MS)

static void
add_lost (PscRun *run,
          guint   index,
          guint   lane,
          guint   worker,
          gint64  start_ns,
          gint64  end_ns)
{
  PscTaskRecord task = {
    .start_ns = start_ns,
    .end_ns = end_ns,
    .worker = worker,
    .chunk = index + 1,
    .lane = (guint16) lane,
    .outcome = PSC_OUTCOME_LOST,
    .cause = PSC_CAUSE_WORKER_DIED,
  };
  PscStepRecord steps[3] = {
    { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER },
    { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER, .value = NAN },
    { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER },
  };

  psc_test_run_add_task_full (run, index, &task, steps, end_ns);
}

/* The first lane is busy to the middle of a column, the second in the last
 * quarter, where its worker dies with the file. */
static void
test_shares (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 2, 2);
  guint one = psc_test_run_add_worker (run, 1, 0, 0, PSC_NEVER);
  guint two = psc_test_run_add_worker (run, 2, 0, 0, PSC_NEVER);
  g_autoptr (GBytes) sketch = NULL;

  psc_test_run_add_task (run, 0, 1, one, 1, 2 * MS, 10 * MS + MS / 2);
  add_lost (run, 1, 2, two, 72 * MS, WALL_NS);
  psc_test_run_end (run, 72 * MS);
  sketch = psc_sketch_new (run);

  g_assert_cmpuint (psc_sketch_get_n_rows (sketch), ==, 2);
  for (guint i = 0; i < PSC_SKETCH_COLUMNS; i++)
    {
      double first = i == 10 ? .5 : i >= 2 && i < 10 ? 1. : 0.;

      g_assert_cmpfloat_with_epsilon (psc_sketch_get_busy (sketch, 0, i),
                                      first, .01);
      g_assert_cmpfloat_with_epsilon (psc_sketch_get_busy (sketch, 1, i),
                                      i >= 72 ? 1. : 0., .01);
      g_assert_false (psc_sketch_get_harm (sketch, 0, i));
      g_assert_true (psc_sketch_get_harm (sketch, 1, i) ==
                     (i == PSC_SKETCH_COLUMNS - 1));
    }
}

/* Only half of the lanes have anything to do: each row is two of them. */
static void
test_many_lanes (void)
{
  const guint n_lanes = 2 * PSC_SKETCH_MAX_ROWS;
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, n_lanes,
                                             n_lanes / 2);
  g_autoptr (GBytes) sketch = NULL;

  for (guint i = 0; i < n_lanes; i += 2)
    {
      guint worker = psc_test_run_add_worker (run, i + 1, 0, 0, PSC_NEVER);

      psc_test_run_add_task (run, i / 2, i + 1, worker, i / 2 + 1, 0, WALL_NS);
    }
  psc_test_run_end (run, 0);
  sketch = psc_sketch_new (run);

  g_assert_cmpuint (psc_sketch_get_n_rows (sketch), ==, PSC_SKETCH_MAX_ROWS);
  for (guint row = 0; row < PSC_SKETCH_MAX_ROWS; row++)
    g_assert_cmpfloat_with_epsilon (psc_sketch_get_busy (sketch, row, 50), .5,
                                    .01);
}

/* The area of the sketch is the time in tasks, up to rounding. */
static void
test_area (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (7, 5, 3000);
  g_autoptr (GBytes) sketch = psc_sketch_new (run);
  double column_ns = (double) psc_run_get_wall_ns (run) / PSC_SKETCH_COLUMNS;
  double sum_ns = 0., area_ns = 0.;

  for (guint i = 0; i < psc_run_get_n_tasks (run); i++)
    {
      const PscTaskRecord *task = psc_run_get_task (run, i);

      sum_ns += (double) (task->end_ns - task->start_ns);
    }
  for (guint row = 0; row < 5; row++)
    for (guint i = 0; i < PSC_SKETCH_COLUMNS; i++)
      area_ns += psc_sketch_get_busy (sketch, row, i) * column_ns;

  g_assert_cmpfloat (fabs (area_ns - sum_ns), <, .01 * sum_ns);
}

/* A run that never got anywhere has lanes with nothing in them. */
static void
test_empty (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_DUMMY, 3, 4);
  g_autoptr (GBytes) sketch = NULL;

  psc_test_run_end (run, PSC_NEVER);
  sketch = psc_sketch_new (run);
  g_assert_cmpuint (psc_sketch_get_n_rows (sketch), ==, 3);
  for (guint i = 0; i < PSC_SKETCH_COLUMNS; i++)
    g_assert_cmpfloat (psc_sketch_get_busy (sketch, 2, i), ==, 0.);
}

/* What comes from a file may be anything. */
static void
test_foreign (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 2, 20);
  g_autoptr (GBytes) sketch = psc_sketch_new (run);
  gsize size = g_bytes_get_size (sketch);
  guint8 *data = g_memdup2 (g_bytes_get_data (sketch, NULL), size);

  for (gsize i = 0; i < size; i++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_static (data, i);

      g_assert_cmpuint (psc_sketch_get_n_rows (cut), ==, 0);
    }
  for (guint i = 0; i < 256; i++)
    {
      g_autoptr (GBytes) other = NULL;

      data[1] = (guint8) i;
      other = g_bytes_new (data, size);
      g_assert_cmpuint (psc_sketch_get_n_rows (other), ==, i == 2 ? 2 : 0);
    }

  g_free (data);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sketch/shares", test_shares);
  g_test_add_func ("/sketch/many-lanes", test_many_lanes);
  g_test_add_func ("/sketch/area", test_area);
  g_test_add_func ("/sketch/empty", test_empty);
  g_test_add_func ("/sketch/foreign", test_foreign);

  return g_test_run ();
}
