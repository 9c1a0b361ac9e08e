/* psc-place-menu.h: a menu at a place of a widget
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PscPlaceMenuFunc:
 * @x: where the pointer is, or NAN for where the keyboard is
 * @y: likewise
 * @at: (out): the place that is meant
 *
 * Returns: (transfer full) (nullable): the menu of the place; %NULL where there
 *   is none
 */
typedef GMenuModel *(*PscPlaceMenuFunc) (GtkWidget    *widget,
                                         double        x,
                                         double        y,
                                         GdkRectangle *at);

/* The menu comes by the secondary button of the pointer, by the key Menu and by
 * Shift+F10. */

void psc_place_menu_add (GtkWidget        *widget,
                         PscPlaceMenuFunc  func);

G_END_DECLS
