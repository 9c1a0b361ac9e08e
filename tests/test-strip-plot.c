/* test-strip-plot.c: where rows and marks are, and that they are painted there
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <pango/pangocairo.h>
#include <string.h>

#include "psc-strip-plot-private.h"
#include "psc-test-chart.h"

#define MS    1e6
#define WIDTH 360

static const double starts[] = { 3. * MS, 4. * MS, 5. * MS };

static PscStripPlot *
new_plot (void)
{
  PangoFontMap *map = pango_cairo_font_map_new ();
  PangoContext *context = pango_font_map_create_context (map);
  PscStripPlot *plot = psc_strip_plot_new (context, 1.);

  g_object_unref (context);
  g_object_unref (map);
  psc_strip_plot_set_width (plot, WIDTH);

  return plot;
}

/* Dots, bars, and a row that has nothing yet. */
static PscStripPlot *
new_full_plot (void)
{
  PscStripPlot *plot = new_plot ();

  psc_strip_plot_set_title (plot, "Starts");
  psc_strip_plot_add_row (plot, PSC_STRIP_DOTS, 0, "Process", starts,
                          G_N_ELEMENTS (starts));
  psc_strip_plot_add_row (plot, PSC_STRIP_BARS, 1, "Task", starts, 1);
  psc_strip_plot_add_row (plot, PSC_STRIP_DOTS, 2, "Thread", NULL, 0);
  psc_strip_plot_add_mark (plot, 10. * MS, "80 % from 10 ms on", TRUE);

  return plot;
}

/* Rows follow each other and are found where they are. */
static void
test_rows (void)
{
  g_autoptr (PscStripPlot) plot = new_full_plot ();
  double end = 0.;

  g_assert_cmpstr (psc_strip_plot_get_title (plot), ==, "Starts");
  g_assert_cmpuint (psc_strip_plot_get_n_rows (plot), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      PscRect rect;

      psc_strip_plot_get_row_rect (plot, i, &rect);
      g_assert_cmpfloat (rect.y, >=, end);
      g_assert_cmpfloat (rect.width, ==, WIDTH);
      end = rect.y + rect.height;
      g_assert_cmpint (psc_strip_plot_pick (plot, rect.y + rect.height / 2.),
                       ==, i);
    }
  g_assert_cmpfloat (end, <, psc_strip_plot_get_height (plot));
  g_assert_cmpint (psc_strip_plot_pick (plot, 0.), ==, PSC_NO_ROW);
  g_assert_cmpint (psc_strip_plot_pick (plot, end + 1.), ==, PSC_NO_ROW);
}

/* A mark has its name in the first row, and is on the axis wherever it is. */
static void
test_marks (void)
{
  g_autoptr (PscStripPlot) plot = new_full_plot ();
  PscRect first, last;

  psc_strip_plot_add_mark (plot, .1 * MS, "short", FALSE);
  psc_strip_plot_add_mark (plot, 1000. * MS, "long", FALSE);
  psc_strip_plot_get_row_rect (plot, 0, &first);
  psc_strip_plot_get_row_rect (plot, 2, &last);
  g_assert_cmpfloat (first.height, >, last.height);
  g_assert_cmpfloat (psc_log_axis_to_px (&plot->axis, .1 * MS), <,
                     psc_log_axis_to_px (&plot->axis, .2 * MS));
  g_assert_cmpfloat (psc_log_axis_to_px (&plot->axis, 1000. * MS), >,
                     psc_log_axis_to_px (&plot->axis, 500. * MS));
}

/* Where there is less width, labels take more lines. */
static void
test_narrow (void)
{
  g_autoptr (PscStripPlot) plot = new_full_plot ();
  int height = psc_strip_plot_get_height (plot);

  psc_strip_plot_set_width (plot, 60);
  g_assert_cmpint (psc_strip_plot_get_height (plot), >, height);
  psc_strip_plot_set_width (plot, WIDTH);
  g_assert_cmpint (psc_strip_plot_get_height (plot), ==, height);
}

static void
check_row (PscStripPlot *plot,
           guint         row,
           const char   *expected)
{
  g_autofree char *text = psc_strip_plot_dup_row_text (plot, row);
  g_autoptr (GString) plain = g_string_new (text);

  g_string_replace (plain, "\302\240", " ", 0);
  g_assert_cmpstr (plain->str, ==, expected);
}

static void
test_text (void)
{
  g_autoptr (PscStripPlot) plot = new_full_plot ();
  g_autoptr (PscStripPlot) empty = new_plot ();
  g_autofree char *summary = psc_strip_plot_dup_summary (plot);
  g_autofree char *nothing = psc_strip_plot_dup_summary (empty);

  check_row (plot, 0, "Process: median 4.00 ms, 3.00 ms to 5.00 ms, 3 values");
  check_row (plot, 1, "Task: median 3.00 ms");
  check_row (plot, 2, "Thread: not measured yet");
  g_assert_nonnull (strstr (summary, "; Thread: not measured yet; 80 % from "));
  g_assert_cmpstr (nothing, ==, "");
}

/* Whether something that is not the background is in a rectangle. */
static gboolean
is_painted (cairo_surface_t *surface,
            const PscRect   *rect)
{
  guint32 background =
    psc_test_get_color (&psc_palette_get (PSC_PALETTE_DARK)->background);

  for (int y = (int) rect->y; y < rect->y + rect->height; y++)
    for (int x = (int) rect->x; x < rect->x + rect->width; x++)
      if (psc_test_get_pixel (surface, x, y) != background)
        return TRUE;

  return FALSE;
}

static cairo_surface_t *
paint (PscStripPlot *plot,
       int           pointed)
{
  const PscPalette *palette = psc_palette_get (PSC_PALETTE_DARK);
  cairo_t *cr = psc_test_picture_begin (WIDTH, psc_strip_plot_get_height (plot),
                                        palette);

  psc_strip_plot_paint (plot, cr, palette, pointed);

  return psc_test_picture_end (cr);
}

static void
test_paint (void)
{
  g_autoptr (PscStripPlot) plot = new_full_plot ();
  cairo_surface_t *surface = paint (plot, PSC_NO_ROW);
  cairo_surface_t *again = paint (plot, PSC_NO_ROW);
  cairo_surface_t *pointed = paint (plot, 0);
  PscRect row, dot;

  g_assert_true (psc_test_picture_equals (surface, again));
  g_assert_false (psc_test_picture_equals (surface, pointed));

  /* A dot of the first row, and none beside it. */
  psc_strip_plot_get_row_rect (plot, 0, &row);
  dot = (PscRect) { psc_log_axis_to_px (&plot->axis, 3. * MS) - 2., row.y, 4.,
                    row.height };
  g_assert_true (is_painted (surface, &dot));

  /* The mark is as high as the rows. */
  psc_strip_plot_get_row_rect (plot, 2, &row);
  dot = (PscRect) { psc_log_axis_to_px (&plot->axis, 10. * MS), row.y, 1.,
                    row.height };
  g_assert_true (is_painted (surface, &dot));

  cairo_surface_destroy (surface);
  cairo_surface_destroy (again);
  cairo_surface_destroy (pointed);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/strip-plot/rows", test_rows);
  g_test_add_func ("/strip-plot/marks", test_marks);
  g_test_add_func ("/strip-plot/narrow", test_narrow);
  g_test_add_func ("/strip-plot/text", test_text);
  g_test_add_func ("/strip-plot/paint", test_paint);

  return g_test_run ();
}
