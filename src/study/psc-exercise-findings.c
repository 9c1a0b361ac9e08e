/* psc-exercise-findings.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-exercise-findings"

#include "config.h"

#include "psc-compare.h"
#include "psc-exercise-findings.h"
#include "psc-findings-modes.h"

static GPtrArray *
get_points (PscExercise     *exercise,
            PscExercisePart  part)
{
  return psc_sweep_get_points (psc_exercise_get_sweep (exercise, part));
}

static GPtrArray *
read_cost (PscExercise *exercise)
{
  g_autoptr (GPtrArray) grain =
    psc_cost_pick_grain (get_points (exercise, PSC_EXERCISE_PART_GRAIN));
  PscSample starts[PSC_N_START_KINDS];

  for (PscStartKind i = 0; i < PSC_N_START_KINDS; i++)
    {
      g_autoptr (GArray) lengths =
        psc_cost_read_starts (psc_exercise_get_sweep (exercise,
                                                      PSC_EXERCISE_PART_MAIN),
                              i);

      psc_sample_read ((const double *) lengths->data, lengths->len,
                       &starts[i]);
    }

  return psc_findings_read_cost (get_points (exercise, PSC_EXERCISE_PART_MAIN),
                                 starts, grain);
}

static GPtrArray *
read_modes (PscExercise *exercise)
{
  PscSweep *sweep = psc_exercise_get_sweep (exercise, PSC_EXERCISE_PART_MAIN);
  GPtrArray *points = psc_sweep_get_points (sweep);
  g_autofree PscModeFacts *facts = g_new (PscModeFacts, points->len);

  for (guint i = 0; i < points->len; i++)
    psc_mode_facts_read (psc_compare_find_run (sweep, i), &facts[i]);

  return psc_exercise_get_kind (exercise) == PSC_EXERCISE_DUMMY
         ? psc_findings_read_dummy (points, facts)
         : psc_findings_read_pools (points, facts);
}

/**
 * psc_exercise_read_findings:
 *
 * Returns: (transfer full) (nullable) (element-type PscFinding): what the
 *   measurement says, the most important first; %NULL until it has ended
 */
GPtrArray *
psc_exercise_read_findings (PscExercise *exercise)
{
  g_return_val_if_fail (PSC_IS_EXERCISE (exercise), NULL);

  if (psc_exercise_get_state (exercise) != PSC_EXERCISE_MEASURED)
    return NULL;

  switch (psc_exercise_get_kind (exercise))
    {
    case PSC_EXERCISE_PROCESS_COST:
      return read_cost (exercise);

    case PSC_EXERCISE_DUMMY:
    case PSC_EXERCISE_POOLS:
      return read_modes (exercise);

    case PSC_EXERCISE_WORKERS:
    default:
      return psc_findings_read (get_points (exercise, PSC_EXERCISE_PART_MAIN));
    }
}
