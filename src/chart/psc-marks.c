/* psc-marks.c: the signs on a lane, as many as there is room for
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-marks"

#include "config.h"

#include <math.h>

#include "psc-scene-private.h"
#include "psc-worker-end.h"

/* Where time is divided into cells a mark wide, each with one mark at most.
 * The cells begin at t0: panning does not regroup them. */
typedef struct
{
  PscScene *scene;
  guint     lane;
  double    cell_ns;
} Grid;

/* The middle of what is visible of a task. */
static gint64
get_middle_ns (const Grid *grid,
               guint       position)
{
  const PscTimeScale *scale = &grid->scene->scale;
  gint64 start_ns = psc_bars_get_start_ns (grid->scene->bars, grid->lane,
                                           position);
  gint64 end_ns = psc_bars_get_end_ns (grid->scene->bars, grid->lane, position);

  if (start_ns < scale->visible_begin_ns && end_ns > scale->visible_begin_ns)
    start_ns = scale->visible_begin_ns;
  if (end_ns > scale->visible_end_ns && start_ns < scale->visible_end_ns)
    end_ns = scale->visible_end_ns;

  return start_ns + (end_ns - start_ns) / 2;
}

/* The first of the positions from @from on whose middle is not before this. */
static guint
find_mark (const Grid    *grid,
           const guint32 *positions,
           guint          from,
           guint          end,
           gint64         time_ns)
{
  guint stride = 1;

  while (from + stride < end &&
         get_middle_ns (grid, positions[from + stride - 1]) < time_ns)
    {
      from += stride;
      stride *= 2;
    }

  end = MIN (end, from + stride);
  while (from < end)
    {
      guint middle = from + (end - from) / 2;

      if (get_middle_ns (grid, positions[middle]) < time_ns)
        from = middle + 1;
      else
        end = middle;
    }

  return from;
}

static gint64
get_cell_end_ns (const Grid *grid,
                 gint64      time_ns)
{
  return (gint64) ((floor ((double) time_ns / grid->cell_ns) + 1.) *
                   grid->cell_ns) + 1;
}

/* Moves the cursors over one cell.  The outcomes are in the order of their
 * gravity but for the last two, which are nobody's fault. */
static gboolean
take_cell (const Grid *grid,
           guint      *cursors,
           gint64      end_ns,
           PscMark    *mark)
{
  static const PscOutcome order[] = {
    PSC_OUTCOME_LOST, PSC_OUTCOME_KILLED, PSC_OUTCOME_TIMED_OUT,
    PSC_OUTCOME_FAILED, PSC_OUTCOME_NONZERO, PSC_OUTCOME_STOPPED,
    PSC_OUTCOME_SKIPPED,
  };
  gint64 first_ns = end_ns;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      guint n;
      const guint32 *positions = psc_bars_get_marked (grid->scene->bars,
                                                      grid->lane, order[i], &n);

      if (cursors[order[i]] < n)
        first_ns = MIN (first_ns,
                        get_middle_ns (grid, positions[cursors[order[i]]]));
    }

  if (first_ns >= end_ns)
    return FALSE;

  end_ns = MIN (end_ns, get_cell_end_ns (grid, first_ns));
  mark->outcome = PSC_OUTCOME_NONE;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      guint n;
      const guint32 *positions = psc_bars_get_marked (grid->scene->bars,
                                                      grid->lane, order[i], &n);
      guint *cursor = &cursors[order[i]];
      guint next = find_mark (grid, positions, *cursor, n, end_ns);

      if (next > *cursor && mark->outcome == PSC_OUTCOME_NONE)
        {
          mark->outcome = order[i];
          mark->position = positions[*cursor];
        }
      *cursor = next;
    }

  return TRUE;
}

/**
 * _psc_scene_read_marks:
 *
 * Reads the marks (PscMark) of a lane's tasks that are not ok, from the first
 * visible one to the last.  They do not overlap.
 */
