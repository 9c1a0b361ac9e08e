/* psc-recorder.h: the side of a run that lanes write to
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-run.h"

G_BEGIN_DECLS

/* Functions here may be called from any thread.  Times are readings of
 * psc_clock_now_ns(); the recorder turns them into times since t0. */
typedef struct _PscRecorder PscRecorder;

PscRecorder *psc_run_get_recorder        (PscRun              *run);
void         psc_run_take_batch          (PscRun              *run);

void         psc_recorder_begin_run      (PscRecorder         *self,
                                          gint64               t0_ns);
void         psc_recorder_stopping       (PscRecorder         *self);
void         psc_recorder_queue_dry      (PscRecorder         *self,
                                          gint64               now_ns);
void         psc_recorder_slept          (PscRecorder         *self,
                                          gint64               slept_ns);
void         psc_recorder_end_run        (PscRecorder         *self,
                                          gint64               cpu_ns,
                                          const GError        *error);

guint        psc_recorder_add_worker     (PscRecorder         *self,
                                          guint                lane,
                                          PscWorkerKind        kind,
                                          gint64               requested_ns);
void         psc_recorder_worker_reachable (PscRecorder       *self,
                                            guint              worker,
                                            int                pidfd);
gboolean     psc_recorder_worker_was_signalled (PscRecorder   *self,
                                          guint                worker);
void         psc_recorder_worker_ready   (PscRecorder         *self,
                                          guint                worker,
                                          gint64               ready_ns,
                                          gint64               id);
void         psc_recorder_worker_silent  (PscRecorder         *self,
                                          guint                worker,
                                          gint64               since_ns,
                                          gboolean             is_stopped);
void         psc_recorder_worker_heard   (PscRecorder         *self,
                                          guint                worker,
                                          gint64               now_ns);
void         psc_recorder_worker_ended   (PscRecorder         *self,
                                          guint                worker,
                                          gint64               ended_ns,
                                          int                  exit_code,
                                          int                  signal,
                                          const char          *message);
void         psc_recorder_lane_gave_up   (PscRecorder         *self,
                                          guint                lane,
                                          gint64               now_ns,
                                          const char          *reason);

void         psc_recorder_task_begun     (PscRecorder         *self,
                                          guint                lane,
                                          guint                index,
                                          gint64               start_ns);
void         psc_recorder_task_put_back  (PscRecorder         *self,
                                          guint                lane);
void         psc_recorder_task_ended     (PscRecorder         *self,
                                          guint                index,
                                          const PscTaskRecord *task,
                                          const PscStepRecord *steps,
                                          gint64               recorded_ns);
PscOutcome   psc_recorder_get_outcome    (PscRecorder         *self,
                                          guint                index);

G_END_DECLS
