/* psc-plot.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-plot"

#include "config.h"

#include <math.h>

#include "psc-plot-private.h"

#define GAP        6.
#define MIN_SIDE   20.

/* How far apart ticks of the y axis are at least, in lines of text. */
#define TICK_LINES 2.5

static void
curve_free (gpointer data)
{
  PscCurve *curve = data;

  g_array_unref (curve->points);
  g_free (curve->label);
  g_free (curve);
}

/**
 * psc_plot_new:
 * @context: its font is the body's at scale 1
 *
 * Makes a plot without curves.
 */
PscPlot *
psc_plot_new (PangoContext *context,
              double        text_scale)
{
  PscPlot *self = g_new0 (PscPlot, 1);

  self->text = _psc_text_new (context, text_scale);
  self->curves = g_ptr_array_new_with_free_func (curve_free);
  self->x_values = g_array_new (FALSE, FALSE, sizeof (double));
  self->reference = NAN;
  self->x_unit = PSC_PLOT_COUNT;

  return self;
}

/**
 * psc_plot_free:
 *
 * Frees the plot.
 */
void
psc_plot_free (PscPlot *self)
{
  _psc_text_free (self->text);
  g_ptr_array_unref (self->curves);
  g_array_unref (self->x_values);
  g_free (self->title);
  g_free (self->x_label);
  g_free (self->reference_label);
  g_free (self);
}

/**
 * psc_plot_set_title:
 * @title: (nullable): what stands above
 *
 * Sets the title.
 */
void
psc_plot_set_title (PscPlot    *self,
                    const char *title)
{
  g_free (self->title);
  self->title = g_strdup (title);
  self->is_valid = FALSE;
}

/**
 * psc_plot_set_x_axis:
 * @label: (nullable): what its numbers count
 * @logarithmic: whether equal ratios are equally far apart; then every x has
 *   to be above 0
 *
 * Sets what the x axis is.
 */
void
psc_plot_set_x_axis (PscPlot    *self,
                     const char *label,
                     gboolean    logarithmic)
{
  g_free (self->x_label);
  self->x_label = g_strdup (label);
  self->logarithmic = logarithmic;
  self->is_valid = FALSE;
}

/**
 * psc_plot_set_x_unit:
 *
 * Sets what the numbers of the x axis are: plain ones, unless they are times.
 */
void
psc_plot_set_x_unit (PscPlot     *self,
                     PscPlotUnit  unit)
{
  self->x_unit = unit;
}

/**
 * psc_plot_set_x_values:
 * @values: (array length=n_values): rising
 *
 * Sets the numbers that the x axis names, and reaches, whether or not a curve
 * has them yet.  Without any they are those of the first curve.
 */
void
psc_plot_set_x_values (PscPlot      *self,
                       const double *values,
                       guint         n_values)
{
  g_array_set_size (self->x_values, 0);
  g_array_append_vals (self->x_values, values, n_values);
  self->is_valid = FALSE;
}

/**
 * psc_plot_set_unit:
 *
 * Sets what the y axis is.
 */
void
psc_plot_set_unit (PscPlot     *self,
                   PscPlotUnit  unit)
{
  self->unit = unit;
  self->is_valid = FALSE;
}

/**
 * psc_plot_set_reach:
 * @y: a value
 *
 * Sets how far the y axis goes at least.
 */
void
psc_plot_set_reach (PscPlot *self,
                    double   y)
{
  self->reach = y;
  self->is_valid = FALSE;
}

/**
 * psc_plot_set_reference:
 * @x: where an upright line is; %NAN for none
 * @label: (nullable): what it is
 *
 * Sets the line to compare with.
 */
void
psc_plot_set_reference (PscPlot    *self,
                        double      x,
                        const char *label)
{
  g_free (self->reference_label);
  self->reference_label = g_strdup (label);
  self->reference = x;
  self->is_valid = FALSE;
}

/**
 * psc_plot_add_curve:
 * @color: a step's color
 * @label: (nullable): what stands beside it
 * @points: (array length=n_points): by x; those without y are left out
 *
 * Adds a curve; later ones are painted above.
 */
