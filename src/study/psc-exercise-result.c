/* psc-exercise-result.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-exercise-result"

#include "config.h"

#include "psc-exercise-result.h"

/* The runs themselves have ended and are shared. */
static PscSweep *
copy_sweep (PscSweep *sweep)
{
  GPtrArray *points = psc_sweep_get_points (sweep);
  PscSweep *copy = psc_sweep_new (psc_sweep_get_listing (sweep),
                                  psc_sweep_get_options (sweep));

  for (guint i = 0; i < points->len; i++)
    psc_sweep_add_point (copy, psc_point_get_settings (
                                 g_ptr_array_index (points, i)));
  psc_sweep_set_origin (copy, psc_sweep_get_machine (sweep),
                        psc_sweep_get_started (sweep));
  for (guint i = 0; i < psc_sweep_get_n_runs (sweep); i++)
    psc_sweep_add_run (copy, psc_sweep_get_run (sweep, i));

  return copy;
}

/**
 * psc_exercise_result_new:
 * @options: copied
 * @settings: what the exercise left to the user; copied
 * @listing: the files
 * @prediction: (nullable): what the learner expected; copied
 * @sweeps: (element-type PscSweep): the measured parts, or none; copied as
 *   they are now, so that they may go on
 * @made: when the exercise was begun
 *
 * Makes a result.
 */
PscExerciseResult *
psc_exercise_result_new (PscExerciseKind           kind,
                         const PscExerciseOptions *options,
                         const PscSettings        *settings,
                         PscListing               *listing,
                         const PscPrediction      *prediction,
                         GPtrArray                *sweeps,
                         GDateTime                *made)
{
  PscExerciseResult *self = g_atomic_rc_box_new0 (PscExerciseResult);

  self->kind = kind;
  self->options = *options;
  self->settings = psc_settings_copy (settings);
  self->listing = psc_listing_ref (listing);
  if (prediction != NULL)
    self->prediction = psc_prediction_copy (prediction);
  self->sweeps = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < sweeps->len; i++)
    g_ptr_array_add (self->sweeps, copy_sweep (g_ptr_array_index (sweeps, i)));
  self->made = g_date_time_ref (made);

  return self;
}

/**
 * psc_exercise_result_ref:
 *
 * Returns: (transfer full): the same result
 */
PscExerciseResult *
psc_exercise_result_ref (PscExerciseResult *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * psc_exercise_result_count_runs:
 * @n_planned: (out): how many runs there are in a whole measurement
 *
 * Returns: how many of them have been made
 */
guint
psc_exercise_result_count_runs (PscExerciseResult *self,
                                guint             *n_planned)
{
  guint n_runs = 0;

  *n_planned = 0;
  for (guint i = 0; i < self->sweeps->len; i++)
    {
      PscSweep *sweep = g_ptr_array_index (self->sweeps, i);

      n_runs += psc_sweep_get_n_runs (sweep);
      *n_planned += psc_sweep_get_n_planned (sweep);
    }

  return n_runs;
}

static void
clear (gpointer data)
{
  PscExerciseResult *self = data;

  psc_settings_free (self->settings);
  psc_listing_unref (self->listing);
  g_clear_pointer (&self->prediction, psc_prediction_free);
  g_ptr_array_unref (self->sweeps);
  g_date_time_unref (self->made);
}

/**
 * psc_exercise_result_unref:
 *
 * Drops a reference; the last one frees the result.
 */
void
psc_exercise_result_unref (PscExerciseResult *self)
{
  g_atomic_rc_box_release_full (self, clear);
}
