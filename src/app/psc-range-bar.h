/* psc-range-bar.h: the figures of the stretch that is chosen on the chart
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-account-bar.h"
#include "psc-timeline.h"

G_BEGIN_DECLS

#define PSC_TYPE_RANGE_BAR (psc_range_bar_get_type ())
G_DECLARE_FINAL_TYPE (PscRangeBar, psc_range_bar, PSC, RANGE_BAR, GtkWidget)

GtkWidget     *psc_range_bar_new             (void);

PscTimeline   *psc_range_bar_get_timeline    (PscRangeBar   *self);
void           psc_range_bar_set_timeline    (PscRangeBar   *self,
                                              PscTimeline   *timeline);
PscAccountBar *psc_range_bar_get_account_bar (PscRangeBar   *self);
void           psc_range_bar_set_account_bar (PscRangeBar   *self,
                                              PscAccountBar *account_bar);
void           psc_range_bar_update          (PscRangeBar   *self);

G_END_DECLS
