/* psc-paint-sketch.c: a run as a small picture
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-paint-sketch"

#include "config.h"

#include <math.h>

#include "psc-paint-private.h"
#include "psc-sketch.h"

/* Rows have a gap between them where there is room for one. */
#define MIN_GAPPED_PX 4.

#define TROUGH_ALPHA .5
#define HARM_PX      2.
#define EDGE_PX      1.

static void
get_row_rect (const PscRect *rect,
              guint          n_rows,
              guint          row,
              PscRect       *row_rect)
{
  double height = rect->height / n_rows;
  double gap = height >= MIN_GAPPED_PX ? 1. : 0.;
  double top = floor (row * height + .5);
  double bottom = floor ((row + 1) * height + .5);

  if (row + 1 == n_rows)
    gap = 0.;

  row_rect->x = rect->x;
  row_rect->y = rect->y + top;
  row_rect->width = rect->width;
  row_rect->height = bottom - gap - top;
}

static double
get_x (const PscRect *rect,
       guint          column)
{
  return rect->x + floor (rect->width * column / PSC_SKETCH_COLUMNS + .5);
}

/* Neighbors that are equally busy are one rectangle. */
static void
paint_row (cairo_t          *cr,
           GBytes           *sketch,
           guint             row,
           const PscPalette *palette,
           const PscRect    *rect)
{
  cairo_rectangle (cr, rect->x, rect->y, rect->width, rect->height);
  _psc_paint_set_color (cr, &palette->grid, TROUGH_ALPHA);
  cairo_fill (cr);

  for (guint begin = 0, end; begin < PSC_SKETCH_COLUMNS; begin = end)
    {
      double busy = psc_sketch_get_busy (sketch, row, begin);

      for (end = begin + 1; end < PSC_SKETCH_COLUMNS; end++)
        if (fabs (psc_sketch_get_busy (sketch, row, end) - busy) > 1e-9)
          break;

      cairo_rectangle (cr, get_x (rect, begin), rect->y,
                       get_x (rect, end) - get_x (rect, begin), rect->height);
      _psc_paint_set_color (cr, &palette->task, busy);
      cairo_fill (cr);
    }
}

/* An edge of the background tells the sign where its color is a lane's. */
static void
paint_harm (cairo_t          *cr,
            GBytes           *sketch,
            guint             row,
            const PscPalette *palette,
            const PscRect    *rect)
{
  for (guint i = 0; i < PSC_SKETCH_COLUMNS; i++)
    {
      double x = MIN (get_x (rect, i), rect->x + rect->width - HARM_PX);

      if (!psc_sketch_get_harm (sketch, row, i))
        continue;

      cairo_rectangle (cr, x - EDGE_PX, rect->y, HARM_PX + 2. * EDGE_PX,
                       rect->height);
      _psc_paint_set_color (cr, &palette->background, 1.);
      cairo_fill (cr);
      cairo_rectangle (cr, x, rect->y, HARM_PX, rect->height);
      _psc_paint_set_color (cr, &palette->mark, 1.);
      cairo_fill (cr);
    }
}

/**
 * psc_paint_sketch:
 * @sketch: what psc_sketch_new() has made
 * @rect: where to paint it, in whole pixels
 *
 * Paints the lanes of a run from top to bottom, the fuller the busier they
 * were, and where files came to harm.  What is no sketch is not painted.
 */
void
psc_paint_sketch (cairo_t          *cr,
                  GBytes           *sketch,
                  const PscPalette *palette,
                  const PscRect    *rect)
{
  guint n_rows;

  g_return_if_fail (cr != NULL);
  g_return_if_fail (sketch != NULL);
  g_return_if_fail (palette != NULL);
  g_return_if_fail (rect != NULL);

  n_rows = psc_sketch_get_n_rows (sketch);
  for (guint row = 0; row < n_rows; row++)
    {
      PscRect row_rect;

      get_row_rect (rect, n_rows, row, &row_rect);
      paint_row (cr, sketch, row, palette, &row_rect);
      paint_harm (cr, sketch, row, palette, &row_rect);
    }
}
