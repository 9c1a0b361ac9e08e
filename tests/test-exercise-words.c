/* test-exercise-words.c: what an exercise says of itself
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-exercise-table.h"
#include "psc-exercise-words.h"
#include "psc-format.h"
#include "psc-test-measure.h"
#include "psc-test-pool.h"

typedef struct
{
  PscTestPool   pool;
  PscListing   *listing;
  PscExercise  *exercise;
  GCancellable *cancellable;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const char * const names[] = { "file-00.txt", "file-01.txt", NULL };
  PscExerciseOptions options = { .repeats = 3, .counts = { 1, 2 },
                                 .n_counts = 2 };

  psc_test_pool_set_up (&fixture->pool, GUINT_TO_POINTER (PSC_MODE_DUMMY));
  psc_test_pool_set_compute (fixture->pool.settings);
  fixture->listing = psc_listing_new_for_names (fixture->pool.directory, names);
  fixture->cancellable = g_cancellable_new ();
  fixture->exercise = psc_exercise_new (GPOINTER_TO_UINT (data));
  psc_exercise_set_files (fixture->exercise, fixture->listing,
                          fixture->pool.settings);
  psc_exercise_set_options (fixture->exercise, &options);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->exercise);
  g_object_unref (fixture->cancellable);
  psc_listing_unref (fixture->listing);
  psc_test_pool_tear_down (&fixture->pool, data);
}

static void
measure (Fixture *fixture)
{
  psc_test_measure_exercise (fixture->exercise, fixture->cancellable, NULL);
}

/* As if it had been measured: five runs of each point. */
static void
take_over (PscExercise *exercise,
           const guint *walls_ms)
{
  PscSweep *sweep = psc_exercise_get_sweep (exercise, PSC_EXERCISE_PART_MAIN);
  guint n_points = psc_sweep_get_points (sweep)->len;
  g_autoptr (GPtrArray) sweeps = g_ptr_array_new ();
  g_autoptr (PscExerciseResult) open = psc_exercise_dup_result (exercise);
  g_autoptr (PscExerciseResult) result = NULL;

  for (guint i = 0; i < 5 * n_points; i++)
    {
      PscSweepRun run = { .point = i % n_points, .repeat = 1 + i / n_points };
      guint wall_ms = walls_ms[run.point] + run.repeat;

      run.figures = (PscFigures) {
        .wall_ns = wall_ms * G_GINT64_CONSTANT (1000000),
        .n_files = 2, .n_run = 2, .n_lanes = 2, .n_cpus = 2,
      };
      psc_sweep_add_run (sweep, &run);
    }
  g_ptr_array_add (sweeps, sweep);
  result = psc_exercise_result_new (open->kind, &open->options, open->settings,
                                    open->listing, open->prediction, sweeps,
                                    open->made);
  psc_exercise_restore (exercise, result);
}

static void
stop_cb (Fixture *fixture)
{
  if (psc_exercise_get_n_runs (fixture->exercise) == 2)
    g_cancellable_cancel (fixture->cancellable);
}

static const char *
get_cell (GPtrArray *table,
          guint      row,
          guint      column)
{
  return ((char **) g_ptr_array_index (table, row))[column];
}

/* How many rows say so in their last column. */
static guint
count_verdicts (GPtrArray  *table,
                const char *verdict)
{
  guint n = 0;

  for (guint i = 1; i < table->len; i++)
    n += g_str_equal (get_cell (table, i, 5), verdict);

  return n;
}

static void
test_words (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *answer = psc_exercise_dup_answer (fixture->exercise, 1);
  g_autofree char *subject = psc_exercise_dup_subject (fixture->exercise);
  g_autofree char *pipeline = psc_exercise_dup_pipeline (fixture->exercise);
  g_autofree char *origin = psc_exercise_dup_origin (fixture->exercise);

  g_assert_cmpstr (answer, ==, "2 workers");
  g_assert_true (g_str_has_prefix (subject, "2 files of "));
  g_assert_nonnull (strstr (subject, "mode dummy"));
  g_assert_cmpstr (pipeline, ==, "Steps: compute · 3 runs each");
  g_assert_nonnull (strstr (origin, PACKAGE_VERSION));
  g_assert_nonnull (strstr (origin, "usable CPU"));
}

