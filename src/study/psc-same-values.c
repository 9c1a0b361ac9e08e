/* psc-same-values.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-same-values"

#include "config.h"

#include <math.h>

#include "psc-same-values.h"

#define NO_STEP G_MAXUINT

static guint
find_compute_step (PscPipeline *pipeline)
{
  for (guint i = 0; i < psc_pipeline_get_n_steps (pipeline); i++)
    if (psc_pipeline_step_is_compute (pipeline, i))
      return i;

  return NO_STEP;
}

/* The first value of each worker, by its index; NAN for one without.  A
 * lane's tasks are in the order of time, and so are its workers. */
static double *
read_first_values (PscRun *run,
                   guint   step)
{
  guint n_workers = psc_run_get_n_workers (run);
  double *values = g_new (double, n_workers);

  for (guint i = 0; i < n_workers; i++)
    values[i] = NAN;

  for (guint lane = 0; lane < psc_run_get_n_lanes (run); lane++)
    {
      guint n_tasks;
      const guint32 *tasks = psc_run_get_lane_tasks (run, lane, &n_tasks);

      for (guint i = 0; i < n_tasks; i++)
        {
          guint worker = psc_run_get_task (run, tasks[i])->worker;
          const PscStepRecord *record;

          if (worker == 0 || !isnan (values[worker - 1]))
            continue;

          record = psc_run_get_step (run, tasks[i], step);
          if (record->start_ns != PSC_NEVER)
            values[worker - 1] = record->value;
        }
    }

  return values;
}

/**
 * psc_same_values_find:
 * @run: a run
 * @found: (out caller-allocates): the value that most workers began with
 *
 * Looks for workers whose first random numbers are the same: then all that
 * follow are, too, task by task.
 *
 * Returns: whether at least two workers are alike
 */
gboolean
psc_same_values_find (PscRun        *run,
                      PscSameValues *found)
{
  guint step = find_compute_step (psc_run_get_settings (run)->pipeline);
  guint n_workers = psc_run_get_n_workers (run);
  g_autoptr (GHashTable) groups = g_hash_table_new (g_double_hash,
                                                    g_double_equal);
  g_autofree double *values = NULL;

  *found = (PscSameValues) { .value = NAN };
  if (step == NO_STEP)
    return FALSE;

  values = read_first_values (run, step);
  for (guint i = 0; i < n_workers; i++)
    {
      guint n;

      if (!isfinite (values[i]))
        continue;

      n = GPOINTER_TO_UINT (g_hash_table_lookup (groups, &values[i])) + 1;
      g_hash_table_insert (groups, &values[i], GUINT_TO_POINTER (n));
      if (n > found->n_workers)
        *found = (PscSameValues) { values[i], n };
    }

  return found->n_workers > 1;
}
