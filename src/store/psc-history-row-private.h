/* psc-history-row-private.h: what the history says of an entry at one moment
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-history-db-private.h"
#include "psc-history-entry.h"
#include "psc-json-input-private.h"
#include "psc-run.h"

G_BEGIN_DECLS

/* Stands for an entry in every thread; see psc-history-writer-private.h. */
typedef struct _PscHistoryKey PscHistoryKey;

/* Goes from the thread that reads the database to the main context. */
typedef struct
{
  char            *kind;       /* “run”, or an exercise's name */
  GDateTime       *started;
  char            *directory;
  PscSettings     *settings;
  char            *name;       /* (nullable) */
  char            *note;       /* (nullable) */
  GBytes          *sketch;     /* (nullable) */
  gint64           id;         /* 0 until it is in the database */
  gint64           revision;
  gint64           wall_ns;    /* PSC_NEVER until it is known */
  double           occupancy;  /* NAN until it is known */
  guint            n_files;
  guint            n_outcomes[PSC_N_OUTCOMES];
  PscHistoryState  state;
  gboolean         removed;
} PscHistoryRow;

/* The columns that _psc_history_row_read() expects. */
#define PSC_HISTORY_ROW_COLUMNS                                     \
  "id, revision, kind, started, head, n_files, outcomes, state, "   \
  "removed, wall_ns, occupancy, sketch, name, note"

PscHistoryRow  *_psc_history_row_new_run    (PscRun              *run)
                                             G_GNUC_WARN_UNUSED_RESULT;
PscHistoryRow  *_psc_history_row_read       (sqlite3_stmt        *statement,
                                             PscJsonInput        *input)
                                             G_GNUC_WARN_UNUSED_RESULT;
void            _psc_history_row_free       (PscHistoryRow       *self);

PscHistoryKey  *_psc_history_key_ref        (PscHistoryKey       *self);
void            _psc_history_key_unref      (PscHistoryKey       *self);

const char     *_psc_history_state_to_string (PscHistoryState     state);
char           *_psc_history_dup_outcomes   (const guint         *n_outcomes)
                                             G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscHistoryRow, _psc_history_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscHistoryKey, _psc_history_key_unref)

/* In psc-history-entry.c. */
PscHistoryEntry *_psc_history_entry_new     (PscHistoryRow       *row,
                                             PscHistoryKey       *key)
                                             G_GNUC_WARN_UNUSED_RESULT;
PscHistoryKey   *_psc_history_entry_get_key (PscHistoryEntry     *self);
void             _psc_history_entry_take_row (PscHistoryEntry    *self,
                                             PscHistoryRow       *row,
                                             gboolean             is_edited);
void             _psc_history_entry_follow  (PscHistoryEntry     *self,
                                             PscRun              *run);
void             _psc_history_entry_set_texts (PscHistoryEntry   *self,
                                             const char          *name,
                                             const char          *note);

G_END_DECLS
