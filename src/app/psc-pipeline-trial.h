/* psc-pipeline-trial.h: a pipeline tried on one file
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-listing.h"
#include "psc-settings.h"

G_BEGIN_DECLS

#define PSC_TYPE_PIPELINE_TRIAL (psc_pipeline_trial_get_type ())
G_DECLARE_FINAL_TYPE (PscPipelineTrial, psc_pipeline_trial, PSC,
                      PIPELINE_TRIAL, AdwBin)

GtkWidget *psc_pipeline_trial_new          (void);

void       psc_pipeline_trial_set_listing  (PscPipelineTrial  *self,
                                            PscListing        *listing);
void       psc_pipeline_trial_set_settings (PscPipelineTrial  *self,
                                            const PscSettings *settings);

G_END_DECLS
