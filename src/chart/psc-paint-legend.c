/* psc-paint-legend.c: the signs, one by one
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-paint-legend"

#include "config.h"

#include "psc-paint-private.h"

/**
 * _psc_paint_hand:
 *
 * A task in hand: a bar that is open where time goes on.
 */
void
_psc_paint_hand (cairo_t          *cr,
                 const PscPalette *palette,
                 PscOrientation    orientation,
                 const PscRect    *rect)
{
  double left = rect->x + .5, right = rect->x + rect->width;
  double top = rect->y + .5, bottom = rect->y + rect->height - .5;

  cairo_rectangle (cr, rect->x, rect->y, rect->width, rect->height);
  _psc_paint_set_color (cr, &palette->dim_text, .15);
  cairo_fill (cr);

  if (orientation == PSC_ORIENTATION_UPRIGHT)
    {
      right -= .5;
      cairo_move_to (cr, left, rect->y);
      cairo_line_to (cr, left, bottom);
      cairo_line_to (cr, right, bottom);
      cairo_line_to (cr, right, rect->y);
    }
  else
    {
      cairo_move_to (cr, right, top);
      cairo_line_to (cr, left, top);
      cairo_line_to (cr, left, bottom);
      cairo_line_to (cr, right, bottom);
    }

  _psc_paint_set_color (cr, &palette->dim_text, 1.);
  cairo_set_line_width (cr, 1.);
  cairo_stroke (cr);
}

/**
 * psc_paint_task_swatch:
 * @rect: where to paint it
 *
 * Paints the color of tasks whose steps are not shown.
 */
void
psc_paint_task_swatch (cairo_t          *cr,
                       const PscPalette *palette,
                       const PscRect    *rect)
{
  g_return_if_fail (cr != NULL);
  g_return_if_fail (palette != NULL);
  g_return_if_fail (rect != NULL);

  cairo_rectangle (cr, rect->x, rect->y, rect->width, rect->height);
  _psc_paint_set_color (cr, &palette->task, 1.);
  cairo_fill (cr);
}

/**
 * psc_paint_step_swatch:
 * @rect: where to paint it
 *
 * Paints a step's color and pattern.
 */
void
psc_paint_step_swatch (cairo_t          *cr,
                       const PscPalette *palette,
                       guint             step,
                       const PscRect    *rect)
{
  g_return_if_fail (cr != NULL);
  g_return_if_fail (palette != NULL);
  g_return_if_fail (rect != NULL);

  cairo_rectangle (cr, rect->x, rect->y, rect->width, rect->height);
  _psc_paint_fill_step (cr, palette, step);
}

/**
 * psc_paint_part_swatch:
 * @part: any but %PSC_PART_STEP
 * @rect: where to paint it
 *
 * Paints a part's color and pattern, with a thin frame.
 */
void
psc_paint_part_swatch (cairo_t          *cr,
                       const PscPalette *palette,
                       PscPartKind       part,
                       const PscRect    *rect)
{
  g_return_if_fail (cr != NULL);
  g_return_if_fail (palette != NULL);
  g_return_if_fail (rect != NULL);

  cairo_rectangle (cr, rect->x, rect->y, rect->width, rect->height);
  _psc_paint_fill_part (cr, palette, part);

  cairo_rectangle (cr, rect->x + .5, rect->y + .5, rect->width - 1.,
                   rect->height - 1.);
  _psc_paint_set_color (cr, &palette->parts[part], 1.);
  cairo_set_line_width (cr, 1.);
  cairo_stroke (cr);
}

/**
 * psc_paint_outcome_mark:
 * @outcome: any but none and ok
 * @rect: where to paint it
 *
 * Paints the sign of an outcome.
 */
void
psc_paint_outcome_mark (cairo_t          *cr,
                        const PscPalette *palette,
                        PscOutcome        outcome,
                        const PscRect    *rect)
{
  g_return_if_fail (cr != NULL);
  g_return_if_fail (palette != NULL);
  g_return_if_fail (rect != NULL);

  cairo_new_path (cr);
  _psc_glyph_add (cr, outcome, rect->x + rect->width / 2.,
                  rect->y + rect->height / 2.,
                  MIN (rect->width, rect->height) * .8);
  _psc_paint_set_color (cr, outcome == PSC_OUTCOME_NONZERO ? &palette->dim_text
                                                           : &palette->mark,
                        1.);
  cairo_fill (cr);
}

static void
paint_note (cairo_t             *cr,
            PscScene            *scene,
            const PscPalette    *palette,
            const PscLegendItem *note)
{
  if (!psc_scene_has_columns (scene))
    return;

  _psc_paint_set_color (cr, &palette->dim_text, 1.);
  _psc_text_paint (scene->text, cr, PSC_TEXT_SMALL, note->label, -1,
                   PSC_ALIGN_BEGIN, note->x, note->y);
}

static void
paint_swatch (cairo_t             *cr,
              const PscPalette    *palette,
              const PscLegendItem *item,
              const PscRect       *rect)
{
  switch (item->kind)
    {
    case PSC_LEGEND_TASK:
      psc_paint_task_swatch (cr, palette, rect);
      break;

    case PSC_LEGEND_STEP:
      psc_paint_step_swatch (cr, palette, item->value, rect);
      break;

    case PSC_LEGEND_PART:
      psc_paint_part_swatch (cr, palette, item->value, rect);
      break;

    case PSC_LEGEND_OUTCOME:
      psc_paint_outcome_mark (cr, palette, item->value, rect);
      break;

    case PSC_LEGEND_SILENCE:
      psc_paint_silence_swatch (cr, palette, rect);
      break;

    case PSC_LEGEND_WORKER:
      psc_paint_worker_mark (cr, palette, item->value, rect);
      break;

    case PSC_LEGEND_IN_HAND:
      _psc_paint_hand (cr, palette, PSC_ORIENTATION_LANES, rect);
      break;

    case PSC_LEGEND_NOTE:
    default:
      break;
    }
}

/**
 * _psc_paint_legend:
 *
 * What each sign on the chart stands for.
 */
void
_psc_paint_legend (cairo_t          *cr,
                   PscScene         *scene,
                   const PscPalette *palette)
{
  const PscLayout *layout = _psc_scene_get_layout (scene);
  int height = _psc_text_get_height (scene->text, PSC_TEXT_SMALL);

  for (guint i = 0; i < layout->legend->len; i++)
    {
      const PscLegendItem *item = &g_array_index (layout->legend,
                                                  PscLegendItem, i);
      PscRect rect = { item->x, item->y + (height - layout->swatch) / 2,
                       layout->swatch, layout->swatch };

      if (item->kind == PSC_LEGEND_NOTE)
        {
          paint_note (cr, scene, palette, item);
          continue;
        }

      paint_swatch (cr, palette, item, &rect);
      _psc_paint_set_color (cr, &palette->text, 1.);
      _psc_text_paint (scene->text, cr, PSC_TEXT_SMALL, item->label, -1,
                       PSC_ALIGN_BEGIN,
                       rect.x + layout->swatch + layout->swatch_gap, item->y);
    }
}
