/* psc-paint-lanes.c: the bars and what lies between them
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-paint-lanes"

#include "config.h"

#include <math.h>

#include "psc-paint-private.h"

/* A bar this wide can spare a pixel to stand apart from the next. */
#define MIN_APART_PX 3

/* A chunk this wide has a bracket. */
#define MIN_BRACKET_PX 5

/* Rectangles are gathered by what they are filled with, and filled a lane at
 * a time: few calls of cairo whatever the number of tasks. */
typedef struct
{
  cairo_t          *cr;
  PscScene         *scene;
  const PscLayout  *layout;
  const PscLight   *light;
  const PscPalette *palette; /* of what is not lit */
  guint             lane;
  guint             n_steps;
  PscStrip         *strip;   /* (nullable): the lane's columns */
  GArray           *steps[PSC_MAX_STEPS];
  GArray           *parts[PSC_N_PART_KINDS];
  GArray           *slivers; /* of the lit part, where it has no pixel */
  GArray           *rects;   /* of hatched bars; then of brackets */
  GArray           *ticks;   /* of ordinary marks in low lanes */
  GArray           *marks;   /* PscMark */
} Painter;

static void
add_rect (Painter *self,
          GArray  *rects,
          int      begin_px,
          int      end_px,
          int      across,
          int      across_size)
{
  PscRect rect;

  _psc_scene_place (self->scene, self->lane, begin_px, end_px, across,
                    across_size, &rect);
  if (rect.width > 0. && rect.height > 0.)
    g_array_append_val (rects, rect);
}

/* Lit is also what is too short for a pixel: nothing else would show that it
 * is there. */
static void
add_sliver (Painter *self,
            gint64   begin_ns,
            gint64   end_ns)
{
  int px = _psc_scene_to_px (self->scene, begin_ns);

  if (end_ns > begin_ns && _psc_scene_to_px (self->scene, end_ns) == px)
    add_rect (self, self->slivers, px, px + 1, self->layout->bar_at,
              self->layout->bar_size);
}

/* The sliver of a bar.  Between its steps there may be several stretches: the
 * longest stands for all of them, which would cover the bar. */
static void
add_bar_sliver (Painter       *self,
                const PscItem *item)
{
  PscPart longest = { item->begin_ns, item->begin_ns, PSC_PART_INSIDE };
  gint64 cursor_ns = item->begin_ns;

  for (guint i = 0; i <= self->n_steps; i++)
    {
      gint64 begin_ns = item->end_ns, end_ns = item->end_ns;

      if (i < self->n_steps &&
          !psc_bars_get_step_span (self->scene->bars, self->lane, item->first,
                                   i, &begin_ns, &end_ns))
        continue;

      if (self->light->part == psc_part_id (PSC_PART_STEP, i))
        add_sliver (self, begin_ns, end_ns);
      if (begin_ns - cursor_ns > longest.end_ns - longest.begin_ns)
        longest = (PscPart) { cursor_ns, begin_ns, PSC_PART_INSIDE };
      cursor_ns = end_ns;
    }

  if (self->light->part == PSC_PART_INSIDE)
    add_sliver (self, longest.begin_ns, longest.end_ns);
}

/* The slivers of the gap in front of the lane's task at @position. */
static void
add_gap_slivers (Painter *self,
                 guint    position)
{
  PscPart parts[PSC_MAX_GAP_PARTS];
  guint n_parts =
    psc_account_read_gap (psc_bars_get_run (self->scene->bars), self->lane,
                          position, self->scene->wall_ns, parts);

  for (guint i = 0; i < n_parts; i++)
    if (parts[i].kind == self->light->part)
      add_sliver (self, parts[i].begin_ns, parts[i].end_ns);
}

