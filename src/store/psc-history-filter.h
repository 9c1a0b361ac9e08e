/* psc-history-filter.h: which entries of the history are looked for
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-history-entry.h"

G_BEGIN_DECLS

#define PSC_HISTORY_ANY G_MAXUINT

/* An entry has to meet all of it. */
typedef struct
{
  char  *text;      /* (nullable): words, each somewhere in what is told of it */
  char  *directory; /* (nullable): its path */
  guint  kind;      /* PscHistoryKind, or PSC_HISTORY_ANY */
  guint  mode;      /* PscMode, or PSC_HISTORY_ANY */
} PscHistoryFilter;

PscHistoryFilter *psc_history_filter_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void              psc_history_filter_free     (PscHistoryFilter *self);
gboolean          psc_history_filter_is_empty (const PscHistoryFilter *self);
gboolean          psc_history_filter_match    (const PscHistoryFilter *self,
                                               PscHistoryEntry        *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscHistoryFilter, psc_history_filter_free)

G_END_DECLS