/* What is not the rule of a mode is said, where the exercise leaves it to the
 * user. */
static void
test_subject (Fixture       *fixture,
              gconstpointer  data)
{
  gboolean workers = GPOINTER_TO_UINT (data) == PSC_EXERCISE_WORKERS;
  g_autofree char *subject = NULL;

  fixture->pool.settings->workers = 4;
  fixture->pool.settings->chunk_size = 3;
  fixture->pool.settings->global_lock = TRUE;
  psc_exercise_set_files (fixture->exercise, fixture->listing,
                          fixture->pool.settings);
  subject = psc_exercise_dup_subject (fixture->exercise);
  g_assert_nonnull (strstr (subject,
                            workers
                            ? " · mode dummy, global lock, chunks of 3 files · "
                            : " · 4 workers, chunks of 3 files · "));
}

/* What is said of a prediction when 1, 2, 4, 8 and 16 workers took so long. */
static void
test_judgements (Fixture       *fixture,
                 gconstpointer  data)
{
  static const guint walls_ms[] = { 1000, 530, 502, 500, 700 };
  static const char * const expected[] = {
    "Not as predicted: 8 workers",
    "Nearly as predicted: 2 workers, only 6.0 % longer than 8 workers",
    "As predicted: 4 workers, as good as 8 workers within the noise",
    "As predicted: 8 workers",
    "Not as predicted: 8 workers",
  };
  PscExerciseOptions options = { .repeats = 5, .counts = { 1, 2, 4, 8, 16 },
                                 .n_counts = 5 };

  psc_exercise_set_options (fixture->exercise, &options);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (PscPrediction) prediction =
        psc_prediction_new (i, "because", NULL, 0);
      g_autofree char *judgement = NULL, *detail = NULL;
      g_autoptr (GString) plain = NULL;

      psc_exercise_clear (fixture->exercise);
      psc_exercise_predict (fixture->exercise, prediction);
      take_over (fixture->exercise, walls_ms);
      judgement = psc_exercise_dup_judgement (fixture->exercise, &detail);
      plain = g_string_new (judgement);
      g_string_replace (plain, "\302\240", " ", 0);
      g_assert_cmpstr (plain->str, ==, expected[i]);
    }
}

/* The prediction may be right or wrong, and there may be none. */
static void
test_judgement (Fixture       *fixture,
                gconstpointer  data)
{
  const double shares[] = { 1., .5 };
  g_autofree char *none = NULL, *none_detail = NULL;
  g_autofree char *extent = NULL;

  measure (fixture);
  none = psc_exercise_dup_judgement (fixture->exercise, &none_detail);
  g_assert_true (g_str_has_prefix (none, "Measured: "));
  g_assert_cmpstr (none_detail, ==, "");
  extent = psc_exercise_dup_progress (fixture->exercise, PSC_NEVER);
  g_assert_cmpstr (extent, ==, "7 runs");

  psc_exercise_clear (fixture->exercise);
  {
    g_autoptr (PscPrediction) prediction =
      psc_prediction_new (0, "because", shares, 2);
    g_autofree char *judgement = NULL, *detail = NULL;

    psc_exercise_predict (fixture->exercise, prediction);
    measure (fixture);
    judgement = psc_exercise_dup_judgement (fixture->exercise, &detail);
    g_assert_nonnull (strstr (judgement, " predicted: "));
    g_assert_nonnull (strstr (detail, "Your curve is off by"));
  }
}

static void
test_stopped (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *judgement = NULL, *detail = NULL, *extent = NULL;
  g_autoptr (GPtrArray) table = NULL;
  const char *columns;

  g_signal_connect_swapped (fixture->exercise, "progress",
                            G_CALLBACK (stop_cb), fixture);
  measure (fixture);
  extent = psc_exercise_dup_progress (fixture->exercise, PSC_NEVER);
  g_assert_nonnull (strstr (extent, "of 10 runs, then stopped"));
  judgement = psc_exercise_dup_judgement (fixture->exercise, &detail);
  g_assert_cmpstr (judgement, ==, "Too little was measured to tell");
  g_assert_cmpstr (detail, !=, "");

  table = psc_exercise_make_table (
    fixture->exercise, PSC_EXERCISE_PART_MAIN, &columns);
  g_assert_cmpuint (count_verdicts (table, "not measured"), >, 0);
}

