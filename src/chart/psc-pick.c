/* psc-pick.c: from a place on the scene to what is there, and back
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-pick"

#include "config.h"

#include <math.h>

#include "psc-scene-private.h"

static gboolean
find_hand (PscScene *self,
           guint     task,
           guint    *lane,
           gint64   *start_ns)
{
  PscRun *run = psc_bars_get_run (self->bars);
  guint index;

  for (*lane = 0; *lane < psc_run_get_n_lanes (run); (*lane)++)
    if (psc_run_get_in_hand (run, *lane, &index, start_ns) && index == task)
      return TRUE;

  return FALSE;
}

/**
 * _psc_scene_locate:
 *
 * Where a task is: a task in hand stands behind the lane's last one.  FALSE
 * for a task that no lane has had.
 */
gboolean
_psc_scene_locate (PscScene *self,
                   guint     task,
                   guint    *lane,
                   guint    *position,
                   gint64   *begin_ns,
                   gint64   *end_ns)
{
  if (task >= psc_run_get_n_tasks (psc_bars_get_run (self->bars)))
    return FALSE;

  if (psc_bars_find_task (self->bars, task, lane, position))
    {
      *begin_ns = psc_bars_get_start_ns (self->bars, *lane, *position);
      *end_ns = psc_bars_get_end_ns (self->bars, *lane, *position);
      return TRUE;
    }

  if (find_hand (self, task, lane, begin_ns))
    {
      *position = psc_bars_get_n_tasks (self->bars, *lane);
      *end_ns = MAX (self->wall_ns, *begin_ns);
      return TRUE;
    }

  return FALSE;
}

/**
 * _psc_scene_get_step_px:
 *
 * The pixels of a step of a bar; FALSE when it has none.
 */
gboolean
_psc_scene_get_step_px (PscScene *self,
                        guint     lane,
                        guint     position,
                        guint     step,
                        int      *begin_px,
                        int      *end_px)
{
  gint64 begin_ns, end_ns;

  if (!psc_bars_get_step_span (self->bars, lane, position, step, &begin_ns,
                               &end_ns))
    return FALSE;

  *begin_px = _psc_scene_to_px (self, begin_ns);
  *end_px = _psc_scene_to_px (self, end_ns);

  return *end_px > *begin_px;
}

/**
 * psc_scene_get_task_rect:
 * @task: index in the run
 * @rect: (out caller-allocates): where the visible part of its bar is; a task
 *   too narrow for a bar of its own has the columns that it shares
 *
 * Returns: %FALSE when nothing of the task is visible
 */
gboolean
psc_scene_get_task_rect (PscScene *self,
                         guint     task,
                         PscRect  *rect)
{
  const PscLayout *layout;
  gint64 begin_ns, end_ns;
  guint lane, position;
  int begin_px, end_px;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (rect != NULL, FALSE);

  layout = _psc_scene_get_layout (self);
  if (!_psc_scene_locate (self, task, &lane, &position, &begin_ns, &end_ns))
    return FALSE;

  if (position < psc_bars_get_n_tasks (self->bars, lane))
    _psc_walk_get_task_px (self, lane, position, &begin_px, &end_px);
  else
    _psc_walk_get_hand_px (self, begin_ns, end_ns, &begin_px, &end_px);

  if (end_px <= 0 || begin_px >= _psc_scene_get_length (self))
    return FALSE;

  _psc_scene_place (self, lane, begin_px, end_px, layout->bar_at,
                    layout->bar_size, rect);

  return TRUE;
}

/* The lane at a distance from the plot's edge, and the distance from the
 * lane's own. */
static gboolean
find_lane (PscScene *self,
           double    across,
           guint    *lane,
           double   *rest)
{
  const PscLayout *layout = &self->layout;
  guint n_lanes = psc_run_get_n_lanes (psc_bars_get_run (self->bars));
  double edge;

  if (across < 0.)
    return FALSE;

  /* A lane's edge is rounded to a whole pixel. */
  *lane = MIN ((guint) ((across + 1.) / layout->pitch), n_lanes);
  edge = floor (*lane * layout->pitch + .5);
  if (*lane > 0 && across < edge)
    edge = floor (--(*lane) * layout->pitch + .5);
  *rest = across - edge;

  return *lane < n_lanes;
}

