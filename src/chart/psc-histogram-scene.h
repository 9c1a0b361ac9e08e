/* psc-histogram-scene.h: a histogram on a cairo surface
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>

#include "psc-histogram.h"
#include "psc-palette.h"
#include "psc-scene.h"

G_BEGIN_DECLS

#define PSC_NO_BIN (-1)

/* Where the bins are, for painting and for picking.  Coordinates are logical
 * pixels from the top left corner. */
typedef struct _PscHistogramScene PscHistogramScene;

PscHistogramScene *psc_histogram_scene_new       (const PscHistogram *histogram,
                                                  PangoContext       *context)
                                                  G_GNUC_WARN_UNUSED_RESULT;
void               psc_histogram_scene_free      (PscHistogramScene  *self);

void               psc_histogram_scene_set_size  (PscHistogramScene  *self,
                                                  int                 width,
                                                  int                 height);
void               psc_histogram_scene_get_bin_rect (PscHistogramScene *self,
                                                     guint              bin,
                                                     PscRect           *rect);
int                psc_histogram_scene_pick      (PscHistogramScene  *self,
                                                  double              x,
                                                  double              y);
void               psc_histogram_scene_paint     (PscHistogramScene  *self,
                                                  cairo_t            *cr,
                                                  const PscPalette   *palette,
                                                  const PscColor     *color,
                                                  int                 hovered,
                                                  int                 selected);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscHistogramScene, psc_histogram_scene_free)

G_END_DECLS
