/* psc-history-upkeep.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-upkeep"

#include "config.h"

#include "psc-exercise-packed-private.h"
#include "psc-figures.h"
#include "psc-history-head-private.h"
#include "psc-history-reader-private.h"
#include "psc-history-row-private.h"
#include "psc-history-upkeep-private.h"
#include "psc-sketch.h"

static GBytes *
pack (PscExerciseResult *result)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  /* Memory does not fail. */
  _psc_exercise_packed_write (stream, result, NULL);
  g_output_stream_close (stream, NULL, NULL);

  return g_memory_output_stream_steal_as_bytes (
    G_MEMORY_OUTPUT_STREAM (stream));
}

/* How long the measuring took, pauses left out. */
static gint64
sum_durations (PscExerciseResult *result)
{
  gint64 sum_ns = 0;

  for (guint i = 0; i < result->sweeps->len; i++)
    {
      PscSweep *sweep = g_ptr_array_index (result->sweeps, i);

      for (guint j = 0; j < psc_sweep_get_n_runs (sweep); j++)
        sum_ns += psc_sweep_get_run (sweep, j)->duration_ns;
    }

  return sum_ns;
}

/**
 * _psc_history_find_result:
 *
 * Returns: the number of a result's entry, or 0 when it has none
 */
gint64
_psc_history_find_result (PscHistoryDb      *db,
                          PscExerciseResult *result)
{
  return _psc_history_db_get_number (
    db, "SELECT id FROM entry WHERE started_us = ? AND kind = ?", "is",
    _psc_history_get_started_us (result->made),
    psc_exercise_kind_to_string (result->kind));
}

/**
 * _psc_history_write_result:
 * @result: a new one, or one that has become more
 *
 * Writes what an exercise has come to.
 *
 * Returns: the number of its entry
 */
gint64
_psc_history_write_result (PscHistoryDb          *db,
                           const PscHistoryOwner *owner,
                           PscExerciseResult     *result)
{
  PscHistoryState state = result->measuring ? PSC_HISTORY_RUNNING
                                            : PSC_HISTORY_FINISHED;
  g_autofree char *head = _psc_history_dup_head (result->settings,
                                                 result->listing, NULL, NULL);
  g_autoptr (GBytes) bytes = pack (result);
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  gint64 entry = _psc_history_find_result (db, result);

  if (entry == 0)
    entry = _psc_history_insert_entry (
      db, owner, psc_exercise_kind_to_string (result->kind), result->made, head,
      psc_listing_get_n_files (result->listing), state);

  _psc_history_db_run (
    db, "UPDATE entry SET revision = revision + 1, removed = 0, head = ?,"
        " n_files = ?, wall_ns = ?, state = ?, owner = ? WHERE id = ?",
    "siisii", head, (gint64) psc_listing_get_n_files (result->listing),
    sum_durations (result), _psc_history_state_to_string (state), owner->id,
    entry);
  _psc_history_db_run (db, "INSERT OR REPLACE INTO result VALUES (?, ?)",
                       "ib", entry, data, size);

  return entry;
}

/**
 * _psc_history_write_texts:
 * @name: (nullable): what the user calls it
 * @note: (nullable): what the user says of it
 *
 * Writes what the user has typed.
 */
void
_psc_history_write_texts (PscHistoryDb *db,
                          gint64        entry,
                          const char   *name,
                          const char   *note)
{
  _psc_history_db_run (
    db, "UPDATE entry SET revision = revision + 1, name = ?, note = ?"
        " WHERE id = ?", "ssi", name, note, entry);
}

/**
 * _psc_history_write_removed:
 *
 * Takes an entry out of the list, or brings it back.  It is deleted when the
 * owner who took it out is gone.  One that goes on stays that of the owner who
 * writes it, for it is by this that others know that it goes on.
 */
void
_psc_history_write_removed (PscHistoryDb          *db,
                            const PscHistoryOwner *owner,
                            gint64                 entry,
                            gboolean               removed)
{
  _psc_history_db_run (
    db, "UPDATE entry SET revision = revision + 1, removed = ? WHERE id = ?",
    "ii", (gint64) removed, entry);
  _psc_history_db_run (
    db, "UPDATE entry SET owner = ? WHERE id = ? AND state != 'running'", "ii",
    owner->id, entry);
}

/**
 * _psc_history_settle_unfinished:
 * @entry: the number of a run or an exercise that does not go on
 *
 * Notes what there is of a run; of an exercise all there is has been told.
 */
void
_psc_history_settle_unfinished (PscHistoryDb *db,
                                gint64        entry)
{
  g_autoptr (PscRun) run = _psc_history_read_run (db, entry, NULL);
  g_autoptr (GBytes) sketch = NULL;
  PscFigures figures = { .wall_ns = PSC_NEVER };
  gconstpointer data = NULL;
  gsize size = 0;

  if (run != NULL)
    {
      psc_figures_read (run, &figures);
      sketch = psc_sketch_new (run);
      data = g_bytes_get_data (sketch, &size);
    }

  _psc_history_db_begin (db, TRUE);
  _psc_history_db_run (
    db, "UPDATE entry SET revision = revision + 1, state = 'unfinished',"
        " wall_ns = coalesce (?, wall_ns), occupancy = ?, sketch = ?"
        " WHERE id = ? AND state != 'finished'", "tdbi", figures.wall_ns,
    figures.occupancy, data, size, entry);
  _psc_history_db_end (db, NULL);
}

