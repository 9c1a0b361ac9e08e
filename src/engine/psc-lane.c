/* psc-lane.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-lane"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-clock.h"
#include "psc-error.h"
#include "psc-interrupt.h"
#include "psc-lane.h"

/* How many workers in a row may fail without a sign that they can live.  A
 * program that cannot start must not be started for ever. */
#define MAX_FAILURES 4

/* How many in a row may die with a file in hand.  Each death costs a file, and
 * a directory may hold some that no worker survives; but not all of them. */
#define MAX_DEATHS 16

/* The pause before a second try, doubled before each further one. */
#define FIRST_PAUSE_MS 5

typedef struct
{
  const PscLaneContext *context; /* borrowed */
  GError               *error;   /* of the last worker that failed, or of the
                                  * lane once it has given up */
  gint64                cpu_ns;
  guint                 number;         /* from 1 */
  guint                 worker;         /* its number, 0 while there is none */
  guint                 requested;      /* the same, of one asked for only */
  guint                 n_worker_tasks; /* that this worker has finished */
  guint                 n_failures;     /* in a row, of any kind */
  guint                 n_deaths;       /* in a row, with a task in hand */
} PscLanePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (PscLane, psc_lane, G_TYPE_OBJECT)

static void
psc_lane_finalize (GObject *object)
{
  PscLanePrivate *priv = psc_lane_get_instance_private (PSC_LANE (object));

  g_clear_error (&priv->error);

  G_OBJECT_CLASS (psc_lane_parent_class)->finalize (object);
}

static void
psc_lane_class_init (PscLaneClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = psc_lane_finalize;
}

static void
psc_lane_init (PscLane *self)
{
}

static void
end_worker (PscLane *self)
{
  PscLanePrivate *priv = psc_lane_get_instance_private (self);

  if (priv->worker == 0)
    return;

  PSC_LANE_GET_CLASS (self)->end_worker (self);
  priv->worker = 0;
}

/* Gets a worker ready, unless one is.  Returns FALSE when it could not be;
 * the caller may try again while n_failures allows it. */
static gboolean
ensure_worker (PscLane *self)
{
  PscLanePrivate *priv = psc_lane_get_instance_private (self);
  const PscLaneContext *context = priv->context;

  if (priv->worker != 0)
    return TRUE;

  if (priv->n_failures > 1 &&
      psc_interrupt_wait (context->interrupt_fd,
                          FIRST_PAUSE_MS << (priv->n_failures - 2)))
    return FALSE;

  if (priv->requested == 0)
    psc_lane_request_worker (self);
  priv->worker = priv->requested;
  priv->requested = 0;
  priv->n_worker_tasks = 0;

  g_clear_error (&priv->error);
  if (!PSC_LANE_GET_CLASS (self)->start_worker (self, priv->worker,
                                                &priv->error))
    {
      /* Quick deaths may be bad luck.  Silence costs seconds each time, and
       * all lanes that wait for this one's chunk wait with it. */
      if (g_error_matches (priv->error, PSC_ERROR, PSC_ERROR_TIMED_OUT))
        priv->n_failures = MAX_FAILURES;
      else
        priv->n_failures++;
      end_worker (self);
    }

  return priv->worker != 0;
}

/* Does one chunk, as far as the worker lives to do it. */
static void
do_chunk (PscLane  *self,
          PscChunk *chunk)
{
  PscLanePrivate *priv = psc_lane_get_instance_private (self);
  guint limit = priv->context->settings->tasks_per_worker;

  if (!ensure_worker (self))
    return;

  if (!PSC_LANE_GET_CLASS (self)->execute (self, chunk))
    {
      priv->n_failures++;
      end_worker (self);
    }
  else if (limit != 0 && priv->n_worker_tasks >= limit)
    {
      end_worker (self);
    }
}

static gboolean
has_given_up (PscLane *self)
{
  PscLanePrivate *priv = psc_lane_get_instance_private (self);

  return priv->n_failures >= MAX_FAILURES || priv->n_deaths >= MAX_DEATHS;
}

/**
 * psc_lane_prepare:
 * @context: (transfer none): must outlive the lane
 * @number: the lane's number, from 1
 *
 * Puts a new lane in its place.
 */
void
psc_lane_prepare (PscLane              *self,
                  const PscLaneContext *context,
                  guint                 number)
{
  PscLanePrivate *priv = psc_lane_get_instance_private (self);

  g_return_if_fail (PSC_IS_LANE (self));

  priv->context = context;
  priv->number = number;
}

/**
 * psc_lane_request_worker:
 *
 * Notes that the lane wants a worker from now on.  The pool does it for the
 * first one, so that the time until the lane has a thread is counted, and
 * first workers are numbered like their lanes.
 */
void
psc_lane_request_worker (PscLane *self)
{
  PscLanePrivate *priv = psc_lane_get_instance_private (self);
  const PscLaneContext *context = priv->context;
  gboolean process = psc_mode_is_process (context->settings->mode);

  priv->requested = psc_recorder_add_worker (context->recorder, priv->number,
                                             process ? PSC_WORKER_PROCESS
                                                     : PSC_WORKER_THREAD,
                                             psc_clock_now_ns ());
}

/**
 * psc_lane_give_up:
 * @error: why
 *
 * Notes that no worker will come any more; nor does one that was asked for.
 */
