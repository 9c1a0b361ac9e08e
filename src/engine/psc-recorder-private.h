/* psc-recorder-private.h: what the run takes out of its recorder
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-recorder.h"

G_BEGIN_DECLS

/* A lane at this moment. */
typedef struct
{
  guint32     index;    /* of the task in hand, or PSC_NOTHING_IN_HAND */
  gint64      start_ns; /* since when */
  gint64      down_ns;  /* when it gave up, or PSC_NEVER */
  const char *reason;   /* (nullable): why; owned by the recorder */
} PscLaneState;
#define PSC_NOTHING_IN_HAND G_MAXUINT32

/* What has come in since the batch before.  The arrays are reused: a take
 * swaps them with the recorder's own. */
typedef struct
{
  GArray      *ended;          /* guint32: indices of tasks */
  GArray      *workers;        /* PscWorkerRecord behind its guint32 number */
  GArray       *silences;      /* PscSilenceChange */
  PscLaneState *lanes;         /* n_lanes of them */
  gint64       t0_ns;
  gint64       t1_ns;          /* since t0 */
  gint64       dry_ns;         /* since t0 */
  gint64       cpu_ns;
  gint64       slept_ns;
  PscRunState  state;
  GError      *error;
} PscBatch;

typedef struct
{
  guint32         number;
  PscWorkerRecord record;
} PscWorkerChange;

typedef struct
{
  guint32    index; /* from 0 */
  PscSilence silence;
} PscSilenceChange;

/* Called with no lock held, by whichever thread found the recorder empty. */
typedef void (*PscRecorderNotify) (gpointer user_data);

PscRecorder *_psc_recorder_new        (guint              n_tasks,
                                       guint              n_steps,
                                       guint              n_lanes,
                                       PscRecorderNotify  notify,
                                       gpointer           user_data);
void         _psc_recorder_free       (PscRecorder       *self);
PscBatch    *_psc_batch_new           (guint              n_lanes);
void         _psc_batch_free          (PscBatch          *batch);
gboolean     _psc_recorder_take       (PscRecorder       *self,
                                       PscBatch          *batch);
gboolean     _psc_recorder_signal_worker (PscRecorder     *self,
                                          guint            worker,
                                          int              signal,
                                          GError         **error);

/* Slots may be read once a batch has named them: nobody writes to them after
 * that. */
const PscTaskRecord *_psc_recorder_peek_task (PscRecorder *self,
                                              guint        index);
const PscStepRecord *_psc_recorder_peek_step (PscRecorder *self,
                                              guint        index,
                                              guint        step);

G_END_DECLS
