/* psc-exercise-words.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-exercise-words"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-exercise-answer.h"
#include "psc-exercise-words.h"
#include "psc-findings.h"
#include "psc-format.h"
#include "psc-point-words.h"

/* How long it is going to take. */
static char *
dup_guess (PscExercise *self,
           gint64       average_ns)
{
  guint n_planned = psc_exercise_get_n_planned (self);
  g_autofree char *runs = NULL;
  g_autofree char *time = NULL;

  if (n_planned == 0)
    return g_strdup (_("There is no file to measure with"));

  runs = g_strdup_printf (ngettext ("%u run", "%u runs", n_planned), n_planned);
  if (average_ns == PSC_NEVER)
    return g_steal_pointer (&runs);

  time = psc_format_rough (psc_exercise_guess (self, average_ns));

  /* Translators: a number of runs, then a length of time. */
  return g_strdup_printf (_("%s, about %s"), runs, time);
}

static char *
dup_left (PscExercise *self)
{
  gint64 left_ns = psc_exercise_get_left_ns (self);
  guint n_runs = psc_exercise_get_n_runs (self);
  guint n_planned = psc_exercise_get_n_planned (self);
  g_autofree char *left = NULL;

  if (left_ns == PSC_NEVER)
    return g_strdup_printf (_("%u of %u runs"), n_runs, n_planned);

  left = psc_format_rough (left_ns);

  return g_strdup_printf (_("%u of %u runs, about %s left"), n_runs, n_planned,
                          left);
}

static char *
dup_gap (const PscPrediction *prediction,
         GPtrArray           *points)
{
  g_autofree char *percent = NULL;
  double gap;

  if (!psc_exercise_measure_gap (points, prediction->shares,
                                 prediction->n_shares, &gap))
    return g_strdup ("");

  percent = psc_format_percent (gap);

  /* Translators: how far the predicted curve is from the measured one. */
  return g_strdup_printf (_("Your curve is off by %s in the middle."), percent);
}

/**
 * psc_exercise_dup_progress:
 * @average_ns: how long a file takes alone on a CPU; %PSC_NEVER if that is
 *   not known
 *
 * Returns: (transfer full): how long it will take, how far it is, or how many
 *   runs were made
 */
char *
psc_exercise_dup_progress (PscExercise *self,
                           gint64       average_ns)
{
  guint n_runs = psc_exercise_get_n_runs (self);
  guint n_planned = psc_exercise_get_n_planned (self);

  switch (psc_exercise_get_state (self))
    {
    case PSC_EXERCISE_MEASURING:
      return dup_left (self);

    case PSC_EXERCISE_MEASURED:
      if (n_runs < n_planned)
        return g_strdup_printf (_("%u of %u runs, then stopped"), n_runs,
                                n_planned);
      return g_strdup_printf (ngettext ("%u run", "%u runs", n_runs), n_runs);

    case PSC_EXERCISE_OPEN:
    default:
      return dup_guess (self, average_ns);
    }
}

/* Exercise a varies the workers of one kind of pool, the others have the
 * workers of the settings in several modes, c with the chunks of the settings
 * as well. */
static char *
dup_pool (PscExercise *self)
{
  const PscSettings *settings = psc_exercise_get_settings (self);
  PscExerciseKind kind = psc_exercise_get_kind (self);
  g_autofree char *workers =
    g_strdup_printf (ngettext ("%u worker", "%u workers", settings->workers),
                     settings->workers);
  g_autofree char *chunks = NULL;

  if (kind == PSC_EXERCISE_WORKERS)
    {
      g_autoptr (PscPoint) point = psc_point_new (settings);
      g_autofree char *pool = psc_finding_dup_kind (point);

      /* Translators: the name of a mode, and what is not its rule, such as
       * “dummy, global lock”. */
      return g_strdup_printf (_("mode %s"), pool);
    }

  if (kind != PSC_EXERCISE_DUMMY || settings->chunk_size == 0)
    return g_steal_pointer (&workers);

  chunks = g_strdup_printf (ngettext ("chunks of %u file", "chunks of %u files",
                                      settings->chunk_size),
                            settings->chunk_size);

  return g_strdup_printf ("%s, %s", workers, chunks);
}

/**
 * psc_exercise_dup_subject:
 *
 * Returns: (transfer full) (nullable): what the exercise is about: files, and
 *   the settings that it leaves to the user; %NULL without files
 */
char *
psc_exercise_dup_subject (PscExercise *self)
{
  PscListing *listing = psc_exercise_get_listing (self);
  g_autofree char *files = NULL;
  g_autofree char *directory = NULL;
  g_autofree char *pool = NULL;
  guint n_files;

  if (listing == NULL)
    return NULL;

  n_files = psc_listing_get_n_files (listing);
  files = psc_format_count (n_files);
  directory = psc_format_name (psc_listing_get_directory (listing));
  pool = dup_pool (self);

  /* Translators: a number of files, a directory, the name of a mode or a
   * number of workers, and how often the compute step is repeated. */
  return g_strdup_printf (ngettext ("%s file of %s · %s · work factor %u",
                                    "%s files of %s · %s · work factor %u",
                                    n_files),
                          files, directory, pool,
                          psc_exercise_get_settings (self)->work);
}

