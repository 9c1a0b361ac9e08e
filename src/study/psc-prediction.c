/* psc-prediction.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-prediction"

#include "config.h"

#include "psc-prediction.h"

/**
 * psc_prediction_new:
 * @choice: index of the answer that was chosen
 * @reason: why, in the learner's own words; copied
 * @shares: (nullable) (array length=n_shares): points of a curve; copied
 *
 * Makes a prediction.
 */
PscPrediction *
psc_prediction_new (guint         choice,
                    const char   *reason,
                    const double *shares,
                    guint         n_shares)
{
  PscPrediction *self;

  g_return_val_if_fail (reason != NULL, NULL);
  g_return_val_if_fail (shares != NULL || n_shares == 0, NULL);

  self = g_new0 (PscPrediction, 1);
  self->choice = choice;
  self->reason = g_strdup (reason);
  self->shares = g_memdup2 (shares, n_shares * sizeof (double));
  self->n_shares = n_shares;

  return self;
}

/**
 * psc_prediction_copy:
 *
 * Returns: (transfer full): a copy
 */
PscPrediction *
psc_prediction_copy (const PscPrediction *self)
{
  return psc_prediction_new (self->choice, self->reason, self->shares,
                             self->n_shares);
}

/**
 * psc_prediction_free:
 *
 * Frees the prediction.
 */
void
psc_prediction_free (PscPrediction *self)
{
  g_free (self->reason);
  g_free (self->shares);
  g_free (self);
}
