/* test-history-schema.c: databases of other versions
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-error.h"
#include "psc-history-reader-private.h"
#include "psc-history-schema-private.h"
#include "psc-test-history.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"

/* What programs of three versions know. */
static const char * const steps[] = {
  "CREATE TABLE meta (key TEXT PRIMARY KEY, value);"
  "INSERT INTO meta VALUES ('min_reader', 1);"
  "CREATE TABLE entry (id INTEGER PRIMARY KEY, words TEXT)",
  "ALTER TABLE entry ADD COLUMN n_words INTEGER;"
  "UPDATE entry SET n_words = 1 + length (words) -"
  " length (replace (words, ' ', ''))",
  "CREATE INDEX entry_by_words ON entry (n_words)",
};

static PscHistoryDb *
open_empty (void)
{
  PscHistoryDb *db = _psc_history_db_open (":memory:", SQLITE_OPEN_READWRITE);

  g_assert_cmpint (_psc_history_schema_check (db, steps, 1), ==,
                   PSC_HISTORY_SCHEMA_GOOD);

  return db;
}

static void
upgrade (PscHistoryDb *db,
         guint         n_steps)
{
  _psc_history_db_begin (db, TRUE);
  _psc_history_schema_upgrade (db, steps, n_steps);
  g_assert_true (_psc_history_db_end (db, NULL));
}

static void
assert_schema (PscHistoryDb     *db,
               guint             n_steps,
               PscHistorySchema  schema)
{
  g_assert_cmpint (_psc_history_schema_check (db, steps, n_steps), ==, schema);
  g_assert_true (_psc_history_db_end (db, NULL));
}

/* What was written by the first version is there in the third, and is what the
 * third would have made of it. */
static void
test_upgrade (void)
{
  g_autoptr (PscHistoryDb) db = open_empty ();

  upgrade (db, 1);
  _psc_history_db_script (db, "INSERT INTO entry VALUES (7, 'a b c')");
  assert_schema (db, 3, PSC_HISTORY_SCHEMA_GOOD);

  upgrade (db, 3);
  assert_schema (db, 3, PSC_HISTORY_SCHEMA_GOOD);
  g_assert_cmpint (_psc_history_db_get_number (
                     db, "SELECT n_words FROM entry WHERE id = ?", "i",
                     (gint64) 7), ==, 3);

  /* Doing it again does nothing. */
  upgrade (db, 3);
  g_assert_cmpint (_psc_history_db_get_number (db, "PRAGMA user_version", ""),
                   ==, 3);
}

static void
test_upgrade_fails (void)
{
  const char * const bad[] = { steps[0], "CREATE TABLE other (a); nonsense" };
  g_autoptr (PscHistoryDb) db = open_empty ();
  int code;

  upgrade (db, 1);
  _psc_history_db_begin (db, TRUE);
  _psc_history_schema_upgrade (db, bad, 2);
  g_assert_false (_psc_history_db_end (db, &code));
  g_assert_cmpint (code, ==, SQLITE_ERROR);

  /* Nothing of it has been done. */
  assert_schema (db, 1, PSC_HISTORY_SCHEMA_GOOD);
}

static void
test_newer (void)
{
  g_autoptr (PscHistoryDb) db = open_empty ();

  upgrade (db, 3);
  assert_schema (db, 2, PSC_HISTORY_SCHEMA_NEWER);
  _psc_history_db_script (db, "UPDATE meta SET value = 3");
  assert_schema (db, 2, PSC_HISTORY_SCHEMA_FOREIGN);
  assert_schema (db, 3, PSC_HISTORY_SCHEMA_GOOD);
  _psc_history_db_script (db, "DROP TABLE meta");
  assert_schema (db, 2, PSC_HISTORY_SCHEMA_FOREIGN);
}

static void
test_damaged (void)
{
  const char * const changes[] = {
    "PRAGMA application_id = 0",
    "PRAGMA user_version = 0",
    "PRAGMA user_version = -1",
    "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry; END",
    "CREATE VIEW v AS SELECT 1",
    "ALTER TABLE entry ADD COLUMN c DEFAULT (abs (-9223372036854775808))",
    "DROP TABLE meta",
    "CREATE INDEX i ON entry (zeroblob (1000000000))",
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (PscHistoryDb) db = open_empty ();

      g_test_message ("%s", changes[i]);
      upgrade (db, 2);
      _psc_history_db_script (db, changes[i]);
      assert_schema (db, 2, PSC_HISTORY_SCHEMA_DAMAGED);
    }
}

static void
change (PscTestHistory *fixture,
        const char     *sql)
{
  g_autoptr (PscHistoryDb) db = _psc_history_db_open (fixture->path,
                                                      SQLITE_OPEN_READWRITE);

  _psc_history_db_script (db, sql);
  g_assert_true (_psc_history_db_end (db, NULL));
}

