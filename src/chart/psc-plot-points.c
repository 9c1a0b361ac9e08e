/* psc-plot-points.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-plot-points"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-format.h"
#include "psc-plot-private.h"

/* How far from a point it is still meant, in pixels. */
#define PICK_DISTANCE 24.

static const PscCurve *
get_curve (PscPlot *self,
           guint    curve)
{
  return g_ptr_array_index (self->curves, curve);
}

/**
 * _psc_plot_dup_value:
 *
 * Returns: (transfer full): a value of the y axis, with its unit
 */
char *
_psc_plot_dup_value (PscPlot *self,
                     double   y)
{
  return self->unit == PSC_PLOT_TIME ? psc_format_duration (llround (y))
                                     : psc_format_ratio (y);
}

/**
 * psc_plot_get_title:
 *
 * Returns: (transfer none) (nullable): what stands above
 */
const char *
psc_plot_get_title (PscPlot *self)
{
  return self->title;
}

/**
 * psc_plot_get_n_curves:
 *
 * How many curves there are.
 */
guint
psc_plot_get_n_curves (PscPlot *self)
{
  return self->curves->len;
}

/**
 * psc_plot_get_n_points:
 * @curve: as they were added, from 0
 *
 * How many points a curve has; none if it is ideal.
 */
guint
psc_plot_get_n_points (PscPlot *self,
                       guint    curve)
{
  g_return_val_if_fail (curve < self->curves->len, 0);

  return get_curve (self, curve)->style == PSC_CURVE_IDEAL
         ? 0 : get_curve (self, curve)->points->len;
}

/**
 * psc_plot_get_point:
 * @curve: as they were added, from 0
 * @point: by x, from 0; those without y do not count
 *
 * Returns: (transfer none): a point
 */
const PscPlotPoint *
psc_plot_get_point (PscPlot *self,
                    guint    curve,
                    guint    point)
{
  g_return_val_if_fail (point < psc_plot_get_n_points (self, curve), NULL);

  return &g_array_index (get_curve (self, curve)->points, PscPlotPoint, point);
}

/**
 * psc_plot_pick:
 * @curve: (out): whose point is the nearest
 * @point: (out): which one
 *
 * Returns: whether there is a point near a position
 */
gboolean
psc_plot_pick (PscPlot *self,
               double   position_x,
               double   position_y,
               guint   *curve,
               guint   *point)
{
  double least = PICK_DISTANCE;
  gboolean found = FALSE;

  for (guint i = 0; i < self->curves->len; i++)
    for (guint j = 0; j < psc_plot_get_n_points (self, i); j++)
      {
        const PscPlotPoint *candidate = psc_plot_get_point (self, i, j);
        double x, y, distance;

        psc_plot_get_position (self, candidate->x, candidate->y, &x, &y);
        distance = hypot (x - position_x, y - position_y);
        if (distance < least)
          {
            least = distance;
            *curve = i;
            *point = j;
            found = TRUE;
          }
      }

  return found;
}

static char *
dup_spread (PscPlot            *self,
            const PscPlotPoint *point)
{
  g_autofree char *min = NULL;
  g_autofree char *max = NULL;

  if (point->n < 2 || !isfinite (point->min) || !isfinite (point->max))
    return g_strdup ("");

  min = _psc_plot_dup_value (self, point->min);
  max = _psc_plot_dup_value (self, point->max);

  /* Translators: the smallest and the largest of so many runs. */
  return g_strdup_printf (ngettext (" (%s to %s, %u run)",
                                    " (%s to %s, %u runs)", point->n),
                          min, max, point->n);
}

/**
 * psc_plot_dup_point_text:
 * @curve: as they were added, from 0
 * @point: by x, from 0
 *
 * Returns: (transfer full): where a point is, and its value with the spread
 */
char *
psc_plot_dup_point_text (PscPlot *self,
                         guint    curve,
                         guint    point)
{
  const PscPlotPoint *at = psc_plot_get_point (self, curve, point);
  const char *label = get_curve (self, curve)->label;
  g_autofree char *value = NULL;
  g_autofree char *spread = NULL;
  g_autofree char *x = NULL;

  g_return_val_if_fail (at != NULL, NULL);

  value = _psc_plot_dup_value (self, at->y);
  spread = dup_spread (self, at);
  x = self->x_unit == PSC_PLOT_TIME ? psc_format_duration (llround (at->x))
                                    : g_strdup_printf ("%g", at->x);
  if (label == NULL)
    label = self->title;

  /* Translators: what the x axis is and how much of it, then the name of the
   * curve, its value there, and the spread in parentheses or nothing. */
  return g_strdup_printf (_("%s %s · %s: %s%s"),
                          self->x_label != NULL ? self->x_label : "", x,
                          label != NULL ? label : "", value, spread);
}

/**
 * psc_plot_dup_summary:
 *
 * Returns: (transfer full): all points in words, for those who do not see
 */
char *
psc_plot_dup_summary (PscPlot *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->curves->len; i++)
    for (guint j = 0; j < psc_plot_get_n_points (self, i); j++)
      {
        g_autofree char *point = psc_plot_dup_point_text (self, i, j);

        g_string_append_printf (text, text->len > 0 ? "; %s" : "%s", point);
      }

  return g_string_free (text, FALSE);
}
