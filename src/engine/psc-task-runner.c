/* psc-task-runner.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-task-runner"

#include "config.h"

#include <errno.h>
#include <sys/stat.h>

#include "psc-clock.h"
#include "psc-command.h"
#include "psc-mark.h"
#include "psc-task-runner.h"

struct _PscTaskRunner
{
  /* Owned */
  PscPipeline         *pipeline;
  char                *mark;     /* of what its commands are */
  GSubprocessLauncher *launcher; /* made when a command needs it */
  PscComputeSpace     *space;    /* made when a compute step needs it */

  /* Borrowed */
  PscCompute          *compute;
  PscBeat             *beat; /* (nullable) */

  gint64               timeout_ns;
  int                  interrupt_fd;
  gboolean             has_command;
};

/**
 * psc_task_runner_new:
 * @settings: their pipeline must be resolved
 * @compute: (transfer none): shared by the lanes of one process
 * @interrupt_fd: ends the task in hand when it becomes readable
 * @beat: (nullable) (transfer none): kept while a step takes long
 * @mark: what the mark of its commands lies beneath
 */
PscTaskRunner *
psc_task_runner_new (const PscSettings *settings,
                     PscCompute        *compute,
                     int                interrupt_fd,
                     PscBeat           *beat,
                     const char        *mark)
{
  PscTaskRunner *self = g_new0 (PscTaskRunner, 1);

  self->pipeline = psc_pipeline_ref (settings->pipeline);
  self->compute = compute;
  self->timeout_ns = settings->step_timeout_ns;
  self->interrupt_fd = interrupt_fd;
  self->beat = beat;
  self->mark = psc_mark_new (mark);
  self->has_command = psc_pipeline_has_command (settings->pipeline);

  return self;
}

/**
 * psc_task_runner_free:
 *
 * Frees the runner.
 */
void
psc_task_runner_free (PscTaskRunner *self)
{
  psc_pipeline_unref (self->pipeline);
  g_clear_object (&self->launcher);
  g_free (self->mark);
  g_clear_pointer (&self->space, psc_compute_space_free);
  g_free (self);
}

/* What reading would block on for ever is not run.  A link to such a thing is
 * such a thing; a link to nothing is left for the tools to complain about. */
static PscCause
find_cause_to_skip (const char *path)
{
  struct stat info;

  if (stat (path, &info) != 0)
    {
      if ((errno == ENOENT || errno == ENOTDIR) && lstat (path, &info) != 0)
        return PSC_CAUSE_VANISHED;

      return PSC_CAUSE_NONE;
    }

  if (S_ISFIFO (info.st_mode))
    return PSC_CAUSE_NAMED_PIPE;
  if (S_ISSOCK (info.st_mode))
    return PSC_CAUSE_SOCKET;
  if (S_ISCHR (info.st_mode))
    return PSC_CAUSE_CHARACTER_DEVICE;
  if (S_ISBLK (info.st_mode))
    return PSC_CAUSE_BLOCK_DEVICE;

  return PSC_CAUSE_NONE;
}

static void
set_outcome (PscTaskRecord *task,
             guint          step,
             PscOutcome     outcome,
             PscCause       cause)
{
  task->outcome = (guint8) outcome;
  task->cause = (guint8) cause;
  task->step = (guint8) step;
}

/* Returns whether the next step may follow. */
static gboolean
run_compute (PscTaskRunner *self,
             guint          index,
             guint          step,
             PscTaskRecord *task,
             PscStepRecord *record)
{
  PscComputeEnd end;

  if (self->space == NULL)
    self->space = psc_compute_space_new ();

  record->start_ns = psc_clock_now_ns ();
  end = psc_compute_run (self->compute, self->space, index + 1,
                         self->interrupt_fd, self->beat,
                         &record->value);
  record->end_ns = psc_clock_now_ns ();

  switch (end)
    {
    case PSC_COMPUTE_INTERRUPTED:
      set_outcome (task, step, PSC_OUTCOME_STOPPED, PSC_CAUSE_STOP_DURING);
      return FALSE;

    case PSC_COMPUTE_TIMED_OUT:
      set_outcome (task, step, PSC_OUTCOME_TIMED_OUT, PSC_CAUSE_TIME_LIMIT);
      return FALSE;

    case PSC_COMPUTE_DONE:
    default:
      return TRUE;
    }
}

