/* psc-history-db.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-db"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-history-db-private.h"
#include "psc-types.h"

/* Others hold the lock for as long as one of their batches takes. */
#define BUSY_TIMEOUT_MS 5000

static void
statement_free (gpointer statement)
{
  sqlite3_finalize (statement);
}

/* SQLite speaks English only, and of its own affairs. */
static char *
describe (int code)
{
  switch (code)
    {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return g_strdup (_("the file is damaged"));

    case SQLITE_IOERR:
      return g_strdup (_("the disk reports an error"));

    case SQLITE_FULL:
      return g_strdup (_("the disk is full"));

    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY:
      return g_strdup (_("the file cannot be opened"));

    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return g_strdup (_("another program does not let go of it"));

    case SQLITE_NOMEM:
      return g_strdup (_("there is not enough memory"));

    case SQLITE_SCHEMA:
      return g_strdup (_("a newer Poolscope has changed it"));

    default:
      return g_strdup_printf (_("SQLite reports error %d"), code);
    }
}

static void
take_failure (PscHistoryDb *self,
              int           code)
{
  if (self->code != SQLITE_OK)
    return;

  /* The rest of the number is for those who know SQLite from inside. */
  _psc_history_db_fail (self, code & 0xff);
  g_debug ("SQLite: %s", sqlite3_errmsg (self->sqlite));
}

/**
 * _psc_history_db_open:
 * @path: the database
 * @flags: of sqlite3_open_v2()
 *
 * Opens a connection that believes nothing of what the file says beyond its
 * data: no trigger and no view of it is ever executed.
 *
 * Returns: (transfer full): the connection, in which opening may have failed
 */
