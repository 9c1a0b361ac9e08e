/* psc-plot-labels.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-plot-labels"

#include "config.h"

#include <math.h>

#include "psc-plot-private.h"

/* Between a label and its curve. */
#define DISTANCE 7.

/* How bad it is for a label to lie on other things.  A label that lies a line
 * farther from its curve is worse, and one far from the middle only a little
 * worse than another. */
#define COST_LABEL  100.
#define COST_CURVE  10.
#define COST_BELOW  0.5
#define COST_FAR    2.

static gboolean
overlap (const PscRect *a,
         const PscRect *b)
{
  return a->width > 0. && b->width > 0. &&
         a->x < b->x + b->width && b->x < a->x + a->width &&
         a->y < b->y + b->height && b->y < a->y + a->height;
}

/* Clips a line from @begin to @end against one side, Liang and Barsky. */
static gboolean
clip (double  direction,
      double  distance,
      double *begin,
      double *end)
{
  double share;

  if (direction == 0.)
    return distance >= 0.;

  share = distance / direction;
  if (direction < 0.)
    *begin = MAX (*begin, share);
  else
    *end = MIN (*end, share);

  return *begin <= *end;
}

static gboolean
crosses (const PscRect *rect,
         double         x1,
         double         y1,
         double         x2,
         double         y2)
{
  double begin = 0., end = 1.;

  return clip (x1 - x2, x1 - rect->x, &begin, &end) &&
         clip (x2 - x1, rect->x + rect->width - x1, &begin, &end) &&
         clip (y1 - y2, y1 - rect->y, &begin, &end) &&
         clip (y2 - y1, rect->y + rect->height - y1, &begin, &end);
}

static const PscPlotPoint *
get_point (const PscCurve *curve,
           guint           index)
{
  return &g_array_index (curve->points, PscPlotPoint, index);
}

/* How many lines of a curve, and spreads of its points, a label lies on. */
static guint
count_crossed (PscPlot        *self,
               const PscCurve *curve,
               const PscRect  *rect)
{
  guint n_crossed = 0;

  for (guint i = 0; i < curve->points->len; i++)
    {
      const PscPlotPoint *point = get_point (curve, i);
      double x, y, other_x, other_y;

      psc_plot_get_position (self, point->x, point->y, &x, &y);
      if (i > 0)
        {
          psc_plot_get_position (self, get_point (curve, i - 1)->x,
                                 get_point (curve, i - 1)->y, &other_x,
                                 &other_y);
          n_crossed += crosses (rect, other_x, other_y, x, y);
        }
      if (isfinite (point->max))
        {
          psc_plot_get_position (self, point->x, point->min, &x, &y);
          psc_plot_get_position (self, point->x, point->max, &other_x,
                                 &other_y);
          n_crossed += crosses (rect, x, y, other_x, other_y);
        }
    }

  return n_crossed;
}

static double
judge (PscPlot       *self,
       const PscRect *rect,
       gboolean       below)
{
  double middle = self->area.x + self->area.width / 2.;
  double cost = fabs (rect->x + rect->width / 2. - middle) / self->area.width;
  double x, top, bottom;

  if (below)
    cost += COST_BELOW;
  if (overlap (rect, &self->reference_place))
    cost += COST_LABEL;
  if (isfinite (self->reference))
    {
      psc_plot_get_position (self, self->reference, 0., &x, &bottom);
      psc_plot_get_position (self, self->reference, self->y_max, &x, &top);
      cost += COST_CURVE * crosses (rect, x, top, x, bottom);
    }

  for (guint i = 0; i < self->curves->len; i++)
    {
      const PscCurve *curve = g_ptr_array_index (self->curves, i);

      cost += COST_CURVE * count_crossed (self, curve, rect);
      cost += COST_LABEL * overlap (rect, &curve->place);
    }

  return cost;
}

/* Tries the label above and below a place of the curve, centered, behind and
 * before it, and a line farther away. */
static void
try_at (PscPlot       *self,
        double         x,
        double         y,
        const PscRect *size,
        PscRect       *best,
        double        *least)
{
  const PscRect *area = &self->area;

  const double places[] = { -size->width / 2., DISTANCE,
                            -size->width - DISTANCE };

  for (guint i = 0; i < 4 * G_N_ELEMENTS (places); i++)
    {
      gboolean below = i % 2 == 1;
      gboolean far = i / 2 % 2 == 1;
      PscRect rect = *size;
      double away = far ? DISTANCE + rect.height : DISTANCE;
      double cost;

      rect.x = x + places[i / 4];
      rect.y = below ? y + away : y - away - rect.height;
      if (rect.x < area->x || rect.x + rect.width > self->width ||
          rect.y < area->y || rect.y + rect.height > area->y + area->height)
        continue;

      cost = judge (self, &rect, below) + (far ? COST_FAR : 0.);
      if (cost < *least)
        {
          *least = cost;
          *best = rect;
        }
    }
}

/* Places to try are the points, and the middles of the lines between them. */
static void
place_label (PscPlot  *self,
             PscCurve *curve)
{
  PscRect size = { 0., }, best = { 0., };
  double least = INFINITY;
  int width;

  _psc_text_measure (self->text, PSC_TEXT_SMALL, curve->label, -1, &width,
                     NULL);
  size.width = width + PSC_PLOT_SWATCH;
  size.height = _psc_text_get_height (self->text, PSC_TEXT_SMALL);

  for (guint i = 0; i < curve->points->len; i++)
    {
      double x, y, last_x, last_y;

      psc_plot_get_position (self, get_point (curve, i)->x,
                             get_point (curve, i)->y, &x, &y);
      try_at (self, x, y, &size, &best, &least);
      if (i == 0)
        continue;

      psc_plot_get_position (self, get_point (curve, i - 1)->x,
                             get_point (curve, i - 1)->y, &last_x, &last_y);
      try_at (self, (x + last_x) / 2., (y + last_y) / 2., &size, &best,
              &least);
    }

  curve->place = best;
}

/**
 * _psc_plot_place_labels:
 *
 * Gives each label the place beside its curve where it covers least.
 */
void
_psc_plot_place_labels (PscPlot *self)
{
  for (guint i = 0; i < self->curves->len; i++)
    ((PscCurve *) g_ptr_array_index (self->curves, i))->place =
      (PscRect) { 0., };

  for (guint i = 0; i < self->curves->len; i++)
    {
      PscCurve *curve = g_ptr_array_index (self->curves, i);

      if (curve->label != NULL)
        place_label (self, curve);
    }
}
