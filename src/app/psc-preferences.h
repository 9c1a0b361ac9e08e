/* psc-preferences.h: what the program does by itself, as the user likes it
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-history.h"

G_BEGIN_DECLS

#define PSC_TYPE_PREFERENCES (psc_preferences_get_type ())
G_DECLARE_FINAL_TYPE (PscPreferences, psc_preferences, PSC, PREFERENCES,
                      AdwPreferencesWindow)

GtkWidget      *psc_preferences_new              (GSettings  *settings,
                                                  PscHistory *history)
                                                  G_GNUC_WARN_UNUSED_RESULT;
AdwColorScheme  psc_preferences_get_color_scheme (GSettings  *settings);

G_END_DECLS
