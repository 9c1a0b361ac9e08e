/* psc-bars.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-bars"

#include "config.h"

#include "psc-bars-private.h"

static void
append_task (PscBars *self,
             guint    lane_index,
             guint    task)
{
  PscBarsLane *lane = &self->lanes[lane_index];
  const PscTaskRecord *record = psc_run_get_task (self->run, task);
  guint32 position = lane->spans->len;
  PscSpan span = { record->start_ns, record->end_ns };

  /* Whatever a record says, the bars of a lane do not overlap. */
  if (position > 0)
    span.start_ns = MAX (span.start_ns,
                         _psc_bars_get_span (lane, position - 1)->end_ns);
  span.end_ns = MAX (span.end_ns, span.start_ns);
  g_array_append_val (lane->spans, span);
  _psc_bars_append_shares (self, lane_index, task, record->worker);
  lane->last_worker = record->worker;

  if (position == 0 || record->chunk != lane->last_chunk)
    g_array_append_val (lane->chunks, position);
  else
    self->has_chunks = TRUE;
  lane->last_chunk = record->chunk;

  if (record->outcome > PSC_OUTCOME_OK)
    {
      GArray **marked = &lane->marked[record->outcome];

      if (*marked == NULL)
        *marked = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_array_append_val (*marked, position);
    }
}

static void
psc_bars_finalize (PscBars *self)
{
  for (guint i = 0; i < self->n_lanes; i++)
    {
      PscBarsLane *lane = &self->lanes[i];

      g_array_unref (lane->spans);
      g_array_unref (lane->sums);
      g_array_unref (lane->restarts);
      g_array_unref (lane->chunks);
      for (guint j = 0; j < PSC_N_OUTCOMES; j++)
        g_clear_pointer (&lane->marked[j], g_array_unref);
    }

  g_free (self->lanes);
  g_object_unref (self->run);
}

/**
 * psc_bars_new:
 * @run: the run; a reference is held
 *
 * Returns: (transfer full): the bars of the tasks that have ended so far
 */
PscBars *
psc_bars_new (PscRun *run)
{
  PscBars *self;

  g_return_val_if_fail (PSC_IS_RUN (run), NULL);

  self = g_rc_box_new0 (PscBars);
  self->run = g_object_ref (run);
  self->n_lanes = psc_run_get_n_lanes (run);
  self->n_steps = psc_run_get_n_steps (run);
  self->lanes = g_new0 (PscBarsLane, self->n_lanes);

  for (guint i = 0; i < self->n_lanes; i++)
    {
      PscBarsLane *lane = &self->lanes[i];

      lane->spans = g_array_new (FALSE, FALSE, sizeof (PscSpan));
      lane->sums = g_array_new (FALSE, FALSE, sizeof (gint64));
      lane->restarts = g_array_new (FALSE, TRUE, sizeof (gint64));
      lane->chunks = g_array_new (FALSE, FALSE, sizeof (guint32));
    }

  psc_bars_update (self);

  return self;
}

/**
 * psc_bars_ref:
 *
 * Returns: (transfer full): the same bars
 */
PscBars *
psc_bars_ref (PscBars *self)
{
  return g_rc_box_acquire (self);
}

/**
 * psc_bars_unref:
 *
 * Releases a reference.
 */
void
psc_bars_unref (PscBars *self)
{
  g_rc_box_release_full (self, (GDestroyNotify) psc_bars_finalize);
}

/**
 * psc_bars_update:
 *
 * Takes in the tasks that have ended since the last update.
 *
 * Returns: whether there were any
 */
gboolean
psc_bars_update (PscBars *self)
{
  gboolean changed = FALSE;

  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->n_lanes; i++)
    {
      guint n_tasks;
      const guint32 *tasks = psc_run_get_lane_tasks (self->run, i, &n_tasks);

      changed |= n_tasks > self->lanes[i].spans->len;
      for (guint j = self->lanes[i].spans->len; j < n_tasks; j++)
        append_task (self, i, tasks[j]);
    }

  return changed;
}

/**
 * psc_bars_get_run:
 *
 * Returns: (transfer none): the run
 */
PscRun *
psc_bars_get_run (PscBars *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->run;
}

/**
 * psc_bars_get_n_tasks:
 *
 * How many tasks of the lane the bars know.
 */
guint
psc_bars_get_n_tasks (PscBars *self,
                      guint    lane)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (lane < self->n_lanes, 0);

  return self->lanes[lane].spans->len;
}

/**
 * psc_bars_get_task:
 *
 * The index in the run of a lane's task.
 */
guint
psc_bars_get_task (PscBars *self,
                   guint    lane,
                   guint    position)
{
  const guint32 *tasks;
  guint n_tasks;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (position < psc_bars_get_n_tasks (self, lane), 0);

  tasks = psc_run_get_lane_tasks (self->run, lane, &n_tasks);

  return tasks[position];
}

/**
 * psc_bars_get_start_ns:
 *
 * When a lane's task began; never before the one in front of it ended.
 */
gint64
psc_bars_get_start_ns (PscBars *self,
                       guint    lane,
                       guint    position)
{
  return _psc_bars_get_span (&self->lanes[lane], position)->start_ns;
}

/**
 * psc_bars_get_end_ns:
 *
 * When a lane's task ended.
 */
