/* test-exercise-keeper.c: what is measured is kept while it is measured
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <sys/prctl.h>

#include "psc-exercise-keeper.h"
#include "psc-test-measure.h"
#include "psc-test-pool.h"

/* How this program is called to measure until it is killed. */
#define MEASURE "--measure"

/* How many runs that makes before one that never ends. */
#define N_RUNS 5

static PscExercise *
exercise_new (const char *directory,
              guint       repeats,
              const char *command)
{
  g_autoptr (PscListing) listing = psc_test_list (directory);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  PscExercise *exercise = psc_exercise_new (PSC_EXERCISE_DUMMY);
  PscExerciseOptions options = *psc_exercise_get_options (exercise);

  settings->mode = PSC_MODE_DUMMY;
  settings->workers = 2;
  if (command != NULL)
    psc_test_pool_set_command (settings, command);
  else
    psc_test_pool_set_compute (settings);
  options.repeats = repeats;
  psc_exercise_set_files (exercise, listing, settings);
  psc_exercise_set_options (exercise, &options);

  return exercise;
}

static void
predict (PscExercise *exercise)
{
  g_autoptr (PscPrediction) prediction =
    psc_prediction_new (1, "so it is", NULL, 0);

  psc_exercise_predict (exercise, prediction);
}

static PscHistory *
history_new (const char *place)
{
  g_autofree char *path = g_build_filename (place, "history.sqlite", NULL);

  return psc_history_new (path);
}

/* The only result that is kept, as another program finds it, or NULL. */
static PscExerciseResult *
read_result (const char      *place,
             PscHistoryState *state)
{
  g_autoptr (PscHistory) history = history_new (place);
  GListModel *entries = psc_history_get_entries (history);
  g_autoptr (PscHistoryEntry) entry = NULL;
  g_autoptr (GAsyncResult) async_result = NULL;

  psc_history_flush (history);
  entry = g_list_model_get_item (entries, 0);
  if (entry == NULL)
    return NULL;

  *state = psc_history_entry_get_state (entry);
  psc_history_read_result_async (history, entry, NULL, psc_test_result_cb,
                                 &async_result);
  psc_test_wait_until (async_result != NULL);

  return psc_history_read_result_finish (history, async_result, NULL);
}

static guint
count_runs (PscExerciseResult *result)
{
  guint n_planned;

  return result != NULL ? psc_exercise_result_count_runs (result, &n_planned)
                        : 0;
}

static void
count_cb (guint *counter)
{
  (*counter)++;
}

/* A prediction is kept when it is locked; while its measurement goes on there
 * is no result to show yet, and in the end all of it. */
static void
test_keep (void)
{
  g_autofree char *directory =
    psc_test_make_directory ((const char * const[]) { "a", "b", NULL });
  g_autofree char *place = psc_test_make_directory (NULL);
  g_autoptr (PscHistory) history = history_new (place);
  g_autoptr (PscExerciseStore) store = psc_exercise_store_new (history);
  g_autoptr (PscExercise) exercise = exercise_new (directory, 2, NULL);
  g_autoptr (PscExerciseKeeper) keeper = psc_exercise_keeper_new (exercise,
                                                                  store);
  GPtrArray *results = psc_exercise_store_get_results (store);
  PscExerciseResult *result;
  guint n_kept = 0;

  g_assert_cmpuint (results->len, ==, 0);
  predict (exercise);
  g_assert_cmpuint (results->len, ==, 1);
  result = psc_exercise_store_find_newest (store, PSC_EXERCISE_DUMMY);
  g_assert_cmpstr (result->prediction->reason, ==, "so it is");
  g_assert_cmpuint (count_runs (result), ==, 0);

  g_assert_true (psc_test_measure_exercise (exercise, NULL, NULL));
  g_assert_cmpuint (results->len, ==, 1);
  result = psc_exercise_store_find_newest (store, PSC_EXERCISE_DUMMY);
  g_assert_false (result->measuring);
  g_assert_cmpuint (count_runs (result), ==,
                    psc_exercise_get_n_planned (exercise));

  /* What is kept is not kept once more. */
  g_signal_connect_swapped (store, "changed", G_CALLBACK (count_cb), &n_kept);
  g_signal_emit_by_name (exercise, "changed");
  g_assert_cmpuint (n_kept, ==, 0);

  g_assert_finalize_object (g_steal_pointer (&keeper));
  g_clear_object (&store);
  g_clear_object (&history);
  psc_test_remove_directory (directory);
  psc_test_remove_directory (place);
}

