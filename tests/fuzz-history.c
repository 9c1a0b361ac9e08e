/* fuzz-history.c: whatever a database holds, it is a history or a message
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* fuzz-history [--seed=N] [--executions=N] [--seconds=N]
 *
 * Makes a database, changes bytes of its pages and values of its rows at
 * random, opens it as a program does, and reads every entry.  The same seed
 * makes the same changes; one that ends the program is found again with the
 * seed that it has printed before. */

#include "config.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "psc-document-reader.h"
#include "psc-document.h"
#include "psc-exercise.h"
#include "psc-figures.h"
#include "psc-history-db-private.h"
#include "psc-history-file-private.h"
#include "psc-history-reader-private.h"
#include "psc-history-row-private.h"
#include "psc-history-upkeep-private.h"
#include "psc-test-history.h"
#include "psc-test-run.h"
#include "psc-test-store.h"
#include "psc-test-utils.h"

#define PAGE_SIZE 4096

/* What readers stumble over, as SQL. */
static const char * const values[] = {
  "NULL", "0", "1", "-1", "2", "3", "255", "256", "257", "65536", "2147483647",
  "2147483648", "4294967296", "864000000000000", "9223372036854775807",
  "-9223372036854775808", "0.5", "9e999", "''", "'x'", "x''", "x'00'",
  "x'ff00ff'", "'run'", "'running'", "'finished'", "'dummy'", "'thread'",
  "zeroblob (48)", "zeroblob (96)", "zeroblob (144)", "zeroblob (100000)",
  "'[]'", "'{}'", "'{\"settings\":{}}'", "'99 0 0 0 0 0 0 0'",
  "char (55296)", "cast (x'c328' AS TEXT)", "cast (x'610062' AS TEXT)",
};

typedef struct
{
  const char *table;
  const char *columns[16];
} Table;

static const Table tables[] = {
  { "entry",
    { "kind", "started", "started_us", "head", "tail", "n_files", "outcomes",
      "state", "removed", "owner", "wall_ns", "occupancy", "sketch", "name" } },
  { "files", { "names", "entry" } },
  { "worker",
    { "worker", "lane", "kind", "id", "requested_ns", "ready_ns", "ended_ns",
      "exit_code", "signal", "message", "entry" } },
  { "task",
    { "task", "outcome", "cause", "cause_step", "worker", "lane", "chunk",
      "start_ns", "end_ns", "detail", "steps", "output", "entry" } },
  { "result", { "document", "entry" } },
  { "meta", { "key", "value" } },
};

static gsize
pick (GRand *rand,
      gsize  n)
{
  return n > 0 ? g_rand_int (rand) % n : 0;
}

/* Puts a value in the place of another, or bytes into one. */
static void
change_value (GRand        *rand,
              PscHistoryDb *db)
{
  const Table *table = &tables[pick (rand, G_N_ELEMENTS (tables))];
  guint n_columns = 0;
  const char *column, *value;
  g_autofree char *bytes = NULL;
  g_autofree char *sql = NULL;

  while (n_columns < G_N_ELEMENTS (table->columns) &&
         table->columns[n_columns] != NULL)
    n_columns++;
  column = table->columns[pick (rand, n_columns)];
  value = values[pick (rand, G_N_ELEMENTS (values))];
  bytes = g_strdup_printf (
    "cast (substr (%s, 1, %u) || x'%02x' || substr (%s, %u) AS BLOB)", column,
    (guint) pick (rand, 200), (guint) pick (rand, 256), column,
    (guint) pick (rand, 200));
  sql = g_strdup_printf (
    "UPDATE OR IGNORE %s SET %s = %s WHERE abs (random ()) %% %u = 0",
    table->table, column, pick (rand, 4) == 0 ? bytes : value,
    1 + (guint) pick (rand, 6));

  /* Where it breaks a rule of the table it is not done. */
  _psc_history_db_script (db, sql);
  _psc_history_db_end (db, NULL);
}

