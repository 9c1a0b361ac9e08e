/* psc-history-filter-bar.h: what is looked for in the history
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-history-filter.h"

G_BEGIN_DECLS

#define PSC_TYPE_HISTORY_FILTER_BAR (psc_history_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (PscHistoryFilterBar, psc_history_filter_bar, PSC,
                      HISTORY_FILTER_BAR, AdwBin)

/* Stands in a PscHistoryPage, whose action "history.clear-filter" it offers.
 * Signal: "changed" when the filter is another one. */

GtkWidget              *psc_history_filter_bar_new             (void)
                                                   G_GNUC_WARN_UNUSED_RESULT;

const PscHistoryFilter *psc_history_filter_bar_get_filter      (PscHistoryFilterBar *self);
void                    psc_history_filter_bar_clear           (PscHistoryFilterBar *self);
void                    psc_history_filter_bar_set_directories (PscHistoryFilterBar *self,
                                                                GPtrArray           *directories);
void                    psc_history_filter_bar_set_counts      (PscHistoryFilterBar *self,
                                                                guint                n_shown,
                                                                guint                n_all);

G_END_DECLS
