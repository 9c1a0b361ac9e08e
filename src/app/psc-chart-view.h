/* psc-chart-view.h: the chart with what it takes to look around in it
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-timeline.h"

G_BEGIN_DECLS

#define PSC_TYPE_CHART_VIEW (psc_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (PscChartView, psc_chart_view, PSC, CHART_VIEW, AdwBin)

/* The buttons are those of the window's actions. */

GtkWidget   *psc_chart_view_new          (void);

PscTimeline *psc_chart_view_get_timeline (PscChartView *self);

G_END_DECLS