PscHistoryDb *
_psc_history_db_open (const char *path,
                      int         flags)
{
  PscHistoryDb *self = g_new0 (PscHistoryDb, 1);
  int code;

  self->statements = g_hash_table_new_full (NULL, NULL, NULL, statement_free);
  code = sqlite3_open_v2 (path, &self->sqlite, flags | SQLITE_OPEN_NOMUTEX,
                          NULL);
  if (code != SQLITE_OK)
    {
      take_failure (self, code);
      return self;
    }

  sqlite3_busy_timeout (self->sqlite, BUSY_TIMEOUT_MS);
  sqlite3_db_config (self->sqlite, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->sqlite, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->sqlite, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (self->sqlite, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_db_config (self->sqlite, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
  _psc_history_db_script (self, "PRAGMA cell_size_check = ON;"
                                "PRAGMA synchronous = NORMAL;");

  return self;
}

/**
 * _psc_history_db_close:
 *
 * Closes the connection; a transaction that is open is rolled back.
 */
void
_psc_history_db_close (PscHistoryDb *self)
{
  g_hash_table_unref (self->statements);
  sqlite3_close (self->sqlite);
  g_free (self->message);
  g_free (self);
}

static void
bind_text (sqlite3_stmt *statement,
           int           index,
           const char   *text)
{
  sqlite3_bind_text (statement, index, text, -1, SQLITE_STATIC);
}

static void
bind (sqlite3_stmt *statement,
      const char   *types,
      va_list       args)
{
  for (int index = 1; types[index - 1] != '\0'; index++)
    {
      switch (types[index - 1])
        {
        case 'i':
          sqlite3_bind_int64 (statement, index, va_arg (args, gint64));
          break;

        case 't':
          {
            gint64 time_ns = va_arg (args, gint64);

            if (time_ns == PSC_NEVER)
              sqlite3_bind_null (statement, index);
            else
              sqlite3_bind_int64 (statement, index, time_ns);
          }
          break;

        case 'd':
          sqlite3_bind_double (statement, index, va_arg (args, double));
          break;

        case 's':
          bind_text (statement, index, va_arg (args, const char *));
          break;

        case 'b':
        default:
          {
            gconstpointer data = va_arg (args, gconstpointer);
            gsize size = va_arg (args, gsize);

            sqlite3_bind_blob64 (statement, index, data, size, SQLITE_STATIC);
          }
          break;
        }
    }
}

static sqlite3_stmt *
query (PscHistoryDb *self,
       const char   *sql,
       const char   *types,
       va_list       args)
{
  sqlite3_stmt *statement;
  int code;

  if (self->code != SQLITE_OK)
    return NULL;

  statement = g_hash_table_lookup (self->statements, sql);
  if (statement == NULL)
    {
      code = sqlite3_prepare_v3 (self->sqlite, sql, -1,
                                 SQLITE_PREPARE_PERSISTENT, &statement, NULL);
      if (code != SQLITE_OK)
        {
          take_failure (self, code);
          return NULL;
        }
      g_hash_table_insert (self->statements, (gpointer) sql, statement);
    }

  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  bind (statement, types, args);

  return statement;
}

/**
 * _psc_history_db_query:
 * @sql: one statement, as a constant
 * @types: of the values that follow
 *
 * Returns: (transfer none) (nullable): the statement, to be stepped through to
 *   its end
 */
sqlite3_stmt *
_psc_history_db_query (PscHistoryDb *self,
                       const char   *sql,
                       const char   *types,
                       ...)
{
  sqlite3_stmt *statement;
  va_list args;

  va_start (args, types);
  statement = query (self, sql, types, args);
  va_end (args);

  return statement;
}

/**
 * _psc_history_db_step:
 * @statement: (nullable): what _psc_history_db_query() has returned
 *
 * Returns: whether there is another row.  Without one the statement gives back
 *   what it holds of the database.
 */
gboolean
_psc_history_db_step (PscHistoryDb *self,
                      sqlite3_stmt *statement)
{
  int code;

  if (statement == NULL)
    return FALSE;

  if (self->code == SQLITE_OK)
    {
      code = sqlite3_step (statement);
      if (code == SQLITE_ROW)
        return TRUE;
      if (code != SQLITE_DONE)
        take_failure (self, code);
    }
  sqlite3_reset (statement);

  return FALSE;
}

/**
 * _psc_history_db_run:
 *
 * Runs a statement, and leaves alone what it returns.
 */
void
_psc_history_db_run (PscHistoryDb *self,
                     const char   *sql,
                     const char   *types,
                     ...)
{
  sqlite3_stmt *statement;
  va_list args;

  va_start (args, types);
  statement = query (self, sql, types, args);
  va_end (args);

  if (_psc_history_db_step (self, statement))
    sqlite3_reset (statement);
}

/**
 * _psc_history_db_get_number:
 *
 * Returns: the number in the first row that a query finds, or 0
 */
gint64
_psc_history_db_get_number (PscHistoryDb *self,
                            const char   *sql,
                            const char   *types,
                            ...)
{
  sqlite3_stmt *statement;
  gint64 number = 0;
  va_list args;

  va_start (args, types);
  statement = query (self, sql, types, args);
  va_end (args);

  if (_psc_history_db_step (self, statement))
    {
      number = sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
    }

  return number;
}

/**
 * _psc_history_db_script:
 * @sql: statements without values
 *
 * Runs them one after the other.
 */
void
_psc_history_db_script (PscHistoryDb *self,
                        const char   *sql)
{
  int code;

  if (self->code != SQLITE_OK)
    return;

  code = sqlite3_exec (self->sqlite, sql, NULL, NULL, NULL);
  if (code != SQLITE_OK)
    take_failure (self, code);
}

/**
 * _psc_history_db_fail:
 * @code: of SQLite
 *
 * Notes that something is wrong that SQLite does not mind.
 */
void
_psc_history_db_fail (PscHistoryDb *self,
                      int           code)
{
  if (self->code != SQLITE_OK)
    return;

  self->code = code;
  g_free (self->message);
  self->message = describe (code);
}

/**
 * _psc_history_db_hold_version:
 *
 * From now on every transaction fails with %SQLITE_SCHEMA once the database is
 * of another version than at this moment: its tables may be others.
 */
void
_psc_history_db_hold_version (PscHistoryDb *self)
{
  self->version = _psc_history_db_get_number (self, "PRAGMA user_version", "");
}

/**
 * _psc_history_db_begin:
 * @to_write: whether it needs to be the only one that writes
 *
 * Begins a transaction.
 */
void
_psc_history_db_begin (PscHistoryDb *self,
                       gboolean      to_write)
{
  _psc_history_db_run (self, to_write ? "BEGIN IMMEDIATE" : "BEGIN", "");
  if (self->version != 0 &&
      _psc_history_db_get_number (self, "PRAGMA user_version", "") !=
      self->version)
    _psc_history_db_fail (self, SQLITE_SCHEMA);
}

/**
 * _psc_history_db_end:
 * @code: (out) (optional): what failed, SQLITE_OK if nothing did
 *
 * Commits, or takes everything back when something has failed since the
 * connection was last at its beginning, where it is now again.  What
 * failed stays in the message.
 *
 * Returns: whether nothing has failed
 */
gboolean
_psc_history_db_end (PscHistoryDb *self,
                     int          *code)
{
  int first;

  if (self->code == SQLITE_OK && !sqlite3_get_autocommit (self->sqlite))
    _psc_history_db_run (self, "COMMIT", "");

  first = self->code;
  self->code = SQLITE_OK;
  if (first != SQLITE_OK && !sqlite3_get_autocommit (self->sqlite))
    _psc_history_db_run (self, "ROLLBACK", "");
  self->code = SQLITE_OK;

  if (code != NULL)
    *code = first;

  return first == SQLITE_OK;
}
