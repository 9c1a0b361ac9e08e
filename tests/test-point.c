/* test-point.c: points that were measured, beside each other
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "psc-point.h"

static PscPoint *
add_point (GPtrArray *points,
           PscMode    mode,
           guint      n_workers,
           gint64     wall_ns)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();
  PscPoint *point;

  settings->mode = mode;
  settings->workers = n_workers;
  point = psc_point_new (settings);
  for (guint i = 0; i < 3 && wall_ns > 0; i++)
    {
      PscFigures figures = {
        .wall_ns = wall_ns + i, .cumulated_ns = 2 * wall_ns,
        .average_ns = PSC_NEVER, .start_up_ns = 5, .occupancy = .5,
        .cpu_share = NAN, .n_files = 7, .n_lanes = n_workers, .n_cpus = 2,
      };

      psc_point_add (point, &figures);
    }
  g_ptr_array_add (points, point);

  return point;
}

static GPtrArray *
new_points (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) psc_point_free);
}

static void
test_samples (void)
{
  g_autoptr (GPtrArray) points = new_points ();
  PscPoint *point = add_point (points, PSC_MODE_DUMMY, 2, 100);
  PscPoint *empty = add_point (points, PSC_MODE_DUMMY, 3, 0);
  const PscSample *wall = psc_point_get_sample (point, PSC_MEASURE_WALL);

  g_assert_cmpuint (psc_point_get_n_runs (point), ==, 3);
  g_assert_cmpuint (psc_point_get_n_files (point), ==, 7);
  g_assert_cmpuint (psc_point_get_n_cpus (point), ==, 2);
  g_assert_cmpuint (psc_point_get_settings (point)->workers, ==, 2);
  g_assert_cmpfloat (wall->median, ==, 101.);
  g_assert_cmpfloat (wall->max, ==, 102.);
  g_assert_cmpfloat (psc_point_get_median (point, PSC_MEASURE_CUMULATED), ==,
                     200.);
  g_assert_cmpfloat (psc_point_get_median (point, PSC_MEASURE_OCCUPANCY), ==,
                     .5);
  g_assert_cmpfloat (psc_point_get_median (point, PSC_MEASURE_START_UP), ==,
                     5.);

  /* What a run does not know is no value. */
  g_assert_true (isnan (psc_point_get_median (point, PSC_MEASURE_AVERAGE)));
  g_assert_cmpuint (psc_point_get_sample (point, PSC_MEASURE_CPU_SHARE)->n,
                    ==, 0);
  g_assert_cmpuint (psc_point_get_n_runs (empty), ==, 0);
  g_assert_true (isnan (psc_point_get_median (empty, PSC_MEASURE_WALL)));
  g_assert_cmpint (psc_point_compare (point, empty, PSC_MEASURE_WALL), ==,
                   PSC_VERDICT_UNKNOWN);
}

/* All steps that compute count, and no others. */
static void
test_compute (void)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();
  const PscFigures figures = {
    .wall_ns = 100, .account.steps_ns = { 1, 20, 4, 30 },
  };
  PscPoint *point;

  psc_pipeline_append_compute (settings->pipeline, "again");
  point = psc_point_new (settings);
  psc_point_add (point, &figures);
  g_assert_cmpfloat (psc_point_get_median (point, PSC_MEASURE_COMPUTE), ==, 50.);

  psc_point_free (point);
}

static void
test_kinds (void)
{
  g_autoptr (GPtrArray) points = new_points ();
  PscPoint *four = add_point (points, PSC_MODE_DUMMY, 4, 50);
  PscPoint *other = add_point (points, PSC_MODE_PROCESS, 1, 300);
  PscPoint *missing = add_point (points, PSC_MODE_THREAD, 2, 80);
  PscPoint *one = add_point (points, PSC_MODE_DUMMY, 1, 100);
  PscPoint *empty = add_point (points, PSC_MODE_DUMMY, 8, 0);
  g_autoptr (GPtrArray) kind = NULL;
  double speedup, efficiency;

  g_assert_true (psc_point_is_same_kind (four, one));
  g_assert_false (psc_point_is_same_kind (four, other));
  g_assert_true (psc_points_find_one (points, four) == one);
  g_assert_null (psc_points_find_one (points, missing));

  g_assert_true (psc_points_get_speedup (points, four, &speedup,
                                         &efficiency));
  g_assert_cmpfloat_with_epsilon (speedup, 101. / 51., 1e-12);
  g_assert_cmpfloat_with_epsilon (efficiency, 101. / 51. / 4., 1e-12);
  g_assert_true (psc_points_get_speedup (points, other, &speedup,
                                         &efficiency));
  g_assert_cmpfloat (efficiency, ==, 1.);
  g_assert_false (psc_points_get_speedup (points, missing, &speedup,
                                          &efficiency));
  g_assert_true (isnan (speedup) && isnan (efficiency));
  g_assert_false (psc_points_get_speedup (points, empty, &speedup,
                                          &efficiency));

  g_assert_cmpint (psc_point_compare (four, one, PSC_MEASURE_WALL), ==,
                   PSC_VERDICT_LESS);
  kind = psc_points_pick_kind (points, one);
  g_assert_cmpuint (kind->len, ==, 2);
  g_assert_true (g_ptr_array_index (kind, 0) == one);
  g_assert_true (g_ptr_array_index (kind, 1) == four);
}

static void
test_fit (void)
{
  g_autoptr (GPtrArray) points = new_points ();
  PscFit fit;

  /* 1000 (0.2 + 0.8 / N) */
  add_point (points, PSC_MODE_DUMMY, 1, 1000000);
  add_point (points, PSC_MODE_DUMMY, 2, 600000);
  g_assert_false (psc_points_fit (points, PSC_LAW_AMDAHL, &fit));
  add_point (points, PSC_MODE_DUMMY, 4, 400000);
  g_assert_true (psc_points_fit (points, PSC_LAW_AMDAHL, &fit));
  g_assert_true (fit.describes);
  g_assert_cmpfloat_with_epsilon (fit.serial, .2, 1e-4);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/study/point/samples", test_samples);
  g_test_add_func ("/study/point/compute", test_compute);
  g_test_add_func ("/study/point/kinds", test_kinds);
  g_test_add_func ("/study/point/fit", test_fit);

  return g_test_run ();
}
