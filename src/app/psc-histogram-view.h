/* psc-histogram-view.h: a histogram as a widget
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "psc-histogram-scene.h"

G_BEGIN_DECLS

#define PSC_TYPE_HISTOGRAM_VIEW (psc_histogram_view_get_type ())
G_DECLARE_FINAL_TYPE (PscHistogramView, psc_histogram_view, PSC,
                      HISTOGRAM_VIEW, GtkWidget)

/* Signal:
 *   "picked"   somebody has selected another bin by pointer or keyboard
 */

GtkWidget          *psc_histogram_view_new           (void);

const PscHistogram *psc_histogram_view_get_histogram (PscHistogramView *self);
void                psc_histogram_view_set_histogram (PscHistogramView *self,
                                                      PscHistogram     *histogram,
                                                      int               step);
int                 psc_histogram_view_get_selected  (PscHistogramView *self);
void                psc_histogram_view_set_selected  (PscHistogramView *self,
                                                      int               bin);
char               *psc_histogram_view_dup_text      (PscHistogramView *self,
                                                      guint             bin)
                                                      G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
