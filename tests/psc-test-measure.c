/* psc-test-measure.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-test-measure.h"
#include "psc-test-utils.h"

gboolean
psc_test_measure_sweep (PscSweep      *sweep,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  psc_sweep_execute_async (sweep, cancellable, psc_test_result_cb, &result);
  psc_test_wait_until (result != NULL);

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
  psc_test_wait_until (result != NULL);

  return psc_exercise_measure_finish (exercise, result, error);
}
