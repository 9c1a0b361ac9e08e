/* psc-run-lanes.c: a run, lane by lane and worker by worker
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-run-lanes"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-run-private.h"

/* One lane's list of indices. */
static const guint32 *
get_lane_list (PscRun    *self,
               GPtrArray *lists,
               guint      lane,
               guint     *length)
{
  GArray *list;

  g_assert (lane < psc_run_get_n_lanes (self));

  list = g_ptr_array_index (lists, lane);
  *length = list->len;

  return (const guint32 *) list->data;
}

/**
 * psc_run_get_n_lanes:
 *
 * How many lanes the pool has.
 */
guint
psc_run_get_n_lanes (PscRun *self)
{
  g_return_val_if_fail (PSC_IS_RUN (self), 0);

  return self->settings->workers;
}

/**
 * psc_run_get_lane_tasks:
 * @lane: the lane's index, from 0
 * @n_tasks: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_tasks): the indices of the tasks
 *   that ended in the lane, by time; valid until the next batch
 */
const guint32 *
psc_run_get_lane_tasks (PscRun *self,
                        guint   lane,
                        guint  *n_tasks)
{
  g_return_val_if_fail (PSC_IS_RUN (self), NULL);

  return get_lane_list (self, self->lane_tasks, lane, n_tasks);
}

/**
 * psc_run_get_in_hand:
 * @lane: the lane's index, from 0
 * @index: (out): the task that the lane held at the last batch
 * @start_ns: (out): since when
 *
 * Returns: whether the lane held one that has not ended
 */
gboolean
psc_run_get_in_hand (PscRun *self,
                     guint   lane,
                     guint  *index,
                     gint64 *start_ns)
{
  const PscLaneState *state;

  g_return_val_if_fail (PSC_IS_RUN (self), FALSE);
  g_return_val_if_fail (lane < psc_run_get_n_lanes (self), FALSE);

  state = &self->batch->lanes[lane];
  if (state->index == PSC_NOTHING_IN_HAND)
    return FALSE;

  *index = state->index;
  *start_ns = state->start_ns;

  return TRUE;
}

/**
 * psc_run_get_lane_down_ns:
 * @lane: the lane's index, from 0
 *
 * When the lane gave up, since its workers did not start or did not live;
 * %PSC_NEVER for a lane that did not.
 */
gint64
psc_run_get_lane_down_ns (PscRun *self,
                          guint   lane)
{
  g_return_val_if_fail (PSC_IS_RUN (self), PSC_NEVER);
  g_return_val_if_fail (lane < psc_run_get_n_lanes (self), PSC_NEVER);

  return self->batch->lanes[lane].down_ns;
}

/**
 * psc_run_get_lane_reason:
 * @lane: the lane's index, from 0
 *
 * Returns: (transfer none) (nullable): why the lane gave up, in words for the
 *   user; %NULL for a lane that did not
 */
const char *
psc_run_get_lane_reason (PscRun *self,
                         guint   lane)
{
  g_return_val_if_fail (PSC_IS_RUN (self), NULL);
  g_return_val_if_fail (lane < psc_run_get_n_lanes (self), NULL);

  return self->batch->lanes[lane].reason;
}

/* Whether the lane has ever had a worker that could take a chunk. */
static gboolean
has_had_worker (PscRun *self,
                guint   lane)
{
  GArray *workers = g_ptr_array_index (self->lane_workers, lane);

  for (guint i = 0; i < workers->len; i++)
    {
      guint32 index = g_array_index (workers, guint32, i);

      if (psc_run_get_worker (self, index)->ready_ns != PSC_NEVER)
        return TRUE;
    }

  return FALSE;
}

/**
 * psc_run_dup_shortage:
 *
 * Returns: (transfer full) (nullable): that the run goes on, or was made, with
 *   fewer workers than were asked for, and why, in a sentence for the user;
 *   %NULL when no lane is without one
 */
char *
psc_run_dup_shortage (PscRun *self)
{
  const char *reason = NULL;
  guint n_lanes, n_down = 0, n_never = 0;

  g_return_val_if_fail (PSC_IS_RUN (self), NULL);

  n_lanes = psc_run_get_n_lanes (self);
  for (guint i = 0; i < n_lanes; i++)
    {
      if (psc_run_get_lane_reason (self, i) == NULL)
        continue;

      reason = psc_run_get_lane_reason (self, i);
      n_down++;
      if (!has_had_worker (self, i))
        n_never++;
    }
  if (n_down == 0)
    return NULL;

  if (n_never == n_down)
    /* Translators: The last part is a sentence that says why. */
    return g_strdup_printf (ngettext ("%u of %u worker started: %s",
                                      "%u of %u workers started: %s", n_lanes),
                            n_lanes - n_down, n_lanes, reason);

  /* Translators: The last part is a sentence that says why. */
  return g_strdup_printf (ngettext ("Only %u of %u lane kept a worker: %s",
                                    "Only %u of %u lanes kept a worker: %s",
                                    n_lanes),
                          n_lanes - n_down, n_lanes, reason);
}

