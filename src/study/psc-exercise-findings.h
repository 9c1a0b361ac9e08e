/* psc-exercise-findings.h: what an exercise has shown, in sentences
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-cost.h"
#include "psc-exercise.h"
#include "psc-findings.h"

G_BEGIN_DECLS

GPtrArray *psc_exercise_read_findings (PscExercise     *exercise)
                                       G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *psc_findings_read_cost     (GPtrArray       *points,
                                       const PscSample *starts,
                                       GPtrArray       *grain)
                                       G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
