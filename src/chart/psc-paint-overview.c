/* psc-paint-overview.c: the whole run as a strip along the time axis
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-paint-overview"

#include "config.h"

#include <math.h>

#include "psc-grip.h"
#include "psc-paint-private.h"

/* Hundreds of lanes are read at fewer places: a strip is small anyway. */
#define MAX_READINGS 65536

/* How much of the strip outside of the visible range is covered. */
#define VEIL       .6

#define EDGE_PX    3.

/* What all lanes' time went into, from one place to the next: the steps, and
 * then the time between them. */
typedef struct
{
  PscScene     *scene;
  PscTimeScale  scale;
  int           length;
  int           stride;   /* pixels from one place to the next */
  guint         n_places;
  guint         n_shares;
  gint64       *values;   /* by place and share */
} Sums;

static gint64
get_place_ns (const Sums *self,
              guint       place)
{
  double full_ns = (double) (self->scale.full_end_ns -
                             self->scale.full_begin_ns);
  int px = MIN ((int) place * self->stride, self->length);

  return self->scale.full_begin_ns + llround (full_ns * px / self->length);
}

static void
add_lane (Sums  *self,
          guint  lane)
{
  PscBars *bars = self->scene->bars;
  guint n_steps = self->n_shares - 1;
  PscShares since = { 0 };
  guint position = 0;

  for (guint place = 0; place < self->n_places; place++)
    {
      gint64 *values = self->values + place * self->n_shares;
      gint64 end_ns = get_place_ns (self, place + 1);
      PscShares until;

      position = psc_bars_find_ending_after (bars, lane, position, end_ns);
      psc_bars_read_shares (bars, lane, position, end_ns, &until);
      for (guint i = 0; i < n_steps; i++)
        values[i] += until.steps_ns[i] - since.steps_ns[i];
      values[n_steps] += until.inside_ns - since.inside_ns;
      since = until;
    }
}

static void
sums_init (Sums          *self,
           PscScene      *scene,
           const PscRect *rect)
{
  PscRun *run = psc_bars_get_run (scene->bars);
  int n_lanes = (int) psc_run_get_n_lanes (run);

  self->scene = scene;
  psc_scene_get_strip (scene, rect, &self->scale);
  self->length = MAX ((int) fabs (self->scale.length_px), 1);
  self->stride = 1 + n_lanes * self->length / MAX_READINGS;
  self->n_places = (guint) ((self->length + self->stride - 1) / self->stride);
  self->n_shares = psc_run_get_n_steps (run) + 1;
  self->values = g_new0 (gint64, self->n_places * self->n_shares);

  for (guint lane = 0; lane < (guint) n_lanes; lane++)
    add_lane (self, lane);
}

/* A rectangle by its places along the strip and across it, from where lanes
 * that are all free would be. */
static void
add_rect (cairo_t       *cr,
          PscScene      *scene,
          const PscRect *rect,
          double         begin,
          double         end,
          double         from,
          double         to)
{
  if (scene->options.orientation == PSC_ORIENTATION_UPRIGHT)
    cairo_rectangle (cr, rect->x + from, rect->y + rect->height - end,
                     to - from, end - begin);
  else
    cairo_rectangle (cr, rect->x + begin, rect->y + rect->height - to,
                     end - begin, to - from);
}

static void
add_share (const Sums    *self,
           cairo_t       *cr,
           const PscRect *rect,
           guint          share)
{
  guint n_lanes = psc_run_get_n_lanes (psc_bars_get_run (self->scene->bars));
  double size = self->scene->options.orientation == PSC_ORIENTATION_UPRIGHT
                ? rect->width : rect->height;

  for (guint place = 0; place < self->n_places; place++)
    {
      const gint64 *values = self->values + place * self->n_shares;
      gint64 span_ns = get_place_ns (self, place + 1) -
                       get_place_ns (self, place);
      double scale = size / ((double) span_ns * n_lanes);
      gint64 before_ns = 0;

      if (values[share] == 0)
        continue;

      for (guint i = 0; i < share; i++)
        before_ns += values[i];
      add_rect (cr, self->scene, rect, (int) place * self->stride,
                MIN (((int) place + 1) * self->stride, self->length),
                (double) before_ns * scale,
                (double) (before_ns + values[share]) * scale);
    }
}

/**
 * psc_paint_overview:
 * @rect: where to paint it, in whole pixels
 *
 * Paints the whole run as a strip: how many lanes were at work at each moment,
 * and in which step.
 */
void
psc_paint_overview (cairo_t          *cr,
                    PscScene         *scene,
                    const PscPalette *palette,
                    const PscRect    *rect)
{
  PscPalette merged;
  Sums sums;

  g_return_if_fail (cr != NULL);
  g_return_if_fail (scene != NULL);
  g_return_if_fail (palette != NULL);
  g_return_if_fail (rect != NULL);

  if (!scene->options.show_steps)
    {
      _psc_palette_merge (palette, &merged);
      palette = &merged;
    }

  cairo_rectangle (cr, rect->x, rect->y, rect->width, rect->height);
  _psc_paint_set_color (cr, &palette->grid, .5);
  cairo_fill (cr);

  sums_init (&sums, scene, rect);
  for (guint i = 0; i + 1 < sums.n_shares; i++)
    {
      add_share (&sums, cr, rect, i);
      _psc_paint_fill_step (cr, palette, i);
    }
  add_share (&sums, cr, rect, sums.n_shares - 1);
  _psc_paint_fill_part (cr, palette, PSC_PART_INSIDE);
  g_free (sums.values);
}

/**
 * psc_paint_overview_window:
 * @rect: where the strip is
 *
 * Marks on the strip what is visible on the chart, with edges to hold on to.
 */
void
psc_paint_overview_window (cairo_t          *cr,
                           PscScene         *scene,
                           const PscPalette *palette,
                           const PscRect    *rect)
{
  gboolean upright;
  double length, size, begin_px, end_px;
  const PscTimeScale *scale;
  PscTimeScale strip;

  g_return_if_fail (cr != NULL);
  g_return_if_fail (scene != NULL);
  g_return_if_fail (palette != NULL);
  g_return_if_fail (rect != NULL);

  upright = scene->options.orientation == PSC_ORIENTATION_UPRIGHT;
  length = upright ? rect->height : rect->width;
  size = upright ? rect->width : rect->height;
  scale = psc_scene_get_scale (scene);
  psc_scene_get_strip (scene, rect, &strip);
  psc_grip_get_window (&strip, scale->visible_begin_ns, scale->visible_end_ns,
                       &begin_px, &end_px);
  begin_px = floor (begin_px + .5);
  end_px = floor (end_px + .5);

  cairo_new_path (cr);
  add_rect (cr, scene, rect, 0., begin_px, 0., size);
  add_rect (cr, scene, rect, end_px, length, 0., size);
  _psc_paint_set_color (cr, &palette->background, VEIL);
  cairo_fill (cr);

  add_rect (cr, scene, rect, begin_px, begin_px + EDGE_PX, 0., size);
  add_rect (cr, scene, rect, end_px - EDGE_PX, end_px, 0., size);
  add_rect (cr, scene, rect, begin_px + EDGE_PX, end_px - EDGE_PX, 0., 1.);
  add_rect (cr, scene, rect, begin_px + EDGE_PX, end_px - EDGE_PX, size - 1.,
            size);
  _psc_paint_set_color (cr, &palette->highlight, 1.);
  cairo_fill (cr);
}
