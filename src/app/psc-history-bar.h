/* psc-history-bar.h: what can be done with the entries that are selected
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PSC_TYPE_HISTORY_BAR (psc_history_bar_get_type ())
G_DECLARE_FINAL_TYPE (PscHistoryBar, psc_history_bar, PSC, HISTORY_BAR, AdwBin)

/* Its buttons have the actions of PscHistoryPage.  Property:
 *   "menu-model"  (nullable) all that can be done
 */

GtkWidget  *psc_history_bar_new            (void) G_GNUC_WARN_UNUSED_RESULT;

GMenuModel *psc_history_bar_get_menu_model (PscHistoryBar *self);
void        psc_history_bar_set_menu_model (PscHistoryBar *self,
                                            GMenuModel    *menu_model);
void        psc_history_bar_show           (PscHistoryBar *self,
                                            GPtrArray     *entries,
                                            const char    *hint);

G_END_DECLS
