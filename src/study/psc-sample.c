/* psc-sample.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-sample"

#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "psc-sample.h"

/* The standard deviation of normally distributed values with MAD 1. */
#define SIGMA_OF_MAD 1.4826

/* Iglewicz and Hoaglin's limit for 0.6745 |x - median| / MAD.  The median and
 * the MAD of fewer values than that move with the outlier itself. */
#define OUTLIER_LIMIT      3.5
#define OUTLIER_MIN_VALUES 5

/* How probable a rank sum may be by chance alone.  Of three values and three
 * the extreme one has a probability of 0.1, and no other one counts. */
#define SIGNIFICANCE       0.05
#define SIGNIFICANCE_OF_3  0.1

static int
compare_values (gconstpointer a,
                gconstpointer b)
{
  double value_a = *(const double *) a;
  double value_b = *(const double *) b;

  return (value_a > value_b) - (value_a < value_b);
}

static double
sort_and_get_median (double *values,
                     guint   n_values)
{
  qsort (values, n_values, sizeof (double), compare_values);

  return (values[(n_values - 1) / 2] + values[n_values / 2]) / 2.;
}

/**
 * psc_sample_read:
 * @values: (array length=n_values): finite values in any order
 * @sample: (out caller-allocates): what they say together
 *
 * The figures are those that a single stray value does not move.
 */
void
psc_sample_read (const double *values,
                 guint         n_values,
                 PscSample    *sample)
{
  g_autofree double *sorted = g_new (double, MAX (n_values, 1));

  g_return_if_fail (values != NULL || n_values == 0);

  *sample = (PscSample) { NAN, NAN, NAN, NAN, n_values, 0 };
  if (n_values == 0)
    return;

  memcpy (sorted, values, n_values * sizeof (double));
  sample->median = sort_and_get_median (sorted, n_values);
  sample->min = sorted[0];
  sample->max = sorted[n_values - 1];

  for (guint i = 0; i < n_values; i++)
    sorted[i] = fabs (values[i] - sample->median);
  sample->mad = sort_and_get_median (sorted, n_values);

  for (guint i = 0; i < n_values; i++)
    sample->n_outliers += psc_sample_is_outlier (sample, values[i]);
}

/**
 * psc_sample_is_outlier:
 *
 * Whether a value of the sample is so far off that something else must have
 * happened: by the modified z-score of Iglewicz and Hoaglin, above 3.5, with
 * five values or more.  Outliers are shown and not dropped: the median bears
 * them.
 */
gboolean
psc_sample_is_outlier (const PscSample *self,
                       double           value)
{
  return self->n >= OUTLIER_MIN_VALUES && self->mad > 0. &&
         fabs (value - self->median) > OUTLIER_LIMIT * SIGMA_OF_MAD * self->mad;
}

/**
 * psc_sample_get_noise:
 *
 * How far a single value lies from the median by chance: the robust estimate
 * of the standard deviation.
 */
double
psc_sample_get_noise (const PscSample *self)
{
  return SIGMA_OF_MAD * self->mad;
}

/* Twice the rank of each value among all; those that are equal share theirs,
 * and doubled all ranks are whole. */
static void
read_ranks (const double *values,
            guint         n_values,
            guint        *ranks)
{
  for (guint i = 0; i < n_values; i++)
    {
      ranks[i] = 1;
      for (guint j = 0; j < n_values; j++)
        ranks[i] += values[j] < values[i] ? 2 : values[j] == values[i];
    }
}

/* The share of all choices of @n_chosen ranks whose sum is at least as far
 * from its mean as @sum.  Choices are counted by number and sum, one rank
 * after the other. */
static double
count_choices (const guint *ranks,
               guint        n_ranks,
               guint        n_chosen,
               guint        sum)
{
  guint n_sums = n_ranks * (n_ranks + 1) + 1;
  g_autofree double *counts = g_new0 (double, (n_chosen + 1) * n_sums);
  const double *chosen = counts + n_chosen * n_sums;
  double mean = n_chosen * (n_ranks + 1.);
  double all = 0., far = 0.;

  counts[0] = 1.;
  for (guint i = 0; i < n_ranks; i++)
    for (guint k = MIN (i + 1, n_chosen); k > 0; k--)
      for (guint s = ranks[i]; s < n_sums; s++)
        counts[k * n_sums + s] += counts[(k - 1) * n_sums + s - ranks[i]];

  for (guint s = 0; s < n_sums; s++)
    {
      all += chosen[s];
      if (fabs (s - mean) >= fabs (sum - mean))
        far += chosen[s];
    }

  return far / all;
}

/**
 * psc_sample_rank_test:
 *
 * The two-sided rank sum test of Mann and Whitney, exact also with equal
 * values: the probability that the two samples are ordered at least so well
 * by chance alone.
 */
double
psc_sample_rank_test (const double *a,
                      guint         n_a,
                      const double *b,
                      guint         n_b)
{
  g_autofree double *all = g_new (double, n_a + n_b + 1);
  g_autofree guint *ranks = g_new (guint, n_a + n_b + 1);
  guint sum = 0;

  g_return_val_if_fail (n_a > 0 && n_b > 0, NAN);

  memcpy (all, a, n_a * sizeof (double));
  memcpy (all + n_a, b, n_b * sizeof (double));
  read_ranks (all, n_a + n_b, ranks);
  for (guint i = 0; i < n_a; i++)
    sum += ranks[i];

  return count_choices (ranks, n_a + n_b, n_a, sum);
}

/**
 * psc_sample_compare:
 *
 * Whether @a is less or more than @b by more than the noise.  Two conditions
 * must hold.  The order must not be chance: the rank sum test, which knows
 * nothing of the values' distribution, gives 0.05 at most (with three values
 * on a side all of one must lie beyond all of the other).  And the difference
 * must matter: the medians lie farther apart than either sample's noise, or
 * many repeats would make every trifle a difference.
 */
PscVerdict
psc_sample_compare (const double *a,
                    guint         n_a,
                    const double *b,
                    guint         n_b)
{
  guint n_fewer = MIN (n_a, n_b);
  double limit = n_fewer == 3 ? SIGNIFICANCE_OF_3 : SIGNIFICANCE;
  PscSample sample_a, sample_b;
  double difference, noise;

  if (n_fewer < PSC_SAMPLE_MIN_VALUES)
    return PSC_VERDICT_UNKNOWN;

  psc_sample_read (a, n_a, &sample_a);
  psc_sample_read (b, n_b, &sample_b);
  difference = sample_a.median - sample_b.median;
  noise = MAX (psc_sample_get_noise (&sample_a),
               psc_sample_get_noise (&sample_b));
  if (fabs (difference) <= noise ||
      psc_sample_rank_test (a, n_a, b, n_b) > limit)
    return PSC_VERDICT_SAME;

  return difference < 0. ? PSC_VERDICT_LESS : PSC_VERDICT_MORE;
}
