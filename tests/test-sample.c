/* test-sample.c: statistics of repeats, and when a difference is one
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "psc-sample.h"

#define EPSILON 1e-12

static void
test_figures (void)
{
  static const double values[] = { 9., 1., 6., 2., 1., 4., 2. };
  static const double even[] = { 4., 1., 3., 2. };
  PscSample sample;

  /* The textbook example of the MAD. */
  psc_sample_read (values, G_N_ELEMENTS (values), &sample);
  g_assert_cmpuint (sample.n, ==, 7);
  g_assert_cmpfloat_with_epsilon (sample.median, 2., EPSILON);
  g_assert_cmpfloat_with_epsilon (sample.mad, 1., EPSILON);
  g_assert_cmpfloat_with_epsilon (sample.min, 1., EPSILON);
  g_assert_cmpfloat_with_epsilon (sample.max, 9., EPSILON);
  g_assert_cmpfloat_with_epsilon (psc_sample_get_noise (&sample), 1.4826,
                                  EPSILON);

  psc_sample_read (even, G_N_ELEMENTS (even), &sample);
  g_assert_cmpfloat_with_epsilon (sample.median, 2.5, EPSILON);
  g_assert_cmpfloat_with_epsilon (sample.mad, 1., EPSILON);

  psc_sample_read (even, 1, &sample);
  g_assert_cmpfloat_with_epsilon (sample.median, 4., EPSILON);
  g_assert_cmpfloat_with_epsilon (sample.mad, 0., EPSILON);

  psc_sample_read (NULL, 0, &sample);
  g_assert_cmpuint (sample.n, ==, 0);
  g_assert_true (isnan (sample.median));
  g_assert_true (isnan (sample.mad));
}

static void
test_outliers (void)
{
  static const double values[] = { 10., 11., 9., 10., 12., 10.5, 30. };
  static const double flat[] = { 5., 5., 5., 5., 9. };
  PscSample sample;

  psc_sample_read (values, G_N_ELEMENTS (values), &sample);
  g_assert_cmpuint (sample.n_outliers, ==, 1);
  g_assert_true (psc_sample_is_outlier (&sample, 30.));
  g_assert_false (psc_sample_is_outlier (&sample, 12.));

  /* The limit itself: 3.5 / 0.6745 times the MAD. */
  g_assert_cmpfloat_with_epsilon (sample.mad, 0.5, EPSILON);
  g_assert_false (psc_sample_is_outlier (&sample, 10.5 + 2.59));
  g_assert_true (psc_sample_is_outlier (&sample, 10.5 + 2.60));

  /* Four values cannot tell, and neither can those without any spread. */
  psc_sample_read (values + 3, 4, &sample);
  g_assert_cmpuint (sample.n_outliers, ==, 0);
  psc_sample_read (flat, G_N_ELEMENTS (flat), &sample);
  g_assert_cmpuint (sample.n_outliers, ==, 0);
}

/* Probabilities counted by hand: the extreme orders of n and n values are 2
 * of (2n over n). */
static void
test_rank_test (void)
{
  static const double low[] = { 1., 2., 3., 4., 5. };
  static const double high[] = { 6., 7., 8., 9., 10. };
  static const double mixed[] = { 1.5, 2.5, 3.5, 4.5, 5.5 };
  static const double tied[] = { 5., 6., 7. };

  g_assert_cmpfloat_with_epsilon (psc_sample_rank_test (low, 3, high, 3),
                                  2. / 20., EPSILON);
  g_assert_cmpfloat_with_epsilon (psc_sample_rank_test (low, 4, high, 4),
                                  2. / 70., EPSILON);
  g_assert_cmpfloat_with_epsilon (psc_sample_rank_test (high, 5, low, 5),
                                  2. / 252., EPSILON);

  /* Ranks 1, 3, 5 against 2, 4, 6: 14 of the 20 choices are as far from 10.5
   * as 9 is. */
  g_assert_cmpfloat_with_epsilon (psc_sample_rank_test (low, 3, mixed, 3),
                                  14. / 20., EPSILON);

  /* 3, 4, 5 and 5, 6, 7 share the rank 3.5: sums of at most 6.5 come from
   * {1, 2, 3.5} twice, those of at least 14.5 as often. */
  g_assert_cmpfloat_with_epsilon (psc_sample_rank_test (low + 2, 3, tied, 3),
                                  4. / 20., EPSILON);

  g_assert_cmpfloat_with_epsilon (psc_sample_rank_test (low, 5, low, 5), 1.,
                                  EPSILON);
}

static void
test_verdicts (void)
{
  static const double low[] = { 1.00, 1.01, 1.02, 1.03, 1.04 };
  static const double high[] = { 1.50, 1.51, 1.52, 1.53, 1.54 };
  static const double wide[] = { 1.05, 1.06, 1.50, 2.50, 3.00 };

  g_assert_cmpint (psc_sample_compare (low, 2, high, 5), ==,
                   PSC_VERDICT_UNKNOWN);
  g_assert_cmpint (psc_sample_compare (low, 3, high, 3), ==,
                   PSC_VERDICT_LESS);
  g_assert_cmpint (psc_sample_compare (high, 5, low, 5), ==,
                   PSC_VERDICT_MORE);
  g_assert_cmpint (psc_sample_compare (low, 5, low, 5), ==, PSC_VERDICT_SAME);

  /* The order is no chance, but the difference is within the spread. */
  g_assert_cmpfloat (psc_sample_rank_test (low, 5, wide, 5), <, 0.01);
  g_assert_cmpint (psc_sample_compare (low, 5, wide, 5), ==,
                   PSC_VERDICT_SAME);
}

/* Two samples of one and the same normal distribution, or @shift apart:
 * the share of them that are told apart. */
static double
measure_claims (guint  n,
                double shift)
{
  GRand *rand = g_rand_new_with_seed (n);
  guint n_trials = 1000;
  guint n_claims = 0;

  for (guint i = 0; i < n_trials; i++)
    {
      double values[2][20];

      for (guint j = 0; j < 2 * n; j++)
        {
          double u = 1. - g_rand_double (rand);
          double normal = sqrt (-2. * log (u)) *
                          cos (2. * G_PI * g_rand_double (rand));

          values[j / n][j % n] = 100. + normal + (j < n ? 0. : shift);
        }
      if (psc_sample_compare (values[0], n, values[1], n) != PSC_VERDICT_SAME)
        n_claims++;
    }
  g_rand_free (rand);

  return n_claims / (double) n_trials;
}

/* The rule holds for all usual numbers of repeats: it seldom claims what is
 * not there, and finds what is plain to see. */
static void
test_rates (void)
{
  static const guint repeats[] = { 3, 4, 5, 8, 12, 20 };

  for (guint i = 0; i < G_N_ELEMENTS (repeats); i++)
    {
      double wrong = measure_claims (repeats[i], 0.);
      double right = measure_claims (repeats[i], 5.);

      g_test_message ("%u repeats: %.3f wrong, %.3f right", repeats[i], wrong,
                      right);
      g_assert_cmpfloat (wrong, <=, repeats[i] == 3 ? 0.12 : 0.06);
      g_assert_cmpfloat (right, >=, 0.95);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/study/sample/figures", test_figures);
  g_test_add_func ("/study/sample/outliers", test_outliers);
  g_test_add_func ("/study/sample/rank-test", test_rank_test);
  g_test_add_func ("/study/sample/verdicts", test_verdicts);
  g_test_add_func ("/study/sample/rates", test_rates);

  return g_test_run ();
}
