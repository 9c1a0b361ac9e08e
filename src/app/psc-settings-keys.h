/* psc-settings-keys.h: settings that are remembered
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "psc-listing.h"
#include "psc-settings.h"

G_BEGIN_DECLS

PscListingFlags psc_settings_keys_load (GSettings         *keys,
                                        PscSettings       *settings);
void            psc_settings_keys_save (GSettings         *keys,
                                        const PscSettings *settings,
                                        PscListingFlags    flags);

G_END_DECLS
