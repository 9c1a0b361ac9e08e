/* psc-compare.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-compare"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-compare-private.h"
#include "psc-compare.h"
#include "psc-findings.h"
#include "psc-format.h"

#define NO_BREAK_SPACE "\302\240"

static PscPoint *
get_point (PscSweep *sweep,
           guint     point)
{
  return g_ptr_array_index (psc_sweep_get_points (sweep), point);
}

/**
 * psc_compare_find_run:
 * @point: from 0
 *
 * Looks for the run that stands for a point: of those that count, the one
 * whose wall time is nearest to their median, and of equals the first.
 *
 * Returns: (transfer none) (nullable): the run; %NULL until one has ended
 */
const PscSweepRun *
psc_compare_find_run (PscSweep *sweep,
                      guint     point)
{
  const PscSweepRun *nearest = NULL;
  double median, least = INFINITY;

  g_return_val_if_fail (PSC_IS_SWEEP (sweep), NULL);
  g_return_val_if_fail (point < psc_sweep_get_points (sweep)->len, NULL);

  median = psc_point_get_median (get_point (sweep, point), PSC_MEASURE_WALL);
  for (guint i = 0; i < psc_sweep_get_n_runs (sweep); i++)
    {
      const PscSweepRun *run = psc_sweep_get_run (sweep, i);
      double distance = fabs ((double) run->figures.wall_ns - median);

      if (run->point == point && run->repeat > 0 && run->problem == NULL &&
          distance < least)
        {
          nearest = run;
          least = distance;
        }
    }

  return nearest;
}

/**
 * psc_compare_get_span_ns:
 *
 * The longest wall time of the runs that stand for the points; 0 without one.
 */
gint64
psc_compare_get_span_ns (PscSweep *sweep)
{
  gint64 span_ns = 0;

  g_return_val_if_fail (PSC_IS_SWEEP (sweep), 0);

  for (guint i = 0; i < psc_sweep_get_points (sweep)->len; i++)
    {
      const PscSweepRun *run = psc_compare_find_run (sweep, i);

      if (run != NULL)
        span_ns = MAX (span_ns, run->figures.wall_ns);
    }

  return span_ns;
}

/* What makes the same pool in Python. */
static char *
dup_counterpart (const PscSettings *settings)
{
  static const char * const formats[PSC_N_MODES] = {
    [PSC_MODE_PROCESS] = "multiprocessing.Pool(%u)",
    [PSC_MODE_PROCESS_EXECUTOR] = "ProcessPoolExecutor(%u)",
    [PSC_MODE_THREAD] = "ThreadPoolExecutor(%u)",
    [PSC_MODE_DUMMY] = "multiprocessing.dummy.Pool(%u)",
  };
  g_autoptr (GString) text = g_string_new (formats[settings->mode]);
  g_autofree char *workers = g_strdup_printf ("%u", settings->workers);

  g_string_replace (text, "%u", workers, 0);

  return g_strdup (text->str);
}

/**
 * _psc_compare_dup_caption:
 * @wall_ns: the wall time; %PSC_NEVER: it has not been measured yet
 *
 * Returns: (transfer full): the settings' counterpart in Python, how files are
 *   handed out, and how long that took
 */
char *
_psc_compare_dup_caption (const PscSettings *settings,
                          guint              n_files,
                          gint64             wall_ns)
{
  guint size = psc_settings_get_chunk_size (settings, n_files);
  GString *text = g_string_new (NULL);
  g_autofree char *counterpart = dup_counterpart (settings);

  g_string_append_printf (text, "%s · ", counterpart);
  if (size <= 1)
    g_string_append (text, _("one file at a time"));
  else
    g_string_append_printf (text, ngettext ("chunks of %u file",
                                            "chunks of %u files", size), size);

  if (wall_ns != PSC_NEVER)
    {
      g_autofree char *wall = psc_format_duration (wall_ns);
      g_autoptr (GString) unbroken = g_string_new (NULL);

      g_string_append_printf (unbroken, _("wall %s"), wall);
      g_string_replace (unbroken, " ", NO_BREAK_SPACE, 0);
      g_string_append_printf (text, " · %s", unbroken->str);
    }

  return g_string_free (text, FALSE);
}

/**
 * _psc_compare_append_task:
 * @name: what the run is told from others by
 * @run: a run that has ended
 * @index: of a file
 *
 * Adds a line on what became of a file in a run: its times, or why it has none.
 */
void
_psc_compare_append_task (GString    *text,
                          const char *name,
                          PscRun     *run,
                          guint       index)
{
  const PscTaskRecord *task = psc_run_get_task (run, index);
  g_autofree char *length = NULL;
  g_autofree char *start = NULL;

  g_string_append_c (text, '\n');
  if (task->start_ns == PSC_NEVER || task->outcome == PSC_OUTCOME_SKIPPED)
    {
      g_autofree char *reason = psc_run_dup_reason (run, index);

      g_string_append_printf (text, "%s: %s", name, reason);
      return;
    }

  length = psc_format_duration (task->end_ns - task->start_ns);
  start = psc_format_duration (task->start_ns);

  /* Translators: the name of a mode or of a run, a length of time, a moment,
   * and numbers of a worker and a chunk */
  g_string_append_printf (text, _("%s: %s, from %s on, worker %u, chunk %u"),
                          name, length, start, task->lane, task->chunk);
}

/**
 * psc_compare_dup_caption:
 * @point: from 0
 *
 * Returns: (transfer full): its counterpart in Python, how files are handed
 *   out, and the wall time of the run that stands for it, if there is one
 */
char *
psc_compare_dup_caption (PscSweep *sweep,
                         guint     point)
{
  const PscSweepRun *run = psc_compare_find_run (sweep, point);

  return _psc_compare_dup_caption (
    psc_point_get_settings (get_point (sweep, point)),
    psc_listing_get_n_files (psc_sweep_get_listing (sweep)),
    run != NULL ? run->figures.wall_ns : PSC_NEVER);
}

/**
 * psc_compare_dup_file:
 * @file: its index
 *
 * Returns: (transfer full): the name of a file, and on a line each what became
 *   of it in the runs that stand for the points
 */
char *
psc_compare_dup_file (PscSweep *sweep,
                      guint     file)
{
  GString *text = g_string_new (NULL);
  g_autofree char *name = NULL;

  g_return_val_if_fail (PSC_IS_SWEEP (sweep), NULL);

  name = psc_format_name (psc_listing_get_name (psc_sweep_get_listing (sweep),
                                                file));
  g_string_append (text, name);
  for (guint i = 0; i < psc_sweep_get_points (sweep)->len; i++)
    {
      const PscSweepRun *run = psc_compare_find_run (sweep, i);

      g_autofree char *kind = psc_finding_dup_kind (get_point (sweep, i));

      if (run != NULL && run->run != NULL)
        _psc_compare_append_task (text, kind, run->run, file);
    }

  return g_string_free (text, FALSE);
}
