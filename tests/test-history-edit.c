/* test-history-edit.c: what becomes of entries
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-exercise-document.h"
#include "psc-exercise.h"
#include "psc-history-upkeep-private.h"
#include "psc-test-history.h"
#include "psc-test-run.h"
#include "psc-test-store.h"
#include "psc-test-utils.h"

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          gpointer    user_data)
{
  ++*(guint *) user_data;
}

static void
test_texts (PscTestHistory *fixture,
            gconstpointer   data)
{
  g_autoptr (PscRun) run = psc_test_history_keep (fixture, 1);
  PscHistoryEntry *entry = psc_test_history_get_entry (fixture, 0);
  guint n_name = 0, n_note = 0;

  g_assert_null (psc_history_entry_get_name (entry));
  g_signal_connect (entry, "notify::name", G_CALLBACK (count_cb), &n_name);
  g_signal_connect (entry, "notify::note", G_CALLBACK (count_cb), &n_note);
  psc_history_set_name (fixture->history, entry, "Küche");
  g_assert_cmpstr (psc_history_entry_get_name (entry), ==, "Küche");
  psc_history_set_note (fixture->history, entry, "two\nlines");
  psc_history_flush (fixture->history);
  g_assert_cmpuint (n_name, ==, 1);
  g_assert_cmpuint (n_note, ==, 1);

  psc_test_history_open (fixture);
  entry = psc_test_history_get_entry (fixture, 0);
  g_assert_cmpstr (psc_history_entry_get_name (entry), ==, "Küche");
  g_assert_cmpstr (psc_history_entry_get_note (entry), ==, "two\nlines");

  psc_history_set_name (fixture->history, entry, "");
  g_assert_null (psc_history_entry_get_name (entry));
  psc_test_history_open (fixture);
  entry = psc_test_history_get_entry (fixture, 0);
  g_assert_null (psc_history_entry_get_name (entry));
  g_assert_nonnull (psc_history_entry_get_note (entry));
}

static void
test_remove (PscTestHistory *fixture,
             gconstpointer   data)
{
  g_autoptr (PscRun) first = psc_test_history_keep (fixture, 1);
  g_autoptr (PscRun) second = psc_test_history_keep (fixture, 2);
  g_autoptr (PscRun) third = psc_test_history_keep (fixture, 3);
  g_autoptr (PscHistoryEntry) entry =
    g_object_ref (psc_test_history_get_entry (fixture, 1));

  psc_history_remove (fixture->history, entry);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 2);
  psc_history_flush (fixture->history);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 2);

  /* It comes back to its place. */
  psc_history_restore (fixture->history, entry);
  g_assert_true (psc_test_history_get_entry (fixture, 1) == entry);
  psc_test_history_assert_kept (fixture, 1, second);

  psc_history_remove (fixture->history, entry);
  psc_test_history_open (fixture);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 2);
  psc_test_history_assert_kept (fixture, 0, third);
  psc_test_history_assert_kept (fixture, 1, first);

  /* Its number is not given again. */
  g_assert_cmpint (psc_history_entry_get_id (entry), ==, 2);
  g_clear_object (&first);
  first = psc_test_history_keep (fixture, 4);
  g_assert_cmpint (psc_history_entry_get_id (
                     psc_test_history_get_entry (fixture, 0)), ==, 4);
}

static void
count_change_cb (guint *n_changes)
{
  (*n_changes)++;
}

/* Those that are beside each other go at once, and only those that are meant. */
static void
test_remove_all (PscTestHistory *fixture,
                 gconstpointer   data)
{
  static const guint removed[] = { 0, 1, 3 };
  g_autoptr (GPtrArray) entries =
    g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *list = psc_history_get_entries (fixture->history);
  guint n_changes = 0;

  for (guint32 i = 1; i <= 5; i++)
    g_object_unref (psc_test_history_keep (fixture, i));
  for (guint i = 0; i < G_N_ELEMENTS (removed); i++)
    g_ptr_array_add (entries, g_list_model_get_item (list, removed[i]));

  g_signal_connect_swapped (list, "items-changed",
                            G_CALLBACK (count_change_cb), &n_changes);
  psc_history_remove_all (fixture->history, entries);
  g_assert_cmpuint (n_changes, ==, 2);
  g_signal_handlers_disconnect_by_data (list, &n_changes);

  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpuint (psc_test_history_count (fixture), ==, 2);
      g_assert_cmpint (psc_history_entry_get_id (
                         psc_test_history_get_entry (fixture, 0)), ==, 3);
      g_assert_cmpint (psc_history_entry_get_id (
                         psc_test_history_get_entry (fixture, 1)), ==, 1);
      psc_test_history_open (fixture);
    }
}