/* Returns whether the next step may follow. */
static gboolean
run_command (PscTaskRunner *self,
             guint          step,
             const char    *path,
             PscTaskRecord *task,
             PscStepRecord *record)
{
  g_auto (GStrv) argv = psc_pipeline_dup_argv (self->pipeline, step, path);
  PscCommandEnd end;

  if (self->launcher == NULL)
    self->launcher = psc_command_launcher_new (self->mark);

  end = psc_command_run (self->launcher, (const char * const *) argv,
                         self->interrupt_fd, self->timeout_ns, self->beat,
                         record, &task->detail);

  switch (end)
    {
    case PSC_COMMAND_SIGNALLED:
      set_outcome (task, step, PSC_OUTCOME_KILLED, PSC_CAUSE_SIGNAL);
      return FALSE;

    case PSC_COMMAND_NOT_STARTED:
      set_outcome (task, step, PSC_OUTCOME_FAILED, PSC_CAUSE_NO_START);
      return FALSE;

    case PSC_COMMAND_TIMED_OUT:
      set_outcome (task, step, PSC_OUTCOME_TIMED_OUT, PSC_CAUSE_TIME_LIMIT);
      return FALSE;

    case PSC_COMMAND_INTERRUPTED:
      set_outcome (task, step, PSC_OUTCOME_STOPPED, PSC_CAUSE_STOP_DURING);
      return FALSE;

    case PSC_COMMAND_EXITED:
    default:
      /* The first status that is not zero is the one that is told. */
      if (record->status.exit_code != 0 && task->outcome == PSC_OUTCOME_OK)
        set_outcome (task, step, PSC_OUTCOME_NONZERO, PSC_CAUSE_EXIT_STATUS);
      return TRUE;
    }
}

/**
 * psc_task_runner_run:
 * @index: the task's index in the run, from 0
 * @path: (nullable): the file's absolute path; not needed without commands
 * @task: (out caller-allocates): its record; who ran it is left at 0
 * @steps: (out caller-allocates): as many records as the pipeline has steps
 *
 * Takes one file through the pipeline.  The records' times are readings of
 * the clock; what they point to is the caller's.
 */
void
psc_task_runner_run (PscTaskRunner *self,
                     guint          index,
                     const char    *path,
                     PscTaskRecord *task,
                     PscStepRecord *steps)
{
  guint n_steps = psc_pipeline_get_n_steps (self->pipeline);
  PscCause skip;

  *task = (PscTaskRecord) { 0, };
  for (guint i = 0; i < n_steps; i++)
    {
      steps[i] = (PscStepRecord) { 0, };
      steps[i].start_ns = steps[i].end_ns = PSC_NEVER;
    }

  task->start_ns = psc_clock_now_ns ();
  set_outcome (task, 0, PSC_OUTCOME_OK, PSC_CAUSE_NONE);

  if (self->has_command &&
      (skip = find_cause_to_skip (path)) != PSC_CAUSE_NONE)
    {
      set_outcome (task, 0, PSC_OUTCOME_SKIPPED, skip);
    }
  else
    {
      for (guint i = 0; i < n_steps; i++)
        {
          gboolean go_on =
            psc_pipeline_step_is_compute (self->pipeline, i)
            ? run_compute (self, index, i, task, &steps[i])
            : run_command (self, i, path, task, &steps[i]);

          if (!go_on)
            break;
        }
    }

  task->end_ns = psc_clock_now_ns ();
}
