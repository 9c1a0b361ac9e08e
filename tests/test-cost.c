/* test-cost.c: what starting workers costs
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "psc-cost.h"
#include "psc-test-measure.h"
#include "psc-test-pool.h"

#define N_FILES 6

static void
add_point (GPtrArray *points,
           guint      workers,
           guint      work,
           double     average_ms,
           double     occupancy)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();
  PscFigures figures = {
    .wall_ns = 1,
    .cumulated_ns = 1,
    .average_ns = llround (average_ms * 1e6),
    .start_up_ns = 1,
    .occupancy = occupancy,
  };
  PscPoint *point;

  settings->workers = workers;
  settings->work = work;
  point = psc_point_new (settings);
  psc_point_add (point, &figures);
  g_ptr_array_add (points, point);
}

static GPtrArray *
new_points (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) psc_point_free);
}

static void
test_break_even (void)
{
  g_autoptr (GPtrArray) points = new_points ();
  g_autoptr (GPtrArray) grain = NULL;

  /* Not in order, and with others that are only there to compare with. */
  add_point (points, 2, 100, 10., 0.9);
  add_point (points, 1, 100, 10., 0.1);
  add_point (points, 2, 1, 0.1, 0.2);
  add_point (points, 1, 1, 0.1, 0.1);
  add_point (points, 2, 10, 1., 0.6);
  add_point (points, 2, 1000, 100., 0.94);
  add_point (points, 1, 1000, 100., 0.94);

  grain = psc_cost_pick_grain (points);
  g_assert_cmpuint (grain->len, ==, 4);

  /* Odds of 1.5 and 9: halfway on a logarithmic scale, and so is the length
   * between 1 and 10 ms. */
  g_assert_cmpfloat_with_epsilon (
    psc_cost_find_break_even (grain, sqrt (13.5) / (1. + sqrt (13.5))),
    1e6 * sqrt (10.), 1.);
  g_assert_cmpfloat_with_epsilon (psc_cost_find_break_even (grain, 0.6),
                                  1e6, 1.);
  g_assert_cmpfloat (psc_cost_find_break_even (grain, 0.1), ==, 0.);
  g_assert_true (isnan (psc_cost_find_break_even (grain, 0.95)));
}

/* A share that is reached and lost again is not reached yet. */
static void
test_for_good (void)
{
  g_autoptr (GPtrArray) points = new_points ();
  g_autoptr (GPtrArray) grain = NULL;

  add_point (points, 2, 1, 1., 0.9);
  add_point (points, 2, 2, 10., 0.7);
  add_point (points, 2, 3, 100., 0.9);
  grain = psc_cost_pick_grain (points);

  g_assert_cmpfloat_with_epsilon (
    psc_cost_find_break_even (grain, sqrt (21.) / (1. + sqrt (21.))),
    1e7 * sqrt (10.), 10.);
}

/* Each task loses 1 ms: whatever lengths were tried, what is read off between
 * them is exact. */
static void
test_constant_loss (void)
{
  static const double lengths[] = { 0.001, 0.4, 7., 90. };
  g_autoptr (GPtrArray) points = new_points ();
  g_autoptr (GPtrArray) grain = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    add_point (points, 2, i, lengths[i], lengths[i] / (lengths[i] + 1.));
  grain = psc_cost_pick_grain (points);

  for (double share = 0.05; share < 0.98; share += 0.05)
    g_assert_cmpfloat_with_epsilon (psc_cost_find_break_even (grain, share),
                                    1e6 * share / (1. - share), 1.);
}

/* Neither no share nor all of it has a logarithm. */
static void
test_ends (void)
{
  g_autoptr (GPtrArray) points = new_points ();
  g_autoptr (GPtrArray) grain = NULL;
  double length;

  add_point (points, 2, 1, 1., 0.);
  add_point (points, 2, 2, 100., 1.);
  grain = psc_cost_pick_grain (points);
  length = psc_cost_find_break_even (grain, 0.5);

  g_assert_cmpfloat_with_epsilon (length, 1e7, 10.);
}

static void
test_none (void)
{
  g_autoptr (GPtrArray) points = new_points ();
  g_autoptr (GPtrArray) grain = psc_cost_pick_grain (points);

  g_assert_cmpuint (grain->len, ==, 0);
  g_assert_true (isnan (psc_cost_find_break_even (grain, 0.5)));
}

static void
check_starts (PscSweep     *sweep,
              PscStartKind  kind,
              guint         expected)
{
  g_autoptr (GArray) starts = psc_cost_read_starts (sweep, kind);

  g_assert_cmpuint (starts->len, ==, expected);
  for (guint i = 0; i < starts->len; i++)
    g_assert_cmpfloat (g_array_index (starts, double, i), >, 0.);
}

/* Six files, one after the other, with a new worker for each; twice.  What
 * begins as well but comes to a bad end does not count. */
static void
test_starts (void)
{
  const char * const names[N_FILES + 1] = { "1", "2", "3", "4", "5", "6" };
  g_autofree char *directory = psc_test_make_directory (names);
  g_autoptr (PscListing) listing = psc_test_list (directory);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  PscSweepOptions options = PSC_SWEEP_OPTIONS_DEFAULT;
  g_autoptr (PscSweep) sweep = NULL;

  options.repeats = 2;
  options.keep_runs = TRUE;
  sweep = psc_sweep_new (listing, &options);
  psc_test_pool_set_compute (settings);
  settings->workers = 1;
  settings->chunk_size = 1;
  settings->mode = PSC_MODE_DUMMY;
  psc_sweep_add_point (sweep, settings);
  settings->mode = PSC_MODE_PROCESS;
  settings->tasks_per_worker = 1;
  psc_sweep_add_point (sweep, settings);
  psc_test_pool_set_command (settings, "sh -c 'kill -9 $$'");
  psc_sweep_add_point (sweep, settings);

  g_assert_true (psc_test_measure_sweep (sweep, NULL, NULL));

  check_starts (sweep, PSC_START_THREAD, 2);
  check_starts (sweep, PSC_START_PROCESS, 2);
  check_starts (sweep, PSC_START_RESTART, 2 * (N_FILES - 1));

  psc_test_remove_directory (directory);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cost/break-even", test_break_even);
  g_test_add_func ("/cost/for-good", test_for_good);
  g_test_add_func ("/cost/constant-loss", test_constant_loss);
  g_test_add_func ("/cost/ends", test_ends);
  g_test_add_func ("/cost/none", test_none);
  g_test_add_func ("/cost/starts", test_starts);

  return g_test_run ();
}
