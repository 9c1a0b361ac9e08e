/* psc-process-lane.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-process-lane"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>

#include "psc-clock.h"
#include "psc-error.h"
#include "psc-message.h"
#include "psc-outcome.h"
#include "psc-process-lane.h"
#include "psc-worker-link.h"

/* How long a new worker may take to say HELLO. */
#define HELLO_NS (5 * PSC_NSEC_PER_SEC)

/* A chunk of any size goes through frames of a modest one.  It fits into an
 * empty pipe: a worker that does not read cannot hold up its lane. */
#define PARCEL_BYTES (32 * 1024)

/* After so many deaths in a row a new worker is asked whether it can live at
 * all, or whether it was the files. */
#define DOUBTFUL_DEATHS 2

struct _PscProcessLane
{
  PscLane        parent_instance;

  /* Owned */
  PscWorkerLink *link;

  gint64         clock_offset_ns; /* to be added to the worker's readings */
  gint64         in_hand_ns;      /* since when it has the task in hand */
  gboolean       clean;           /* whether the worker may leave by itself */
};

G_DEFINE_FINAL_TYPE (PscProcessLane, psc_process_lane, PSC_TYPE_LANE)

/* Workers on this machine share our clock.  One whose reading cannot be,
 * since it lies before its start or after now, lives in a time namespace of
 * its own, or elsewhere. */
static gint64
find_clock_offset (gint64 requested_ns,
                   gint64 worker_ns)
{
  gint64 now_ns = psc_clock_now_ns ();

  if (worker_ns >= requested_ns && worker_ns <= now_ns)
    return 0;

  return now_ns - worker_ns;
}

static gboolean
greet (PscProcessLane  *self,
       PscHello        *hello,
       GError         **error)
{
  const PscLaneContext *context = psc_lane_get_context (PSC_LANE (self));
  g_autoptr (GVariant) message = NULL;

  message = psc_worker_link_receive (self->link, PSC_MESSAGE_HELLO,
                                     psc_clock_now_ns () + HELLO_NS, error);

  return message != NULL &&
         psc_message_read_hello (message, hello, error) &&
         psc_worker_link_send (self->link,
                               psc_message_new_setup (context->settings),
                               error);
}

/* A worker that answers lives, and what it dies of is the file that it gets. */
static gboolean
ask_for_sign (PscProcessLane  *self,
              GError         **error)
{
  if (!psc_worker_link_send (self->link, psc_message_new_chunk (0, NULL, 0),
                             error) ||
      !psc_worker_link_receive_sign (self->link,
                                     psc_clock_now_ns () + HELLO_NS, error))
    return FALSE;

  psc_lane_note_life (PSC_LANE (self));

  return TRUE;
}

/* Gets a new worker ready. */
static gboolean
welcome (PscProcessLane  *self,
         PscHello        *hello,
         GError         **error)
{
  return greet (self, hello, error) &&
         (psc_lane_get_n_deaths (PSC_LANE (self)) < DOUBTFUL_DEATHS ||
          ask_for_sign (self, error));
}

static void
note_silence (gint64   since_ns,
              gboolean is_stopped,
              gpointer user_data)
{
  PscLane *lane = user_data;
  PscRecorder *recorder = psc_lane_get_context (lane)->recorder;
  guint worker = psc_lane_get_worker (lane);

  if (since_ns != PSC_NEVER)
    psc_recorder_worker_silent (recorder, worker, since_ns, is_stopped);
  else
    psc_recorder_worker_heard (recorder, worker, psc_clock_now_ns ());
}

/* The kernel kills without a word when memory runs out; GLib leaves one.  What
 * was done here on purpose needs no such reason. */
static gboolean
may_lack_memory (PscProcessLane *self)
{
  PscLane *lane = PSC_LANE (self);
  PscRecorder *recorder = psc_lane_get_context (lane)->recorder;

  if (psc_worker_link_get_signal (self->link) == SIGKILL)
    return !psc_recorder_worker_was_signalled (recorder,
                                               psc_lane_get_worker (lane));

  return strstr (psc_worker_link_get_messages (self->link),
                 "failed to allocate") != NULL;
}

static char *
dup_cause_of_death (PscProcessLane *self,
                    const GError   *error)
{
  int signal = psc_worker_link_get_signal (self->link);
  int exit_code = psc_worker_link_get_exit_code (self->link);
  gboolean truncated = g_error_matches (error, PSC_ERROR, PSC_ERROR_TRUNCATED);
  g_autofree char *name = NULL;

  if (!truncated && !g_error_matches (error, PSC_ERROR, PSC_ERROR_CLOSED))
    return g_strdup (error->message);

  if (signal == 0)
    return g_strdup_printf (truncated
                            ? _("it left in the middle of an answer, with exit "
                                "status %d")
                            : _("it left with exit status %d"), exit_code);

  name = psc_signal_dup_name (signal);

  return g_strdup_printf (may_lack_memory (self)
                          ? _("signal %s (often: out of memory)")
                          : _("signal %s"), name);
}

