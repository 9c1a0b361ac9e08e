/* psc-worker-end.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-worker-end"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <signal.h>

#include "psc-format.h"
#include "psc-outcome.h"
#include "psc-process-tree.h"
#include "psc-worker-end.h"

/* Whether a worker held a task when it went: the lane's last one until then. */
static gboolean
find_lost (PscRun *run,
           guint   worker,
           guint  *task)
{
  const PscWorkerRecord *record = psc_run_get_worker (run, worker);
  guint begin = 0, end;
  const guint32 *tasks;

  if (psc_run_get_n_outcome (run, PSC_OUTCOME_LOST) == 0)
    return FALSE;

  tasks = psc_run_get_lane_tasks (run, record->lane - 1, &end);
  while (begin < end)
    {
      guint middle = begin + (end - begin) / 2;

      if (psc_run_get_task (run, tasks[middle])->end_ns <= record->ended_ns)
        begin = middle + 1;
      else
        end = middle;
    }
  if (begin == 0)
    return FALSE;

  *task = tasks[begin - 1];

  return psc_run_get_task (run, *task)->worker == worker + 1 &&
         psc_run_get_task (run, *task)->outcome == PSC_OUTCOME_LOST;
}

/* The worker that took the place of another one, or that one itself. */
static guint
find_successor (PscRun *run,
                guint   worker)
{
  const PscWorkerRecord *record = psc_run_get_worker (run, worker);
  guint begin = 0, end, n_workers;
  const guint32 *workers = psc_run_get_lane_workers (run, record->lane - 1,
                                                     &n_workers);

  /* They are numbered in the order in which they were asked for. */
  end = n_workers;
  while (begin < end)
    {
      guint middle = begin + (end - begin) / 2;

      if (workers[middle] <= worker)
        begin = middle + 1;
      else
        end = middle;
    }

  return begin < n_workers ? workers[begin] : worker;
}

/**
 * psc_worker_end_is_death:
 * @worker: its index, from 0
 *
 * Whether a worker process ended although its lane still needed it.
 */
gboolean
psc_worker_end_is_death (PscRun *run,
                         guint   worker)
{
  const PscWorkerRecord *record;
  gboolean in_order;
  guint task;

  g_return_val_if_fail (PSC_IS_RUN (run), FALSE);

  record = psc_run_get_worker (run, worker);
  if (record->kind != PSC_WORKER_PROCESS || record->ended_ns == PSC_NEVER)
    return FALSE;
  if (find_lost (run, worker, &task))
    return TRUE;

  in_order = record->signal == 0 && record->exit_code == 0 &&
             record->ready_ns != PSC_NEVER;

  return !in_order &&
         (find_successor (run, worker) != worker ||
          psc_run_get_lane_down_ns (run, record->lane - 1) != PSC_NEVER);
}

/**
 * psc_worker_end_count:
 *
 * How many workers of a run have died so far.
 */
guint
psc_worker_end_count (PscRun *run)
{
  guint n_deaths = 0;

  g_return_val_if_fail (PSC_IS_RUN (run), 0);

  for (guint i = 0; i < psc_run_get_n_workers (run); i++)
    n_deaths += psc_worker_end_is_death (run, i);

  return n_deaths;
}

/**
 * psc_worker_end_get_obstacle:
 * @worker: its index, from 0
 *
 * Returns: (transfer none) (nullable): why a worker cannot be killed or stopped
 *   now, in a sentence; %NULL when it can
 */
const char *
psc_worker_end_get_obstacle (PscRun *run,
                             guint   worker)
{
  const PscWorkerRecord *record;

  g_return_val_if_fail (PSC_IS_RUN (run), NULL);

  record = psc_run_get_worker (run, worker);
  if (record->kind != PSC_WORKER_PROCESS)
    return _("A thread cannot be killed alone");
  if (psc_run_is_kept (run) || psc_run_get_state (run) == PSC_RUN_ENDED)
    return _("The run has ended");
  if (record->ended_ns != PSC_NEVER)
    return _("This worker has ended");

  return NULL;
}

/**
 * psc_worker_end_is_paused:
 * @worker: its index, from 0
 *
 * Whether a worker is there and has been stopped, so that it can be continued.
 */
gboolean
psc_worker_end_is_paused (PscRun *run,
                          guint   worker)
{
  g_return_val_if_fail (PSC_IS_RUN (run), FALSE);

  return psc_worker_end_get_obstacle (run, worker) == NULL &&
         psc_process_is_paused ((pid_t) psc_run_get_worker (run, worker)->id);
}

