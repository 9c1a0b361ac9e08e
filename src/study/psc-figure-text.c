/* psc-figure-text.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-figure-text"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-figure-text.h"
#include "psc-format.h"

static char *
explain_wall (const PscFigures *figures)
{
  g_autofree char *wall = psc_format_duration (figures->wall_ns);

  return g_strdup_printf (_("end of the last file − creation of the first "
                            "worker = %s\nIt is what one waits for. "
                            "Ending the workers is not part of it."),
                          wall);
}

static char *
explain_cumulated (const PscFigures *figures)
{
  g_autofree char *cumulated = psc_format_duration (figures->cumulated_ns);
  g_autofree char *n_run = psc_format_count (figures->n_run);

  return g_strdup_printf (ngettext ("sum of end − start over %s file = "
                                    "%s\nIt grows when workers are in "
                                    "each other’s way.",
                                    "sum of end − start over %s files = "
                                    "%s\nIt grows when workers are in "
                                    "each other’s way.",
                                    figures->n_run),
                          n_run, cumulated);
}

static char *
explain_average (const PscFigures *figures)
{
  g_autofree char *cumulated = psc_format_duration (figures->cumulated_ns);
  g_autofree char *n_run = psc_format_count (figures->n_run);
  g_autofree char *average = psc_format_duration (figures->average_ns);

  return g_strdup_printf (_("cumulated / files = %s / %s = %s\n"
                            "It is how long a file keeps its worker."),
                          cumulated, n_run, average);
}

static char *
explain_start_up (const PscFigures *figures)
{
  g_autofree char *start_up = psc_format_duration (figures->start_up_ns);
  g_autofree char *n_workers = psc_format_count (figures->n_workers);

  return g_strdup_printf (ngettext ("ready − requested, of %s worker = %s\n"
                                    "Until then its lane has nobody to work.",
                                    "ready − requested, median of %s workers "
                                    "= %s\nUntil then a lane has nobody to "
                                    "work.",
                                    figures->n_workers),
                          n_workers, start_up);
}

/* While a run goes on, the files in hand count. */
static char *
explain_occupancy (const PscFigures *figures)
{
  double area = (double) figures->wall_ns * figures->n_lanes;
  g_autofree char *ratio = psc_format_ratio (figures->occupancy);
  g_autofree char *wall = psc_format_duration (figures->wall_ns);
  g_autofree char *busy =
    psc_format_duration (isfinite (figures->occupancy)
                         ? llround (figures->occupancy * area) : PSC_NEVER);

  return g_strdup_printf (_("cumulated / (N × wall) = %s / (%u × %s) = %s\n"
                            "It is the notebook’s “efficiency”, but only "
                            "tells how full the lanes are, not how much time "
                            "they save."),
                          busy, figures->n_lanes, wall, ratio);
}

/* What it takes for a comparison to have a result. */
static const char *
get_condition (const PscFigures *figures)
{
  if (figures->n_lost > 0 || figures->n_stopped > 0)
    return _("It takes two runs that got through all their files.");
  if (figures->slept_ns > 0)
    return _("It takes two runs that the computer did not sleep in.");
  if (figures->silent_ns > 0)
    return _("It takes two runs whose workers were always there.");

  return _("It takes a run with one worker to know it.");
}

/* Why a comparison has no result. */
static char *
explain_missing (PscFigure         figure,
                 const PscFigures *figures)
{
  const char *formula = figure == PSC_FIGURE_SPEEDUP ? "T(1) / T(N)"
                                                     : "T(1) / (N × T(N))";

  return g_strdup_printf ("%s\n%s", formula, get_condition (figures));
}

/* Speed-up and efficiency are both comparisons with one worker. */
static char *
explain_comparison (PscFigure         figure,
                    const PscFigures *figures,
                    const PscFigures *one)
{
  g_autofree char *alone = NULL;
  g_autofree char *wall = NULL;
  g_autofree char *ratio = NULL;
  double speedup, efficiency;

  if (one == NULL && figures->n_lanes == 1)
    one = figures;
  if (one == NULL ||
      !psc_figures_parallel_efficiency (one, figures, &speedup, &efficiency))
    return explain_missing (figure, figures);

  alone = psc_format_duration (one->wall_ns);
  wall = psc_format_duration (figures->wall_ns);
  ratio = psc_format_ratio (figure == PSC_FIGURE_SPEEDUP ? speedup
                                                         : efficiency);
  if (figure == PSC_FIGURE_SPEEDUP)
    return g_strdup_printf (_("T(1) / T(N) = %s / %s = %s\nIt is how many "
                              "times faster the run is than with one worker."),
                            alone, wall, ratio);

  return g_strdup_printf (_("T(1) / (N × T(N)) = %s / (%u × %s) = %s\n"
                            "It is 1 when N workers take an Nth of the "
                            "time."),
                          alone, figures->n_lanes, wall, ratio);
}

