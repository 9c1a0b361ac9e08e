/* psc-exercise-findings.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-exercise-findings"

#include "config.h"

#include "psc-exercise-findings.h"

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

  if (psc_exercise_get_kind (exercise) == PSC_EXERCISE_PROCESS_COST)
    return read_cost (exercise);

  return psc_findings_read (get_points (exercise, PSC_EXERCISE_PART_MAIN));
}
