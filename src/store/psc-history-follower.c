/* psc-history-follower.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-follower"

#include "config.h"

#include "psc-history-follower-private.h"
#include "psc-history-head-private.h"

struct _PscHistoryFollower
{
  /* Owned */
  guint  *n_lane_tasks; /* by lane: how many have been told */
  GArray *alive;        /* guint32: workers that have not ended */

  /* Borrowed */
  PscRun *run;

  guint   n_workers;    /* so many have been told */
  guint   n_turns;      /* what the tail tells of has changed so often */
};

/**
 * _psc_history_follower_new:
 * @run: a run, which has to outlive it
 *
 * Begins where the run began.
 */
PscHistoryFollower *
_psc_history_follower_new (PscRun *run)
{
  PscHistoryFollower *self = g_new0 (PscHistoryFollower, 1);

  self->run = run;
  self->n_lane_tasks = g_new0 (guint, psc_run_get_n_lanes (run));
  self->alive = g_array_new (FALSE, FALSE, sizeof (guint32));

  return self;
}

/**
 * _psc_history_follower_free:
 *
 * Stops following.
 */
void
_psc_history_follower_free (PscHistoryFollower *self)
{
  g_array_unref (self->alive);
  g_free (self->n_lane_tasks);
  g_free (self);
}

static void
read_tasks (PscHistoryFollower *self,
            GArray             *tasks)
{
  for (guint lane = 0; lane < psc_run_get_n_lanes (self->run); lane++)
    {
      guint n_told = self->n_lane_tasks[lane];
      guint n_tasks;
      const guint32 *indices = psc_run_get_lane_tasks (self->run, lane,
                                                       &n_tasks);

      if (n_tasks > n_told)
        g_array_append_vals (tasks, indices + n_told, n_tasks - n_told);
      self->n_lane_tasks[lane] = n_tasks;
    }
}

/* One that has ended does not change any more. */
static void
read_workers (PscHistoryFollower *self,
              GArray             *workers)
{
  for (guint32 i = self->n_workers; i < psc_run_get_n_workers (self->run); i++)
    g_array_append_val (self->alive, i);
  self->n_workers = psc_run_get_n_workers (self->run);

  for (guint i = self->alive->len; i > 0; i--)
    {
      guint32 index = g_array_index (self->alive, guint32, i - 1);
      PscHistoryWorker worker = { index,
                                  *psc_run_get_worker (self->run, index) };

      g_array_append_val (workers, worker);
      if (worker.record.ended_ns != PSC_NEVER)
        g_array_remove_index_fast (self->alive, i - 1);
    }
}

/* Lanes give up; silences begin and end. */
static guint
count_turns (PscRun *run)
{
  guint n_turns = psc_run_get_n_silences (run);

  for (guint i = 0; i < psc_run_get_n_silences (run); i++)
    n_turns += psc_run_get_silence (run, i)->end_ns != PSC_NEVER;
  for (guint i = 0; i < psc_run_get_n_lanes (run); i++)
    n_turns += psc_run_get_lane_down_ns (run, i) != PSC_NEVER;

  return n_turns;
}

/**
 * _psc_history_follower_read:
 *
 * Returns: (transfer full): what has happened since the last call
 */
PscHistoryNews *
_psc_history_follower_read (PscHistoryFollower *self)
{
  PscHistoryNews *news = _psc_history_news_new ();
  guint n_turns = count_turns (self->run);

  read_workers (self, news->workers);
  read_tasks (self, news->tasks);
  if (n_turns != self->n_turns)
    news->tail = _psc_history_dup_tail (self->run);
  self->n_turns = n_turns;
  news->ended = psc_run_get_state (self->run) == PSC_RUN_ENDED;

  return news;
}
