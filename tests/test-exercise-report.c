/* test-exercise-report.c: an exercise in words
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-exercise-report.h"
#include "psc-test-run.h"

static PscExercise *
exercise_new (void)
{
  const char * const names[] = { "a", "b", NULL };
  g_autoptr (PscListing) listing = psc_listing_new_for_names ("/di\033r",
                                                              names);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (PscPrediction) prediction =
    psc_prediction_new (PSC_ANSWER_DUMMY, "threads\033 are\nlight", NULL, 0);
  PscExercise *exercise = psc_exercise_new (PSC_EXERCISE_DUMMY);
  PscExerciseOptions options = *psc_exercise_get_options (exercise);

  settings->workers = 2;
  options.repeats = 3;
  psc_exercise_set_files (exercise, listing, settings);
  psc_exercise_set_options (exercise, &options);
  psc_exercise_predict (exercise, prediction);

  return exercise;
}

/* Three runs of two of the three points. */
static void
measure (PscExercise *exercise)
{
  PscSweep *sweep = psc_exercise_get_sweep (exercise, PSC_EXERCISE_PART_MAIN);
  g_autoptr (GPtrArray) sweeps = g_ptr_array_new ();
  g_autoptr (PscExerciseResult) open = psc_exercise_dup_result (exercise);
  g_autoptr (PscExerciseResult) result = NULL;

  for (guint i = 0; i < 6; i++)
    {
      PscSweepRun run = { .point = i % 2, .repeat = 1 + i / 2 };

      run.figures = (PscFigures) {
        .n_files = 2, .n_run = 2, .n_lanes = 2, .n_cpus = 2,
        .wall_ns = (i % 2 == 0 ? 100 : 200) * G_GINT64_CONSTANT (1000000) + i,
      };
      psc_sweep_add_run (sweep, &run);
    }
  g_ptr_array_add (sweeps, sweep);
  result = psc_exercise_result_new (PSC_EXERCISE_DUMMY, &open->options,
                                    open->settings, open->listing,
                                    open->prediction, sweeps, open->made);
  psc_exercise_restore (exercise, result);
}

static void
assert_in_order (const char         *text,
                 const char * const *expected,
                 guint               n_expected)
{
  for (guint i = 0; i < n_expected; i++)
    {
      text = strstr (text, expected[i]);
      if (text == NULL)
        g_test_message ("“%s” is not there, or not in its place", expected[i]);
      g_assert_nonnull (text);
    }
}

static void
test_predicted (void)
{
  static const char * const expected[] = {
    "Dummy", "\n  Exercise c · ", "2 files of ", "\n\n  Predicted: ",
    "\n  Because “", "light”\n", "  Not measured\n",
  };
  g_autoptr (PscExercise) exercise = exercise_new ();
  g_autoptr (GString) report = g_string_new (NULL);

  psc_exercise_report (exercise, report);
  assert_in_order (report->str, expected, G_N_ELEMENTS (expected));

  /* What the user typed and what directories are called is no command to a
   * terminal. */
  g_assert_null (strchr (report->str, '\033'));
}

static void
test_measured (void)
{
  static const char * const expected[] = {
    "Dummy", " runs, then stopped\n", "  Predicted: ", "  Point ",
    "Wall Time", "100\302\240ms", "200\302\240ms", "\n\n",
  };
  g_autoptr (PscExercise) exercise = exercise_new ();
  g_autoptr (GString) report = g_string_new (NULL);

  measure (exercise);
  psc_exercise_report (exercise, report);
  g_test_message ("%s", report->str);
  assert_in_order (report->str, expected, G_N_ELEMENTS (expected));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exercise-report/predicted", test_predicted);
  g_test_add_func ("/exercise-report/measured", test_measured);

  return g_test_run ();
}
