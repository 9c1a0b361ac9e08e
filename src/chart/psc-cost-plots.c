/* psc-cost-plots.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-cost-plots"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-cost-plots.h"
#include "psc-cost-run.h"
#include "psc-cost.h"
#include "psc-format.h"

/* The colors of steps that rows and curves take. */
enum
{
  COLOR_RUN,
  COLOR_OCCUPANCY,
  COLOR_EFFICIENCY,
};

/* The lengths that the axis of tasks reaches: from a microsecond to a tenth of
 * a second. */
#define FIRST_LENGTH_NS 1e3
#define N_LENGTHS       6

static void
add_row (PscStripPlot *plot,
         guint         color,
         const char   *label,
         GArray       *values)
{
  psc_strip_plot_add_row (plot, PSC_STRIP_DOTS, color, label,
                          (const double *) values->data, values->len);
}

static void
add_starts (PscStripPlot *plot,
            PscSweep     *sweep)
{
  static const char * const labels[PSC_N_START_KINDS] = {
    [PSC_START_PROCESS] = N_("Process, at the beginning"),
    [PSC_START_RESTART] = N_("Process, in another’s place"),
    [PSC_START_THREAD] = N_("Thread"),
  };
  static const PscStartKind order[PSC_N_START_KINDS] = {
    PSC_START_PROCESS, PSC_START_RESTART, PSC_START_THREAD,
  };

  psc_strip_plot_set_title (plot, _("From the request until ready"));
  for (guint i = 0; i < PSC_N_START_KINDS; i++)
    {
      g_autoptr (GArray) starts = psc_cost_read_starts (sweep, order[i]);

      add_row (plot, order[i], _(labels[order[i]]), starts);
    }
}

static char *
dup_replacement (const PscSettings *settings)
{
  if (!psc_mode_is_process (settings->mode))
    return g_strdup (_("Threads"));
  if (settings->tasks_per_worker == 0)
    return g_strdup (_("Processes that stay"));

  return g_strdup_printf (ngettext ("A new process after every file",
                                    "A new process after every %u files",
                                    settings->tasks_per_worker),
                          settings->tasks_per_worker);
}

static void
add_walls (PscStripPlot *plot,
           PscSweep     *sweep)
{
  GPtrArray *points = psc_sweep_get_points (sweep);

  psc_strip_plot_set_title (plot, _("Wall time of the whole run"));
  for (guint i = 0; i < points->len; i++)
    {
      g_autofree char *label =
        dup_replacement (psc_point_get_settings (points->pdata[i]));
      g_autoptr (GArray) walls = psc_cost_read_walls (sweep, i);

      add_row (plot, COLOR_RUN, label, walls);
    }
}

static GPtrArray *
pick_grain (PscExercise *exercise)
{
  PscSweep *sweep = psc_exercise_get_sweep (exercise, PSC_EXERCISE_PART_GRAIN);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  return psc_cost_pick_grain (sweep != NULL ? psc_sweep_get_points (sweep)
                                            : none);
}

/* “50 % from 1.2 ms on”; %NULL for what is not read off. */
static char *
dup_mark (GPtrArray    *grain,
          PscBreakEven  even,
          double       *length)
{
  double share = psc_break_even_get_share (even);
  g_autofree char *percent = psc_format_percent (share);
  g_autofree char *time = NULL;

  *length = psc_cost_find_break_even (grain, share);
  if (!(*length > 0.))
    return NULL;

  time = psc_format_duration (llround (*length));

  /* Translators: a share of the time, and how long tasks have to be. */
  return g_strdup_printf (_("%s from %s on"), percent, time);
}

static void
add_tasks (PscStripPlot *plot,
           PscExercise  *exercise,
           PscSweep     *sweep)
{
  PscRun *run = psc_cost_find_run (sweep, 0);
  g_autoptr (GPtrArray) grain = pick_grain (exercise);
  g_autoptr (GArray) lengths =
    run != NULL ? psc_cost_read_lengths (run)
                : g_array_new (FALSE, FALSE, sizeof (double));

  psc_strip_plot_set_title (plot, _("Are your own tasks long enough?"));
  psc_strip_plot_add_row (plot, PSC_STRIP_BARS, COLOR_RUN, _("Your tasks"),
                          (const double *) lengths->data, lengths->len);
  for (PscBreakEven i = 0; i < PSC_N_BREAK_EVENS; i++)
    {
      double length;
      g_autofree char *label = dup_mark (grain, i, &length);

      if (label != NULL)
        psc_strip_plot_add_mark (plot, length, label,
                                 i == PSC_BREAK_EVEN_80);
    }
}

/**
 * psc_cost_strip_new:
 * @exercise: exercise b, in any state
 * @context: its font is the body's at scale 1
 *
 * Returns: (transfer full): what was measured up to now
 */
PscStripPlot *
psc_cost_strip_new (PscCostStrip  strip,
                    PscExercise  *exercise,
                    PangoContext *context,
                    double        text_scale)
{
  PscStripPlot *plot = psc_strip_plot_new (context, text_scale);
  PscSweep *sweep = psc_exercise_get_sweep (exercise, PSC_EXERCISE_PART_MAIN);

  if (sweep == NULL)
    return plot;

  switch (strip)
    {
    case PSC_COST_STRIP_STARTS:
      add_starts (plot, sweep);
      break;

    case PSC_COST_STRIP_WALLS:
      add_walls (plot, sweep);
      break;

    case PSC_COST_STRIP_TASKS:
    default:
      add_tasks (plot, exercise, sweep);
      break;
    }

  return plot;
}

