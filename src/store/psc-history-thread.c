/* psc-history-thread.c: what the thread of a history reads, and tells
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-thread"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-format.h"
#include "psc-history-file-private.h"
#include "psc-history-thread-private.h"
#include "psc-history-upkeep-private.h"
#include "psc-kept-run-private.h"

/* What could not be committed is tried again. */
#define RETRY_US (2 * G_USEC_PER_SEC)

/* Which state of an entry it is. */
typedef struct
{
  gint64 id;
  gint64 revision;
} Version;

/**
 * _psc_history_tell_status:
 *
 * Tells the size, the problem, and whether something can be written.
 */
void
_psc_history_tell_status (PscHistoryWriter *self)
{
  PscHistoryEvent *event = g_new0 (PscHistoryEvent, 1);

  self->size = _psc_history_file_get_size (self->path);
  event->problem = g_strdup (self->problem);
  event->size = self->size;
  event->writable = self->writable && !self->failing;
  _psc_history_writer_tell (self, event);
}

static void
tell_row (PscHistoryWriter  *self,
          PscHistoryKey     *key,
          PscHistoryRow     *row,
          PscHistoryKeeping *keeping,
          gboolean           edited)
{
  PscHistoryEvent *event = g_new0 (PscHistoryEvent, 1);

  event->key = _psc_history_key_ref (key);
  event->row = row;
  event->keeping = keeping;
  event->edited = edited;
  _psc_history_writer_tell (self, event);
}

static void
set_problem (PscHistoryWriter *self,
             char             *problem,
             gboolean          failing)
{
  gboolean is_new = g_strcmp0 (self->problem, problem) != 0 ||
                    self->failing != failing;

  g_free (self->problem);
  self->problem = problem;
  self->failing = failing;
  if (is_new)
    _psc_history_tell_status (self);
}

/**
 * _psc_history_register:
 * @id: the number of the entry that @key stands for
 *
 * Notes that an entry is in the database.
 */
void
_psc_history_register (PscHistoryWriter *self,
                       PscHistoryKey    *key,
                       gint64            id)
{
  key->id = id;
  g_hash_table_insert (self->keys, &key->id, _psc_history_key_ref (key));
}

/* A row that cannot be understood is no entry, but does not keep the others
 * from being some. */
static PscHistoryRow *
read_row (PscHistoryWriter *self,
          gint64            id)
{
  sqlite3_stmt *statement = _psc_history_db_query (
    self->db, "SELECT " PSC_HISTORY_ROW_COLUMNS " FROM entry WHERE id = ?",
    "i", id);
  PscHistoryRow *row = NULL;

  while (_psc_history_db_step (self->db, statement))
    {
      PscJsonInput input;

      _psc_json_input_init (&input);
      row = _psc_history_row_read (statement, &input);
      if (input.error != NULL)
        g_clear_pointer (&row, _psc_history_row_free);
      _psc_json_input_clear (&input);
    }

  return row;
}

/**
 * _psc_history_tell_key:
 * @keeping: (transfer full) (nullable): what is to be freed elsewhere
 * @edited: whether this is because of an edit
 *
 * Tells what an entry is now, or that it is not there.
 */
void
_psc_history_tell_key (PscHistoryWriter  *self,
                       PscHistoryKey     *key,
                       PscHistoryKeeping *keeping,
                       gboolean           edited)
{
  tell_row (self, key, key->id != 0 ? read_row (self, key->id) : NULL,
            keeping, edited);
}

static PscHistoryKey *
find_key (PscHistoryWriter *self,
          gint64            id)
{
  PscHistoryKey *key = g_hash_table_lookup (self->keys, &id);

  if (key == NULL)
    {
      key = _psc_history_key_new ();
      _psc_history_register (self, key, id);
      _psc_history_key_unref (key);
    }

  return key;
}

/**
 * _psc_history_tell_id:
 *
 * Tells what the entry of this number is now.
 */
void
_psc_history_tell_id (PscHistoryWriter *self,
                      gint64            id)
{
  _psc_history_tell_key (self, find_key (self, id), NULL, FALSE);
}

static gboolean
forget_if_gone (gpointer id,
                gpointer value,
                gpointer user_data)
{
  PscHistoryWriter *self = user_data;
  PscHistoryKey *key = value;

  if (key->round == self->round)
    return FALSE;

  /* What is being written will be there again. */
  if (key->keeping == NULL)
    tell_row (self, key, NULL, NULL, FALSE);

  /* Its number may become another one's. */
  key->id = 0;

  return TRUE;
}

/**
 * _psc_history_refuse_large:
 *
 * Tells that a run has more files than could be read again.
 */
void
_psc_history_refuse_large (PscHistoryWriter *self)
{
  g_autofree char *count = psc_format_count (PSC_KEPT_MAX_TASKS);

  set_problem (self,
               g_strdup_printf (_("A run is not kept, as it has more than %s "
                                  "files. Take fewer of them."), count),
               self->failing);
}

/**
 * _psc_history_open:
 * @damaged: the inode of a database that is known to be damaged, or 0
 *
 * Opens the database, or another one in its place.
 */
