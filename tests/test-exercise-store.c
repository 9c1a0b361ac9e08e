/* test-exercise-store.c: results of exercises survive
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-exercise-document.h"
#include "psc-exercise-packed-private.h"
#include "psc-exercise-store.h"
#include "psc-exercise.h"
#include "psc-history-db-private.h"
#include "psc-test-run.h"
#include "psc-test-store.h"
#include "psc-test-utils.h"

static PscExercise *
exercise_new (PscExerciseKind kind)
{
  const char * const names[] = { "a b", "caf\351", NULL };
  g_autoptr (PscListing) listing = psc_listing_new_for_names ("/test dir",
                                                              names);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  PscExercise *exercise = psc_exercise_new (kind);

  settings->workers = 2;
  psc_exercise_set_files (exercise, listing, settings);

  return exercise;
}

/* An exercise that is predicted and has some runs in each of its parts. */
static PscExerciseResult *
result_new (PscExerciseKind kind)
{
  const double shares[] = { 1., 0.5 };
  g_autoptr (PscExercise) exercise = exercise_new (kind);
  PscExerciseOptions options = *psc_exercise_get_options (exercise);
  g_autoptr (PscPrediction) prediction =
    psc_prediction_new (1, "because “so”", shares,
                        kind == PSC_EXERCISE_WORKERS ? 2 : 0);
  g_autoptr (PscExerciseResult) open = NULL;
  g_autoptr (GPtrArray) sweeps = g_ptr_array_new ();

  options.repeats = 2;
  psc_exercise_set_options (exercise, &options);
  psc_exercise_predict (exercise, prediction);
  open = psc_exercise_dup_result (exercise);
  g_assert_cmpuint (open->sweeps->len, ==, 0);

  for (guint part = 0; part < psc_exercise_get_n_parts (kind); part++)
    {
      PscSweep *sweep = psc_exercise_get_sweep (exercise, part);

      for (guint i = 0; i < 5; i++)
        {
          g_autoptr (PscRun) run = psc_test_run_new_random (i, 2, 2);
          PscSweepRun entry = { .point = i / 2, .repeat = i % 3,
                                .duration_ns = 12345 + i, .run = run };

          psc_figures_read (run, &entry.figures);
          entry.n_outcomes[PSC_OUTCOME_OK] = 2;
          if (i == 4)
            entry.problem = (char *) "was bad";
          if (kind == PSC_EXERCISE_WORKERS)
            entry.run = NULL;
          psc_sweep_add_run (sweep, &entry);
        }
      g_ptr_array_add (sweeps, sweep);
    }

  return psc_exercise_result_new (kind, &options,
                                  psc_exercise_get_settings (exercise),
                                  psc_exercise_get_listing (exercise),
                                  prediction, sweeps, open->made);
}

static char *
write_result (PscExerciseResult *result)
{
  gsize length;

  return psc_test_store_write (psc_exercise_document_write,
                               (PscRun *) result, &length);
}

static PscExerciseResult *
read_text (const char  *text,
           GError     **error)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (text, (gssize) strlen (text), NULL);

  return psc_exercise_document_read (stream, error);
}

static void
assert_same_points (PscSweep *a,
                    PscSweep *b)
{
  GPtrArray *left = psc_sweep_get_points (a);
  GPtrArray *right = psc_sweep_get_points (b);

  g_assert_cmpuint (left->len, ==, right->len);
  g_assert_cmpuint (psc_sweep_get_n_runs (a), ==, psc_sweep_get_n_runs (b));
  for (guint i = 0; i < left->len; i++)
    {
      PscPoint *p = g_ptr_array_index (left, i);
      PscPoint *q = g_ptr_array_index (right, i);

      g_assert_cmpuint (psc_point_get_n_runs (p), ==, psc_point_get_n_runs (q));
      g_assert_true (psc_settings_equal (psc_point_get_settings (p),
                                         psc_point_get_settings (q)));
      for (PscMeasure m = 0; m < PSC_N_MEASURES; m++)
        if (psc_point_get_sample (p, m)->n > 0)
          g_assert_cmpfloat (psc_point_get_median (p, m), ==,
                             psc_point_get_median (q, m));
    }
}

static void
test_round_trip (void)
{
  for (PscExerciseKind kind = 0; kind < PSC_N_EXERCISES; kind++)
    {
      g_autoptr (PscExerciseResult) result = result_new (kind);
      g_autofree char *text = write_result (result);
      g_autofree char *again = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (PscExerciseResult) read = read_text (text, &error);

      g_assert_no_error (error);
      again = write_result (read);
      g_assert_cmpstr (again, ==, text);
      g_assert_cmpstr (read->prediction->reason, ==, "because “so”");
      g_assert_true (g_date_time_equal (read->made, result->made));
      g_assert_cmpuint (read->sweeps->len, ==, result->sweeps->len);
      for (guint i = 0; i < read->sweeps->len; i++)
        assert_same_points (g_ptr_array_index (read->sweeps, i),
                            g_ptr_array_index (result->sweeps, i));
    }
}

