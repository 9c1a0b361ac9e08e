/* test-plot.c: where curves are, and that they are painted there
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "psc-plot-private.h"
#include "psc-test-chart.h"
#include "psc-types.h"

#define MSEC   1e6
#define WIDTH  520
#define HEIGHT 340

static const double workers[] = { 1., 2., 3., 4., 6., 8., 12., 16. };
#define N_POINTS G_N_ELEMENTS (workers)

static PscPlot *
new_plot (gboolean logarithmic)
{
  PangoFontMap *map = pango_cairo_font_map_new ();
  PangoContext *context = pango_font_map_create_context (map);
  PangoFontDescription *font = pango_font_description_from_string ("Sans 10");
  PscPlot *plot;

  pango_context_set_font_description (context, font);
  pango_font_description_free (font);
  plot = psc_plot_new (context, 1.);
  g_object_unref (context);
  g_object_unref (map);
  psc_plot_set_title (plot, "Wall time");
  psc_plot_set_x_axis (plot, "workers", logarithmic);
  psc_plot_set_size (plot, WIDTH, HEIGHT);

  return plot;
}

static void
add_curve (PscPlot       *plot,
           PscCurveStyle  style,
           guint          color,
           const char    *label,
           const double  *times,
           double         spread)
{
  PscPlotPoint points[N_POINTS];

  for (guint i = 0; i < N_POINTS; i++)
    points[i] = (PscPlotPoint) { workers[i], times[i] * MSEC,
                                 (times[i] - spread) * MSEC,
                                 (times[i] + spread) * MSEC };
  psc_plot_add_curve (plot, style, color, label, points, N_POINTS);
}

/* Measured, predicted and ideal times of two CPUs. */
static PscPlot *
new_full_plot (void)
{
  static const double measured[N_POINTS] = {
    1010., 525., 520., 518., 520., 526., 534., 540.,
  };
  static const double predicted[N_POINTS] = {
    1010., 540., 380., 300., 230., 200., 185., 180.,
  };
  PscPlot *plot = new_plot (TRUE);
  double ideal[N_POINTS];

  for (guint i = 0; i < N_POINTS; i++)
    ideal[i] = 1010. / workers[i];
  psc_plot_set_reference (plot, 2., "2 usable CPUs");
  add_curve (plot, PSC_CURVE_MEASURED, 0, "measured", measured, 40.);
  add_curve (plot, PSC_CURVE_PREDICTED, 6, "your prediction", predicted, NAN);
  add_curve (plot, PSC_CURVE_IDEAL, 0, "ideal", ideal, NAN);

  return plot;
}

/* Values become positions and come back, also where there is no curve. */
static void
test_positions (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (PscPlot) plot = new_plot (i == 1);
      static const double times[N_POINTS] = { 8., 7., 6., 5., 4., 3., 2., 1. };
      double x, y, value_x, value_y, middle_x;
      PscRect area;

      add_curve (plot, PSC_CURVE_MEASURED, 0, NULL, times, 1.);
      psc_plot_get_area (plot, &area);
      g_assert_cmpfloat (area.x, >, 0.);
      g_assert_cmpfloat (area.x + area.width, <, WIDTH);
      g_assert_cmpfloat (area.y + area.height, <, HEIGHT);

      /* The ends of the x axis, and the origin of the other. */
      psc_plot_get_position (plot, 1., 0., &x, &y);
      g_assert_cmpfloat_with_epsilon (x, area.x, 1e-9);
      g_assert_cmpfloat_with_epsilon (y, area.y + area.height, 1e-9);
      psc_plot_get_position (plot, 16., 9. * MSEC, &x, &y);
      g_assert_cmpfloat_with_epsilon (x, area.x + area.width, 1e-9);
      g_assert_cmpfloat (y, >=, area.y);

      for (double n = .5; n < 40.; n += .7)
        {
          psc_plot_get_position (plot, n, n * MSEC, &x, &y);
          psc_plot_get_value (plot, x, y, &value_x, &value_y);
          g_assert_cmpfloat_with_epsilon (value_x, n, 1e-9);
          g_assert_cmpfloat_with_epsilon (value_y / MSEC, n, 1e-9);
        }

      /* The middle of the axis is 4 in one case and 8.5 in the other. */
      psc_plot_get_position (plot, i == 1 ? 4. : 8.5, 0., &middle_x, &y);
      g_assert_cmpfloat_with_epsilon (middle_x, area.x + area.width / 2.,
                                      1e-9);
    }
}

