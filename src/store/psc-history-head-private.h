/* psc-history-head-private.h: what an entry says of itself, once
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-history-db-private.h"
#include "psc-history-entry.h"
#include "psc-history-owner-private.h"
#include "psc-machine.h"
#include "psc-run.h"

G_BEGIN_DECLS

char       *_psc_history_dup_head     (const PscSettings     *settings,
                                       PscListing            *listing,
                                       const PscMachine      *machine,
                                       GDateTime             *again_of)
                                       G_GNUC_WARN_UNUSED_RESULT;
char       *_psc_history_dup_tail     (PscRun                *run)
                                       G_GNUC_WARN_UNUSED_RESULT;
GByteArray *_psc_history_dup_names    (PscListing            *listing)
                                       G_GNUC_WARN_UNUSED_RESULT;
gint64      _psc_history_get_started_us (GDateTime           *started);
gint64      _psc_history_insert_entry (PscHistoryDb          *db,
                                       const PscHistoryOwner *owner,
                                       const char            *kind,
                                       GDateTime             *started,
                                       const char            *head,
                                       guint                  n_files,
                                       PscHistoryState        state);

G_END_DECLS
