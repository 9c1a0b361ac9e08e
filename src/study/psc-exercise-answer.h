/* psc-exercise-answer.h: what the measurement answers
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-exercise-kind.h"
#include "psc-point.h"

G_BEGIN_DECLS

/* Pure functions over the measured points of an exercise's main part, in the
 * order of psc_exercise_plan(). */
gboolean psc_exercise_find_answer  (PscExerciseKind  kind,
                                    GPtrArray       *points,
                                    guint           *answer);
gboolean psc_exercise_accepts      (PscExerciseKind  kind,
                                    GPtrArray       *points,
                                    guint            choice);
gboolean psc_exercise_measure_gap  (GPtrArray       *points,
                                    const double    *shares,
                                    guint            n_shares,
                                    double          *gap);

G_END_DECLS
