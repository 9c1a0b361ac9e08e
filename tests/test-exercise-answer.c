/* test-exercise-answer.c: what made-up measurements answer
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "psc-exercise-answer.h"

/* Runs that last @wall_ms, a little more each time. */
static void
add_runs (GPtrArray *points,
          PscMode    mode,
          guint      workers,
          double     wall_ms,
          double     start_ms,
          guint      n_runs)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();
  PscPoint *point;

  settings->mode = mode;
  settings->workers = workers;
  point = psc_point_new (settings);
  for (guint i = 0; i < n_runs; i++)
    {
      PscFigures figures = {
        .wall_ns = llround ((wall_ms + i) * 1e6),
        .cumulated_ns = 1,
        .average_ns = 1,
        .start_up_ns = llround (start_ms * 1e6),
        .n_files = 10,
        .n_lanes = workers,
        .n_cpus = 2,
      };

      psc_point_add (point, &figures);
    }
  g_ptr_array_add (points, point);
}

static void
add_point (GPtrArray *points,
           PscMode    mode,
           guint      workers,
           double     wall_ms,
           double     start_ms)
{
  add_runs (points, mode, workers, wall_ms, start_ms, 5);
}

static GPtrArray *
new_points (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) psc_point_free);
}

static void
test_workers (void)
{
  g_autoptr (GPtrArray) points = new_points ();
  const double shares[] = { 1., 0.5, 0.25, 0.125 };
  guint answer;
  double gap;

  g_assert_false (psc_exercise_find_answer (PSC_EXERCISE_WORKERS, points,
                                            &answer));
  g_assert_false (psc_exercise_accepts (PSC_EXERCISE_WORKERS, points, 0));
  g_assert_false (psc_exercise_measure_gap (points, shares, 0, &gap));

  add_point (points, PSC_MODE_PROCESS, 1, 998., 3.);
  add_point (points, PSC_MODE_PROCESS, 2, 498., 3.);
  add_point (points, PSC_MODE_PROCESS, 4, 499., 3.);
  add_point (points, PSC_MODE_PROCESS, 8, 598., 3.);

  g_assert_true (psc_exercise_find_answer (PSC_EXERCISE_WORKERS, points,
                                           &answer));
  g_assert_cmpuint (answer, ==, 1);
  g_assert_true (psc_exercise_accepts (PSC_EXERCISE_WORKERS, points, 1));
  g_assert_true (psc_exercise_accepts (PSC_EXERCISE_WORKERS, points, 2));
  g_assert_false (psc_exercise_accepts (PSC_EXERCISE_WORKERS, points, 0));
  g_assert_false (psc_exercise_accepts (PSC_EXERCISE_WORKERS, points, 3));
  g_assert_false (psc_exercise_accepts (PSC_EXERCISE_WORKERS, points, 9));

  /* 0.5 is right, 0.25 where it is 0.5 is half as much, 0.125 of 0.6 less. */
  g_assert_true (psc_exercise_measure_gap (points, shares, 4, &gap));
  g_assert_cmpfloat_with_epsilon (gap, 0.5, 0.01);
  g_assert_false (psc_exercise_measure_gap (points, shares, 3, &gap));
  g_assert_false (psc_exercise_measure_gap (points, NULL, 4, &gap));

  /* Slower by more than the noise, and yet about as fast. */
  add_point (points, PSC_MODE_PROCESS, 16, 540., 3.);
  g_assert_true (psc_exercise_accepts (PSC_EXERCISE_WORKERS, points, 4));
}

/* A run or two may be short by chance, and nothing is fast by itself. */
static void
test_few_runs (void)
{
  g_autoptr (GPtrArray) points = new_points ();
  guint answer;

  add_runs (points, PSC_MODE_PROCESS, 1, 100., 3., 2);
  add_runs (points, PSC_MODE_PROCESS, 2, 900., 3., 3);
  g_assert_false (psc_exercise_find_answer (PSC_EXERCISE_WORKERS, points,
                                            &answer));

  add_runs (points, PSC_MODE_PROCESS, 4, 500., 3., 3);
  g_assert_true (psc_exercise_find_answer (PSC_EXERCISE_WORKERS, points,
                                           &answer));
  g_assert_cmpuint (answer, ==, 2);
  g_assert_false (psc_exercise_accepts (PSC_EXERCISE_WORKERS, points, 0));
}

