/* psc-prediction-curve.h: a curve that the learner draws
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-exercise-plan.h"

G_BEGIN_DECLS

#define PSC_TYPE_PREDICTION_CURVE (psc_prediction_curve_get_type ())
G_DECLARE_FINAL_TYPE (PscPredictionCurve, psc_prediction_curve, PSC,
                      PREDICTION_CURVE, AdwBin)

/* The wall time over the number of workers, as a share of one worker's.  It
 * begins flat, which says nothing. */
GtkWidget    *psc_prediction_curve_new         (void) G_GNUC_WARN_UNUSED_RESULT;

void          psc_prediction_curve_set_options (PscPredictionCurve       *self,
                                                const PscExerciseOptions *options);
void          psc_prediction_curve_reset       (PscPredictionCurve       *self);
const double *psc_prediction_curve_get_shares  (PscPredictionCurve       *self,
                                                guint                    *n_shares);

G_END_DECLS
