/* psc-strip.c: a lane's columns of narrow tasks
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-strip"

#include "config.h"


#include "psc-paint-private.h"

/* What the colors of steps that need a pattern are sprinkled with. */
#define DOT_DISTANCE 3

/* What is shown of a column, from the bottom up: the steps, then these. */
enum
{
  SHARE_INSIDE,
  SHARE_RESTART,
  N_OTHER_SHARES
};

typedef struct
{
  int    px;
  guint  first;    /* the first task that ends after the column's beginning */
  guint  next;     /* the first task that ends after its end */
  gint64 begin_ns;
  gint64 end_ns;
} Column;

struct _PscStrip
{
  /* Owned */
  cairo_surface_t *surface;
  GArray          *columns;  /* Column */

  /* Borrowed */
  PscScene        *scene;
  guint32         *pixels;

  guint            lane;
  PscShares        until;    /* what the lane's time went into until then */
  gint64           until_ns;

  int              stride; /* in pixels */
  int              length;
  int              size;   /* across the lane */
  gboolean         upright;
  guint            n_steps;
  guint32          colors[PSC_MAX_STEPS + N_OTHER_SHARES];
  guint32          dot;
  guint            lit;    /* the share that is lit, or PSC_NO_PART */
  gboolean         lights_rest;
  guint32          rest;   /* of the hand-over, where that is lit */
};

/* A pixel of CAIRO_FORMAT_ARGB32: the color is multiplied by alpha. */
static guint32
get_pixel (const PscColor *color,
           double          alpha)
{
  return (guint32) (alpha * 255. + .5) << 24 |
         (guint32) (color->red * alpha * 255. + .5) << 16 |
         (guint32) (color->green * alpha * 255. + .5) << 8 |
         (guint32) (color->blue * alpha * 255. + .5);
}

static guint32
get_part_pixel (const PscLight *light,
                PscPartKind     part,
                double          alpha)
{
  const PscPalette *palette = _psc_light_get_palette (light, part);

  return get_pixel (&palette->parts[part], light->part == part ? 1. : alpha);
}

static void
choose_colors (PscStrip       *self,
               const PscLight *light)
{
  for (guint i = 0; i < self->n_steps; i++)
    {
      guint part = psc_part_id (PSC_PART_STEP, i);
      const PscPalette *palette = _psc_light_get_palette (light, part);

      self->colors[i] = get_pixel (psc_palette_get_step_color (palette, i),
                                   1.);
      if (part == light->part)
        self->lit = i;
    }

  self->colors[self->n_steps + SHARE_INSIDE] =
    get_part_pixel (light, PSC_PART_INSIDE, 1.);
  self->colors[self->n_steps + SHARE_RESTART] =
    get_part_pixel (light, PSC_PART_RESTART, .5);
  if (light->part == PSC_PART_INSIDE)
    self->lit = self->n_steps + SHARE_INSIDE;
  if (light->part == PSC_PART_RESTART)
    self->lit = self->n_steps + SHARE_RESTART;

  self->dot = get_pixel (&light->lit->dots, 1.);
  self->lights_rest = light->part == PSC_PART_HANDOVER;
  self->rest = get_part_pixel (light, PSC_PART_HANDOVER, 1.);
}

/**
 * _psc_strip_new:
 *
 * Makes a blank strip as long as the plot.
 */
PscStrip *
_psc_strip_new (PscScene       *scene,
                guint           lane,
                const PscLight *light)
{
  PscStrip *self = g_new0 (PscStrip, 1);

  self->scene = scene;
  self->lane = lane;
  self->until_ns = PSC_NEVER;
  self->upright = scene->options.orientation == PSC_ORIENTATION_UPRIGHT;
  self->length = _psc_scene_get_length (scene);
  self->size = _psc_scene_get_layout (scene)->bar_size;
  self->n_steps = psc_run_get_n_steps (psc_bars_get_run (scene->bars));
  self->surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                self->upright ? self->size : self->length,
                                self->upright ? self->length : self->size);
  self->pixels = (guint32 *) (void *)
    cairo_image_surface_get_data (self->surface);
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  self->stride = cairo_image_surface_get_stride (self->surface) / 4;

  self->lit = PSC_NO_PART;
  choose_colors (self, light);

  return self;
}

/**
 * _psc_strip_free:
 *
 * Frees the strip.
 */
void
_psc_strip_free (PscStrip *self)
{
  cairo_surface_destroy (self->surface);
  g_array_unref (self->columns);
  g_free (self);
}

