/* test-exercise-plan.c: what the exercises measure
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-exercise-plan.h"

static PscSettings *
get (GPtrArray *plan,
     guint      index)
{
  return g_ptr_array_index (plan, index);
}

static void
test_options (void)
{
  PscExerciseOptions options;

  psc_exercise_options_init (&options, 2);
  g_assert_cmpuint (options.counts[0], ==, 1);
  g_assert_cmpuint (options.counts[options.n_counts - 1], ==, 16);

  psc_exercise_options_init (&options, 40);
  g_assert_cmpuint (options.counts[options.n_counts - 1], ==, 64);

  psc_exercise_options_init (&options, 1000);
  g_assert_cmpuint (options.n_counts, <=, PSC_EXERCISE_MAX_COUNTS);
  g_assert_cmpuint (options.counts[options.n_counts - 1], ==, PSC_MAX_WORKERS);
}

/* Whatever the user has set, every point is possible and there once. */
static void
test_points (void)
{
  PscExerciseOptions options;

  psc_exercise_options_init (&options, 2);
  for (guint i = 0; i < PSC_N_EXERCISES * PSC_N_MODES * 4; i++)
    {
      PscExerciseKind kind = i % PSC_N_EXERCISES;
      PscMode mode = i / PSC_N_EXERCISES % PSC_N_MODES;
      g_autoptr (PscSettings) settings = psc_settings_new ();

      settings->mode = mode;
      settings->workers = i & 16 ? 1 : 5;
      settings->global_lock = !psc_mode_is_process (mode) && i & 32;
      settings->tasks_per_worker = psc_mode_is_process (mode) && i & 32 ? 3 : 0;
      options.same_chunks = (i & 16) != 0;

      for (guint part = 0; part < psc_exercise_get_n_parts (kind); part++)
        {
          g_autoptr (GPtrArray) plan =
            psc_exercise_plan (kind, part, settings, &options);

          g_assert_cmpuint (plan->len, >=, 3);
          for (guint j = 0; j < plan->len; j++)
            {
              g_autoptr (GError) error = NULL;

              psc_settings_check (get (plan, j), &error);
              g_assert_no_error (error);
              for (guint k = 0; k < j; k++)
                g_assert_false (psc_settings_equal (get (plan, j),
                                                    get (plan, k)));
            }
        }
    }
}

static void
test_workers (void)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (GPtrArray) plan = NULL;
  PscExerciseOptions options = { .repeats = 2, .counts = { 1, 3 },
                                 .n_counts = 2 };

  settings->mode = PSC_MODE_PROCESS;
  settings->tasks_per_worker = 7;
  plan = psc_exercise_plan (PSC_EXERCISE_WORKERS, PSC_EXERCISE_PART_MAIN,
                            settings, &options);
  g_assert_cmpuint (plan->len, ==, 2);
  g_assert_cmpuint (get (plan, 1)->workers, ==, 3);
  g_assert_cmpuint (get (plan, 1)->tasks_per_worker, ==, 7);
}

static void
test_grain (void)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (PscListing) listing = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (PscSweep) starts = NULL;
  g_autoptr (PscSweep) grain = NULL;
  PscExerciseOptions options;
  GPtrArray *points;

  for (guint i = 0; i < 100; i++)
    g_ptr_array_add (names, g_strdup_printf ("file%u", i));
  g_ptr_array_add (names, NULL);
  listing = psc_listing_new_for_names ("/tmp",
                                       (const char * const *) names->pdata);
  settings->workers = 2;
  psc_exercise_options_init (&options, 2);
  options.repeats = 3;

  starts = psc_exercise_make_sweep (PSC_EXERCISE_PROCESS_COST,
                                    PSC_EXERCISE_PART_MAIN, listing, settings,
                                    &options);
  g_assert_cmpuint (psc_listing_get_n_files (psc_sweep_get_listing (starts)),
                    ==, 100);
  g_assert_true (psc_sweep_get_options (starts)->keep_runs);
  g_assert_cmpuint (psc_sweep_get_options (starts)->repeats, ==, 3);

  grain = psc_exercise_make_sweep (PSC_EXERCISE_PROCESS_COST,
                                   PSC_EXERCISE_PART_GRAIN, listing, settings,
                                   &options);
  points = psc_sweep_get_points (grain);
  g_assert_cmpuint (psc_listing_get_n_files (psc_sweep_get_listing (grain)),
                    ==, PSC_EXERCISE_GRAIN_FILES);
  g_assert_false (psc_sweep_get_options (grain)->keep_runs);
  for (guint i = 0; i < points->len; i++)
    {
      const PscSettings *point =
        psc_point_get_settings (g_ptr_array_index (points, i));

      g_assert_false (psc_pipeline_has_command (point->pipeline));
      g_assert_cmpuint (point->workers, ==, i % 2 == 0 ? 2 : 1);
    }
}

