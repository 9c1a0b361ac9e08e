/* psc-walk.c: a lane from one pixel to another
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-walk"

#include "config.h"

#include <math.h>

#include "psc-scene-private.h"

/* A task this long is a bar of its own.  The length decides, not the pixels it
 * happens to cover, so that panning turns no bar into columns. */
#define MIN_BAR_PX 3

/* A moment in pixels, kept within what an int holds far beyond the plot. */
static double
to_exact_px (PscScene *scene,
             gint64    time_ns)
{
  double px = (double) (time_ns - scene->scale.visible_begin_ns) /
              scene->ns_per_px;

  return CLAMP (px, -1e6, 1e6);
}

/**
 * _psc_scene_to_px:
 *
 * The edge between two pixels that is nearest to the moment.
 */
int
_psc_scene_to_px (PscScene *self,
                  gint64    time_ns)
{
  return (int) floor (to_exact_px (self, time_ns) + .5);
}

/**
 * _psc_scene_to_ns:
 *
 * The moment where a pixel begins.  Rounded down, so that a task that ends
 * there never reaches into the pixel.
 */
gint64
_psc_scene_to_ns (PscScene *self,
                  int       px)
{
  return self->scale.visible_begin_ns +
         (gint64) floor (px * self->ns_per_px);
}

/**
 * _psc_walk_is_wide:
 *
 * Whether a task is a bar of its own at this zoom.
 */
gboolean
_psc_walk_is_wide (PscScene *scene,
                   guint     lane,
                   guint     position)
{
  gint64 length_ns = psc_bars_get_end_ns (scene->bars, lane, position) -
                     psc_bars_get_start_ns (scene->bars, lane, position);

  return (double) length_ns >= MIN_BAR_PX * scene->ns_per_px;
}

/**
 * _psc_walk_get_task_px:
 *
 * The pixels of a task: a bar's own, or the columns that a narrow one shares
 * with its neighbors.
 */
void
_psc_walk_get_task_px (PscScene *scene,
                       guint     lane,
                       guint     position,
                       int      *begin_px,
                       int      *end_px)
{
  gint64 start_ns = psc_bars_get_start_ns (scene->bars, lane, position);
  gint64 end_ns = psc_bars_get_end_ns (scene->bars, lane, position);

  if (_psc_walk_is_wide (scene, lane, position))
    {
      *begin_px = _psc_scene_to_px (scene, start_ns);
      *end_px = _psc_scene_to_px (scene, end_ns);
    }
  else
    {
      *begin_px = (int) floor (to_exact_px (scene, start_ns));
      *end_px = MAX ((int) ceil (to_exact_px (scene, end_ns)), *begin_px + 1);
    }
}

/**
 * _psc_walk_get_hand_px:
 *
 * The pixels of a task in hand, which is seen from its first moment on.
 */
void
_psc_walk_get_hand_px (PscScene *scene,
                       gint64    begin_ns,
                       gint64    end_ns,
                       int      *begin_px,
                       int      *end_px)
{
  *begin_px = _psc_scene_to_px (scene, begin_ns);
  *end_px = MAX (_psc_scene_to_px (scene, end_ns), *begin_px + MIN_BAR_PX);
}

static void
begin_gap (PscWalk *self,
           guint    position,
           int      end_px)
{
  self->n_parts = psc_account_read_gap (psc_bars_get_run (self->scene->bars),
                                        self->lane, position,
                                        self->scene->wall_ns, self->parts);
  self->part = 0;
  self->part_begin_px = _psc_scene_to_px (self->scene, 0);
  self->parts_end_px = end_px;

  if (position > 0)
    {
      int begin_px;

      _psc_walk_get_task_px (self->scene, self->lane, position - 1,
                             &begin_px, &self->part_begin_px);
    }
}

/* The next part of the gap that covers a pixel. */
static gboolean
next_part (PscWalk *self,
           PscItem *item)
{
  while (self->part < self->n_parts)
    {
      const PscPart *part = &self->parts[self->part++];
      int begin_px = self->part_begin_px;
      int end_px = _psc_scene_to_px (self->scene, part->end_ns);

      if (part->kind == PSC_PART_INSIDE)
        _psc_walk_get_hand_px (self->scene, part->begin_ns, part->end_ns,
                               &begin_px, &end_px);
      else if (self->part == self->n_parts && self->parts_end_px != G_MAXINT)
        end_px = self->parts_end_px;
      self->part_begin_px = MAX (end_px, begin_px);
      if (end_px <= self->px)
        continue;

      item->kind = part->kind == PSC_PART_INSIDE ? PSC_ITEM_HAND
                                                 : PSC_ITEM_GAP;
      item->part = part->kind;
      item->begin_px = begin_px;
      item->end_px = end_px;
      item->begin_ns = part->begin_ns;
      item->end_ns = part->end_ns;
      self->px = end_px;

      return TRUE;
    }

  if (self->parts_end_px != G_MAXINT)
    self->px = MAX (self->px, self->parts_end_px);

  return FALSE;
}

