/* psc-exercise.h: predict, measure, see
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-exercise-result.h"

G_BEGIN_DECLS

typedef enum
{
  PSC_EXERCISE_OPEN,      /* nothing has been measured */
  PSC_EXERCISE_MEASURING,
  PSC_EXERCISE_MEASURED,  /* in whole, or until it was stopped */
} PscExerciseState;

#define PSC_TYPE_EXERCISE (psc_exercise_get_type ())
G_DECLARE_FINAL_TYPE (PscExercise, psc_exercise, PSC, EXERCISE, GObject)

/* One of the four exercises over one directory.  Its sweeps are there as soon
 * as it has files, with points that have not been measured, so that a chart
 * can be drawn before.  Signals:
 *   "changed"    the state, the prediction, the files, the settings or the
 *                options; the sweeps may be others
 *   "progress"   a run of a sweep has begun or ended
 */

PscExercise              *psc_exercise_new            (PscExerciseKind           kind)
                                                       G_GNUC_WARN_UNUSED_RESULT;

PscExerciseKind           psc_exercise_get_kind       (PscExercise              *self);
PscExerciseState          psc_exercise_get_state      (PscExercise              *self);
PscListing               *psc_exercise_get_listing    (PscExercise              *self);
const PscSettings        *psc_exercise_get_settings   (PscExercise              *self);
const PscExerciseOptions *psc_exercise_get_options    (PscExercise              *self);
const PscPrediction      *psc_exercise_get_prediction (PscExercise              *self);
PscSweep                 *psc_exercise_get_sweep      (PscExercise              *self,
                                                       PscExercisePart           part);
guint                     psc_exercise_get_n_runs     (PscExercise              *self);
guint                     psc_exercise_get_n_planned  (PscExercise              *self);
gint64                    psc_exercise_get_left_ns    (PscExercise              *self);
gint64                    psc_exercise_guess          (PscExercise              *self,
                                                       gint64                    average_ns);

void                      psc_exercise_set_files      (PscExercise              *self,
                                                       PscListing               *listing,
                                                       const PscSettings        *settings);
void                      psc_exercise_set_options    (PscExercise              *self,
                                                       const PscExerciseOptions *options);
void                      psc_exercise_predict        (PscExercise              *self,
                                                       const PscPrediction      *prediction);
void                      psc_exercise_clear          (PscExercise              *self);
PscExerciseResult        *psc_exercise_dup_result     (PscExercise              *self)
                                                       G_GNUC_WARN_UNUSED_RESULT;
void                      psc_exercise_restore        (PscExercise              *self,
                                                       PscExerciseResult        *result);

void                      psc_exercise_measure_async  (PscExercise              *self,
                                                       GCancellable             *cancellable,
                                                       GAsyncReadyCallback       callback,
                                                       gpointer                  user_data);
gboolean                  psc_exercise_measure_finish (PscExercise              *self,
                                                       GAsyncResult             *result,
                                                       GError                  **error);

G_END_DECLS
