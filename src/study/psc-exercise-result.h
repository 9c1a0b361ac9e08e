/* psc-exercise-result.h: what an exercise came to, to be kept
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-exercise-plan.h"
#include "psc-prediction.h"

G_BEGIN_DECLS

/* An immutable, reference-counted snapshot of an exercise, which may be
 * written down in another thread while the exercise itself goes on. */
typedef struct
{
  PscExerciseKind     kind;
  PscExerciseOptions  options;
  PscSettings        *settings;
  PscListing         *listing;
  PscPrediction      *prediction; /* (nullable) */
  GPtrArray          *sweeps;     /* PscSweep, by part; empty until measured */
  GDateTime          *made;       /* when it was begun: no two have the same */
  gboolean            measuring;  /* the exercise went on when it was taken */
} PscExerciseResult;

PscExerciseResult *psc_exercise_result_new   (PscExerciseKind           kind,
                                              const PscExerciseOptions *options,
                                              const PscSettings        *settings,
                                              PscListing               *listing,
                                              const PscPrediction      *prediction,
                                              GPtrArray                *sweeps,
                                              GDateTime                *made)
                                              G_GNUC_WARN_UNUSED_RESULT;
PscExerciseResult *psc_exercise_result_ref   (PscExerciseResult        *self);
guint              psc_exercise_result_count_runs (
                                              PscExerciseResult        *self,
                                              guint                    *n_planned);
void               psc_exercise_result_unref (PscExerciseResult        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscExerciseResult, psc_exercise_result_unref)

G_END_DECLS
