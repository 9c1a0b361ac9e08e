/* psc-history-row.h: an entry of the history in its list
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-history-entry.h"

G_BEGIN_DECLS

#define PSC_TYPE_HISTORY_ROW (psc_history_row_get_type ())
G_DECLARE_FINAL_TYPE (PscHistoryRow, psc_history_row, PSC, HISTORY_ROW, AdwBin)

/* Properties:
 *   "entry"   (nullable) the PscHistoryEntry that it tells of, and follows
 *   "day"     (nullable) the heading above it, where a day begins
 */

GtkWidget       *psc_history_row_new         (void) G_GNUC_WARN_UNUSED_RESULT;

PscHistoryEntry *psc_history_row_get_entry   (PscHistoryRow   *self);
void             psc_history_row_set_entry   (PscHistoryRow   *self,
                                              PscHistoryEntry *entry);
const char      *psc_history_row_get_day     (PscHistoryRow   *self);
void             psc_history_row_set_day     (PscHistoryRow   *self,
                                              const char      *day);

G_END_DECLS
