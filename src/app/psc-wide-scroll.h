/* psc-wide-scroll.h: what is scrolled sideways within a page
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void psc_wide_scroll_set_up (GtkScrolledWindow *scrolled);

G_END_DECLS
