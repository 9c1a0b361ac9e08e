/* psc-pipeline-editor.h: the window in which a pipeline is put together
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-listing.h"
#include "psc-settings.h"

G_BEGIN_DECLS

#define PSC_TYPE_PIPELINE_EDITOR (psc_pipeline_editor_get_type ())
G_DECLARE_FINAL_TYPE (PscPipelineEditor, psc_pipeline_editor, PSC,
                      PIPELINE_EDITOR, AdwWindow)

/* Signal:
 *   "applied"   the pipeline is wanted; the window closes after it
 */

GtkWidget   *psc_pipeline_editor_new          (GtkWindow         *parent,
                                               const PscSettings *settings,
                                               PscListing        *listing);

PscPipeline *psc_pipeline_editor_dup_pipeline (PscPipelineEditor *self)
                                               G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
