/* psc-history-words.h: what an entry of the history is told from others by
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-history-entry.h"

G_BEGIN_DECLS

char       *psc_history_words_dup_title  (PscHistoryEntry *entry)
                                          G_GNUC_WARN_UNUSED_RESULT;
char       *psc_history_words_dup_origin (PscHistoryEntry *entry)
                                          G_GNUC_WARN_UNUSED_RESULT;
char       *psc_history_words_dup_state  (PscHistoryEntry *entry)
                                          G_GNUC_WARN_UNUSED_RESULT;
char       *psc_history_words_dup_day    (GDateTime       *started,
                                          GDateTime       *now)
                                          G_GNUC_WARN_UNUSED_RESULT;
const char *psc_history_words_get_no_comparison (GPtrArray       *entries,
                                                 gboolean         has_shown,
                                                 PscHistoryEntry *shown);

G_END_DECLS
