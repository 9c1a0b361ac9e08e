/* psc-cli-history-list.h: the history as a table
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-history-entry.h"

G_BEGIN_DECLS

/* What was left out of a list. */
typedef struct
{
  guint n_listed;
  guint n_over_limit;
} PscCliHistoryCounts;

PscCliHistoryCounts psc_cli_history_list     (GListModel      *entries,
                                              const char      *search,
                                              guint            limit,
                                              GString         *text);
char               *psc_cli_history_dup_line (PscHistoryEntry *entry)
                                              G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