static void
add_bar (Painter       *self,
         const PscItem *item)
{
  const PscLayout *layout = self->layout;
  PscBars *bars = self->scene->bars;
  guint task = psc_bars_get_task (bars, self->lane, item->first);
  const PscTaskRecord *record =
    psc_run_get_task (psc_bars_get_run (bars), task);
  int end_px = item->end_px;

  if (end_px - item->begin_px >= MIN_APART_PX)
    end_px--;

  add_rect (self, self->parts[PSC_PART_INSIDE], item->begin_px, end_px,
            layout->bar_at, layout->bar_size);
  for (guint i = 0; i < self->n_steps; i++)
    {
      int step_begin_px, step_end_px;

      if (_psc_scene_get_step_px (self->scene, self->lane, item->first, i,
                                  &step_begin_px, &step_end_px))
        add_rect (self, self->steps[i], step_begin_px,
                  MIN (step_end_px, end_px),
                  layout->bar_at, layout->bar_size);
    }

  /* A step that exits non-zero is an ordinary end: its mark says enough. */
  if (record->outcome > PSC_OUTCOME_NONZERO)
    add_rect (self, self->rects, item->begin_px, end_px, layout->bar_at,
              layout->bar_size);

  if (self->light->part != PSC_NO_PART)
    {
      add_gap_slivers (self, item->first);
      add_bar_sliver (self, item);
    }
}

static void
add_item (Painter       *self,
          const PscItem *item)
{
  const PscLayout *layout = self->layout;
  PscRect rect;

  switch (item->kind)
    {
    case PSC_ITEM_BAR:
      add_bar (self, item);
      break;

    case PSC_ITEM_COLUMN:
      if (self->strip == NULL)
        self->strip = _psc_strip_new (self->scene, self->lane, self->light);
      _psc_strip_add (self->strip, item);
      break;

    case PSC_ITEM_HAND:
      _psc_scene_place (self->scene, self->lane, item->begin_px, item->end_px,
                        layout->bar_at, layout->bar_size, &rect);
      _psc_paint_hand (self->cr,
                       _psc_light_get_palette (self->light, PSC_PART_INSIDE),
                       self->scene->options.orientation, &rect);
      break;

    case PSC_ITEM_GAP:
    default:
      add_rect (self, self->parts[item->part], item->begin_px, item->end_px,
                layout->bar_at, layout->bar_size);
      break;
    }
}

/* Makes the rectangles the path and forgets them. */
static gboolean
take_path (Painter *self,
           GArray  *rects)
{
  if (rects->len == 0)
    return FALSE;

  for (guint i = 0; i < rects->len; i++)
    {
      const PscRect *rect = &g_array_index (rects, PscRect, i);

      cairo_rectangle (self->cr, rect->x, rect->y, rect->width, rect->height);
    }

  g_array_set_size (rects, 0);

  return TRUE;
}

static void
fill_part (Painter *self,
           guint    part)
{
  const PscPalette *palette = _psc_light_get_palette (self->light, part);
  guint step;

  if (psc_part_id_get_step (part, &step))
    _psc_paint_fill_step (self->cr, palette, step);
  else if (part == self->light->part)
    _psc_paint_fill_lit (self->cr, palette, part);
  else
    _psc_paint_fill_part (self->cr, palette, part);
}

static void
flush (Painter *self)
{
  for (guint i = 0; i < PSC_N_PART_KINDS; i++)
    if (take_path (self, self->parts[i]))
      fill_part (self, i);

  for (guint i = 0; i < self->n_steps; i++)
    if (take_path (self, self->steps[i]))
      fill_part (self, psc_part_id (PSC_PART_STEP, i));

  if (self->strip != NULL)
    _psc_strip_paint (self->strip, self->cr);
  g_clear_pointer (&self->strip, _psc_strip_free);

  if (take_path (self, self->slivers))
    fill_part (self, self->light->part);

  if (take_path (self, self->rects))
    {
      _psc_paint_set_pattern (self->cr, PSC_PATTERN_RISING,
                              &self->palette->hatch);
      cairo_fill (self->cr);
    }
}

/* A line along the chunk with an end pointing to the bars on either side. */
static void
add_bracket (Painter *self,
             int      begin_px,
             int      end_px)
{
  int at = self->layout->bracket_at;
  int size = self->layout->bar_at - at - 1;
  int length = _psc_scene_get_length (self->scene);
  PscRect line;

  _psc_scene_place (self->scene, self->lane, begin_px, end_px, at, 1, &line);
  g_array_append_val (self->rects, line);
  if (begin_px >= 0)
    add_rect (self, self->rects, begin_px, begin_px + 1, at, size);
  if (end_px <= length)
    add_rect (self, self->rects, end_px - 1, end_px, at, size);
}

