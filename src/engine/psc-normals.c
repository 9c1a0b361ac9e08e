/* psc-normals.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-normals"

#include "config.h"

#include <math.h>

#include "psc-normals.h"

struct _PscNormals
{
  GRand    *rand;  /* MT19937, seeded as NumPy's legacy generator is */
  double    spare; /* the second half of the last pair */
  gboolean  has_spare;
};

/**
 * psc_normals_new:
 *
 * Makes the stream of numpy.random.seed (@seed).
 */
PscNormals *
psc_normals_new (guint32 seed)
{
  PscNormals *self = g_new0 (PscNormals, 1);

  self->rand = g_rand_new_with_seed (seed);

  return self;
}

/**
 * psc_normals_new_for_task:
 * @task: a task's number, from 1
 *
 * Makes the stream of numpy.random.seed ([@seed, @task]), which depends on
 * nothing but these two numbers.
 */
PscNormals *
psc_normals_new_for_task (guint32 seed,
                          guint32 task)
{
  PscNormals *self = g_new0 (PscNormals, 1);
  guint32 key[2] = { seed, task };

  self->rand = g_rand_new_with_seed_array (key, G_N_ELEMENTS (key));

  return self;
}

/**
 * psc_normals_free:
 *
 * Frees the stream.
 */
void
psc_normals_free (PscNormals *self)
{
  g_rand_free (self->rand);
  g_free (self);
}

/* GLib makes its doubles from 32 random bits, NumPy from 53. */
static double
draw_uniform (GRand *rand)
{
  guint32 high = g_rand_int (rand) >> 5;
  guint32 low = g_rand_int (rand) >> 6;

  return (high * 67108864. + low) / 9007199254740992.;
}

/**
 * psc_normals_draw:
 * @values: (array length=n_values) (out caller-allocates): the numbers
 *
 * Draws the next numbers of the stream, by the polar Box-Muller method in
 * NumPy's order: of each pair the second comes first.
 */
void
psc_normals_draw (PscNormals *self,
                  double     *values,
                  gsize       n_values)
{
  for (gsize i = 0; i < n_values; i++)
    {
      double x, y, square, factor;

      if (self->has_spare)
        {
          values[i] = self->spare;
          self->has_spare = FALSE;
          continue;
        }

      do
        {
          x = 2. * draw_uniform (self->rand) - 1.;
          y = 2. * draw_uniform (self->rand) - 1.;
          square = x * x + y * y;
        }
      while (square >= 1. || square == 0.);

      factor = sqrt (-2. * log (square) / square);
      self->spare = factor * x;
      self->has_spare = TRUE;
      values[i] = factor * y;
    }
}
