/* psc-cost-plots.h: exercise b as plots
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-exercise.h"
#include "psc-plot.h"
#include "psc-strip-plot.h"

G_BEGIN_DECLS

typedef enum
{
  PSC_COST_STRIP_STARTS, /* how long workers took to start */
  PSC_COST_STRIP_WALLS,  /* runs whose processes are replaced, or not */
  PSC_COST_STRIP_TASKS,  /* the user's own tasks, below the lengths needed */
} PscCostStrip;
#define PSC_N_COST_STRIPS 3

PscStripPlot *psc_cost_strip_new (PscCostStrip   strip,
                                  PscExercise   *exercise,
                                  PangoContext  *context,
                                  double         text_scale)
                                  G_GNUC_WARN_UNUSED_RESULT;
PscPlot      *psc_cost_plot_new  (PscExercise   *exercise,
                                  PangoContext  *context,
                                  double         text_scale)
                                  G_GNUC_WARN_UNUSED_RESULT;
char         *psc_cost_dup_losses (PscExercise  *exercise)
                                  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
