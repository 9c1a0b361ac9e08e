/* psc-findings-cost.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-findings-cost"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-exercise-findings.h"
#include "psc-findings-private.h"
#include "psc-format.h"
#include "psc-point-words.h"

static char *
dup_time (double time_ns)
{
  return psc_format_duration (llround (time_ns));
}

static gboolean
has_enough (const PscSample *sample)
{
  return sample->n >= PSC_SAMPLE_MIN_VALUES;
}

static void
add_start (GPtrArray       *findings,
           const PscSample *starts)
{
  const PscSample *process = &starts[PSC_START_PROCESS];
  const PscSample *thread = &starts[PSC_START_THREAD];
  const PscSample *restart = &starts[PSC_START_RESTART];
  g_autofree char *median = NULL;
  g_autofree char *min = NULL;
  g_autofree char *max = NULL;
  GString *text;

  if (!has_enough (process))
    return;

  median = dup_time (process->median);
  min = dup_time (process->min);
  max = dup_time (process->max);
  text = g_string_new (NULL);
  g_string_append_printf (text, _("Of %u starts the shortest took %s and the "
                                  "longest %s."), process->n, min, max);
  if (has_enough (thread))
    {
      g_autofree char *thread_median = dup_time (thread->median);

      g_string_append_c (text, ' ');
      g_string_append_printf (text, _("A thread takes %s."), thread_median);
    }
  if (has_enough (restart))
    {
      g_autofree char *restart_median = dup_time (restart->median);

      g_string_append_c (text, ' ');
      g_string_append_printf (text, _("A process that replaces another takes "
                                      "%s."), restart_median);
    }

  _psc_findings_add (findings, PSC_FINDING_START, NULL,
                     g_strdup_printf (_("A process takes %s to start here"),
                                      median),
                     g_string_free (text, FALSE));
}

/* The point of processes that are never replaced. */
static PscPoint *
find_lasting (GPtrArray *points)
{
  for (guint i = 0; i < points->len; i++)
    {
      PscPoint *point = g_ptr_array_index (points, i);
      const PscSettings *settings = psc_point_get_settings (point);

      if (psc_mode_is_process (settings->mode) &&
          settings->tasks_per_worker == 0)
        return point;
    }

  return NULL;
}

/* The fewest files after which, or after any larger number, a worker may be
 * replaced at no cost above the noise; 0 if there is no such number among the
 * points.  Whether each of them costs more than that is another question: noise
 * may make a small number look cheap and a larger one costly. */
static guint
find_harmless (GPtrArray *points,
               PscPoint  *lasting,
               gboolean  *all_costly)
{
  guint fewest = 0, most_different = 0;

  *all_costly = TRUE;
  for (guint i = 0; i < points->len; i++)
    {
      PscPoint *point = g_ptr_array_index (points, i);
      guint n = psc_point_get_settings (point)->tasks_per_worker;
      PscVerdict verdict = psc_point_compare (point, lasting,
                                              PSC_MEASURE_WALL);

      if (n != 0 && verdict != PSC_VERDICT_SAME)
        most_different = MAX (most_different, n);
      if (n != 0 && verdict != PSC_VERDICT_MORE)
        *all_costly = FALSE;
    }

  for (guint i = 0; i < points->len; i++)
    {
      guint n = psc_point_get_settings (points->pdata[i])->tasks_per_worker;

      if (n > most_different && (fewest == 0 || n < fewest))
        fewest = n;
    }

  return fewest;
}

static PscPoint *
find_replaced_often (GPtrArray *points)
{
  PscPoint *often = NULL;

  for (guint i = 0; i < points->len; i++)
    {
      PscPoint *point = g_ptr_array_index (points, i);
      guint n = psc_point_get_settings (point)->tasks_per_worker;

      if (n != 0 &&
          (often == NULL ||
           n < psc_point_get_settings (often)->tasks_per_worker))
        often = point;
    }

  return often;
}

static void
add_costly_replacement (GPtrArray *findings,
                        GPtrArray *points,
                        PscPoint  *often,
                        PscPoint  *lasting)
{
  guint n = psc_point_get_settings (often)->tasks_per_worker;
  gboolean all_costly;
  guint harmless = find_harmless (points, lasting, &all_costly);
  g_autofree char *often_time = _psc_findings_dup_time (often,
                                                        PSC_MEASURE_WALL);
  g_autofree char *lasting_time = _psc_findings_dup_time (lasting,
                                                          PSC_MEASURE_WALL);
  g_autofree char *longer = psc_point_dup_longer (often, lasting);
  GString *text = g_string_new (NULL);

  if (n == 1)
    g_string_append_printf (text, _("With a new process for every file the "
                                    "wall time is %s, with processes that "
                                    "stay it is %s."),
                            often_time, lasting_time);
  else
    g_string_append_printf (text, _("With a new process after every %u files "
                                    "the wall time is %s, with processes that "
                                    "stay it is %s."),
                            n, often_time, lasting_time);
  if (harmless != 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text, _("From %u files on, the difference is not "
                                      "larger than the noise."), harmless);
    }
  else if (all_costly)
    {
      g_string_append_printf (text, " %s",
                              _("Every number of files that was tried costs "
                                "more than the noise."));
    }

  _psc_findings_add (findings, PSC_FINDING_REPLACEMENT, NULL,
                     /* Translators: such as “25 % longer” and “3.20 times as
                      * long” */
                     g_strdup_printf (_("Replacing workers takes %s"), longer),
                     g_string_free (text, FALSE));
}

