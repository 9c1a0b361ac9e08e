/* psc-cost-figure.h: exercise b as one picture
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>
#include <pango/pango.h>

#include "psc-exercise.h"
#include "psc-palette.h"

G_BEGIN_DECLS

/* The runs whose beginnings are shown below each other. */
typedef enum
{
  PSC_COST_BEGIN_LASTING,
  PSC_COST_BEGIN_REPLACED, /* after each file */
} PscCostBegin;
#define PSC_N_COST_BEGINS 2

PscRun     *psc_cost_begin_find_run  (PscCostBegin  begin,
                                      PscExercise  *exercise);
const char *psc_cost_begin_get_title (PscCostBegin  begin);

/* The whole picture, for a file or a report. */
typedef struct _PscCostFigure PscCostFigure;

PscCostFigure *psc_cost_figure_new        (PscExercise      *exercise,
                                           PangoContext     *context,
                                           double            text_scale,
                                           gboolean          brief)
                                           G_GNUC_WARN_UNUSED_RESULT;
void           psc_cost_figure_free       (PscCostFigure    *self);
int            psc_cost_figure_set_width  (PscCostFigure    *self,
                                           int               width);
void           psc_cost_figure_paint      (PscCostFigure    *self,
                                           cairo_t          *cr,
                                           const PscPalette *palette);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscCostFigure, psc_cost_figure_free)

G_END_DECLS
