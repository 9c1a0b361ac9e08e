/* psc-histogram-view.h: a histogram as a widget
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-histogram-scene.h"
#include "psc-picture-view.h"

G_BEGIN_DECLS

#define PSC_TYPE_HISTOGRAM_VIEW (psc_histogram_view_get_type ())
G_DECLARE_FINAL_TYPE (PscHistogramView, psc_histogram_view, PSC,
                      HISTOGRAM_VIEW, PscPictureView)

/* Its spots are the bins that are not empty.  Left, Right, Home and End choose
 * one. */
GtkWidget          *psc_histogram_view_new           (void);

const PscHistogram *psc_histogram_view_get_histogram (PscHistogramView *self);
void                psc_histogram_view_set_histogram (PscHistogramView *self,
                                                      PscHistogram     *histogram,
                                                      int               step);

G_END_DECLS
