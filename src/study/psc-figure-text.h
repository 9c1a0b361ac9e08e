/* psc-figure-text.h: what a figure means, with the run's numbers
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-figures.h"

G_BEGIN_DECLS

typedef enum
{
  PSC_FIGURE_WALL,
  PSC_FIGURE_CUMULATED,
  PSC_FIGURE_AVERAGE,
  PSC_FIGURE_START_UP,
  PSC_FIGURE_OCCUPANCY,
  PSC_FIGURE_EFFICIENCY,
  PSC_FIGURE_SPEEDUP,
  PSC_FIGURE_CPU,
} PscFigure;
#define PSC_N_FIGURES 8

char *psc_figure_explain (PscFigure         figure,
                          const PscFigures *figures,
                          const PscFigures *one)
                          G_GNUC_WARN_UNUSED_RESULT;
char *psc_figure_dup_losses (const PscFigures *figures)
                             G_GNUC_WARN_UNUSED_RESULT;
char *psc_figure_dup_sleep (gint64            slept_ns)
                          G_GNUC_WARN_UNUSED_RESULT;
char *psc_figure_dup_silence (gint64            silent_ns)
                              G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
