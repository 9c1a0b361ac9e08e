/* test-fit.c: Amdahl's law and the USL against known numbers
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <math.h>

#include "psc-fit.h"

static const guint workers[] = { 1, 2, 3, 4, 6, 8, 12, 16 };
#define N_POINTS G_N_ELEMENTS (workers)

/* Times that follow a law exactly give its parameters back. */
static void
test_exact (void)
{
  PscFit laws[] = {
    { PSC_LAW_AMDAHL, 840., .1, 0., 0., TRUE },
    { PSC_LAW_AMDAHL, 2e9, 0., 0., 0., TRUE },
    { PSC_LAW_USL, 5e8, .03, .002, 0., TRUE },
    { PSC_LAW_USL, 7., 0., .01, 0., TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (laws); i++)
    {
      double times[N_POINTS];
      PscFit fit;

      for (guint j = 0; j < N_POINTS; j++)
        times[j] = psc_fit_predict (&laws[i], workers[j]);
      g_assert_true (psc_fit_read (laws[i].law, workers, times, N_POINTS,
                                   &fit));
      g_assert_true (fit.describes);
      g_assert_cmpfloat_with_epsilon (fit.one / laws[i].one, 1., 1e-9);
      g_assert_cmpfloat_with_epsilon (fit.serial, laws[i].serial, 1e-9);
      g_assert_cmpfloat_with_epsilon (fit.coherence, laws[i].coherence, 1e-9);
      g_assert_cmpfloat_with_epsilon (fit.residual, 0., 1e-9);
    }

  /* Amdahl's own arithmetic: a tenth serial, ten workers, 5.26 times. */
  g_assert_cmpfloat_with_epsilon (
    psc_fit_predict (&laws[0], 1) / psc_fit_predict (&laws[0], 10),
    1. / (.1 + .9 / 10.), 1e-12);
  g_assert_cmpfloat_with_epsilon (psc_fit_get_best (&laws[2]),
                                  sqrt (.97 / .002), 1e-9);
  g_assert_true (isinf (psc_fit_get_best (&laws[0])));
}

/* The SPEC SDM91 measurements of Gunther's “Guerrilla Capacity Planning”,
 * scripts an hour by generators.  Published: contention 0.0277, coherence
 * 0.000104.  The published fit weighs throughputs, and so it may miss the one
 * of a single generator, 64.9, by 39 %; ours weighs shares, and leaves it
 * out. */
static void
test_published (void)
{
  static const guint load[] = { 18, 36, 72, 108, 144, 216 };
  static const double throughput[] = {
    995.9, 1652.4, 1853.2, 1828.9, 1775.0, 1702.2,
  };
  double times[G_N_ELEMENTS (load)];
  PscFit fit;

  for (guint i = 0; i < G_N_ELEMENTS (load); i++)
    times[i] = 1e6 / throughput[i];
  g_assert_true (psc_fit_read (PSC_LAW_USL, load, times, G_N_ELEMENTS (load),
                               &fit));
  g_assert_cmpfloat_with_epsilon (fit.serial, .0277, .005);
  g_assert_cmpfloat_with_epsilon (fit.coherence, .000104, .000002);
}

/* A law that is not followed, or not known, is not shown. */
static void
test_silence (void)
{
  /* Two CPUs: twice as fast from two workers on, and no law of these. */
  static const double cpus[] = {
    100., 51., 50., 50., 50., 50., 50., 50.,
  };
  /* More than N times as fast: what is serial would be less than nothing. */
  static const double super[] = { 100., 40., 24., 17., 10., 7., 4., 2.8 };
  static const double rising[] = { 100., 120., 140., 160., 200., 240., 320.,
                                   400. };
  PscFit fit;

  g_assert_true (psc_fit_read (PSC_LAW_AMDAHL, workers, cpus, N_POINTS,
                               &fit));
  g_assert_false (fit.describes);
  g_assert_cmpfloat (fit.residual, >, .05);
  g_assert_true (psc_fit_read (PSC_LAW_AMDAHL, workers, super, N_POINTS,
                               &fit));
  g_assert_false (fit.describes);
  g_assert_true (psc_fit_read (PSC_LAW_AMDAHL, workers, rising, N_POINTS,
                               &fit));
  g_assert_false (fit.describes);

  g_assert_false (psc_fit_read (PSC_LAW_AMDAHL, workers, cpus, 2, &fit));
  g_assert_false (psc_fit_read (PSC_LAW_USL, workers, cpus, 3, &fit));
  g_assert_true (psc_fit_read (PSC_LAW_USL, workers, cpus, 4, &fit));
}

/* Times with noise. */
static const double noisy_times[N_POINTS] = {
  1003.5, 531.2, 377.9, 301.1, 226.7, 195.4, 161.0, 149.8,
};

/* Solved with exact fractions: T(1), contention, coherence, residual. */
static void
test_fractions (void)
{
  static const double expected[PSC_N_LAWS][4] = {
    { 966.174668811, .0914813868454, 0., .0298924956886 },
    { 999.048909593, .0621985689839, .00194578486789, .00716795067319 },
  };

  for (guint law = 0; law < PSC_N_LAWS; law++)
    {
      PscFit fit;

      g_assert_true (psc_fit_read (law, workers, noisy_times, N_POINTS,
                                   &fit));
      g_assert_true (fit.describes);
      g_assert_cmpfloat_with_epsilon (fit.one, expected[law][0], 1e-8);
      g_assert_cmpfloat_with_epsilon (fit.serial, expected[law][1], 1e-11);
      g_assert_cmpfloat_with_epsilon (fit.coherence, expected[law][2], 1e-11);
      g_assert_cmpfloat_with_epsilon (fit.residual, expected[law][3], 1e-11);
    }
}

static const char numpy_program[] =
  "import sys, numpy as np\n"
  "n = np.array([1., 2, 3, 4, 6, 8, 12, 16])\n"
  "t = np.array([float(x) for x in sys.argv[1:]])\n"
  "for terms in ([1/n, 1-1/n], [1/n, (n-1)/n, n-1]):\n"
  "    a = np.array(terms).T / t[:, None]\n"
  "    w, *_ = np.linalg.lstsq(a, np.ones(8), rcond=None)\n"
  "    w = np.append(w, 0.)[:3]\n"
  "    r = np.sqrt(np.sum((a @ w[:len(terms)] - 1)**2) / (8 - len(terms)))\n"
  "    print('%.12g %.12g %.12g %.12g' % (w[0], w[1]/w[0], w[2]/w[0], r))\n";

/* What NumPy makes of the same, where there is one. */
static void
test_numpy (void)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *output = NULL;
  g_auto (GStrv) numbers = NULL;
  int status;

  g_ptr_array_add (argv, g_strdup ("python3"));
  g_ptr_array_add (argv, g_strdup ("-c"));
  g_ptr_array_add (argv, g_strdup (numpy_program));
  for (guint i = 0; i < N_POINTS; i++)
    g_ptr_array_add (argv, g_strdup_printf ("%.1f", noisy_times[i]));
  g_ptr_array_add (argv, NULL);
  if (!g_spawn_sync (NULL, (char **) argv->pdata, NULL,
                     G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                     NULL, &output, NULL, &status, NULL) || status != 0)
    {
      g_test_skip ("there is no NumPy");
      return;
    }

  g_strdelimit (g_strchomp (output), "\n", ' ');
  numbers = g_strsplit (output, " ", -1);
  g_assert_cmpuint (g_strv_length (numbers), ==, 4 * PSC_N_LAWS);
  for (guint law = 0; law < PSC_N_LAWS; law++)
    {
      char **expected = numbers + 4 * law;
      PscFit fit;

      g_assert_true (psc_fit_read (law, workers, noisy_times, N_POINTS,
                                   &fit));
      g_assert_cmpfloat_with_epsilon (
        fit.one, g_ascii_strtod (expected[0], NULL), 1e-6);
      g_assert_cmpfloat_with_epsilon (
        fit.serial, g_ascii_strtod (expected[1], NULL), 1e-9);
      g_assert_cmpfloat_with_epsilon (
        fit.coherence, g_ascii_strtod (expected[2], NULL), 1e-9);
      g_assert_cmpfloat_with_epsilon (
        fit.residual, g_ascii_strtod (expected[3], NULL), 1e-9);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/study/fit/exact", test_exact);
  g_test_add_func ("/study/fit/published", test_published);
  g_test_add_func ("/study/fit/fractions", test_fractions);
  g_test_add_func ("/study/fit/silence", test_silence);
  g_test_add_func ("/study/fit/numpy", test_numpy);

  return g_test_run ();
}
