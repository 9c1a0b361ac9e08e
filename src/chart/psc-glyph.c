/* psc-glyph.c: the signs of the outcomes
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-glyph"

#include "config.h"

#include "psc-paint-private.h"

/* A sign smaller than this is a spot: no shape could be told. */
#define MIN_SHAPE_SIZE 6.

/* Polygons in the square from -1 to 1.  Outlines are areas, too, with an inner
 * polygon that runs the other way round: areas are filled many at a time, and
 * much faster than lines are stroked. */
typedef struct
{
  guint  n_points;
  double points[12][2];
} Polygon;

static const Polygon triangle = { 3, {
  { 0., -1. }, { 1., .9 }, { -1., .9 },
} };

static const Polygon triangle_inside = { 3, {
  { 0., -.3 }, { -.47, .55 }, { .47, .55 },
} };

static const Polygon drop = { 3, {
  { 0., 1. }, { -1., -.9 }, { 1., -.9 },
} };

static const Polygon cross = { 12, {
  { -.9, -.5 }, { -.5, -.9 }, { 0., -.4 }, { .5, -.9 }, { .9, -.5 },
  { .4, 0. }, { .9, .5 }, { .5, .9 }, { 0., .4 }, { -.5, .9 }, { -.9, .5 },
  { -.4, 0. },
} };

static const Polygon disc = { 8, {
  { -.41, -1. }, { .41, -1. }, { 1., -.41 }, { 1., .41 }, { .41, 1. },
  { -.41, 1. }, { -1., .41 }, { -1., -.41 },
} };

static const Polygon disc_inside = { 8, {
  { -.27, -.65 }, { -.65, -.27 }, { -.65, .27 }, { -.27, .65 }, { .27, .65 },
  { .65, .27 }, { .65, -.27 }, { .27, -.65 },
} };

static const Polygon hands = { 6, {
  { -.16, -.65 }, { .16, -.65 }, { .16, -.1 }, { .5, -.1 }, { .5, .2 },
  { -.16, .2 },
} };

static const Polygon dash = { 4, {
  { -1., -.25 }, { 1., -.25 }, { 1., .25 }, { -1., .25 },
} };

static const Polygon diamond = { 4, {
  { 0., -1.1 }, { 1.1, 0. }, { 0., 1.1 }, { -1.1, 0. },
} };

static const Polygon square = { 4, {
  { -.85, -.85 }, { .85, -.85 }, { .85, .85 }, { -.85, .85 },
} };

static void
add_polygon (cairo_t       *cr,
             const Polygon *polygon,
             double         x,
             double         y,
             double         unit)
{
  cairo_new_sub_path (cr);
  for (guint i = 0; i < polygon->n_points; i++)
    cairo_line_to (cr, x + polygon->points[i][0] * unit,
                   y + polygon->points[i][1] * unit);
  cairo_close_path (cr);
}

/**
 * _psc_glyph_add:
 *
 * Adds the sign of an outcome to the path, to be filled with the rule
 * CAIRO_FILL_RULE_WINDING.
 */
void
_psc_glyph_add (cairo_t    *cr,
                PscOutcome  outcome,
                double      x,
                double      y,
                double      size)
{
  double unit = size / 2.;

  if (size < MIN_SHAPE_SIZE)
    {
      cairo_rectangle (cr, x - 1., y - unit, 2., size);
      return;
    }

  switch (outcome)
    {
    case PSC_OUTCOME_NONZERO:
      add_polygon (cr, &triangle, x, y, unit);
      add_polygon (cr, &triangle_inside, x, y, unit);
      break;

    case PSC_OUTCOME_FAILED:
      add_polygon (cr, &cross, x, y, unit);
      break;

    case PSC_OUTCOME_KILLED:
      add_polygon (cr, &drop, x, y, unit);
      break;

    case PSC_OUTCOME_TIMED_OUT:
      add_polygon (cr, &disc, x, y, unit);
      add_polygon (cr, &disc_inside, x, y, unit);
      add_polygon (cr, &hands, x, y, unit);
      break;

    case PSC_OUTCOME_SKIPPED:
      add_polygon (cr, &dash, x, y, unit);
      break;

    case PSC_OUTCOME_LOST:
      add_polygon (cr, &diamond, x, y, unit);
      break;

    case PSC_OUTCOME_STOPPED:
      add_polygon (cr, &square, x, y, unit);
      break;

    case PSC_OUTCOME_NONE:
    case PSC_OUTCOME_OK:
    default:
      break;
    }
}
