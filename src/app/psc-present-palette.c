/* psc-present-palette.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-present-palette"

#include "config.h"

#include <adwaita.h>

#include "psc-present-palette.h"

/**
 * psc_present_palette_get:
 *
 * Returns: the colors that go with the style of the moment
 */
const PscPalette *
psc_present_palette_get (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  return psc_palette_get (
    psc_palette_kind_for (adw_style_manager_get_dark (manager),
                          adw_style_manager_get_high_contrast (manager)));
}

/**
 * psc_present_palette_follow:
 * @object: what has drawn with the palette
 * @changed: called with @object, as long as it lives
 *
 * Tells an object of each change of the colors.
 */
void
psc_present_palette_follow (gpointer  object,
                            GCallback changed)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_signal_connect_object (manager, "notify::dark", changed, object,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", changed, object,
                           G_CONNECT_SWAPPED);
}