/* Fills a part of a column, counted from its foot. */
static void
fill_pixels (PscStrip *self,
             int       px,
             int       from,
             int       to,
             guint32   color,
             gboolean  dotted)
{
  guint32 *pixel;
  int step;

  if (self->upright)
    {
      pixel = self->pixels + (self->length - 1 - px) * self->stride + from;
      step = 1;
    }
  else
    {
      pixel = self->pixels + (self->size - 1 - from) * self->stride + px;
      step = -self->stride;
    }

  dotted = dotted && px % DOT_DISTANCE == 0;
  for (int i = from; i < to; i++, pixel += step)
    *pixel = dotted && i % DOT_DISTANCE == 0 ? self->dot : color;
}

/* Reads what a column's time went into.  The next column, which mostly begins
 * where this one ends, needs only its own end. */
static void
read_values (PscStrip     *self,
             const Column *column,
             gint64       *values)
{
  PscBars *bars = self->scene->bars;
  PscShares since = self->until;

  if (self->until_ns != column->begin_ns)
    psc_bars_read_shares (bars, self->lane, column->first, column->begin_ns,
                          &since);
  psc_bars_read_shares (bars, self->lane, column->next, column->end_ns,
                        &self->until);
  self->until_ns = column->end_ns;

  for (guint i = 0; i < self->n_steps; i++)
    values[i] = self->until.steps_ns[i] - since.steps_ns[i];
  values[self->n_steps + SHARE_INSIDE] =
    self->until.inside_ns - since.inside_ns;
  values[self->n_steps + SHARE_RESTART] =
    self->until.restart_ns - since.restart_ns;
}

/* Lights what is left of a column between two tasks, which is hand-over. */
static void
fill_rest (PscStrip     *self,
           const Column *column,
           int           from)
{
  guint n_tasks = psc_bars_get_n_tasks (self->scene->bars, self->lane);

  if (column->first > 0 && column->next < n_tasks)
    fill_pixels (self, column->px, MIN (from, self->size - 1), self->size,
                 self->rest, FALSE);
}

/* Shows what a pixel's stretch of time went into as heights.  What had no task
 * stays blank; but as a task that is shorter than any pixel would not be seen
 * at all, the greatest share has a pixel at least, or the one that is lit. */
static void
fill_column (PscStrip     *self,
             const Column *column)
{
  gint64 values[PSC_MAX_STEPS + N_OTHER_SHARES];
  guint n = self->n_steps + N_OTHER_SHARES, least = 0;
  double scale = (double) self->size /
                 (double) (column->end_ns - column->begin_ns);
  gint64 sum_ns = 0;
  int from = 0;

  read_values (self, column, values);
  for (guint i = 1; i < n; i++)
    if (values[i] > values[least])
      least = i;
  if (self->lit != PSC_NO_PART && values[self->lit] > 0)
    least = self->lit;

  for (guint i = 0; i < n; i++)
    {
      int to;

      sum_ns += values[i];
      to = (int) ((double) sum_ns * scale + .5);
      if (i == least && to <= from)
        {
          from = MIN (from, self->size - 1);
          to = from + 1;
        }
      to = CLAMP (to, from, self->size);
      fill_pixels (self, column->px, from, to, self->colors[i],
                   i < self->n_steps && psc_palette_step_has_pattern (i));
      from = to;
    }

  if (self->lights_rest && sum_ns < column->end_ns - column->begin_ns)
    fill_rest (self, column, from);
}

/**
 * _psc_strip_add:
 *
 * Adds a column, in the order of time.
 */
void
_psc_strip_add (PscStrip      *self,
                const PscItem *item)
{
  PscBars *bars = self->scene->bars;
  Column column = { item->begin_px, item->first, item->first + item->n,
                    item->begin_ns, item->end_ns };

  /* The last task may go on beyond the column. */
  if (psc_bars_get_end_ns (bars, self->lane, column.next - 1) > item->end_ns)
    column.next--;
  psc_bars_prefetch_shares (bars, self->lane, column.next);
  g_array_append_val (self->columns, column);
}

/**
 * _psc_strip_paint:
 *
 * Lays the columns on their lane.
 */
void
_psc_strip_paint (PscStrip *self,
                  cairo_t  *cr)
{
  PscRect rect;

  for (guint i = 0; self->pixels != NULL && i < self->columns->len; i++)
    fill_column (self, &g_array_index (self->columns, Column, i));

  psc_scene_get_lane_rect (self->scene, self->lane, &rect);
  cairo_surface_mark_dirty (self->surface);
  cairo_set_source_surface (cr, self->surface, rect.x, rect.y);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_rectangle (cr, rect.x, rect.y, rect.width, rect.height);
  cairo_fill (cr);
}
