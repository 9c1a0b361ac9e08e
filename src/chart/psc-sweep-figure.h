/* psc-sweep-figure.h: a sweep as plots, and these as a file
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-figure-file.h"
#include "psc-plot.h"
#include "psc-sweep.h"

G_BEGIN_DECLS

PscPlot *psc_sweep_plot_new_wall       (GPtrArray              *points,
                                        PangoContext           *context,
                                        double                  text_scale)
                                        G_GNUC_WARN_UNUSED_RESULT;
PscPlot *psc_sweep_plot_new_efficiency (GPtrArray              *points,
                                        PangoContext           *context,
                                        double                  text_scale)
                                        G_GNUC_WARN_UNUSED_RESULT;
PscPlot *psc_sweep_plot_new_average    (GPtrArray              *points,
                                        PangoContext           *context,
                                        double                  text_scale)
                                        G_GNUC_WARN_UNUSED_RESULT;

gboolean psc_sweep_figure_write        (PscSweep               *sweep,
                                        const PscFigureOptions *options,
                                        GOutputStream          *stream,
                                        GCancellable           *cancellable,
                                        GError                **error);

G_END_DECLS
