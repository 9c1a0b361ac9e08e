/* psc-kept-row.h: an entry of the history in its list
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-history-entry.h"

G_BEGIN_DECLS

#define PSC_TYPE_KEPT_ROW (psc_kept_row_get_type ())
G_DECLARE_FINAL_TYPE (PscKeptRow, psc_kept_row, PSC, KEPT_ROW, AdwBin)

/* Properties:
 *   "entry"   (nullable) the PscHistoryEntry that it tells of, and follows
 *   "day"     (nullable) the heading above it, where a day begins
 */

GtkWidget       *psc_kept_row_new       (void) G_GNUC_WARN_UNUSED_RESULT;

PscHistoryEntry *psc_kept_row_get_entry (PscKeptRow      *self);
void             psc_kept_row_set_entry (PscKeptRow      *self,
                                         PscHistoryEntry *entry);
const char      *psc_kept_row_get_day   (PscKeptRow      *self);
void             psc_kept_row_set_day   (PscKeptRow      *self,
                                         const char      *day);

G_END_DECLS
