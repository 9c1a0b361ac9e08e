/* psc-run.h: the record of one run
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "psc-listing.h"
#include "psc-machine.h"
#include "psc-settings.h"
#include "psc-types.h"

G_BEGIN_DECLS

typedef enum
{
  PSC_RUN_NEW,      /* nothing has happened yet */
  PSC_RUN_RUNNING,
  PSC_RUN_STOPPING, /* asked to stop, workers are still ending */
  PSC_RUN_ENDED,    /* every task has its outcome */
} PscRunState;

#define PSC_TYPE_RUN (psc_run_get_type ())
G_DECLARE_FINAL_TYPE (PscRun, psc_run, PSC, RUN, GObject)

/* A run belongs to the main context that was the thread's default when it was
 * made; all functions here are for that context.  Lanes write through
 * psc-recorder.h.  Indices count from 0, the numbers in records from 1.  Once it
 * has ended a run never changes again: whoever holds a reference may read it, in
 * any thread.
 *
 * Signals, both emitted in that context:
 *   "changed"   a batch of records, or the state, has come in
 *   "ended"     the state is PSC_RUN_ENDED
 */

PscRun                *psc_run_new               (const PscSettings *settings,
                                                  PscListing        *listing)
                                                  G_GNUC_WARN_UNUSED_RESULT;
PscRun                *psc_run_new_kept          (const PscSettings *settings,
                                                  PscListing        *listing,
                                                  const PscMachine  *machine,
                                                  GDateTime         *started)
                                                  G_GNUC_WARN_UNUSED_RESULT;

gboolean               psc_run_is_kept           (PscRun     *self);
const PscSettings     *psc_run_get_settings      (PscRun     *self);
PscListing            *psc_run_get_listing       (PscRun     *self);
const PscMachine      *psc_run_get_machine       (PscRun     *self);
PscRunState            psc_run_get_state         (PscRun     *self);
const GError          *psc_run_get_error         (PscRun     *self);
GDateTime             *psc_run_get_started       (PscRun     *self);
GDateTime             *psc_run_get_again_of      (PscRun     *self);
void                   psc_run_set_again_of      (PscRun     *self,
                                                  GDateTime  *started);

/* Times are nanoseconds since t0.  While the run goes on, the end is the
 * present moment. */
gint64                 psc_run_get_wall_ns       (PscRun     *self);
gint64                 psc_run_get_dry_ns        (PscRun     *self);
gint64                 psc_run_get_cpu_ns        (PscRun     *self);
gint64                 psc_run_get_slept_ns      (PscRun     *self);

guint                  psc_run_get_n_tasks       (PscRun     *self);
guint                  psc_run_get_n_ended       (PscRun     *self);
guint                  psc_run_get_n_outcome     (PscRun     *self,
                                                  PscOutcome  outcome);
guint                  psc_run_get_n_steps       (PscRun     *self);
const PscTaskRecord   *psc_run_get_task          (PscRun     *self,
                                                  guint       index);
const PscStepRecord   *psc_run_get_step          (PscRun     *self,
                                                  guint       index,
                                                  guint       step);
char                  *psc_run_dup_reason        (PscRun     *self,
                                                  guint       index)
                                                  G_GNUC_WARN_UNUSED_RESULT;

guint                  psc_run_get_n_lanes       (PscRun     *self);
const guint32         *psc_run_get_lane_tasks    (PscRun     *self,
                                                  guint       lane,
                                                  guint      *n_tasks);
gboolean               psc_run_get_in_hand       (PscRun     *self,
                                                  guint       lane,
                                                  guint      *index,
                                                  gint64     *start_ns);
gint64                 psc_run_get_lane_down_ns  (PscRun     *self,
                                                  guint       lane);
const char            *psc_run_get_lane_reason   (PscRun     *self,
                                                  guint       lane);
char                  *psc_run_dup_shortage      (PscRun     *self)
                                                  G_GNUC_WARN_UNUSED_RESULT;
guint                  psc_run_get_n_workers     (PscRun     *self);
const PscWorkerRecord *psc_run_get_worker        (PscRun     *self,
                                                  guint       index);
const char            *psc_run_get_last_messages (PscRun     *self);
const guint32         *psc_run_get_lane_workers  (PscRun     *self,
                                                  guint       lane,
                                                  guint      *n_workers);
guint                  psc_run_get_n_cause       (PscRun     *self,
                                                  PscCause    cause);
guint                  psc_run_get_n_silences    (PscRun     *self);
const PscSilence      *psc_run_get_silence       (PscRun     *self,
                                                  guint       index);
const guint32         *psc_run_get_lane_silences (PscRun     *self,
                                                  guint       lane,
                                                  guint      *n_silences);
gboolean               psc_run_signal_worker     (PscRun     *self,
                                                  guint       index,
                                                  int         signal,
                                                  GError    **error);

G_END_DECLS