/* Where a chunk begins or ends along the lane. */
static void
get_chunk_px (Painter       *self,
              const guint32 *chunks,
              guint          n_chunks,
              guint          index,
              int           *begin_px,
              int           *end_px)
{
  guint n_tasks = psc_bars_get_n_tasks (self->scene->bars, self->lane);
  guint last = (index + 1 < n_chunks ? chunks[index + 1] : n_tasks) - 1;
  int unused;

  _psc_walk_get_task_px (self->scene, self->lane, chunks[index], begin_px,
                         &unused);
  _psc_walk_get_task_px (self->scene, self->lane, last, &unused, end_px);
}

/* The last chunk that begins before this position. */
static guint
find_chunk (const guint32 *chunks,
            guint          n_chunks,
            guint          position)
{
  guint begin = 0, end = n_chunks;

  while (begin < end)
    {
      guint middle = begin + (end - begin) / 2;

      if (chunks[middle] <= position)
        begin = middle + 1;
      else
        end = middle;
    }

  return MAX (begin, 1) - 1;
}

/* Brackets for the chunks that are wide enough.  None of these lies between two
 * places that are nearer to each other than its width. */
static void
paint_brackets (Painter *self)
{
  PscBars *bars = self->scene->bars;
  int length = _psc_scene_get_length (self->scene);
  guint n_tasks = psc_bars_get_n_tasks (bars, self->lane);
  guint n_chunks, position = 0;
  const guint32 *chunks = psc_bars_get_chunks (bars, self->lane, &n_chunks);

  for (int px = 0; px < length; )
    {
      int begin_px, end_px;

      position = psc_bars_find_ending_after (bars, self->lane, position,
                                             _psc_scene_to_ns (self->scene, px));
      if (position == n_tasks)
        break;

      get_chunk_px (self, chunks, n_chunks,
                    find_chunk (chunks, n_chunks, position),
                    &begin_px, &end_px);
      if (begin_px >= length)
        break;
      if (end_px - begin_px >= MIN_BRACKET_PX)
        add_bracket (self, begin_px, end_px - 1);
      px = MAX (px + MIN_BRACKET_PX - 1, end_px);
    }

  if (take_path (self, self->rects))
    {
      _psc_paint_set_color (self->cr, &self->palette->bracket, 1.);
      cairo_fill (self->cr);
    }
}

/* The middle of a mark on the lane. */
static void
get_point (Painter *self,
           int      px,
           int      across,
           double  *x,
           double  *y)
{
  PscRect rect;

  _psc_scene_place (self->scene, self->lane, px, px, across, 0, &rect);
  *x = rect.x;
  *y = rect.y;
}

/* Fills the signs of one kind, the ordinary or the others. */
static void
fill_marks (Painter  *self,
            gboolean  ordinary)
{
  cairo_new_path (self->cr);

  for (guint i = 0; i < self->marks->len; i++)
    {
      const PscMark *mark = &g_array_index (self->marks, PscMark, i);
      double x, y;

      if ((mark->outcome == PSC_OUTCOME_NONZERO) != ordinary)
        continue;

      get_point (self, mark->px, self->layout->mark_at, &x, &y);
      _psc_glyph_add (self->cr, mark->outcome, x, y, self->layout->mark_size);
    }

  _psc_paint_set_color (self->cr, ordinary ? &self->palette->dim_text
                                           : &self->palette->mark, 1.);
  cairo_fill (self->cr);
}

/* Where marks have no place of their own, the ordinary are ticks below the bars,
 * and the others lie on the bars, each on something to set it off. */