static char *
explain_cpu (const PscFigures *figures)
{
  g_autofree char *cpu = psc_format_duration (figures->cpu_ns);
  g_autofree char *wall = psc_format_duration (figures->wall_ns);
  g_autofree char *share = psc_format_percent (figures->cpu_share);

  /* Workers tell how much CPU time they took when they end. */
  if (figures->cpu_ns <= 0)
    return g_strdup (_("CPU time / (CPUs × wall)\nIt is known when the "
                       "workers have ended."));

  return g_strdup_printf (_("CPU time / (CPUs × wall) = %s / (%u × %s) = %s\n"
                            "It is the part of what the CPUs could give that "
                            "the run took."),
                          cpu, figures->n_cpus, wall, share);
}

/**
 * psc_figure_explain:
 * @figures: the figures of a run
 * @one: (nullable): the figures of a run with one worker, otherwise like it
 *
 * Returns: (transfer full): the formula of @figure with its numbers filled in,
 *   and a line that says what it means
 */
char *
psc_figure_explain (PscFigure         figure,
                    const PscFigures *figures,
                    const PscFigures *one)
{
  switch (figure)
    {
    case PSC_FIGURE_WALL:
      return explain_wall (figures);

    case PSC_FIGURE_CUMULATED:
      return explain_cumulated (figures);

    case PSC_FIGURE_AVERAGE:
      return explain_average (figures);

    case PSC_FIGURE_START_UP:
      return explain_start_up (figures);

    case PSC_FIGURE_OCCUPANCY:
      return explain_occupancy (figures);

    case PSC_FIGURE_EFFICIENCY:
    case PSC_FIGURE_SPEEDUP:
      return explain_comparison (figure, figures, one);

    case PSC_FIGURE_CPU:
    default:
      return explain_cpu (figures);
    }
}

/**
 * psc_figure_dup_losses:
 * @figures: the figures of a run
 *
 * Returns: (transfer full) (nullable): that its times are not to be compared
 *   with those of others, and why; %NULL when they are
 */
char *
psc_figure_dup_losses (const PscFigures *figures)
{
  g_autofree char *length = NULL;

  if (figures->n_lost > 0)
    return g_strdup_printf (ngettext ("not comparable: %'u file lost",
                                      "not comparable: %'u files lost",
                                      figures->n_lost),
                            figures->n_lost);

  if (figures->n_stopped > 0)
    return g_strdup_printf (ngettext ("not comparable: ended with %'u file "
                                      "left",
                                      "not comparable: ended with %'u files "
                                      "left", figures->n_stopped),
                            figures->n_stopped);

  if (figures->slept_ns > 0)
    {
      length = psc_format_duration (figures->slept_ns);
      return g_strdup_printf (_("not comparable: the computer slept %s"),
                              length);
    }

  if (figures->silent_ns > 0)
    {
      length = psc_format_duration (figures->silent_ns);
      return g_strdup_printf (_("not comparable: workers were stopped or silent "
                                "for %s"), length);
    }

  return NULL;
}

/**
 * psc_figure_dup_sleep:
 * @slept_ns: how long the computer slept in the middle of a run
 *
 * Returns: (transfer full) (nullable): a sentence that says so; %NULL if it did
 *   not sleep
 */
char *
psc_figure_dup_sleep (gint64 slept_ns)
{
  g_autofree char *slept = NULL;

  if (slept_ns == 0)
    return NULL;

  slept = psc_format_duration (slept_ns);

  return g_strdup_printf (_("The computer slept %s during this run: do not "
                            "compare its times with those of others."), slept);
}

/**
 * psc_figure_dup_silence:
 * @silent_ns: how long workers of a run gave no sign in all
 *
 * Returns: (transfer full) (nullable): a sentence that says so; %NULL if they
 *   were always there
 */
char *
psc_figure_dup_silence (gint64 silent_ns)
{
  g_autofree char *silent = NULL;

  if (silent_ns == 0)
    return NULL;

  silent = psc_format_duration (silent_ns);

  return g_strdup_printf (_("Workers were stopped or gave no sign for %s during "
                            "this run: do not compare its times with those of "
                            "others."), silent);
}
