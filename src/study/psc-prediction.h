/* psc-prediction.h: what a learner expects, before anything runs
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint   choice;   /* index of the answer that was chosen */
  char   *reason;   /* in the learner's own words, not empty */
  double *shares;   /* (nullable) (array length=n_shares): the wall time at each
                     * point of a curve, as a share of that of one worker */
  guint   n_shares;
} PscPrediction;

PscPrediction *psc_prediction_new  (guint                choice,
                                    const char          *reason,
                                    const double        *shares,
                                    guint                n_shares)
                                    G_GNUC_WARN_UNUSED_RESULT;
PscPrediction *psc_prediction_copy (const PscPrediction *self)
                                    G_GNUC_WARN_UNUSED_RESULT;
void           psc_prediction_free (PscPrediction       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscPrediction, psc_prediction_free)

G_END_DECLS
