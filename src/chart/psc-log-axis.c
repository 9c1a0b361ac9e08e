/* psc-log-axis.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-log-axis"

#include "config.h"

#include <math.h>

#include "psc-log-axis.h"
#include "psc-ticks.h"

/* What is at an end is not cut. */
#define MARGIN 1.15

/* A shorter axis would make a lot of small differences. */
#define MIN_RATIO 4.

#define LAST_POWER G_GINT64_CONSTANT (1000000000000000)

/**
 * psc_log_axis_init:
 * @shortest_ns: what it holds at least
 * @longest_ns: not below @shortest_ns
 *
 * Makes an axis that is a little longer than it has to be.
 */
void
psc_log_axis_init (PscLogAxis *self,
                   double      shortest_ns,
                   double      longest_ns)
{
  double missing;

  g_return_if_fail (self != NULL);
  g_return_if_fail (shortest_ns <= longest_ns);

  *self = (PscLogAxis) {
    .begin_ns = MAX (shortest_ns, 1.) / MARGIN,
    .end_ns = MAX (longest_ns, 1.) * MARGIN,
  };

  missing = MIN_RATIO * self->begin_ns / self->end_ns;
  if (missing > 1.)
    {
      self->begin_ns /= sqrt (missing);
      self->end_ns *= sqrt (missing);
    }
}

/**
 * psc_log_axis_set_pixels:
 *
 * Sets where the axis begins, and how long it is.
 */
void
psc_log_axis_set_pixels (PscLogAxis *self,
                         double      offset_px,
                         double      length_px)
{
  self->offset_px = offset_px;
  self->length_px = length_px;
}

/**
 * psc_log_axis_to_px:
 *
 * Where a length of time is; what is shorter than the axis is at its beginning.
 */
double
psc_log_axis_to_px (const PscLogAxis *self,
                    double            time_ns)
{
  return self->offset_px +
         self->length_px * log (MAX (time_ns, self->begin_ns) / self->begin_ns) /
         log (self->end_ns / self->begin_ns);
}

/**
 * psc_log_axis_find_tick:
 * @after_ns: the tick before, or 0
 * @distance_px: how far apart ticks are at least
 *
 * Returns: the next tick, or 0 if there is none
 */
gint64
psc_log_axis_find_tick (const PscLogAxis *self,
                        gint64            after_ns,
                        double            distance_px)
{
  static const gint64 factors[] = { 1, 2, 5 };
  double decade = psc_log_axis_to_px (self, 10. * self->begin_ns) -
                  psc_log_axis_to_px (self, self->begin_ns);
  guint stride = decade * log10 (2.) >= distance_px ? 1
                                                    : G_N_ELEMENTS (factors);

  for (gint64 power = 1; power <= LAST_POWER; power *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (factors); i += stride)
      {
        gint64 tick_ns = power * factors[i];

        if ((double) tick_ns > self->end_ns)
          return 0;
        if (tick_ns > after_ns && (double) tick_ns >= self->begin_ns)
          return tick_ns;
      }

  return 0;
}

/**
 * psc_log_axis_dup_label:
 *
 * Returns: (transfer full): the time of a tick with its unit
 */
char *
psc_log_axis_dup_label (gint64 tick_ns)
{
  PscTicks ticks;

  psc_ticks_init (&ticks, tick_ns, tick_ns, 1);
  ticks.n_digits = 0;

  return psc_ticks_dup_label (&ticks, 0);
}