static void
change_values (GRand      *rand,
               const char *path)
{
  guint n_changes = 1 + (guint) pick (rand, 3);
  g_autoptr (PscHistoryDb) db = _psc_history_db_open (path,
                                                      SQLITE_OPEN_READWRITE);

  sqlite3_db_config (db->sqlite, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
  for (guint i = 0; i < n_changes; i++)
    change_value (rand, db);
  if (pick (rand, 10) == 0)
    _psc_history_db_script (db, "PRAGMA user_version = 99");
}

/* Few bytes, or a stretch of one page in the place of another. */
static void
change_bytes (GRand  *rand,
              guint8 *data,
              gsize   length)
{
  guint n_changes = 1 + (guint) pick (rand, 8);

  for (guint i = 0; i < n_changes; i++)
    {
      gsize page = pick (rand, length / PAGE_SIZE) * PAGE_SIZE;
      gsize other = pick (rand, length / PAGE_SIZE) * PAGE_SIZE;

      switch (pick (rand, 6))
        {
        case 0:
          data[pick (rand, length)] = (guint8) g_rand_int (rand);
          break;

        case 1:
          data[pick (rand, 100)] = (guint8) g_rand_int (rand);
          break;

        case 2:
          memcpy (data + page, data + other, 1 + pick (rand, PAGE_SIZE));
          break;

        default:
          data[page + pick (rand, 16)] = (guint8) g_rand_int (rand);
          break;
        }
    }
}

/* A run that was read is a run: its figures add up, and as a document it is
 * read again. */
static void
check_run (PscRun *run)
{
  PscFigures figures;
  gsize length;
  g_autofree char *text = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (PscRun) read = NULL;
  g_autoptr (GError) error = NULL;

  psc_figures_read (run, &figures);
  g_assert_cmpint (figures.account.total_ns, ==,
                   figures.n_lanes * figures.wall_ns);

  text = psc_test_store_write (psc_document_write, run, &length);
  stream = g_memory_input_stream_new_from_data (text, (gssize) length, NULL);
  read = psc_document_read (stream, NULL, &error);
  g_assert_no_error (error);
}

static void
check_error (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
read_rows (PscHistoryDb *db,
           GArray       *ids)
{
  sqlite3_stmt *statement = _psc_history_db_query (
    db, "SELECT " PSC_HISTORY_ROW_COLUMNS " FROM entry", "");

  while (_psc_history_db_step (db, statement))
    {
      gint64 id = sqlite3_column_int64 (statement, 0);
      g_autoptr (PscHistoryRow) row = NULL;
      PscJsonInput input;

      _psc_json_input_init (&input);
      row = _psc_history_row_read (statement, &input);
      if (input.error != NULL)
        check_error (input.error);
      _psc_json_input_clear (&input);
      g_array_append_val (ids, id);
    }
  _psc_history_db_end (db, NULL);
}

/* @damaged is the inode of what has to be set aside first, or 0.  Returns: how
 * many runs and results could be read */
static guint
execute (const char *path,
         guint64     damaged)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  PscHistoryOwner owner = PSC_HISTORY_OWNER_INIT;
  g_autofree char *problem = NULL;
  g_autoptr (PscHistoryDb) db = NULL;
  gboolean writable;
  guint n_read = 0;

  db = _psc_history_file_open (path, damaged, &owner, &writable, &problem);
  if (db == NULL)
    {
      _psc_history_owner_release (&owner);
      return 0;
    }

  if (writable)
    _psc_history_settle_dead (db, &owner);
  read_rows (db, ids);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) other_error = NULL;
      g_autoptr (PscRun) run = _psc_history_read_run (db, id, &error);
      g_autoptr (PscExerciseResult) result = NULL;

      if (run != NULL)
        check_run (run);
      else
        check_error (error);
      result = _psc_history_read_result (db, id, &other_error);
      if (result == NULL)
        check_error (other_error);
      n_read += run != NULL || result != NULL;
    }
  if (writable)
    _psc_history_enforce_limit (db, &owner, 1);
  _psc_history_owner_release (&owner);

  return n_read;
}