/* The task that fills most of a column.  Half a pixel of a bar may lie there,
 * too, but the bar is seen beside it. */
static guint
find_longest (PscScene      *self,
              guint          lane,
              const PscItem *item)
{
  guint longest = item->first;
  gint64 most_ns = -1;

  for (guint i = item->first; i < item->first + item->n; i++)
    {
      gint64 length_ns =
        MIN (psc_bars_get_end_ns (self->bars, lane, i), item->end_ns) -
        MAX (psc_bars_get_start_ns (self->bars, lane, i), item->begin_ns);

      if (length_ns > most_ns && !_psc_walk_is_wide (self, lane, i))
        {
          most_ns = length_ns;
          longest = i;
        }
    }

  return longest;
}

/* The step of a bar at a pixel, or of a narrow task at the pixel's middle. */
static int
find_step (PscScene      *self,
           guint          lane,
           guint          position,
           const PscItem *item,
           int            px)
{
  gint64 middle_ns = item->begin_ns + (item->end_ns - item->begin_ns) / 2;
  guint n_steps = psc_run_get_n_steps (psc_bars_get_run (self->bars));

  for (guint i = 0; i < n_steps; i++)
    {
      gint64 begin_ns, end_ns;
      int begin_px, end_px;

      if (item->kind == PSC_ITEM_BAR)
        {
          if (_psc_scene_get_step_px (self, lane, position, i, &begin_px,
                                      &end_px) &&
              begin_px <= px && px < end_px)
            return (int) i;
        }
      else if (psc_bars_get_step_span (self->bars, lane, position, i,
                                       &begin_ns, &end_ns) &&
               begin_ns <= middle_ns && middle_ns < end_ns)
        {
          return (int) i;
        }
    }

  return -1;
}

static void
take_item (PscScene      *self,
           const PscItem *item,
           int            px,
           PscHit        *hit)
{
  const PscLayout *layout = &self->layout;
  guint position;

  hit->begin_ns = item->begin_ns;
  hit->end_ns = item->end_ns;

  switch (item->kind)
    {
    case PSC_ITEM_BAR:
    case PSC_ITEM_COLUMN:
      position = item->kind == PSC_ITEM_BAR
                 ? item->first : find_longest (self, hit->lane, item);
      hit->kind = PSC_HIT_TASK;
      hit->task = psc_bars_get_task (self->bars, hit->lane, position);
      hit->step = find_step (self, hit->lane, position, item, px);
      hit->begin_ns = psc_bars_get_start_ns (self->bars, hit->lane, position);
      hit->end_ns = psc_bars_get_end_ns (self->bars, hit->lane, position);
      psc_scene_get_task_rect (self, hit->task, &hit->rect);
      break;

    case PSC_ITEM_HAND:
      hit->kind = PSC_HIT_IN_HAND;
      psc_run_get_in_hand (psc_bars_get_run (self->bars), hit->lane,
                           &hit->task, &hit->begin_ns);
      _psc_scene_place (self, hit->lane, item->begin_px, item->end_px,
                        layout->bar_at, layout->bar_size, &hit->rect);
      break;

    case PSC_ITEM_GAP:
    default:
      hit->kind = PSC_HIT_GAP;
      hit->part = item->part;
      _psc_scene_place (self, hit->lane, item->begin_px, item->end_px,
                        layout->bar_at, layout->bar_size, &hit->rect);
      break;
    }
}

/**
 * psc_scene_pick:
 * @hit: (out caller-allocates): what is there
 *
 * Finds what is at a place.  The brackets and marks of a task belong to it.
 * Where many tasks share a pixel, it is the one that fills most of it.
 */
