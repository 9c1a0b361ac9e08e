/* psc-history-task.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-task"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "psc-command.h"
#include "psc-history-task-private.h"
#include "psc-kept-run-private.h"

/* A task's steps stand one behind the other in one value, as GVariant would
 * lay out "a(xxtdinquu)"; what they wrote stands in another, stdout before
 * stderr, step by step.  A row for each step would cost as much as the task's
 * own. */
typedef struct
{
  gint64  start_ns;
  gint64  end_ns;
  guint64 dropped;
  double  value;
  gint32  exit_code;
  gint16  signal;
  guint16 left_process;
  guint32 stdout_length;
  guint32 stderr_length;
} StepPart;
G_STATIC_ASSERT (sizeof (StepPart) == 48);

static void
fill_part (StepPart            *part,
           const PscStepRecord *step,
           gboolean             is_compute)
{
  *part = (StepPart) { .start_ns = step->start_ns, .end_ns = step->end_ns };
  if (is_compute)
    {
      part->value = step->value;
    }
  else
    {
      part->exit_code = step->status.exit_code;
      part->signal = step->status.signal;
      part->left_process = step->status.left_process;
    }
  if (step->output != NULL)
    {
      part->dropped = step->output->dropped;
      part->stdout_length = step->output->stdout_length;
      part->stderr_length = step->output->stderr_length;
    }
}

/**
 * _psc_history_task_write:
 * @run: any thread may call while the main context goes on with it
 * @index: a task that has its outcome
 *
 * Adds a row.
 */
void
_psc_history_task_write (PscHistoryDb *db,
                         gint64        entry,
                         PscRun       *run,
                         guint         index)
{
  const PscTaskRecord *task = psc_run_get_task (run, index);
  PscPipeline *pipeline = psc_run_get_settings (run)->pipeline;
  guint n_steps = psc_run_get_n_steps (run);
  g_autoptr (GByteArray) output = g_byte_array_new ();
  StepPart parts[PSC_MAX_STEPS];

  for (guint i = 0; i < n_steps; i++)
    {
      const PscStepRecord *step = psc_run_get_step (run, index, i);

      fill_part (&parts[i], step, psc_pipeline_step_is_compute (pipeline, i));
      if (step->output != NULL)
        g_byte_array_append (output, (const guint8 *) step->output->data,
                             step->output->stdout_length +
                             step->output->stderr_length);
    }

  _psc_history_db_run (
    db, "INSERT OR REPLACE INTO task VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
    "iiiiiiiittsbb", entry, (gint64) index, (gint64) task->outcome,
    (gint64) task->cause, (gint64) task->step, (gint64) task->worker,
    (gint64) task->lane, (gint64) task->chunk, task->start_ns, task->end_ns,
    task->detail, parts, n_steps * sizeof (StepPart), output->data,
    (gsize) output->len);
}

static gboolean
is_time (gint64 time_ns)
{
  return time_ns == PSC_NEVER ||
         (time_ns >= 0 && time_ns <= PSC_JSON_MAX_TIME_NS);
}

