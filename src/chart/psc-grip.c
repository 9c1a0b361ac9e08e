/* psc-grip.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-grip"

#include "config.h"

#include <math.h>

#include "psc-grip.h"

/* A range is shown at least this wide, or it could be neither seen nor hit. */
#define MIN_WINDOW_PX 8.

/* How far from an edge it is still hit, outside and inside. */
#define REACH_PX      6.

/**
 * psc_grip_get_window:
 * @strip: shows the whole run
 * @begin_px: (out): where the window for the range begins, in pixels along the
 *   strip from where time begins
 * @end_px: (out): where it ends
 */
void
psc_grip_get_window (const PscTimeScale *strip,
                     gint64              begin_ns,
                     gint64              end_ns,
                     double             *begin_px,
                     double             *end_px)
{
  double length, lack;

  g_return_if_fail (strip != NULL);
  g_return_if_fail (begin_px != NULL && end_px != NULL);

  length = fabs (strip->length_px);
  *begin_px = fabs (psc_time_scale_to_px (strip, begin_ns) - strip->offset_px);
  *end_px = fabs (psc_time_scale_to_px (strip, end_ns) - strip->offset_px);

  lack = MIN (MIN_WINDOW_PX, length) - (*end_px - *begin_px);
  if (lack > 0.)
    {
      *begin_px = CLAMP (*begin_px - lack / 2., 0.,
                         length - MIN (MIN_WINDOW_PX, length));
      *end_px = *begin_px + MIN (MIN_WINDOW_PX, length);
    }
}

/**
 * psc_grip_find:
 * @strip: shows the whole run
 * @px: a place on it, in its own coordinates
 *
 * What a press at this place takes hold of.
 */
PscGrip
psc_grip_find (const PscTimeScale *strip,
               gint64              begin_ns,
               gint64              end_ns,
               double              px)
{
  double begin_px, end_px, inside_px, along_px;

  g_return_val_if_fail (strip != NULL, PSC_GRIP_NONE);

  psc_grip_get_window (strip, begin_ns, end_ns, &begin_px, &end_px);
  along_px = (px - strip->offset_px) * (strip->length_px < 0. ? -1. : 1.);

  /* Half of a narrow window is left to move it by. */
  inside_px = MIN (REACH_PX, (end_px - begin_px) / 4.);
  if (along_px < begin_px - REACH_PX || along_px > end_px + REACH_PX)
    return PSC_GRIP_NONE;
  if (along_px < begin_px + inside_px)
    return PSC_GRIP_BEGIN;
  if (along_px > end_px - inside_px)
    return PSC_GRIP_END;

  return PSC_GRIP_RANGE;
}

/**
 * psc_grip_drag:
 * @grip: what was taken hold of
 * @strip: shows the whole run
 * @delta_px: how far it has been dragged since, in the strip's coordinates
 * @begin_ns: (inout): the range at the time of the press, which becomes the
 *   one to show
 * @end_ns: (inout): its end
 *
 * Moves a range or one of its edges, as far as the run goes.
 */
void
psc_grip_drag (PscGrip             grip,
               const PscTimeScale *strip,
               double              delta_px,
               gint64             *begin_ns,
               gint64             *end_ns)
{
  double full_ns;
  gint64 delta_ns;

  g_return_if_fail (strip != NULL);
  g_return_if_fail (begin_ns != NULL && end_ns != NULL);

  full_ns = (double) (strip->full_end_ns - strip->full_begin_ns);
  delta_ns = llround (delta_px * full_ns / strip->length_px);

  if (grip == PSC_GRIP_RANGE)
    {
      delta_ns = CLAMP (delta_ns, strip->full_begin_ns - *begin_ns,
                        strip->full_end_ns - *end_ns);
      *begin_ns += delta_ns;
      *end_ns += delta_ns;
    }
  else if (grip == PSC_GRIP_BEGIN)
    {
      *begin_ns = CLAMP (*begin_ns + delta_ns, strip->full_begin_ns,
                         *end_ns - PSC_TIME_SCALE_MIN_SPAN_NS);
    }
  else if (grip == PSC_GRIP_END)
    {
      *end_ns = CLAMP (*end_ns + delta_ns,
                       *begin_ns + PSC_TIME_SCALE_MIN_SPAN_NS,
                       strip->full_end_ns);
    }
}
