/* psc-test-measure.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-test-measure.h"
#include "psc-test-utils.h"

/* Each run has a deadline; all of them take as long as there are runs. */

gboolean
psc_test_measure_sweep (PscSweep      *sweep,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  psc_sweep_execute_async (sweep, cancellable, psc_test_result_cb, &result);
  while (result == NULL)
    {
      guint n_runs = psc_sweep_get_n_runs (sweep);

      psc_test_wait_until (result != NULL ||
                           psc_sweep_get_n_runs (sweep) != n_runs);
    }

  return psc_sweep_execute_finish (sweep, result, error);
}

gboolean
psc_test_measure_exercise (PscExercise   *exercise,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  psc_exercise_measure_async (exercise, cancellable, psc_test_result_cb,
                              &result);
  while (result == NULL)
    {
      guint n_runs = psc_exercise_get_n_runs (exercise);

      psc_test_wait_until (result != NULL ||
                           psc_exercise_get_n_runs (exercise) != n_runs);
    }

  return psc_exercise_measure_finish (exercise, result, error);
}