void
psc_plot_add_curve (PscPlot            *self,
                    PscCurveStyle       style,
                    guint               color,
                    const char         *label,
                    const PscPlotPoint *points,
                    guint               n_points)
{
  PscCurve *curve = g_new0 (PscCurve, 1);

  curve->style = style;
  curve->color = color;
  curve->label = g_strdup (label);
  curve->points = g_array_new (FALSE, FALSE, sizeof (PscPlotPoint));
  for (guint i = 0; i < n_points; i++)
    if (isfinite (points[i].y))
      g_array_append_val (curve->points, points[i]);

  g_ptr_array_add (self->curves, curve);
  self->is_valid = FALSE;
}

/**
 * psc_plot_set_size:
 *
 * Sets how large the plot is, with all that is around it.
 */
void
psc_plot_set_size (PscPlot *self,
                   int      width,
                   int      height)
{
  self->width = width;
  self->height = height;
  self->is_valid = FALSE;
}

/* The smallest and the largest x, and the largest y with its spread. */
static void
read_range (PscPlot *self)
{
  double x_min = INFINITY, x_max = -INFINITY, y_max = self->reach;

  for (guint i = 0; i < self->x_values->len; i++)
    {
      x_min = MIN (x_min, g_array_index (self->x_values, double, i));
      x_max = MAX (x_max, g_array_index (self->x_values, double, i));
    }
  for (guint i = 0; i < self->curves->len; i++)
    {
      const PscCurve *curve = g_ptr_array_index (self->curves, i);

      for (guint j = 0; j < curve->points->len; j++)
        {
          const PscPlotPoint *point = &g_array_index (curve->points,
                                                      PscPlotPoint, j);

          x_min = MIN (x_min, point->x);
          x_max = MAX (x_max, point->x);
          y_max = MAX (y_max, isfinite (point->max)
                              ? MAX (point->y, point->max) : point->y);
        }
    }

  if (x_min > x_max)
    x_min = x_max = 1.;
  self->x_min = x_min;
  self->x_max = x_max > x_min ? x_max : x_min + 1.;
  self->y_max = MAX (y_max, 1.);
}

/* Ratios step by 0.25 as long as there is room, and then by whole numbers. */
static double
choose_ratio_step (double y_max,
                   guint  max_ticks)
{
  static const double steps[] = { .25, .5, 1., 2., 5., 10., 20., 50., 100. };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (y_max / steps[i] <= max_ticks)
      return steps[i];

  return y_max;
}

static void
choose_ticks (PscPlot *self)
{
  double line = _psc_text_get_height (self->text, PSC_TEXT_SMALL) * TICK_LINES;
  guint max_ticks = (guint) MAX (self->area.height / line, 1.);

  if (self->unit == PSC_PLOT_TIME)
    {
      PscTicks ticks;

      psc_ticks_init (&ticks, 0, (gint64) self->y_max, max_ticks);
      self->y_step = (double) ticks.step_ns;
    }
  else
    {
      self->y_step = choose_ratio_step (self->y_max, max_ticks);
    }

  /* The highest tick is at the top, or the points there would be cut. */
  self->n_ticks = (guint) MAX (ceil (self->y_max / self->y_step - 1e-9), 1.);
  self->y_max = self->n_ticks * self->y_step;
}

/**
 * _psc_plot_dup_tick:
 * @index: from 0, which is the origin
 *
 * Returns: (transfer full): the label of a tick of the y axis
 */
char *
_psc_plot_dup_tick (PscPlot *self,
                    guint    index)
{
  PscTicks ticks;

  if (self->unit == PSC_PLOT_RATIO)
    return g_strdup_printf ("%g", index * self->y_step);

  psc_ticks_init (&ticks, 0, (gint64) self->y_max, self->n_ticks);

  return psc_ticks_dup_label (&ticks, index);
}

