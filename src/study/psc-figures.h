/* psc-figures.h: the figures of one run
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-account.h"

G_BEGIN_DECLS

/* Lengths of time are PSC_NEVER and ratios NAN where there is nothing to
 * measure. */
typedef struct
{
  PscAccount account;
  gint64     wall_ns;
  gint64     cumulated_ns; /* the sum of end - start over the tasks run */
  gint64     average_ns;   /* of a task that has run */
  gint64     start_up_ns;  /* of a worker, from request to ready: the median */
  gint64     cpu_ns;       /* 0 until the run has ended */
  gint64     slept_ns;     /* by the computer; nothing can be compared then */
  gint64     silent_ns;    /* in which workers gave no sign; the same */
  double     occupancy;    /* the notebook's efficiency; with tasks in hand */
  double     cpu_share;    /* of wall x usable CPUs */
  guint      n_files;
  guint      n_run;        /* tasks that have begun and ended */
  guint      n_lost;       /* with any, nothing can be compared */
  guint      n_stopped;    /* left when the run was ended; the same */
  guint      n_lanes;
  guint      n_workers;    /* all that were asked for */
  guint      n_cpus;       /* usable ones */
} PscFigures;

void     psc_figures_read                (PscRun           *run,
                                          PscFigures       *figures);
void     psc_figures_update              (PscFigures       *figures,
                                          PscRun           *run,
                                          PscAccountReader *reader);
gboolean psc_figures_are_comparable      (const PscFigures *self);
gboolean psc_figures_parallel_efficiency (const PscFigures *one,
                                          const PscFigures *many,
                                          double           *speedup,
                                          double           *efficiency);
double   psc_figures_efficiency          (const PscFigures *self,
                                          const PscFigures *one);

G_END_DECLS
