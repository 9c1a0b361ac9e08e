/* psc-time-scale.h: times to pixels and back
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* No zoom goes further than this: a microsecond from one end to the other. */
#define PSC_TIME_SCALE_MIN_SPAN_NS G_GINT64_CONSTANT (1000)

/* A plain value.  The visible range lies within the full one.  A negative
 * length lets time run towards smaller coordinates: from offset_px, the place
 * of visible_begin_ns, upwards on the screen. */
typedef struct
{
  gint64 full_begin_ns;
  gint64 full_end_ns;
  gint64 visible_begin_ns;
  gint64 visible_end_ns;
  double offset_px;
  double length_px;
} PscTimeScale;

void     psc_time_scale_init        (PscTimeScale       *self,
                                     gint64              full_begin_ns,
                                     gint64              full_end_ns);
void     psc_time_scale_set_full    (PscTimeScale       *self,
                                     gint64              full_begin_ns,
                                     gint64              full_end_ns);
void     psc_time_scale_set_visible (PscTimeScale       *self,
                                     gint64              begin_ns,
                                     gint64              end_ns);
void     psc_time_scale_set_pixels  (PscTimeScale       *self,
                                     double              offset_px,
                                     double              length_px);

double   psc_time_scale_to_px       (const PscTimeScale *self,
                                     gint64              time_ns);
gint64   psc_time_scale_to_ns       (const PscTimeScale *self,
                                     double              px);
double   psc_time_scale_get_ns_per_px (const PscTimeScale *self);

void     psc_time_scale_zoom_at     (PscTimeScale       *self,
                                     double              px,
                                     double              factor);
void     psc_time_scale_pan         (PscTimeScale       *self,
                                     double              delta_px);
void     psc_time_scale_reveal      (PscTimeScale       *self,
                                     gint64              begin_ns,
                                     gint64              end_ns);
void     psc_time_scale_fit         (PscTimeScale       *self);
gboolean psc_time_scale_is_fit      (const PscTimeScale *self);

G_END_DECLS