/**
 * psc_exercise_dup_answer:
 * @choice: from 0
 *
 * Returns: (transfer full): one of the answers to choose from
 */
char *
psc_exercise_dup_answer (PscExercise *self,
                         guint        choice)
{
  PscExerciseKind kind;
  guint n;

  g_return_val_if_fail (PSC_IS_EXERCISE (self), NULL);

  kind = psc_exercise_get_kind (self);
  if (kind != PSC_EXERCISE_WORKERS)
    return g_strdup (psc_exercise_kind_get_answer (kind, choice));

  n = psc_exercise_get_options (self)->counts[choice];

  return g_strdup_printf (ngettext ("%u worker", "%u workers", n), n);
}

/* A prediction that names another number of workers than the fastest, and one
 * that is about as fast. */
static char *
dup_about (PscExercise *self,
           GPtrArray   *points,
           guint        predicted,
           guint        measured)
{
  PscPoint *point = g_ptr_array_index (points, predicted);
  PscPoint *fastest = g_ptr_array_index (points, measured);
  g_autofree char *answer = psc_exercise_dup_answer (self, measured);
  g_autofree char *choice = psc_exercise_dup_answer (self, predicted);
  g_autofree char *longer = NULL;

  if (psc_point_compare (point, fastest, PSC_MEASURE_WALL) == PSC_VERDICT_SAME)
    /* Translators: two numbers of workers: what was predicted, and what had
     * the shortest median. */
    return g_strdup_printf (_("As predicted: %s, as good as %s within the "
                              "noise"), choice, answer);

  longer = psc_point_dup_longer (point, fastest);

  /* Translators: a number of workers, “7 % longer”, a number of workers. */
  return g_strdup_printf (_("Nearly as predicted: %s, only %s than %s"),
                          choice, longer, answer);
}

/**
 * psc_exercise_dup_judgement:
 * @self: an exercise that has been measured
 * @detail: (out): more about it, may be empty
 *
 * Returns: (transfer full): the answer that was measured and, if there is a
 *   prediction, whether that agrees
 */
char *
psc_exercise_dup_judgement (PscExercise  *self,
                            char        **detail)
{
  const PscPrediction *prediction = psc_exercise_get_prediction (self);
  PscExerciseKind kind = psc_exercise_get_kind (self);
  PscSweep *sweep = psc_exercise_get_sweep (self, PSC_EXERCISE_PART_MAIN);
  g_autofree char *answer = NULL;
  GPtrArray *points;
  guint measured;

  g_return_val_if_fail (psc_exercise_get_state (self) ==
                        PSC_EXERCISE_MEASURED, NULL);

  points = psc_sweep_get_points (sweep);
  if (!psc_exercise_find_answer (kind, points, &measured))
    {
      *detail = g_strdup (_("Measure with three repeats or more."));
      return g_strdup (_("Too little was measured to tell"));
    }

  answer = psc_exercise_dup_answer (self, measured);
  if (prediction == NULL)
    {
      *detail = g_strdup ("");
      return g_strdup_printf (_("Measured: %s"), answer);
    }

  *detail = dup_gap (prediction, points);
  if (prediction->choice != measured &&
      psc_exercise_accepts (kind, points, prediction->choice))
    return dup_about (self, points, prediction->choice, measured);

  return g_strdup_printf (prediction->choice == measured
                          ? _("As predicted: %s")
                          : _("Not as predicted: %s"),
                          answer);
}

/**
 * psc_exercise_dup_pipeline:
 * @self: an exercise with files
 *
 * Returns: (transfer full): the steps, and how often each point is measured
 */
char *
psc_exercise_dup_pipeline (PscExercise *self)
{
  PscPipeline *pipeline = psc_exercise_get_settings (self)->pipeline;
  guint n_repeats = psc_exercise_get_options (self)->repeats;
  g_autoptr (GString) steps = g_string_new (NULL);
  g_autofree char *runs = g_strdup_printf (ngettext ("%u run each",
                                                     "%u runs each",
                                                     n_repeats), n_repeats);

  for (guint i = 0; i < psc_pipeline_get_n_steps (pipeline); i++)
    g_string_append_printf (steps, "%s%s", i > 0 ? ", " : "",
                            psc_pipeline_get_step (pipeline, i)->name);

  /* Translators: names of steps, then “5 runs each”. */
  return g_strdup_printf (_("Steps: %s · %s"), steps->str, runs);
}

/**
 * psc_exercise_dup_origin:
 * @self: an exercise with files
 *
 * Returns: (transfer full): the machine, the program, and the time
 */
char *
psc_exercise_dup_origin (PscExercise *self)
{
  PscSweep *sweep = psc_exercise_get_sweep (self, PSC_EXERCISE_PART_MAIN);
  const PscMachine *machine = psc_sweep_get_machine (sweep);
  g_autofree char *time = g_date_time_format (psc_sweep_get_started (sweep),
                                              "%x %H:%M");
  g_autofree char *cpus =
    g_strdup_printf (ngettext ("%u usable CPU", "%u usable CPUs",
                               machine->cpus_usable), machine->cpus_usable);

  return g_strdup_printf ("%s · %s · %s · Poolscope %s · %s",
                          machine->cpu_model, cpus, machine->kernel,
                          PACKAGE_VERSION, time);
}
