/* psc-kept-run.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-kept-run"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-kept-run-private.h"

/**
 * _psc_kept_add_worker:
 * @worker: its record; the message is copied
 *
 * Gives @run its next worker.
 */
void
_psc_kept_add_worker (PscJsonInput          *input,
                      PscRun                *run,
                      const PscWorkerRecord *worker)
{
  PscRecorder *recorder = psc_run_get_recorder (run);
  guint number;

  if (worker->ready_ns != PSC_NEVER && worker->ready_ns < worker->requested_ns)
    _psc_json_input_fail (input, "ready_ns", _("is too early"));
  if (worker->ended_ns != PSC_NEVER &&
      worker->ended_ns < MAX (worker->requested_ns, worker->ready_ns))
    _psc_json_input_fail (input, "ended_ns", _("is too early"));
  if (input->error != NULL)
    return;

  number = psc_recorder_add_worker (recorder, worker->lane, worker->kind,
                                    worker->requested_ns);
  if (worker->ready_ns != PSC_NEVER)
    psc_recorder_worker_ready (recorder, number, worker->ready_ns, worker->id);
  if (worker->ended_ns != PSC_NEVER)
    psc_recorder_worker_ended (recorder, number, worker->ended_ns,
                               worker->exit_code, worker->signal,
                               worker->message);
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const PscKeptPlace *left = a;
  const PscKeptPlace *right = b;

  if (left->start_ns != right->start_ns)
    return left->start_ns < right->start_ns ? -1 : 1;
  if (left->end_ns != right->end_ns)
    return left->end_ns < right->end_ns ? -1 : 1;

  return (left->index > right->index) - (left->index < right->index);
}

/**
 * _psc_kept_sort_places:
 * @wall_ns: when the last outcome was recorded
 *
 * Brings tasks into the order in which their lanes had them.
 */
void
_psc_kept_sort_places (PscJsonInput *input,
                       PscKeptPlace *places,
                       guint         n_places,
                       gint64        wall_ns)
{
  /* There is no array of nothing to be sorted. */
  if (n_places > 0)
    qsort (places, n_places, sizeof (PscKeptPlace), compare_places);
  if ((n_places == 0 || places[n_places - 1].start_ns == PSC_NEVER) &&
      wall_ns > 0)
    _psc_json_input_fail (input, "summary.wall_ns",
                          _("is out of range"));
}

/**
 * _psc_kept_init_steps:
 * @steps: (out caller-allocates): as many as the run has steps
 *
 * Sets the records of steps that have not been reached.
 */
void
_psc_kept_init_steps (PscRun        *run,
                      PscStepRecord *steps)
{
  PscPipeline *pipeline = psc_run_get_settings (run)->pipeline;

  for (guint i = 0; i < psc_run_get_n_steps (run); i++)
    {
      steps[i] = (PscStepRecord) { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER };
      if (psc_pipeline_step_is_compute (pipeline, i))
        steps[i].value = NAN;
      else
        steps[i].status.exit_code = -1;
    }
}

/* A task has been on a lane from its start to its end, or not at all, and no
 * lane has two at once. */
static void
check_times (PscKeptTasks        *self,
             const PscTaskRecord *task)
{
  const PscWorkerRecord *worker;

  if ((task->start_ns == PSC_NEVER) != (task->end_ns == PSC_NEVER) ||
      (task->start_ns == PSC_NEVER) != (task->lane == 0) ||
      (task->start_ns == PSC_NEVER) != (task->worker == 0))
    _psc_json_input_fail (self->input, NULL,
                          _("has begun without a time, a lane or a worker"));
  if (self->input->error != NULL || task->start_ns == PSC_NEVER)
    return;

  worker = psc_run_get_worker (self->run, task->worker - 1);
  if (worker->lane != task->lane)
    _psc_json_input_fail (self->input, "lane", _("is not its worker’s"));
  if (worker->ready_ns == PSC_NEVER || task->start_ns < worker->ready_ns ||
      task->start_ns < self->lane_ends[task->lane - 1])
    _psc_json_input_fail (self->input, "start_ns", _("is too early"));
  if (task->end_ns < task->start_ns || task->end_ns > self->wall_ns)
    _psc_json_input_fail (self->input, "end_ns", _("is out of range"));

  self->lane_ends[task->lane - 1] = task->end_ns;
}

/* Steps follow each other within their task.  The end of the last one may not
 * have been seen. */
static void
check_step (PscKeptTasks        *self,
            const PscTaskRecord *task,
            const PscStepRecord *step,
            gint64              *reached_ns)
{
  gint64 end_ns = step->end_ns != PSC_NEVER ? step->end_ns : task->end_ns;

  if (task->start_ns == PSC_NEVER)
    _psc_json_input_fail (self->input, NULL,
                          _("belongs to a task that never began"));
  if (step->start_ns < *reached_ns)
    _psc_json_input_fail (self->input, "start_ns", _("is too early"));
  if (end_ns < step->start_ns || end_ns > task->end_ns)
    _psc_json_input_fail (self->input, "end_ns",
                          _("does not lie within the task"));
  *reached_ns = end_ns;
}

static void
check_steps (PscKeptTasks        *self,
             const PscTaskRecord *task,
             const PscStepRecord *steps)
{
  gint64 reached_ns = task->start_ns;
  guint place = 0;

  for (guint i = 0; i < psc_run_get_n_steps (self->run); i++)
    {
      if (steps[i].start_ns == PSC_NEVER)
        continue;

      _psc_json_input_enter_item (self->input, "steps", place++);
      check_step (self, task, &steps[i], &reached_ns);
      _psc_json_input_leave (self->input);
    }
}

/**
 * _psc_kept_add_task:
 * @task: its record; the detail is taken
 * @steps: as many as the run has steps; the outputs are taken
 * @place: when it was; one after the other, as they were sorted
 * @is_last: whether it is the last one
 *
 * Gives a task its outcome, if it could have been so.
 */
void
_psc_kept_add_task (PscKeptTasks       *self,
                    PscTaskRecord      *task,
                    PscStepRecord      *steps,
                    const PscKeptPlace *place,
                    gboolean            is_last)
{
  check_times (self, task);
  check_steps (self, task, steps);

  if (self->input->error == NULL)
    {
      psc_recorder_task_ended (psc_run_get_recorder (self->run), place->index,
                               task, steps,
                               is_last && task->start_ns != PSC_NEVER
                               ? self->wall_ns : task->end_ns);
      return;
    }

  g_clear_pointer (&task->detail, g_free);
  for (guint i = 0; i < psc_run_get_n_steps (self->run); i++)
    g_clear_pointer (&steps[i].output, g_free);
}
