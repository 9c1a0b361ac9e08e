/* test-histogram.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <pango/pangocairo.h>

#include "psc-histogram-scene.h"
#include "psc-test-chart.h"
#include "psc-test-run.h"

#define MS G_GINT64_CONSTANT (1000000)

/* One lane, whose tasks have these lengths. */
static PscRun *
new_run (const gint64 *lengths,
         guint         n_lengths)
{
  PscRun *run = psc_test_run_new (PSC_MODE_THREAD, 1, n_lengths);
  guint worker = psc_test_run_add_worker (run, 1, 0, 0, PSC_NEVER);
  gint64 now_ns = 0;

  for (guint i = 0; i < n_lengths; i++)
    {
      psc_test_run_add_task (run, i, 1, worker, 1, now_ns,
                             now_ns + lengths[i]);
      now_ns += lengths[i];
    }
  psc_test_run_end (run, 0);

  return run;
}

/* Bins adjoin each other, hold each length once, and know their longest. */
static void
check_bins (const PscHistogram *histogram,
            PscRun             *run)
{
  guint sum = 0;

  for (guint i = 0; i < psc_histogram_get_n_bins (histogram); i++)
    {
      const PscBin *bin = psc_histogram_get_bin (histogram, i);

      g_assert_cmpint (bin->begin_ns, <, bin->end_ns);
      if (i > 0)
        g_assert_cmpint (bin->begin_ns, ==,
                         psc_histogram_get_bin (histogram, i - 1)->end_ns);
      if (bin->count > 0)
        g_assert_cmpint (psc_histogram_find_task (histogram, run,
                                                  bin->longest), ==, i);
      sum += bin->count;
    }

  g_assert_cmpuint (sum, ==, psc_histogram_get_n_lengths (histogram));
}

static void
test_linear (void)
{
  const gint64 lengths[] = { 4 * MS, 1 * MS, 2 * MS, 3 * MS, 11 * MS };
  g_autoptr (PscRun) run = new_run (lengths, G_N_ELEMENTS (lengths));
  g_autoptr (PscHistogram) histogram = psc_histogram_new (run, PSC_WHOLE_TASK);
  const PscBin *bin = psc_histogram_get_bin (histogram, 0);
  g_autofree char *summary = psc_histogram_dup_summary (histogram);

  check_bins (histogram, run);
  g_assert_false (psc_histogram_is_logarithmic (histogram));
  g_assert_cmpuint (psc_histogram_get_n_bins (histogram), ==, 5);
  g_assert_cmpint (bin->begin_ns, ==, 1 * MS);
  g_assert_cmpint (bin->end_ns, ==, 3 * MS);
  g_assert_cmpuint (bin->count, ==, 2);
  g_assert_cmpuint (bin->longest, ==, 2);
  g_assert_cmpuint (psc_histogram_get_fullest (histogram), ==, 0);
  g_assert_cmpint (psc_histogram_get_median_ns (histogram), ==, 3 * MS);
  g_assert_cmpint (psc_histogram_get_mean_ns (histogram), ==, 4200000);
  g_assert_cmpfloat (psc_histogram_get_position (histogram, 1 * MS), ==, 0.);
  g_assert_cmpstr (summary, ==, "5 files from 1.00 ms to 11.0 ms · "
                                "median 3.00 ms · mean 4.20 ms");
}

static void
test_logarithmic (void)
{
  const gint64 lengths[] = { 1000, 10000, 30000, 20000 };
  g_autoptr (PscRun) run = new_run (lengths, G_N_ELEMENTS (lengths));
  g_autoptr (PscHistogram) histogram = psc_histogram_new (run, PSC_WHOLE_TASK);
  const PscBin *first = psc_histogram_get_bin (histogram, 0);
  const PscBin *last = psc_histogram_get_bin (
    histogram, psc_histogram_get_n_bins (histogram) - 1);

  check_bins (histogram, run);
  g_assert_true (psc_histogram_is_logarithmic (histogram));
  g_assert_cmpint (psc_histogram_get_median_ns (histogram), ==, 15000);
  g_assert_cmpfloat_with_epsilon (
    (double) first->end_ns / (double) first->begin_ns,
    (double) last->end_ns / (double) last->begin_ns, .01);
}

