/* make-exercises.c: the pictures of the exercises in screenshots/
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>

#include "psc-atomic-file.h"
#include "psc-exercise-sheet.h"

/* What a student might expect. */
static const struct
{
  guint       choice;
  const char *reason;
} predictions[PSC_N_EXERCISES] = {
  [PSC_EXERCISE_WORKERS] = { 3, "four workers do four files at once" },
  [PSC_EXERCISE_PROCESS_COST] = { PSC_ANSWER_UNDER_100_MS,
                                  "a process is a heavy thing" },
  [PSC_EXERCISE_DUMMY] = { PSC_ANSWER_PROCESS, "threads share one lock" },
  [PSC_EXERCISE_POOLS] = { PSC_ANSWER_ALIKE, "the work is the same" },
};

typedef struct
{
  GError   *error;
  gboolean  ended;
} Result;

static void
measured_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Result *self = user_data;

  psc_exercise_measure_finish (PSC_EXERCISE (object), result, &self->error);
  self->ended = TRUE;
}

/* The curve of who thinks that every worker counts. */
static void
predict (PscExercise *exercise)
{
  PscExerciseKind kind = psc_exercise_get_kind (exercise);
  const PscExerciseOptions *options = psc_exercise_get_options (exercise);
  gboolean has_curve = kind == PSC_EXERCISE_WORKERS;
  double shares[PSC_EXERCISE_MAX_COUNTS];
  g_autoptr (PscPrediction) prediction = NULL;

  for (guint i = 0; i < options->n_counts; i++)
    shares[i] = 1. / options->counts[i];
  prediction = psc_prediction_new (predictions[kind].choice,
                                   predictions[kind].reason,
                                   has_curve ? shares : NULL,
                                   has_curve ? options->n_counts : 0);
  psc_exercise_predict (exercise, prediction);
}

static gboolean
write_sheet (GOutputStream  *stream,
             gpointer        exercise,
             GError        **error)
{
  PscFigureOptions options = PSC_FIGURE_OPTIONS_DEFAULT;

  options.width = PSC_SLIDE_WIDTH;
  options.height = PSC_SLIDE_HEIGHT;

  return psc_exercise_sheet_write (exercise, PSC_SHEET_SLIDE, &options, stream,
                                   NULL, error);
}

static gboolean
make (PscExerciseKind   kind,
      PscListing       *listing,
      const char       *directory,
      GError          **error)
{
  g_autoptr (PscExercise) exercise = psc_exercise_new (kind);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autofree char *base = g_strdup_printf ("exercise-%s.png",
                                           psc_exercise_kind_to_string (kind));
  g_autofree char *path = g_build_filename (directory, base, NULL);
  Result result = { NULL, FALSE };

  settings->workers = 2;
  psc_exercise_set_files (exercise, listing, settings);
  predict (exercise);
  psc_exercise_measure_async (exercise, NULL, measured_cb, &result);
  while (!result.ended)
    g_main_context_iteration (NULL, TRUE);
  if (result.error != NULL)
    {
      g_propagate_error (error, result.error);
      return FALSE;
    }

  return psc_atomic_file_write (path, write_sheet, exercise, error);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (PscListing) listing = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  if (argc != 3)
    {
      g_printerr ("usage: make-exercises TO-DIRECTORY OF-DIRECTORY\n");
      return 2;
    }

  listing = psc_listing_read (argv[2], PSC_LISTING_DEFAULT, 0, NULL, &error);
  for (PscExerciseKind i = 0; error == NULL && i < PSC_N_EXERCISES; i++)
    make (i, listing, argv[1], &error);

  if (error != NULL)
    g_printerr ("%s\n", error->message);

  return error == NULL ? 0 : 1;
}