/* An exercise that is given a result is as it was. */
static void
test_restore (void)
{
  g_autoptr (PscExerciseResult) result = result_new (PSC_EXERCISE_DUMMY);
  g_autoptr (PscExercise) exercise = psc_exercise_new (PSC_EXERCISE_DUMMY);
  g_autoptr (PscExerciseResult) again = NULL;

  g_assert_null (psc_exercise_dup_result (exercise));
  psc_exercise_restore (exercise, result);
  g_assert_cmpint (psc_exercise_get_state (exercise), ==,
                   PSC_EXERCISE_MEASURED);
  g_assert_cmpuint (psc_exercise_get_prediction (exercise)->choice, ==, 1);
  g_assert_cmpuint (psc_exercise_get_options (exercise)->repeats, ==, 2);
  g_assert_true (psc_exercise_get_sweep (exercise, PSC_EXERCISE_PART_MAIN) ==
                 g_ptr_array_index (result->sweeps, 0));

  again = psc_exercise_dup_result (exercise);
  g_assert_true (g_date_time_equal (again->made, result->made));
  psc_exercise_clear (exercise);
  g_assert_null (psc_exercise_dup_result (exercise));
}

static void
test_damaged (void)
{
  const char * const changes[][2] = {
    { "poolscope-exercise", "poolscope-run" },
    { "\"exercise\":\"a\"", "\"exercise\":\"e\"" },
    { "\"version\":1", "\"version\":2" },
    { "\"repeats\":2", "\"repeats\":0" },
    { "\"workers\":[1", "\"workers\":[0" },
    { "\"shares\":[1", "\"shares\":[-1" },
    { "\"point\":1", "\"point\":99" },
    { "\"files\":[", "\"files\":[]," "\"f\":[" },
    { "\"parts\":[", "\"parts\":[{}," },
    { "\"made\":\"", "\"made\":\"x" },
    { "\"choice\":1", "\"choice\":-1" },
    { "\"choice\":1", "\"choice\":16" },
  };
  g_autoptr (PscExerciseResult) result = result_new (PSC_EXERCISE_WORKERS);
  g_autofree char *text = write_result (result);

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      const char *at = strstr (text, changes[i][0]);
      g_autofree char *broken = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_nonnull (at);
      broken = g_strdup_printf ("%.*s%s%s", (int) (at - text), text,
                                changes[i][1], at + strlen (changes[i][0]));
      g_assert_null (read_text (broken, &error));
      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
    }
}

/* A user who may have kept results as files. */
typedef struct
{
  char             *place;
  char             *database;
  char             *directory; /* of the files */
  PscHistory       *history;
  PscExerciseStore *store;
  GPtrArray        *problems;
  guint             n_changed;
} Fixture;

static void
problem_cb (PscExerciseStore *store,
            const char       *text,
            Fixture          *fixture)
{
  g_ptr_array_add (fixture->problems, g_strdup (text));
}

static void
changed_cb (PscExerciseStore *store,
            Fixture          *fixture)
{
  fixture->n_changed++;
}

static void
open_store (Fixture *fixture)
{
  fixture->history = psc_history_new (fixture->database);
  fixture->store = psc_exercise_store_new (fixture->history);
  fixture->n_changed = 0;
  g_signal_connect (fixture->store, "problem", G_CALLBACK (problem_cb),
                    fixture);
  g_signal_connect (fixture->store, "changed", G_CALLBACK (changed_cb),
                    fixture);
}

/* What reads in another thread holds the history a little longer. */
static void
close_store (Fixture *fixture)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->store));
  psc_test_wait_until (G_OBJECT (fixture->history)->ref_count == 1);
  g_assert_finalize_object (g_steal_pointer (&fixture->history));
}

/* What the next start of the program finds. */
static void
reopen_store (Fixture *fixture)
{
  close_store (fixture);
  open_store (fixture);
  psc_test_wait_until (fixture->n_changed > 0);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->place = psc_test_make_directory (NULL);
  fixture->database = g_build_filename (fixture->place, "history.sqlite",
                                        NULL);
  fixture->directory = g_build_filename (fixture->place, "exercises", NULL);
  fixture->problems = g_ptr_array_new_with_free_func (g_free);
  open_store (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  close_store (fixture);
  psc_test_remove_directory (fixture->place);
  g_ptr_array_unref (fixture->problems);
  g_free (fixture->place);
  g_free (fixture->database);
  g_free (fixture->directory);
}

static guint
count_results (Fixture *fixture)
{
  return psc_exercise_store_get_results (fixture->store)->len;
}

static guint
count_files (Fixture    *fixture,
             const char *suffix)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->directory, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_suffix (name, suffix);

  return n;
}

