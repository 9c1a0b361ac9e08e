/* psc-run-difference.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-run-difference"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-figures.h"
#include "psc-format.h"
#include "psc-run-difference.h"

/* From here on a factor is understood, and a percentage is not. */
#define FACTOR 2.

/* Takes all but @figure. */
static void
add_row (GPtrArray  *rows,
         const char *figure,
         char       *first,
         char       *second,
         char       *change)
{
  char **row = g_new0 (char *, PSC_N_DIFFERENCE_CELLS + 1);

  row[PSC_DIFFERENCE_FIGURE] = g_strdup (figure);
  row[PSC_DIFFERENCE_FIRST] = first;
  row[PSC_DIFFERENCE_SECOND] = second;
  row[PSC_DIFFERENCE_CHANGE] = change;
  g_ptr_array_add (rows, row);
}

static const char *
get_sign (gboolean less)
{
  return less ? "−" : "+";
}

/* As a percentage or, where it is large, as a factor. */
static char *
dup_change (double first,
            double second)
{
  double factor = second / first;
  g_autofree char *text = NULL;

  if (!isfinite (factor) || factor <= 0.)
    return g_strdup ("");
  if (factor >= FACTOR)
    {
      text = psc_format_ratio (factor);
      return g_strdup_printf ("× %s", text);
    }
  if (factor <= 1. / FACTOR)
    {
      text = psc_format_ratio (1. / factor);
      return g_strdup_printf ("÷ %s", text);
    }

  text = psc_format_percent (fabs (factor - 1.));

  return g_strdup_printf ("%s%s", get_sign (factor < 1.), text);
}

static void
add_time (GPtrArray  *rows,
          const char *figure,
          gint64      first_ns,
          gint64      second_ns)
{
  gboolean known = first_ns != PSC_NEVER && second_ns != PSC_NEVER;

  add_row (rows, figure, psc_format_duration (first_ns),
           psc_format_duration (second_ns),
           known ? dup_change ((double) first_ns, (double) second_ns)
                 : g_strdup (""));
}

static void
add_ratio (GPtrArray  *rows,
           const char *figure,
           double      first,
           double      second)
{
  double change = second - first;
  g_autofree char *text = psc_format_ratio (fabs (change));

  add_row (rows, figure, psc_format_ratio (first), psc_format_ratio (second),
           isfinite (change)
           ? g_strdup_printf ("%s%s", get_sign (change < 0.), text)
           : g_strdup (""));
}

static void
add_count (GPtrArray  *rows,
           const char *figure,
           guint       first,
           guint       second)
{
  g_autofree char *text =
    psc_format_count (MAX (first, second) - MIN (first, second));

  add_row (rows, figure, psc_format_count (first), psc_format_count (second),
           first != second
           ? g_strdup_printf ("%s%s", get_sign (second < first), text)
           : g_strdup (""));
}

static guint
count_harmed (PscRun *run)
{
  return psc_run_get_n_tasks (run) -
         psc_run_get_n_outcome (run, PSC_OUTCOME_OK) -
         psc_run_get_n_outcome (run, PSC_OUTCOME_NONZERO);
}

/* Of what is not to be compared, no difference is told, but once that it is not. */
static void
clear_changes (GPtrArray *rows,
               guint      first)
{
  for (guint i = first; i < rows->len; i++)
    {
      char **row = g_ptr_array_index (rows, i);

      g_free (row[PSC_DIFFERENCE_CHANGE]);
      row[PSC_DIFFERENCE_CHANGE] = g_strdup (i == first ? _("not comparable")
                                                        : "");
    }
}

/**
 * psc_run_difference_new:
 * @first: a run that has ended
 * @second: another one
 *
 * Puts the figures of two runs beside each other, with what changed from the
 * first to the second: but not in the times of a run whose times are not to be
 * compared, see psc_figure_dup_losses().
 *
 * Returns: (transfer full) (element-type GStrv): rows of
 *   %PSC_N_DIFFERENCE_CELLS cells
 */
GPtrArray *
psc_run_difference_new (PscRun *first,
                        PscRun *second)
{
  GPtrArray *rows;
  PscFigures a, b;
  guint harmed_a, harmed_b, n_counts;

  g_return_val_if_fail (PSC_IS_RUN (first), NULL);
  g_return_val_if_fail (PSC_IS_RUN (second), NULL);

  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  psc_figures_read (first, &a);
  psc_figures_read (second, &b);
  add_count (rows, _("Workers"), a.n_lanes, b.n_lanes);
  add_count (rows, _("Files"), a.n_files, b.n_files);
  harmed_a = count_harmed (first);
  harmed_b = count_harmed (second);
  if (harmed_a > 0 || harmed_b > 0)
    add_count (rows, _("Without a result"), harmed_a, harmed_b);

  n_counts = rows->len;
  add_time (rows, _("Wall"), a.wall_ns, b.wall_ns);
  add_time (rows, _("Cumulated"), a.cumulated_ns, b.cumulated_ns);
  add_time (rows, _("Average"), a.average_ns, b.average_ns);
  add_time (rows, _("Start-up"), a.start_up_ns, b.start_up_ns);
  add_ratio (rows, _("Occupancy"), a.occupancy, b.occupancy);
  add_time (rows, _("CPU time"), a.cpu_ns > 0 ? a.cpu_ns : PSC_NEVER,
            b.cpu_ns > 0 ? b.cpu_ns : PSC_NEVER);
  if (!psc_figures_are_comparable (&a) || !psc_figures_are_comparable (&b))
    clear_changes (rows, n_counts);

  return rows;
}
