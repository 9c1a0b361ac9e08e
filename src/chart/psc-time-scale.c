/* psc-time-scale.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-time-scale"

#include "config.h"

#include <math.h>

#include "psc-time-scale.h"

/* Shows a range of this span that begins as near to begin_ns as the full range
 * allows. */
static void
place_visible (PscTimeScale *self,
               gint64        begin_ns,
               gint64        span_ns)
{
  gint64 full_ns = self->full_end_ns - self->full_begin_ns;

  span_ns = CLAMP (span_ns, MIN (PSC_TIME_SCALE_MIN_SPAN_NS, full_ns), full_ns);
  begin_ns = CLAMP (begin_ns, self->full_begin_ns, self->full_end_ns - span_ns);
  self->visible_begin_ns = begin_ns;
  self->visible_end_ns = begin_ns + span_ns;
}

/**
 * psc_time_scale_init:
 *
 * Shows the whole of a range.  A range shorter than
 * %PSC_TIME_SCALE_MIN_SPAN_NS is made that long.  One pixel stands for the
 * length until psc_time_scale_set_pixels() tells it.
 */
void
psc_time_scale_init (PscTimeScale *self,
                     gint64        full_begin_ns,
                     gint64        full_end_ns)
{
  g_return_if_fail (self != NULL);

  self->full_begin_ns = full_begin_ns;
  self->full_end_ns = MAX (full_end_ns,
                           full_begin_ns + PSC_TIME_SCALE_MIN_SPAN_NS);
  self->offset_px = 0.;
  self->length_px = 1.;
  psc_time_scale_fit (self);
}

/**
 * psc_time_scale_set_full:
 *
 * Changes the full range.  Who saw the whole of it sees the whole of the new
 * one; who saw its end goes along with the end; the others stay.
 */
void
psc_time_scale_set_full (PscTimeScale *self,
                         gint64        full_begin_ns,
                         gint64        full_end_ns)
{
  gboolean fit, at_end;
  gint64 begin_ns, span_ns;

  g_return_if_fail (self != NULL);

  fit = psc_time_scale_is_fit (self);
  at_end = self->visible_end_ns == self->full_end_ns;
  begin_ns = self->visible_begin_ns;
  span_ns = self->visible_end_ns - self->visible_begin_ns;

  self->full_begin_ns = full_begin_ns;
  self->full_end_ns = MAX (full_end_ns,
                           full_begin_ns + PSC_TIME_SCALE_MIN_SPAN_NS);

  if (fit)
    psc_time_scale_fit (self);
  else if (at_end)
    place_visible (self, self->full_end_ns - span_ns, span_ns);
  else
    place_visible (self, begin_ns, span_ns);
}

/**
 * psc_time_scale_set_visible:
 *
 * Shows this range, or what the full range and the limit of the zoom allow.
 */
void
psc_time_scale_set_visible (PscTimeScale *self,
                            gint64        begin_ns,
                            gint64        end_ns)
{
  g_return_if_fail (self != NULL);

  place_visible (self, begin_ns, end_ns - begin_ns);
}

/**
 * psc_time_scale_set_pixels:
 * @offset_px: the place of the first visible moment
 * @length_px: how far the last visible one is from there; negative when time
 *   runs towards smaller coordinates
 */
void
psc_time_scale_set_pixels (PscTimeScale *self,
                           double        offset_px,
                           double        length_px)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (length_px != 0.);

  self->offset_px = offset_px;
  self->length_px = length_px;
}

/**
 * psc_time_scale_to_px:
 *
 * The place of a moment, which need not be visible.
 */
double
psc_time_scale_to_px (const PscTimeScale *self,
                      gint64              time_ns)
{
  double span_ns = (double) (self->visible_end_ns - self->visible_begin_ns);

  return self->offset_px +
         (double) (time_ns - self->visible_begin_ns) * self->length_px / span_ns;
}

/**
 * psc_time_scale_to_ns:
 *
 * The moment at a place, which need not be visible.
 */
gint64
psc_time_scale_to_ns (const PscTimeScale *self,
                      double              px)
{
  double span_ns = (double) (self->visible_end_ns - self->visible_begin_ns);

  return self->visible_begin_ns +
         (gint64) floor ((px - self->offset_px) * span_ns / self->length_px + .5);
}

/**
 * psc_time_scale_get_ns_per_px:
 *
 * How long a pixel is; always positive.
 */
double
psc_time_scale_get_ns_per_px (const PscTimeScale *self)
{
  double span_ns = (double) (self->visible_end_ns - self->visible_begin_ns);

  return span_ns / fabs (self->length_px);
}

/**
 * psc_time_scale_zoom_at:
 * @px: the place that stays where it is
 * @factor: above 1 to see less, below 1 to see more
 */
void
psc_time_scale_zoom_at (PscTimeScale *self,
                        double        px,
                        double        factor)
{
  double share, span_ns, full_ns;
  gint64 at_ns;

  g_return_if_fail (self != NULL);
  g_return_if_fail (factor > 0.);

  share = CLAMP ((px - self->offset_px) / self->length_px, 0., 1.);
  span_ns = (double) (self->visible_end_ns - self->visible_begin_ns);
  full_ns = (double) (self->full_end_ns - self->full_begin_ns);
  at_ns = self->visible_begin_ns + llround (share * span_ns);
  span_ns = CLAMP (span_ns / factor, (double) PSC_TIME_SCALE_MIN_SPAN_NS,
                   full_ns);
  place_visible (self, at_ns - llround (share * span_ns), llround (span_ns));
}

/**
 * psc_time_scale_pan:
 * @delta_px: how far the visible window moves over the picture, which itself
 *   moves the other way
 */
void
psc_time_scale_pan (PscTimeScale *self,
                    double        delta_px)
{
  gint64 span_ns;

  g_return_if_fail (self != NULL);

  span_ns = self->visible_end_ns - self->visible_begin_ns;
  place_visible (self,
                 self->visible_begin_ns +
                   llround (delta_px * (double) span_ns / self->length_px),
                 span_ns);
}

/**
 * psc_time_scale_reveal:
 *
 * Moves as little as needed to show this stretch with some room around it,
 * and shows more time if it would not fit otherwise.
 */
void
psc_time_scale_reveal (PscTimeScale *self,
                       gint64        begin_ns,
                       gint64        end_ns)
{
  gint64 span_ns, room_ns;

  g_return_if_fail (self != NULL);
  g_return_if_fail (begin_ns <= end_ns);

  span_ns = self->visible_end_ns - self->visible_begin_ns;
  span_ns = MAX (span_ns, (end_ns - begin_ns) / 4 * 5);
  room_ns = MIN (span_ns / 10, (span_ns - (end_ns - begin_ns)) / 2);

  if (begin_ns < self->visible_begin_ns)
    place_visible (self, begin_ns - room_ns, span_ns);
  else if (end_ns > self->visible_end_ns)
    place_visible (self, end_ns + room_ns - span_ns, span_ns);
}

/**
 * psc_time_scale_fit:
 *
 * Shows the whole of the full range.
 */
void
psc_time_scale_fit (PscTimeScale *self)
{
  g_return_if_fail (self != NULL);

  self->visible_begin_ns = self->full_begin_ns;
  self->visible_end_ns = self->full_end_ns;
}

/**
 * psc_time_scale_is_fit:
 *
 * Whether the whole of the full range is visible.
 */
gboolean
psc_time_scale_is_fit (const PscTimeScale *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->visible_begin_ns == self->full_begin_ns &&
         self->visible_end_ns == self->full_end_ns;
}
