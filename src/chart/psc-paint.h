/* psc-paint.h: a scene on a cairo surface
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>

#include "psc-palette.h"
#include "psc-scene.h"

G_BEGIN_DECLS

typedef enum
{
  PSC_HIGHLIGHT_HOVER,
  PSC_HIGHLIGHT_SELECTION,
} PscHighlight;

/* psc_paint() leaves the background as it is: a widget has its own, and
 * psc_paint_background() is for those who have none.  Only what the clip of
 * the cairo context lets through is painted. */
void psc_paint            (cairo_t          *cr,
                           PscScene         *scene,
                           const PscPalette *palette);
void psc_paint_lit        (cairo_t          *cr,
                           PscScene         *scene,
                           const PscPalette *palette,
                           guint             part);
void psc_paint_background (cairo_t          *cr,
                           const PscPalette *palette);
void psc_paint_highlight  (cairo_t          *cr,
                           PscScene         *scene,
                           const PscPalette *palette,
                           guint             task,
                           PscHighlight      highlight);

/* The whole run as a strip along the time axis, and over it what is visible on
 * the chart. */
void psc_paint_overview   (cairo_t          *cr,
                           PscScene         *scene,
                           const PscPalette *palette,
                           const PscRect    *rect);
void psc_paint_overview_window (cairo_t          *cr,
                                PscScene         *scene,
                                const PscPalette *palette,
                                const PscRect    *rect);

/* A run that is kept elsewhere, in a list. */
void psc_paint_sketch     (cairo_t          *cr,
                           GBytes           *sketch,
                           const PscPalette *palette,
                           const PscRect    *rect);

/* The swatch of a task, a step or a part, for legends outside the chart. */
void psc_paint_task_swatch (cairo_t          *cr,
                            const PscPalette *palette,
                            const PscRect    *rect);
void psc_paint_step_swatch (cairo_t          *cr,
                            const PscPalette *palette,
                            guint             step,
                            const PscRect    *rect);
void psc_paint_part_swatch (cairo_t          *cr,
                            const PscPalette *palette,
                            PscPartKind       part,
                            const PscRect    *rect);
void psc_paint_outcome_mark (cairo_t          *cr,
                             const PscPalette *palette,
                             PscOutcome        outcome,
                             const PscRect    *rect);
void psc_paint_silence_swatch (cairo_t          *cr,
                               const PscPalette *palette,
                               const PscRect    *rect);
void psc_paint_worker_mark  (cairo_t          *cr,
                             const PscPalette *palette,
                             gboolean          death,
                             const PscRect    *rect);

G_END_DECLS
