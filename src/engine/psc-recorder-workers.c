/* psc-recorder-workers.c: the workers in a run's record
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-recorder-workers"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <sys/pidfd.h>

#include "psc-clock.h"
#include "psc-error.h"
#include "psc-recorder-inside-private.h"

static void
publish_worker (PscRecorder *self,
                guint        worker)
{
  PscWorkerChange change = { worker, };

  change.record = g_array_index (self->workers, PscWorkerRecord, worker - 1);
  g_array_append_val (self->changes, change);
}

/* Records are copied, their texts are not. */
static char *
keep_message (PscRecorder *self,
              const char  *message)
{
  char *kept = g_strdup (message);

  g_ptr_array_add (self->messages, kept);

  return kept;
}

static void
publish_silence (PscRecorder *self,
                 guint        silence)
{
  PscSilenceChange change = { silence - 1, };

  change.silence = g_array_index (self->silences, PscSilence, silence - 1);
  g_array_append_val (self->silence_changes, change);
}

static void
set_silent (PscRecorder *self,
            guint        worker,
            gint64       since_ns)
{
  g_array_index (self->workers, PscWorkerRecord, worker - 1).silent_ns =
    since_ns;
  publish_worker (self, worker);
}

static void
begin_silence (PscRecorder *self,
               guint        worker,
               gint64       start_ns,
               gboolean     is_stopped)
{
  PscSilence silence = { start_ns, PSC_NEVER, worker, is_stopped };

  g_array_append_val (self->silences, silence);
  g_array_index (self->reaches, PscReach, worker - 1).silence =
    self->silences->len;
  publish_silence (self, self->silences->len);
  set_silent (self, worker, start_ns);
}

static void
end_silence (PscRecorder *self,
             guint        worker,
             gint64       end_ns)
{
  PscReach *reach = &g_array_index (self->reaches, PscReach, worker - 1);
  PscSilence *silence;

  reach->stopped = FALSE;
  if (reach->silence == 0)
    return;

  silence = &g_array_index (self->silences, PscSilence, reach->silence - 1);
  silence->end_ns = MAX (end_ns, silence->start_ns);
  publish_silence (self, reach->silence);
  reach->silence = 0;
  set_silent (self, worker, PSC_NEVER);
}

/* Who stops a worker here knows when, even if it is for so short that nobody
 * misses its signs.  It can only be missed with a task in hand. */
static void
note_turn (PscRecorder *self,
           guint        worker,
           gboolean     stops)
{
  PscReach *reach = &g_array_index (self->reaches, PscReach, worker - 1);
  guint lane = g_array_index (self->workers, PscWorkerRecord, worker - 1).lane;
  const PscLaneState *state = &self->lanes[lane - 1];
  gint64 now_ns = _psc_recorder_since_t0 (self, psc_clock_now_ns ());

  if (!stops && reach->stopped && reach->silence == 0 &&
      state->index != PSC_NOTHING_IN_HAND)
    {
      begin_silence (self, worker, MAX (reach->turn_ns, state->start_ns), TRUE);
      end_silence (self, worker, now_ns);
    }

  reach->stopped = stops;
  reach->turn_ns = now_ns;
}

/**
 * psc_recorder_add_worker:
 *
 * Notes that @lane (from 1) has asked for a worker.  Returns its number,
 * which is unique in the run.
 */
guint
psc_recorder_add_worker (PscRecorder   *self,
                         guint          lane,
                         PscWorkerKind  kind,
                         gint64         requested_ns)
{
  PscWorkerRecord record = { 0, };
  PscReach reach = { .pidfd = -1, .turn_ns = PSC_NEVER };
  guint number;

  g_return_val_if_fail (lane >= 1 && lane <= self->n_lanes, 0);

  record.lane = (guint16) lane;
  record.kind = kind;
  record.ready_ns = PSC_NEVER;
  record.silent_ns = PSC_NEVER;
  record.ended_ns = PSC_NEVER;
  record.exit_code = -1;

  g_mutex_lock (&self->mutex);
  record.requested_ns = _psc_recorder_since_t0 (self, requested_ns);
  g_array_append_val (self->workers, record);
  g_array_append_val (self->reaches, reach);
  number = self->workers->len;
  publish_worker (self, number);
  _psc_recorder_unlock (self);

  return number;
}

/**
 * psc_recorder_worker_reachable:
 * @pidfd: (transfer none): the descriptor of its process; -1 takes it away
 *   again, which has to be done before it is closed
 *
 * Lets @worker be sent signals by psc_run_signal_worker().
 */
void
psc_recorder_worker_reachable (PscRecorder *self,
                               guint        worker,
                               int          pidfd)
{
  g_mutex_lock (&self->mutex);
  g_array_index (self->reaches, PscReach, worker - 1).pidfd = pidfd;
  g_mutex_unlock (&self->mutex);
}