/* A run that is removed while it goes on is written all the same, and can be
 * brought back. */
static void
test_remove_running (PscTestHistory *fixture,
                     gconstpointer   data)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 2);
  PscHistoryEntry *entry;

  psc_test_run_add_worker (run, 1, 1, 5, PSC_NEVER);
  psc_test_run_add_task (run, 0, 1, 1, 1, 6, 50);
  entry = psc_history_keep_run (fixture->history, run);
  psc_run_take_batch (run);
  psc_history_flush (fixture->history);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 1);

  psc_history_remove (fixture->history, entry);
  psc_test_run_add_task (run, 1, 1, 1, 2, 50, 90);
  psc_test_run_end (run, 50);
  psc_history_flush (fixture->history);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 0);

  psc_history_restore (fixture->history, entry);
  psc_test_history_assert_kept (fixture, 0, run);
}

/* Another program takes a run out of the list while it goes on, and brings it
 * back before it ends itself: the run still goes on. */
static void
test_remove_elsewhere (PscTestHistory *fixture,
                       gconstpointer   data)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 1);
  g_autoptr (PscHistoryDb) db = NULL;
  PscHistoryOwner other = { .id = 1, .fd = -1 };

  psc_test_run_add_worker (run, 1, 1, 5, PSC_NEVER);
  psc_history_keep_run (fixture->history, run);
  psc_run_take_batch (run);
  psc_history_flush (fixture->history);

  db = _psc_history_db_open (fixture->path, SQLITE_OPEN_READWRITE);
  _psc_history_write_removed (db, &other, 1, TRUE);
  psc_history_refresh (fixture->history);
  psc_history_flush (fixture->history);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 0);

  _psc_history_write_removed (db, &other, 1, FALSE);
  g_assert_true (_psc_history_db_end (db, NULL));
  psc_history_refresh (fixture->history);
  psc_history_flush (fixture->history);
  g_assert_cmpint (psc_history_entry_get_state (
                     psc_test_history_get_entry (fixture, 0)), ==,
                   PSC_HISTORY_RUNNING);

  psc_test_run_add_task (run, 0, 1, 1, 1, 6, 50);
  psc_test_run_end (run, 50);
  psc_test_history_assert_kept (fixture, 0, run);
}

/* What was taken out of the list goes first when there is too much, and then
 * nothing brings it back. */
static void
test_restore_late (PscTestHistory *fixture,
                   gconstpointer   data)
{
  g_autoptr (PscRun) run = psc_test_history_keep (fixture, 1);
  g_autoptr (PscHistoryEntry) entry =
    g_object_ref (psc_test_history_get_entry (fixture, 0));

  psc_history_remove (fixture->history, entry);
  psc_history_set_limit (fixture->history, 1);
  psc_history_flush (fixture->history);
  psc_history_restore (fixture->history, entry);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 0);
  psc_history_flush (fixture->history);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 0);
}

/* The oldest go, but neither what has a name nor what goes on; and the file
 * becomes smaller. */
