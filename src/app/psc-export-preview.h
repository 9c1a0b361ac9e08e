/* psc-export-preview.h: what a picture will look like
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "psc-figure.h"

G_BEGIN_DECLS

#define PSC_TYPE_EXPORT_PREVIEW (psc_export_preview_get_type ())
G_DECLARE_FINAL_TYPE (PscExportPreview, psc_export_preview, PSC,
                      EXPORT_PREVIEW, GtkWidget)

GtkWidget *psc_export_preview_new         (void);

PscRun    *psc_export_preview_get_run     (PscExportPreview       *self);
void       psc_export_preview_set_run     (PscExportPreview       *self,
                                           PscRun                 *run);
gboolean   psc_export_preview_set_options (PscExportPreview       *self,
                                           const PscFigureOptions *options,
                                           int                    *height,
                                           GError                **error);

G_END_DECLS
