/* test-workers-figure.c: exercise a as plots
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "psc-workers-figure.h"

#define MSEC 1000000

typedef struct
{
  PangoFontMap *map;
  PangoContext *context;
  PscExercise  *exercise;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const char * const names[] = { "a", "b", NULL };
  PscExerciseOptions options = { .repeats = 3, .counts = { 1, 2, 4 },
                                 .n_counts = 3 };
  g_autoptr (PscListing) listing = psc_listing_new_for_names ("/test", names);
  g_autoptr (PscSettings) settings = psc_settings_new ();

  fixture->map = pango_cairo_font_map_new ();
  fixture->context = pango_font_map_create_context (fixture->map);
  fixture->exercise = psc_exercise_new (PSC_EXERCISE_WORKERS);
  psc_exercise_set_files (fixture->exercise, listing, settings);
  psc_exercise_set_options (fixture->exercise, &options);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->exercise);
  g_object_unref (fixture->context);
  g_object_unref (fixture->map);
}

static void
measure (Fixture *fixture,
         guint    index)
{
  PscSweep *sweep = psc_exercise_get_sweep (fixture->exercise,
                                            PSC_EXERCISE_PART_MAIN);
  PscPoint *point = g_ptr_array_index (psc_sweep_get_points (sweep), index);

  for (guint i = 0; i < 3; i++)
    {
      PscFigures figures = {
        .wall_ns = (1000 / (1 + index) + i) * MSEC, .average_ns = 5 * MSEC,
        .start_up_ns = PSC_NEVER, .occupancy = .9, .cpu_share = NAN,
        .n_files = 2, .n_cpus = 2,
        .n_lanes = psc_point_get_settings (point)->workers,
      };

      psc_point_add (point, &figures);
    }
}

static PscPlot *
new_plot (Fixture        *fixture,
          PscWorkersPlot  plot)
{
  return psc_workers_plot_new (plot, fixture->exercise, fixture->context, 1.);
}

static void
predict (Fixture *fixture)
{
  static const double shares[] = { 1., .5, .25 };
  g_autoptr (PscPrediction) prediction = psc_prediction_new (2, "why", shares,
                                                             3);

  psc_exercise_predict (fixture->exercise, prediction);
}

/* The curve that was predicted is in times as soon as there is one. */
static void
test_prediction (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (PscPlot) before = NULL;
  g_autoptr (PscPlot) begun = NULL;
  g_autoptr (PscPlot) measured = NULL;
  g_autofree char *text = NULL;

  g_assert_false (psc_workers_plot_has_points (fixture->exercise));
  predict (fixture);
  before = new_plot (fixture, PSC_WORKERS_PLOT_WALL);
  for (guint i = 0; i < psc_plot_get_n_curves (before); i++)
    g_assert_cmpuint (psc_plot_get_n_points (before, i), ==, 0);

  measure (fixture, 0);
  g_assert_true (psc_workers_plot_has_points (fixture->exercise));
  begun = new_plot (fixture, PSC_WORKERS_PLOT_WALL);
  g_assert_cmpuint (psc_plot_get_n_points (begun, 0), ==, 1);
  g_assert_cmpuint (psc_plot_get_n_points (begun, 2), ==, 3);
  g_assert_cmpfloat (psc_plot_get_point (begun, 2, 1)->y, ==,
                     1001. * MSEC / 2.);

  measure (fixture, 2);
  measured = new_plot (fixture, PSC_WORKERS_PLOT_WALL);
  g_assert_cmpuint (psc_plot_get_n_points (measured, 0), ==, 2);
  text = psc_plot_dup_point_text (measured, 2, 0);
  g_assert_nonnull (strstr (text, "off by "));
}

static void
test_plots (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (PscPlot) efficiency = NULL;
  g_autoptr (PscPlot) average = NULL;
  g_autoptr (PscPlot) shares = NULL;
  static const double drawn[] = { 1., 1.2, .3 };
  g_autofree char *text = NULL;

  measure (fixture, 0);
  measure (fixture, 1);
  efficiency = new_plot (fixture, PSC_WORKERS_PLOT_EFFICIENCY);
  g_assert_cmpuint (psc_plot_get_n_curves (efficiency), ==, 2);
  g_assert_cmpuint (psc_plot_get_n_points (efficiency, 1), ==, 2);
  average = new_plot (fixture, PSC_WORKERS_PLOT_AVERAGE);
  text = psc_plot_dup_point_text (average, 0, 1);
  g_assert_cmpstr (text, ==, "workers 2 · Average time of a file: "
                             "5.00\302\240ms (5.00\302\240ms to "
                             "5.00\302\240ms, 3 runs)");

  shares = psc_workers_plot_new_prediction (
    psc_exercise_get_options (fixture->exercise), drawn, 3, fixture->context,
    1.);
  g_assert_cmpuint (psc_plot_get_n_points (shares, 0), ==, 3);
  g_assert_cmpfloat (psc_plot_get_point (shares, 0, 1)->y, ==, 1.2);
}

#define ADD(path, test) \
  g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/chart/workers-figure/prediction", test_prediction);
  ADD ("/chart/workers-figure/plots", test_plots);

  return g_test_run ();
}