static void
test_limit (PscTestHistory *fixture,
            gconstpointer   data)
{
  const guint64 limit = 400000;
  g_autoptr (PscRun) running = psc_test_run_new (PSC_MODE_PROCESS, 1, 1);
  guint n_before;
  guint64 size;

  psc_history_keep_run (fixture->history, running);
  psc_run_take_batch (running);
  for (guint32 i = 0; i < 20; i++)
    g_object_unref (psc_test_history_keep (fixture, i));
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 21);
  psc_history_set_name (fixture->history,
                        psc_test_history_get_entry (fixture, 19), "stays");
  psc_history_flush (fixture->history);
  size = psc_history_get_size (fixture->history);
  g_assert_cmpuint (size, >, 2 * limit);

  psc_history_set_limit (fixture->history, limit);
  psc_history_flush (fixture->history);
  g_assert_cmpuint (psc_history_get_size (fixture->history), <=, limit);
  n_before = psc_test_history_count (fixture);
  g_assert_cmpuint (n_before, <, 15);
  g_assert_cmpuint (n_before, >, 4);
  g_assert_cmpint (psc_history_entry_get_id (
                     psc_test_history_get_entry (fixture, 0)), ==, 21);
  g_assert_cmpint (psc_history_entry_get_id (
                     psc_test_history_get_entry (fixture, n_before - 2)),
                   ==, 2);
  g_assert_cmpint (psc_history_entry_get_state (
                     psc_test_history_get_entry (fixture, n_before - 1)),
                   ==, PSC_HISTORY_RUNNING);

  /* From now on there is room for a new one when an old one goes. */
  for (guint32 i = 0; i < 5; i++)
    g_object_unref (psc_test_history_keep (fixture, i));
  g_assert_cmpuint (psc_test_history_count (fixture), <=, n_before + 1);
  g_assert_cmpint (psc_history_entry_get_id (
                     psc_test_history_get_entry (fixture, 0)), ==, 26);
}

/* However little there is room for, what has just been made stays, and what
 * another program has just made: both are shown. */
static void
test_limit_newest (PscTestHistory *fixture,
                   gconstpointer   data)
{
  PscTestHistory other = { NULL, fixture->path, NULL };
  g_autoptr (PscRun) first = NULL;
  g_autoptr (PscRun) second = NULL;
  g_autoptr (PscRun) third = NULL;

  psc_history_set_limit (fixture->history, 1);
  first = psc_test_history_keep (fixture, 1);
  psc_test_history_assert_kept (fixture, 0, first);
  psc_test_history_open (&other);
  second = psc_test_history_keep (&other, 2);
  third = psc_test_history_keep (fixture, 3);
  psc_history_refresh (fixture->history);
  psc_history_flush (fixture->history);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 2);
  psc_test_history_assert_kept (fixture, 0, third);
  psc_test_history_assert_kept (fixture, 1, second);

  /* Nobody shows it any more. */
  psc_test_history_close (&other);
  psc_history_set_limit (fixture->history, 1);
  psc_history_flush (fixture->history);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 1);
  psc_test_history_assert_kept (fixture, 0, third);
}

/* An exercise that is predicted, and has so many runs. */
static PscExerciseResult *
result_new (GDateTime *made,
            guint      n_runs)
{
  const char * const names[] = { "a b", "caf\351", NULL };
  g_autoptr (PscListing) listing = psc_listing_new_for_names ("/test dir",
                                                              names);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (PscExercise) exercise = psc_exercise_new (PSC_EXERCISE_DUMMY);
  g_autoptr (PscPrediction) prediction = psc_prediction_new (1, "so", NULL, 0);
  g_autoptr (GPtrArray) sweeps = g_ptr_array_new ();
  PscSweep *sweep;

  settings->workers = 2;
  psc_exercise_set_files (exercise, listing, settings);
  psc_exercise_predict (exercise, prediction);
  sweep = psc_exercise_get_sweep (exercise, 0);
  for (guint i = 0; i < n_runs; i++)
    {
      g_autoptr (PscRun) run = psc_test_run_new_random (i, 2, 2);
      PscSweepRun entry = { .point = 0, .repeat = i, .duration_ns = 1000,
                            .run = run };

      psc_figures_read (run, &entry.figures);
      entry.n_outcomes[PSC_OUTCOME_OK] = 2;
      psc_sweep_add_run (sweep, &entry);
    }
  g_ptr_array_add (sweeps, sweep);

  return psc_exercise_result_new (PSC_EXERCISE_DUMMY,
                                  psc_exercise_get_options (exercise),
                                  psc_exercise_get_settings (exercise),
                                  psc_exercise_get_listing (exercise),
                                  prediction, sweeps, made);
}

static char *
write_result (PscExerciseResult *result)
{
  gsize length;

  return psc_test_store_write (psc_exercise_document_write,
                               (PscRun *) result, &length);
}

