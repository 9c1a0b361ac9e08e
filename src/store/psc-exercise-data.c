/* psc-exercise-data.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-exercise-data"

#include "config.h"

#include <string.h>

#include "psc-exercise-data.h"
#include "psc-sweep-csv-private.h"
#include "psc-sweep-document.h"

static guint
get_n_sweeps (PscExercise *exercise)
{
  return psc_exercise_get_n_parts (psc_exercise_get_kind (exercise));
}

static gboolean
write_text (GOutputStream  *stream,
            const char     *text,
            GError        **error)
{
  return g_output_stream_write_all (stream, text, strlen (text), NULL, NULL,
                                    error);
}

/**
 * psc_exercise_points_write:
 * @stream: where to write
 * @exercise: a #PscExercise with files
 *
 * Writes one line a point, those of all sweeps under the same headings.
 */
gboolean
psc_exercise_points_write (GOutputStream  *stream,
                           gpointer        exercise,
                           GError        **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (PSC_IS_EXERCISE (exercise), FALSE);
  g_return_val_if_fail (psc_exercise_get_sweep (exercise, 0) != NULL, FALSE);

  _psc_sweep_csv_add_headings (text);
  for (guint i = 0; i < get_n_sweeps (exercise); i++)
    _psc_sweep_csv_add_points (text, psc_exercise_get_sweep (exercise, i));

  return write_text (stream, text->str, error);
}

/**
 * psc_exercise_sweeps_write:
 * @stream: where to write
 * @exercise: a #PscExercise with files
 *
 * Writes everything that is known of the sweeps, as
 * psc_sweep_document_write() does; two documents stand in an array.
 */
gboolean
psc_exercise_sweeps_write (GOutputStream  *stream,
                           gpointer        exercise,
                           GError        **error)
{
  guint n_sweeps;

  g_return_val_if_fail (PSC_IS_EXERCISE (exercise), FALSE);
  g_return_val_if_fail (psc_exercise_get_sweep (exercise, 0) != NULL, FALSE);

  n_sweeps = get_n_sweeps (exercise);
  if (n_sweeps == 1)
    return psc_sweep_document_write (
      stream, psc_exercise_get_sweep (exercise, 0), error);

  for (guint i = 0; i < n_sweeps; i++)
    if (!write_text (stream, i == 0 ? "[\n" : ",\n", error) ||
        !psc_sweep_document_write (stream, psc_exercise_get_sweep (exercise, i),
                                   error))
      return FALSE;

  return write_text (stream, "]\n", error);
}