/* Whatever it was made to be, it is one of this program again. */
static void
make_ours (PscTestHistory *fixture)
{
  g_autofree char *sql = g_strdup_printf (
    "PRAGMA user_version = %u;"
    "UPDATE meta SET value = 2 WHERE key = 'min_reader'", _psc_history_n_steps);

  change (fixture, sql);
}

static GBytes *
read_database (PscTestHistory *fixture)
{
  char *contents;
  gsize length;

  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));

  return g_bytes_new_take (contents, length);
}

/* The program is older than its data: they are shown, and left alone to the
 * last byte. */
static void
test_open_newer (PscTestHistory *fixture,
                 gconstpointer   data)
{
  g_autoptr (PscRun) run = psc_test_history_keep (fixture, 1);
  g_autoptr (PscRun) other = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;

  psc_test_history_close (fixture);
  change (fixture, "PRAGMA user_version = 99");
  before = read_database (fixture);
  psc_test_history_open (fixture);
  g_assert_nonnull (psc_history_get_problem (fixture->history));
  g_test_message ("%s", psc_history_get_problem (fixture->history));
  g_assert_false (psc_history_is_writable (fixture->history));
  psc_test_history_assert_kept (fixture, 0, run);

  other = psc_test_history_keep (fixture, 2);
  psc_history_set_name (fixture->history,
                        psc_test_history_get_entry (fixture, 0), "changed");
  psc_history_remove (fixture->history,
                      psc_test_history_get_entry (fixture, 0));
  psc_history_flush (fixture->history);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 1);
  g_assert_null (psc_history_entry_get_name (
                   psc_test_history_get_entry (fixture, 0)));

  psc_test_history_close (fixture);
  after = read_database (fixture);
  g_assert_true (g_bytes_equal (after, before));
  make_ours (fixture);
  psc_test_history_open (fixture);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 1);
  g_assert_null (psc_history_entry_get_name (
                   psc_test_history_get_entry (fixture, 0)));
}

/* A database as the first version made it, with a run over three files. */
static void
make_first (PscTestHistory *fixture)
{
  g_autofree char *sql_path = g_test_build_filename (G_TEST_DIST, "corpus",
                                                     "history-1.sql", NULL);
  g_autofree char *sql = NULL;
  g_autoptr (PscHistoryDb) db = NULL;

  psc_test_history_close (fixture);
  g_free (fixture->path);
  fixture->path = g_build_filename (fixture->directory, "first", NULL);
  g_assert_true (g_file_get_contents (sql_path, &sql, NULL, NULL));
  db = _psc_history_db_open (fixture->path,
                             SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  _psc_history_db_script (db, sql);
  g_assert_true (_psc_history_db_end (db, NULL));
}

static void
test_open_first (PscTestHistory *fixture,
                 gconstpointer   data)
{
  const char * const names[] = { "a.txt", "b.txt", "c" };
  g_autoptr (PscRun) run = NULL;
  g_autoptr (PscRun) more = NULL;
  g_autoptr (GError) error = NULL;
  PscHistoryEntry *entry;

  make_first (fixture);
  psc_test_history_open (fixture);
  g_assert_cmpstr (psc_history_get_problem (fixture->history), ==, NULL);
  entry = psc_test_history_get_entry (fixture, 0);
  g_assert_cmpstr (psc_history_entry_get_directory (entry), ==,
                   "/srv/example");
  g_assert_cmpuint (psc_history_entry_get_n_outcome (entry, PSC_OUTCOME_OK),
                    ==, 2);
  g_assert_nonnull (psc_history_entry_get_sketch (entry));

  run = psc_test_history_read_run (fixture, entry, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (psc_listing_get_name (psc_run_get_listing (run), i), ==,
                     names[i]);
  g_assert_cmpint (psc_run_get_task (run, 2)->outcome, ==,
                   PSC_OUTCOME_NONZERO);
  g_assert_cmpint (psc_run_get_wall_ns (run), ==,
                   psc_history_entry_get_wall_ns (entry));

  /* It is one of this version from now on. */
  more = psc_test_history_keep (fixture, 1);
  psc_test_history_assert_kept (fixture, 0, more);
  psc_test_history_open (fixture);
  g_assert_cmpstr (psc_history_get_problem (fixture->history), ==, NULL);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 2);
}

/* What the first version has not finished or not deleted is nobody's now. */
static void
test_open_left (PscTestHistory *fixture,
                gconstpointer   data)
{
  PscHistoryEntry *entry;

  make_first (fixture);
  change (fixture,
          "INSERT INTO entry (kind, started, started_us, head, n_files,"
          " outcomes, state, removed, boot, process, process_start, size_bytes)"
          " SELECT kind, started, started_us, head, n_files, outcomes, state,"
          " 1, boot, process, process_start, size_bytes FROM entry;"
          "UPDATE entry SET state = 'running' WHERE id = 1");
  psc_test_history_open (fixture);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 1);
  entry = psc_test_history_get_entry (fixture, 0);
  g_assert_cmpint (psc_history_entry_get_id (entry), ==, 1);
  g_assert_cmpint (psc_history_entry_get_state (entry), ==,
                   PSC_HISTORY_UNFINISHED);
}

