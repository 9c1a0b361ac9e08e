/* psc-figure-file.h: the chart of a run as a PNG, SVG or PDF file
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "psc-figure.h"

G_BEGIN_DECLS

gboolean psc_figure_format_from_name (const char             *name,
                                      PscFigureFormat        *format);
gboolean psc_figure_write            (PscRun                 *run,
                                      const PscFigureOptions *options,
                                      GOutputStream          *stream,
                                      GCancellable           *cancellable,
                                      GError                **error);

G_END_DECLS
