/* psc-exercise-table.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-exercise-table"

#include "config.h"

#include "psc-cost.h"
#include "psc-exercise-table.h"
#include "psc-format.h"
#include "psc-sweep-table.h"

/* Paper has room for fewer columns than the window, where one can scroll. */
#define N_COLUMNS 6

/* @letters are the columns' alignment. */
typedef struct
{
  PscSweepColumn  columns[N_COLUMNS];
  const char     *letters;
} Layout;

static const Layout workers_layout = {
  { PSC_SWEEP_COLUMN_POINT, PSC_SWEEP_COLUMN_RUNS, PSC_SWEEP_COLUMN_WALL,
    PSC_SWEEP_COLUMN_OCCUPANCY, PSC_SWEEP_COLUMN_EFFICIENCY,
    PSC_SWEEP_COLUMN_VERDICT },
  "lrrrrl"
};

static const Layout modes_layout = {
  { PSC_SWEEP_COLUMN_POINT, PSC_SWEEP_COLUMN_RUNS, PSC_SWEEP_COLUMN_WALL,
    PSC_SWEEP_COLUMN_OCCUPANCY, PSC_SWEEP_COLUMN_START_UP,
    PSC_SWEEP_COLUMN_VERDICT },
  "lrrrrl"
};

static const Layout grain_layout = {
  { PSC_SWEEP_COLUMN_POINT, PSC_SWEEP_COLUMN_RUNS, PSC_SWEEP_COLUMN_AVERAGE,
    PSC_SWEEP_COLUMN_WALL, PSC_SWEEP_COLUMN_OCCUPANCY,
    PSC_SWEEP_COLUMN_EFFICIENCY },
  "lrrrrr"
};

static const Layout *
get_layout (PscExercise     *self,
            PscExercisePart  part)
{
  if (part == PSC_EXERCISE_PART_GRAIN)
    return &grain_layout;

  return psc_exercise_get_kind (self) == PSC_EXERCISE_WORKERS
         ? &workers_layout : &modes_layout;
}

static char **
make_heading (const Layout *layout)
{
  g_autoptr (GStrvBuilder) row = g_strv_builder_new ();

  for (guint i = 0; i < N_COLUMNS; i++)
    g_strv_builder_add (row, psc_sweep_column_get_title (layout->columns[i]));

  return g_strv_builder_end (row);
}

/* As in the plot: tasks that do nothing have no use, with whatever workers. */
static gboolean
is_useless (const Layout   *layout,
            PscPoint       *point,
            PscSweepColumn  column)
{
  return layout == &grain_layout && column == PSC_SWEEP_COLUMN_EFFICIENCY &&
         psc_point_get_settings (point)->work == 0;
}

static char **
make_row (const Layout *layout,
          GPtrArray    *points,
          guint         index)
{
  g_autoptr (GStrvBuilder) row = g_strv_builder_new ();

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      PscSweepColumn column = layout->columns[i];
      g_autofree char *cell = psc_sweep_table_dup_cell (points, index, column);

      g_strv_builder_add (row, is_useless (layout, points->pdata[index], column)
                               ? PSC_FORMAT_NONE : cell);
    }

  return g_strv_builder_end (row);
}

/**
 * psc_exercise_make_table:
 * @self: an exercise with files
 * @columns: (out): a letter for each column, “l” for text and “r” for figures
 *
 * Makes the heading and one row for each point of a part.  Of tasks of growing
 * length only the measured points have one, and not those of one worker, which
 * are there to compare others with.
 *
 * Returns: (transfer full) (element-type GStrv): rows of as many texts as
 *   there are columns
 */
GPtrArray *
psc_exercise_make_table (PscExercise      *self,
                         PscExercisePart   part,
                         const char      **columns)
{
  const Layout *layout = get_layout (self, part);
  PscSweep *sweep = psc_exercise_get_sweep (self, part);
  GPtrArray *table = g_ptr_array_new_with_free_func ((GDestroyNotify)
                                                     g_strfreev);
  g_autoptr (GPtrArray) shown = NULL;
  GPtrArray *points;

  g_return_val_if_fail (sweep != NULL, table);

  *columns = layout->letters;
  points = psc_sweep_get_points (sweep);
  if (part == PSC_EXERCISE_PART_GRAIN)
    shown = psc_cost_pick_grain (points);
  g_ptr_array_add (table, make_heading (layout));
  for (guint i = 0; i < points->len; i++)
    if (shown == NULL || g_ptr_array_find (shown, points->pdata[i], NULL))
      g_ptr_array_add (table, make_row (layout, points, i));

  return table;
}