static void
test_guess (void)
{
  const char * const names[] = { "a", "b", "c", "d", NULL };
  g_autoptr (PscListing) listing = psc_listing_new_for_names ("/tmp", names);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  PscExerciseOptions options = { .repeats = 10, .counts = { 1 },
                                 .n_counts = 1 };
  g_autoptr (PscSweep) sweep =
    psc_exercise_make_sweep (PSC_EXERCISE_WORKERS, PSC_EXERCISE_PART_MAIN,
                             listing, settings, &options);

  /* Eleven runs of four files of a second each, and what is around them. */
  g_assert_cmpint (psc_exercise_guess_ns (sweep, PSC_NSEC_PER_SEC, 1), ==,
                   11 * (4 * PSC_NSEC_PER_SEC + 10000000));
}

static void
change (PscSettings      *settings,
        PscFixedSettings  setting)
{
  switch (setting)
    {
    case PSC_FIXED_MODE:
      settings->mode = PSC_MODE_THREAD;
      break;

    case PSC_FIXED_WORKERS:
      settings->workers++;
      break;

    case PSC_FIXED_CHUNKS:
      settings->chunk_size = 7;
      break;

    case PSC_FIXED_TASKS:
      settings->tasks_per_worker = 4;
      break;

    case PSC_FIXED_LOCK:
      settings->global_lock = TRUE;
      break;

    case PSC_FIXED_NOTHING:
    default:
      g_assert_not_reached ();
    }
}

/* Whether all parts are the same with both settings. */
static gboolean
is_same_plan (PscExerciseKind    kind,
              const PscSettings *a,
              const PscSettings *b)
{
  PscExerciseOptions options;

  psc_exercise_options_init (&options, 2);
  for (guint part = 0; part < psc_exercise_get_n_parts (kind); part++)
    {
      g_autoptr (GPtrArray) plan_a = psc_exercise_plan (kind, part, a, &options);
      g_autoptr (GPtrArray) plan_b = psc_exercise_plan (kind, part, b, &options);

      g_assert_cmpuint (plan_a->len, ==, plan_b->len);
      for (guint i = 0; i < plan_a->len; i++)
        if (!psc_settings_equal (get (plan_a, i), get (plan_b, i)))
          return FALSE;
    }

  return TRUE;
}

/* What the exercise fixes makes no difference to it, and all else does. */
static void
test_fixed (void)
{
  for (PscExerciseKind kind = 0; kind < PSC_N_EXERCISES; kind++)
    for (PscFixedSettings i = PSC_FIXED_MODE; i <= PSC_FIXED_LOCK; i <<= 1)
      {
        gboolean fixed = (psc_exercise_kind_get_fixed_settings (kind) & i) != 0;
        g_autoptr (PscSettings) usual = psc_settings_new ();
        g_autoptr (PscSettings) changed = NULL;

        usual->mode = i == PSC_FIXED_TASKS ? PSC_MODE_PROCESS : PSC_MODE_DUMMY;
        usual->workers = 3;
        changed = psc_settings_copy (usual);
        change (changed, i);
        g_assert_cmpint (is_same_plan (kind, usual, changed), ==, fixed);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exercise-plan/options", test_options);
  g_test_add_func ("/exercise-plan/points", test_points);
  g_test_add_func ("/exercise-plan/workers", test_workers);
  g_test_add_func ("/exercise-plan/grain", test_grain);
  g_test_add_func ("/exercise-plan/fixed", test_fixed);
  g_test_add_func ("/exercise-plan/guess", test_guess);

  return g_test_run ();
}
