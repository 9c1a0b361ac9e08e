/* psc-exercise-table.h: an exercise's points as a table for paper
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-exercise.h"

G_BEGIN_DECLS

GPtrArray *psc_exercise_make_table (PscExercise      *self,
                                    PscExercisePart   part,
                                    const char      **columns)
                                    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
