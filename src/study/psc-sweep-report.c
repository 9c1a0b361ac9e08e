/* psc-sweep-report.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-sweep-report"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-findings.h"
#include "psc-format.h"
#include "psc-sweep-report.h"
#include "psc-sweep-table.h"

/* The longest line of a finding. */
#define LINE_LENGTH 78

enum
{
  COLUMN_MODE,
  COLUMN_WORKERS,
  COLUMN_RUNS,
  COLUMN_WALL,
  COLUMN_RANGE,
  COLUMN_AVERAGE,
  COLUMN_OCCUPANCY,
  COLUMN_SPEEDUP,
  COLUMN_EFFICIENCY,
  N_COLUMNS
};

static char *
dup_time (double time_ns)
{
  return psc_format_duration (isfinite (time_ns) ? (gint64) time_ns
                                                 : PSC_NEVER);
}

static char *
dup_range (const PscSample *sample)
{
  g_autofree char *min = dup_time (sample->min);
  g_autofree char *max = dup_time (sample->max);

  if (sample->n == 0)
    return g_strdup (PSC_FORMAT_NONE);

  /* Translators: the shortest and the longest of several times */
  return g_strdup_printf (_("%s to %s"), min, max);
}

static GPtrArray *
make_heading (void)
{
  static const char * const headings[N_COLUMNS] = {
    [COLUMN_MODE] = N_("mode"),
    [COLUMN_WORKERS] = N_("workers"),
    [COLUMN_RUNS] = N_("runs"),
    [COLUMN_WALL] = N_("wall time"),
    [COLUMN_RANGE] = N_("min to max"),
    [COLUMN_AVERAGE] = N_("a file"),
    [COLUMN_OCCUPANCY] = N_("occupancy"),
    [COLUMN_SPEEDUP] = N_("speed-up"),
    [COLUMN_EFFICIENCY] = N_("parallel efficiency"),
  };
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < N_COLUMNS; i++)
    g_ptr_array_add (row, g_strdup (_(headings[i])));

  return row;
}

static GPtrArray *
make_row (GPtrArray *points,
          PscPoint  *point)
{
  const PscSample *wall = psc_point_get_sample (point, PSC_MEASURE_WALL);
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);
  double speedup, efficiency;

  psc_points_get_speedup (points, point, &speedup, &efficiency);
  g_ptr_array_add (row, psc_finding_dup_kind (point));
  g_ptr_array_add (row, g_strdup_printf (
                          "%u", psc_point_get_settings (point)->workers));
  g_ptr_array_add (row, g_strdup_printf ("%u", psc_point_get_n_runs (point)));
  g_ptr_array_add (row, dup_time (wall->median));
  g_ptr_array_add (row, dup_range (wall));
  g_ptr_array_add (row, dup_time (psc_point_get_median (
                                    point, PSC_MEASURE_AVERAGE)));
  g_ptr_array_add (row, psc_format_ratio (psc_point_get_median (
                                            point, PSC_MEASURE_OCCUPANCY)));
  g_ptr_array_add (row, psc_format_ratio (speedup));
  g_ptr_array_add (row, psc_format_ratio (efficiency));

  return row;
}

/* Text to the left, figures to the right. */
static void
append_row (GString     *report,
            GPtrArray   *row,
            const glong *widths)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      const char *cell = g_ptr_array_index (row, i);
      int n_spaces = (int) (widths[i] - g_utf8_strlen (cell, -1));

      g_string_append (report, "  ");
      if (i != COLUMN_MODE)
        g_string_append_printf (report, "%*s%s", n_spaces, "", cell);
      else
        g_string_append_printf (report, "%s%*s", cell, n_spaces, "");
    }
  g_string_append_c (report, '\n');
}

static void
append_table (GString   *report,
              GPtrArray *points)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  glong widths[N_COLUMNS] = { 0, };

  g_ptr_array_add (rows, make_heading ());
  for (guint i = 0; i < points->len; i++)
    g_ptr_array_add (rows, make_row (points, g_ptr_array_index (points, i)));

  for (guint i = 0; i < rows->len; i++)
    for (guint j = 0; j < N_COLUMNS; j++)
      {
        GPtrArray *row = g_ptr_array_index (rows, i);

        widths[j] = MAX (widths[j],
                         g_utf8_strlen (g_ptr_array_index (row, j), -1));
      }

  for (guint i = 0; i < rows->len; i++)
    append_row (report, g_ptr_array_index (rows, i), widths);
}

/* Breaks the text into lines at its blanks, each of them indented. */
static void
append_lines (GString    *report,
              const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  glong used = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      glong length = g_utf8_strlen (words[i], -1);

      if (i == 0 || used + 1 + length > LINE_LENGTH)
        {
          g_string_append (report, i == 0 ? "  " : "\n  ");
          used = 2;
        }
      else
        {
          g_string_append_c (report, ' ');
          used++;
        }
      g_string_append (report, words[i]);
      used += length;
    }
  g_string_append_c (report, '\n');
}

static void
append_findings (GString   *report,
                 GPtrArray *points)
{
  g_autoptr (GPtrArray) findings = psc_findings_read (points);

  for (guint i = 0; i < findings->len; i++)
    {
      const PscFinding *finding = g_ptr_array_index (findings, i);

      g_string_append_printf (report, "\n%s\n", finding->title);
      append_lines (report, finding->text);
    }
}

/* Runs that do not count, and why. */
static void
append_problems (GString  *report,
                 PscSweep *sweep)
{
  for (guint i = 0; i < psc_sweep_get_n_runs (sweep); i++)
    {
      const PscSweepRun *run = psc_sweep_get_run (sweep, i);
      g_autofree char *title = NULL;

      if (run->problem == NULL)
        continue;

      title = psc_sweep_dup_problem_title (sweep, i);
      g_string_append_printf (report, "\n%s\n", title);
      append_lines (report, run->problem);
    }
}

/**
 * psc_sweep_report:
 * @sweep: a sweep that has ended, or was stopped
 * @report: text to append to
 *
 * Writes the points as a table, the runs that do not count, and what the
 * points show.
 */
void
psc_sweep_report (PscSweep *sweep,
                  GString  *report)
{
  GPtrArray *points = psc_sweep_get_points (sweep);

  append_table (report, points);
  append_problems (report, sweep);
  append_findings (report, points);
}
