/* psc-overview.h: the whole run in small, with what the chart shows of it
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-timeline.h"

G_BEGIN_DECLS

#define PSC_TYPE_OVERVIEW (psc_overview_get_type ())
G_DECLARE_FINAL_TYPE (PscOverview, psc_overview, PSC, OVERVIEW, GtkWidget)

GtkWidget   *psc_overview_new          (void);

PscTimeline *psc_overview_get_timeline (PscOverview *self);
void         psc_overview_set_timeline (PscOverview *self,
                                        PscTimeline *timeline);

G_END_DECLS