/* These a process brings upon itself. */
static gboolean
is_crash (int signal)
{
  return signal == SIGABRT || signal == SIGBUS || signal == SIGFPE ||
         signal == SIGILL || signal == SIGSEGV || signal == SIGSYS ||
         signal == SIGTRAP;
}

/* Whoever reads that it was killed wants to know that nobody else did it. */
static gboolean
is_silenced (const PscWorkerRecord *record)
{
  return record->signal == SIGKILL && record->silent_ns != PSC_NEVER;
}

/**
 * psc_worker_end_dup_text:
 * @worker: the index of one that died, from 0
 *
 * Returns: (transfer full): how it died, such as “worker 2 was killed
 *   (SIGKILL)”
 */
char *
psc_worker_end_dup_text (PscRun *run,
                         guint   worker)
{
  const PscWorkerRecord *record;
  g_autofree char *name = NULL;

  g_return_val_if_fail (PSC_IS_RUN (run), NULL);

  record = psc_run_get_worker (run, worker);
  if (record->signal != 0)
    {
      name = psc_signal_dup_name (record->signal);
      if (is_crash (record->signal))
        return g_strdup_printf (_("worker %u crashed (%s)"), worker + 1, name);
      if (is_silenced (record))
        return g_strdup_printf (_("worker %u did not answer and was killed "
                                  "(%s)"), worker + 1, name);

      return g_strdup_printf (_("worker %u was killed (%s)"), worker + 1,
                              name);
    }

  if (record->ready_ns == PSC_NEVER)
    return g_strdup_printf (_("worker %u did not start"), worker + 1);

  return g_strdup_printf (_("worker %u left without finishing (exit status "
                            "%d)"), worker + 1, record->exit_code);
}

/* The same as a sentence of its own. */
static char *
dup_sentence (PscRun *run,
              guint   worker)
{
  const PscWorkerRecord *record = psc_run_get_worker (run, worker);
  g_autofree char *name = NULL;

  if (record->signal != 0)
    {
      name = psc_signal_dup_name (record->signal);
      if (is_crash (record->signal))
        return g_strdup_printf (_("Worker %u crashed (%s)."), worker + 1, name);
      if (is_silenced (record))
        return g_strdup_printf (_("Worker %u did not answer and was killed "
                                  "(%s)."), worker + 1, name);

      return g_strdup_printf (_("Worker %u was killed (%s)."), worker + 1,
                              name);
    }

  if (record->ready_ns == PSC_NEVER)
    return g_strdup_printf (_("Worker %u did not start."), worker + 1);

  return g_strdup_printf (_("Worker %u left without finishing (exit status "
                            "%d)."), worker + 1, record->exit_code);
}

/* Who is where the worker was. */
static char *
dup_place (PscRun *run,
           guint   worker)
{
  guint lane = psc_run_get_worker (run, worker)->lane;
  guint successor = find_successor (run, worker);

  if (successor != worker)
    return g_strdup_printf (_("Worker %u has taken its place in lane %u."),
                            successor + 1, lane);
  if (psc_run_get_lane_down_ns (run, lane - 1) != PSC_NEVER)
    return g_strdup_printf (_("Lane %u has no worker any more."), lane);
  if (!psc_run_is_kept (run) && psc_run_get_state (run) != PSC_RUN_ENDED)
    return g_strdup_printf (_("Lane %u has no worker at the moment."), lane);
  if (psc_run_get_n_outcome (run, PSC_OUTCOME_STOPPED) > 0)
    return g_strdup_printf (_("The run ended before lane %u got another one."),
                            lane);

  return g_strdup_printf (_("Lane %u had no work left for another one."), lane);
}

/**
 * psc_worker_end_dup_story:
 * @worker: the index of one that died, from 0
 *
 * Returns: (transfer full): how it died, what was lost with it, and who took
 *   its place, in sentences
 */
char *
psc_worker_end_dup_story (PscRun *run,
                          guint   worker)
{
  g_autofree char *text = dup_sentence (run, worker);
  g_autofree char *loss = NULL;
  g_autofree char *place = NULL;
  guint task;

  g_return_val_if_fail (PSC_IS_RUN (run), NULL);

  if (find_lost (run, worker, &task))
    {
      g_autofree char *name =
        psc_format_name (psc_listing_get_name (psc_run_get_listing (run),
                                               task));

      loss = g_strdup_printf (_("One file is lost: “%s”."), name);
    }
  else
    {
      loss = g_strdup (_("It held no file, and none is lost."));
    }

  place = dup_place (run, worker);

  /* Translators: how a worker died; what was lost; who took its place: a
   * sentence each. */
  return g_strdup_printf (_("%s %s %s"), text, loss, place);
}
