/* psc-exercise-plan.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-exercise-plan"

#include "config.h"

#include <math.h>

#include "psc-clock.h"
#include "psc-compute.h"
#include "psc-exercise-plan.h"

#define DEFAULT_REPEATS 5

/* Around a run there is more than its tasks: starting and ending workers. */
#define AROUND_RUN_NS (10 * G_GINT64_CONSTANT (1000000))

/* Up to here all numbers of workers are offered, and beyond only as many as
 * the machine has a use for. */
#define ALWAYS_OFFERED 16

static const guint counts[] = { 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96,
                                128, 192, 256 };
G_STATIC_ASSERT (G_N_ELEMENTS (counts) <= PSC_EXERCISE_MAX_COUNTS);

/* After how many files a worker is replaced. */
static const guint replacements[] = { 1, 2, 5, 10, 0 };

/* From tasks that do nothing to some 100 ms.  Short ones are closer together:
 * they take no time, and most of what is read off is there. */
static const guint grains[] = { 0, 1, 2, 4, 8, 20, 50, 250 };

/**
 * psc_exercise_options_init:
 * @self: (out caller-allocates): the options to begin with
 * @n_cpus: usable ones
 *
 * Numbers of workers up to 16, or to twice as many as there are CPUs.
 */
void
psc_exercise_options_init (PscExerciseOptions *self,
                           guint               n_cpus)
{
  *self = (PscExerciseOptions) { .repeats = DEFAULT_REPEATS };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] <= MAX (ALWAYS_OFFERED, 2 * n_cpus))
      self->counts[self->n_counts++] = counts[i];
}

/**
 * psc_exercise_get_n_parts:
 *
 * How many sweeps the exercise makes, one after the other.
 */
guint
psc_exercise_get_n_parts (PscExerciseKind kind)
{
  return kind == PSC_EXERCISE_PROCESS_COST ? 2 : 1;
}

/* Where modes are compared, what only some of them can do is left out. */
static PscSettings *
add (GPtrArray         *plan,
     const PscSettings *settings,
     PscMode            mode)
{
  PscSettings *copy = psc_settings_copy (settings);

  copy->mode = mode;
  copy->global_lock = FALSE;
  copy->tasks_per_worker = 0;
  g_ptr_array_add (plan, copy);

  return copy;
}

static void
plan_workers (GPtrArray                *plan,
              const PscSettings        *settings,
              const PscExerciseOptions *options)
{
  for (guint i = 0; i < options->n_counts; i++)
    {
      PscSettings *copy = psc_settings_copy (settings);

      copy->workers = options->counts[i];
      g_ptr_array_add (plan, copy);
    }
}

static void
plan_starts (GPtrArray         *plan,
             const PscSettings *settings)
{
  for (guint i = 0; i < G_N_ELEMENTS (replacements); i++)
    {
      PscSettings *point = add (plan, settings, PSC_MODE_PROCESS);

      point->chunk_size = 1;
      point->tasks_per_worker = replacements[i];
    }

  add (plan, settings, PSC_MODE_DUMMY)->chunk_size = 1;
}

/* One worker beside the others, to tell the parallel efficiency. */
static void
plan_grain (GPtrArray         *plan,
            const PscSettings *settings)
{
  g_autoptr (PscPipeline) pipeline = psc_pipeline_new ();

  psc_pipeline_append_compute (pipeline, "compute");
  for (guint i = 0; i < G_N_ELEMENTS (grains); i++)
    {
      for (guint one = 0; one < (settings->workers > 1 ? 2 : 1); one++)
        {
          PscSettings *point = add (plan, settings, PSC_MODE_PROCESS);

          psc_pipeline_unref (point->pipeline);
          point->pipeline = psc_pipeline_ref (pipeline);
          point->chunk_size = 1;
          point->work = grains[i];
          if (one != 0)
            point->workers = 1;
        }
    }
}

static void
plan_dummy (GPtrArray         *plan,
            const PscSettings *settings)
{
  add (plan, settings, PSC_MODE_PROCESS);
  add (plan, settings, PSC_MODE_DUMMY);
  add (plan, settings, PSC_MODE_DUMMY)->global_lock = TRUE;
}

static void
plan_pools (GPtrArray                *plan,
            const PscSettings        *settings,
            const PscExerciseOptions *options)
{
  for (PscMode mode = 0; mode < PSC_N_MODES; mode++)
    add (plan, settings, mode)->chunk_size = options->same_chunks ? 1 : 0;
}

/**
 * psc_exercise_plan:
 * @settings: what the exercise leaves to the user
 *
 * Returns: (transfer full) (element-type PscSettings): the points of one part
 *   of an exercise, no two of them alike
 */
