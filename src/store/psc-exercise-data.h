/* psc-exercise-data.h: what an exercise has measured, for other programs
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-atomic-file.h"
#include "psc-exercise.h"

G_BEGIN_DECLS

/* PscWriteFuncs for a PscExercise with files that is not being measured: the
 * points of all its sweeps as lines for spreadsheets, and the sweep document,
 * or an array of them where there are several sweeps. */
gboolean psc_exercise_points_write (GOutputStream  *stream,
                                    gpointer        exercise,
                                    GError        **error);
gboolean psc_exercise_sweeps_write (GOutputStream  *stream,
                                    gpointer        exercise,
                                    GError        **error);

G_END_DECLS
