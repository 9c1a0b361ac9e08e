/* psc-sweep.h: runs over a range of settings, repeated
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-point.h"

G_BEGIN_DECLS

typedef enum
{
  PSC_SWEEP_INTERLEAVED, /* each repeat takes all points, in random order */
  PSC_SWEEP_AS_GIVEN,    /* all repeats of a point before the next point */
} PscSweepOrder;

#define PSC_SWEEP_MAX_REPEATS 50

typedef struct
{
  guint         repeats;   /* runs that count, for each point */
  guint         warmups;   /* runs before the first of them */
  PscSweepOrder order;
  guint32       seed;      /* of the random order */
  gboolean      keep_runs; /* keep the PscRun of each run, and all it holds */
} PscSweepOptions;

#define PSC_SWEEP_OPTIONS_DEFAULT { 5, 1, PSC_SWEEP_INTERLEAVED, 42, FALSE }

/* One run of a sweep that has ended. */
typedef struct
{
  guint      point;         /* from 0 */
  guint      repeat;        /* from 1; 0: it warmed up, and does not count */
  gint64     duration_ns;   /* with all that is around the run */
  PscFigures figures;
  guint      n_outcomes[PSC_N_OUTCOMES];
  char      *problem;       /* (nullable): why it does not count */
  PscRun    *run;           /* (nullable): if runs are kept */
} PscSweepRun;

#define PSC_TYPE_SWEEP (psc_sweep_get_type ())
G_DECLARE_FINAL_TYPE (PscSweep, psc_sweep, PSC, SWEEP, GObject)

/* Points are measured over the same files, one run after the other.  A sweep
 * belongs to the main context that is the thread's default when it is
 * executed.
 *
 * Signals:
 *   "run-started"   another run begins
 *   "run-ended"     psc_sweep_get_run() has one more, and its point knows it
 */

PscSweep              *psc_sweep_new            (PscListing            *listing,
                                                 const PscSweepOptions *options)
                                                 G_GNUC_WARN_UNUSED_RESULT;
guint                  psc_sweep_add_point      (PscSweep              *self,
                                                 const PscSettings     *settings);
void                   psc_sweep_set_origin     (PscSweep              *self,
                                                 const PscMachine      *machine,
                                                 GDateTime             *started);
void                   psc_sweep_add_run        (PscSweep              *self,
                                                 const PscSweepRun     *run);
gboolean               psc_sweep_check          (PscSweep              *self,
                                                 GError               **error);
void                   psc_sweep_execute_async  (PscSweep              *self,
                                                 GCancellable          *cancellable,
                                                 GAsyncReadyCallback    callback,
                                                 gpointer               user_data);
gboolean               psc_sweep_execute_finish (PscSweep              *self,
                                                 GAsyncResult          *result,
                                                 GError               **error);

PscListing            *psc_sweep_get_listing    (PscSweep              *self);
const PscSweepOptions *psc_sweep_get_options    (PscSweep              *self);
const PscMachine      *psc_sweep_get_machine    (PscSweep              *self);
GDateTime             *psc_sweep_get_started    (PscSweep              *self);
GPtrArray             *psc_sweep_get_points     (PscSweep              *self);

/* The runs: all that there will be, those that have ended, in the order in
 * which they were made, and the one that goes on. */
guint                  psc_sweep_get_n_planned  (PscSweep              *self);
guint                  psc_sweep_get_n_runs     (PscSweep              *self);
guint                  psc_sweep_get_n_counted  (PscSweep              *self);
const PscSweepRun     *psc_sweep_get_run        (PscSweep              *self,
                                                 guint                  index);
gint64                 psc_sweep_get_left_ns    (PscSweep              *self);

GArray                *psc_sweep_dup_usual_workers (guint               n_cpus)
                                                    G_GNUC_WARN_UNUSED_RESULT;
const char            *psc_sweep_order_to_string   (PscSweepOrder       order);
gboolean               psc_sweep_order_from_string (const char         *text,
                                                    PscSweepOrder      *order);

G_END_DECLS