static void
take_bar (PscWalk *self,
          guint    position,
          PscItem *item)
{
  item->kind = PSC_ITEM_BAR;
  item->first = position;
  item->n = 1;
  item->begin_ns = psc_bars_get_start_ns (self->scene->bars, self->lane,
                                          position);
  item->end_ns = psc_bars_get_end_ns (self->scene->bars, self->lane, position);
  _psc_walk_get_task_px (self->scene, self->lane, position, &item->begin_px,
                         &item->end_px);
  self->px = item->end_px;
}

/* Takes the pixel of task @position, which is narrow: a column, unless a bar
 * begins in the same pixel and takes it. */
static void
take_column (PscWalk *self,
             guint    position,
             PscItem *item)
{
  gint64 end_ns = _psc_scene_to_ns (self->scene, self->px + 1);
  guint end = psc_bars_find_starting_at (self->scene->bars, self->lane,
                                         position + 1, end_ns);
  int bar_begin_px, bar_end_px;

  _psc_walk_get_task_px (self->scene, self->lane, end - 1, &bar_begin_px,
                         &bar_end_px);
  if (_psc_walk_is_wide (self->scene, self->lane, end - 1) &&
      bar_begin_px <= self->px)
    {
      take_bar (self, end - 1, item);
      return;
    }

  item->kind = PSC_ITEM_COLUMN;
  item->first = self->position;
  item->n = end - self->position;
  item->begin_ns = _psc_scene_to_ns (self->scene, self->px);
  item->end_ns = end_ns;
  item->begin_px = self->px;
  item->end_px = ++self->px;
}

/**
 * _psc_walk_init:
 *
 * Begins a walk over the pixels from @begin_px to @end_px.  What it finds at a
 * pixel does not depend on where it began.
 */
void
_psc_walk_init (PscWalk  *self,
                PscScene *scene,
                guint     lane,
                int       begin_px,
                int       end_px)
{
  *self = (PscWalk) {
    .scene = scene,
    .lane = lane,
    .px = begin_px,
    .end_px = end_px,
  };
}

/* The last half pixel of a bar may round away: then the next task counts. */
static guint
skip_rounded_away (PscWalk *self,
                   guint    position)
{
  int begin_px, end_px;

  if (position == psc_bars_get_n_tasks (self->scene->bars, self->lane) ||
      !_psc_walk_is_wide (self->scene, self->lane, position))
    return position;

  _psc_walk_get_task_px (self->scene, self->lane, position, &begin_px, &end_px);

  return end_px <= self->px ? position + 1 : position;
}

/**
 * _psc_walk_next:
 *
 * The next thing on the way, or FALSE at its end.  It costs the logarithm of
 * the tasks that lie in between.
 */
gboolean
_psc_walk_next (PscWalk *self,
                PscItem *item)
{
  PscBars *bars = self->scene->bars;
  guint n_tasks = psc_bars_get_n_tasks (bars, self->lane);

  while (self->px < self->end_px)
    {
      guint position;
      int begin_px, end_px;

      if (next_part (self, item))
        return TRUE;
      if (self->at_end || self->px >= self->end_px)
        return FALSE;

      self->position =
        psc_bars_find_ending_after (bars, self->lane, self->position,
                                    _psc_scene_to_ns (self->scene, self->px));
      position = skip_rounded_away (self, self->position);
      if (position == n_tasks)
        {
          self->at_end = TRUE;
          begin_gap (self, position, G_MAXINT);
          continue;
        }

      _psc_walk_get_task_px (self->scene, self->lane, position, &begin_px,
                             &end_px);
      if (begin_px > self->px)
        {
          begin_gap (self, position, begin_px);
          continue;
        }

      if (_psc_walk_is_wide (self->scene, self->lane, position))
        take_bar (self, position, item);
      else
        take_column (self, position, item);
      return TRUE;
    }

  return FALSE;
}

/**
 * psc_scene_has_columns:
 *
 * Whether anything that is visible is too narrow for a bar of its own.
 */
gboolean
psc_scene_has_columns (PscScene *self)
{
  guint n_lanes;

  g_return_val_if_fail (self != NULL, FALSE);

  _psc_scene_get_layout (self);
  n_lanes = psc_run_get_n_lanes (psc_bars_get_run (self->bars));
  for (guint lane = 0; lane < n_lanes; lane++)
    {
      PscWalk walk;
      PscItem item;

      _psc_walk_init (&walk, self, lane, 0, _psc_scene_get_length (self));
      while (_psc_walk_next (&walk, &item))
        if (item.kind == PSC_ITEM_COLUMN)
          return TRUE;
    }

  return FALSE;
}
