/* psc-fit.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-fit"

#include "config.h"

#include <math.h>

#include "psc-fit.h"

/* Both laws are linear in products of T(1) with their parameters. */
#define MAX_TERMS 3

/* A law whose times are farther off than this does not describe them. */
#define MAX_RESIDUAL 0.05

/* Parameters are shares; rounding may leave a little less than nothing. */
#define TOLERANCE 1e-9

static guint
get_n_terms (PscLaw law)
{
  return law == PSC_LAW_AMDAHL ? 2 : 3;
}

/* What T(N) is the weighted sum of; the weights are T(1)'s share of each. */
static void
read_terms (PscLaw  law,
            guint   workers,
            double *terms)
{
  double n = workers;

  if (law == PSC_LAW_AMDAHL)
    {
      terms[0] = 1. / n;
      terms[1] = 1. - 1. / n;
      return;
    }

  terms[0] = 1. / n;
  terms[1] = (n - 1.) / n;
  terms[2] = n - 1.;
}

static void
swap_rows (double *a,
           double *b)
{
  for (guint i = 0; i <= MAX_TERMS; i++)
    {
      double value = a[i];

      a[i] = b[i];
      b[i] = value;
    }
}

/* Gauss with pivots; the right side is the last column. */
static gboolean
solve (double (*rows)[MAX_TERMS + 1],
       guint    n,
       double  *solution)
{
  for (guint i = 0; i < n; i++)
    {
      guint pivot = i;

      for (guint j = i + 1; j < n; j++)
        if (fabs (rows[j][i]) > fabs (rows[pivot][i]))
          pivot = j;
      swap_rows (rows[i], rows[pivot]);
      if (fabs (rows[i][i]) < 1e-12 * fabs (rows[0][0]) || rows[i][i] == 0.)
        return FALSE;

      for (guint j = i + 1; j < n; j++)
        {
          double factor = rows[j][i] / rows[i][i];

          for (guint k = i; k < n; k++)
            rows[j][k] -= factor * rows[i][k];
          rows[j][MAX_TERMS] -= factor * rows[i][MAX_TERMS];
        }
    }

  for (guint i = n; i-- > 0;)
    {
      solution[i] = rows[i][MAX_TERMS];
      for (guint j = i + 1; j < n; j++)
        solution[i] -= rows[i][j] * solution[j];
      solution[i] /= rows[i][i];
    }

  return TRUE;
}

/* The weights that make the sum of the squared residuals the smallest, each
 * residual as a share of its time: the short times of many workers would
 * otherwise count for nothing. */
static gboolean
fit_weights (PscLaw        law,
             const guint  *workers,
             const double *times,
             guint         n_points,
             double       *weights)
{
  guint n_terms = get_n_terms (law);
  double rows[MAX_TERMS][MAX_TERMS + 1] = { { 0. } };

  for (guint i = 0; i < n_points; i++)
    {
      double terms[MAX_TERMS];

      read_terms (law, workers[i], terms);
      for (guint j = 0; j < n_terms; j++)
        {
          for (guint k = 0; k < n_terms; k++)
            rows[j][k] += terms[j] * terms[k] / (times[i] * times[i]);
          rows[j][MAX_TERMS] += terms[j] / times[i];
        }
    }

  return solve (rows, n_terms, weights);
}

static gboolean
is_share (double value)
{
  return value >= -TOLERANCE && value <= 1. + TOLERANCE;
}

/**
 * psc_fit_read:
 * @workers: (array length=n_points): numbers of workers, each once
 * @times: (array length=n_points): the wall times with them, above 0
 * @fit: (out caller-allocates): the law that comes closest
 *
 * Fits by linear least squares.  The law describes the times when there are
 * more of them than it has parameters, when the residual, corrected for the
 * parameters, is 5 % at most, and when the parameters are shares.
 *
 * Returns: %FALSE when there are too few points to tell
 */
gboolean
psc_fit_read (PscLaw        law,
              const guint  *workers,
              const double *times,
              guint         n_points,
              PscFit       *fit)
{
  guint n_terms = get_n_terms (law);
  double weights[MAX_TERMS] = { 0., };
  double sum = 0.;

  if (n_points <= n_terms ||
      !fit_weights (law, workers, times, n_points, weights) ||
      weights[0] <= 0.)
    return FALSE;

  fit->law = law;
  fit->one = weights[0];
  fit->serial = weights[1] / weights[0];
  fit->coherence = weights[2] / weights[0];

  for (guint i = 0; i < n_points; i++)
    {
      double share = psc_fit_predict (fit, workers[i]) / times[i] - 1.;

      sum += share * share;
    }
  fit->residual = sqrt (sum / (n_points - n_terms));
  fit->describes = fit->residual <= MAX_RESIDUAL && is_share (fit->serial) &&
                   is_share (fit->coherence);

  return TRUE;
}

/**
 * psc_fit_predict:
 *
 * The wall time with that many workers, in the unit of the times.
 */
double
psc_fit_predict (const PscFit *self,
                 guint         workers)
{
  double terms[MAX_TERMS] = { 0., };

  g_return_val_if_fail (workers > 0, NAN);

  read_terms (self->law, workers, terms);

  return self->one * (terms[0] + self->serial * terms[1] +
                      self->coherence * terms[2]);
}

/**
 * psc_fit_get_best:
 *
 * The number of workers from which on more of them make it slower; infinite
 * when there is none.
 */
double
psc_fit_get_best (const PscFit *self)
{
  if (self->coherence <= TOLERANCE)
    return INFINITY;

  return sqrt (MAX (1. - self->serial, 0.) / self->coherence);
}

/**
 * psc_law_to_string:
 *
 * The law's name in documents.
 */
const char *
psc_law_to_string (PscLaw law)
{
  return law == PSC_LAW_AMDAHL ? "amdahl" : "usl";
}
