/* psc-sweep-plan.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-sweep-plan"

#include "config.h"

#include "psc-sweep-plan-private.h"

static const char * const order_names[] = {
  [PSC_SWEEP_INTERLEAVED] = "interleaved",
  [PSC_SWEEP_AS_GIVEN] = "as-given",
};

static void
add_plan (GArray *plans,
          guint   point,
          guint   repeat)
{
  PscSweepPlan plan = { point, repeat };

  g_array_append_val (plans, plan);
}

/* Fisher and Yates. */
static void
shuffle (GRand *rand,
         guint *numbers,
         guint  n)
{
  for (guint i = n; i > 1; i--)
    {
      guint other = (guint) g_rand_int_range (rand, 0, (gint32) i);
      guint number = numbers[i - 1];

      numbers[i - 1] = numbers[other];
      numbers[other] = number;
    }
}

/* What disturbs the machine for a while, or slows it down as it gets warm,
 * falls on all points alike when they take turns. */
static void
plan_interleaved (const PscSweepOptions *options,
                  guint                  n_points,
                  GArray                *plans)
{
  GRand *rand = g_rand_new_with_seed (options->seed);
  g_autofree guint *numbers = g_new (guint, n_points);

  for (guint i = 0; i < n_points; i++)
    numbers[i] = i;
  for (guint repeat = 1; repeat <= options->repeats; repeat++)
    {
      shuffle (rand, numbers, n_points);
      for (guint i = 0; i < n_points; i++)
        add_plan (plans, numbers[i], repeat);
    }

  g_rand_free (rand);
}

/**
 * _psc_sweep_plan:
 * @plans: (element-type PscSweepPlan): where to add every run, in the order of
 *   time
 *
 * Lays down the order of the runs, which the seed alone decides.
 */
void
_psc_sweep_plan (const PscSweepOptions *options,
                 guint                  n_points,
                 GArray                *plans)
{
  /* The first reading of the files is slow whoever does it. */
  for (guint i = 0; i < options->warmups; i++)
    add_plan (plans, i % n_points, 0);

  if (options->order == PSC_SWEEP_INTERLEAVED)
    {
      plan_interleaved (options, n_points, plans);
      return;
    }

  for (guint i = 0; i < n_points; i++)
    for (guint repeat = 1; repeat <= options->repeats; repeat++)
      add_plan (plans, i, repeat);
}

/**
 * psc_sweep_dup_usual_workers:
 * @n_cpus: how many CPUs can be used
 *
 * Returns: (transfer full) (element-type guint): numbers of workers that show
 *   what more of them do: one, about one and two more for each doubling, up to
 *   four times the CPUs
 */
GArray *
psc_sweep_dup_usual_workers (guint n_cpus)
{
  guint most = MIN (MAX (n_cpus, 1), PSC_MAX_WORKERS / 4) * 4;
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  guint one = 1;

  g_array_append_val (numbers, one);
  for (guint two = 2; two <= most; two *= 2)
    {
      guint three = two / 2 * 3;

      g_array_append_val (numbers, two);
      if (three <= most)
        g_array_append_val (numbers, three);
    }

  return numbers;
}

/**
 * psc_sweep_order_to_string:
 *
 * The order's name in options and documents.
 */
const char *
psc_sweep_order_to_string (PscSweepOrder order)
{
  g_return_val_if_fail (order < G_N_ELEMENTS (order_names), NULL);

  return order_names[order];
}

/**
 * psc_sweep_order_from_string:
 * @order: (out): what @text names
 *
 * Returns: %FALSE when it names none
 */
gboolean
psc_sweep_order_from_string (const char    *text,
                             PscSweepOrder *order)
{
  for (guint i = 0; i < G_N_ELEMENTS (order_names); i++)
    {
      if (g_str_equal (text, order_names[i]))
        {
          *order = i;
          return TRUE;
        }
    }

  return FALSE;
}