static void
add_occupancy (PscPlot   *plot,
               GPtrArray *grain)
{
  g_autofree PscPlotPoint *curve = g_new (PscPlotPoint, grain->len);

  for (guint i = 0; i < grain->len; i++)
    {
      const PscSample *sample =
        psc_point_get_sample (grain->pdata[i], PSC_MEASURE_OCCUPANCY);

      curve[i] = (PscPlotPoint) {
        psc_point_get_median (grain->pdata[i], PSC_MEASURE_AVERAGE),
        sample->median, sample->min, sample->max, sample->n
      };
    }
  psc_plot_add_curve (plot, PSC_CURVE_MEASURED, COLOR_OCCUPANCY,
                      _("occupancy"), curve, grain->len);
}

/* Tasks that do nothing have no use, with whatever workers. */
static void
add_efficiency (PscPlot   *plot,
                GPtrArray *points,
                GPtrArray *grain)
{
  g_autofree PscPlotPoint *curve = g_new (PscPlotPoint, grain->len);

  for (guint i = 0; i < grain->len; i++)
    {
      PscPoint *point = g_ptr_array_index (grain, i);
      double speedup, efficiency = NAN;

      if (psc_point_get_settings (point)->work > 0)
        psc_points_get_speedup (points, point, &speedup, &efficiency);
      curve[i] = (PscPlotPoint) {
        psc_point_get_median (point, PSC_MEASURE_AVERAGE), efficiency, NAN,
        NAN, psc_point_get_n_runs (point)
      };
    }
  psc_plot_add_curve (plot, PSC_CURVE_MEASURED, COLOR_EFFICIENCY,
                      _("parallel efficiency"), curve, grain->len);
}

/* From the share to the curve, and down to the length. */
static void
add_break_even (PscPlot      *plot,
                GPtrArray    *grain,
                PscBreakEven  even)
{
  double share = psc_break_even_get_share (even);
  double length;
  g_autofree char *label = dup_mark (grain, even, &length);
  PscPlotPoint corner[3];

  if (label == NULL)
    return;

  corner[0] = (PscPlotPoint) {
    MIN (psc_point_get_median (grain->pdata[0], PSC_MEASURE_AVERAGE),
         FIRST_LENGTH_NS), share, NAN, NAN, 0
  };
  corner[1] = (PscPlotPoint) { length, share, NAN, NAN, 0 };
  corner[2] = (PscPlotPoint) { length, 0., NAN, NAN, 0 };
  psc_plot_add_curve (plot, PSC_CURVE_IDEAL, 0, label, corner,
                      G_N_ELEMENTS (corner));
}

/**
 * psc_cost_plot_new:
 * @exercise: exercise b, in any state
 * @context: its font is the body's at scale 1
 *
 * Returns: (transfer full): occupancy and parallel efficiency over the length
 *   of tasks, with the lengths that are read off
 */
PscPlot *
psc_cost_plot_new (PscExercise  *exercise,
                   PangoContext *context,
                   double        text_scale)
{
  PscPlot *plot = psc_plot_new (context, text_scale);
  PscSweep *sweep = psc_exercise_get_sweep (exercise, PSC_EXERCISE_PART_GRAIN);
  g_autoptr (GPtrArray) grain = pick_grain (exercise);
  double lengths[N_LENGTHS];

  psc_plot_set_title (plot, _("How long do tasks have to be?"));
  psc_plot_set_unit (plot, PSC_PLOT_RATIO);
  psc_plot_set_x_axis (plot, _("length of a task"), TRUE);
  psc_plot_set_x_unit (plot, PSC_PLOT_TIME);
  for (guint i = 0; i < N_LENGTHS; i++)
    lengths[i] = i > 0 ? 10. * lengths[i - 1] : FIRST_LENGTH_NS;
  psc_plot_set_x_values (plot, lengths, N_LENGTHS);
  if (grain->len == 0)
    return plot;

  /* The label of the uppermost has room below its line only, and comes first. */
  for (PscBreakEven i = PSC_N_BREAK_EVENS; i > 0; i--)
    add_break_even (plot, grain, i - 1);
  add_efficiency (plot, psc_sweep_get_points (sweep), grain);
  add_occupancy (plot, grain);

  return plot;
}

/**
 * psc_cost_dup_losses:
 *
 * Returns: (transfer full): how many of the user's tasks are too short, in
 *   words; empty until that is measured
 */
char *
psc_cost_dup_losses (PscExercise *exercise)
{
  PscRun *run = NULL;
  PscSweep *sweep = psc_exercise_get_sweep (exercise, PSC_EXERCISE_PART_MAIN);
  g_autoptr (GPtrArray) grain = pick_grain (exercise);
  double share = psc_break_even_get_share (PSC_BREAK_EVEN_80);
  double length = psc_cost_find_break_even (grain, share);
  g_autoptr (GArray) lengths = NULL;
  g_autofree char *time = NULL;
  g_autofree char *loss = psc_format_percent (1. - share);
  guint n_short = 0;

  if (sweep != NULL)
    run = psc_cost_find_run (sweep, 0);
  if (run == NULL || !(length > 0.))
    return g_strdup ("");

  lengths = psc_cost_read_lengths (run);
  time = psc_format_duration (llround (length));
  for (guint i = 0; i < lengths->len; i++)
    if (g_array_index (lengths, double, i) < length)
      n_short++;

  /* Translators: how many tasks of how many, a length of time, a share. */
  return g_strdup_printf (ngettext ("%u of your %u tasks is shorter than %s "
                                    "and loses more than %s of the workers’ "
                                    "time.",
                                    "%u of your %u tasks are shorter than %s "
                                    "and lose more than %s of the workers’ "
                                    "time.", n_short),
                          n_short, lengths->len, time, loss);
}
