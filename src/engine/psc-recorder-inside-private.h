/* psc-recorder-inside-private.h: the inside of a recorder, for its own files
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-recorder-private.h"

G_BEGIN_DECLS

/* How a worker's process is reached. */
typedef struct
{
  int      pidfd;     /* -1 for none; borrowed */
  gboolean signalled; /* whether it was sent a signal by us */
  gboolean stopped;   /* whether the last of these was to stop it */
  gint64   turn_ns;   /* when it was last stopped or continued so */
  guint32  silence;   /* the number of the one that goes on, or 0 */
} PscReach;

struct _PscRecorder
{
  /* Constant */
  guint              n_tasks;
  guint              n_steps;
  guint              n_lanes;
  PscRecorderNotify  notify;
  gpointer           user_data;

  /* Each slot is written once, by the lane that ends the task, before its
   * index is published under the mutex. */
  PscTaskRecord     *tasks;
  PscStepRecord     *steps;

  /* Under the mutex */
  GMutex             mutex;
  GArray            *ended;    /* guint32 */
  GArray            *changes;  /* PscWorkerChange */
  GArray            *workers;  /* PscWorkerRecord */
  GArray            *reaches;  /* PscReach, by worker */
  GArray            *silences; /* PscSilence */
  GArray            *silence_changes; /* PscSilenceChange */
  GPtrArray         *messages; /* last words and reasons, owned here */
  PscLaneState      *lanes;
  gint64             t0_ns;
  gint64             t1_ns;
  gint64             dry_ns;
  gint64             cpu_ns;
  gint64             slept_ns;
  PscRunState        state;
  GError            *error;
  gboolean           notified;
};

void _psc_recorder_unlock (PscRecorder *self);

/**
 * _psc_recorder_since_t0:
 *
 * Brings a reading of the clock to the run's origin of time.
 */
static inline gint64
_psc_recorder_since_t0 (PscRecorder *self,
                        gint64       time_ns)
{
  return time_ns == PSC_NEVER ? PSC_NEVER : time_ns - self->t0_ns;
}

G_END_DECLS