static void
test_table (Fixture       *fixture,
            gconstpointer  data)
{
  PscExerciseKind kind = GPOINTER_TO_UINT (data);
  const char *columns;
  guint n_points = psc_sweep_get_points (
    psc_exercise_get_sweep (fixture->exercise, PSC_EXERCISE_PART_MAIN))->len;
  g_autoptr (GPtrArray) before = psc_exercise_make_table (
    fixture->exercise, PSC_EXERCISE_PART_MAIN, &columns);
  g_autoptr (GPtrArray) table = NULL;

  g_assert_cmpuint (count_verdicts (before, "not measured"), ==, n_points);
  measure (fixture);
  table = psc_exercise_make_table (
    fixture->exercise, PSC_EXERCISE_PART_MAIN, &columns);
  g_assert_cmpuint (table->len, ==, n_points + 1);
  for (guint i = 0; i < table->len; i++)
    g_assert_cmpuint (g_strv_length (g_ptr_array_index (table, i)), ==,
                      strlen (columns));

  g_assert_cmpuint (count_verdicts (table, "the shortest"), ==, 1);
  g_assert_cmpuint (count_verdicts (table, "not measured"), ==, 0);
  g_assert_cmpstr (get_cell (table, 1, 1), ==, "3");
  g_assert_nonnull (strstr (get_cell (table, 1, 2), " ± "));
  if (kind == PSC_EXERCISE_WORKERS)
    {
      g_assert_cmpstr (get_cell (table, 1, 0), ==, "1 worker");
      g_assert_cmpstr (get_cell (table, 0, 4), ==, "Parallel Efficiency");
    }
  else
    {
      g_assert_cmpstr (get_cell (table, 3, 0), ==, "dummy, global lock");
      g_assert_cmpstr (get_cell (table, 0, 4), ==, "Start-Up");
    }
}

/* What cannot be drawn of tasks that do nothing is not listed either. */
static void
test_grain (Fixture       *fixture,
            gconstpointer  data)
{
  PscSweep *sweep = psc_exercise_get_sweep (fixture->exercise,
                                            PSC_EXERCISE_PART_GRAIN);
  guint n_points = psc_sweep_get_points (sweep)->len;
  g_autoptr (GPtrArray) table = NULL;
  const char *columns;

  for (guint i = 0; i < 3 * n_points; i++)
    {
      PscSweepRun run = { .point = i % n_points, .repeat = 1 + i / n_points };

      run.figures = (PscFigures) {
        .wall_ns = 1000000 * (1 + run.point), .n_files = 2, .n_run = 2,
        .average_ns = 1000 * (1 + run.point), .n_lanes = 2, .n_cpus = 2,
      };
      psc_sweep_add_run (sweep, &run);
    }
  table = psc_exercise_make_table (fixture->exercise, PSC_EXERCISE_PART_GRAIN,
                                   &columns);
  g_assert_cmpstr (get_cell (table, 0, 5), ==, "Parallel Efficiency");
  g_assert_cmpstr (get_cell (table, 1, 5), ==, PSC_FORMAT_NONE);
  g_assert_cmpstr (get_cell (table, 2, 5), !=, PSC_FORMAT_NONE);
}

#define ADD(path, kind, test) \
  g_test_add (path, Fixture, GUINT_TO_POINTER (kind), set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/exercise-words/words", PSC_EXERCISE_WORKERS, test_words);
  ADD ("/exercise-words/subject/workers", PSC_EXERCISE_WORKERS, test_subject);
  ADD ("/exercise-words/subject/dummy", PSC_EXERCISE_DUMMY, test_subject);
  ADD ("/exercise-words/judgement", PSC_EXERCISE_WORKERS, test_judgement);
  ADD ("/exercise-words/judgements", PSC_EXERCISE_WORKERS, test_judgements);
  ADD ("/exercise-words/stopped", PSC_EXERCISE_DUMMY, test_stopped);
  ADD ("/exercise-words/table/workers", PSC_EXERCISE_WORKERS, test_table);
  ADD ("/exercise-words/table/grain", PSC_EXERCISE_PROCESS_COST, test_grain);
  ADD ("/exercise-words/table/dummy", PSC_EXERCISE_DUMMY, test_table);

  return g_test_run ();
}