/* Unless somebody has brought it back meanwhile. */
static void
delete_removed (PscHistoryDb *db,
                gint64        entry)
{
  _psc_history_db_begin (db, TRUE);
  _psc_history_db_run (db, "DELETE FROM entry WHERE id = ? AND removed", "i",
                       entry);
  _psc_history_db_end (db, NULL);
}

/**
 * _psc_history_settle_dead:
 * @owner: this one
 *
 * Finds entries of owners who are gone: runs that are not finished and
 * never will be, and what was to be deleted.
 */
void
_psc_history_settle_dead (PscHistoryDb          *db,
                          const PscHistoryOwner *owner)
{
  g_autoptr (GArray) running = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) removed = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = _psc_history_db_query (
    db, "SELECT id, removed, owner FROM entry WHERE state = 'running'"
        " OR removed", "");

  while (_psc_history_db_step (db, statement))
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      if (_psc_history_owner_is_alive (owner,
                                       sqlite3_column_int64 (statement, 2)))
        continue;

      if (sqlite3_column_int (statement, 1) != 0)
        g_array_append_val (removed, id);
      else
        g_array_append_val (running, id);
    }
  _psc_history_db_end (db, NULL);

  for (guint i = 0; i < removed->len; i++)
    delete_removed (db, g_array_index (removed, gint64, i));
  for (guint i = 0; i < running->len; i++)
    _psc_history_settle_unfinished (db, g_array_index (running, gint64, i));
}

static guint64
get_used (PscHistoryDb *db)
{
  gint64 n_pages = _psc_history_db_get_number (db, "PRAGMA page_count", "");
  gint64 n_free = _psc_history_db_get_number (db, "PRAGMA freelist_count", "");
  gint64 size = _psc_history_db_get_number (db, "PRAGMA page_size", "");

  return (guint64) ((n_pages - n_free) * size);
}

/* The file becomes smaller once its log has been written into it. */
static void
give_back (PscHistoryDb *db)
{
  _psc_history_db_script (db, "PRAGMA incremental_vacuum");
  _psc_history_db_script (db, "PRAGMA wal_checkpoint(TRUNCATE)");
  _psc_history_db_end (db, NULL);
}

/* The newest entry of all, and that of each program which is there: it is what
 * they show. */
static GHashTable *
find_newest (PscHistoryDb          *db,
             const PscHistoryOwner *owner)
{
  GHashTable *newest = g_hash_table_new_full (g_int64_hash, g_int64_equal,
                                              g_free, NULL);
  sqlite3_stmt *statement = _psc_history_db_query (
    db, "SELECT id, owner, max (started_us) AS latest FROM entry"
        " WHERE NOT removed GROUP BY owner ORDER BY latest DESC, id DESC", "");

  while (_psc_history_db_step (db, statement))
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      if (g_hash_table_size (newest) == 0 ||
          _psc_history_owner_is_alive (owner,
                                       sqlite3_column_int64 (statement, 1)))
        g_hash_table_add (newest, g_memdup2 (&id, sizeof id));
    }

  return newest;
}

/* The oldest first, but for what has been taken out of the list, which goes
 * before them. */
static GArray *
list_expendable (PscHistoryDb          *db,
                 const PscHistoryOwner *owner)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) newest = find_newest (db, owner);
  sqlite3_stmt *statement = _psc_history_db_query (
    db, "SELECT id FROM entry WHERE state != 'running' AND name IS NULL"
        " ORDER BY removed DESC, started_us, id", "");

  while (_psc_history_db_step (db, statement))
    {
      gint64 entry = sqlite3_column_int64 (statement, 0);

      if (!g_hash_table_contains (newest, &entry))
        g_array_append_val (entries, entry);
    }

  return entries;
}

/* Unless it has been given a name meanwhile.  Returns: whether one can go on */
static gboolean
delete_expendable (PscHistoryDb *db,
                   gint64        entry)
{
  _psc_history_db_begin (db, TRUE);
  _psc_history_db_run (
    db, "DELETE FROM entry WHERE id = ? AND state != 'running'"
        " AND name IS NULL", "i", entry);

  return _psc_history_db_end (db, NULL);
}

/**
 * _psc_history_enforce_limit:
 * @owner: this one
 * @limit: in bytes; 0 for none
 *
 * Deletes the oldest entries that nobody has given a name, until the rest is
 * within the limit.  One that has been taken out of the list goes first.  One
 * that goes on stays, and so does the newest.
 *
 * Returns: whether an entry had to go
 */
gboolean
_psc_history_enforce_limit (PscHistoryDb          *db,
                            const PscHistoryOwner *owner,
                            guint64                limit)
{
  g_autoptr (GArray) entries = NULL;
  guint n_deleted = 0;

  if (limit == 0 || get_used (db) <= limit)
    return FALSE;

  /* Each is tried once: in a damaged database one may not go away. */
  entries = list_expendable (db, owner);
  while (n_deleted < entries->len && get_used (db) > limit &&
         delete_expendable (db, g_array_index (entries, gint64, n_deleted)))
    n_deleted++;

  _psc_history_db_end (db, NULL);
  if (n_deleted > 0)
    give_back (db);

  return n_deleted > 0;
}

/**
 * _psc_history_purge:
 * @owner: this one, who ends
 *
 * Deletes what it has taken out of the list.
 */
void
_psc_history_purge (PscHistoryDb          *db,
                    const PscHistoryOwner *owner)
{
  _psc_history_db_begin (db, TRUE);
  _psc_history_db_run (db, "DELETE FROM entry WHERE removed AND owner = ?",
                       "i", owner->id);
  if (_psc_history_db_end (db, NULL) && sqlite3_changes (db->sqlite) > 0)
    give_back (db);
}
