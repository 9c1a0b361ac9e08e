/* psc-history-page.h: all runs and exercises that are kept
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-history.h"

G_BEGIN_DECLS

#define PSC_TYPE_HISTORY_PAGE (psc_history_page_get_type ())
G_DECLARE_FINAL_TYPE (PscHistoryPage, psc_history_page, PSC, HISTORY_PAGE,
                      AdwBin)

/* Properties:
 *   "has-shown"  whether a run is shown that others can be compared with
 *   "shown"      (nullable) its entry, where it is kept
 *
 * Actions, on the entries that are selected: "history.open",
 * "history.compare", "history.describe", "history.export", "history.delete";
 * and "history.clear-filter".
 *
 * Signals: what the page leaves to the window:
 *   "open"      (entry)
 *   "compare"   (entry, another entry or NULL for the run that is shown)
 *   "export"    (entry)
 */

GtkWidget       *psc_history_page_new           (void) G_GNUC_WARN_UNUSED_RESULT;

void             psc_history_page_set_history   (PscHistoryPage  *self,
                                                 PscHistory      *history);
gboolean         psc_history_page_get_has_shown (PscHistoryPage  *self);
void             psc_history_page_set_has_shown (PscHistoryPage  *self,
                                                 gboolean         has_shown);
PscHistoryEntry *psc_history_page_get_shown     (PscHistoryPage  *self);
void             psc_history_page_set_shown     (PscHistoryPage  *self,
                                                 PscHistoryEntry *shown);
void             psc_history_page_find          (PscHistoryPage  *self);
void             psc_history_page_enter         (PscHistoryPage  *self);

G_END_DECLS
