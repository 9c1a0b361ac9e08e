/* psc-history-db-private.h: a connection to the history's database
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* A connection belongs to one thread at a time.  The first thing that fails
 * sticks: until _psc_history_db_end() every other call does nothing, so that
 * only the end of a transaction has to be looked at.
 *
 * Values follow their types in a string, one letter each:
 *   i  gint64
 *   t  gint64, a time; PSC_NEVER becomes NULL
 *   d  double; NAN becomes NULL
 *   s  const char *, nullable
 *   b  gconstpointer and gsize
 *
 * Texts and bytes have to last until the statement has been run. */
typedef struct
{
  sqlite3    *sqlite;
  GHashTable *statements; /* by their text, which is constant */
  gint64      version;    /* that every transaction needs, 0 for any */
  char       *message;    /* (nullable): what failed first, in words */
  int         code;       /* SQLITE_OK until something fails */
} PscHistoryDb;

PscHistoryDb *_psc_history_db_open       (const char    *path,
                                          int            flags)
                                          G_GNUC_WARN_UNUSED_RESULT;
void          _psc_history_db_close      (PscHistoryDb  *self);

sqlite3_stmt *_psc_history_db_query      (PscHistoryDb  *self,
                                          const char    *sql,
                                          const char    *types,
                                          ...);
gboolean      _psc_history_db_step       (PscHistoryDb  *self,
                                          sqlite3_stmt  *statement);
void          _psc_history_db_run        (PscHistoryDb  *self,
                                          const char    *sql,
                                          const char    *types,
                                          ...);
gint64        _psc_history_db_get_number (PscHistoryDb  *self,
                                          const char    *sql,
                                          const char    *types,
                                          ...);
void          _psc_history_db_script     (PscHistoryDb  *self,
                                          const char    *sql);

void          _psc_history_db_fail       (PscHistoryDb  *self,
                                          int            code);
void          _psc_history_db_hold_version (PscHistoryDb *self);
void          _psc_history_db_begin      (PscHistoryDb  *self,
                                          gboolean       to_write);
gboolean      _psc_history_db_end        (PscHistoryDb  *self,
                                          int           *code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscHistoryDb, _psc_history_db_close)

G_END_DECLS