void
_psc_scene_read_marks (PscScene *self,
                       guint     lane,
                       GArray   *marks)
{
  int size = _psc_scene_get_layout (self)->mark_size + 1;
  Grid grid = { self, lane, size * self->ns_per_px };
  guint cursors[PSC_N_OUTCOMES];
  gint64 end_ns = self->scale.visible_end_ns + 1;
  int free_px = G_MININT;
  PscMark mark;

  g_array_set_size (marks, 0);
  for (PscOutcome i = PSC_OUTCOME_OK + 1; i < PSC_N_OUTCOMES; i++)
    {
      guint n;
      const guint32 *positions = psc_bars_get_marked (self->bars, lane, i, &n);

      cursors[i] = find_mark (&grid, positions, 0, n,
                              self->scale.visible_begin_ns);
    }

  while (take_cell (&grid, cursors, end_ns, &mark))
    {
      mark.px = MAX (_psc_scene_to_px (self,
                                       get_middle_ns (&grid, mark.position)),
                     free_px);
      free_px = mark.px + size;
      mark.px = MIN (mark.px, _psc_scene_get_length (self));
      g_array_append_val (marks, mark);
    }
}

/* The first worker of a lane, from @index on, asked for at this time or later;
 * the number of workers when there is none. */
static guint
find_worker (PscRun        *run,
             const guint32 *workers,
             guint          index,
             guint          end,
             gint64         time_ns)
{
  while (index < end)
    {
      guint middle = index + (end - index) / 2;

      if (psc_run_get_worker (run, workers[middle])->requested_ns < time_ns)
        index = middle + 1;
      else
        end = middle;
    }

  return index;
}

/**
 * _psc_scene_read_restarts:
 *
 * Reads where along a lane (int) a worker took the place of another; those too
 * near to each other to be told apart are one.
 */
void
_psc_scene_read_restarts (PscScene *self,
                          guint     lane,
                          GArray   *places)
{
  const PscTimeScale *scale = &self->scale;
  PscRun *run = psc_bars_get_run (self->bars);
  int size = _psc_scene_get_layout (self)->mark_size;
  guint n_workers;
  const guint32 *workers = psc_run_get_lane_workers (run, lane, &n_workers);
  guint index;

  g_array_set_size (places, 0);

  /* The one before may be on its way when the visible range begins. */
  index = find_worker (run, workers, 0, n_workers, scale->visible_begin_ns);
  index = MAX (index, 2) - 1;

  while (index < n_workers)
    {
      const PscWorkerRecord *worker = psc_run_get_worker (run, workers[index]);
      int px;

      index++;
      if (worker->requested_ns > scale->visible_end_ns)
        break;
      if (worker->ready_ns == PSC_NEVER ||
          worker->ready_ns < scale->visible_begin_ns ||
          worker->ready_ns > scale->visible_end_ns)
        continue;

      px = _psc_scene_to_px (self, worker->ready_ns);
      g_array_append_val (places, px);
      index = find_worker (run, workers, index, n_workers,
                           _psc_scene_to_ns (self, px + size));
    }
}

/**
 * _psc_scene_read_deaths:
 *
 * Reads where along a lane (int) a worker died; those too near to each other to
 * be told apart are one.  The last one may be buried after the last outcome.
 */
void
_psc_scene_read_deaths (PscScene *self,
                        guint     lane,
                        GArray   *places)
{
  const PscTimeScale *scale = &self->scale;
  PscRun *run = psc_bars_get_run (self->bars);
  int size = _psc_scene_get_layout (self)->mark_size;
  int free_px = G_MININT;
  guint n_workers;
  const guint32 *workers = psc_run_get_lane_workers (run, lane, &n_workers);
  guint index;

  g_array_set_size (places, 0);

  /* The one that was there when the visible range begins may die in it. */
  index = find_worker (run, workers, 0, n_workers, scale->visible_begin_ns);
  for (index = MAX (index, 1) - 1; index < n_workers; index++)
    {
      const PscWorkerRecord *worker = psc_run_get_worker (run, workers[index]);
      gint64 ended_ns = MIN (worker->ended_ns, self->wall_ns);
      int px;

      if (worker->requested_ns > scale->visible_end_ns)
        break;
      if (ended_ns < scale->visible_begin_ns ||
          ended_ns > scale->visible_end_ns)
        continue;

      px = _psc_scene_to_px (self, ended_ns);
      if (px < free_px || !psc_worker_end_is_death (run, workers[index]))
        continue;

      g_array_append_val (places, px);
      free_px = px + size;
    }
}
