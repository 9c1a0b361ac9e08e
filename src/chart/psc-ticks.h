/* psc-ticks.h: round times along an axis
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Ticks at the multiples of a round step.  All of them are labelled in one
 * unit, with the digits that the step needs. */
typedef struct
{
  gint64 first_ns; /* the first multiple that is not before the range */
  gint64 step_ns;
  gint64 unit_ns;  /* 1, 10^3, 10^6, 10^9, or 60 x 10^9 */
  guint  n_ticks;
  int    n_digits; /* behind the decimal point */
} PscTicks;

void   psc_ticks_init        (PscTicks       *self,
                              gint64          begin_ns,
                              gint64          end_ns,
                              guint           max_ticks);
gint64 psc_ticks_get_time_ns (const PscTicks *self,
                              guint           index);
char  *psc_ticks_dup_label   (const PscTicks *self,
                              guint           index)
                              G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