static void
test_store (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (PscExerciseResult) first = result_new (PSC_EXERCISE_DUMMY);
  g_autoptr (PscExerciseResult) second = result_new (PSC_EXERCISE_DUMMY);
  PscExerciseResult *found;

  psc_exercise_store_keep (fixture->store, first);
  psc_exercise_store_keep (fixture->store, second);
  psc_exercise_store_keep (fixture->store, second);
  g_assert_cmpuint (count_results (fixture), ==, 2);

  /* The end waits for what is to be kept. */
  reopen_store (fixture);
  g_assert_cmpuint (count_results (fixture), ==, 2);
  found = psc_exercise_store_find_newest (fixture->store, PSC_EXERCISE_DUMMY);
  g_assert_true (g_date_time_equal (found->made, second->made));
  g_assert_cmpuint (found->sweeps->len, ==, 1);
  g_assert_null (psc_exercise_store_find_newest (fixture->store,
                                                 PSC_EXERCISE_POOLS));

  /* Deleted for good only when the program has ended. */
  psc_exercise_store_remove (fixture->store, found);
  g_assert_cmpuint (count_results (fixture), ==, 1);
  psc_exercise_store_keep (fixture->store, second);
  g_assert_cmpuint (count_results (fixture), ==, 2);
  psc_exercise_store_remove (fixture->store, second);
  reopen_store (fixture);
  g_assert_cmpuint (count_results (fixture), ==, 1);
  g_assert_cmpuint (fixture->problems->len, ==, 0);
}

/* What is deleted as soon as it is kept is not there again a little later. */
static void
test_at_once (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (PscExerciseResult) result = result_new (PSC_EXERCISE_POOLS);

  psc_exercise_store_keep (fixture->store, result);
  psc_exercise_store_remove (fixture->store, result);
  g_assert_cmpuint (count_results (fixture), ==, 0);
  psc_history_flush (fixture->history);
  g_assert_cmpuint (count_results (fixture), ==, 0);
  reopen_store (fixture);
  g_assert_cmpuint (count_results (fixture), ==, 0);
}

/* Another program writes for long: nobody waits for that to delete what has just
 * been kept, or to bring it back. */
static void
test_busy (Fixture       *fixture,
           gconstpointer  data)
{
  GListModel *entries = psc_history_get_entries (fixture->history);
  g_autoptr (PscExerciseResult) result = result_new (PSC_EXERCISE_POOLS);
  g_autoptr (PscHistoryDb) db = NULL;

  psc_history_flush (fixture->history);
  db = _psc_history_db_open (fixture->database, SQLITE_OPEN_READWRITE);
  _psc_history_db_begin (db, TRUE);
  psc_exercise_store_keep (fixture->store, result);
  psc_exercise_store_remove (fixture->store, result);
  g_assert_cmpuint (count_results (fixture), ==, 0);
  g_assert_cmpstr (psc_history_get_problem (fixture->history), ==, NULL);

  g_assert_true (_psc_history_db_end (db, NULL));
  psc_history_flush (fixture->history);
  g_assert_cmpuint (count_results (fixture), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (entries), ==, 0);

  psc_exercise_store_keep (fixture->store, result);
  g_assert_cmpuint (count_results (fixture), ==, 1);
  psc_history_flush (fixture->history);
  g_assert_cmpuint (g_list_model_get_n_items (entries), ==, 1);
  reopen_store (fixture);
  g_assert_cmpuint (count_results (fixture), ==, 1);
}

/* Whoever deletes an entry of the history, or brings it back, does so here. */
static void
test_history (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (PscExerciseResult) result = result_new (PSC_EXERCISE_POOLS);
  g_autoptr (PscHistoryEntry) entry = NULL;

  psc_exercise_store_keep (fixture->store, result);
  psc_history_flush (fixture->history);
  entry = g_list_model_get_item (psc_history_get_entries (fixture->history),
                                 0);
  psc_history_remove (fixture->history, entry);
  g_assert_cmpuint (count_results (fixture), ==, 0);
  psc_history_restore (fixture->history, entry);
  psc_test_wait_until (count_results (fixture) == 1);
}

