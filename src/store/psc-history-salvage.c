/* psc-history-salvage.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-salvage"

#include "config.h"

#include "psc-history-salvage-private.h"
#include "psc-history-schema-private.h"

/* Whether its tables are ours: only then may they be read as such. */
static gboolean
is_history (const char *path)
{
  g_autoptr (PscHistoryDb) db = _psc_history_db_open (path,
                                                      SQLITE_OPEN_READWRITE);
  PscHistorySchema schema = _psc_history_schema_check (db, _psc_history_steps,
                                                       _psc_history_n_steps);
  gint64 version = _psc_history_db_get_number (db, "PRAGMA user_version", "");

  return _psc_history_db_end (db, NULL) &&
         schema == PSC_HISTORY_SCHEMA_GOOD && version == _psc_history_n_steps;
}

/* All but what goes on, which is written again by whoever has it.  Nothing of
 * the order can be relied on. */
static GArray *
list_entries (PscHistoryDb          *db,
              const PscHistoryOwner *owner)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = _psc_history_db_query (
    db, "SELECT id, state, owner FROM damaged.entry NOT INDEXED", "");

  while (_psc_history_db_step (db, statement))
    {
      gint64 id = sqlite3_column_int64 (statement, 0);
      const char *state = (const char *) sqlite3_column_text (statement, 1);

      if (g_strcmp0 (state, "running") != 0 ||
          !_psc_history_owner_is_alive (owner,
                                        sqlite3_column_int64 (statement, 2)))
        g_array_append_val (entries, id);
    }
  _psc_history_db_end (db, NULL);

  return entries;
}

/* As a whole or not at all. */
static gboolean
copy_entry (PscHistoryDb *db,
            gint64        id)
{
  _psc_history_db_begin (db, TRUE);
  _psc_history_db_run (db, "INSERT INTO main.entry"
                           " SELECT * FROM damaged.entry WHERE id = ?",
                       "i", id);
  _psc_history_db_run (db, "INSERT INTO main.files"
                           " SELECT * FROM damaged.files WHERE entry = ?",
                       "i", id);
  _psc_history_db_run (db, "INSERT INTO main.worker"
                           " SELECT * FROM damaged.worker WHERE entry = ?",
                       "i", id);
  _psc_history_db_run (db, "INSERT INTO main.task"
                           " SELECT * FROM damaged.task WHERE entry = ?",
                       "i", id);
  _psc_history_db_run (db, "INSERT INTO main.result"
                           " SELECT * FROM damaged.result WHERE entry = ?",
                       "i", id);

  return _psc_history_db_end (db, NULL);
}

/**
 * _psc_history_salvage:
 * @db: a new database
 * @damaged: the path of one that was set aside
 * @owner: whoever takes over
 *
 * Takes over the entries that can be read whole.
 *
 * Returns: how many there are
 */
guint
_psc_history_salvage (PscHistoryDb          *db,
                      const char            *damaged,
                      const PscHistoryOwner *owner)
{
  g_autoptr (GArray) entries = NULL;
  guint n_copied = 0;

  if (!is_history (damaged))
    return 0;

  _psc_history_db_run (db, "ATTACH ? AS damaged", "s", damaged);
  entries = list_entries (db, owner);
  for (guint i = 0; i < entries->len; i++)
    n_copied += copy_entry (db, g_array_index (entries, gint64, i));

  /* A statement that knows the name would keep it from going. */
  g_hash_table_remove_all (db->statements);
  _psc_history_db_run (db, "DETACH damaged", "");
  _psc_history_db_end (db, NULL);

  return n_copied;
}