static void
keep_result (PscTestHistory *fixture)
{
  const char * const names[] = { "a b", "caf\351", NULL };
  g_autoptr (PscListing) listing = psc_listing_new_for_names ("/test dir",
                                                              names);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (PscExercise) exercise = psc_exercise_new (PSC_EXERCISE_DUMMY);
  g_autoptr (PscPrediction) prediction = psc_prediction_new (1, "so", NULL, 0);
  g_autoptr (PscExerciseResult) result = NULL;

  psc_exercise_set_files (exercise, listing, settings);
  psc_exercise_predict (exercise, prediction);
  result = psc_exercise_dup_result (exercise);
  psc_history_keep_result (fixture->history, result);
}

/* Runs of all kinds, one of which was not finished. */
static GBytes *
make_database (PscTestHistory *fixture)
{
  g_autoptr (PscRun) hard = psc_test_store_run_new ();
  g_autoptr (PscRun) open = psc_test_run_new (PSC_MODE_THREAD, 2, 3);
  char *data;
  gsize length;

  psc_test_history_set_up (fixture, NULL);
  psc_history_keep_run (fixture->history, hard);
  psc_test_run_add_worker (open, 1, 1, 5, PSC_NEVER);
  psc_test_run_add_task (open, 1, 1, 1, 1, 6, 50);
  psc_history_keep_run (fixture->history, open);
  psc_run_take_batch (open);
  for (guint32 i = 0; i < 3; i++)
    {
      g_autoptr (PscRun) run = psc_test_run_new_random (i, 1 + i, 5 + 20 * i);

      psc_history_keep_run (fixture->history, run);
    }
  keep_result (fixture);
  psc_test_history_close (fixture);

  g_assert_true (g_file_get_contents (fixture->path, &data, &length, NULL));

  return g_bytes_new_take (data, length);
}

/* Those that were set aside are not looked at. */
static void
clear (PscTestHistory *fixture)
{
  g_autofree char *parent = g_path_get_dirname (fixture->path);

  psc_test_remove_directory (parent);
  g_assert_cmpint (g_mkdir (parent, 0700), ==, 0);
}

static guint
execute_seed (PscTestHistory *fixture,
              GBytes         *bytes,
              guint32         seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);
  g_autofree guint8 *copy = g_memdup2 (data, length);
  gboolean with_bytes = g_rand_boolean (rand);

  clear (fixture);
  if (with_bytes)
    change_bytes (rand, copy, length);
  if (with_bytes && pick (rand, 8) == 0)
    length = pick (rand, length);
  g_assert_true (g_file_set_contents_full (fixture->path, (char *) copy,
                                           (gssize) length,
                                           G_FILE_SET_CONTENTS_NONE, 0600,
                                           NULL));
  if (!with_bytes)
    change_values (rand, fixture->path);

  return execute (fixture->path,
                  pick (rand, 3) == 0
                  ? _psc_history_file_get_inode (fixture->path) : 0);
}

int
main (int   argc,
      char *argv[])
{
  int seed = 1, n_executions = 1000, seconds = 0, i;
  guint n_read = 0;
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "Of the changes", "N" },
    { "executions", 0, 0, G_OPTION_ARG_INT, &n_executions, "How many", "N" },
    { "seconds", 0, 0, G_OPTION_ARG_INT, &seconds, "As long as this", "N" },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  PscTestHistory fixture = { NULL };
  g_autoptr (GBytes) bytes = NULL;
  gint64 end_us = g_get_monotonic_time ();

  /* Every database is synced to the disk, unless it is in memory. */
  if (g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR))
    g_setenv ("TMPDIR", "/dev/shm", FALSE);

  g_option_context_add_main_entries (context, entries, NULL);
  g_assert_true (g_option_context_parse (context, &argc, &argv, NULL));
  end_us += seconds * G_USEC_PER_SEC;
  bytes = make_database (&fixture);

  for (i = 0; seconds > 0 ? g_get_monotonic_time () < end_us
                          : i < n_executions; i++)
    {
      if (i % 1000 == 0)
        {
          g_print ("from seed %d\n", seed + i);
          fflush (stdout);
        }
      n_read += execute_seed (&fixture, bytes, (guint32) (seed + i));
    }

  psc_test_history_tear_down (&fixture, NULL);
  g_print ("%d executions from seed %d, %u entries could be read\n", i, seed,
           n_read);

  return EXIT_SUCCESS;
}
