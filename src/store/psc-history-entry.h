/* psc-history-entry.h: one run or one exercise of the history
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "psc-exercise-kind.h"
#include "psc-settings.h"

G_BEGIN_DECLS

typedef enum
{
  PSC_HISTORY_RUN,
  PSC_HISTORY_EXERCISE,
} PscHistoryKind;

typedef enum
{
  PSC_HISTORY_RUNNING,    /* here or in another window */
  PSC_HISTORY_FINISHED,
  PSC_HISTORY_UNFINISHED, /* the program ended before the run did */
} PscHistoryState;

#define PSC_TYPE_HISTORY_ENTRY (psc_history_entry_get_type ())
G_DECLARE_FINAL_TYPE (PscHistoryEntry, psc_history_entry, PSC, HISTORY_ENTRY,
                      GObject)

/* What a list shows of it; psc_history_read_run_async() gives the rest.  What
 * can change are properties, for notification: "id", "name", "note", "state",
 * "n-ended", "wall-ns", "occupancy" and "sketch". */

gint64             psc_history_entry_get_id         (PscHistoryEntry *self);
PscHistoryKind     psc_history_entry_get_kind       (PscHistoryEntry *self);
PscExerciseKind    psc_history_entry_get_exercise   (PscHistoryEntry *self);
const char        *psc_history_entry_get_name       (PscHistoryEntry *self);
const char        *psc_history_entry_get_note       (PscHistoryEntry *self);
GDateTime         *psc_history_entry_get_started    (PscHistoryEntry *self);
const char        *psc_history_entry_get_directory  (PscHistoryEntry *self);
const PscSettings *psc_history_entry_get_settings   (PscHistoryEntry *self);
guint              psc_history_entry_get_n_files    (PscHistoryEntry *self);
guint              psc_history_entry_get_n_ended    (PscHistoryEntry *self);
guint              psc_history_entry_get_n_outcome  (PscHistoryEntry *self,
                                                     PscOutcome       outcome);
PscHistoryState    psc_history_entry_get_state      (PscHistoryEntry *self);
gint64             psc_history_entry_get_wall_ns    (PscHistoryEntry *self);
double             psc_history_entry_get_occupancy  (PscHistoryEntry *self);
GBytes            *psc_history_entry_get_sketch     (PscHistoryEntry *self);

G_END_DECLS
