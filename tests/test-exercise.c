/* test-exercise.c: predictions and real measurements
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-error.h"
#include "psc-exercise-words.h"
#include "psc-test-measure.h"
#include "psc-test-pool.h"

typedef struct
{
  PscTestPool   pool;
  PscListing   *listing;
  PscExercise  *exercise;
  GCancellable *cancellable;
  guint         n_changed;
  guint         n_progress;
  guint         stop_after;
} Fixture;

static void
changed_cb (PscExercise *exercise,
            gpointer     user_data)
{
  ((Fixture *) user_data)->n_changed++;
}

static void
progress_cb (PscExercise *exercise,
             gpointer     user_data)
{
  Fixture *fixture = user_data;

  g_assert_cmpint (psc_exercise_get_state (exercise), ==,
                   PSC_EXERCISE_MEASURING);
  fixture->n_progress++;
  if (psc_exercise_get_n_runs (exercise) == fixture->stop_after)
    g_cancellable_cancel (fixture->cancellable);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const char * const names[] = { "file-00.txt", "file-01.txt", "sub", NULL };

  psc_test_pool_set_up (&fixture->pool, GUINT_TO_POINTER (PSC_MODE_DUMMY));
  psc_test_pool_set_compute (fixture->pool.settings);
  fixture->listing = psc_listing_new_for_names (fixture->pool.directory, names);
  fixture->cancellable = g_cancellable_new ();
  fixture->stop_after = G_MAXUINT;
  fixture->exercise = psc_exercise_new (GPOINTER_TO_UINT (data));
  g_signal_connect (fixture->exercise, "changed", G_CALLBACK (changed_cb),
                    fixture);
  g_signal_connect (fixture->exercise, "progress", G_CALLBACK (progress_cb),
                    fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->exercise),
                             (gpointer *) &fixture->exercise);
  g_object_unref (fixture->exercise);
  g_assert_null (fixture->exercise);
  g_object_unref (fixture->cancellable);
  psc_listing_unref (fixture->listing);
  psc_test_pool_tear_down (&fixture->pool, data);
}

static void
set_small (Fixture *fixture)
{
  PscExerciseOptions options = { .repeats = 2, .counts = { 1, 2 },
                                 .n_counts = 2 };

  psc_exercise_set_files (fixture->exercise, fixture->listing,
                          fixture->pool.settings);
  psc_exercise_set_options (fixture->exercise, &options);
}

static gboolean
measure (Fixture  *fixture,
         GError  **error)
{
  return psc_test_measure_exercise (fixture->exercise, fixture->cancellable,
                                    error);
}

static void
test_predict (Fixture       *fixture,
              gconstpointer  data)
{
  const double shares[] = { 1., 0.5 };
  g_autoptr (PscPrediction) prediction =
    psc_prediction_new (1, "two are twice as fast", shares, 2);
  PscExerciseOptions options;

  g_assert_null (psc_exercise_get_sweep (fixture->exercise,
                                         PSC_EXERCISE_PART_MAIN));
  g_assert_cmpuint (psc_exercise_get_n_planned (fixture->exercise), ==, 0);
  set_small (fixture);
  g_assert_cmpuint (psc_exercise_get_n_planned (fixture->exercise), ==, 5);
  g_assert_cmpint (psc_exercise_guess (fixture->exercise, 1000000), >, 0);

  psc_exercise_predict (fixture->exercise, prediction);
  g_assert_cmpuint (fixture->n_changed, ==, 3);
  g_assert_cmpstr (psc_exercise_get_prediction (fixture->exercise)->reason, ==,
                   "two are twice as fast");

  /* More repeats leave the points as they are, other numbers do not. */
  options = *psc_exercise_get_options (fixture->exercise);
  options.repeats = 3;
  psc_exercise_set_options (fixture->exercise, &options);
  g_assert_nonnull (psc_exercise_get_prediction (fixture->exercise));
  options.counts[1] = 4;
  psc_exercise_set_options (fixture->exercise, &options);
  g_assert_null (psc_exercise_get_prediction (fixture->exercise));
  g_assert_cmpuint (fixture->n_changed, ==, 5);

  /* What is the same already changes nothing, other settings do. */
  psc_exercise_set_options (fixture->exercise, &options);
  psc_exercise_set_files (fixture->exercise, fixture->listing,
                          fixture->pool.settings);
  g_assert_cmpuint (fixture->n_changed, ==, 5);
  psc_exercise_predict (fixture->exercise, prediction);
  fixture->pool.settings->work = 2;
  psc_exercise_set_files (fixture->exercise, fixture->listing,
                          fixture->pool.settings);
  g_assert_null (psc_exercise_get_prediction (fixture->exercise));
}

