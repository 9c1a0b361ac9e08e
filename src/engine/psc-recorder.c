/* psc-recorder.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-recorder"

#include "config.h"

#include <string.h>

#include "psc-recorder-inside-private.h"

/**
 * _psc_recorder_new:
 *
 * Makes the record of a run with @n_tasks tasks of @n_steps steps on @n_lanes
 * lanes.  @notify must not call back into the recorder.
 */
PscRecorder *
_psc_recorder_new (guint              n_tasks,
                   guint              n_steps,
                   guint              n_lanes,
                   PscRecorderNotify  notify,
                   gpointer           user_data)
{
  PscRecorder *self = g_new0 (PscRecorder, 1);

  self->n_tasks = n_tasks;
  self->n_steps = n_steps;
  self->n_lanes = n_lanes;
  self->notify = notify;
  self->user_data = user_data;
  self->tasks = g_new0 (PscTaskRecord, n_tasks);
  self->steps = g_new0 (PscStepRecord, (gsize) n_tasks * n_steps);
  g_mutex_init (&self->mutex);
  self->ended = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->changes = g_array_new (FALSE, FALSE, sizeof (PscWorkerChange));
  self->workers = g_array_new (FALSE, TRUE, sizeof (PscWorkerRecord));
  self->reaches = g_array_new (FALSE, FALSE, sizeof (PscReach));
  self->silences = g_array_new (FALSE, FALSE, sizeof (PscSilence));
  self->silence_changes =
    g_array_new (FALSE, FALSE, sizeof (PscSilenceChange));
  self->messages = g_ptr_array_new_with_free_func (g_free);
  self->lanes = g_new (PscLaneState, n_lanes);
  for (guint i = 0; i < n_lanes; i++)
    self->lanes[i] = (PscLaneState) { PSC_NOTHING_IN_HAND, PSC_NEVER,
                                      PSC_NEVER, NULL };
  self->dry_ns = PSC_NEVER;

  for (guint i = 0; i < n_tasks; i++)
    self->tasks[i].start_ns = self->tasks[i].end_ns = PSC_NEVER;
  for (gsize i = 0; i < (gsize) n_tasks * n_steps; i++)
    self->steps[i].start_ns = self->steps[i].end_ns = PSC_NEVER;

  return self;
}

/**
 * _psc_recorder_free:
 *
 * Frees the record.  No lane may be left.
 */
