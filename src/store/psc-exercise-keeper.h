/* psc-exercise-keeper.h: keeps what an exercise comes to
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-exercise-store.h"
#include "psc-exercise.h"

G_BEGIN_DECLS

#define PSC_TYPE_EXERCISE_KEEPER (psc_exercise_keeper_get_type ())
G_DECLARE_FINAL_TYPE (PscExerciseKeeper, psc_exercise_keeper, PSC,
                      EXERCISE_KEEPER, GObject)

/* Follows an exercise as long as it lives: its result is kept when it is begun,
 * and again when it has become more, a quarter of a second later at most. */

PscExerciseKeeper *psc_exercise_keeper_new     (PscExercise       *exercise,
                                                PscExerciseStore  *store)
                                                G_GNUC_WARN_UNUSED_RESULT;
void               psc_exercise_keeper_restore (PscExerciseKeeper *self,
                                                PscExerciseResult *result);

G_END_DECLS
