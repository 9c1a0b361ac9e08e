/* psc-plot-view.h: a plot, pointed at and walked through
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-picture-view.h"
#include "psc-plot.h"

G_BEGIN_DECLS

#define PSC_TYPE_PLOT_VIEW (psc_plot_view_get_type ())
G_DECLARE_FINAL_TYPE (PscPlotView, psc_plot_view, PSC, PLOT_VIEW,
                      PscPictureView)

/* Its maker makes a PscPlot, and its spots are points.  Arrow keys choose one;
 * where the plot is editable, up and down move it, and so does dragging.
 * Property:
 *   "editable"   whether the points of the first curve can be moved
 * Signal:
 *   "moved" (guint point, double y)   a point of the first curve is wanted
 *                there; who agrees changes what the maker reads, and calls
 *                psc_picture_view_update()
 */
GtkWidget *psc_plot_view_new          (void) G_GNUC_WARN_UNUSED_RESULT;

gboolean   psc_plot_view_get_editable (PscPlotView *self);
void       psc_plot_view_set_editable (PscPlotView *self,
                                       gboolean     editable);

G_END_DECLS