void
_psc_recorder_free (PscRecorder *self)
{
  for (guint i = 0; i < self->n_tasks; i++)
    g_free (self->tasks[i].detail);
  for (gsize i = 0; i < (gsize) self->n_tasks * self->n_steps; i++)
    g_free (self->steps[i].output);

  g_free (self->tasks);
  g_free (self->steps);
  g_array_unref (self->ended);
  g_array_unref (self->changes);
  g_array_unref (self->workers);
  g_array_unref (self->reaches);
  g_array_unref (self->silences);
  g_array_unref (self->silence_changes);
  g_ptr_array_unref (self->messages);
  g_free (self->lanes);
  g_clear_error (&self->error);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * _psc_batch_new:
 *
 * Makes an empty batch for _psc_recorder_take(); free with _psc_batch_free().
 */
PscBatch *
_psc_batch_new (guint n_lanes)
{
  PscBatch *batch = g_new0 (PscBatch, 1);

  batch->ended = g_array_new (FALSE, FALSE, sizeof (guint32));
  batch->workers = g_array_new (FALSE, FALSE, sizeof (PscWorkerChange));
  batch->silences = g_array_new (FALSE, FALSE, sizeof (PscSilenceChange));
  batch->lanes = g_new0 (PscLaneState, n_lanes);

  return batch;
}

/**
 * _psc_batch_free:
 *
 * Frees a batch.
 */
void
_psc_batch_free (PscBatch *batch)
{
  g_array_unref (batch->ended);
  g_array_unref (batch->workers);
  g_array_unref (batch->silences);
  g_free (batch->lanes);
  g_clear_error (&batch->error);
  g_free (batch);
}

/**
 * _psc_recorder_unlock:
 *
 * Lets go of the mutex after a change, and wakes the run for the first one.
 * One wake-up serves everything that comes in until the next take: a source
 * for every task would keep the main loop busier than the lanes.
 */
void
_psc_recorder_unlock (PscRecorder *self)
{
  gboolean first = !self->notified;

  self->notified = TRUE;
  g_mutex_unlock (&self->mutex);

  if (first && self->notify != NULL)
    self->notify (self->user_data);
}

static void
swap (GArray **a,
      GArray **b)
{
  GArray *spare = *a;

  *a = *b;
  *b = spare;
}

/**
 * _psc_recorder_take:
 *
 * Moves what has come in since the last take into @batch, whose former
 * contents are dropped.  Returns whether there was anything.
 */
gboolean
_psc_recorder_take (PscRecorder *self,
                    PscBatch    *batch)
{
  gboolean any;

  g_array_set_size (batch->ended, 0);
  g_array_set_size (batch->workers, 0);
  g_array_set_size (batch->silences, 0);
  g_clear_error (&batch->error);

  g_mutex_lock (&self->mutex);
  any = self->notified;
  self->notified = FALSE;

  swap (&batch->ended, &self->ended);
  swap (&batch->workers, &self->changes);
  swap (&batch->silences, &self->silence_changes);
  memcpy (batch->lanes, self->lanes, self->n_lanes * sizeof (PscLaneState));
  batch->t0_ns = self->t0_ns;
  batch->t1_ns = self->t1_ns;
  batch->dry_ns = self->dry_ns;
  batch->cpu_ns = self->cpu_ns;
  batch->slept_ns = self->slept_ns;
  batch->state = self->state;
  if (self->error != NULL)
    batch->error = g_error_copy (self->error);
  g_mutex_unlock (&self->mutex);

  return any;
}

/**
 * _psc_recorder_peek_task:
 *
 * The record of task @index, which a batch must have named.
 */
const PscTaskRecord *
_psc_recorder_peek_task (PscRecorder *self,
                         guint        index)
{
  return &self->tasks[index];
}

/**
 * _psc_recorder_peek_step:
 *
 * The record of one step of task @index, which a batch must have named.
 */
const PscStepRecord *
_psc_recorder_peek_step (PscRecorder *self,
                         guint        index,
                         guint        step)
{
  return &self->steps[(gsize) index * self->n_steps + step];
}

/**
 * psc_recorder_begin_run:
 * @t0_ns: the moment just before the first lane is created
 *
 * Sets the run's origin of time.  Everything else comes after it.
 */
void
psc_recorder_begin_run (PscRecorder *self,
                        gint64       t0_ns)
{
  g_mutex_lock (&self->mutex);
  self->t0_ns = t0_ns;
  self->state = PSC_RUN_RUNNING;
  _psc_recorder_unlock (self);
}

/**
 * psc_recorder_stopping:
 *
 * Notes that the run has been asked to stop.
 */
void
psc_recorder_stopping (PscRecorder *self)
{
  g_mutex_lock (&self->mutex);
  if (self->state < PSC_RUN_STOPPING)
    self->state = PSC_RUN_STOPPING;
  _psc_recorder_unlock (self);
}

/**
 * psc_recorder_queue_dry:
 *
 * Notes that the last chunk has been taken.  When a chunk comes back and is
 * taken again, the later moment counts.
 */
void
psc_recorder_queue_dry (PscRecorder *self,
                        gint64       now_ns)
{
  g_mutex_lock (&self->mutex);
  self->dry_ns = MAX (self->dry_ns, _psc_recorder_since_t0 (self, now_ns));
  _psc_recorder_unlock (self);
}

/**
 * psc_recorder_slept:
 * @slept_ns: for how long
 *
 * Notes that the computer slept in the middle of the run.
 */
void
psc_recorder_slept (PscRecorder *self,
                    gint64       slept_ns)
{
  g_mutex_lock (&self->mutex);
  self->slept_ns = slept_ns;
  _psc_recorder_unlock (self);
}

/**
 * psc_recorder_end_run:
 * @cpu_ns: CPU time of the lanes and of all their processes
 * @error: (nullable): why the run ended early
 *
 * Notes that every task has its outcome and that no worker is left.
 */
void
psc_recorder_end_run (PscRecorder  *self,
                      gint64        cpu_ns,
                      const GError *error)
{
  g_mutex_lock (&self->mutex);
  self->cpu_ns = cpu_ns;
  self->state = PSC_RUN_ENDED;
  for (guint i = 0; i < self->n_lanes; i++)
    self->lanes[i].index = PSC_NOTHING_IN_HAND;
  if (error != NULL)
    self->error = g_error_copy (error);
  _psc_recorder_unlock (self);
}

/**
 * psc_recorder_task_begun:
 *
 * Notes that the worker in @lane (from 1) holds task @index (from 0), so that
 * it can be shown while it runs.
 */
void
psc_recorder_task_begun (PscRecorder *self,
                         guint        lane,
                         guint        index,
                         gint64       start_ns)
{
  g_return_if_fail (lane >= 1 && lane <= self->n_lanes);

  g_mutex_lock (&self->mutex);
  self->lanes[lane - 1].index = index;
  self->lanes[lane - 1].start_ns = _psc_recorder_since_t0 (self, start_ns);
  _psc_recorder_unlock (self);
}

/**
 * psc_recorder_task_put_back:
 *
 * Notes that the task which was to be in hand in @lane (from 1) has never been
 * begun there; another worker takes it.
 */
void
psc_recorder_task_put_back (PscRecorder *self,
                            guint        lane)
{
  g_return_if_fail (lane >= 1 && lane <= self->n_lanes);

  g_mutex_lock (&self->mutex);
  self->lanes[lane - 1].index = PSC_NOTHING_IN_HAND;
  _psc_recorder_unlock (self);
}

/**
 * psc_recorder_task_ended:
 * @task: its record, with readings of the clock as times; detail is taken
 * @steps: as many records as the pipeline has steps; outputs are taken
 * @recorded_ns: now, or %PSC_NEVER for a task that no lane has begun: those
 *   get their outcomes when all is over and do not move the run's end
 *
 * Gives task @index (from 0) its outcome, which is final.
 */
void
psc_recorder_task_ended (PscRecorder         *self,
                         guint                index,
                         const PscTaskRecord *task,
                         const PscStepRecord *steps,
                         gint64               recorded_ns)
{
  PscTaskRecord *slot;
  PscStepRecord *step_slots;
  guint32 index32 = index;

  g_return_if_fail (index < self->n_tasks);
  g_return_if_fail (task->outcome != PSC_OUTCOME_NONE);

  slot = &self->tasks[index];
  step_slots = &self->steps[(gsize) index * self->n_steps];
  g_return_if_fail (slot->outcome == PSC_OUTCOME_NONE);

  *slot = *task;
  slot->start_ns = _psc_recorder_since_t0 (self, task->start_ns);
  slot->end_ns = _psc_recorder_since_t0 (self, task->end_ns);
  for (guint i = 0; i < self->n_steps; i++)
    {
      step_slots[i] = steps[i];
      step_slots[i].start_ns = _psc_recorder_since_t0 (self, steps[i].start_ns);
      step_slots[i].end_ns = _psc_recorder_since_t0 (self, steps[i].end_ns);
    }

  g_mutex_lock (&self->mutex);
  if (recorded_ns != PSC_NEVER)
    self->t1_ns = MAX (self->t1_ns, _psc_recorder_since_t0 (self, recorded_ns));
  if (task->lane != 0 && self->lanes[task->lane - 1].index == index)
    self->lanes[task->lane - 1].index = PSC_NOTHING_IN_HAND;
  g_array_append_val (self->ended, index32);
  _psc_recorder_unlock (self);
}

/**
 * psc_recorder_get_outcome:
 *
 * The outcome of task @index (from 0), or %PSC_OUTCOME_NONE.  For the pool,
 * once its lanes are gone.
 */
PscOutcome
psc_recorder_get_outcome (PscRecorder *self,
                          guint        index)
{
  return self->tasks[index].outcome;
}
