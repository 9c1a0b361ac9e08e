/* psc-figure-file.h: the chart of a run as a PNG, SVG or PDF file
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

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
} PscFigureOptions;

#define PSC_FIGURE_OPTIONS_DEFAULT \
  { PSC_FIGURE_PNG, PSC_ORIENTATION_LANES, PSC_PALETTE_LIGHT, 1200, 0, 1., 1. }

gboolean psc_figure_format_from_name (const char             *name,
                                      PscFigureFormat        *format);
gboolean psc_figure_write            (PscRun                 *run,
                                      const PscFigureOptions *options,
                                      GOutputStream          *stream,
                                      GCancellable           *cancellable,
                                      GError                **error);

G_END_DECLS
