/* psc-history-menu.h: what can be done with an entry, where it is listed
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-history-list.h"

G_BEGIN_DECLS

/* A menu on the selected entries, by the secondary button of the pointer, which
 * selects what it points at, by the key Menu and by Shift+F10. */

void psc_history_menu_add (PscHistoryList *list,
                           GMenuModel     *menu);

G_END_DECLS