void
psc_scene_pick (PscScene *self,
                double    x,
                double    y,
                PscHit   *hit)
{
  const PscLayout *layout;
  double along, across, rest;
  PscWalk walk;
  PscItem item;
  int px;

  g_return_if_fail (self != NULL);
  g_return_if_fail (hit != NULL);

  layout = _psc_scene_get_layout (self);
  *hit = (PscHit) { .kind = PSC_HIT_NOTHING };

  if (self->options.orientation == PSC_ORIENTATION_UPRIGHT)
    {
      along = layout->plot.y + layout->plot.height - y;
      across = x - layout->plot.x;
    }
  else
    {
      along = x - layout->plot.x;
      across = y - layout->plot.y;
    }

  px = (int) floor (CLAMP (along, -1e6, 1e6));
  if (px >= _psc_scene_get_length (self) ||
      px < -layout->label_room ||
      !find_lane (self, across, &hit->lane, &rest))
    return;

  if (px < 0)
    {
      hit->kind = PSC_HIT_LABEL;
      psc_scene_get_lane_rect (self, hit->lane, &hit->rect);
      return;
    }

  if (layout->bracket_at >= 0 &&
      (rest < layout->bracket_at ||
       rest > layout->mark_at + layout->mark_size))
    return;

  _psc_walk_init (&walk, self, hit->lane, px, px + 1);
  if (_psc_walk_next (&walk, &item))
    take_item (self, &item, px, hit);
}

static gboolean
take_position (PscScene *self,
               guint     lane,
               guint     position,
               guint    *found)
{
  guint n_tasks = psc_bars_get_n_tasks (self->bars, lane);
  gint64 start_ns;

  if (position < n_tasks)
    {
      *found = psc_bars_get_task (self->bars, lane, position);
      return TRUE;
    }

  return position == n_tasks &&
         psc_run_get_in_hand (psc_bars_get_run (self->bars), lane, found,
                              &start_ns);
}

/* The task that runs at a moment in the next lane that way which has any. */
static gboolean
find_in_other_lane (PscScene *self,
                    guint     lane,
                    gboolean  forward,
                    gint64    time_ns,
                    guint    *found)
{
  guint n_lanes = psc_run_get_n_lanes (psc_bars_get_run (self->bars));

  while (forward ? ++lane < n_lanes : lane-- > 0)
    {
      guint n_tasks = psc_bars_get_n_tasks (self->bars, lane);
      guint position = psc_bars_find_ending_after (self->bars, lane, 0,
                                                   time_ns);

      if (take_position (self, lane, position, found) ||
          (n_tasks > 0 && take_position (self, lane, n_tasks - 1, found)))
        return TRUE;
    }

  return FALSE;
}

/* The task that is first seen, in the first lane that has any. */
static gboolean
find_any (PscScene *self,
          guint    *found)
{
  guint n_lanes = psc_run_get_n_lanes (psc_bars_get_run (self->bars));

  for (guint lane = 0; lane < n_lanes; lane++)
    {
      guint position =
        psc_bars_find_ending_after (self->bars, lane, 0,
                                    self->scale.visible_begin_ns);

      if (take_position (self, lane, position, found))
        return TRUE;
    }

  return FALSE;
}

/**
 * psc_scene_find_task:
 * @task: the task to go from; %G_MAXUINT to begin anywhere in what is visible
 * @found: (out): the task to go to
 *
 * Goes from a task to another one, for the keyboard.
 *
 * Returns: %FALSE when there is none that way
 */
gboolean
psc_scene_find_task (PscScene *self,
                     guint     task,
                     PscMove   move,
                     guint    *found)
{
  gint64 begin_ns, end_ns, middle_ns;
  guint lane, position, n_tasks;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (found != NULL, FALSE);

  if (!_psc_scene_locate (self, task, &lane, &position, &begin_ns, &end_ns))
    return find_any (self, found);

  middle_ns = begin_ns + (end_ns - begin_ns) / 2;
  n_tasks = psc_bars_get_n_tasks (self->bars, lane);

  switch (move)
    {
    case PSC_MOVE_PREVIOUS:
      return position > 0 && take_position (self, lane, position - 1, found);

    case PSC_MOVE_NEXT:
      return take_position (self, lane, position + 1, found);

    case PSC_MOVE_PREVIOUS_LANE:
    case PSC_MOVE_NEXT_LANE:
      return find_in_other_lane (self, lane, move == PSC_MOVE_NEXT_LANE,
                                 middle_ns, found);

    case PSC_MOVE_FIRST:
      return take_position (self, lane, 0, found);

    case PSC_MOVE_LAST:
      return take_position (self, lane, n_tasks, found) ||
             (n_tasks > 0 && take_position (self, lane, n_tasks - 1, found));

    default:
      g_return_val_if_reached (FALSE);
    }
}
