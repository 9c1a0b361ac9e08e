/* psc-figure-file-private.h: any picture as a file
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>

#include "psc-figure-file.h"

G_BEGIN_DECLS

/* Paints a picture on its background. */
typedef void (*PscFigurePaint) (cairo_t          *cr,
                                const PscPalette *palette,
                                gpointer          data);

PangoContext *_psc_figure_context_new (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean      _psc_figure_check_size  (const PscFigureOptions *options,
                                       int                     height,
                                       GError                **error);
gboolean      _psc_figure_write       (const PscFigureOptions *options,
                                       int                     height,
                                       PscFigurePaint          paint,
                                       gpointer                data,
                                       GOutputStream          *stream,
                                       GCancellable           *cancellable,
                                       GError                **error);

G_END_DECLS