static void
test_measure (Fixture       *fixture,
              gconstpointer  data)
{
  PscExerciseKind kind = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  guint n_parts = psc_exercise_get_n_parts (kind);

  set_small (fixture);
  g_assert_true (measure (fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpint (psc_exercise_get_state (fixture->exercise), ==,
                   PSC_EXERCISE_MEASURED);
  g_assert_cmpuint (psc_exercise_get_n_runs (fixture->exercise), ==,
                    psc_exercise_get_n_planned (fixture->exercise));
  g_assert_cmpuint (fixture->n_progress, ==,
                    2 * psc_exercise_get_n_planned (fixture->exercise));
  g_assert_cmpint (psc_exercise_get_left_ns (fixture->exercise), ==, 0);

  for (guint part = 0; part < n_parts; part++)
    {
      PscSweep *sweep = psc_exercise_get_sweep (fixture->exercise, part);
      GPtrArray *points = psc_sweep_get_points (sweep);

      for (guint i = 0; i < points->len; i++)
        g_assert_cmpuint (psc_point_get_n_runs (g_ptr_array_index (points, i)),
                          ==, 2);
    }
  g_assert_null (psc_exercise_get_sweep (fixture->exercise, n_parts));

  psc_exercise_clear (fixture->exercise);
  g_assert_cmpint (psc_exercise_get_state (fixture->exercise), ==,
                   PSC_EXERCISE_OPEN);
  g_assert_cmpuint (psc_exercise_get_n_runs (fixture->exercise), ==, 0);
}

/* The second part follows the first one.  Its tasks take long: two runs of it
 * are enough to see. */
static void
test_parts (Fixture       *fixture,
            gconstpointer  data)
{
  PscSweep *starts, *grain;

  set_small (fixture);
  starts = psc_exercise_get_sweep (fixture->exercise, PSC_EXERCISE_PART_MAIN);
  fixture->stop_after = psc_sweep_get_n_planned (starts) + 2;
  g_assert_false (measure (fixture, NULL));

  starts = psc_exercise_get_sweep (fixture->exercise, PSC_EXERCISE_PART_MAIN);
  grain = psc_exercise_get_sweep (fixture->exercise, PSC_EXERCISE_PART_GRAIN);
  g_assert_cmpuint (psc_sweep_get_n_runs (starts), ==,
                    psc_sweep_get_n_planned (starts));
  g_assert_cmpuint (psc_sweep_get_n_runs (grain), ==, 2);
  g_assert_cmpint (psc_exercise_get_state (fixture->exercise), ==,
                   PSC_EXERCISE_MEASURED);
}

static void
test_words (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *none = psc_exercise_dup_subject (fixture->exercise);
  g_autofree char *empty = psc_exercise_dup_progress (fixture->exercise,
                                                      PSC_NEVER);
  g_autofree char *subject = NULL;
  g_autofree char *runs = NULL;
  g_autofree char *guess = NULL;
  g_autofree char *stopped = NULL;
  g_autofree char *expected = NULL;

  g_assert_null (none);
  g_assert_cmpstr (empty, ==, "There is no file to measure with");

  set_small (fixture);
  subject = psc_exercise_dup_subject (fixture->exercise);
  expected = g_strdup_printf ("3 files of %s · mode dummy · work factor 1",
                              fixture->pool.directory);
  g_assert_cmpstr (subject, ==, expected);
  runs = psc_exercise_dup_progress (fixture->exercise, PSC_NEVER);
  g_assert_cmpstr (runs, ==, "5 runs");
  guess = psc_exercise_dup_progress (fixture->exercise, 1);
  g_assert_cmpstr (guess, ==, "5 runs, about 1\302\240s");

  fixture->stop_after = 3;
  g_assert_false (measure (fixture, NULL));
  stopped = psc_exercise_dup_progress (fixture->exercise, 1);
  g_assert_cmpstr (stopped, ==, "3 of 5 runs, then stopped");
}

/* It is as before, and it is said why. */
static void
test_uncounted (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->pool.settings->work = 1000000;
  fixture->pool.settings->step_timeout_ns = 1000000;
  set_small (fixture);
  g_assert_false (measure (fixture, &error));
  g_assert_error (error, PSC_ERROR, PSC_ERROR_NO_RUN);
  g_assert_nonnull (strstr (error->message,
                            "None of the 5 runs that were made counts. "
                            "Not every file was done: 3 timed out."));
  g_assert_cmpint (psc_exercise_get_state (fixture->exercise), ==,
                   PSC_EXERCISE_OPEN);
}

static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  set_small (fixture);
  fixture->stop_after = 3;
  g_assert_false (measure (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (psc_exercise_get_state (fixture->exercise), ==,
                   PSC_EXERCISE_MEASURED);
  g_assert_cmpuint (psc_exercise_get_n_runs (fixture->exercise), ==, 3);
}

/* Stopped while it still warms up, there is nothing to keep. */
static void
test_stop_early (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  set_small (fixture);
  fixture->stop_after = 1;
  g_assert_false (measure (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (psc_exercise_get_state (fixture->exercise), ==,
                   PSC_EXERCISE_OPEN);
  g_assert_cmpuint (psc_exercise_get_n_runs (fixture->exercise), ==, 0);
}

static void
dup_result_cb (PscExercise *exercise,
               GPtrArray   *results)
{
  PscExerciseResult *result = psc_exercise_dup_result (exercise);

  if (result != NULL)
    g_ptr_array_add (results, result);
}

/* What has been measured until now can be kept at any time: each run once it
 * has ended, as soon as one of them counts. */
static void
test_keep (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func (
    (GDestroyNotify) psc_exercise_result_unref);
  guint n_planned;

  set_small (fixture);
  g_signal_connect (fixture->exercise, "progress", G_CALLBACK (dup_result_cb),
                    results);
  g_assert_true (measure (fixture, NULL));

  /* The first of five runs warms up, and counts nothing.  There is a result
   * at the end of each of the others, and at the next one's start. */
  g_assert_cmpuint (results->len, ==, 7);
  for (guint i = 0; i < results->len; i++)
    {
      PscExerciseResult *result = g_ptr_array_index (results, i);

      g_assert_cmpuint (psc_exercise_result_count_runs (result, &n_planned), ==,
                        2 + i / 2);
      g_assert_cmpuint (n_planned, ==, 5);
      g_assert_true (g_date_time_equal (
                       result->made,
                       ((PscExerciseResult *)
                        g_ptr_array_index (results, 0))->made));
    }
}

static void
test_impossible (Fixture       *fixture,
                 gconstpointer  data)
{
  PscExerciseOptions options = { .repeats = 2, .counts = { 1, 1000 },
                                 .n_counts = 2 };
  g_autoptr (GError) error = NULL;

  set_small (fixture);
  psc_exercise_set_options (fixture->exercise, &options);
  g_assert_false (measure (fixture, &error));
  g_assert_error (error, PSC_ERROR, PSC_ERROR_SETTINGS);
  g_assert_cmpint (psc_exercise_get_state (fixture->exercise), ==,
                   PSC_EXERCISE_OPEN);
  g_assert_cmpuint (fixture->n_progress, ==, 0);
}

#define ADD(path, kind, test) \
  g_test_add (path, Fixture, GUINT_TO_POINTER (kind), set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/exercise/predict", PSC_EXERCISE_WORKERS, test_predict);
  ADD ("/exercise/measure-a", PSC_EXERCISE_WORKERS, test_measure);
  ADD ("/exercise/measure-c", PSC_EXERCISE_DUMMY, test_measure);
  ADD ("/exercise/measure-d", PSC_EXERCISE_POOLS, test_measure);
  ADD ("/exercise/parts", PSC_EXERCISE_PROCESS_COST, test_parts);
  ADD ("/exercise/words", PSC_EXERCISE_WORKERS, test_words);
  ADD ("/exercise/uncounted", PSC_EXERCISE_WORKERS, test_uncounted);
  ADD ("/exercise/stop", PSC_EXERCISE_WORKERS, test_stop);
  ADD ("/exercise/stop-early", PSC_EXERCISE_WORKERS, test_stop_early);
  ADD ("/exercise/keep", PSC_EXERCISE_WORKERS, test_keep);
  ADD ("/exercise/impossible", PSC_EXERCISE_WORKERS, test_impossible);

  return g_test_run ();
}
