/* psc-history-upkeep-private.h: entries as a whole
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-exercise-result.h"
#include "psc-history-db-private.h"
#include "psc-history-owner-private.h"

G_BEGIN_DECLS

/* These are part of a transaction. */
gint64   _psc_history_find_result   (PscHistoryDb          *db,
                                     PscExerciseResult     *result);
gint64   _psc_history_write_result  (PscHistoryDb          *db,
                                     const PscHistoryOwner *owner,
                                     PscExerciseResult     *result);
void     _psc_history_write_texts   (PscHistoryDb          *db,
                                     gint64                 entry,
                                     const char            *name,
                                     const char            *note);
void     _psc_history_write_removed (PscHistoryDb          *db,
                                     const PscHistoryOwner *owner,
                                     gint64                 entry,
                                     gboolean               removed);

/* These make their own, and may come too early as well as too late: what they
 * could not do is done the next time. */
void     _psc_history_settle_unfinished (PscHistoryDb       *db,
                                     gint64                 entry);
void     _psc_history_settle_dead   (PscHistoryDb          *db,
                                     const PscHistoryOwner *owner);
gboolean _psc_history_enforce_limit (PscHistoryDb          *db,
                                     const PscHistoryOwner *owner,
                                     guint64                limit);
void     _psc_history_purge         (PscHistoryDb          *db,
                                     const PscHistoryOwner *owner);

G_END_DECLS
