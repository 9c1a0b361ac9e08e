/* psc-plot-paint.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-plot-paint"

#include "config.h"

#include <math.h>

#include "psc-log-axis.h"
#include "psc-paint-private.h"
#include "psc-plot-private.h"

#define GAP        6.
#define LINE_WIDTH 2.
#define POINT_SIZE 4.
#define MARK_SIZE  7.

static void
paint_grid (PscPlot          *self,
            cairo_t          *cr,
            const PscPalette *palette)
{
  int height = _psc_text_get_height (self->text, PSC_TEXT_SMALL);

  cairo_set_line_width (cr, 1.);
  for (guint i = 0; i <= self->n_ticks; i++)
    {
      g_autofree char *label = _psc_plot_dup_tick (self, i);
      double x, y;

      psc_plot_get_position (self, self->x_min, i * self->y_step, &x, &y);
      y = floor (y) + .5;
      cairo_move_to (cr, self->area.x, y);
      cairo_rel_line_to (cr, self->area.width, 0.);
      _psc_paint_set_color (cr, &palette->grid, 1.);
      cairo_stroke (cr);

      _psc_paint_set_color (cr, &palette->dim_text, 1.);
      _psc_text_paint (self->text, cr, PSC_TEXT_SMALL, label, -1,
                       PSC_ALIGN_END, self->area.x - GAP, y - height / 2.);
    }
}

/* The numbers that are to be named, or those of the first curve. */
static guint
get_n_x_values (PscPlot *self)
{
  if (self->x_values->len > 0)
    return self->x_values->len;

  return self->curves->len > 0 ? psc_plot_get_n_points (self, 0) : 0;
}

static double
get_x_value (PscPlot *self,
             guint    index)
{
  return self->x_values->len > 0
         ? g_array_index (self->x_values, double, index)
         : psc_plot_get_point (self, 0, index)->x;
}

/* As many of the numbers as there is room for. */
static void
paint_x_axis (PscPlot          *self,
              cairo_t          *cr,
              const PscPalette *palette)
{
  double bottom = self->area.y + self->area.height;
  int line = _psc_text_get_height (self->text, PSC_TEXT_SMALL);
  double used = -INFINITY;

  _psc_paint_set_color (cr, &palette->dim_text, 1.);
  for (guint i = 0; i < get_n_x_values (self); i++)
    {
      double value = get_x_value (self, i);
      g_autofree char *label = self->x_unit == PSC_PLOT_TIME
                               ? psc_log_axis_dup_label (llround (value))
                               : g_strdup_printf ("%g", value);
      double x, y;
      int width;

      psc_plot_get_position (self, value, 0., &x, &y);
      _psc_text_measure (self->text, PSC_TEXT_SMALL, label, -1, &width, NULL);
      x = MIN (x, self->width - width / 2.);
      if (x - width / 2. < used)
        continue;

      used = x + width / 2. + GAP;
      _psc_text_paint (self->text, cr, PSC_TEXT_SMALL, label, -1,
                       PSC_ALIGN_CENTER, x, bottom + GAP / 2.);
    }

  if (self->x_label != NULL)
    _psc_text_paint (self->text, cr, PSC_TEXT_SMALL, self->x_label, -1,
                     PSC_ALIGN_END, self->area.x + self->area.width,
                     bottom + GAP / 2. + line);
}

static void
paint_reference (PscPlot          *self,
                 cairo_t          *cr,
                 const PscPalette *palette)
{
  static const double dashes[] = { 3., 3. };
  double x, y;

  if (!isfinite (self->reference))
    return;

  psc_plot_get_position (self, self->reference, 0., &x, &y);
  x = floor (x) + .5;
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x, self->area.y - GAP);
  cairo_set_line_width (cr, 1.);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0.);
  _psc_paint_set_color (cr, &palette->dim_text, 1.);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0.);

  if (self->reference_label != NULL)
    _psc_text_paint (self->text, cr, PSC_TEXT_SMALL, self->reference_label,
                     -1, PSC_ALIGN_BEGIN, self->reference_place.x,
                     self->reference_place.y);
}

static const PscColor *
get_color (const PscCurve   *curve,
           const PscPalette *palette)
{
  return curve->style == PSC_CURVE_IDEAL
         ? &palette->dim_text
         : psc_palette_get_step_color (palette, curve->color);
}

static void
set_dash (cairo_t       *cr,
          PscCurveStyle  style)
{
  static const double dashes[] = { 6., 4. };
  static const double dots[] = { 1.5, 3. };

  if (style == PSC_CURVE_MEASURED)
    cairo_set_dash (cr, NULL, 0, 0.);
  else if (style == PSC_CURVE_IDEAL)
    cairo_set_dash (cr, dots, G_N_ELEMENTS (dots), 0.);
  else
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0.);
}