static gboolean
psc_process_lane_start_worker (PscLane  *lane,
                               guint     worker,
                               GError  **error)
{
  PscProcessLane *self = PSC_PROCESS_LANE (lane);
  const PscLaneContext *context = psc_lane_get_context (lane);
  g_autoptr (GError) cause = NULL;
  g_autofree char *reason = NULL;
  gint64 requested_ns = psc_clock_now_ns ();
  PscHello hello;

  psc_message_hold_types ();
  self->clean = FALSE;
  self->link =
    psc_worker_link_new ((const char * const *) context->worker_argv,
                         context->interrupt_fd, context->mark, &cause);
  if (self->link != NULL)
    {
      psc_worker_link_watch_silence (self->link, note_silence, self);
      psc_recorder_worker_reachable (context->recorder, worker,
                                     psc_worker_link_get_pidfd (self->link));
    }
  if (self->link != NULL && welcome (self, &hello, &cause))
    {
      self->clean = TRUE;
      self->clock_offset_ns = find_clock_offset (requested_ns, hello.now_ns);
      psc_recorder_worker_ready (context->recorder, worker,
                                 psc_clock_now_ns (), hello.pid);
      return TRUE;
    }

  if (self->link != NULL)
    {
      psc_worker_link_end (self->link, FALSE);
      reason = dup_cause_of_death (self, cause);
    }
  g_set_error (error, PSC_ERROR,
               g_error_matches (cause, PSC_ERROR, PSC_ERROR_TIMED_OUT)
               ? PSC_ERROR_TIMED_OUT : PSC_ERROR_NO_WORKER,
               _("A worker process could not be started: %s"),
               reason != NULL ? reason : cause->message);
  return FALSE;
}

/* The worker is gone, or has to go; the task that it held goes with it. */
static void
lose_task (PscProcessLane *self,
           PscChunk       *chunk,
           const GError   *error)
{
  const PscLaneContext *context =
    psc_lane_get_context (PSC_LANE (self));
  PscStepRecord steps[PSC_MAX_STEPS];
  PscTaskRecord task = { 0, };

  self->clean = FALSE;
  psc_worker_link_end (self->link, FALSE);

  for (guint i = 0;
       i < psc_pipeline_get_n_steps (context->settings->pipeline);
       i++)
    {
      steps[i] = (PscStepRecord) { 0, };
      steps[i].start_ns = steps[i].end_ns = PSC_NEVER;
    }

  task.start_ns = self->in_hand_ns;
  task.end_ns = MAX (psc_clock_now_ns (), task.start_ns);
  if (psc_worker_link_is_stopped (self->link))
    {
      task.outcome = PSC_OUTCOME_STOPPED;
      task.cause = PSC_CAUSE_STOP_DURING;
    }
  else
    {
      task.outcome = PSC_OUTCOME_LOST;
      task.cause = PSC_CAUSE_WORKER_DIED;
      task.detail = dup_cause_of_death (self, error);
    }

  psc_lane_record (PSC_LANE (self), chunk, &task, steps);
}

static void
take_in_hand (PscProcessLane *self,
              guint           index,
              gint64          now_ns)
{
  PscLane *lane = PSC_LANE (self);

  self->in_hand_ns = now_ns;
  psc_recorder_task_begun (psc_lane_get_context (lane)->recorder,
                           psc_lane_get_number (lane), index, now_ns);
}

/* Whether the worker has died before it could read what it was sent last. */
static gboolean
was_idle (PscProcessLane *self,
          const GError   *error)
{
  return g_error_matches (error, PSC_ERROR, PSC_ERROR_CLOSED) &&
         !psc_worker_link_has_read (self->link);
}

static void
put_back (PscProcessLane *self)
{
  PscLane *lane = PSC_LANE (self);

  self->clean = FALSE;
  psc_recorder_task_put_back (psc_lane_get_context (lane)->recorder,
                              psc_lane_get_number (lane));
}

/* Brings a worker's readings to our clock.  What it says it did lies between
 * the moment when it got the task and now, whatever its clock may show. */
static void
place_times (PscProcessLane *self,
             PscTaskRecord  *task,
             PscStepRecord  *steps,
             guint           n_steps)
{
  gint64 from_ns = self->in_hand_ns;
  gint64 to_ns = MAX (psc_clock_now_ns (), from_ns);
  gint64 offset_ns;

  /* The hello took its time to come, and the other clock was read too late by
   * as much: an answer that was quicker says so. */
  if (self->clock_offset_ns != 0)
    self->clock_offset_ns = MIN (self->clock_offset_ns, to_ns - task->end_ns);
  offset_ns = self->clock_offset_ns;

  task->start_ns = CLAMP (task->start_ns + offset_ns, from_ns, to_ns);
  task->end_ns = CLAMP (task->end_ns + offset_ns, from_ns, to_ns);
  for (guint i = 0; i < n_steps; i++)
    {
      if (steps[i].start_ns == PSC_NEVER)
        continue;

      steps[i].start_ns = CLAMP (steps[i].start_ns + offset_ns, from_ns,
                                 to_ns);
      steps[i].end_ns = CLAMP (steps[i].end_ns + offset_ns, from_ns, to_ns);
    }
}

