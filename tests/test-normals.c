/* test-normals.c: NumPy's numbers
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "psc-normals.h"

#define N_FIRST 5

/* The logarithm of another C library may differ in its last bit. */
#define PRECISION 1e-13

typedef struct
{
  guint32 seed;
  guint32 task; /* 0: the seed alone */
  double  first[N_FIRST];
} Case;

/* What numpy.random.seed (seed), or seed ([seed, task]), and then
 * numpy.random.randn (5) give. */
static const Case cases[] = {
  { 42, 0, { 0.4967141530112327, -0.13826430117118466, 0.6476885381006925,
             1.5230298564080254, -0.23415337472333597 } },
  { 0, 0, { 1.764052345967664, 0.4001572083672233, 0.9787379841057392,
            2.240893199201458, 1.8675579901499675 } },
  { G_MAXUINT32, 0, { 0.6484086742306527, 0.6693235306338161,
                      -1.0805437227474493, 0.2845010447986309,
                      0.11388773652167104 } },
  { 42, 1, { -2.008613345751427, 1.1232532197320007, -0.10646405688267188,
             -0.09180187661859296, 0.3378723379940658 } },
  { 42, 7, { 1.2806574597378497, 1.417491353147615, 1.201212741215856,
             0.3801899184046088, 0.144187368559742 } },
  { 0, G_MAXUINT32, { 0.4644982638709743, 0.6202001216069017,
                      -1.5640434149388383, -0.5152970855979493,
                      -2.5535272694015236 } },
};

static PscNormals *
normals_new (guint32 seed,
             guint32 task)
{
  return task == 0 ? psc_normals_new (seed)
                   : psc_normals_new_for_task (seed, task);
}

static void
test_first (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PscNormals) normals = normals_new (cases[i].seed,
                                                    cases[i].task);
      double values[N_FIRST];

      psc_normals_draw (normals, values, N_FIRST);
      for (guint k = 0; k < N_FIRST; k++)
        g_assert_cmpfloat_with_epsilon (values[k], cases[i].first[k],
                                        PRECISION);
    }
}

/* Far into the stream: the generator has been refilled many times. */
static void
test_far (void)
{
  g_autoptr (PscNormals) normals = psc_normals_new (42);
  g_autofree double *values = g_new (double, 20000);
  double sum = 0.;

  psc_normals_draw (normals, values, 20000);
  for (guint i = 0; i < 20000; i++)
    sum += values[i];

  g_assert_cmpfloat_with_epsilon (values[19999], -1.6199198031884334,
                                  PRECISION);
  g_assert_cmpfloat_with_epsilon (sum, 113.98069696461047, 1e-9);
}

/* However the stream is cut, the numbers are the same. */
static void
test_pieces (void)
{
  g_autoptr (PscNormals) whole = psc_normals_new (42);
  g_autoptr (PscNormals) cut = psc_normals_new (42);
  double expected[100], values[100];
  guint n_drawn = 0;

  psc_normals_draw (whole, expected, 100);
  for (guint size = 0; n_drawn < 100; size = (size + 1) % 7)
    {
      guint n_values = MIN (size, 100 - n_drawn);

      psc_normals_draw (cut, values + n_drawn, n_values);
      n_drawn += n_values;
    }

  for (guint i = 0; i < 100; i++)
    g_assert_cmpfloat (values[i], ==, expected[i]);
}

/* Two streams of one process know nothing of each other. */
static void
test_apart (void)
{
  g_autoptr (PscNormals) one = psc_normals_new (42);
  g_autoptr (PscNormals) other = psc_normals_new (42);

  for (guint i = 0; i < 1000; i++)
    {
      double value, same;

      psc_normals_draw (one, &value, 1);
      psc_normals_draw (other, &same, 1);
      g_assert_cmpfloat (value, ==, same);
    }
}

/* Where NumPy is at hand it is asked itself, with seeds that change. */
static void
test_numpy (void)
{
  guint32 seed = (guint32) g_test_rand_int ();
  guint32 task = (guint32) g_test_rand_int ();
  g_autofree char *program = g_strdup_printf (
    "import numpy.random as r\n"
    "for s in %u, [%u, %u]:\n"
    "  r.seed(s)\n"
    "  for v in r.randn(1001): print('%%.17g' %% v)\n", seed, seed, task);
  g_autofree char *python = g_find_program_in_path ("/usr/bin/python3");
  g_autoptr (GSubprocess) subprocess = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint line = 0;

  if (python != NULL)
    subprocess = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                   G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL,
                                   python, "-c", program, NULL);
  if (subprocess == NULL ||
      !g_subprocess_communicate_utf8 (subprocess, NULL, NULL, &text, NULL,
                                      NULL) ||
      !g_subprocess_get_successful (subprocess))
    {
      g_test_skip ("there is no Python with NumPy here");
      return;
    }

  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 2 * 1001 + 1);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (PscNormals) normals =
        i == 0 ? psc_normals_new (seed)
               : psc_normals_new_for_task (seed, task);

      for (guint k = 0; k < 1001; k++)
        {
          double value;

          psc_normals_draw (normals, &value, 1);
          g_assert_cmpfloat_with_epsilon (
            value, g_ascii_strtod (lines[line++], NULL), PRECISION);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/normals/first", test_first);
  g_test_add_func ("/normals/far", test_far);
  g_test_add_func ("/normals/pieces", test_pieces);
  g_test_add_func ("/normals/apart", test_apart);
  g_test_add_func ("/normals/numpy", test_numpy);

  return g_test_run ();
}
