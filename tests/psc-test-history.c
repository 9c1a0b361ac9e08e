/* psc-test-history.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-csv.h"
#include "psc-document.h"
#include "psc-test-history.h"
#include "psc-test-run.h"
#include "psc-test-store.h"
#include "psc-test-utils.h"
#include "psc-trace-events.h"

void
psc_test_history_set_up (PscTestHistory *fixture,
                         gconstpointer   data)
{
  fixture->directory = psc_test_make_directory (NULL);
  fixture->path = g_build_filename (fixture->directory, "sub",
                                    "history.sqlite", NULL);
  psc_test_history_open (fixture);
}

void
psc_test_history_tear_down (PscTestHistory *fixture,
                            gconstpointer   data)
{
  psc_test_history_close (fixture);
  psc_test_remove_directory (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->path);
}

/* As at the end of the program. */
void
psc_test_history_close (PscTestHistory *fixture)
{
  if (fixture->history != NULL)
    g_assert_finalize_object (fixture->history);
  fixture->history = NULL;
}

/* As at its start, once everything has been read. */
void
psc_test_history_open (PscTestHistory *fixture)
{
  psc_test_history_close (fixture);
  fixture->history = psc_history_new (fixture->path);
  psc_history_flush (fixture->history);
}

guint
psc_test_history_count (PscTestHistory *fixture)
{
  return g_list_model_get_n_items (psc_history_get_entries (fixture->history));
}

/* The list holds it. */
PscHistoryEntry *
psc_test_history_get_entry (PscTestHistory *fixture,
                            guint           position)
{
  g_autoptr (PscHistoryEntry) entry =
    g_list_model_get_item (psc_history_get_entries (fixture->history),
                           position);

  g_assert_nonnull (entry);

  return entry;
}

PscRun *
psc_test_history_read_run (PscTestHistory   *fixture,
                           PscHistoryEntry  *entry,
                           GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  psc_history_read_run_async (fixture->history, entry, NULL,
                              psc_test_result_cb, &result);
  psc_test_wait_until (result != NULL);

  return psc_history_read_run_finish (fixture->history, result, error);
}

char *
psc_test_history_document (PscRun *run)
{
  gsize length;

  return psc_test_store_write (psc_document_write, run, &length);
}

static void
assert_same_output (PscWriteFunc  write_func,
                    PscRun       *run,
                    PscRun       *read)
{
  gsize length, again_length;
  g_autofree char *text = psc_test_store_write (write_func, run, &length);
  g_autofree char *again = psc_test_store_write (write_func, read,
                                                 &again_length);

  g_assert_cmpmem (again, again_length, text, length);
}

/* A run that is kept and read again gives the same outputs. */
void
psc_test_history_assert_kept (PscTestHistory *fixture,
                              guint           position,
                              PscRun         *run)
{
  g_autofree char *text = psc_test_history_document (run);
  g_autofree char *again = NULL;
  g_autoptr (PscRun) read = NULL;
  g_autoptr (GError) error = NULL;
  PscHistoryEntry *entry;

  psc_history_flush (fixture->history);
  entry = psc_test_history_get_entry (fixture, position);
  g_assert_cmpint (psc_history_entry_get_state (entry), ==,
                   PSC_HISTORY_FINISHED);
  read = psc_test_history_read_run (fixture, entry, &error);
  g_assert_no_error (error);
  g_assert_true (psc_run_is_kept (read));
  again = psc_test_history_document (read);
  g_assert_cmpstr (again, ==, text);
  assert_same_output (psc_csv_write, run, read);
  assert_same_output (psc_trace_events_write, run, read);
}

/* Keeps a made-up run of some two hundred files, which takes some 50 KB. */
PscRun *
psc_test_history_keep (PscTestHistory *fixture,
                       guint32         seed)
{
  PscRun *run = psc_test_run_new_random (seed, 3, 200);

  psc_history_keep_run (fixture->history, run);
  psc_history_flush (fixture->history);

  return run;
}