static void
add_replacement (GPtrArray *findings,
                 GPtrArray *points,
                 PscPoint  *lasting)
{
  PscPoint *often = find_replaced_often (points);

  if (often == NULL)
    return;

  switch (psc_point_compare (often, lasting, PSC_MEASURE_WALL))
    {
    case PSC_VERDICT_MORE:
      add_costly_replacement (findings, points, often, lasting);
      break;

    case PSC_VERDICT_SAME:
      {
        g_autofree char *average = _psc_findings_dup_time (lasting,
                                                           PSC_MEASURE_AVERAGE);
        g_autofree char *often_range = _psc_findings_dup_range (often);
        g_autofree char *lasting_range = _psc_findings_dup_range (lasting);

        _psc_findings_add (findings, PSC_FINDING_REPLACEMENT, NULL,
                           g_strdup (_("Replacing workers costs nothing that "
                                       "could be told from noise")),
                           g_strdup_printf (_("Single runs took %s where "
                                              "workers are replaced most often, "
                                              "and %s where they stay. The "
                                              "files take %s on average."),
                                            often_range, lasting_range,
                                            average));
        break;
      }

    case PSC_VERDICT_LESS:
    case PSC_VERDICT_UNKNOWN:
    default:
      break;
    }
}

/* “50 %: 1.2 ms”, as far as each share is reached. */
static char *
dup_lengths (GPtrArray *grain)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (PscBreakEven i = 0; i < PSC_N_BREAK_EVENS; i++)
    {
      double share = psc_break_even_get_share (i);
      double length = psc_cost_find_break_even (grain, share);
      g_autofree char *percent = psc_format_percent (share);
      g_autofree char *time = NULL;

      if (i > 0)
        g_string_append (text, _(", "));
      time = isnan (length) ? g_strdup (_("not reached"))
             : length > 0. ? dup_time (length)
             : g_strdup (_("any length"));

      /* Translators: a share of the time, and how long tasks have to be. */
      g_string_append_printf (text, _("%s: %s"), percent, time);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_break_even_title (GPtrArray *grain,
                      double     length)
{
  g_autofree char *time = NULL;
  g_autofree char *share = psc_format_percent (1. - psc_break_even_get_share (
                                                      PSC_BREAK_EVEN_80));

  if (isnan (length))
    {
      PscPoint *longest = g_ptr_array_index (grain, grain->len - 1);

      time = _psc_findings_dup_time (longest, PSC_MEASURE_AVERAGE);

      return g_strdup_printf (_("Even tasks of %s lose more than %s of the "
                                "workers’ time"), time, share);
    }

  if (length == 0.)
    return g_strdup_printf (_("Even the shortest tasks lose less than %s "
                              "of the workers’ time"), share);

  time = dup_time (length);

  return g_strdup_printf (_("Tasks shorter than %s lose more than %s of the "
                            "workers’ time"), time, share);
}

static void
add_break_even (GPtrArray *findings,
                GPtrArray *grain,
                PscPoint  *lasting)
{
  double length;
  g_autofree char *lengths = NULL;
  g_autofree char *workers = NULL;
  GString *text;

  /* A length between two points needs two of them. */
  if (grain->len < 2 || !_psc_findings_has_repeats (grain))
    return;

  length = psc_cost_find_break_even (
    grain, psc_break_even_get_share (PSC_BREAK_EVEN_80));
  lengths = dup_lengths (grain);
  workers = _psc_findings_dup_workers (g_ptr_array_index (grain, 0));
  text = g_string_new (NULL);
  g_string_append_printf (text,
                          _("For the workers to spend so much of their time in "
                            "tasks, a task has to take: %s. This was measured "
                            "%s and %u files, handed out one at a time; with "
                            "more files, the starts weigh less."),
                          lengths, workers,
                          psc_point_get_n_files (g_ptr_array_index (grain, 0)));
  if (psc_point_get_median (lasting, PSC_MEASURE_AVERAGE) > 0.)
    {
      g_autofree char *average = _psc_findings_dup_time (lasting,
                                                         PSC_MEASURE_AVERAGE);

      g_string_append_c (text, ' ');
      g_string_append_printf (text, _("Your own files take %s on average."),
                              average);
    }

  _psc_findings_add (findings, PSC_FINDING_BREAK_EVEN, NULL,
                     dup_break_even_title (grain, length),
                     g_string_free (text, FALSE));
}

/**
 * psc_findings_read_cost:
 * @points: (element-type PscPoint): processes that are replaced and such that
 *   stay
 * @starts: (array fixed-size=3): how long starts took, by PscStartKind
 * @grain: (element-type PscPoint): from psc_cost_pick_grain()
 *
 * Says what starting workers costs, as far as the data show it.
 *
 * Returns: (transfer full) (element-type PscFinding): the findings, the most
 *   important first
 */
GPtrArray *
psc_findings_read_cost (GPtrArray       *points,
                        const PscSample *starts,
                        GPtrArray       *grain)
{
  PscPoint *lasting = find_lasting (points);
  PscFindingGroup group = {
    .findings = _psc_findings_new (),
    .most = lasting,
  };

  if (!_psc_findings_has_repeats (points) || !_psc_findings_has_repeats (grain))
    _psc_findings_add_repeats (group.findings);
  add_start (group.findings, starts);
  if (lasting == NULL)
    return group.findings;

  add_break_even (group.findings, grain, lasting);
  add_replacement (group.findings, points, lasting);
  if (psc_point_get_n_runs (lasting) > 0)
    _psc_findings_add_limits (&group);

  return group.findings;
}
