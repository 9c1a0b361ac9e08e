/* psc-ticks.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-ticks"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-ticks.h"
#include "psc-types.h"

#define NSEC_PER_MIN (60 * PSC_NSEC_PER_SEC)

/* The smallest round step that is not below this: 1, 2 or 5 times a power of
 * ten up to 20 s, the parts of an hour from there, and 1, 2 or 5 times a power
 * of ten hours. */
static gint64
round_up_step (double least_ns)
{
  static const gint64 seconds[] = { 30, 60, 120, 300, 600, 1200, 1800 };
  static const gint64 factors[] = { 1, 2, 5 };
  gint64 power = 1;

  for (; power <= 10 * PSC_NSEC_PER_SEC; power *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
      {
        gint64 step_ns = power * factors[i];

        if (step_ns > 20 * PSC_NSEC_PER_SEC)
          break;
        if ((double) step_ns >= least_ns)
          return step_ns;
      }

  for (guint i = 0; i < G_N_ELEMENTS (seconds); i++)
    if ((double) (seconds[i] * PSC_NSEC_PER_SEC) >= least_ns)
      return seconds[i] * PSC_NSEC_PER_SEC;

  for (power = 60 * NSEC_PER_MIN; power < G_MAXINT64 / 50; power *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
      if ((double) (power * factors[i]) >= least_ns)
        return power * factors[i];

  return power;
}

/* Minutes only when no tick falls between two of them; otherwise the unit in
 * which the farthest time is at least 1. */
static gint64
choose_unit (gint64 step_ns,
             gint64 farthest_ns)
{
  gint64 unit_ns = 1;

  if (step_ns % NSEC_PER_MIN == 0)
    return NSEC_PER_MIN;

  while (unit_ns < PSC_NSEC_PER_SEC && farthest_ns >= unit_ns * 1000)
    unit_ns *= 1000;

  return unit_ns;
}

/**
 * psc_ticks_init:
 * @begin_ns: where the range begins
 * @end_ns: where it ends, not before @begin_ns; a tick may fall on it
 * @max_ticks: how many steps fit into the range
 *
 * Finds the finest round step that is not too fine.
 */
void
psc_ticks_init (PscTicks *self,
                gint64    begin_ns,
                gint64    end_ns,
                guint     max_ticks)
{
  gint64 scaled_ns;

  g_return_if_fail (self != NULL);
  g_return_if_fail (begin_ns <= end_ns);

  self->step_ns = round_up_step ((double) (end_ns - begin_ns) /
                                 MAX (max_ticks, 1));
  self->first_ns = begin_ns - begin_ns % self->step_ns;
  if (self->first_ns < begin_ns)
    self->first_ns += self->step_ns;
  self->n_ticks = 0;
  if (self->first_ns <= end_ns)
    self->n_ticks = (guint) ((end_ns - self->first_ns) / self->step_ns) + 1;

  self->unit_ns = choose_unit (self->step_ns, MAX (ABS (begin_ns), end_ns));
  self->n_digits = 0;
  for (scaled_ns = self->step_ns; scaled_ns % self->unit_ns != 0;
       scaled_ns *= 10)
    self->n_digits++;
}

/**
 * psc_ticks_get_time_ns:
 *
 * When tick @index is.
 */
gint64
psc_ticks_get_time_ns (const PscTicks *self,
                       guint           index)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->first_ns + index * self->step_ns;
}

/**
 * psc_ticks_dup_label:
 *
 * Returns: (transfer full): the time of tick @index with its unit; plain 0 at
 *   the origin
 */
char *
psc_ticks_dup_label (const PscTicks *self,
                     guint           index)
{
  g_autofree char *number = NULL;
  gint64 time_ns;

  g_return_val_if_fail (self != NULL, NULL);

  time_ns = psc_ticks_get_time_ns (self, index);
  if (time_ns == 0)
    return g_strdup ("0");

  number = g_strdup_printf ("%.*f", self->n_digits,
                            (double) time_ns / (double) self->unit_ns);

  /* Translators: a time on the chart's axis; the space does not break. */
  switch (self->unit_ns)
    {
    case 1:
      return g_strdup_printf (_("%s ns"), number);

    case 1000:
      return g_strdup_printf (_("%s µs"), number);

    case 1000000:
      return g_strdup_printf (_("%s ms"), number);

    case PSC_NSEC_PER_SEC:
      return g_strdup_printf (_("%s s"), number);

    default:
      return g_strdup_printf (_("%s min"), number);
    }
}
