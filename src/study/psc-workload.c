/* psc-workload.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-workload"

#include "config.h"

#include "psc-workload.h"

typedef struct
{
  PscLoad load;
  guint   chunk; /* of the last task */
} Entry;

struct _PscWorkload
{
  /* Owned */
  PscRun *run;
  GArray *entries; /* Entry, by the worker's index */
  guint  *n_seen;  /* by lane: tasks that have been added up */
};

/**
 * psc_workload_new:
 * @run: a run
 *
 * Reads what its workers have done up to now.
 */
PscWorkload *
psc_workload_new (PscRun *run)
{
  PscWorkload *self = g_new0 (PscWorkload, 1);

  self->run = g_object_ref (run);
  self->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  self->n_seen = g_new0 (guint, psc_run_get_n_lanes (run));
  psc_workload_update (self);

  return self;
}

/**
 * psc_workload_free:
 *
 * Frees the reader.
 */
void
psc_workload_free (PscWorkload *self)
{
  g_clear_object (&self->run);
  g_array_unref (self->entries);
  g_free (self->n_seen);
  g_free (self);
}

static void
add_task (PscWorkload *self,
          guint        index)
{
  const PscTaskRecord *task = psc_run_get_task (self->run, index);
  Entry *entry;

  if (task->worker == 0 || task->worker > self->entries->len ||
      task->start_ns == PSC_NEVER || task->end_ns == PSC_NEVER)
    return;

  entry = &g_array_index (self->entries, Entry, task->worker - 1);
  if (entry->load.n_tasks == 0)
    entry->load.first = index;
  if (entry->load.n_tasks == 0 || entry->chunk != task->chunk)
    entry->load.n_chunks++;
  entry->load.n_tasks++;
  entry->load.busy_ns += task->end_ns - task->start_ns;
  entry->chunk = task->chunk;
}

/**
 * psc_workload_update:
 *
 * Adds what has come in since the last time.
 */
void
psc_workload_update (PscWorkload *self)
{
  g_array_set_size (self->entries, psc_run_get_n_workers (self->run));

  for (guint lane = 0; lane < psc_run_get_n_lanes (self->run); lane++)
    {
      guint n_tasks;
      const guint32 *tasks = psc_run_get_lane_tasks (self->run, lane,
                                                     &n_tasks);

      for (guint i = self->n_seen[lane]; i < n_tasks; i++)
        add_task (self, tasks[i]);
      self->n_seen[lane] = n_tasks;
    }
}

/**
 * psc_workload_get_load:
 * @worker: a worker's index, from 0
 *
 * Returns: (transfer none): what the worker had done at the last update; good
 *   until the next
 */
const PscLoad *
psc_workload_get_load (PscWorkload *self,
                       guint        worker)
{
  g_return_val_if_fail (worker < self->entries->len, NULL);

  return &g_array_index (self->entries, Entry, worker).load;
}

/**
 * psc_workload_get_present_ns:
 * @worker: a worker's index, from 0
 *
 * Returns: how long the worker could have worked: from when it was ready to
 *   its end, or to that of the run; 0 when it never was ready
 */
gint64
psc_workload_get_present_ns (PscWorkload *self,
                             guint        worker)
{
  const PscWorkerRecord *record = psc_run_get_worker (self->run, worker);
  gint64 end_ns = psc_run_get_wall_ns (self->run);

  if (record->ready_ns == PSC_NEVER)
    return 0;
  if (record->ended_ns != PSC_NEVER)
    end_ns = MIN (end_ns, record->ended_ns);

  return MAX (end_ns - record->ready_ns, 0);
}
