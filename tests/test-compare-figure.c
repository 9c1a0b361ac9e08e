/* test-compare-figure.c: runs below each other, on a picture
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <pango/pangocairo.h>

#include "psc-compare-figure.h"
#include "psc-exercise-plan.h"
#include "psc-test-chart.h"
#include "psc-test-measure.h"
#include "psc-test-pool.h"

#define WIDTH 600

typedef struct
{
  PscTestPool   pool;
  PscSweep     *sweep;
  PangoContext *context;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const PscExerciseOptions options = { .repeats = 1 };
  PangoFontMap *map = pango_cairo_font_map_new ();
  g_autoptr (PscListing) listing = NULL;

  psc_test_pool_set_up (&fixture->pool, GUINT_TO_POINTER (PSC_MODE_DUMMY));
  psc_test_pool_set_compute (fixture->pool.settings);
  fixture->pool.settings->workers = 2;
  listing = psc_test_list (fixture->pool.directory);
  fixture->sweep = psc_exercise_make_sweep (PSC_EXERCISE_DUMMY,
                                            PSC_EXERCISE_PART_MAIN, listing,
                                            fixture->pool.settings, &options);
  fixture->context = pango_font_map_create_context (map);
  g_object_unref (map);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->context);
  g_object_unref (fixture->sweep);
  psc_test_pool_tear_down (&fixture->pool, data);
}

/* Paints it, and returns the first and the last row with something in it. */
static void
find_rows (PscCompareFigure *figure,
           int               height,
           int              *first,
           int              *last)
{
  const PscPalette *palette = psc_palette_get (PSC_PALETTE_LIGHT);
  guint32 background = psc_test_get_color (&palette->background);
  cairo_t *cr = psc_test_picture_begin (WIDTH, 2000, palette);
  cairo_surface_t *surface;

  psc_compare_figure_paint (figure, cr, WIDTH, height, palette);
  surface = psc_test_picture_end (cr);

  *first = -1;
  *last = -1;
  for (int y = 0; y < 2000; y++)
    {
      gboolean used = FALSE;

      for (int x = 0; x < WIDTH; x++)
        used |= psc_test_get_pixel (surface, x, y) != background;
      if (used && *first < 0)
        *first = y;
      if (used)
        *last = y;
    }
  cairo_surface_destroy (surface);
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (PscCompareFigure) figure =
    psc_compare_figure_new (fixture->sweep, fixture->context, 1.);
  int minimum, natural, first, last;

  psc_compare_figure_measure (figure, WIDTH, &minimum, &natural);
  g_assert_cmpint (minimum, ==, 0);
  g_assert_cmpint (natural, ==, 0);
  find_rows (figure, 100, &first, &last);
  g_assert_cmpint (first, ==, -1);
}

/* It fills the height that it asks for, more or less of it, and no more. */
static void
test_height (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (PscCompareFigure) figure = NULL;
  int minimum, natural, first, last, low;

  g_assert_true (psc_test_measure_sweep (fixture->sweep, NULL, NULL));
  figure = psc_compare_figure_new (fixture->sweep, fixture->context, 1.);
  psc_compare_figure_measure (figure, WIDTH, &minimum, &natural);
  g_assert_cmpint (minimum, >, 0);
  g_assert_cmpint (natural, >, minimum);

  find_rows (figure, minimum, &first, &low);
  g_assert_cmpint (first, >=, 0);
  g_assert_cmpint (low, <, minimum);
  find_rows (figure, natural, &first, &last);
  g_assert_cmpint (last, >, low);
  g_assert_cmpint (last, <, natural);
  find_rows (figure, 2 * natural, &first, &low);
  g_assert_cmpint (low, ==, last);
}

/* Larger text makes all of it larger. */
static void
test_text (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (PscCompareFigure) usual = NULL;
  g_autoptr (PscCompareFigure) large = NULL;
  int minimum, natural, large_minimum, large_natural;

  g_assert_true (psc_test_measure_sweep (fixture->sweep, NULL, NULL));
  usual = psc_compare_figure_new (fixture->sweep, fixture->context, 1.);
  large = psc_compare_figure_new (fixture->sweep, fixture->context, 2.);
  psc_compare_figure_measure (usual, WIDTH, &minimum, &natural);
  psc_compare_figure_measure (large, 2 * WIDTH, &large_minimum,
                              &large_natural);
  g_assert_cmpint (large_minimum, >, minimum * 3 / 2);
  g_assert_cmpint (large_natural, >, natural * 3 / 2);
}

#define ADD(path, test) \
  g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/compare-figure/empty", test_empty);
  ADD ("/compare-figure/height", test_height);
  ADD ("/compare-figure/text", test_text);

  return g_test_run ();
}