/* Returns: how many bytes of the output are the step's */
static gsize
read_part (PscJsonInput   *input,
           const StepPart *part,
           const char     *data,
           gsize           n_left,
           gboolean        is_compute,
           PscStepRecord  *step)
{
  gsize length = (gsize) part->stdout_length + part->stderr_length;

  step->start_ns = part->start_ns;
  step->end_ns = part->end_ns;
  if (!is_time (part->start_ns) || !is_time (part->end_ns) ||
      (part->start_ns == PSC_NEVER && part->end_ns != PSC_NEVER))
    _psc_json_input_fail (input, "start_ns", _("is out of range"));

  if (is_compute)
    {
      step->value = part->value;
      if (isinf (part->value))
        _psc_json_input_fail (input, "value", _("is not a number"));
      return 0;
    }

  step->status.exit_code = part->exit_code;
  step->status.signal = part->signal;
  step->status.left_process = part->left_process != 0;
  if (part->exit_code < -1)
    _psc_json_input_fail (input, "exit_code", _("is out of range"));
  if (part->signal < 0 || part->signal > PSC_KEPT_MAX_SIGNAL)
    _psc_json_input_fail (input, "signal", _("is out of range"));
  if (part->stdout_length > PSC_OUTPUT_LIMIT ||
      part->stderr_length > PSC_OUTPUT_LIMIT || length > n_left)
    _psc_json_input_fail (input, "stdout", _("is too long"));
  if (part->dropped > G_MAXINT64)
    _psc_json_input_fail (input, "dropped", _("is out of range"));
  if (input->error != NULL || (length == 0 && part->dropped == 0))
    return 0;

  step->output = g_malloc (sizeof (PscOutput) + length);
  step->output->dropped = part->dropped;
  step->output->stdout_length = part->stdout_length;
  step->output->stderr_length = part->stderr_length;
  if (length > 0)
    memcpy (step->output->data, data, length);

  return length;
}

static void
read_steps (PscHistoryColumns *columns,
            PscRun            *run,
            PscStepRecord     *steps)
{
  PscPipeline *pipeline = psc_run_get_settings (run)->pipeline;
  guint n_steps = psc_run_get_n_steps (run);
  StepPart parts[PSC_MAX_STEPS];
  const char *data;
  gsize n_left;

  if ((gsize) sqlite3_column_bytes (columns->statement, 10) !=
      n_steps * sizeof (StepPart))
    {
      _psc_json_input_fail (columns->input, "steps", _("is out of range"));
      return;
    }

  memcpy (parts, sqlite3_column_blob (columns->statement, 10),
          n_steps * sizeof (StepPart));
  data = sqlite3_column_blob (columns->statement, 11);
  n_left = (gsize) sqlite3_column_bytes (columns->statement, 11);
  for (guint i = 0; i < n_steps; i++)
    {
      gsize length;

      _psc_json_input_enter_item (columns->input, "steps", i);
      length = read_part (columns->input, &parts[i], data, n_left,
                          psc_pipeline_step_is_compute (pipeline, i),
                          &steps[i]);
      _psc_json_input_leave (columns->input);

      if (length > 0)
        data += length;
      n_left -= length;
    }
}

/**
 * _psc_history_task_read:
 * @columns: at a row of %PSC_HISTORY_TASK_COLUMNS
 * @run: a run of the past that has its workers
 * @task: (out caller-allocates): its record; the detail is the caller's
 * @steps: (out caller-allocates): as many as the run has steps, none of them
 *   reached; the outputs are the caller's
 *
 * Reads a row, without asking whether the task could have been so.
 */
void
_psc_history_task_read (PscHistoryColumns *columns,
                        PscRun            *run,
                        PscTaskRecord     *task,
                        PscStepRecord     *steps)
{
  task->outcome = (guint8) _psc_history_get_int (columns, 1, "outcome",
                                                 PSC_OUTCOME_OK,
                                                 PSC_N_OUTCOMES - 1);
  task->cause = (guint8) _psc_history_get_int (columns, 2, "cause", 0,
                                               PSC_N_CAUSES - 1);
  task->step = (guint8) _psc_history_get_int (columns, 3, "cause_step", 0,
                                              psc_run_get_n_steps (run) - 1);
  task->worker = (guint32) _psc_history_get_int (columns, 4, "worker", 0,
                                                 psc_run_get_n_workers (run));
  task->lane = (guint16) _psc_history_get_int (columns, 5, "lane", 0,
                                               psc_run_get_n_lanes (run));
  task->chunk = (guint32) _psc_history_get_int (columns, 6, "chunk", 0,
                                                psc_run_get_n_tasks (run));
  task->start_ns = _psc_history_get_time (columns, 7, "start_ns");
  task->end_ns = _psc_history_get_time (columns, 8, "end_ns");
  task->detail = _psc_history_dup_words (columns, 9);
  read_steps (columns, run, steps);
}
