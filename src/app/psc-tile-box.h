/* psc-tile-box.h: tiles of one width in full rows
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Puts as many children in a row as fit, but only numbers that divide their
 * count: six tiles stand as 6, 3 + 3, 2 + 2 + 2 or one below the other, and
 * no row is left half empty. */
#define PSC_TYPE_TILE_BOX (psc_tile_box_get_type ())
G_DECLARE_FINAL_TYPE (PscTileBox, psc_tile_box, PSC, TILE_BOX, GtkWidget)

GtkWidget *psc_tile_box_new    (void);

void       psc_tile_box_append (PscTileBox *self,
                                GtkWidget  *tile);

G_END_DECLS