/* What has been deleted meanwhile, since room was needed, is kept anew. */
static void
test_keep_deleted (Fixture       *fixture,
                   gconstpointer  data)
{
  GListModel *entries = psc_history_get_entries (fixture->history);
  g_autoptr (PscExerciseResult) result = result_new (PSC_EXERCISE_POOLS);

  psc_exercise_store_keep (fixture->store, result);
  psc_history_flush (fixture->history);
  psc_exercise_store_remove (fixture->store, result);
  psc_history_set_limit (fixture->history, 1);
  psc_history_set_limit (fixture->history, 0);
  psc_history_flush (fixture->history);
  g_assert_cmpuint (count_results (fixture), ==, 0);

  psc_exercise_store_keep (fixture->store, result);
  g_assert_cmpuint (count_results (fixture), ==, 1);
  psc_history_flush (fixture->history);
  g_assert_cmpuint (g_list_model_get_n_items (entries), ==, 1);
  reopen_store (fixture);
  psc_test_wait_until (count_results (fixture) == 1);
}

/* Keeps a result as earlier versions did. */
static void
write_file (Fixture           *fixture,
            const char        *name,
            PscExerciseResult *result)
{
  g_autofree char *path = g_build_filename (fixture->directory, name, NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (fixture->directory, 0700);
  g_assert_true (psc_atomic_file_write (path, _psc_exercise_packed_write,
                                        result, &error));
  g_assert_no_error (error);
}

/* Files are taken over once, and deleted when what they held is kept. */
static void
test_take_over (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (PscExerciseResult) first = result_new (PSC_EXERCISE_DUMMY);
  g_autoptr (PscExerciseResult) second = result_new (PSC_EXERCISE_POOLS);

  write_file (fixture, "c-1.json.gz", first);
  write_file (fixture, "d-2.json.gz", second);
  psc_exercise_store_take_over (fixture->store, fixture->directory);
  psc_test_wait_until (count_results (fixture) == 2);
  psc_test_wait_until (!g_file_test (fixture->directory,
                                     G_FILE_TEST_EXISTS));

  reopen_store (fixture);
  g_assert_cmpuint (count_results (fixture), ==, 2);
  g_assert_cmpuint (fixture->problems->len, ==, 0);
}

/* A broken file is set aside and named, and keeps its directory.  One that was
 * set aside before stays what it is. */
static void
test_broken (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *broken = g_build_filename (fixture->directory,
                                              "a-1.json.gz", NULL);
  g_autofree char *before = g_strconcat (broken, ".broken", NULL);
  g_autofree char *text = NULL;
  g_autoptr (PscExerciseResult) result = result_new (PSC_EXERCISE_POOLS);

  write_file (fixture, "d-2.json.gz", result);
  g_assert_true (g_file_set_contents (broken, "no such thing", -1, NULL));
  g_assert_true (g_file_set_contents (before, "earlier", -1, NULL));
  psc_exercise_store_take_over (fixture->store, fixture->directory);
  psc_test_wait_until (fixture->problems->len == 1);
  g_assert_nonnull (strstr (g_ptr_array_index (fixture->problems, 0),
                            "a-1.json.gz.broken-2”"));
  g_assert_cmpuint (count_results (fixture), ==, 1);
  psc_test_wait_until (count_files (fixture, ".json.gz") == 0);
  g_assert_cmpuint (count_files (fixture, ".broken-2"), ==, 1);
  g_assert_true (g_file_get_contents (before, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "earlier");
}

/* Where nothing can be kept it is there for this sitting, and files stay. */
static void
test_no_room (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (PscExerciseResult) result = result_new (PSC_EXERCISE_POOLS);
  g_autoptr (PscExerciseResult) old = result_new (PSC_EXERCISE_DUMMY);

  close_store (fixture);
  g_free (fixture->database);
  fixture->database = g_strdup ("/proc/no/such/place");
  open_store (fixture);
  write_file (fixture, "c-1.json.gz", old);
  psc_exercise_store_take_over (fixture->store, fixture->directory);
  psc_exercise_store_keep (fixture->store, result);
  psc_test_wait_until (count_results (fixture) == 2);
  psc_history_flush (fixture->history);
  g_assert_cmpuint (count_results (fixture), ==, 2);
  g_assert_cmpuint (count_files (fixture, ".json.gz"), ==, 1);

  psc_exercise_store_remove (fixture->store, result);
  g_assert_cmpuint (count_results (fixture), ==, 1);
}

#define ADD(path, test) \
  g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exercise-store/round-trip", test_round_trip);
  g_test_add_func ("/exercise-store/restore", test_restore);
  g_test_add_func ("/exercise-store/damaged", test_damaged);
  ADD ("/exercise-store/store", test_store);
  ADD ("/exercise-store/at-once", test_at_once);
  ADD ("/exercise-store/busy", test_busy);
  ADD ("/exercise-store/history", test_history);
  ADD ("/exercise-store/keep-deleted", test_keep_deleted);
  ADD ("/exercise-store/take-over", test_take_over);
  ADD ("/exercise-store/broken", test_broken);
  ADD ("/exercise-store/no-room", test_no_room);

  return g_test_run ();
}
