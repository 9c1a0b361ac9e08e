/* psc-exercise-report.h: an exercise in words, for the command line
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-exercise.h"

G_BEGIN_DECLS

void psc_exercise_report (PscExercise *self,
                          GString     *report);

G_END_DECLS