static void
paint_low_marks (Painter *self)
{
  const PscLayout *layout = self->layout;
  int half = layout->mark_size / 2 + 1;

  for (guint i = 0; i < self->marks->len; i++)
    {
      const PscMark *mark = &g_array_index (self->marks, PscMark, i);

      if (mark->outcome == PSC_OUTCOME_NONZERO)
        add_rect (self, self->ticks, mark->px - 1, mark->px + 2,
                  layout->bar_at + layout->bar_size, layout->tick_size);
      else
        add_rect (self, self->rects, mark->px - half, mark->px + half,
                  layout->mark_at - half, 2 * half);
    }

  if (take_path (self, self->ticks))
    {
      _psc_paint_set_color (self->cr, &self->palette->dim_text, 1.);
      cairo_fill (self->cr);
    }
  if (take_path (self, self->rects))
    {
      _psc_paint_set_color (self->cr, &self->palette->background, 1.);
      cairo_fill (self->cr);
    }
}

static void
paint_marks (Painter *self)
{
  gboolean low = self->layout->tick_size > 0;

  _psc_scene_read_marks (self->scene, self->lane, self->marks);
  if (self->marks->len == 0)
    return;

  if (low)
    paint_low_marks (self);

  /* There may be hundreds of them: the best edges would cost most of a frame. */
  cairo_set_antialias (self->cr, CAIRO_ANTIALIAS_FAST);
  if (!low)
    fill_marks (self, TRUE);
  fill_marks (self, FALSE);
  cairo_set_antialias (self->cr, CAIRO_ANTIALIAS_DEFAULT);
}

static gboolean
is_clipped (Painter *self)
{
  double x1, y1, x2, y2;
  PscRect rect;

  _psc_scene_place (self->scene, self->lane, 0,
                    _psc_scene_get_length (self->scene), 0,
                    (int) ceil (self->layout->pitch), &rect);
  cairo_clip_extents (self->cr, &x1, &y1, &x2, &y2);

  return rect.x > x2 || rect.x + rect.width < x1 ||
         rect.y > y2 || rect.y + rect.height < y1;
}

static void
paint_lane (Painter *self)
{
  PscWalk walk;
  PscItem item;

  if (is_clipped (self))
    return;

  _psc_walk_init (&walk, self->scene, self->lane, 0,
                  _psc_scene_get_length (self->scene));
  while (_psc_walk_next (&walk, &item))
    add_item (self, &item);
  flush (self);

  if (self->scene->options.show_chunks && self->layout->bracket_at >= 0 &&
      psc_bars_has_chunks (self->scene->bars))
    paint_brackets (self);
  _psc_paint_silences (self->cr, self->scene, self->palette, self->lane);
  _psc_paint_workers (self->cr, self->scene, self->palette, self->lane);
  paint_marks (self);
}

/**
 * _psc_paint_lanes:
 *
 * Paints the bars of all lanes that the clip lets through.
 */
void
_psc_paint_lanes (cairo_t        *cr,
                  PscScene       *scene,
                  const PscLight *light)
{
  PscRun *run = psc_bars_get_run (scene->bars);
  Painter self = {
    .cr = cr,
    .scene = scene,
    .layout = _psc_scene_get_layout (scene),
    .light = light,
    .palette = light->others,
    .n_steps = psc_run_get_n_steps (run),
    .slivers = g_array_new (FALSE, FALSE, sizeof (PscRect)),
    .rects = g_array_new (FALSE, FALSE, sizeof (PscRect)),
    .ticks = g_array_new (FALSE, FALSE, sizeof (PscRect)),
    .marks = g_array_new (FALSE, FALSE, sizeof (PscMark)),
  };

  for (guint i = 0; i < self.n_steps; i++)
    self.steps[i] = g_array_new (FALSE, FALSE, sizeof (PscRect));
  for (guint i = 0; i < PSC_N_PART_KINDS; i++)
    self.parts[i] = g_array_new (FALSE, FALSE, sizeof (PscRect));

  cairo_save (cr);
  cairo_new_path (cr);
  for (self.lane = 0; self.lane < psc_run_get_n_lanes (run); self.lane++)
    paint_lane (&self);
  cairo_restore (cr);

  for (guint i = 0; i < self.n_steps; i++)
    g_array_unref (self.steps[i]);
  for (guint i = 0; i < PSC_N_PART_KINDS; i++)
    g_array_unref (self.parts[i]);
  g_array_unref (self.slivers);
  g_array_unref (self.rects);
  g_array_unref (self.ticks);
  g_array_unref (self.marks);
}
