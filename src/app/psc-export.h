/* psc-export.h: a run into a file or onto the clipboard
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk/gdk.h>

#include "psc-figure.h"

G_BEGIN_DECLS

/* The pictures come first, as in PscFigureFormat. */
typedef enum
{
  PSC_EXPORT_PNG,
  PSC_EXPORT_SVG,
  PSC_EXPORT_PDF,
  PSC_EXPORT_CSV,
  PSC_EXPORT_JSON,
  PSC_EXPORT_TRACE,
} PscExportFormat;
#define PSC_N_EXPORT_FORMATS 6

/* Runs are written in a thread, so that none is too long for the window.  That
 * takes one that has ended; see psc_export_can_write(). */

gboolean    psc_export_is_picture       (PscExportFormat         format);
const char *psc_export_get_ending       (PscExportFormat         format);
gboolean    psc_export_format_from_name (const char             *name,
                                         PscExportFormat        *format);
char       *psc_export_dup_name         (PscRun                 *run)
                                         G_GNUC_WARN_UNUSED_RESULT;
char       *psc_export_dup_path         (const char             *folder,
                                         const char             *name,
                                         PscExportFormat         format)
                                         G_GNUC_WARN_UNUSED_RESULT;

gboolean    psc_export_can_write        (PscRun                 *run);
void        psc_export_write_async      (PscRun                 *run,
                                         PscExportFormat         format,
                                         const PscFigureOptions *options,
                                         const char             *path,
                                         GCancellable           *cancellable,
                                         GAsyncReadyCallback     callback,
                                         gpointer                user_data);
gboolean    psc_export_write_finish     (PscRun                 *run,
                                         GAsyncResult           *result,
                                         GError                **error);
void        psc_export_draw_async       (PscRun                 *run,
                                         const PscFigureOptions *options,
                                         GCancellable           *cancellable,
                                         GAsyncReadyCallback     callback,
                                         gpointer                user_data);
GdkContentProvider *
            psc_export_draw_finish      (PscRun                 *run,
                                         GAsyncResult           *result,
                                         GError                **error)
                                         G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
