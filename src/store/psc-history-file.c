/* psc-history-file.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-file"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "psc-aside-private.h"
#include "psc-history-file-private.h"
#include "psc-history-reader-private.h"
#include "psc-history-salvage-private.h"
#include "psc-history-schema-private.h"

/* SQLite does not wait by itself for those who do the same. */
#define WAL_ATTEMPTS 100
#define WAL_PAUSE_US 20000

static const char * const suffixes[] = { "", "-wal", "-shm" };

/**
 * _psc_history_is_damage:
 * @code: of SQLite
 *
 * Whether it says that the file is not what was written to it.
 */
gboolean
_psc_history_is_damage (int code)
{
  return code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

/**
 * _psc_history_file_get_size:
 *
 * How many bytes the database and its log take on the disk.
 */
guint64
_psc_history_file_get_size (const char *path)
{
  guint64 size = 0;

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);
      struct stat info;

      if (stat (name, &info) == 0)
        size += (guint64) info.st_size;
    }

  return size;
}

/**
 * _psc_history_file_get_inode:
 *
 * Which file it is that has this path now; 0 when there is none.
 */
guint64
_psc_history_file_get_inode (const char *path)
{
  struct stat info;

  return stat (path, &info) == 0 ? (guint64) info.st_ino : 0;
}

/**
 * _psc_history_file_describe:
 * @db: (nullable): what SQLite has said, if it was SQLite
 * @code: what has failed
 *
 * Returns: (transfer full): why nothing is kept, in words for the user
 */
char *
_psc_history_file_describe (const char   *path,
                            PscHistoryDb *db,
                            int           code)
{
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *shown = g_filename_display_name (directory);

  switch (code)
    {
    case SQLITE_FULL:
      return g_strdup (_("New runs are not kept: the disk is full. Make room, "
                         "and they will be."));

    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY:
      return g_strdup_printf (_("New runs are not kept: “%s” cannot be written "
                                "to. Check its permissions."), shown);

    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return g_strdup (_("New runs are not kept: another program does not let "
                         "go of the history. Close it, and they will be."));

    case SQLITE_PROTOCOL:
      return g_strdup_printf (_("New runs are not kept: files in “%s” cannot "
                                "be locked. Keep your data on another disk."),
                              shown);

    default:
      /* Nothing fails in a database that is not ours. */
      return g_strdup_printf (_("New runs are not kept: %s"),
                              db->message != NULL ? db->message
                                                  : _("the file is damaged"));
    }
}

/* The log goes with the database, which may be mended by hand. */
static char *
set_aside (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y%m%dT%H%M%S");
  g_autofree char *wanted = g_strdup_printf ("%s.broken-%s", path, date);
  char *aside = _psc_aside_move (path, wanted);

  for (guint i = 1; aside != NULL && i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (path, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (aside, suffixes[i], NULL);

      g_rename (from, to);
    }

  return aside;
}

static void
switch_to_wal (PscHistoryDb *db)
{
  for (guint i = 0; i < WAL_ATTEMPTS; i++)
    {
      _psc_history_db_run (db, "PRAGMA journal_mode = WAL", "");
      if (db->code != SQLITE_BUSY)
        return;

      _psc_history_db_end (db, NULL);
      g_usleep (WAL_PAUSE_US);
    }
  _psc_history_db_fail (db, SQLITE_BUSY);
}

/* Brings a database up to date.  Others may do the same. */
static PscHistorySchema
prepare (PscHistoryDb *db)
{
  PscHistorySchema schema = _psc_history_schema_check (db, _psc_history_steps,
                                                       _psc_history_n_steps);

  if (db->code != SQLITE_OK || schema != PSC_HISTORY_SCHEMA_GOOD)
    return schema;

  /* Before there is a page.  Later it would be written to the file each time,
   * and a newer one is to be left as it is. */
  if (_psc_history_db_get_number (db, "PRAGMA page_count", "") == 0)
    _psc_history_db_script (db, "PRAGMA auto_vacuum = INCREMENTAL");
  switch_to_wal (db);
  _psc_history_db_begin (db, TRUE);
  schema = _psc_history_schema_check (db, _psc_history_steps,
                                      _psc_history_n_steps);
  if (db->code == SQLITE_OK && schema == PSC_HISTORY_SCHEMA_GOOD)
    {
      _psc_history_schema_upgrade (db, _psc_history_steps,
                                   _psc_history_n_steps);
      _psc_history_db_hold_version (db);
    }

  return schema;
}

/* Where nothing can be written, what is there can still be read, if nobody
 * else writes; the log that others may have left is not seen. */
static PscHistoryDb *
open_unchanging (const char *path)
{
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);
  g_autofree char *uri = g_strdup_printf ("file:%s?immutable=1", escaped);
  PscHistoryDb *db = _psc_history_db_open (uri, SQLITE_OPEN_READONLY |
                                                SQLITE_OPEN_URI);

  if (_psc_history_schema_check (db, _psc_history_steps,
                                 _psc_history_n_steps) ==
      PSC_HISTORY_SCHEMA_GOOD &&
      _psc_history_db_get_number (db, "PRAGMA user_version", "") ==
      _psc_history_n_steps && _psc_history_db_end (db, NULL))
    return db;

  _psc_history_db_close (db);

  return NULL;
}

/* One that is newer still may come meanwhile. */
static gboolean
can_read_newer (PscHistoryDb     *db,
                PscHistorySchema  schema)
{
  _psc_history_db_hold_version (db);

  return schema == PSC_HISTORY_SCHEMA_NEWER && _psc_history_can_read (db);
}