void
_psc_history_open (PscHistoryWriter *self,
                   guint64           damaged)
{
  char *problem;

  /* One that is not there any more cannot be set aside, and its number may
   * become the new one's. */
  if (damaged != _psc_history_file_get_inode (self->path))
    damaged = 0;

  g_clear_pointer (&self->db, _psc_history_db_close);
  self->db = _psc_history_file_open (self->path, damaged, &self->owner,
                                     &self->writable, &problem);
  self->inode = _psc_history_file_get_inode (self->path);
  if (damaged != 0 && damaged == self->inode)
    {
      /* It could not be set aside. */
      g_clear_pointer (&self->db, _psc_history_db_close);
      self->writable = FALSE;
      g_free (problem);
      problem = g_strdup_printf (_("New runs are not kept: %s"),
                                 _("the file is damaged"));
    }
  set_problem (self, problem, FALSE);
}

static void
forget_all (PscHistoryWriter *self)
{
  self->round++;
  g_hash_table_foreach_remove (self->keys, forget_if_gone, self);
}

/* What is not written is as it was, and never will be. */
static void
give_up (PscHistoryWriter *self)
{
  PscHistoryJob *job;

  for (guint i = 0; i < self->kept->len; i++)
    {
      PscHistoryKey *key = g_ptr_array_index (self->kept, i);

      _psc_history_tell_key (self, key, g_steal_pointer (&key->keeping), FALSE);
    }
  g_ptr_array_set_size (self->kept, 0);

  while ((job = g_queue_pop_head (&self->edits)) != NULL)
    {
      if (job->key != NULL)
        _psc_history_tell_key (self, job->key, NULL, TRUE);
      _psc_history_job_free (job);
    }
}

/**
 * _psc_history_reopen:
 *
 * Goes over to another database: the one that is open is damaged, or another
 * program has set it aside.  What goes on is written there from its beginning.
 */
void
_psc_history_reopen (PscHistoryWriter *self)
{
  guint64 damaged = self->inode;

  forget_all (self);
  self->due_us = g_get_monotonic_time ();
  _psc_history_open (self, damaged);
  if (!self->writable)
    give_up (self);
  for (guint i = 0; i < self->kept->len; i++)
    {
      PscHistoryKey *key = g_ptr_array_index (self->kept, i);

      _psc_history_keeping_restart (key->keeping);
    }
  _psc_history_reload (self);
}

/* A newer program has made other tables of those that were here.  What this one
 * can read of them it still shows, under the same numbers. */
static void
yield_to_newer (PscHistoryWriter *self)
{
  self->due_us = 0;
  _psc_history_open (self, 0);
  if (self->db == NULL)
    forget_all (self);
  if (!self->writable)
    give_up (self);
  _psc_history_reload (self);
}

/**
 * _psc_history_take_failure:
 * @code: of SQLite
 *
 * Tells why something could not be committed, and sees to it that it is tried
 * again.  If the database is damaged, what is still to be written goes into a
 * new one; if it has become a newer program's, nothing is written any more.
 */
void
_psc_history_take_failure (PscHistoryWriter *self,
                           int               code)
{
  self->due_us = g_get_monotonic_time () + RETRY_US;
  if (_psc_history_is_damage (code))
    _psc_history_reopen (self);
  else if (code == SQLITE_SCHEMA)
    yield_to_newer (self);
  else
    set_problem (self, _psc_history_file_describe (self->path, self->db,
                                                   code), TRUE);
}

/* What cannot be read at this moment is not gone. */
static gboolean
tell_change (PscHistoryWriter *self,
             PscHistoryKey    *key)
{
  PscHistoryRow *row = read_row (self, key->id);

  if (self->db->code != SQLITE_OK)
    {
      g_clear_pointer (&row, _psc_history_row_free);
      return FALSE;
    }

  tell_row (self, key, row, NULL, FALSE);

  return TRUE;
}

/**
 * _psc_history_reload:
 *
 * Finds what others have changed, and what has been left behind.
 */
void
_psc_history_reload (PscHistoryWriter *self)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Version));
  sqlite3_stmt *statement;
  int code;

  if (self->db == NULL)
    return;

  if (self->writable)
    _psc_history_settle_dead (self->db, &self->owner);
  self->round++;
  _psc_history_db_begin (self->db, FALSE);
  statement = _psc_history_db_query (self->db,
                                     "SELECT id, revision FROM entry"
                                     " ORDER BY started_us DESC, id DESC", "");
  while (_psc_history_db_step (self->db, statement))
    {
      Version row = { sqlite3_column_int64 (statement, 0),
                      sqlite3_column_int64 (statement, 1) };

      g_array_append_val (rows, row);
    }
  for (guint i = 0; i < rows->len; i++)
    {
      Version row = g_array_index (rows, Version, i);
      PscHistoryKey *key = find_key (self, row.id);

      key->round = self->round;
      if (key->revision != row.revision && !tell_change (self, key))
        break;
      key->revision = row.revision;
    }

  if (_psc_history_db_end (self->db, &code))
    g_hash_table_foreach_remove (self->keys, forget_if_gone, self);
  else
    _psc_history_take_failure (self, code);
  _psc_history_tell_status (self);
}

/**
 * _psc_history_take_success:
 *
 * Notes that something has been committed.
 */
void
_psc_history_take_success (PscHistoryWriter *self)
{
  if (self->failing)
    set_problem (self, NULL, FALSE);
}
