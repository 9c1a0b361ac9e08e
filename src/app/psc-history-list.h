/* psc-history-list.h: entries of the history below each other, day by day
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-history-filter.h"

G_BEGIN_DECLS

#define PSC_TYPE_HISTORY_LIST (psc_history_list_get_type ())
G_DECLARE_FINAL_TYPE (PscHistoryList, psc_history_list, PSC, HISTORY_LIST,
                      AdwBin)

/* Signals:
 *   "activated"   (entry) by Enter or a double click
 *   "changed"     which entries are shown or selected
 */

GtkWidget *psc_history_list_new          (void) G_GNUC_WARN_UNUSED_RESULT;

void       psc_history_list_set_entries  (PscHistoryList         *self,
                                          GListModel             *entries);
void       psc_history_list_set_filter   (PscHistoryList         *self,
                                          const PscHistoryFilter *filter);
guint      psc_history_list_get_n_shown  (PscHistoryList         *self);
GPtrArray *psc_history_list_dup_selected (PscHistoryList         *self)
                                          G_GNUC_WARN_UNUSED_RESULT;
gboolean   psc_history_list_point_at     (PscHistoryList         *self,
                                          double                  x,
                                          double                  y,
                                          GdkRectangle           *at);
void       psc_history_list_leave_selected (PscHistoryList       *self);

G_END_DECLS
