/* psc-history-schema.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-schema"

#include "config.h"

#include "psc-history-schema-private.h"

/* Times in ns are NULL where something never happened.  A task's steps and
 * outputs are laid out in psc-history-task.c. */
static const char step_1[] =
  "CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;"
  "INSERT INTO meta VALUES ('min_reader', 1);"
  "CREATE TABLE entry ("
  " id INTEGER PRIMARY KEY AUTOINCREMENT,"
  " revision INTEGER NOT NULL DEFAULT 1,"
  " kind TEXT NOT NULL,"
  " started TEXT NOT NULL,"
  " started_us INTEGER NOT NULL,"
  " head TEXT NOT NULL,"
  " tail TEXT,"
  " n_files INTEGER NOT NULL,"
  " outcomes TEXT NOT NULL,"
  " state TEXT NOT NULL,"
  " removed INTEGER NOT NULL DEFAULT 0,"
  " boot TEXT NOT NULL,"
  " process INTEGER NOT NULL,"
  " process_start INTEGER NOT NULL,"
  " wall_ns INTEGER,"
  " occupancy REAL,"
  " size_bytes INTEGER NOT NULL,"
  " sketch BLOB,"
  " name TEXT,"
  " note TEXT);"
  "CREATE INDEX entry_by_start ON entry (started_us);"
  "CREATE TABLE files ("
  " entry INTEGER PRIMARY KEY REFERENCES entry ON DELETE CASCADE,"
  " names BLOB NOT NULL);"
  "CREATE TABLE worker ("
  " entry INTEGER NOT NULL REFERENCES entry ON DELETE CASCADE,"
  " worker INTEGER NOT NULL,"
  " lane INTEGER NOT NULL,"
  " kind TEXT NOT NULL,"
  " id INTEGER NOT NULL,"
  " requested_ns INTEGER NOT NULL,"
  " ready_ns INTEGER,"
  " ended_ns INTEGER,"
  " exit_code INTEGER NOT NULL,"
  " signal INTEGER NOT NULL,"
  " message TEXT,"
  " PRIMARY KEY (entry, worker)) WITHOUT ROWID;"
  "CREATE TABLE task ("
  " entry INTEGER NOT NULL REFERENCES entry ON DELETE CASCADE,"
  " task INTEGER NOT NULL,"
  " outcome INTEGER NOT NULL,"
  " cause INTEGER NOT NULL,"
  " cause_step INTEGER NOT NULL,"
  " worker INTEGER NOT NULL,"
  " lane INTEGER NOT NULL,"
  " chunk INTEGER NOT NULL,"
  " start_ns INTEGER,"
  " end_ns INTEGER,"
  " detail TEXT,"
  " steps BLOB NOT NULL,"
  " output BLOB,"
  " PRIMARY KEY (entry, task)) WITHOUT ROWID;"
  "CREATE TABLE result ("
  " entry INTEGER PRIMARY KEY REFERENCES entry ON DELETE CASCADE,"
  " document BLOB NOT NULL);";

/* What an entry takes was asked for by nobody: the limit counts pages. */
static const char step_2[] =
  "ALTER TABLE entry DROP COLUMN size_bytes;"
  "UPDATE meta SET value = 2 WHERE key = 'min_reader';";

/* Who writes to an entry is not told any more by a process, which another
 * container does not see, but by a lock.  Whoever was at it is gone. */
static const char step_3[] =
  "ALTER TABLE entry DROP COLUMN boot;"
  "ALTER TABLE entry DROP COLUMN process;"
  "ALTER TABLE entry DROP COLUMN process_start;"
  "ALTER TABLE entry ADD COLUMN owner INTEGER NOT NULL DEFAULT 0;";

const char * const _psc_history_steps[] = { step_1, step_2, step_3 };
const guint _psc_history_n_steps = G_N_ELEMENTS (_psc_history_steps);

static gint64
get_version (PscHistoryDb *db)
{
  return _psc_history_db_get_number (db, "PRAGMA user_version", "");
}

