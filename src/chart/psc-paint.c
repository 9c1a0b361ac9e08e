/* psc-paint.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-paint"

#include "config.h"

#include <math.h>

#include "psc-paint-private.h"

/* The side of the square that a pattern repeats. */
#define TILE_SIZE 6.

/**
 * _psc_paint_set_color:
 *
 * Makes a color the source.
 */
void
_psc_paint_set_color (cairo_t        *cr,
                      const PscColor *color,
                      double          alpha)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, alpha);
}

static void
add_diagonal (cairo_t  *cr,
              gboolean  rising)
{
  /* The neighbors' ends show in the corners. */
  for (int i = -1; i <= 1; i++)
    {
      double offset = i * TILE_SIZE;

      cairo_move_to (cr, offset - 1., rising ? TILE_SIZE + 1. : -1.);
      cairo_line_to (cr, offset + TILE_SIZE + 1.,
                     rising ? -1. : TILE_SIZE + 1.);
    }
}

/**
 * _psc_paint_set_pattern:
 *
 * Makes lines in this color the source.  They are a drawing, not pixels: they
 * stay sharp in print and on dense screens.
 */
void
_psc_paint_set_pattern (cairo_t        *cr,
                        PscPattern      pattern,
                        const PscColor *color)
{
  const cairo_rectangle_t tile = { 0., 0., TILE_SIZE, TILE_SIZE };
  cairo_surface_t *surface =
    cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &tile);
  cairo_t *tile_cr = cairo_create (surface);

  _psc_paint_set_color (tile_cr, color, 1.);
  cairo_set_line_width (tile_cr, 1.);

  if (pattern == PSC_PATTERN_DOTTED)
    {
      cairo_arc (tile_cr, TILE_SIZE / 2., TILE_SIZE / 2., 1.2, 0., 2 * G_PI);
      cairo_fill (tile_cr);
    }
  if (pattern == PSC_PATTERN_RISING || pattern == PSC_PATTERN_CROSSED)
    add_diagonal (tile_cr, TRUE);
  if (pattern == PSC_PATTERN_FALLING || pattern == PSC_PATTERN_CROSSED)
    add_diagonal (tile_cr, FALSE);
  cairo_stroke (tile_cr);
  cairo_destroy (tile_cr);

  cairo_set_source_surface (cr, surface, 0., 0.);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_REPEAT);
  cairo_surface_destroy (surface);
}

/**
 * _psc_paint_fill_part:
 *
 * Fills the path as a part of the account is shown.
 */
void
_psc_paint_fill_part (cairo_t          *cr,
                      const PscPalette *palette,
                      PscPartKind       part)
{
  static const struct
  {
    double     tint;
    PscPattern pattern;
  } looks[PSC_N_PART_KINDS] = {
    [PSC_PART_START] = { .12, PSC_PATTERN_RISING },
    [PSC_PART_STEP] = { 1., PSC_PATTERN_NONE },
    [PSC_PART_INSIDE] = { 1., PSC_PATTERN_NONE },
    [PSC_PART_HANDOVER] = { .75, PSC_PATTERN_NONE },
    [PSC_PART_RESTART] = { .25, PSC_PATTERN_FALLING },
    [PSC_PART_DOWN] = { .12, PSC_PATTERN_CROSSED },
    [PSC_PART_TAIL] = { .0, PSC_PATTERN_DOTTED },
  };

  _psc_paint_set_color (cr, &palette->parts[part], looks[part].tint);
  if (looks[part].pattern == PSC_PATTERN_NONE)
    {
      cairo_fill (cr);
      return;
    }

  cairo_fill_preserve (cr);
  _psc_paint_set_pattern (cr, looks[part].pattern, &palette->parts[part]);
  cairo_fill (cr);
}

/**
 * _psc_paint_fill_step:
 *
 * Fills the path as a step is shown.
 */
void
_psc_paint_fill_step (cairo_t          *cr,
                      const PscPalette *palette,
                      guint             step)
{
  _psc_paint_set_color (cr, psc_palette_get_step_color (palette, step), 1.);
  if (!psc_palette_step_has_pattern (step))
    {
      cairo_fill (cr);
      return;
    }

  cairo_fill_preserve (cr);
  _psc_paint_set_pattern (cr, PSC_PATTERN_DOTTED, &palette->background);
  cairo_fill (cr);
}

static void
set_clip (cairo_t       *cr,
          const PscRect *rect)
{
  cairo_rectangle (cr, rect->x, rect->y, rect->width, rect->height);
  cairo_clip (cr);
}

/**
 * psc_paint:
 * @cr: where to paint
 * @scene: what to paint; updated by the caller
 * @palette: the colors to use
 *
 * Paints a chart, but for the background.
 */
void
psc_paint (cairo_t          *cr,
           PscScene         *scene,
           const PscPalette *palette)
{
  g_return_if_fail (cr != NULL);
  g_return_if_fail (scene != NULL);
  g_return_if_fail (palette != NULL);

  cairo_save (cr);
  _psc_paint_caption (cr, scene, palette);
  _psc_paint_legend (cr, scene, palette);
  _psc_paint_axis (cr, scene, palette);
  _psc_paint_labels (cr, scene, palette);
  _psc_paint_lanes (cr, scene, palette);
  cairo_restore (cr);
}

/**
 * psc_paint_background:
 *
 * Covers everything with the palette's background.
 */
void
psc_paint_background (cairo_t          *cr,
                      const PscPalette *palette)
{
  g_return_if_fail (cr != NULL);
  g_return_if_fail (palette != NULL);

  _psc_paint_set_color (cr, &palette->background, 1.);
  cairo_paint (cr);
}

/**
 * psc_paint_highlight:
 * @task: index in the run
 * @highlight: how it stands out
 *
 * Draws a frame around a task, to be laid over a painted chart.
 */
void
psc_paint_highlight (cairo_t          *cr,
                     PscScene         *scene,
                     const PscPalette *palette,
                     guint             task,
                     PscHighlight      highlight)
{
  double width = highlight == PSC_HIGHLIGHT_SELECTION ? 2. : 1.;
  PscRect plot, rect;

  g_return_if_fail (cr != NULL);
  g_return_if_fail (scene != NULL);
  g_return_if_fail (palette != NULL);

  if (!psc_scene_get_task_rect (scene, task, &rect))
    return;

  psc_scene_get_plot (scene, &plot);
  plot = (PscRect) { plot.x - 3., plot.y - 3., plot.width + 6.,
                     plot.height + 6. };

  cairo_save (cr);
  set_clip (cr, &plot);

  /* A line in the background's color sets the frame off from the bars. */
  cairo_rectangle (cr, rect.x - 1., rect.y - 1., rect.width + 2.,
                   rect.height + 2.);
  _psc_paint_set_color (cr, &palette->background, 1.);
  cairo_set_line_width (cr, width + 2.);
  cairo_stroke_preserve (cr);
  _psc_paint_set_color (cr, &palette->highlight, 1.);
  cairo_set_line_width (cr, width);
  cairo_stroke (cr);
  cairo_restore (cr);
}