/* A date that is the next day of no calendar in another time zone. */
static void
test_open_impossible (PscTestHistory *fixture,
                      gconstpointer   data)
{
  g_autoptr (PscRun) run = psc_test_history_keep (fixture, 1);
  g_autoptr (PscRun) other = psc_test_history_keep (fixture, 2);

  psc_test_history_close (fixture);
  change (fixture, "UPDATE entry SET started = '9999-12-31T23:59:59Z'"
                   " WHERE id = 2");
  psc_test_history_open (fixture);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 1);
  psc_test_history_assert_kept (fixture, 0, run);
}

/* A run of more files than any that is kept. */
static void
test_open_large (PscTestHistory *fixture,
                 gconstpointer   data)
{
  g_autoptr (PscRun) run = psc_test_history_keep (fixture, 1);
  g_autoptr (PscRun) other = psc_test_history_keep (fixture, 2);
  g_autoptr (PscRun) read = NULL;
  g_autoptr (PscHistoryDb) db = NULL;
  g_autoptr (GError) error = NULL;

  psc_test_history_close (fixture);
  change (fixture, "UPDATE entry SET n_files = 1000001 WHERE id = 2");
  psc_test_history_open (fixture);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 1);
  psc_test_history_assert_kept (fixture, 0, run);

  db = _psc_history_db_open (fixture->path, SQLITE_OPEN_READONLY);
  read = _psc_history_read_run (db, 2, &error);
  g_assert_null (read);
  g_assert_nonnull (strstr (error->message, "n_files"));
}

static void
test_open_foreign (PscTestHistory *fixture,
                   gconstpointer   data)
{
  g_autoptr (PscRun) run = psc_test_history_keep (fixture, 1);
  g_autoptr (PscRun) other = NULL;

  psc_test_history_close (fixture);
  change (fixture, "PRAGMA user_version = 99;"
                   "UPDATE meta SET value = 98 WHERE key = 'min_reader'");
  psc_test_history_open (fixture);
  g_assert_nonnull (psc_history_get_problem (fixture->history));
  g_assert_false (psc_history_is_writable (fixture->history));
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 0);
  other = psc_test_history_keep (fixture, 2);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 0);

  psc_test_history_close (fixture);
  make_ours (fixture);
  psc_test_history_open (fixture);
  psc_test_history_assert_kept (fixture, 0, run);
}

/* A newer program may have done anything to its tables, whatever it says of
 * those who read them: what is not there any more, or would be computed, is not
 * read. */
static void
test_open_changed (PscTestHistory *fixture,
                   gconstpointer   data)
{
  const char * const changes[] = {
    "ALTER TABLE task DROP COLUMN detail",
    "ALTER TABLE worker RENAME COLUMN message TO words",
    "ALTER TABLE entry RENAME TO entries",
    "DROP TABLE files",
    "DROP TABLE meta",
    "ALTER TABLE entry DROP COLUMN note;"
    "ALTER TABLE entry ADD COLUMN note AS (hex (zeroblob (1000000)))",
    "ALTER TABLE result RENAME TO results;"
    "CREATE VIEW result AS SELECT entry, document FROM results",
  };
  g_autoptr (PscRun) run = psc_test_history_keep (fixture, 1);
  g_autoptr (GBytes) whole = NULL;

  psc_test_history_close (fixture);
  whole = read_database (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (PscRun) other = NULL;

      g_test_message ("%s", changes[i]);
      g_assert_true (g_file_set_contents (
        fixture->path, g_bytes_get_data (whole, NULL),
        (gssize) g_bytes_get_size (whole), NULL));
      change (fixture, "PRAGMA user_version = 99");
      change (fixture, changes[i]);
      psc_test_history_open (fixture);
      g_assert_nonnull (strstr (psc_history_get_problem (fixture->history),
                                "newer Poolscope, and cannot be read"));
      g_assert_false (psc_history_is_writable (fixture->history));
      other = psc_test_history_keep (fixture, 2);
      g_assert_cmpuint (psc_test_history_count (fixture), ==, 0);
      psc_test_history_close (fixture);
    }
}