static PscHistoryDb *
open_newer (PscHistoryDb      *db,
            PscHistorySchema   schema,
            char             **problem)
{
  if (can_read_newer (db, schema))
    {
      *problem = g_strdup (_("The history was written by a newer Poolscope. "
                             "It is shown, but new runs are not kept. Start "
                             "the newer one, or update this one."));
      return db;
    }

  *problem = g_strdup (_("The history was written by a newer Poolscope, and "
                         "cannot be read. New runs are not kept. Start the "
                         "newer one, or update this one."));
  _psc_history_db_close (db);

  return NULL;
}

static PscHistoryDb *
open_once (const char        *path,
           PscHistorySchema  *schema,
           int               *code)
{
  PscHistoryDb *db = _psc_history_db_open (path, SQLITE_OPEN_READWRITE |
                                                 SQLITE_OPEN_CREATE);

  *schema = PSC_HISTORY_SCHEMA_GOOD;
  if (db->code == SQLITE_OK && sqlite3_db_readonly (db->sqlite, "main") == 1)
    _psc_history_db_fail (db, SQLITE_READONLY);
  if (db->code == SQLITE_OK)
    *schema = prepare (db);
  _psc_history_db_end (db, code);
  if (_psc_history_is_damage (*code))
    *schema = PSC_HISTORY_SCHEMA_DAMAGED;

  return db;
}

/* One that is damaged is set aside for a new one. */
static PscHistoryDb *
open_mended (const char        *path,
             guint64            damaged,
             PscHistorySchema  *schema,
             int               *code,
             char             **aside)
{
  PscHistoryDb *db;
  guint64 found;

  *aside = damaged != 0 && damaged == _psc_history_file_get_inode (path)
           ? set_aside (path) : NULL;
  found = _psc_history_file_get_inode (path);
  db = open_once (path, schema, code);
  if (*schema != PSC_HISTORY_SCHEMA_DAMAGED || *aside != NULL)
    return db;

  _psc_history_db_close (db);

  /* Another program may have done so meanwhile, and begun a new one. */
  if (found == _psc_history_file_get_inode (path))
    *aside = set_aside (path);

  return open_once (path, schema, code);
}

/**
 * _psc_history_file_open:
 * @path: of the database, which need not be there
 * @damaged: the inode of one that is known to be damaged, or 0: another program
 *   may have set it aside already
 * @owner: who is to keep something; becomes one, if it can
 * @writable: (out): whether something can be kept
 * @problem: (out) (transfer full) (nullable): what was wrong, in a sentence for
 *   the user
 *
 * Opens the database; one that is damaged is set aside for a new one.
 *
 * Returns: (transfer full) (nullable): a connection, %NULL when there is
 *   nothing to be read
 */
PscHistoryDb *
_psc_history_file_open (const char       *path,
                        guint64           damaged,
                        PscHistoryOwner  *owner,
                        gboolean         *writable,
                        char            **problem)
{
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *aside = NULL;
  g_autofree char *shown = NULL;
  PscHistorySchema schema;
  PscHistoryDb *db;
  int code;

  *writable = FALSE;
  *problem = NULL;
  g_mkdir_with_parents (directory, 0700);
  code = _psc_history_owner_take (owner, path);
  if (code != SQLITE_OK)
    {
      *problem = _psc_history_file_describe (path, NULL, code);
      return open_unchanging (path);
    }

  db = open_mended (path, damaged, &schema, &code, &aside);
  if (aside != NULL)
    {
      gboolean any = code == SQLITE_OK && schema == PSC_HISTORY_SCHEMA_GOOD &&
                     _psc_history_salvage (db, aside, owner) > 0;

      shown = g_filename_display_name (aside);
      *problem = g_strdup_printf (
        any ? _("The history is damaged, and was set aside as “%s”. What could "
                "be read of it is in a new one.")
            : _("The history could not be read, and was set aside as “%s”. A "
                "new one has been begun."), shown);
    }

  if (code == SQLITE_OK && schema == PSC_HISTORY_SCHEMA_GOOD)
    {
      *writable = TRUE;
      return db;
    }
  if (code == SQLITE_OK && schema != PSC_HISTORY_SCHEMA_DAMAGED)
    return open_newer (db, schema, problem);

  g_free (*problem);
  *problem = _psc_history_file_describe (path, db, code);
  _psc_history_db_close (db);

  return open_unchanging (path);
}

/**
 * _psc_history_file_open_to_read:
 * @path: of a database that _psc_history_file_open() has opened
 *
 * Returns: (transfer full): another connection to it, in which opening may
 *   have failed
 */
PscHistoryDb *
_psc_history_file_open_to_read (const char *path)
{
  PscHistoryDb *db = _psc_history_db_open (path, SQLITE_OPEN_READONLY);
  PscHistoryDb *unchanging;

  _psc_history_db_hold_version (db);
  if (db->version > _psc_history_n_steps &&
      !can_read_newer (db, _psc_history_schema_check (db, _psc_history_steps,
                                                      _psc_history_n_steps)))
    _psc_history_db_fail (db, SQLITE_SCHEMA);
  if (db->code == SQLITE_OK || db->code == SQLITE_SCHEMA)
    return db;

  unchanging = open_unchanging (path);
  if (unchanging == NULL)
    return db;

  _psc_history_db_close (db);

  return unchanging;
}
