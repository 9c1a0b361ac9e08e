/* psc-exercise-picture.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-exercise-picture"

#include "config.h"

#include "psc-compare-picture.h"
#include "psc-cost-picture.h"
#include "psc-exercise-picture.h"
#include "psc-point-table.h"
#include "psc-workers-picture.h"

#define SPACING 18

static void
show_points (PscExercise   *exercise,
             PscPointTable *table)
{
  psc_point_table_set_sweep (table,
                             psc_exercise_get_sweep (exercise,
                                                     PSC_EXERCISE_PART_MAIN));
}

static GtkWidget *
new_table (PscExercise *exercise)
{
  GtkWidget *table = psc_point_table_new ();

  g_signal_connect_object (exercise, "changed", G_CALLBACK (show_points),
                           table, 0);
  show_points (exercise, PSC_POINT_TABLE (table));

  return table;
}

static void
show_compared (PscExercise       *exercise,
               PscComparePicture *picture)
{
  PscComparison *former = psc_compare_picture_get_comparison (picture);
  PscSweep *sweep = psc_exercise_get_sweep (exercise, PSC_EXERCISE_PART_MAIN);
  g_autoptr (PscComparison) comparison = NULL;

  if (sweep != NULL)
    comparison = psc_comparison_new_for_sweep (sweep);
  if (former == NULL || psc_comparison_get_sweep (former) != sweep)
    psc_compare_picture_set_comparison (picture, comparison);
  gtk_widget_set_visible (GTK_WIDGET (picture),
                          psc_exercise_get_state (exercise) !=
                          PSC_EXERCISE_OPEN);
}

/* Where modes are compared, their timelines stand below each other. */
static GtkWidget *
new_compare (PscExercise *exercise)
{
  GtkWidget *picture = psc_compare_picture_new ();

  g_signal_connect_object (exercise, "changed", G_CALLBACK (show_compared),
                           picture, 0);
  show_compared (exercise, PSC_COMPARE_PICTURE (picture));

  return picture;
}

static GtkWidget *
new_plots (PscExercise *exercise)
{
  switch (psc_exercise_get_kind (exercise))
    {
    case PSC_EXERCISE_WORKERS:
      return psc_workers_picture_new (exercise);

    case PSC_EXERCISE_PROCESS_COST:
      return psc_cost_picture_new (exercise);

    case PSC_EXERCISE_DUMMY:
    case PSC_EXERCISE_POOLS:
    default:
      return new_compare (exercise);
    }
}

/**
 * psc_exercise_picture_new:
 * @exercise: any of the four
 *
 * Makes what shows the measurement of an exercise, and follows it: plots, and
 * the table of what is in them.
 */
GtkWidget *
psc_exercise_picture_new (PscExercise *exercise)
{
  GtkWidget *box;

  g_return_val_if_fail (PSC_IS_EXERCISE (exercise), NULL);

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);
  gtk_box_append (GTK_BOX (box), new_plots (exercise));
  gtk_box_append (GTK_BOX (box), new_table (exercise));

  return box;
}
