/* psc-exercise-picture.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-exercise-picture"

#include "config.h"

#include "psc-exercise-picture.h"
#include "psc-workers-picture.h"

/**
 * psc_exercise_picture_new:
 * @exercise: any of the four
 *
 * Makes the picture of what an exercise measures, which follows it.
 *
 * Returns: (nullable): a widget; %NULL if the exercise has no picture
 */
GtkWidget *
psc_exercise_picture_new (PscExercise *exercise)
{
  g_return_val_if_fail (PSC_IS_EXERCISE (exercise), NULL);

  switch (psc_exercise_get_kind (exercise))
    {
    case PSC_EXERCISE_WORKERS:
      return psc_workers_picture_new (exercise);

    case PSC_EXERCISE_PROCESS_COST:
    case PSC_EXERCISE_DUMMY:
    case PSC_EXERCISE_POOLS:
    default:
      return NULL;
    }
}
