/* test-history.c: what is kept comes back
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "psc-document.h"
#include "psc-error.h"
#include "psc-history.h"
#include "psc-sketch.h"
#include "psc-test-pool.h"
#include "psc-test-run.h"
#include "psc-test-store.h"

typedef struct
{
  char       *directory;
  char       *path;
  PscHistory *history;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->directory = psc_test_make_directory (NULL);
  fixture->path = g_build_filename (fixture->directory, "sub",
                                    "history.sqlite", NULL);
  fixture->history = psc_history_new (fixture->path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->history);
  psc_test_remove_directory (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->path);
}

/* As the program does when it is started again. */
static void
reopen (Fixture *fixture)
{
  g_assert_finalize_object (fixture->history);
  fixture->history = psc_history_new (fixture->path);
  psc_history_flush (fixture->history);
  g_assert_cmpstr (psc_history_get_problem (fixture->history), ==, NULL);
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (psc_history_get_entries (fixture->history));
}

static PscHistoryEntry *
get_entry (Fixture *fixture,
           guint    position)
{
  g_autoptr (PscHistoryEntry) entry =
    g_list_model_get_item (psc_history_get_entries (fixture->history),
                           position);

  g_assert_nonnull (entry);

  return entry;
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

static PscRun *
read_run (Fixture         *fixture,
          PscHistoryEntry *entry)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PscRun *run;

  psc_history_read_run_async (fixture->history, entry, NULL, read_cb, &result);
  psc_test_wait_until (result != NULL);
  run = psc_history_read_run_finish (fixture->history, result, &error);
  g_assert_no_error (error);
  g_assert_true (psc_run_is_kept (run));

  return run;
}

static char *
write_document (PscRun *run)
{
  gsize length;

  return psc_test_store_write (psc_document_write, run, &length);
}

/* A run that is kept and read again gives the same document. */
static void
assert_kept (Fixture *fixture,
             PscRun  *run)
{
  g_autofree char *text = write_document (run);
  g_autofree char *again = NULL;
  g_autoptr (PscRun) read = NULL;
  PscHistoryEntry *entry;

  psc_history_flush (fixture->history);
  entry = get_entry (fixture, 0);
  g_assert_cmpint (psc_history_entry_get_state (entry), ==,
                   PSC_HISTORY_FINISHED);
  read = read_run (fixture, entry);
  again = write_document (read);
  g_assert_cmpstr (again, ==, text);
}

static void
keep (Fixture *fixture,
      PscRun  *run)
{
  psc_history_keep_run (fixture->history, run);
  assert_kept (fixture, run);
}

static void
test_everything_hard (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (PscRun) run = psc_test_store_run_new ();
  PscHistoryEntry *entry;

  keep (fixture, run);
  reopen (fixture);
  g_assert_cmpuint (count (fixture), ==, 1);
  assert_kept (fixture, run);

  entry = get_entry (fixture, 0);
  g_assert_cmpint (psc_history_entry_get_kind (entry), ==, PSC_HISTORY_RUN);
  g_assert_cmpint (psc_history_entry_get_id (entry), ==, 1);
  g_assert_cmpuint (psc_history_entry_get_n_files (entry), ==,
                    PSC_TEST_N_TASKS);
  g_assert_cmpuint (psc_history_entry_get_n_ended (entry), ==,
                    PSC_TEST_N_TASKS);
  g_assert_cmpuint (psc_history_entry_get_n_outcome (entry, PSC_OUTCOME_LOST),
                    ==, 1);
  g_assert_cmpuint (psc_history_entry_get_n_outcome (entry, PSC_OUTCOME_NONE),
                    ==, 0);
  g_assert_cmpstr (psc_history_entry_get_directory (entry), ==, "/test dir");
  g_assert_true (psc_settings_equal (psc_history_entry_get_settings (entry),
                                     psc_run_get_settings (run)));
  g_assert_cmpint (psc_history_entry_get_wall_ns (entry), ==, 1400);
  g_assert_cmpfloat (psc_history_entry_get_occupancy (entry), >, 0.);
  g_assert_cmpuint (psc_sketch_get_n_rows (
                      psc_history_entry_get_sketch (entry)), ==, 2);
  g_assert_true (g_date_time_equal (psc_history_entry_get_started (entry),
                                    psc_run_get_started (run)));
  g_assert_cmpuint (psc_history_entry_get_size_bytes (entry), >, 500);
}

static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  for (guint32 seed = 0; seed < 20; seed++)
    {
      g_autoptr (PscRun) run = psc_test_run_new_random (seed, 1 + seed % 7,
                                                        seed * 19);

      keep (fixture, run);
    }
  g_assert_cmpuint (count (fixture), ==, 20);
}