/**
 * psc_recorder_worker_was_signalled:
 *
 * Whether psc_run_signal_worker() has sent @worker a signal.
 */
gboolean
psc_recorder_worker_was_signalled (PscRecorder *self,
                                   guint        worker)
{
  gboolean signalled;

  g_mutex_lock (&self->mutex);
  signalled = g_array_index (self->reaches, PscReach, worker - 1).signalled;
  g_mutex_unlock (&self->mutex);

  return signalled;
}

/**
 * psc_recorder_worker_ready:
 * @id: its process or thread id
 *
 * Notes that @worker can take a chunk from now on.
 */
void
psc_recorder_worker_ready (PscRecorder *self,
                           guint        worker,
                           gint64       ready_ns,
                           gint64       id)
{
  PscWorkerRecord *record;

  g_mutex_lock (&self->mutex);
  record = &g_array_index (self->workers, PscWorkerRecord, worker - 1);
  record->ready_ns = _psc_recorder_since_t0 (self, ready_ns);
  record->id = id;
  publish_worker (self, worker);
  _psc_recorder_unlock (self);
}

/**
 * psc_recorder_worker_silent:
 * @since_ns: when it was last heard of
 * @is_stopped: whether it was stopped, as by SIGSTOP
 *
 * Notes that @worker does not answer though it should.
 */
void
psc_recorder_worker_silent (PscRecorder *self,
                            guint        worker,
                            gint64       since_ns,
                            gboolean     is_stopped)
{
  PscReach *reach;

  g_mutex_lock (&self->mutex);
  reach = &g_array_index (self->reaches, PscReach, worker - 1);
  if (reach->silence == 0)
    begin_silence (self, worker, MAX (_psc_recorder_since_t0 (self, since_ns),
                                      reach->turn_ns), is_stopped);
  _psc_recorder_unlock (self);
}

/**
 * psc_recorder_worker_heard:
 *
 * Notes that @worker, which was silent, has given a sign.
 */
void
psc_recorder_worker_heard (PscRecorder *self,
                           guint        worker,
                           gint64       now_ns)
{
  g_mutex_lock (&self->mutex);
  end_silence (self, worker, _psc_recorder_since_t0 (self, now_ns));
  _psc_recorder_unlock (self);
}

/**
 * psc_recorder_worker_ended:
 * @exit_code: -1 unless it is a process that exited
 * @signal: 0 unless it is a process that a signal ended
 * @message: (nullable): what it said last, for the user
 *
 * Notes that @worker is gone.
 */
void
psc_recorder_worker_ended (PscRecorder *self,
                           guint        worker,
                           gint64       ended_ns,
                           int          exit_code,
                           int          signal,
                           const char  *message)
{
  PscWorkerRecord *record;

  g_mutex_lock (&self->mutex);
  record = &g_array_index (self->workers, PscWorkerRecord, worker - 1);
  record->ended_ns = _psc_recorder_since_t0 (self, ended_ns);
  record->exit_code = exit_code;
  record->signal = signal;
  if (message != NULL && *message != '\0')
    record->message = keep_message (self, message);
  publish_worker (self, worker);
  _psc_recorder_unlock (self);
}

/**
 * psc_recorder_lane_gave_up:
 * @reason: in words for the user
 *
 * Notes that no worker will come to @lane (from 1) any more.
 */
void
psc_recorder_lane_gave_up (PscRecorder *self,
                           guint        lane,
                           gint64       now_ns,
                           const char  *reason)
{
  g_return_if_fail (lane >= 1 && lane <= self->n_lanes);

  g_mutex_lock (&self->mutex);
  self->lanes[lane - 1].down_ns = _psc_recorder_since_t0 (self, now_ns);
  self->lanes[lane - 1].reason = keep_message (self, reason);
  _psc_recorder_unlock (self);
}

/**
 * _psc_recorder_signal_worker:
 *
 * Sends @signal to the process of @worker (from 1).  Its lane cannot let go of
 * the descriptor meanwhile, so that no other process is hit.
 */
gboolean
_psc_recorder_signal_worker (PscRecorder  *self,
                             guint         worker,
                             int           signal,
                             GError      **error)
{
  gboolean sent = FALSE;
  PscReach *reach;

  g_mutex_lock (&self->mutex);
  if (worker >= 1 && worker <= self->reaches->len)
    {
      reach = &g_array_index (self->reaches, PscReach, worker - 1);
      sent = reach->pidfd >= 0 &&
             pidfd_send_signal (reach->pidfd, signal, NULL, 0) == 0;
      reach->signalled |= sent;
      if (sent && (signal == SIGSTOP || signal == SIGCONT))
        note_turn (self, worker, signal == SIGSTOP);
    }
  _psc_recorder_unlock (self);

  if (!sent)
    g_set_error (error, PSC_ERROR, PSC_ERROR_NO_WORKER,
                 _("Worker %u cannot be sent a signal: it is a thread, or it "
                   "has ended."), worker);

  return sent;
}
