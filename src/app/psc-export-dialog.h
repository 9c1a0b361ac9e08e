/* psc-export-dialog.h: a run into a file, as the user likes it
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-export-choices.h"

G_BEGIN_DECLS

#define PSC_TYPE_EXPORT_DIALOG (psc_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PscExportDialog, psc_export_dialog, PSC, EXPORT_DIALOG,
                      AdwWindow)

/* Signal:
 *   "saved"   (path: filename) the file is there, and the dialog closes
 */

GtkWidget *psc_export_dialog_new       (PscRun              *run,
                                        const PscExportView *view,
                                        GSettings           *settings);
void       psc_export_dialog_show_data (PscExportDialog     *self);

G_END_DECLS
