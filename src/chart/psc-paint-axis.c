/* psc-paint-axis.c: the text around the bars, and the grid below them
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-paint-axis"

#include "config.h"

#include <math.h>

#include "psc-paint-private.h"

/* Between the plot and a label of the axis, and between it and the edge. */
#define TICK_GAP 4.

static void
paint_time_label (cairo_t    *cr,
                  PscScene   *scene,
                  const char *label,
                  double      px)
{
  const PscLayout *layout = _psc_scene_get_layout (scene);
  int height = _psc_text_get_height (scene->text, PSC_TEXT_SMALL);
  double gap = TICK_GAP * scene->options.text_scale;
  double x;
  int width;

  if (scene->options.orientation == PSC_ORIENTATION_UPRIGHT)
    {
      _psc_text_paint (scene->text, cr, PSC_TEXT_SMALL, label, -1,
                       PSC_ALIGN_END, layout->plot.x - gap - 2.,
                       px - height / 2);
      return;
    }

  /* The last label may not fit below its tick. */
  _psc_text_measure (scene->text, PSC_TEXT_SMALL, label, -1, &width, NULL);
  x = MIN (px - width / 2, scene->width - width - gap);
  _psc_text_paint (scene->text, cr, PSC_TEXT_SMALL, label, -1, PSC_ALIGN_BEGIN,
                   x, layout->plot.y + layout->plot.height + gap);
}

/**
 * _psc_paint_axis:
 *
 * Grid lines at the ticks, and their labels.
 */
void
_psc_paint_axis (cairo_t          *cr,
                 PscScene         *scene,
                 const PscPalette *palette)
{
  const PscRect *plot = &_psc_scene_get_layout (scene)->plot;
  PscTicks ticks;

  _psc_scene_choose_ticks (scene, &ticks);

  for (guint i = 0; i < ticks.n_ticks; i++)
    {
      g_autofree char *label = psc_ticks_dup_label (&ticks, i);
      double px = floor (psc_time_scale_to_px (&scene->scale,
                                               psc_ticks_get_time_ns (&ticks,
                                                                      i)) + .5);

      _psc_paint_set_color (cr, &palette->grid, 1.);
      if (scene->options.orientation == PSC_ORIENTATION_UPRIGHT)
        cairo_rectangle (cr, plot->x, px - 1., plot->width, 1.);
      else
        cairo_rectangle (cr, px, plot->y, 1., plot->height);
      cairo_fill (cr);

      if (scene->options.hide_times)
        continue;

      _psc_paint_set_color (cr, &palette->dim_text, 1.);
      paint_time_label (cr, scene, label, px);
    }
}

static void
paint_row_label (cairo_t          *cr,
                 PscScene         *scene,
                 const PscPalette *palette,
                 guint             lane)
{
  const PscLayout *layout = _psc_scene_get_layout (scene);
  g_autofree char *name = _psc_scene_dup_name (scene, lane);
  g_autofree char *detail = NULL;
  double x = layout->plot.x - layout->label_room;
  double right = layout->plot.x - layout->label_gap;
  PscRect rect;
  double y;
  int height;

  psc_scene_get_lane_rect (scene, lane, &rect);
  y = rect.y + rect.height / 2.;

  if (layout->labels == PSC_LABELS_NUMBER)
    {
      height = _psc_text_get_height (scene->text, PSC_TEXT_SMALL);
      _psc_paint_set_color (cr, &palette->dim_text, 1.);
      _psc_text_paint (scene->text, cr, PSC_TEXT_SMALL, name, -1,
                       PSC_ALIGN_END, right, floor (y - height / 2.));
      return;
    }

  height = _psc_text_get_height (scene->text, PSC_TEXT_TITLE);
  if (layout->labels == PSC_LABELS_FULL)
    height += _psc_text_get_height (scene->text, PSC_TEXT_SMALL);
  else if (layout->labels == PSC_LABELS_SPLIT)
    height += 2 * _psc_text_get_height (scene->text, PSC_TEXT_SMALL);
  y = floor (y - height / 2.);

  _psc_paint_set_color (cr, &palette->text, 1.);
  _psc_text_paint (scene->text, cr, PSC_TEXT_TITLE, name, -1, PSC_ALIGN_BEGIN,
                   x, y);
  if (layout->labels == PSC_LABELS_NAME)
    return;

  detail = _psc_scene_dup_detail (scene, lane,
                                  layout->labels == PSC_LABELS_SPLIT);
  _psc_paint_set_color (cr, &palette->dim_text, 1.);
  _psc_text_paint (scene->text, cr, PSC_TEXT_SMALL, detail, -1,
                   PSC_ALIGN_BEGIN, x,
                   y + _psc_text_get_height (scene->text, PSC_TEXT_TITLE));
}

