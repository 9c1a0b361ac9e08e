/* psc-figure.h: the chart of a run as a picture of its own
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
  PSC_FIGURE_PNG,
  PSC_FIGURE_SVG,
  PSC_FIGURE_PDF,
} PscFigureFormat;

/* The sides of a picture in pixels, after the scale is applied. */
#define PSC_FIGURE_MAX_SIDE 32767

typedef struct
{
  PscFigureFormat format;
  PscOrientation  orientation;
  PscPaletteKind  palette;
  int             width;      /* logical pixels; a PDF's points */
  int             height;     /* 0: what the run needs at this width */
  double          scale;      /* PNG: pixels in a logical pixel */
  double          text_scale;
  gboolean        show_caption;
  gboolean        show_legend;
  gboolean        show_chunks;
  gboolean        show_steps;
  gint64          begin_ns;   /* the part of the run that is drawn; */
  gint64          end_ns;     /* all of it when this is 0 */
} PscFigureOptions;

#define PSC_FIGURE_OPTIONS_DEFAULT \
  { PSC_FIGURE_PNG, PSC_ORIENTATION_LANES, PSC_PALETTE_LIGHT, 1200, 0, 1., \
    1., TRUE, TRUE, TRUE, TRUE, 0, 0 }

PscScene *psc_figure_scene_new (PscRun                 *run)
                                G_GNUC_WARN_UNUSED_RESULT;
gboolean  psc_figure_fit       (PscScene               *scene,
                                const PscFigureOptions *options,
                                int                    *height,
                                GError                **error);
void      psc_figure_paint     (cairo_t                *cr,
                                PscScene               *scene,
                                const PscFigureOptions *options);

G_END_DECLS
