/* psc-sketch.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-sketch"

#include "config.h"

#include <math.h>

#include "psc-sketch.h"

/* A cell is a byte: the share in its lower bits, and above them the harm.  In
 * front of the cells stand the form that they have, and the number of rows. */
#define FORM   1
#define HEADER 2
#define FULL   0x7f
#define HARM   0x80

typedef struct
{
  double  busy_ns[PSC_SKETCH_COLUMNS];
  guint8  harm[PSC_SKETCH_COLUMNS];
  guint   n_lanes; /* that share the row */
} Row;

static guint
get_column (gint64 time_ns,
            double column_ns)
{
  return (guint) CLAMP ((double) time_ns / column_ns, 0.,
                        PSC_SKETCH_COLUMNS - 1.);
}

static gboolean
is_harm (PscOutcome outcome)
{
  return outcome == PSC_OUTCOME_FAILED || outcome == PSC_OUTCOME_KILLED ||
         outcome == PSC_OUTCOME_TIMED_OUT || outcome == PSC_OUTCOME_LOST;
}

static void
add_task (Row                 *row,
          const PscTaskRecord *task,
          double               column_ns)
{
  guint first, last;

  if (task->start_ns == PSC_NEVER)
    return;

  first = get_column (task->start_ns, column_ns);
  last = get_column (task->end_ns, column_ns);
  for (guint i = first; i <= last; i++)
    row->busy_ns[i] += MAX (0., MIN ((double) task->end_ns,
                                     (i + 1) * column_ns) -
                                MAX ((double) task->start_ns, i * column_ns));
  if (is_harm (task->outcome))
    row->harm[last] = HARM;
}

static void
add_lane (Row    *row,
          PscRun *run,
          guint   lane,
          double  column_ns)
{
  guint n_tasks;
  const guint32 *tasks = psc_run_get_lane_tasks (run, lane, &n_tasks);

  row->n_lanes++;
  for (guint i = 0; i < n_tasks; i++)
    add_task (row, psc_run_get_task (run, tasks[i]), column_ns);
}

static void
append_row (GByteArray *bytes,
            const Row  *row,
            double      column_ns)
{
  for (guint i = 0; i < PSC_SKETCH_COLUMNS; i++)
    {
      double share = row->busy_ns[i] / (column_ns * row->n_lanes);
      guint8 cell = (guint8) lround (CLAMP (share, 0., 1.) * FULL) |
                    row->harm[i];

      g_byte_array_append (bytes, &cell, 1);
    }
}

/**
 * psc_sketch_new:
 * @run: a run, as far as it has come
 *
 * Draws up a sketch of a run: lanes from top to bottom, the wall time from
 * left to right.  Where there are more lanes than rows, neighbors share one.
 *
 * Returns: (transfer full): the sketch, to be kept as it is
 */
GBytes *
psc_sketch_new (PscRun *run)
{
  GByteArray *bytes = g_byte_array_new ();
  guint8 header[HEADER] = { FORM };
  g_autofree Row *rows = NULL;
  guint n_lanes, n_rows;
  double column_ns;

  g_return_val_if_fail (PSC_IS_RUN (run), NULL);

  n_lanes = psc_run_get_n_lanes (run);
  n_rows = MIN (n_lanes, PSC_SKETCH_MAX_ROWS);
  column_ns = (double) MAX (psc_run_get_wall_ns (run), 1) / PSC_SKETCH_COLUMNS;
  rows = g_new0 (Row, n_rows);
  for (guint lane = 0; lane < n_lanes; lane++)
    add_lane (&rows[lane * n_rows / n_lanes], run, lane, column_ns);

  header[1] = (guint8) n_rows;
  g_byte_array_append (bytes, header, HEADER);
  for (guint i = 0; i < n_rows; i++)
    append_row (bytes, &rows[i], column_ns);

  return g_byte_array_free_to_bytes (bytes);
}

static guint8
get_cell (GBytes *sketch,
          guint   row,
          guint   column)
{
  const guint8 *data = g_bytes_get_data (sketch, NULL);

  return data[HEADER + row * PSC_SKETCH_COLUMNS + column];
}

/**
 * psc_sketch_get_n_rows:
 * @sketch: what psc_sketch_new() has made, or anything else
 *
 * How many rows the sketch has; 0 if it is none, or one of a form that this
 * program does not know.
 */
guint
psc_sketch_get_n_rows (GBytes *sketch)
{
  const guint8 *data;
  gsize size;

  g_return_val_if_fail (sketch != NULL, 0);

  data = g_bytes_get_data (sketch, &size);
  if (size < HEADER || data[0] != FORM || data[1] > PSC_SKETCH_MAX_ROWS ||
      size != HEADER + (gsize) data[1] * PSC_SKETCH_COLUMNS)
    return 0;

  return data[1];
}

/**
 * psc_sketch_get_busy:
 * @row: from 0
 * @column: from 0
 *
 * Which share of this part of the run its lanes had a task in hand, 0..1.
 */
double
psc_sketch_get_busy (GBytes *sketch,
                     guint   row,
                     guint   column)
{
  g_return_val_if_fail (row < psc_sketch_get_n_rows (sketch), 0.);
  g_return_val_if_fail (column < PSC_SKETCH_COLUMNS, 0.);

  return (get_cell (sketch, row, column) & FULL) / (double) FULL;
}

/**
 * psc_sketch_get_harm:
 * @row: from 0
 * @column: from 0
 *
 * Whether a file came to harm there: it failed, was killed, ran out of time or
 * was lost.
 */
gboolean
psc_sketch_get_harm (GBytes *sketch,
                     guint   row,
                     guint   column)
{
  g_return_val_if_fail (row < psc_sketch_get_n_rows (sketch), FALSE);
  g_return_val_if_fail (column < PSC_SKETCH_COLUMNS, FALSE);

  return (get_cell (sketch, row, column) & HARM) != 0;
}
