/* psc-focus-hint.h: tooltips for the keyboard
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void psc_focus_hint_add    (GtkWidget  *widget);
void psc_focus_hint_pop_up (GtkPopover *popover);

G_END_DECLS