static int
measure_tick_labels (PscPlot *self)
{
  int widest = 0;

  for (guint i = 0; i <= self->n_ticks; i++)
    {
      g_autofree char *label = _psc_plot_dup_tick (self, i);
      int width;

      _psc_text_measure (self->text, PSC_TEXT_SMALL, label, -1, &width, NULL);
      widest = MAX (widest, width);
    }

  return widest;
}

/* The label of the reference line stands above the curves, right of the line
 * where there is room, or left of it. */
static void
place_reference (PscPlot *self)
{
  PscRect *place = &self->reference_place;
  double x, y;
  int width;

  *place = (PscRect) { 0., };
  if (!isfinite (self->reference) || self->reference_label == NULL)
    return;

  _psc_text_measure (self->text, PSC_TEXT_SMALL, self->reference_label, -1,
                     &width, NULL);
  psc_plot_get_position (self, self->reference, self->y_max, &x, &y);
  place->width = width;
  place->height = _psc_text_get_height (self->text, PSC_TEXT_SMALL);
  place->x = x + GAP;
  if (place->x + width > self->width)
    place->x = x - GAP - width;
  place->y = y - place->height - GAP;
}

/**
 * _psc_plot_get_title_height:
 *
 * How much room the title takes, which goes on in a second line where the
 * plot is narrow.
 */
int
_psc_plot_get_title_height (PscPlot *self)
{
  int height;

  _psc_text_measure (self->text, PSC_TEXT_TITLE, self->title, self->width,
                     NULL, &height);

  return height;
}

/**
 * _psc_plot_validate:
 *
 * Lays the plot out, unless that has been done.
 */
void
_psc_plot_validate (PscPlot *self)
{
  double small = _psc_text_get_height (self->text, PSC_TEXT_SMALL);
  double top = GAP, bottom = small + GAP;

  if (self->is_valid)
    return;

  self->is_valid = TRUE;
  if (self->title != NULL)
    top += _psc_plot_get_title_height (self) + GAP;
  if (self->reference_label != NULL)
    top += small + GAP;
  else
    top += small / 2.;
  if (self->x_label != NULL)
    bottom += small;

  self->area.y = floor (top);
  self->area.height = MAX (floor (self->height - top - bottom), MIN_SIDE);
  read_range (self);
  choose_ticks (self);
  self->area.x = measure_tick_labels (self) + 2 * GAP;
  self->area.width = MAX (self->width - self->area.x - 3 * GAP, MIN_SIDE);
  place_reference (self);
  _psc_plot_place_labels (self);
}

/**
 * psc_plot_get_area:
 * @area: (out): where the curves are
 *
 * Reads the layout.
 */
void
psc_plot_get_area (PscPlot *self,
                   PscRect *area)
{
  _psc_plot_validate (self);
  *area = self->area;
}

static double
scale_x (PscPlot *self,
         double   x)
{
  return self->logarithmic ? log (x) : x;
}

/**
 * psc_plot_get_position:
 * @position_x: (out): where a value is
 * @position_y: (out)
 *
 * The inverse of psc_plot_get_value().
 */
void
psc_plot_get_position (PscPlot *self,
                       double   x,
                       double   y,
                       double  *position_x,
                       double  *position_y)
{
  double begin, end;

  _psc_plot_validate (self);
  begin = scale_x (self, self->x_min);
  end = scale_x (self, self->x_max);

  *position_x = self->area.x +
                self->area.width * (scale_x (self, x) - begin) / (end - begin);
  *position_y = self->area.y + self->area.height * (1. - y / self->y_max);
}

/**
 * psc_plot_get_value:
 * @x: (out): what is at a position, also beside the curves
 * @y: (out)
 *
 * The inverse of psc_plot_get_position().
 */
void
psc_plot_get_value (PscPlot *self,
                    double   position_x,
                    double   position_y,
                    double  *x,
                    double  *y)
{
  double begin, end, value;

  _psc_plot_validate (self);
  begin = scale_x (self, self->x_min);
  end = scale_x (self, self->x_max);
  value = begin + (end - begin) * (position_x - self->area.x) /
          self->area.width;

  *x = self->logarithmic ? exp (value) : value;
  *y = self->y_max * (1. - (position_y - self->area.y) / self->area.height);
}