void
psc_lane_give_up (PscLane      *self,
                  const GError *error)
{
  PscLanePrivate *priv = psc_lane_get_instance_private (self);
  PscRecorder *recorder = priv->context->recorder;
  gint64 now_ns = psc_clock_now_ns ();

  g_return_if_fail (error != NULL);

  if (priv->requested != 0)
    psc_recorder_worker_ended (recorder, priv->requested, now_ns, -1, 0, NULL);
  priv->requested = 0;

  if (priv->error != error)
    {
      g_clear_error (&priv->error);
      priv->error = g_error_copy (error);
    }
  psc_recorder_lane_gave_up (recorder, priv->number, now_ns, error->message);
}

/**
 * psc_lane_live:
 *
 * The lane's whole life: gets a worker ready, takes chunks until the queue is
 * dry, and ends the worker.  A lane whose workers die one after the other
 * without finishing a task gives up, and leaves its work to the others.
 */
void
psc_lane_live (PscLane *self)
{
  PscLanePrivate *priv = psc_lane_get_instance_private (self);
  const PscLaneContext *context = priv->context;
  gint64 cpu_ns = psc_clock_thread_cpu_ns ();
  PscChunk chunk;
  gboolean dry;

  g_return_if_fail (PSC_IS_LANE (self));

  ensure_worker (self);

  /* The interrupt is looked at here as well: a lane may see it a moment
   * before the queue is closed. */
  while (!has_given_up (self) &&
         !psc_interrupt_wait (context->interrupt_fd, 0) &&
         psc_queue_take (context->queue, &chunk, &dry))
    {
      if (dry)
        psc_recorder_queue_dry (context->recorder, psc_clock_now_ns ());

      do_chunk (self, &chunk);
      psc_queue_give_back (context->queue, &chunk);
    }

  end_worker (self);
  if (has_given_up (self) &&
      !psc_interrupt_wait (context->interrupt_fd, 0))
    {
      if (priv->error == NULL)
        g_set_error_literal (&priv->error, PSC_ERROR, PSC_ERROR_NO_WORKER,
                             priv->n_deaths > 0
                             ? _("No worker stayed alive: each one died with "
                                 "the file that it held.")
                             : _("No worker stayed alive: each one left before "
                                 "it had begun with a file."));
      psc_lane_give_up (self, priv->error);
    }
  priv->cpu_ns = psc_clock_thread_cpu_ns () - cpu_ns;
}

/**
 * psc_lane_get_context:
 *
 * Returns: (transfer none): what the lane shares with the others
 */
const PscLaneContext *
psc_lane_get_context (PscLane *self)
{
  PscLanePrivate *priv = psc_lane_get_instance_private (self);

  return priv->context;
}

/**
 * psc_lane_get_number:
 *
 * The lane's number, from 1.
 */
guint
psc_lane_get_number (PscLane *self)
{
  PscLanePrivate *priv = psc_lane_get_instance_private (self);

  return priv->number;
}

/**
 * psc_lane_get_worker:
 *
 * The number of the worker that lives in the lane.
 */
guint
psc_lane_get_worker (PscLane *self)
{
  PscLanePrivate *priv = psc_lane_get_instance_private (self);

  return priv->worker;
}

/**
 * psc_lane_get_cpu_ns:
 *
 * The CPU time of the lane's own thread, once its life is over.
 */
gint64
psc_lane_get_cpu_ns (PscLane *self)
{
  PscLanePrivate *priv = psc_lane_get_instance_private (self);

  return priv->cpu_ns;
}

/**
 * psc_lane_get_error:
 *
 * Returns: (transfer none) (nullable): why the lane gave up, or why the last
 *   worker that could not be started could not
 */
const GError *
psc_lane_get_error (PscLane *self)
{
  PscLanePrivate *priv = psc_lane_get_instance_private (self);

  return priv->error;
}

/**
 * psc_lane_get_n_deaths:
 *
 * How many workers in a row have died with a task in hand.
 */
guint
psc_lane_get_n_deaths (PscLane *self)
{
  PscLanePrivate *priv = psc_lane_get_instance_private (self);

  return priv->n_deaths;
}

/**
 * psc_lane_note_life:
 *
 * For kinds of lane: a new worker has shown that it can live, whatever became
 * of those before.
 */
void
psc_lane_note_life (PscLane *self)
{
  PscLanePrivate *priv = psc_lane_get_instance_private (self);

  priv->n_failures = 0;
}

/**
 * psc_lane_record:
 * @chunk: its first task is the one that has ended
 * @task: the record; where it ran is filled in here
 *
 * For kinds of lane: gives the first task of @chunk its outcome and takes it
 * off.
 */
void
psc_lane_record (PscLane             *self,
                 PscChunk            *chunk,
                 PscTaskRecord       *task,
                 const PscStepRecord *steps)
{
  PscLanePrivate *priv = psc_lane_get_instance_private (self);

  g_assert (chunk->n_tasks > 0);

  if (task->cause == PSC_CAUSE_VANISHED &&
      !psc_place_is_there (&priv->context->place,
                           psc_listing_get_directory (priv->context->listing)))
    task->cause = PSC_CAUSE_DIRECTORY_VANISHED;

  task->lane = (guint16) priv->number;
  task->worker = priv->worker;
  task->chunk = chunk->number;
  psc_recorder_task_ended (priv->context->recorder, chunk->first, task, steps,
                           psc_clock_now_ns ());
  chunk->first++;
  chunk->n_tasks--;

  if (task->outcome == PSC_OUTCOME_LOST)
    {
      priv->n_deaths++;
    }
  else
    {
      priv->n_worker_tasks++;
      priv->n_failures = 0;
      priv->n_deaths = 0;
    }
}