static void
assert_no_english (const char *problem)
{
  g_test_message ("%s", problem);
  g_assert_nonnull (strstr (problem, "newer Poolscope"));
  g_assert_null (strstr (problem, "column"));
  g_assert_null (strstr (problem, "table"));
}

/* What the older program was about when a newer one took the history over. */
static PscRun *
keep_two (PscTestHistory *fixture)
{
  g_autoptr (PscRun) ended = psc_test_history_keep (fixture, 1);
  PscRun *run = psc_test_run_new (PSC_MODE_PROCESS, 1, 2);
  guint worker = psc_test_run_add_worker (run, 1, 0, 10, PSC_NEVER);

  psc_history_keep_run (fixture->history, run);
  psc_test_run_add_task (run, 0, 1, worker, 1, 10, 20);
  psc_run_take_batch (run);
  psc_history_flush (fixture->history);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 2);

  return run;
}

/* A newer program is started beside one that runs: this one writes nothing more,
 * shows what was there, and says so. */
static void
test_upgraded_beside (PscTestHistory *fixture,
                      gconstpointer   data)
{
  g_autoptr (PscRun) run = keep_two (fixture);
  g_autoptr (PscRun) other = NULL;
  g_autoptr (PscRun) read = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;

  change (fixture, "ALTER TABLE entry ADD COLUMN color TEXT;"
                   "PRAGMA user_version = 99;"
                   "PRAGMA wal_checkpoint(TRUNCATE)");
  before = read_database (fixture);

  psc_history_set_name (fixture->history,
                        psc_test_history_get_entry (fixture, 0), "changed");
  psc_test_run_add_task (run, 1, 1, 1, 2, 30, 40);
  psc_run_take_batch (run);
  psc_history_flush (fixture->history);
  assert_no_english (psc_history_get_problem (fixture->history));
  g_assert_false (psc_history_is_writable (fixture->history));
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 2);
  g_assert_null (psc_history_entry_get_name (
                   psc_test_history_get_entry (fixture, 0)));
  read = psc_test_history_read_run (
    fixture, psc_test_history_get_entry (fixture, 0), &error);
  g_assert_no_error (error);

  psc_test_run_end (run, 50);
  other = psc_test_history_keep (fixture, 2);
  psc_history_set_limit (fixture->history, 1);
  psc_history_flush (fixture->history);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 2);
  psc_test_history_close (fixture);
  after = read_database (fixture);
  g_assert_true (g_bytes_equal (after, before));
}

/* What it has made of the tables cannot be read any more: what was shown goes,
 * and whoever reads it meanwhile is told why not, in words. */
static void
test_replaced_beside (PscTestHistory *fixture,
                      gconstpointer   data)
{
  g_autoptr (PscRun) run = keep_two (fixture);
  g_autoptr (PscRun) read = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PscHistoryEntry) entry =
    g_object_ref (psc_test_history_get_entry (fixture, 0));

  change (fixture, "ALTER TABLE task DROP COLUMN detail;"
                   "ALTER TABLE entry DROP COLUMN tail;"
                   "PRAGMA user_version = 99");
  read = psc_test_history_read_run (fixture, entry, &error);
  g_assert_null (read);
  g_assert_error (error, PSC_ERROR, PSC_ERROR_READ);
  assert_no_english (error->message);

  psc_test_run_add_task (run, 1, 1, 1, 2, 30, 40);
  psc_run_take_batch (run);
  psc_history_flush (fixture->history);
  assert_no_english (psc_history_get_problem (fixture->history));
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 0);
  psc_test_run_end (run, 50);
  psc_history_flush (fixture->history);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/history-schema/upgrade", test_upgrade);
  g_test_add_func ("/history-schema/upgrade-fails", test_upgrade_fails);
  g_test_add_func ("/history-schema/newer", test_newer);
  g_test_add_func ("/history-schema/damaged", test_damaged);
  PSC_TEST_HISTORY_ADD ("/history-schema/open-newer", test_open_newer);
  PSC_TEST_HISTORY_ADD ("/history-schema/open-impossible",
                        test_open_impossible);
  PSC_TEST_HISTORY_ADD ("/history-schema/open-large", test_open_large);
  PSC_TEST_HISTORY_ADD ("/history-schema/open-foreign", test_open_foreign);
  PSC_TEST_HISTORY_ADD ("/history-schema/open-changed", test_open_changed);
  PSC_TEST_HISTORY_ADD ("/history-schema/upgraded-beside",
                        test_upgraded_beside);
  PSC_TEST_HISTORY_ADD ("/history-schema/replaced-beside",
                        test_replaced_beside);
  PSC_TEST_HISTORY_ADD ("/history-schema/open-first", test_open_first);
  PSC_TEST_HISTORY_ADD ("/history-schema/open-left", test_open_left);

  return g_test_run ();
}