/* A step has lengths of its own; helpers give compute a quarter. */
static void
test_step (void)
{
  const gint64 lengths[] = { 4 * MS, 8 * MS };
  g_autoptr (PscRun) run = new_run (lengths, G_N_ELEMENTS (lengths));
  g_autoptr (PscHistogram) histogram = psc_histogram_new (run, 1);

  check_bins (histogram, run);
  g_assert_cmpint (psc_histogram_get_mean_ns (histogram), ==, 1500000);
}

/* Lengths that are all the same, nearly the same, or not there. */
static void
test_extremes (void)
{
  const gint64 same[] = { 7, 7, 7 };
  const gint64 near[] = { 7, 8, 9 };
  const gint64 zero[] = { 0, 0, 5000 };
  const struct
  {
    const gint64 *lengths;
    guint         n_bins;
  } cases[] = { { same, 1 }, { near, 3 }, { zero, 5 } };
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, 1, 2);
  g_autoptr (PscHistogram) none = psc_histogram_new (run, PSC_WHOLE_TASK);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PscRun) few = new_run (cases[i].lengths, 3);
      g_autoptr (PscHistogram) histogram = psc_histogram_new (few,
                                                              PSC_WHOLE_TASK);

      check_bins (histogram, few);
      g_assert_cmpuint (psc_histogram_get_n_bins (histogram), ==,
                        cases[i].n_bins);
    }

  g_assert_cmpuint (psc_histogram_get_n_bins (none), ==, 0);
  g_assert_cmpint (psc_histogram_get_median_ns (none), ==, PSC_NEVER);
  g_assert_cmpint (psc_histogram_find_task (none, run, 0), ==, -1);
}

static void
test_random (void)
{
  for (guint seed = 0; seed < 20; seed++)
    {
      g_autoptr (PscRun) run = psc_test_run_new_random (seed, 3,
                                                        1 + seed * 40);

      for (int step = PSC_WHOLE_TASK; step < 3; step++)
        {
          g_autoptr (PscHistogram) histogram = psc_histogram_new (run, step);

          check_bins (histogram, run);
          g_assert_cmpuint (psc_histogram_get_n_bins (histogram), <=, 60);
        }
    }
}

static PscHistogramScene *
new_scene (const PscHistogram *histogram)
{
  PangoContext *context =
    pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PscHistogramScene *scene = psc_histogram_scene_new (histogram, context);

  psc_histogram_scene_set_size (scene, 600, 200);
  g_object_unref (context);

  return scene;
}

/* What is seen is what is hit. */
static void
test_scene (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 2, 200);
  g_autoptr (PscHistogram) histogram = psc_histogram_new (run, PSC_WHOLE_TASK);
  g_autoptr (PscHistogramScene) scene = new_scene (histogram);
  double right = 0.;

  for (guint i = 0; i < psc_histogram_get_n_bins (histogram); i++)
    {
      const PscBin *bin = psc_histogram_get_bin (histogram, i);
      PscRect rect;

      psc_histogram_scene_get_bin_rect (scene, i, &rect);
      g_assert_cmpfloat (rect.x, >=, right);
      g_assert_cmpfloat (rect.x + rect.width, <=, 600.);
      g_assert_cmpfloat (rect.y, >=, 0.);
      g_assert_cmpfloat (rect.y + rect.height, <=, 200.);
      g_assert_true ((bin->count > 0) == (rect.height > 0.));
      g_assert_cmpint (psc_histogram_scene_pick (scene,
                                                 rect.x + rect.width / 2.,
                                                 100.), ==, i);
      right = rect.x + rect.width;
    }

  g_assert_cmpint (psc_histogram_scene_pick (scene, 1., 100.), ==, PSC_NO_BIN);
  g_assert_cmpint (psc_histogram_scene_pick (scene, 300., 1.), ==, PSC_NO_BIN);
}

