/* psc-workers-figure.h: exercise a as plots
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-exercise.h"
#include "psc-plot.h"

G_BEGIN_DECLS

typedef enum
{
  PSC_WORKERS_PLOT_WALL,       /* with the prediction */
  PSC_WORKERS_PLOT_EFFICIENCY, /* and occupancy */
  PSC_WORKERS_PLOT_AVERAGE,    /* of a file */
} PscWorkersPlot;
#define PSC_N_WORKERS_PLOTS 3

gboolean psc_workers_plot_has_points     (PscExercise              *exercise);
PscPlot *psc_workers_plot_new            (PscWorkersPlot            plot,
                                          PscExercise              *exercise,
                                          PangoContext             *context,
                                          double                    text_scale)
                                          G_GNUC_WARN_UNUSED_RESULT;
PscPlot *psc_workers_plot_new_prediction (const PscExerciseOptions *options,
                                          const double             *shares,
                                          guint                     n_shares,
                                          PangoContext             *context,
                                          double                    text_scale)
                                          G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