/* Where the label of a curve is, or whether it has none. */
static gboolean
get_label (PscPlot *plot,
           guint    curve,
           PscRect *rect)
{
  _psc_plot_validate (plot);
  *rect = ((PscCurve *) g_ptr_array_index (plot->curves, curve))->place;

  return rect->width > 0.;
}

static gboolean
overlap (const PscRect *a,
         const PscRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width &&
         a->y < b->y + b->height && b->y < a->y + a->height;
}

/* Labels lie in the plot, beside each other, and on no point. */
static void
test_labels (void)
{
  g_autoptr (PscPlot) plot = new_full_plot ();
  PscRect labels[3], area;

  psc_plot_get_area (plot, &area);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_assert_true (get_label (plot, i, &labels[i]));
      g_assert_cmpfloat (labels[i].x, >=, area.x);
      g_assert_cmpfloat (labels[i].x + labels[i].width, <=, WIDTH);
      g_assert_cmpfloat (labels[i].y, >=, area.y);
      g_assert_cmpfloat (labels[i].y + labels[i].height, <=,
                         area.y + area.height);
      for (guint j = 0; j < i; j++)
        g_assert_false (overlap (&labels[i], &labels[j]));
      for (guint j = 0; j < N_POINTS; j++)
        {
          double x, y;

          psc_plot_get_position (plot, workers[j], 520. * MSEC, &x, &y);
          if (j > 0)
            g_assert_false (overlap (&labels[i],
                                     &(PscRect) { x - 1., y - 1., 2., 2. }));
        }
    }
}

static cairo_surface_t *
paint (PscPlot        *plot,
       PscPaletteKind  kind)
{
  const PscPalette *palette = psc_palette_get (kind);
  cairo_t *cr = psc_test_picture_begin (WIDTH, HEIGHT, palette);

  psc_plot_paint (plot, cr, palette);

  return psc_test_picture_end (cr);
}

/* There is this color where the plot has these values. */
static void
check_color (PscPlot         *plot,
             cairo_surface_t *surface,
             double           x_value,
             double           y_value,
             const PscColor  *color)
{
  double x, y;

  psc_plot_get_position (plot, x_value, y_value, &x, &y);
  g_assert_cmphex (psc_test_get_pixel (surface, (int) x, (int) y), ==,
                   psc_test_get_color (color));
}

/* The label of the reference line is right of it where there is room for it. */
static void
test_reference (void)
{
  static const double places[] = { 1., 16. };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (PscPlot) plot = new_full_plot ();
      const PscRect *label = &plot->reference_place;
      double x, y;

      psc_plot_set_reference (plot, places[i], "usable CPUs");
      psc_plot_get_position (plot, places[i], 0., &x, &y);
      if (i == 0)
        g_assert_cmpfloat (label->x, >, x);
      else
        g_assert_cmpfloat (label->x + label->width, <, x);
      g_assert_cmpfloat (label->x, >=, 0.);
      g_assert_cmpfloat (label->x + label->width, <=, WIDTH);
    }
}

/* In every palette each measured point has its color, and so has the end of
 * its spread. */
static void
test_paint (void)
{
  for (guint i = 0; i < PSC_N_PALETTES; i++)
    {
      g_autoptr (PscPlot) plot = new_full_plot ();
      cairo_surface_t *surface = paint (plot, i);
      const PscPalette *palette = psc_palette_get (i);

      check_color (plot, surface, 4., 518. * MSEC,
                   psc_palette_get_step_color (palette, 0));
      check_color (plot, surface, 6., 230. * MSEC,
                   psc_palette_get_step_color (palette, 6));
      check_color (plot, surface, 12., 900. * MSEC, &palette->background);
      cairo_surface_destroy (surface);
    }
}

