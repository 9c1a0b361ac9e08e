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
#include "psc-plain-text.h"
#include "psc-sweep-report.h"
#include "psc-sweep-table.h"

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

static GStrv
make_heading (void)
{
  static const char * const headings[] = {
    N_("mode"), N_("workers"), N_("runs"), N_("wall time"), N_("min to max"),
    N_("a file"), N_("occupancy"), N_("speed-up"), N_("parallel efficiency"),
  };
  g_autoptr (GStrvBuilder) row = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    g_strv_builder_add (row, _(headings[i]));

  return g_strv_builder_end (row);
}

/* Takes @cell. */
static void
take_cell (GStrvBuilder *row,
           char         *cell)
{
  g_strv_builder_add (row, cell);
  g_free (cell);
}

static GStrv
make_row (GPtrArray *points,
          PscPoint  *point)
{
  const PscSample *wall = psc_point_get_sample (point, PSC_MEASURE_WALL);
  g_autoptr (GStrvBuilder) row = g_strv_builder_new ();
  double speedup, efficiency;

  psc_points_get_speedup (points, point, &speedup, &efficiency);
  take_cell (row, psc_finding_dup_kind (point));
  take_cell (row, g_strdup_printf ("%u",
                                   psc_point_get_settings (point)->workers));
  take_cell (row, g_strdup_printf ("%u", psc_point_get_n_runs (point)));
  take_cell (row, dup_time (wall->median));
  take_cell (row, dup_range (wall));
  take_cell (row, dup_time (psc_point_get_median (point,
                                                  PSC_MEASURE_AVERAGE)));
  take_cell (row, psc_format_ratio (psc_point_get_median (
                                      point, PSC_MEASURE_OCCUPANCY)));
  take_cell (row, psc_format_ratio (speedup));
  take_cell (row, psc_format_ratio (efficiency));

  return g_strv_builder_end (row);
}

static void
append_table (GString   *report,
              GPtrArray *points)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  g_ptr_array_add (rows, make_heading ());
  for (guint i = 0; i < points->len; i++)
    g_ptr_array_add (rows, make_row (points, g_ptr_array_index (points, i)));

  psc_plain_text_append_table (report, rows, "lrrrrrrrr");
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
      psc_plain_text_append_lines (report, run->problem);
    }
}

/**
 * psc_findings_report:
 * @findings: (element-type PscFinding): what is to be said
 * @report: text to append to
 *
 * Writes findings, each below its title.
 */
void
psc_findings_report (GPtrArray *findings,
                     GString   *report)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const PscFinding *finding = g_ptr_array_index (findings, i);

      g_string_append_printf (report, "\n%s\n", finding->title);
      psc_plain_text_append_lines (report, finding->text);
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
  g_autoptr (GPtrArray) findings = psc_findings_read (points);

  append_table (report, points);
  append_problems (report, sweep);
  psc_findings_report (findings, report);
}
