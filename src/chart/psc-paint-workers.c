/* psc-paint-workers.c: where workers came and went
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-paint-workers"

#include "config.h"

#include "psc-paint-private.h"

/* Whether a place is so far from the others that a line across the bars does
 * not hide more than it shows. */
static gboolean
stands_alone (const GArray *places,
              guint         index,
              int           least)
{
  const int *px = (const int *) (void *) places->data;

  return (index == 0 || px[index] - px[index - 1] >= least) &&
         (index + 1 == places->len || px[index + 1] - px[index] >= least);
}

static void
add_rect (cairo_t  *cr,
          PscScene *scene,
          guint     lane,
          int       begin_px,
          int       end_px,
          int       across,
          int       across_size)
{
  PscRect rect;

  _psc_scene_place (scene, lane, begin_px, end_px, across, across_size, &rect);
  cairo_rectangle (cr, rect.x, rect.y, rect.width, rect.height);
}

/* The pennant of a worker that died points back to where it lived. */
static void
add_pennant (cairo_t  *cr,
             PscScene *scene,
             guint     lane,
             int       px,
             int       across,
             int       size)
{
  PscRect top, tip, foot;

  _psc_scene_place (scene, lane, px, px, across, 0, &top);
  _psc_scene_place (scene, lane, px - size, px - size, across + size / 2, 0,
                    &tip);
  _psc_scene_place (scene, lane, px, px, across + size, 0, &foot);
  cairo_move_to (cr, top.x, top.y);
  cairo_line_to (cr, tip.x, tip.y);
  cairo_line_to (cr, foot.x, foot.y);
  cairo_close_path (cr);
}

/* A pole across the lane with its flag, which a low lane has no room for. */
static void
paint_poles (cairo_t        *cr,
             PscScene       *scene,
             const GArray   *places,
             guint           lane,
             const PscColor *color,
             gboolean        death)
{
  const PscLayout *layout = _psc_scene_get_layout (scene);
  int size = layout->mark_size / 2;
  int pennant = MIN (layout->mark_size + 2, MAX (layout->bar_at - 2, size));
  int at = MAX (layout->bar_at - (death ? pennant : size) - 2, 0);

  if (places->len == 0)
    return;

  cairo_new_path (cr);
  for (guint i = 0; i < places->len; i++)
    {
      int px = g_array_index (places, int, i);
      int foot = stands_alone (places, i, 3 * layout->mark_size)
                 ? layout->bar_at + layout->bar_size : layout->bar_at;

      add_rect (cr, scene, lane, px - 1, px, at, foot - at);
      if (layout->bracket_at < 0)
        continue;

      if (death)
        add_pennant (cr, scene, lane, px - 1, at, pennant);
      else
        add_rect (cr, scene, lane, px, px + size, at, size);
    }

  _psc_paint_set_color (cr, color, 1.);
  cairo_fill (cr);
}

/**
 * _psc_paint_workers:
 *
 * A flag where a new worker begins, and a pennant where one died.
 */
void
_psc_paint_workers (cairo_t          *cr,
                    PscScene         *scene,
                    const PscPalette *palette,
                    guint             lane)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (int));

  _psc_scene_read_restarts (scene, lane, places);
  paint_poles (cr, scene, places, lane, &palette->text, FALSE);
  _psc_scene_read_deaths (scene, lane, places);
  paint_poles (cr, scene, places, lane, &palette->mark, TRUE);
}

/**
 * psc_paint_worker_mark:
 * @death: the sign of a worker that died, and not of one that is new
 * @rect: where to paint it
 *
 * Paints the sign of a worker's coming or going.
 */
void
psc_paint_worker_mark (cairo_t          *cr,
                       const PscPalette *palette,
                       gboolean          death,
                       const PscRect    *rect)
{
  double size = MIN (rect->width, rect->height);
  double flag = size * .6;
  double x;

  g_return_if_fail (cr != NULL);
  g_return_if_fail (palette != NULL);
  g_return_if_fail (rect != NULL);

  /* Pole and flag together stand in the middle. */
  x = rect->x + (rect->width + (death ? flag : -flag)) / 2.;
  cairo_new_path (cr);
  cairo_rectangle (cr, x - .5, rect->y, 1., size);
  if (death)
    {
      cairo_move_to (cr, x - .5, rect->y);
      cairo_line_to (cr, x - .5 - flag, rect->y + flag / 2.);
      cairo_line_to (cr, x - .5, rect->y + flag);
      cairo_close_path (cr);
    }
  else
    {
      cairo_rectangle (cr, x + .5, rect->y, flag, flag * .8);
    }

  _psc_paint_set_color (cr, death ? &palette->mark : &palette->text, 1.);
  cairo_fill (cr);
}