gint64
psc_bars_get_end_ns (PscBars *self,
                     guint    lane,
                     guint    position)
{
  return _psc_bars_get_span (&self->lanes[lane], position)->end_ns;
}

/**
 * psc_bars_find_task:
 * @task: index in the run
 * @lane: (out): the lane in which it ended
 * @position: (out): its position there
 *
 * Returns: %FALSE for a task that has not ended, or not in a lane
 */
gboolean
psc_bars_find_task (PscBars *self,
                    guint    task,
                    guint   *lane,
                    guint   *position)
{
  const PscTaskRecord *record;
  guint n_tasks, found;

  g_return_val_if_fail (self != NULL, FALSE);

  record = psc_run_get_task (self->run, task);
  if (record == NULL || record->lane == 0)
    return FALSE;

  *lane = record->lane - 1u;
  n_tasks = psc_bars_get_n_tasks (self, *lane);

  /* Tasks without a length share their moment with a neighbor. */
  found = psc_bars_find_ending_after (self, *lane, 0, record->end_ns - 1);
  while (found < n_tasks && psc_bars_get_task (self, *lane, found) != task)
    found++;
  *position = found;

  return found < n_tasks;
}

/**
 * psc_bars_find_ending_after:
 * @from: where to begin; the search costs the logarithm of the distance
 *
 * Returns: the first position from @from on whose task ends after @time_ns;
 *   the number of tasks when there is none
 */
guint
psc_bars_find_ending_after (PscBars *self,
                            guint    lane,
                            guint    from,
                            gint64   time_ns)
{
  const PscSpan *spans = (const PscSpan *) self->lanes[lane].spans->data;
  guint end = self->lanes[lane].spans->len;
  guint stride = 1;

  while (from + stride < end && spans[from + stride - 1].end_ns <= time_ns)
    {
      from += stride;
      stride *= 2;
    }

  end = MIN (end, from + stride);
  while (from < end)
    {
      guint middle = from + (end - from) / 2;

      if (spans[middle].end_ns <= time_ns)
        from = middle + 1;
      else
        end = middle;
    }

  return from;
}

/**
 * psc_bars_find_starting_at:
 * @from: where to begin; the search costs the logarithm of the distance
 *
 * Returns: the first position from @from on whose task starts at @time_ns or
 *   later; the number of tasks when there is none
 */
guint
psc_bars_find_starting_at (PscBars *self,
                           guint    lane,
                           guint    from,
                           gint64   time_ns)
{
  const PscSpan *spans = (const PscSpan *) self->lanes[lane].spans->data;
  guint end = self->lanes[lane].spans->len;
  guint stride = 1;

  while (from + stride < end && spans[from + stride - 1].start_ns < time_ns)
    {
      from += stride;
      stride *= 2;
    }

  end = MIN (end, from + stride);
  while (from < end)
    {
      guint middle = from + (end - from) / 2;

      if (spans[middle].start_ns < time_ns)
        from = middle + 1;
      else
        end = middle;
    }

  return from;
}

/**
 * psc_bars_get_step_span:
 * @begin_ns: (out): when the step began
 * @end_ns: (out): when it ended
 *
 * Returns: %FALSE when the task did not reach the step
 */
gboolean
psc_bars_get_step_span (PscBars *self,
                        guint    lane,
                        guint    position,
                        guint    step,
                        gint64  *begin_ns,
                        gint64  *end_ns)
{
  guint task;
  PscSpan span;

  g_return_val_if_fail (self != NULL, FALSE);

  task = psc_bars_get_task (self, lane, position);
  if (!_psc_bars_read_step_span (psc_run_get_step (self->run, task, step),
                                 _psc_bars_get_span (&self->lanes[lane],
                                                     position), &span))
    return FALSE;

  *begin_ns = span.start_ns;
  *end_ns = span.end_ns;

  return TRUE;
}

/**
 * psc_bars_get_marked:
 * @n_positions: (out): how many there are
 *
 * Returns: (transfer none) (nullable): the positions of the lane's tasks with
 *   this outcome, which is neither none nor ok; valid until the next update
 */
const guint32 *
psc_bars_get_marked (PscBars    *self,
                     guint       lane,
                     PscOutcome  outcome,
                     guint      *n_positions)
{
  GArray *marked;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (lane < self->n_lanes, NULL);
  g_return_val_if_fail (outcome > PSC_OUTCOME_OK, NULL);
  g_return_val_if_fail (outcome < PSC_N_OUTCOMES, NULL);

  marked = self->lanes[lane].marked[outcome];
  *n_positions = marked != NULL ? marked->len : 0;

  return marked != NULL ? (const guint32 *) marked->data : NULL;
}

/**
 * psc_bars_get_chunks:
 * @n_positions: (out): how many there are
 *
 * Returns: (transfer none): the positions of the lane's tasks that are the
 *   first of their chunk there; valid until the next update
 */
const guint32 *
psc_bars_get_chunks (PscBars *self,
                     guint    lane,
                     guint   *n_positions)
{
  GArray *chunks;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (lane < self->n_lanes, NULL);

  chunks = self->lanes[lane].chunks;
  *n_positions = chunks->len;

  return (const guint32 *) chunks->data;
}

/**
 * psc_bars_has_chunks:
 *
 * Whether some chunk has more than one task, so that showing them says
 * something.
 */
gboolean
psc_bars_has_chunks (PscBars *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->has_chunks;
}
