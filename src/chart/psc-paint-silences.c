/* psc-paint-silences.c: where workers gave no sign
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-paint-silences"

#include "config.h"

#include "psc-paint-private.h"
#include "psc-silence.h"

/* How much of what lies below is left to be seen. */
#define COVER_ALPHA .7

/* From here on there is room for a frame. */
#define MIN_FRAME_PX 5

/**
 * _psc_scene_read_silences:
 *
 * Reads from where to where along a lane (PscSpan) a worker gave no sign; those
 * that share a pixel are one, and none is too short to be seen.
 */
void
_psc_scene_read_silences (PscScene *self,
                          guint     lane,
                          GArray   *spans)
{
  PscRun *run = psc_bars_get_run (self->bars);
  guint n_silences;
  const guint32 *silences = psc_run_get_lane_silences (run, lane, &n_silences);
  int length;

  g_array_set_size (spans, 0);

  /* Places along the axis are those of the layout. */
  _psc_scene_get_layout (self);
  length = _psc_scene_get_length (self);
  for (guint i = psc_silence_find (run, lane, self->scale.visible_begin_ns);
       i < n_silences; i++)
    {
      const PscSilence *silence = psc_run_get_silence (run, silences[i]);
      PscSpan *last = spans->len > 0
                      ? &g_array_index (spans, PscSpan, spans->len - 1) : NULL;
      PscSpan span;

      if (silence->start_ns > self->scale.visible_end_ns)
        break;

      span.begin_px = MAX (_psc_scene_to_px (self, silence->start_ns), 0);
      span.end_px =
        MIN (_psc_scene_to_px (self, psc_silence_get_end_ns (run, silences[i])),
             length);
      span.end_px = MAX (span.end_px, span.begin_px + 1);
      if (last != NULL && span.begin_px <= last->end_px)
        last->end_px = MAX (last->end_px, span.end_px);
      else
        g_array_append_val (spans, span);
    }
}

/* Lines in both directions over a bar that shines through, in a frame: a lane
 * without a worker has such lines as well, but no bar and no frame. */
static void
paint_silence (cairo_t          *cr,
               const PscPalette *palette,
               const PscRect    *rect)
{
  cairo_rectangle (cr, rect->x, rect->y, rect->width, rect->height);
  _psc_paint_set_color (cr, &palette->background, COVER_ALPHA);
  cairo_fill_preserve (cr);
  _psc_paint_set_pattern (cr, PSC_PATTERN_CROSSED, &palette->mark);
  cairo_fill (cr);

  if (MIN (rect->width, rect->height) < MIN_FRAME_PX)
    return;

  cairo_rectangle (cr, rect->x + .5, rect->y + .5, rect->width - 1.,
                   rect->height - 1.);
  _psc_paint_set_color (cr, &palette->mark, 1.);
  cairo_set_line_width (cr, 1.);
  cairo_stroke (cr);
}

/**
 * _psc_paint_silences:
 *
 * Paints where the workers of a lane gave no sign, over the bars.
 */
void
_psc_paint_silences (cairo_t          *cr,
                     PscScene         *scene,
                     const PscPalette *palette,
                     guint             lane)
{
  const PscLayout *layout = _psc_scene_get_layout (scene);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (PscSpan));

  _psc_scene_read_silences (scene, lane, spans);
  for (guint i = 0; i < spans->len; i++)
    {
      const PscSpan *span = &g_array_index (spans, PscSpan, i);
      PscRect rect;

      _psc_scene_place (scene, lane, span->begin_px, span->end_px,
                        layout->bar_at, layout->bar_size, &rect);
      paint_silence (cr, palette, &rect);
    }
}

/**
 * psc_paint_silence_swatch:
 * @rect: where to paint it
 *
 * Paints the sign of a worker that gave no sign.
 */
void
psc_paint_silence_swatch (cairo_t          *cr,
                          const PscPalette *palette,
                          const PscRect    *rect)
{
  g_return_if_fail (cr != NULL);
  g_return_if_fail (palette != NULL);
  g_return_if_fail (rect != NULL);

  paint_silence (cr, palette, rect);
}