/* Nothing, one point, points without values, ratios above 1, little room. */
static void
test_extremes (void)
{
  static const PscPlotPoint one[] = { { 3., 2.5, NAN, NAN } };
  static const PscPlotPoint none[] = { { 1., NAN, NAN, NAN } };
  PscRect rect;

  for (guint i = 0; i < 8; i++)
    {
      g_autoptr (PscPlot) plot = new_plot (i % 2 == 1);
      double x, y;

      psc_plot_set_unit (plot, i < 4 ? PSC_PLOT_TIME : PSC_PLOT_RATIO);
      if (i % 4 >= 2)
        psc_plot_add_curve (plot, PSC_CURVE_MEASURED, 0, "one", one, 1);
      psc_plot_add_curve (plot, PSC_CURVE_BESIDE, 9, "none", none, 1);
      psc_plot_set_reference (plot, 3., "a label that is wider than the plot "
                                        "on either side of its line can be");
      if (i >= 6)
        psc_plot_set_size (plot, 10, 10);
      cairo_surface_destroy (paint (plot, PSC_PALETTE_DARK));
      psc_plot_get_position (plot, 3., 2.5, &x, &y);
      g_assert_true (isfinite (x) && isfinite (y));
      g_assert_false (get_label (plot, i % 4 >= 2 ? 1 : 0, &rect));

      /* A ratio above 1 is still within. */
      if (i == 6 || i == 7)
        {
          psc_plot_get_area (plot, &rect);
          g_assert_cmpfloat (y, >=, rect.y);
        }
    }
}

/* The axes go as far as they are told to, with no curve at all. */
static void
test_axes (void)
{
  static const double values[] = { 1., 4. };
  g_autoptr (PscPlot) plot = new_plot (FALSE);
  PscRect area;
  double x, y;

  psc_plot_set_unit (plot, PSC_PLOT_RATIO);
  psc_plot_set_x_values (plot, values, 2);
  psc_plot_set_reach (plot, 3.);
  cairo_surface_destroy (paint (plot, PSC_PALETTE_LIGHT));
  psc_plot_get_area (plot, &area);
  psc_plot_get_position (plot, 4., 3., &x, &y);
  g_assert_cmpfloat_with_epsilon (x, area.x + area.width, 1e-9);
  g_assert_cmpfloat (y, >=, area.y);
}

/* The nearest point is meant, and an ideal curve has none. */
static void
test_points (void)
{
  g_autoptr (PscPlot) plot = new_full_plot ();
  g_autofree char *text = NULL;
  g_autofree char *summary = NULL;
  cairo_surface_t *surface, *marked;
  guint curve, point;
  double x, y;
  cairo_t *cr;

  g_assert_cmpuint (psc_plot_get_n_curves (plot), ==, 3);
  g_assert_cmpuint (psc_plot_get_n_points (plot, 1), ==, N_POINTS);
  g_assert_cmpuint (psc_plot_get_n_points (plot, 2), ==, 0);
  psc_plot_get_position (plot, 6., 230. * MSEC, &x, &y);
  g_assert_true (psc_plot_pick (plot, x + 3., y - 3., &curve, &point));
  g_assert_cmpuint (curve, ==, 1);
  g_assert_cmpuint (point, ==, 4);
  g_assert_false (psc_plot_pick (plot, x, y + 30., &curve, &point));

  text = psc_plot_dup_point_text (plot, 1, 4);
  g_assert_cmpstr (text, ==, "workers 6 · your prediction: 230\302\240ms");
  summary = psc_plot_dup_summary (plot);
  g_assert_nonnull (strstr (summary, text));
  g_assert_null (strstr (summary, "ideal"));

  surface = paint (plot, PSC_PALETTE_LIGHT);
  marked = paint (plot, PSC_PALETTE_LIGHT);
  cr = cairo_create (marked);
  psc_plot_paint_mark (plot, cr, psc_palette_get (PSC_PALETTE_LIGHT), 1, 4);
  cairo_destroy (cr);
  cairo_surface_flush (marked);
  g_assert_cmphex (psc_test_get_pixel (marked, (int) x + 7, (int) y), !=,
                   psc_test_get_pixel (surface, (int) x + 7, (int) y));
  cairo_surface_destroy (surface);
  cairo_surface_destroy (marked);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chart/plot/positions", test_positions);
  g_test_add_func ("/chart/plot/labels", test_labels);
  g_test_add_func ("/chart/plot/reference", test_reference);
  g_test_add_func ("/chart/plot/paint", test_paint);
  g_test_add_func ("/chart/plot/extremes", test_extremes);
  g_test_add_func ("/chart/plot/axes", test_axes);
  g_test_add_func ("/chart/plot/points", test_points);

  return g_test_run ();
}