/* A lane that gave up, and why the run ended early. */
static void
test_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 2, 2);
  PscRecorder *recorder = psc_run_get_recorder (run);
  g_autoptr (GError) error = g_error_new_literal (PSC_ERROR,
                                                  PSC_ERROR_NO_WORKER, "gone");

  psc_test_run_add_worker (run, 1, 1, 5, PSC_NEVER);
  psc_test_run_add_worker (run, 2, 1, PSC_NEVER, 9);
  psc_recorder_lane_gave_up (recorder, 2, 10, "no luck");
  psc_test_run_add_task (run, 1, 1, 1, 1, 6, 50);
  psc_test_run_add_task (run, 0, 1, 1, 2, 50, 90);
  psc_recorder_queue_dry (recorder, 50);
  psc_recorder_end_run (recorder, 77, error);
  psc_run_take_batch (run);

  keep (fixture, run);
}

/* Kept before it begins, it is followed to its end. */
static void
test_followed (Fixture       *fixture,
               gconstpointer  data)
{
  PscTestPool pool = { NULL };

  psc_test_pool_set_up (&pool, NULL);
  for (PscMode mode = 0; mode < PSC_N_MODES; mode++)
    {
      g_autoptr (PscRun) run = NULL;
      g_autoptr (PscHistoryEntry) entry = NULL;
      g_autoptr (GError) error = NULL;

      pool.settings->mode = mode;
      run = psc_test_pool_run_new (&pool);
      entry = g_object_ref (psc_history_keep_run (fixture->history, run));
      g_assert_cmpuint (count (fixture), ==, mode);
      g_assert_true (psc_test_execute (run, NULL, &error));
      g_assert_true (get_entry (fixture, 0) == entry);
      assert_kept (fixture, run);
    }
  psc_test_pool_tear_down (&pool, NULL);
}

/* A run that has not begun leaves nothing behind. */
static void
test_never_begun (Fixture       *fixture,
                  gconstpointer  data)
{
  PscTestPool pool = { NULL };
  PscRun *run;

  psc_test_pool_set_up (&pool, NULL);
  run = psc_test_pool_run_new (&pool);
  psc_history_keep_run (fixture->history, run);
  g_assert_finalize_object (run);
  psc_history_flush (fixture->history);
  g_assert_cmpuint (count (fixture), ==, 0);

  run = psc_test_pool_run_new (&pool);
  psc_history_keep_run (fixture->history, run);
  reopen (fixture);
  g_assert_finalize_object (run);
  g_assert_cmpuint (count (fixture), ==, 0);
  psc_test_pool_tear_down (&pool, NULL);
}

/* The program ends first: what there was is kept, and the rest was stopped. */
static void
test_abandoned (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 2, 3);
  g_autoptr (PscRun) read = NULL;
  PscHistoryEntry *entry;

  psc_test_run_add_worker (run, 1, 1, 5, PSC_NEVER);
  psc_test_run_add_task (run, 1, 1, 1, 1, 6, 50);
  psc_history_keep_run (fixture->history, run);
  psc_run_take_batch (run);
  psc_test_run_add_task (run, 0, 1, 1, 2, 50, 90);
  psc_run_take_batch (run);
  psc_history_flush (fixture->history);
  entry = get_entry (fixture, 0);
  g_assert_cmpint (psc_history_entry_get_state (entry), ==,
                   PSC_HISTORY_RUNNING);
  g_assert_cmpuint (psc_history_entry_get_n_ended (entry), ==, 2);

  reopen (fixture);
  entry = get_entry (fixture, 0);
  g_assert_cmpint (psc_history_entry_get_state (entry), ==,
                   PSC_HISTORY_UNFINISHED);
  g_assert_cmpuint (psc_history_entry_get_n_outcome (entry, PSC_OUTCOME_NONE),
                    ==, 1);
  read = read_run (fixture, entry);
  g_assert_cmpuint (psc_run_get_n_outcome (read, PSC_OUTCOME_OK), ==, 2);
  g_assert_cmpuint (psc_run_get_n_outcome (read, PSC_OUTCOME_STOPPED), ==, 1);
  g_assert_cmpint (psc_run_get_wall_ns (read), ==, 90);
  g_assert_error (psc_run_get_error (read), G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/history/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("everything-hard", test_everything_hard);
  ADD ("random", test_random);
  ADD ("down", test_down);
  ADD ("followed", test_followed);
  ADD ("never-begun", test_never_begun);
  ADD ("abandoned", test_abandoned);

  return g_test_run ();
}