static void
paint_column_label (cairo_t          *cr,
                    PscScene         *scene,
                    const PscPalette *palette,
                    guint             lane)
{
  const PscLayout *layout = _psc_scene_get_layout (scene);
  g_autofree char *name = _psc_scene_dup_name (scene, lane);
  g_autofree char *detail = NULL;
  PscTextStyle style = layout->labels == PSC_LABELS_NUMBER ? PSC_TEXT_SMALL
                                                           : PSC_TEXT_TITLE;
  double y = layout->plot.y + layout->plot.height + layout->label_gap;
  int width = (int) layout->pitch;
  PscRect rect;
  double x;

  psc_scene_get_lane_rect (scene, lane, &rect);
  x = floor (rect.x + rect.width / 2.);

  _psc_paint_set_color (cr, style == PSC_TEXT_SMALL ? &palette->dim_text
                                                    : &palette->text, 1.);
  _psc_text_paint (scene->text, cr, style, name, -1, PSC_ALIGN_CENTER, x, y);
  if (layout->labels != PSC_LABELS_FULL && layout->labels != PSC_LABELS_SPLIT)
    return;

  detail = _psc_scene_dup_detail (scene, lane,
                                  layout->labels == PSC_LABELS_SPLIT);
  _psc_paint_set_color (cr, &palette->dim_text, 1.);
  _psc_text_paint (scene->text, cr, PSC_TEXT_SMALL, detail, width,
                   PSC_ALIGN_CENTER, x,
                   y + _psc_text_get_height (scene->text, PSC_TEXT_TITLE));
}

/**
 * _psc_paint_labels:
 *
 * The names of the lanes; of every few lanes where there is no room.
 */
void
_psc_paint_labels (cairo_t          *cr,
                   PscScene         *scene,
                   const PscPalette *palette)
{
  guint n_lanes = psc_run_get_n_lanes (psc_bars_get_run (scene->bars));
  guint stride = _psc_scene_get_layout (scene)->label_stride;
  double x1, y1, x2, y2;

  cairo_clip_extents (cr, &x1, &y1, &x2, &y2);

  /* Thinned out, they are the multiples of a round number. */
  for (guint lane = stride - 1; lane < n_lanes; lane += stride)
    {
      PscRect rect;

      psc_scene_get_lane_rect (scene, lane, &rect);
      if (scene->options.orientation == PSC_ORIENTATION_UPRIGHT)
        paint_column_label (cr, scene, palette, lane);
      else if (rect.y + 100. > y1 && rect.y - 100. < y2)
        paint_row_label (cr, scene, palette, lane);
    }
}

/**
 * _psc_paint_caption:
 *
 * Two lines that say which run it is and what came out.
 */
void
_psc_paint_caption (cairo_t          *cr,
                    PscScene         *scene,
                    const PscPalette *palette)
{
  const PscRect *rect = &_psc_scene_get_layout (scene)->caption;
  g_autofree char *title = NULL;
  g_autofree char *summary = NULL;
  int height;

  if (rect->height <= 0.)
    return;

  title = _psc_scene_dup_title (scene);
  summary = _psc_scene_dup_summary (scene);
  _psc_text_measure (scene->text, PSC_TEXT_TITLE, title, (int) rect->width,
                     NULL, &height);

  _psc_paint_set_color (cr, &palette->text, 1.);
  _psc_text_paint (scene->text, cr, PSC_TEXT_TITLE, title, (int) rect->width,
                   PSC_ALIGN_BEGIN, rect->x, rect->y);
  _psc_paint_set_color (cr, &palette->dim_text, 1.);
  _psc_text_paint (scene->text, cr, PSC_TEXT_BODY, summary, (int) rect->width,
                   PSC_ALIGN_BEGIN, rect->x, rect->y + height);
}
