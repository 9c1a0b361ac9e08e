/* psc-bars.h: what the drawing needs of a run, ready to be looked up by time
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-run.h"

G_BEGIN_DECLS

/* Compact arrays by lane, in the order of time, that grow with the run: 24
 * bytes a task and 8 more for each step.  A task is named by its lane and its
 * position there, both from 0.
 *
 * PscBars belongs to the main context of its run.  It does not follow the run
 * by itself: call psc_bars_update() after PscRun::changed. */
typedef struct _PscBars PscBars;

/* What time went into.  The rest had no task, and a worker or none yet. */
typedef struct
{
  gint64 steps_ns[PSC_MAX_STEPS];
  gint64 inside_ns;  /* in a task, between its steps */
  gint64 restart_ns; /* between two workers */
} PscShares;

PscBars       *psc_bars_new             (PscRun     *run)
                                         G_GNUC_WARN_UNUSED_RESULT;
PscBars       *psc_bars_ref             (PscBars    *self);
void           psc_bars_unref           (PscBars    *self);
gboolean       psc_bars_update          (PscBars    *self);

PscRun        *psc_bars_get_run         (PscBars    *self);
guint          psc_bars_get_n_tasks     (PscBars    *self,
                                         guint       lane);
guint          psc_bars_get_task        (PscBars    *self,
                                         guint       lane,
                                         guint       position);
gint64         psc_bars_get_start_ns    (PscBars    *self,
                                         guint       lane,
                                         guint       position);
gint64         psc_bars_get_end_ns      (PscBars    *self,
                                         guint       lane,
                                         guint       position);
gboolean       psc_bars_find_task       (PscBars    *self,
                                         guint       task,
                                         guint      *lane,
                                         guint      *position);
guint          psc_bars_find_ending_after (PscBars  *self,
                                         guint       lane,
                                         guint       from,
                                         gint64      time_ns);
guint          psc_bars_find_starting_at (PscBars   *self,
                                         guint       lane,
                                         guint       from,
                                         gint64      time_ns);
gboolean       psc_bars_get_step_span   (PscBars    *self,
                                         guint       lane,
                                         guint       position,
                                         guint       step,
                                         gint64     *begin_ns,
                                         gint64     *end_ns);
void           psc_bars_prefetch_shares (PscBars    *self,
                                         guint       lane,
                                         guint       position);
void           psc_bars_read_shares     (PscBars    *self,
                                         guint       lane,
                                         guint       position,
                                         gint64      time_ns,
                                         PscShares  *shares);

const guint32 *psc_bars_get_marked      (PscBars    *self,
                                         guint       lane,
                                         PscOutcome  outcome,
                                         guint      *n_positions);
const guint32 *psc_bars_get_chunks      (PscBars    *self,
                                         guint       lane,
                                         guint      *n_positions);
gboolean       psc_bars_has_chunks      (PscBars    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscBars, psc_bars_unref)

G_END_DECLS
