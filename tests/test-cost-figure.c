/* test-cost-figure.c: exercise b as plots, before, while and after it is
 * measured
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <pango/pangocairo.h>
#include <string.h>

#include "psc-cost-figure.h"
#include "psc-cost-plots.h"
#include "psc-cost-run.h"
#include "psc-test-measure.h"
#include "psc-test-pool.h"

#define N_FILES 4
#define WIDTH   800
#define NARROW  360

typedef struct
{
  PangoFontMap *map;
  PangoContext *context;
  PscExercise  *exercise;
  char         *directory;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const char * const names[] = { "a", "b", "c", "d", NULL };
  g_autoptr (PscListing) listing = NULL;
  g_autoptr (PscSettings) settings = psc_settings_new ();
  PscExerciseOptions options;

  fixture->map = pango_cairo_font_map_new ();
  fixture->context = pango_font_map_create_context (fixture->map);
  fixture->directory = psc_test_make_directory (names);
  listing = psc_test_list (fixture->directory);
  psc_test_pool_set_compute (settings);
  settings->workers = 2;
  fixture->exercise = psc_exercise_new (PSC_EXERCISE_PROCESS_COST);
  psc_exercise_set_files (fixture->exercise, listing, settings);
  options = *psc_exercise_get_options (fixture->exercise);
  options.repeats = 1;
  psc_exercise_set_options (fixture->exercise, &options);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->exercise);
  g_object_unref (fixture->context);
  g_object_unref (fixture->map);
  psc_test_remove_directory (fixture->directory);
  g_free (fixture->directory);
}

static char *
dup_summary (Fixture      *fixture,
             PscCostStrip  strip)
{
  g_autoptr (PscStripPlot) plot =
    psc_cost_strip_new (strip, fixture->exercise, fixture->context, 1.);

  return psc_strip_plot_dup_summary (plot);
}

/* Paints something at each side, and nothing that fails. */
static void
check_figure (Fixture  *fixture,
              int       width,
              gboolean  brief)
{
  g_autoptr (PscCostFigure) figure =
    psc_cost_figure_new (fixture->exercise, fixture->context, 1., brief);
  int height = psc_cost_figure_set_width (figure, width);
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  double left, top, right, bottom;
  cairo_surface_t *ink = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA,
                                                         NULL);
  cairo_t *ink_cr = cairo_create (ink);

  psc_cost_figure_paint (figure, cr, psc_palette_get (PSC_PALETTE_LIGHT));
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);

  /* Nothing is painted beside the picture. */
  psc_cost_figure_paint (figure, ink_cr, psc_palette_get (PSC_PALETTE_LIGHT));
  cairo_recording_surface_ink_extents (ink, &left, &top, &right, &bottom);
  g_assert_cmpfloat (left, >=, -1.);
  g_assert_cmpfloat (top, >=, -1.);
  g_assert_cmpfloat (left + right, <=, width + 1.);
  g_assert_cmpfloat (top + bottom, <=, height + 1.);

  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  cairo_destroy (ink_cr);
  cairo_surface_destroy (ink);
}

static void
test_before (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *starts = dup_summary (fixture, PSC_COST_STRIP_STARTS);
  g_autofree char *tasks = dup_summary (fixture, PSC_COST_STRIP_TASKS);
  g_autofree char *losses = psc_cost_dup_losses (fixture->exercise);
  g_autoptr (PscPlot) plot = psc_cost_plot_new (fixture->exercise,
                                                fixture->context, 1.);

  g_assert_cmpstr (starts, ==,
                   "Process, at the beginning: not measured yet; "
                   "Process, in another’s place: not measured yet; "
                   "Thread: not measured yet");
  g_assert_cmpstr (tasks, ==, "Your tasks: not measured yet");
  g_assert_cmpstr (losses, ==, "");
  g_assert_cmpuint (psc_plot_get_n_curves (plot), ==, 0);
  for (PscCostBegin i = 0; i < PSC_N_COST_BEGINS; i++)
    g_assert_null (psc_cost_begin_find_run (i, fixture->exercise));
  check_figure (fixture, WIDTH, FALSE);
  check_figure (fixture, WIDTH, TRUE);
}

static void
test_measured (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *starts = NULL;
  g_autofree char *walls = NULL;
  g_autofree char *tasks = NULL;
  g_autoptr (PscPlot) plot = NULL;

  g_assert_true (psc_test_measure_exercise (fixture->exercise, NULL, NULL));
  starts = dup_summary (fixture, PSC_COST_STRIP_STARTS);
  walls = dup_summary (fixture, PSC_COST_STRIP_WALLS);
  tasks = dup_summary (fixture, PSC_COST_STRIP_TASKS);
  plot = psc_cost_plot_new (fixture->exercise, fixture->context, 1.);

  g_assert_null (strstr (starts, "not measured"));
  g_assert_null (strstr (walls, "not measured"));
  g_assert_nonnull (strstr (walls, "A new process after every file: median"));
  g_assert_nonnull (strstr (walls, "A new process after every 10 files: "));
  g_assert_nonnull (strstr (walls, "Processes that stay: median"));
  g_assert_nonnull (strstr (walls, "Threads: median"));
  g_assert_nonnull (strstr (tasks, "4 values"));

  /* Occupancy is the last curve, and parallel efficiency before it knows
   * nothing of tasks that do nothing. */
  g_assert_cmpuint (psc_plot_get_n_points (plot,
                                           psc_plot_get_n_curves (plot) - 1),
                    ==, 8);
  g_assert_cmpuint (psc_plot_get_n_points (plot,
                                           psc_plot_get_n_curves (plot) - 2),
                    ==, 7);
  check_figure (fixture, WIDTH, FALSE);
  check_figure (fixture, WIDTH, TRUE);
  check_figure (fixture, NARROW, FALSE);
  check_figure (fixture, NARROW, TRUE);
}

/* The run is one of those asked for, and its beginning has all first tasks. */
static void
test_begin (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_true (psc_test_measure_exercise (fixture->exercise, NULL, NULL));

  for (PscCostBegin i = 0; i < PSC_N_COST_BEGINS; i++)
    {
      PscRun *run = psc_cost_begin_find_run (i, fixture->exercise);
      g_autofree char *text = NULL;

      g_assert_nonnull (run);
      g_assert_cmpuint (psc_run_get_settings (run)->tasks_per_worker, ==,
                        i == PSC_COST_BEGIN_LASTING ? 0 : 1);
      g_assert_true (psc_mode_is_process (psc_run_get_settings (run)->mode));
      g_assert_cmpint (psc_cost_get_begin_ns (run), <=,
                       psc_run_get_wall_ns (run));
      text = psc_cost_dup_begin_text (run);
      g_assert_true (g_str_has_prefix (text, "The first worker was ready"));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/cost-figure/before", Fixture, NULL, set_up, test_before,
              tear_down);
  g_test_add ("/cost-figure/measured", Fixture, NULL, set_up, test_measured,
              tear_down);
  g_test_add ("/cost-figure/begin", Fixture, NULL, set_up, test_begin,
              tear_down);

  return g_test_run ();
}
