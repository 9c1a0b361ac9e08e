/* psc-prediction-box.h: what the learner expects, and whether it came true
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-exercise.h"

G_BEGIN_DECLS

#define PSC_TYPE_PREDICTION_BOX (psc_prediction_box_get_type ())
G_DECLARE_FINAL_TYPE (PscPredictionBox, psc_prediction_box, PSC,
                      PREDICTION_BOX, AdwBin)

/* Asks for an answer and a reason, locks both, and holds them against what
 * was measured.  Property:
 *   "exercise"   (nullable) a PscExercise
 */

GtkWidget   *psc_prediction_box_new          (void) G_GNUC_WARN_UNUSED_RESULT;

PscExercise *psc_prediction_box_get_exercise (PscPredictionBox *self);
void         psc_prediction_box_set_exercise (PscPredictionBox *self,
                                              PscExercise      *exercise);

G_END_DECLS