/* A result that was restored is not another one. */
static void
test_restore (void)
{
  g_autofree char *directory =
    psc_test_make_directory ((const char * const[]) { "a", "b", NULL });
  g_autofree char *place = psc_test_make_directory (NULL);
  g_autoptr (PscHistory) history = history_new (place);
  g_autoptr (PscExerciseStore) store = psc_exercise_store_new (history);
  g_autoptr (PscExercise) exercise = exercise_new (directory, 2, NULL);
  g_autoptr (PscExercise) other = psc_exercise_new (PSC_EXERCISE_DUMMY);
  g_autoptr (PscExerciseKeeper) keeper = psc_exercise_keeper_new (exercise,
                                                                  store);
  g_autoptr (PscExerciseKeeper) other_keeper = psc_exercise_keeper_new (other,
                                                                        store);
  g_autoptr (PscExerciseResult) kept = NULL;

  predict (exercise);
  kept = psc_exercise_dup_result (exercise);
  psc_exercise_keeper_restore (other_keeper, kept);
  g_assert_cmpstr (psc_exercise_get_prediction (other)->reason, ==,
                   "so it is");
  g_assert_cmpuint (psc_exercise_store_get_results (store)->len, ==, 1);

  g_clear_object (&store);
  g_clear_object (&history);
  psc_test_remove_directory (directory);
  psc_test_remove_directory (place);
}

static void
hold_cb (PscExercise *exercise,
         const char  *hold)
{
  if (psc_exercise_get_n_runs (exercise) == N_RUNS)
    g_assert_true (g_file_set_contents (hold, "", 0, NULL));
}

/* What another program does until it is killed: the step waits as long as there
 * is a file beside it. */
static int
measure (const char *directory,
         const char *place)
{
  g_auto (GStrv) step = psc_test_make_program (
    place, "step",
    "while [ -e \"$(dirname \"$0\")/hold\" ]; do sleep 0.05; done");
  g_autofree char *hold = g_build_filename (place, "hold", NULL);
  PscExercise *exercise = exercise_new (directory, 2, step[0]);
  PscHistory *history = history_new (place);
  PscExerciseStore *store = psc_exercise_store_new (history);
  PscExerciseKeeper *keeper = psc_exercise_keeper_new (exercise, store);
  g_autoptr (GAsyncResult) ended = NULL;

  /* A test that fails leaves nothing behind. */
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  g_signal_connect (exercise, "progress", G_CALLBACK (hold_cb), hold);
  predict (exercise);
  psc_exercise_measure_async (exercise, NULL, psc_test_result_cb, &ended);
  while (ended == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_object_unref (keeper);
  g_object_unref (store);
  g_object_unref (history);
  g_object_unref (exercise);

  return 0;
}

/* The program is killed in the middle of an exercise: the points that were
 * measured are there, and so is that it was not the whole exercise. */
static void
test_killed (void)
{
  g_autofree char *directory =
    psc_test_make_directory ((const char * const[]) { "a", "b", NULL });
  g_autofree char *place = psc_test_make_directory (NULL);
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child =
    g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, MEASURE,
                      directory, place, NULL);
  g_autoptr (PscExerciseResult) before = NULL;
  g_autoptr (PscExerciseResult) after = NULL;
  gint64 end = g_get_monotonic_time () + PSC_TEST_DEADLINE_MS * 1000;
  PscHistoryState state = PSC_HISTORY_FINISHED;
  guint n_planned;

  g_assert_no_error (error);
  while (count_runs (before) < N_RUNS || state != PSC_HISTORY_RUNNING)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_clear_pointer (&before, psc_exercise_result_unref);
      before = read_result (place, &state);
    }
  g_subprocess_force_exit (child);
  g_subprocess_wait (child, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_term_sig (child), ==, SIGKILL);

  after = read_result (place, &state);
  g_assert_nonnull (after);
  g_assert_cmpint (state, ==, PSC_HISTORY_UNFINISHED);
  g_assert_cmpuint (psc_exercise_result_count_runs (after, &n_planned), ==,
                    N_RUNS);
  g_assert_cmpuint (n_planned, >, N_RUNS);
  g_assert_cmpstr (after->prediction->reason, ==, "so it is");

  psc_test_remove_directory (directory);
  psc_test_remove_directory (place);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], MEASURE))
    return measure (argv[2], argv[3]);

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exercise-keeper/keep", test_keep);
  g_test_add_func ("/exercise-keeper/restore", test_restore);
  g_test_add_func ("/exercise-keeper/killed", test_killed);

  return g_test_run ();
}