static void
paint_points (PscPlot        *self,
              cairo_t        *cr,
              const PscCurve *curve)
{
  double size = curve->style == PSC_CURVE_BESIDE ? POINT_SIZE * .7
                                                 : POINT_SIZE;

  for (guint i = 0; i < curve->points->len; i++)
    {
      const PscPlotPoint *point = &g_array_index (curve->points, PscPlotPoint,
                                                  i);
      double x, y;

      psc_plot_get_position (self, point->x, point->y, &x, &y);
      cairo_new_sub_path (cr);
      cairo_arc (cr, x, y, size, 0., 2. * G_PI);
      cairo_fill (cr);

      if (!isfinite (point->min) || !isfinite (point->max))
        continue;

      psc_plot_get_position (self, point->x, point->min, &x, &y);
      cairo_move_to (cr, x, y);
      psc_plot_get_position (self, point->x, point->max, &x, &y);
      cairo_line_to (cr, x, y);
      cairo_stroke (cr);
    }
}

static void
paint_curve (PscPlot          *self,
             cairo_t          *cr,
             const PscPalette *palette,
             const PscCurve   *curve)
{
  cairo_new_path (cr);
  for (guint i = 0; i < curve->points->len; i++)
    {
      const PscPlotPoint *point = &g_array_index (curve->points, PscPlotPoint,
                                                  i);
      double x, y;

      psc_plot_get_position (self, point->x, point->y, &x, &y);
      cairo_line_to (cr, x, y);
    }

  _psc_paint_set_color (cr, get_color (curve, palette), 1.);
  cairo_set_line_width (cr, curve->style == PSC_CURVE_IDEAL ? LINE_WIDTH * .6
                                                            : LINE_WIDTH);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  set_dash (cr, curve->style);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0.);

  if (curve->style != PSC_CURVE_IDEAL)
    paint_points (self, cr, curve);
}

/* The text has the color of text, which can be read; a piece of the curve in
 * front of it says whose label it is. */
static void
paint_label (PscPlot          *self,
             cairo_t          *cr,
             const PscPalette *palette,
             const PscCurve   *curve)
{
  const PscRect *place = &curve->place;
  double y = place->y + floor (place->height / 2.) + .5;

  if (place->width <= 0.)
    return;

  cairo_new_path (cr);
  cairo_move_to (cr, place->x, y);
  cairo_rel_line_to (cr, PSC_PLOT_SWATCH - PSC_PLOT_SWATCH_GAP, 0.);
  _psc_paint_set_color (cr, get_color (curve, palette), 1.);
  set_dash (cr, curve->style);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0.);

  _psc_paint_set_color (cr, curve->style == PSC_CURVE_IDEAL
                            ? &palette->dim_text : &palette->text, 1.);
  _psc_text_paint (self->text, cr, PSC_TEXT_SMALL, curve->label, -1,
                   PSC_ALIGN_BEGIN, place->x + PSC_PLOT_SWATCH, place->y);
}

/**
 * psc_plot_paint:
 *
 * Paints the plot at the origin of @cr, and not what is behind it.
 */
void
psc_plot_paint (PscPlot          *self,
                cairo_t          *cr,
                const PscPalette *palette)
{
  _psc_plot_validate (self);

  cairo_save (cr);
  cairo_new_path (cr);
  if (self->title != NULL)
    {
      _psc_paint_set_color (cr, &palette->text, 1.);
      _psc_text_paint (self->text, cr, PSC_TEXT_TITLE, self->title, self->width,
                       PSC_ALIGN_BEGIN, 0., 0.);
    }

  paint_grid (self, cr, palette);
  paint_x_axis (self, cr, palette);
  paint_reference (self, cr, palette);
  for (guint i = 0; i < self->curves->len; i++)
    paint_curve (self, cr, palette, g_ptr_array_index (self->curves, i));
  for (guint i = 0; i < self->curves->len; i++)
    paint_label (self, cr, palette, g_ptr_array_index (self->curves, i));
  cairo_restore (cr);
}

/**
 * psc_plot_paint_mark:
 * @curve: a curve, as they were added, from 0
 * @point: a point of it, from 0
 *
 * Paints a ring around a point, and its value beside it.
 */
void
psc_plot_paint_mark (PscPlot          *self,
                     cairo_t          *cr,
                     const PscPalette *palette,
                     guint             curve,
                     guint             point)
{
  const PscPlotPoint *at = psc_plot_get_point (self, curve, point);
  g_autofree char *value = _psc_plot_dup_value (self, at->y);
  double x, y, left, top;
  int width, height;

  psc_plot_get_position (self, at->x, at->y, &x, &y);
  _psc_text_measure (self->text, PSC_TEXT_SMALL, value, -1, &width, &height);
  left = CLAMP (x - width / 2., 0., MAX (self->width - width, 0));
  top = y - MARK_SIZE - GAP - height;
  if (top < 0.)
    top = y + MARK_SIZE + GAP;

  cairo_save (cr);
  cairo_new_path (cr);
  cairo_arc (cr, x, y, MARK_SIZE, 0., 2. * G_PI);
  _psc_paint_set_color (cr, &palette->highlight, 1.);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_stroke (cr);

  cairo_rectangle (cr, left - GAP / 2., top, width + GAP, height);
  _psc_paint_set_color (cr, &palette->background, 1.);
  cairo_fill (cr);
  _psc_paint_set_color (cr, &palette->text, 1.);
  _psc_text_paint (self->text, cr, PSC_TEXT_SMALL, value, -1,
                   PSC_ALIGN_BEGIN, left, top);
  cairo_restore (cr);
}
