/* psc-present-palette.h: the chart's colors in the style of the moment
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "psc-palette.h"

G_BEGIN_DECLS

const PscPalette *psc_present_palette_get    (void);
void              psc_present_palette_follow (gpointer   object,
                                              GCallback  changed);

G_END_DECLS
