/* psc-settings-pane.h: the settings of the next run, as widgets
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-exercise-kind.h"
#include "psc-listing.h"
#include "psc-settings.h"

G_BEGIN_DECLS

#define PSC_TYPE_SETTINGS_PANE (psc_settings_pane_get_type ())
G_DECLARE_FINAL_TYPE (PscSettingsPane, psc_settings_pane, PSC, SETTINGS_PANE,
                      AdwBin)

GtkWidget         *psc_settings_pane_new          (void);

const PscSettings *psc_settings_pane_get_settings (PscSettingsPane   *self);
void               psc_settings_pane_set_settings (PscSettingsPane   *self,
                                                   const PscSettings *settings);
guint              psc_settings_pane_get_n_files  (PscSettingsPane   *self);
void               psc_settings_pane_set_n_files  (PscSettingsPane   *self,
                                                   guint              n_files);

void         psc_settings_pane_commit   (PscSettingsPane   *self);

void         psc_settings_pane_set_shown (PscSettingsPane  *self,
                                          const PscSettings *shown);

void         psc_settings_pane_set_fixed (PscSettingsPane  *self,
                                          PscFixedSettings  fixed);

PscListingFlags psc_settings_pane_get_listing_flags (PscSettingsPane *self);
void            psc_settings_pane_set_listing_flags (PscSettingsPane *self,
                                                     PscListingFlags  flags);

G_END_DECLS
