/* test-history-salvage.c: what a damaged database still gives
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-history-file-private.h"
#include "psc-history-reader-private.h"
#include "psc-history-salvage-private.h"
#include "psc-test-history.h"
#include "psc-test-utils.h"

#define PAGE_SIZE 4096
#define N_RUNS    3

/* What is there of the runs is there as it was. */
static void
assert_whole (PscHistoryDb       *db,
              guint               n_copied,
              char * const       *documents)
{
  guint n_found = 0;

  for (guint i = 0; i < N_RUNS; i++)
    {
      g_autoptr (PscRun) run = _psc_history_read_run (db, i + 1, NULL);
      g_autofree char *document = NULL;

      if (run == NULL)
        continue;

      n_found++;
      document = psc_test_history_document (run);
      g_assert_cmpstr (document, ==, documents[i]);
    }
  g_assert_cmpuint (n_found, ==, n_copied);
}

/* Each page in turn is not what it was. */
static void
test_pages (PscTestHistory *fixture,
            gconstpointer   data)
{
  g_autofree char *damaged = g_build_filename (fixture->directory, "damaged",
                                               NULL);
  g_autofree char *text = NULL;
  char *documents[N_RUNS];
  guint n_with[N_RUNS + 1] = { 0 };
  gsize length;

  for (guint i = 0; i < N_RUNS; i++)
    {
      g_autoptr (PscRun) run = psc_test_history_keep (fixture, i);

      documents[i] = psc_test_history_document (run);
    }
  psc_test_history_close (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &text, &length, NULL));

  for (gsize at = 0; at < length; at += PAGE_SIZE)
    {
      g_autofree char *copy = g_memdup2 (text, length);
      g_autofree char *path = g_strdup_printf ("%s/new-%u", fixture->directory,
                                               (guint) (at / PAGE_SIZE));
      g_autofree char *problem = NULL;
      g_autoptr (PscHistoryDb) db = NULL;
      PscHistoryOwner owner = PSC_HISTORY_OWNER_INIT;
      gboolean writable;
      guint n_copied;

      memset (copy + at, 'x', PAGE_SIZE);
      g_assert_true (g_file_set_contents_full (damaged, copy, (gssize) length,
                                               G_FILE_SET_CONTENTS_NONE, 0600,
                                               NULL));
      db = _psc_history_file_open (path, 0, &owner, &writable, &problem);
      n_copied = _psc_history_salvage (db, damaged, &owner);
      _psc_history_owner_release (&owner);
      g_assert_cmpuint (n_copied, <=, N_RUNS);
      assert_whole (db, n_copied, documents);
      n_with[n_copied]++;
    }

  /* Most pages are one run's, and some are everybody's. */
  g_test_message ("%u %u %u %u", n_with[0], n_with[1], n_with[2], n_with[3]);
  g_assert_cmpuint (n_with[2], >=, 3);
  g_assert_cmpuint (n_with[0], >=, 1);
  for (guint i = 0; i < N_RUNS; i++)
    g_free (documents[i]);
}

static void
test_foreign (PscTestHistory *fixture,
              gconstpointer   data)
{
  g_autoptr (PscRun) run = psc_test_history_keep (fixture, 1);
  g_autofree char *path = g_build_filename (fixture->directory, "new", NULL);
  g_autofree char *problem = NULL;
  g_autoptr (PscHistoryDb) other = NULL;
  g_autoptr (PscHistoryDb) db = NULL;
  PscHistoryOwner owner = PSC_HISTORY_OWNER_INIT;
  gboolean writable;

  psc_test_history_close (fixture);
  db = _psc_history_file_open (path, 0, &owner, &writable, &problem);
  other = _psc_history_db_open (fixture->path, SQLITE_OPEN_READWRITE);
  _psc_history_db_script (other, "CREATE TABLE more (a)");
  g_assert_true (_psc_history_db_end (other, NULL));
  g_assert_cmpuint (_psc_history_salvage (db, fixture->path, &owner), ==,
                    0);

  _psc_history_db_script (other, "DROP TABLE more");
  g_assert_true (_psc_history_db_end (other, NULL));
  g_assert_cmpuint (_psc_history_salvage (db, fixture->path, &owner), ==,
                    1);
  g_assert_cmpuint (_psc_history_salvage (db, "/nothing/there", &owner), ==,
                    0);
  _psc_history_owner_release (&owner);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  PSC_TEST_HISTORY_ADD ("/history-salvage/pages", test_pages);
  PSC_TEST_HISTORY_ADD ("/history-salvage/foreign", test_foreign);

  return g_test_run ();
}
