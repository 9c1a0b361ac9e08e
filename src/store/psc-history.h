/* psc-history.h: every run and exercise, kept as it is measured
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "psc-exercise-result.h"
#include "psc-history-entry.h"
#include "psc-run.h"

G_BEGIN_DECLS

#define PSC_TYPE_HISTORY (psc_history_get_type ())
G_DECLARE_FINAL_TYPE (PscHistory, psc_history, PSC, HISTORY, GObject)

/* A database in one file, which several programs may have open.  It belongs to
 * the main context that was the thread's default when it was made; a thread of
 * its own reads and writes, so that neither the main loop nor a lane ever waits
 * for a disk.  What has ended is in the database a quarter of a second later.
 *
 * Whatever is wrong with the database, everything may be called: what cannot be
 * kept is not, and is told once.  Signals:
 *   "changed"   the size, the problem, or whether something can be written
 *   "problem"   (const char *): a sentence for the user
 */

char            *psc_history_dup_default_path (void)
                                               G_GNUC_WARN_UNUSED_RESULT;
PscHistory      *psc_history_new              (const char           *path)
                                               G_GNUC_WARN_UNUSED_RESULT;

GListModel      *psc_history_get_entries      (PscHistory           *self);
const char      *psc_history_get_problem      (PscHistory           *self);
gboolean         psc_history_is_writable      (PscHistory           *self);
guint64          psc_history_get_size         (PscHistory           *self);
void             psc_history_set_limit        (PscHistory           *self,
                                               guint64               bytes);
void             psc_history_refresh          (PscHistory           *self);
void             psc_history_flush            (PscHistory           *self);

PscHistoryEntry *psc_history_keep_run         (PscHistory           *self,
                                               PscRun               *run);
void             psc_history_keep_result      (PscHistory           *self,
                                               PscExerciseResult    *result);
void             psc_history_set_name         (PscHistory           *self,
                                               PscHistoryEntry      *entry,
                                               const char           *name);
void             psc_history_set_note         (PscHistory           *self,
                                               PscHistoryEntry      *entry,
                                               const char           *note);
void             psc_history_remove           (PscHistory           *self,
                                               PscHistoryEntry      *entry);
void             psc_history_remove_result    (PscHistory           *self,
                                               PscExerciseResult    *result);
void             psc_history_remove_all       (PscHistory           *self,
                                               GPtrArray            *entries);
void             psc_history_restore          (PscHistory           *self,
                                               PscHistoryEntry      *entry);

void             psc_history_read_run_async   (PscHistory           *self,
                                               PscHistoryEntry      *entry,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
PscRun          *psc_history_read_run_finish  (PscHistory           *self,
                                               GAsyncResult         *result,
                                               GError              **error)
                                               G_GNUC_WARN_UNUSED_RESULT;
void             psc_history_read_result_async (PscHistory          *self,
                                               PscHistoryEntry      *entry,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
PscExerciseResult *psc_history_read_result_finish (PscHistory       *self,
                                               GAsyncResult         *result,
                                               GError              **error)
                                               G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
