/* psc-log-axis.h: lengths of time along a logarithmic axis
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A plain value.  Ticks are at 1, 2 and 5, or 1 alone, times the powers of ten
 * nanoseconds. */
typedef struct
{
  double begin_ns; /* above 0 */
  double end_ns;
  double offset_px;
  double length_px;
} PscLogAxis;

void   psc_log_axis_init       (PscLogAxis       *self,
                                double            shortest_ns,
                                double            longest_ns);
void   psc_log_axis_set_pixels (PscLogAxis       *self,
                                double            offset_px,
                                double            length_px);
double psc_log_axis_to_px      (const PscLogAxis *self,
                                double            time_ns);
gint64 psc_log_axis_find_tick  (const PscLogAxis *self,
                                gint64            after_ns,
                                double            distance_px);
char  *psc_log_axis_dup_label  (gint64            tick_ns)
                                G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