static void
assert_result (PscTestHistory    *fixture,
               PscExerciseResult *result)
{
  PscHistoryEntry *entry = psc_test_history_get_entry (fixture, 0);
  g_autofree char *text = write_result (result);
  g_autofree char *again = NULL;
  g_autoptr (GAsyncResult) async_result = NULL;
  g_autoptr (PscExerciseResult) read = NULL;
  g_autoptr (GError) error = NULL;

  psc_history_read_result_async (fixture->history, entry, NULL,
                                 psc_test_result_cb, &async_result);
  psc_test_wait_until (async_result != NULL);
  read = psc_history_read_result_finish (fixture->history, async_result,
                                         &error);
  g_assert_no_error (error);
  again = write_result (read);
  g_assert_cmpstr (again, ==, text);
}

/* A result that has become more takes the place of what there was. */
static void
test_result (PscTestHistory *fixture,
             gconstpointer   data)
{
  g_autoptr (GDateTime) made = g_date_time_new_now_local ();
  g_autoptr (GDateTime) later = g_date_time_add (made, 1);
  g_autoptr (PscExerciseResult) result = result_new (made, 1);
  g_autoptr (PscExerciseResult) more = result_new (made, 3);
  g_autoptr (PscExerciseResult) other = result_new (later, 2);
  PscHistoryEntry *entry;

  psc_history_keep_result (fixture->history, result);
  psc_history_flush (fixture->history);
  entry = psc_test_history_get_entry (fixture, 0);
  g_assert_cmpint (psc_history_entry_get_kind (entry), ==,
                   PSC_HISTORY_EXERCISE);
  g_assert_cmpint (psc_history_entry_get_exercise (entry), ==,
                   PSC_EXERCISE_DUMMY);
  g_assert_cmpint (psc_history_entry_get_state (entry), ==,
                   PSC_HISTORY_FINISHED);
  g_assert_cmpint (psc_history_entry_get_wall_ns (entry), ==, 1000);
  g_assert_null (psc_history_entry_get_sketch (entry));
  assert_result (fixture, result);

  psc_history_keep_result (fixture->history, more);
  psc_history_flush (fixture->history);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 1);
  g_assert_cmpint (psc_history_entry_get_wall_ns (entry), ==, 3000);
  assert_result (fixture, more);

  psc_history_keep_result (fixture->history, other);
  psc_test_history_open (fixture);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 2);
  assert_result (fixture, other);
}

/* Two programs with the same history see what the other one does. */
static void
test_two (PscTestHistory *fixture,
          gconstpointer   data)
{
  PscTestHistory other = { NULL, fixture->path, NULL };
  g_autoptr (PscRun) run = NULL;

  psc_test_history_open (&other);
  run = psc_test_history_keep (fixture, 1);
  psc_test_wait_until (psc_test_history_count (&other) == 1);
  psc_test_wait_until (
    psc_history_entry_get_state (psc_test_history_get_entry (&other, 0)) ==
    PSC_HISTORY_FINISHED);
  psc_test_history_assert_kept (&other, 0, run);

  psc_history_set_name (other.history,
                        psc_test_history_get_entry (&other, 0), "from there");
  psc_test_wait_until (
    psc_history_entry_get_name (psc_test_history_get_entry (fixture, 0)) !=
    NULL);

  psc_history_remove (fixture->history,
                      psc_test_history_get_entry (fixture, 0));
  psc_test_wait_until (psc_test_history_count (&other) == 0);
  psc_test_history_close (&other);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  PSC_TEST_HISTORY_ADD ("/history-edit/texts", test_texts);
  PSC_TEST_HISTORY_ADD ("/history-edit/remove", test_remove);
  PSC_TEST_HISTORY_ADD ("/history-edit/remove-all", test_remove_all);
  PSC_TEST_HISTORY_ADD ("/history-edit/remove-running", test_remove_running);
  PSC_TEST_HISTORY_ADD ("/history-edit/remove-elsewhere",
                        test_remove_elsewhere);
  PSC_TEST_HISTORY_ADD ("/history-edit/restore-late", test_restore_late);
  PSC_TEST_HISTORY_ADD ("/history-edit/limit", test_limit);
  PSC_TEST_HISTORY_ADD ("/history-edit/limit-newest", test_limit_newest);
  PSC_TEST_HISTORY_ADD ("/history-edit/result", test_result);
  PSC_TEST_HISTORY_ADD ("/history-edit/two", test_two);

  return g_test_run ();
}
