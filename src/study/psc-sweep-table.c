/* psc-sweep-table.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-sweep-table"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-error.h"
#include "psc-findings.h"
#include "psc-format.h"
#include "psc-point-words.h"
#include "psc-sweep-table.h"

static char *
dup_time (double time_ns)
{
  return psc_format_duration (isfinite (time_ns) ? llround (time_ns)
                                                 : PSC_NEVER);
}

static char *
dup_runs (const PscSample *wall)
{
  g_autofree char *n_runs = psc_format_count (wall->n);

  if (wall->n_outliers == 0)
    return g_steal_pointer (&n_runs);

  /* Translators: how many runs, and how many of them are far off. */
  return g_strdup_printf (ngettext ("%s, %u far off", "%s, %u far off",
                                    wall->n_outliers),
                          n_runs, wall->n_outliers);
}

static char *
dup_wall (const PscSample *wall)
{
  g_autofree char *median = dup_time (wall->median);
  g_autofree char *noise = NULL;

  if (wall->n < 2)
    return g_steal_pointer (&median);

  noise = dup_time (psc_sample_get_noise (wall));

  return g_strdup_printf ("%s ± %s", median, noise);
}

/**
 * psc_sweep_column_get_title:
 *
 * Its heading.
 */
const char *
psc_sweep_column_get_title (PscSweepColumn self)
{
  static const char * const titles[PSC_N_SWEEP_COLUMNS] = {
    [PSC_SWEEP_COLUMN_POINT] = N_("Point"),
    [PSC_SWEEP_COLUMN_RUNS] = N_("Runs"),
    [PSC_SWEEP_COLUMN_WALL] = N_("Wall Time"),
    [PSC_SWEEP_COLUMN_VERDICT] = N_("Beside the Shortest"),
    [PSC_SWEEP_COLUMN_SPEEDUP] = N_("Speed-Up"),
    [PSC_SWEEP_COLUMN_EFFICIENCY] = N_("Parallel Efficiency"),
    [PSC_SWEEP_COLUMN_OCCUPANCY] = N_("Occupancy"),
    [PSC_SWEEP_COLUMN_AVERAGE] = N_("Time of a File"),
    [PSC_SWEEP_COLUMN_START_UP] = N_("Start-Up"),
    [PSC_SWEEP_COLUMN_CPU] = N_("CPU Share"),
  };

  g_return_val_if_fail (self < PSC_N_SWEEP_COLUMNS, NULL);

  return _(titles[self]);
}

/**
 * psc_sweep_column_is_number:
 *
 * Whether its cells are numbers, which stand below each other.
 */
gboolean
psc_sweep_column_is_number (PscSweepColumn self)
{
  return self != PSC_SWEEP_COLUMN_POINT && self != PSC_SWEEP_COLUMN_VERDICT;
}

/**
 * psc_sweep_table_dup_cell:
 * @points: (element-type PscPoint): all rows
 * @index: the row, from 0
 *
 * Returns: (transfer full): one cell, a dash where there is nothing yet
 */
char *
psc_sweep_table_dup_cell (GPtrArray      *points,
                          guint           index,
                          PscSweepColumn  column)
{
  PscPoint *point;
  double speedup, efficiency;

  g_return_val_if_fail (index < points->len, NULL);

  point = g_ptr_array_index (points, index);
  psc_points_get_speedup (points, point, &speedup, &efficiency);

  switch (column)
    {
    case PSC_SWEEP_COLUMN_RUNS:
      return dup_runs (psc_point_get_sample (point, PSC_MEASURE_WALL));

    case PSC_SWEEP_COLUMN_WALL:
      return dup_wall (psc_point_get_sample (point, PSC_MEASURE_WALL));

    case PSC_SWEEP_COLUMN_VERDICT:
      return psc_points_dup_verdict (points, point);

    case PSC_SWEEP_COLUMN_SPEEDUP:
      return psc_format_ratio (speedup);

    case PSC_SWEEP_COLUMN_EFFICIENCY:
      return psc_format_ratio (efficiency);

    case PSC_SWEEP_COLUMN_OCCUPANCY:
      return psc_format_ratio (psc_point_get_median (point,
                                                     PSC_MEASURE_OCCUPANCY));

    case PSC_SWEEP_COLUMN_AVERAGE:
      return dup_time (psc_point_get_median (point, PSC_MEASURE_AVERAGE));

    case PSC_SWEEP_COLUMN_START_UP:
      return dup_time (psc_point_get_median (point, PSC_MEASURE_START_UP));

    case PSC_SWEEP_COLUMN_CPU:
      return psc_format_percent (psc_point_get_median (point,
                                                       PSC_MEASURE_CPU_SHARE));

    case PSC_SWEEP_COLUMN_POINT:
    default:
      return psc_points_dup_label (points, point);
    }
}

/**
 * psc_sweep_table_dup_text:
 * @points: (element-type PscPoint): all rows
 *
 * Returns: (transfer full): the headings and the rows, with tabs between the
 *   cells, as a spreadsheet takes them
 */
char *
psc_sweep_table_dup_text (GPtrArray *points)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < PSC_N_SWEEP_COLUMNS; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\t" : "",
                            psc_sweep_column_get_title (i));
  g_string_append_c (text, '\n');

  for (guint i = 0; i < points->len; i++)
    {
      for (guint j = 0; j < PSC_N_SWEEP_COLUMNS; j++)
        {
          g_autofree char *cell = psc_sweep_table_dup_cell (points, i, j);

          g_string_append_printf (text, "%s%s", j > 0 ? "\t" : "", cell);
        }
      g_string_append_c (text, '\n');
    }

  return g_string_free (text, FALSE);
}

/**
 * psc_sweep_dup_problem_title:
 * @run: a run with a problem, from 0
 *
 * Returns: (transfer full): a sentence that says which run does not count
 */
char *
psc_sweep_dup_problem_title (PscSweep *sweep,
                             guint     run)
{
  const PscSweepRun *failed = psc_sweep_get_run (sweep, run);
  PscPoint *point = g_ptr_array_index (psc_sweep_get_points (sweep),
                                       failed->point);
  guint n_workers = psc_point_get_settings (point)->workers;
  g_autofree char *kind = psc_finding_dup_kind (point);

  /* Translators: number, kind of pool, workers; then why */
  return g_strdup_printf (ngettext ("Run %u (%s, %u worker) does not count.",
                                    "Run %u (%s, %u workers) does not count.",
                                    n_workers),
                          run + 1, kind, n_workers);
}

/**
 * psc_sweep_set_uncounted:
 * @sweep: one that has ended without a run that counts
 * @error: (out): says so, and why
 */
void
psc_sweep_set_uncounted (PscSweep  *sweep,
                         GError   **error)
{
  guint n_runs = psc_sweep_get_n_runs (sweep);
  const char *problem = NULL;

  /* The first runs may be such as are not meant to count. */
  for (guint i = 0; i < n_runs && problem == NULL; i++)
    problem = psc_sweep_get_run (sweep, i)->problem;
  g_return_if_fail (problem != NULL);

  /* Translators: how many runs were made, and a sentence that says why one of
   * them does not count. */
  g_set_error (error, PSC_ERROR, PSC_ERROR_NO_RUN,
               ngettext ("The %u run that was made does not count. %s",
                         "None of the %u runs that were made counts. %s",
                         n_runs), n_runs, problem);
}
