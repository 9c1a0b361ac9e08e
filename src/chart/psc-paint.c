/* psc-paint.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-paint"

#include "config.h"


#include "psc-paint-private.h"

/* The side of the square that a pattern repeats. */
#define TILE_SIZE 6

/* Pixels to a side of a pixel, where a pattern has to be pixels. */
#define FINENESS  4

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

/* A square of lines in this color, as a drawing, not pixels: it stays sharp in
 * print and on dense screens.  Cairo's SVG surface would leak a drawing, and
 * gets fine pixels instead. */
static cairo_surface_t *
make_tile (PscPattern       pattern,
           const PscColor  *color,
           cairo_surface_t *target)
{
  const cairo_rectangle_t extents = { 0., 0., TILE_SIZE, TILE_SIZE };
  cairo_surface_t *tile;
  cairo_t *cr;

  if (cairo_surface_get_type (target) == CAIRO_SURFACE_TYPE_SVG)
    {
      tile = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                         TILE_SIZE * FINENESS,
                                         TILE_SIZE * FINENESS);
      cairo_surface_set_device_scale (tile, FINENESS, FINENESS);
    }
  else
    {
      tile = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA,
                                             &extents);
    }

  cr = cairo_create (tile);
  _psc_paint_set_color (cr, color, 1.);
  cairo_set_line_width (cr, 1.);

  if (pattern == PSC_PATTERN_DOTTED)
    {
      cairo_arc (cr, TILE_SIZE / 2., TILE_SIZE / 2., 1.2, 0., 2 * G_PI);
      cairo_fill (cr);
    }
  if (pattern == PSC_PATTERN_RISING || pattern == PSC_PATTERN_CROSSED)
    add_diagonal (cr, TRUE);
  if (pattern == PSC_PATTERN_FALLING || pattern == PSC_PATTERN_CROSSED)
    add_diagonal (cr, FALSE);
  cairo_stroke (cr);
  cairo_destroy (cr);

  return tile;
}

/* Tiles are made once for a surface: files hold each of them once. */
static GHashTable *
get_tiles (cairo_t *cr)
{
  static cairo_user_data_key_t key;
  cairo_surface_t *target = cairo_get_target (cr);
  GHashTable *tiles = cairo_surface_get_user_data (target, &key);

  if (tiles == NULL)
    {
      tiles =
        g_hash_table_new_full (NULL, NULL, NULL,
                               (GDestroyNotify) cairo_surface_destroy);
      if (cairo_surface_set_user_data (target, &key, tiles,
                                       (GDestroyNotify) g_hash_table_unref))
        g_clear_pointer (&tiles, g_hash_table_unref);
    }

  return tiles;
}

/**
 * _psc_paint_set_pattern:
 *
 * Makes lines in this color the source.  On a surface that is in error, as one
 * out of memory, nothing happens.
 */
void
_psc_paint_set_pattern (cairo_t        *cr,
                        PscPattern      pattern,
                        const PscColor *color)
{
  GHashTable *tiles = get_tiles (cr);
  gpointer key = GUINT_TO_POINTER (pattern << 24 |
                                   (guint) (color->red * 255. + .5) << 16 |
                                   (guint) (color->green * 255. + .5) << 8 |
                                   (guint) (color->blue * 255. + .5));
  cairo_surface_t *tile;

  if (tiles == NULL)
    return;

  tile = g_hash_table_lookup (tiles, key);
  if (tile == NULL)
    {
      tile = make_tile (pattern, color, cairo_get_target (cr));
      g_hash_table_insert (tiles, key, tile);
    }

  cairo_set_source_surface (cr, tile, 0., 0.);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_REPEAT);
}

/* How the parts of the account are shown. */
static const struct
{
  double     tint;
  PscPattern pattern;
} looks[PSC_N_PART_KINDS] = {
  [PSC_PART_START] = { .12, PSC_PATTERN_RISING },
  [PSC_PART_STEP] = { 1., PSC_PATTERN_NONE },
  [PSC_PART_INSIDE] = { 1., PSC_PATTERN_NONE },
  [PSC_PART_HANDOVER] = { 1., PSC_PATTERN_NONE },
  [PSC_PART_RESTART] = { .25, PSC_PATTERN_FALLING },
  [PSC_PART_DOWN] = { .12, PSC_PATTERN_CROSSED },
  [PSC_PART_TAIL] = { .0, PSC_PATTERN_DOTTED },
};

static void
fill_part (cairo_t        *cr,
           const PscColor *color,
           double          tint,
           PscPattern      pattern,
           const PscColor *pattern_color)
{
  _psc_paint_set_color (cr, color, tint);
  if (pattern == PSC_PATTERN_NONE)
    {
      cairo_fill (cr);
      return;
    }

  cairo_fill_preserve (cr);
  _psc_paint_set_pattern (cr, pattern, pattern_color);
  cairo_fill (cr);
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
  const PscColor *color = &palette->parts[part];

  fill_part (cr, color, looks[part].tint, looks[part].pattern, color);
}

/**
 * _psc_paint_fill_lit:
 *
 * Fills the path as a part of the account is shown that is lit: the pattern is
 * cut out of a solid color.
 */
void
_psc_paint_fill_lit (cairo_t          *cr,
                     const PscPalette *palette,
                     PscPartKind       part)
{
  fill_part (cr, &palette->parts[part], 1., looks[part].pattern,
             &palette->background);
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
  _psc_paint_set_pattern (cr, PSC_PATTERN_DOTTED, &palette->dots);
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
  psc_paint_lit (cr, scene, palette, PSC_NO_PART);
}

/**
 * psc_paint_lit:
 * @cr: where to paint
 * @scene: what to paint; updated by the caller
 * @palette: the colors to use
 * @part: a part of the account as psc_part_id() gives it, or %PSC_NO_PART
 *
 * Paints a chart on which one part stands out from all others, however short
 * its stretches are.
 */
void
psc_paint_lit (cairo_t          *cr,
               PscScene         *scene,
               const PscPalette *palette,
               guint             part)
{
  PscPalette merged, lit, faded;
  PscLight light = { part, palette, palette };

  g_return_if_fail (cr != NULL);
  g_return_if_fail (scene != NULL);
  g_return_if_fail (palette != NULL);

  if (!scene->options.show_steps)
    {
      _psc_palette_merge (palette, &merged);
      light = (PscLight) { part, &merged, &merged };
    }

  /* A step that is lit has its own color even among tasks of one color. */
  if (part != PSC_NO_PART)
    {
      _psc_palette_light (palette, &lit);
      _psc_palette_fade (light.others, &faded);
      light = (PscLight) { part, &lit, &faded };
    }

  cairo_save (cr);
  _psc_paint_caption (cr, scene, palette);
  _psc_paint_legend (cr, scene, palette);
  _psc_paint_axis (cr, scene, palette);
  _psc_paint_labels (cr, scene, palette);
  _psc_paint_lanes (cr, scene, &light);
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