/* All that a database says of its tables, as one text. */
static char *
dup_schema (PscHistoryDb *db)
{
  g_autoptr (GString) text = g_string_new (NULL);
  sqlite3_stmt *statement =
    _psc_history_db_query (db, "SELECT type, name, tbl_name, sql"
                               " FROM sqlite_schema ORDER BY type, name", "");

  while (_psc_history_db_step (db, statement))
    for (int i = 0; i < 4; i++)
      {
        const char *value = (const char *) sqlite3_column_text (statement, i);

        g_string_append_printf (text, "%s\n", value != NULL ? value : "");
      }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A table that is not as we have made it could do anything: it may have
 * expressions in it. */
static gboolean
has_our_tables (PscHistoryDb       *db,
                const char * const *steps,
                guint               n_steps)
{
  g_autoptr (PscHistoryDb) model =
    _psc_history_db_open (":memory:", SQLITE_OPEN_READWRITE);
  g_autofree char *wanted = NULL;
  g_autofree char *found = dup_schema (db);

  for (guint i = 0; i < n_steps; i++)
    _psc_history_db_script (model, steps[i]);
  wanted = dup_schema (model);

  return g_str_equal (found, wanted);
}

/**
 * _psc_history_schema_has:
 * @columns: their names, with commas
 *
 * Whether there is a table with these columns, all of which hold what was
 * written to them: a view, a virtual table and a generated column are computed
 * when they are read.
 */
gboolean
_psc_history_schema_has (PscHistoryDb *db,
                         const char   *table,
                         const char   *columns)
{
  g_auto (GStrv) names = g_strsplit (columns, ", ", -1);
  gboolean has = _psc_history_db_get_number (
    db, "SELECT count(*) FROM sqlite_schema WHERE name = ? AND type = 'table'"
        " AND rootpage > 0", "s", table) == 1;

  for (guint i = 0; has && names[i] != NULL; i++)
    has = _psc_history_db_get_number (
      db, "SELECT count(*) FROM pragma_table_xinfo(?) WHERE name = ?"
          " AND hidden = 0", "ss", table, names[i]) == 1;

  return has;
}

/**
 * _psc_history_schema_check:
 * @steps: (array length=n_steps): what this program knows
 *
 * What a database is to this program.  An older one is good, and can be
 * upgraded.
 */
PscHistorySchema
_psc_history_schema_check (PscHistoryDb       *db,
                           const char * const *steps,
                           guint               n_steps)
{
  gint64 version = get_version (db);
  gint64 id = _psc_history_db_get_number (db, "PRAGMA application_id", "");
  gint64 n_tables = _psc_history_db_get_number (
    db, "SELECT count(*) FROM sqlite_schema", "");

  if (version == 0 && id == 0 && n_tables == 0)
    return PSC_HISTORY_SCHEMA_GOOD;
  if (id != PSC_HISTORY_APPLICATION_ID || version <= 0)
    return PSC_HISTORY_SCHEMA_DAMAGED;
  if (version <= n_steps)
    return has_our_tables (db, steps, (guint) version)
           ? PSC_HISTORY_SCHEMA_GOOD : PSC_HISTORY_SCHEMA_DAMAGED;

  if (!_psc_history_schema_has (db, "meta", "key, value"))
    return PSC_HISTORY_SCHEMA_FOREIGN;

  return _psc_history_db_get_number (
           db, "SELECT value FROM meta WHERE key = 'min_reader'", "") <= n_steps
         ? PSC_HISTORY_SCHEMA_NEWER : PSC_HISTORY_SCHEMA_FOREIGN;
}

/**
 * _psc_history_schema_upgrade:
 *
 * Does, in the transaction that is open, what a good database lacks.
 */
void
_psc_history_schema_upgrade (PscHistoryDb       *db,
                             const char * const *steps,
                             guint               n_steps)
{
  gint64 version = get_version (db);

  for (gint64 i = version; i < n_steps; i++)
    _psc_history_db_script (db, steps[i]);

  if (version < n_steps)
    {
      g_autofree char *sql =
        g_strdup_printf ("PRAGMA user_version = %u;"
                         "PRAGMA application_id = %d;",
                         n_steps, PSC_HISTORY_APPLICATION_ID);

      _psc_history_db_script (db, sql);
    }
}