/**
 * psc_run_get_n_cause:
 *
 * How many tasks have their outcome for this reason.
 */
guint
psc_run_get_n_cause (PscRun   *self,
                     PscCause  cause)
{
  g_return_val_if_fail (PSC_IS_RUN (self), 0);
  g_return_val_if_fail (cause < PSC_N_CAUSES, 0);

  return self->n_causes[cause];
}

/**
 * psc_run_get_n_workers:
 *
 * How many workers have been asked for so far.
 */
guint
psc_run_get_n_workers (PscRun *self)
{
  g_return_val_if_fail (PSC_IS_RUN (self), 0);

  return self->workers->len;
}

/**
 * psc_run_get_worker:
 *
 * Returns: (transfer none): the record of worker @index (from 0); valid until
 *   the next batch
 */
const PscWorkerRecord *
psc_run_get_worker (PscRun *self,
                    guint   index)
{
  g_return_val_if_fail (PSC_IS_RUN (self), NULL);
  g_return_val_if_fail (index < self->workers->len, NULL);

  return &g_array_index (self->workers, PscWorkerRecord, index);
}

/**
 * psc_run_get_last_messages:
 *
 * Returns: (transfer none) (nullable): what the worker wrote to its standard
 *   error that was the last one to write something; valid until the next batch
 */
const char *
psc_run_get_last_messages (PscRun *self)
{
  const PscWorkerRecord *last = NULL;

  g_return_val_if_fail (PSC_IS_RUN (self), NULL);

  for (guint i = 0; i < self->workers->len; i++)
    {
      const PscWorkerRecord *worker = psc_run_get_worker (self, i);

      if (worker->message != NULL &&
          (last == NULL || worker->ended_ns > last->ended_ns))
        last = worker;
    }

  return last != NULL ? last->message : NULL;
}

/**
 * psc_run_get_lane_workers:
 * @lane: the lane's index, from 0
 * @n_workers: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_workers): the indices of the
 *   workers that lived in the lane, one after the other; valid until the next
 *   batch
 */
const guint32 *
psc_run_get_lane_workers (PscRun *self,
                          guint   lane,
                          guint  *n_workers)
{
  g_return_val_if_fail (PSC_IS_RUN (self), NULL);

  return get_lane_list (self, self->lane_workers, lane, n_workers);
}

/**
 * psc_run_get_n_silences:
 *
 * How often a worker gave no sign of life though it should have.
 */
guint
psc_run_get_n_silences (PscRun *self)
{
  g_return_val_if_fail (PSC_IS_RUN (self), 0);

  return self->silences->len;
}

/**
 * psc_run_get_silence:
 *
 * Returns: (transfer none): silence @index (from 0); valid until the next batch
 */
const PscSilence *
psc_run_get_silence (PscRun *self,
                     guint   index)
{
  g_return_val_if_fail (PSC_IS_RUN (self), NULL);
  g_return_val_if_fail (index < self->silences->len, NULL);

  return &g_array_index (self->silences, PscSilence, index);
}

/**
 * psc_run_get_lane_silences:
 * @lane: the lane's index, from 0
 * @n_silences: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_silences): the indices of the
 *   silences of the lane's workers, by time; valid until the next batch
 */
const guint32 *
psc_run_get_lane_silences (PscRun *self,
                           guint   lane,
                           guint  *n_silences)
{
  g_return_val_if_fail (PSC_IS_RUN (self), NULL);

  return get_lane_list (self, self->lane_silences, lane, n_silences);
}

/**
 * psc_run_signal_worker:
 * @index: the worker's index, from 0
 * @signal: SIGKILL, SIGSTOP or whatever else is to happen to it
 *
 * Sends a signal to one worker process of a run that goes on.  What comes of it
 * is the pool's business, as if the signal had come from elsewhere.  Fails with
 * %PSC_ERROR_NO_WORKER for a thread, and for a worker that is not there any
 * more.
 */
gboolean
psc_run_signal_worker (PscRun  *self,
                       guint    index,
                       int      signal,
                       GError **error)
{
  g_return_val_if_fail (PSC_IS_RUN (self), FALSE);

  return _psc_recorder_signal_worker (self->recorder, index + 1, signal, error);
}
