/* psc-compare-figure.h: runs below each other under one time axis
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>
#include <pango/pango.h>

#include "psc-palette.h"
#include "psc-sweep.h"

G_BEGIN_DECLS

/* The run that stands for each point of a sweep, as far as there is one, with
 * its mode and wall time above it; the axis and the legend are below the last.
 * It is painted at the origin, on the background that is there. */
typedef struct _PscCompareFigure PscCompareFigure;

PscCompareFigure *psc_compare_figure_new     (PscSweep         *sweep,
                                              PangoContext     *context,
                                              double            text_scale)
                                              G_GNUC_WARN_UNUSED_RESULT;
void              psc_compare_figure_free    (PscCompareFigure *self);

void              psc_compare_figure_measure (PscCompareFigure *self,
                                              int               width,
                                              int              *minimum_height,
                                              int              *natural_height);
void              psc_compare_figure_paint   (PscCompareFigure *self,
                                              cairo_t          *cr,
                                              int               width,
                                              int               height,
                                              const PscPalette *palette);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscCompareFigure, psc_compare_figure_free)

G_END_DECLS
