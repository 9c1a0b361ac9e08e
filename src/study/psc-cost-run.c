/* psc-cost-run.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-cost-run"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-compare.h"
#include "psc-cost-run.h"
#include "psc-format.h"

/* How much is shown beside the first tasks. */
#define BEGIN_MARGIN 1.25

/* Beside longer tasks, starts would be too short to be looked at. */
#define MAX_STARTS 5

/**
 * psc_cost_find_run:
 * @sweep: a sweep that keeps its runs
 * @tasks_per_worker: after how many files a process is replaced; 0: never
 *
 * Returns: (transfer none) (nullable): the run that stands for those with such
 *   processes
 */
PscRun *
psc_cost_find_run (PscSweep *sweep,
                   guint     tasks_per_worker)
{
  GPtrArray *points = psc_sweep_get_points (sweep);

  for (guint i = 0; i < points->len; i++)
    {
      const PscSettings *settings = psc_point_get_settings (points->pdata[i]);
      const PscSweepRun *run;

      if (!psc_mode_is_process (settings->mode) ||
          settings->tasks_per_worker != tasks_per_worker)
        continue;

      run = psc_compare_find_run (sweep, i);
      if (run != NULL)
        return run->run;
    }

  return NULL;
}

/* The first task of a lane that has ended, or %NULL. */
static const PscTaskRecord *
find_first_task (PscRun *run,
                 guint   lane)
{
  guint n_tasks;
  const guint32 *tasks = psc_run_get_lane_tasks (run, lane, &n_tasks);

  return n_tasks > 0 ? psc_run_get_task (run, tasks[0]) : NULL;
}

/**
 * psc_cost_get_begin_ns:
 * @run: a run that has ended
 *
 * Returns: until when the run is shown for all workers' starts to be seen, and
 *   their first tasks unless these are much longer
 */
gint64
psc_cost_get_begin_ns (PscRun *run)
{
  gint64 wall_ns = psc_run_get_wall_ns (run);
  gint64 ready_ns = 0, end_ns = 0;

  for (guint i = 0; i < psc_run_get_n_lanes (run); i++)
    {
      const PscTaskRecord *task = find_first_task (run, i);

      if (task == NULL || task->worker == 0 || task->end_ns == PSC_NEVER)
        continue;

      ready_ns = MAX (ready_ns,
                      psc_run_get_worker (run, task->worker - 1)->ready_ns);
      end_ns = MAX (end_ns, task->end_ns);
    }
  if (ready_ns == 0)
    return wall_ns;

  end_ns = MIN (llround ((double) end_ns * BEGIN_MARGIN),
                MAX_STARTS * ready_ns);

  return MIN (wall_ns, end_ns);
}

/**
 * psc_cost_dup_begin_text:
 * @run: a run that has ended
 *
 * Returns: (transfer full): when workers were ready and had their first files,
 *   in words; empty where none had one
 */
char *
psc_cost_dup_begin_text (PscRun *run)
{
  gint64 first_ns = G_MAXINT64, last_ns = 0, task_ns = 0;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *task_text = NULL;

  for (guint i = 0; i < psc_run_get_n_lanes (run); i++)
    {
      const PscTaskRecord *task = find_first_task (run, i);
      const PscWorkerRecord *worker;

      if (task == NULL || task->worker == 0 || task->end_ns == PSC_NEVER)
        continue;

      worker = psc_run_get_worker (run, task->worker - 1);
      first_ns = MIN (first_ns, worker->ready_ns);
      last_ns = MAX (last_ns, worker->ready_ns);
      task_ns = MAX (task_ns, task->end_ns);
    }
  if (task_ns == 0)
    return g_strdup ("");

  first = psc_format_duration (first_ns);
  last = psc_format_duration (last_ns);
  task_text = psc_format_duration (task_ns);

  /* Translators: all three are lengths of time since the run began. */
  return g_strdup_printf (_("The first worker was ready after %s and the last "
                            "after %s (hatched); all had ended a file after "
                            "%s."),
                          first, last, task_text);
}

/**
 * psc_cost_read_walls:
 * @point: the index of a point
 *
 * Returns: (transfer full) (element-type double): the wall times of its runs
 *   that count, in nanoseconds
 */
GArray *
psc_cost_read_walls (PscSweep *sweep,
                     guint     point)
{
  GArray *walls = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < psc_sweep_get_n_runs (sweep); i++)
    {
      const PscSweepRun *run = psc_sweep_get_run (sweep, i);
      double wall = (double) run->figures.wall_ns;

      if (run->point == point && run->repeat > 0 && run->problem == NULL)
        g_array_append_val (walls, wall);
    }

  return walls;
}

/**
 * psc_cost_read_lengths:
 *
 * Returns: (transfer full) (element-type double): how long the tasks of a run
 *   took that have ended, in nanoseconds
 */
GArray *
psc_cost_read_lengths (PscRun *run)
{
  GArray *lengths = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < psc_run_get_n_tasks (run); i++)
    {
      const PscTaskRecord *task = psc_run_get_task (run, i);
      double length;

      if (task == NULL || task->start_ns == PSC_NEVER ||
          task->end_ns == PSC_NEVER)
        continue;

      length = (double) (task->end_ns - task->start_ns);
      g_array_append_val (lengths, length);
    }

  return lengths;
}