static void
test_cost (void)
{
  const struct
  {
    double start_ms;
    guint  answer;
  } cases[] = {
    { 0.4, PSC_ANSWER_UNDER_1_MS },
    { 1.6, PSC_ANSWER_UNDER_10_MS },
    { 30., PSC_ANSWER_UNDER_100_MS },
    { 300., PSC_ANSWER_LONGER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) points = new_points ();
      guint answer;

      add_point (points, PSC_MODE_DUMMY, 2, 100., 0.1);
      g_assert_false (psc_exercise_find_answer (PSC_EXERCISE_PROCESS_COST,
                                                points, &answer));
      add_point (points, PSC_MODE_PROCESS, 2, 100., cases[i].start_ms);
      g_assert_true (psc_exercise_find_answer (PSC_EXERCISE_PROCESS_COST,
                                               points, &answer));
      g_assert_cmpuint (answer, ==, cases[i].answer);
      g_assert_true (psc_exercise_accepts (PSC_EXERCISE_PROCESS_COST, points,
                                           cases[i].answer));
      g_assert_false (psc_exercise_accepts (PSC_EXERCISE_PROCESS_COST, points,
                                            (cases[i].answer + 1) % 4));
      g_assert_nonnull (
        psc_exercise_kind_get_answer (PSC_EXERCISE_PROCESS_COST, answer));
    }
}

static void
test_dummy (void)
{
  const struct
  {
    double process_ms;
    double dummy_ms;
    guint  answer;
  } cases[] = {
    { 100., 200., PSC_ANSWER_PROCESS },
    { 200., 100., PSC_ANSWER_DUMMY },
    { 100., 101., PSC_ANSWER_NO_FASTEST },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) points = new_points ();
      guint answer;

      add_point (points, PSC_MODE_PROCESS, 2, cases[i].process_ms, 1.);
      g_assert_false (psc_exercise_find_answer (PSC_EXERCISE_DUMMY, points,
                                                &answer));
      add_point (points, PSC_MODE_DUMMY, 2, cases[i].dummy_ms, 1.);
      g_assert_true (psc_exercise_find_answer (PSC_EXERCISE_DUMMY, points,
                                               &answer));
      g_assert_cmpuint (answer, ==, cases[i].answer);
    }
}

static void
test_pools (void)
{
  const struct
  {
    double wall_ms[PSC_N_MODES]; /* process, its executor, thread, dummy */
    guint  answer;
  } cases[] = {
    { { 100., 101., 100., 101. }, PSC_ANSWER_ALIKE },
    { { 100., 200., 200., 100. }, PSC_ANSWER_POOLS },
    { { 100., 101., 200., 100. }, PSC_ANSWER_POOLS },
    { { 200., 100., 100., 200. }, PSC_ANSWER_EXECUTORS },
    { { 100., 100., 200., 200. }, PSC_ANSWER_KINDS_DIFFER },
    { { 100., 200., 100., 200. }, PSC_ANSWER_KINDS_DIFFER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) points = new_points ();
      guint answer;

      for (PscMode mode = 0; mode < PSC_N_MODES; mode++)
        {
          g_assert_false (psc_exercise_find_answer (PSC_EXERCISE_POOLS, points,
                                                    &answer));
          add_point (points, mode, 2, cases[i].wall_ms[mode], 1.);
        }
      g_assert_true (psc_exercise_find_answer (PSC_EXERCISE_POOLS, points,
                                               &answer));
      g_assert_cmpuint (answer, ==, cases[i].answer);
    }
}

static void
test_words (void)
{
  for (PscExerciseKind i = 0; i < PSC_N_EXERCISES; i++)
    {
      PscExerciseKind kind;

      g_assert_true (
        psc_exercise_kind_from_string (psc_exercise_kind_to_string (i), &kind));
      g_assert_cmpuint (kind, ==, i);
      g_assert_null (psc_exercise_kind_get_answer (i, 4));
    }
  g_assert_false (psc_exercise_kind_from_string ("e",
                                                 &(PscExerciseKind) { 0 }));

  g_assert_null (psc_exercise_kind_get_answer (PSC_EXERCISE_WORKERS, 0));
  g_assert_null (psc_exercise_kind_get_answer (PSC_EXERCISE_DUMMY,
                                               PSC_N_ANSWERS_DUMMY));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exercise-answer/workers", test_workers);
  g_test_add_func ("/exercise-answer/few-runs", test_few_runs);
  g_test_add_func ("/exercise-answer/cost", test_cost);
  g_test_add_func ("/exercise-answer/dummy", test_dummy);
  g_test_add_func ("/exercise-answer/pools", test_pools);
  g_test_add_func ("/exercise-answer/words", test_words);

  return g_test_run ();
}