/* One task among a thousand is seen, and hit in its column, but not below it. */
static void
test_lone_task (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, 1, 1000);
  guint worker = psc_test_run_add_worker (run, 1, 0, 0, PSC_NEVER);
  g_autoptr (PscHistogram) histogram = NULL;
  g_autoptr (PscHistogramScene) scene = NULL;
  guint last;
  PscRect rect;

  for (guint i = 0; i < 1000; i++)
    psc_test_run_add_task (run, i, 1, worker, i + 1, i * 1000,
                           i * 1000 + (i < 999 ? 500 : 1000));
  psc_test_run_end (run, PSC_NEVER);

  histogram = psc_histogram_new (run, PSC_WHOLE_TASK);
  scene = new_scene (histogram);
  last = psc_histogram_get_n_bins (histogram) - 1;
  g_assert_cmpuint (psc_histogram_get_bin (histogram, last)->count, ==, 1);
  psc_histogram_scene_get_bin_rect (scene, last, &rect);
  g_assert_cmpfloat (rect.height, >=, 2.);
  g_assert_cmpint (psc_histogram_scene_pick (scene,
                                             rect.x + rect.width / 2.,
                                             rect.y), ==, last);
  g_assert_cmpint (psc_histogram_scene_pick (scene,
                                             rect.x + rect.width / 2.,
                                             rect.y + rect.height + 1.),
                   ==, PSC_NO_BIN);
}

static cairo_surface_t *
paint (PscHistogramScene *scene,
       int                hovered,
       int                selected)
{
  const PscPalette *palette = psc_palette_get (PSC_PALETTE_LIGHT);
  cairo_t *cr = psc_test_picture_begin (600, 200, palette);

  psc_histogram_scene_paint (scene, cr, palette, &palette->steps[0], hovered,
                             selected);

  return psc_test_picture_end (cr);
}

/* Each kind of mark changes the picture, and nothing is nothing. */
static void
test_paint (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 2, 200);
  g_autoptr (PscRun) empty = psc_test_run_new (PSC_MODE_THREAD, 1, 2);
  g_autoptr (PscHistogram) histogram = psc_histogram_new (run, PSC_WHOLE_TASK);
  g_autoptr (PscHistogram) none = psc_histogram_new (empty, PSC_WHOLE_TASK);
  g_autoptr (PscHistogramScene) scene = new_scene (histogram);
  g_autoptr (PscHistogramScene) blank = new_scene (none);
  int fullest = (int) psc_histogram_get_fullest (histogram);
  cairo_surface_t *plain = paint (scene, PSC_NO_BIN, PSC_NO_BIN);
  cairo_surface_t *hovered = paint (scene, fullest, PSC_NO_BIN);
  cairo_surface_t *selected = paint (scene, PSC_NO_BIN, fullest);
  cairo_surface_t *nothing = paint (blank, PSC_NO_BIN, PSC_NO_BIN);

  g_assert_false (psc_test_picture_equals (plain, nothing));
  g_assert_false (psc_test_picture_equals (plain, hovered));
  g_assert_false (psc_test_picture_equals (plain, selected));
  g_assert_false (psc_test_picture_equals (hovered, selected));

  cairo_surface_destroy (plain);
  cairo_surface_destroy (hovered);
  cairo_surface_destroy (selected);
  cairo_surface_destroy (nothing);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/histogram/linear", test_linear);
  g_test_add_func ("/histogram/logarithmic", test_logarithmic);
  g_test_add_func ("/histogram/step", test_step);
  g_test_add_func ("/histogram/extremes", test_extremes);
  g_test_add_func ("/histogram/random", test_random);
  g_test_add_func ("/histogram/scene", test_scene);
  g_test_add_func ("/histogram/lone-task", test_lone_task);
  g_test_add_func ("/histogram/paint", test_paint);

  return g_test_run ();
}