GPtrArray *
psc_exercise_plan (PscExerciseKind           kind,
                   PscExercisePart           part,
                   const PscSettings        *settings,
                   const PscExerciseOptions *options)
{
  GPtrArray *plan =
    g_ptr_array_new_with_free_func ((GDestroyNotify) psc_settings_free);

  g_return_val_if_fail (part < psc_exercise_get_n_parts (kind), plan);

  switch (kind)
    {
    case PSC_EXERCISE_WORKERS:
      plan_workers (plan, settings, options);
      break;

    case PSC_EXERCISE_PROCESS_COST:
      if (part == PSC_EXERCISE_PART_MAIN)
        plan_starts (plan, settings);
      else
        plan_grain (plan, settings);
      break;

    case PSC_EXERCISE_DUMMY:
      plan_dummy (plan, settings);
      break;

    case PSC_EXERCISE_POOLS:
    default:
      plan_pools (plan, settings, options);
      break;
    }

  return plan;
}

/* The first files of a listing: what they hold does not matter to the compute
 * step, and more of them only take longer. */
static PscListing *
take_first (PscListing *listing,
            guint       n_files)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < MIN (n_files, psc_listing_get_n_files (listing)); i++)
    g_ptr_array_add (names, (char *) psc_listing_get_name (listing, i));
  g_ptr_array_add (names, NULL);

  return psc_listing_new_for_names (psc_listing_get_directory (listing),
                                    (const char * const *) names->pdata);
}

/**
 * psc_exercise_make_sweep:
 *
 * Returns: (transfer full): a sweep that has not begun, with the points of
 *   psc_exercise_plan().  It keeps its runs where their timelines are shown.
 */
PscSweep *
psc_exercise_make_sweep (PscExerciseKind           kind,
                         PscExercisePart           part,
                         PscListing               *listing,
                         const PscSettings        *settings,
                         const PscExerciseOptions *options)
{
  g_autoptr (GPtrArray) plan = psc_exercise_plan (kind, part, settings,
                                                  options);
  g_autoptr (PscListing) files =
    part == PSC_EXERCISE_PART_GRAIN
    ? take_first (listing, PSC_EXERCISE_GRAIN_FILES)
    : psc_listing_ref (listing);
  PscSweepOptions sweep_options = PSC_SWEEP_OPTIONS_DEFAULT;
  PscSweep *sweep;

  sweep_options.repeats = options->repeats;
  sweep_options.seed = settings->seed;
  sweep_options.keep_runs = kind != PSC_EXERCISE_WORKERS &&
                            part == PSC_EXERCISE_PART_MAIN;

  sweep = psc_sweep_new (files, &sweep_options);
  for (guint i = 0; i < plan->len; i++)
    psc_sweep_add_point (sweep, g_ptr_array_index (plan, i));

  return sweep;
}

/* Tasks that only compute are as long as their work; with the lock they wait
 * for each other, which counts little beside commands. */
static double
guess_point (PscSweep          *sweep,
             const PscSettings *settings,
             gint64             average_ns,
             gint64             compute_ns)
{
  guint n_cpus = psc_sweep_get_machine (sweep)->cpus_usable;
  double n_files = psc_listing_get_n_files (psc_sweep_get_listing (sweep));
  double length_ns = psc_pipeline_has_command (settings->pipeline)
                     ? (double) average_ns
                     : (double) settings->work * (double) compute_ns;
  double wall_ns = n_files * length_ns / MIN (settings->workers, n_cpus);

  if (settings->tasks_per_worker > 0)
    wall_ns += n_files / settings->tasks_per_worker * AROUND_RUN_NS /
               settings->workers / 2.;

  return wall_ns + AROUND_RUN_NS;
}

/**
 * psc_exercise_measure_compute_ns:
 *
 * Makes the contraction a few times, to know its length on this machine.
 */
gint64
psc_exercise_measure_compute_ns (const PscSettings *settings)
{
  g_autoptr (PscSettings) one = psc_settings_copy (settings);
  g_autoptr (PscCompute) compute = NULL;
  g_autoptr (PscComputeSpace) space = psc_compute_space_new ();
  gint64 start_ns, length_ns = G_MAXINT64;
  double value;

  one->work = 1;
  one->step_timeout_ns = 0;
  compute = psc_compute_new (one);
  for (guint i = 0; i < 3; i++)
    {
      start_ns = psc_clock_now_ns ();
      psc_compute_run (compute, space, i, -1, NULL, &value);
      length_ns = MIN (length_ns, psc_clock_now_ns () - start_ns);
    }

  return length_ns;
}

/**
 * psc_exercise_guess_ns:
 * @sweep: a sweep that has not begun
 * @average_ns: of a task of its pipeline, alone on a CPU
 * @compute_ns: of the compute step with a work factor of 1
 *
 * About how long the sweep will take.
 */
gint64
psc_exercise_guess_ns (PscSweep *sweep,
                       gint64    average_ns,
                       gint64    compute_ns)
{
  GPtrArray *points = psc_sweep_get_points (sweep);
  const PscSweepOptions *options = psc_sweep_get_options (sweep);
  double sum = 0.;

  for (guint i = 0; i < points->len; i++)
    sum += guess_point (sweep,
                        psc_point_get_settings (g_ptr_array_index (points, i)),
                        average_ns, compute_ns);

  return llround (sum * options->repeats +
                  sum / points->len * options->warmups);
}