/* Sends the beginning of a chunk, as much as one parcel holds.  Returns how
 * many tasks it was, 0 when the worker is gone. */
static guint
send_parcel (PscProcessLane *self,
             PscChunk       *chunk)
{
  const PscLaneContext *context = psc_lane_get_context (PSC_LANE (self));
  gboolean needs_path = psc_pipeline_has_command (context->settings->pipeline);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  gsize n_bytes = 0;
  gint64 now_ns;

  while (paths->len < chunk->n_tasks && n_bytes < PARCEL_BYTES)
    {
      char *path = needs_path
                   ? psc_listing_dup_path (context->listing,
                                           chunk->first + paths->len)
                   : g_strdup ("");

      n_bytes += strlen (path) + sizeof (guint32);
      g_ptr_array_add (paths, path);
    }

  now_ns = psc_clock_now_ns ();
  if (!psc_worker_link_send (self->link,
                             psc_message_new_chunk (
                               chunk->first,
                               (const char * const *) paths->pdata,
                               paths->len),
                             NULL))
    return 0;

  take_in_hand (self, chunk->first, now_ns);

  return paths->len;
}

/* Waits for the record of the chunk's first task.  A worker that was told to
 * stop sends none after that of the task in hand. */
static gboolean
receive_record (PscProcessLane  *self,
                PscChunk        *chunk,
                gboolean        *stopped,
                GError         **error)
{
  const PscLaneContext *context = psc_lane_get_context (PSC_LANE (self));
  PscPipeline *pipeline = context->settings->pipeline;
  g_autoptr (GVariant) message = NULL;
  PscStepRecord steps[PSC_MAX_STEPS];
  PscTaskRecord task;

  message = psc_worker_link_receive (self->link, PSC_MESSAGE_RECORD,
                                     G_MAXINT64, error);
  if (message == NULL ||
      !psc_message_read_record (message, chunk->first, pipeline, &task, steps,
                                error))
    return FALSE;

  place_times (self, &task, steps, psc_pipeline_get_n_steps (pipeline));
  psc_lane_record (PSC_LANE (self), chunk, &task, steps);

  /* The next task of the chunk begins where this one ended. */
  self->in_hand_ns = task.end_ns;
  *stopped = task.outcome == PSC_OUTCOME_STOPPED;

  return TRUE;
}

static gboolean
psc_process_lane_execute (PscLane  *lane,
                          PscChunk *chunk)
{
  PscProcessLane *self = PSC_PROCESS_LANE (lane);

  while (chunk->n_tasks > 0)
    {
      guint n_sent = send_parcel (self, chunk);

      /* A worker that went while it was idle held nothing. */
      if (n_sent == 0)
        {
          self->clean = FALSE;
          return FALSE;
        }

      while (n_sent > 0)
        {
          g_autoptr (GError) error = NULL;
          gboolean stopped;

          if (!receive_record (self, chunk, &stopped, &error))
            {
              if (was_idle (self, error))
                put_back (self);
              else
                lose_task (self, chunk, error);
              return FALSE;
            }
          if (stopped)
            return FALSE;

          if (--n_sent > 0)
            take_in_hand (self, chunk->first, self->in_hand_ns);
        }
    }

  return TRUE;
}

static void
psc_process_lane_end_worker (PscLane *lane)
{
  PscProcessLane *self = PSC_PROCESS_LANE (lane);
  const PscLaneContext *context = psc_lane_get_context (lane);
  g_autofree char *messages = NULL;
  int exit_code = -1;
  int signal = 0;

  if (self->link != NULL)
    {
      psc_worker_link_end (self->link, self->clean);
      exit_code = psc_worker_link_get_exit_code (self->link);
      signal = psc_worker_link_get_signal (self->link);
      messages = g_utf8_make_valid (psc_worker_link_get_messages (self->link),
                                    -1);
      psc_recorder_worker_reachable (context->recorder,
                                     psc_lane_get_worker (lane), -1);
      g_clear_pointer (&self->link, psc_worker_link_free);
    }

  psc_recorder_worker_ended (context->recorder, psc_lane_get_worker (lane),
                             psc_clock_now_ns (), exit_code, signal, messages);
}

static void
psc_process_lane_class_init (PscProcessLaneClass *klass)
{
  PscLaneClass *lane_class = PSC_LANE_CLASS (klass);

  lane_class->start_worker = psc_process_lane_start_worker;
  lane_class->execute = psc_process_lane_execute;
  lane_class->end_worker = psc_process_lane_end_worker;
}

static void
psc_process_lane_init (PscProcessLane *self)
{
}

/**
 * psc_process_lane_new:
 *
 * Makes a lane that sends its chunks to a worker process.
 */
PscLane *
psc_process_lane_new (void)
{
  return g_object_new (PSC_TYPE_PROCESS_LANE, NULL);
}
