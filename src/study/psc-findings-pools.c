/* psc-findings-pools.c: pools and executors, with processes and threads
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-findings-pools"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "psc-findings-modes-private.h"
#include "psc-format.h"
#include "psc-point-words.h"

static gboolean
differ (const PscModePoint *a,
        const PscModePoint *b)
{
  return psc_point_compare (a->point, b->point, PSC_MEASURE_WALL) !=
         PSC_VERDICT_SAME;
}

static int
compare_walls (gconstpointer a,
               gconstpointer b)
{
  double wall_a = psc_point_get_median (((const PscModePoint *) a)->point,
                                        PSC_MEASURE_WALL);
  double wall_b = psc_point_get_median (((const PscModePoint *) b)->point,
                                        PSC_MEASURE_WALL);

  return (wall_a > wall_b) - (wall_a < wall_b);
}

/* The wall times, the shortest first. */
static void
append_list (GString            *text,
             const PscModePoint *sorted)
{
  g_autofree char *workers = _psc_findings_dup_workers (sorted[0].point);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < PSC_N_MODES; i++)
    {
      g_autofree char *name = psc_finding_dup_kind (sorted[i].point);
      g_autofree char *time = _psc_findings_dup_time (sorted[i].point,
                                                      PSC_MEASURE_WALL);

      if (i > 0)
        g_string_append (list, _(", "));
      /* Translators: the name of a mode and its wall time, one of a list */
      g_string_append_printf (list, _("“%s” %s"), name, time);
    }

  /* Translators: “with 2 workers”, then a list of modes and times */
  g_string_append_printf (text, _("The wall time %s, the shortest first: %s."),
                          workers, list->str);
}

/* How far single runs of the fastest and of the slowest lie apart. */
static void
append_ranges (GString            *text,
               const PscModePoint *fast,
               const PscModePoint *slow)
{
  g_autofree char *fast_name = psc_finding_dup_kind (fast->point);
  g_autofree char *slow_name = psc_finding_dup_kind (slow->point);
  g_autofree char *fast_range = _psc_findings_dup_range (fast->point);
  g_autofree char *slow_range = _psc_findings_dup_range (slow->point);

  g_string_append_c (text, ' ');
  /* Translators: the name of a mode and a range of times, both twice */
  g_string_append_printf (text, _("Single runs of “%s” took %s, and of “%s” "
                                  "%s."),
                          fast_name, fast_range, slow_name, slow_range);
  _psc_findings_append_noise (text, fast->point, slow->point);
}

/* The modes that take longer than the fastest by more than the noise.  When
 * there is none, the slowest pair of others may differ nevertheless. */
static gboolean
append_slower (GString            *text,
               const PscModePoint *sorted)
{
  for (guint fast = 0; fast + 1 < PSC_N_MODES; fast++)
    {
      g_autoptr (GString) list = g_string_new (NULL);
      g_autofree char *name = psc_finding_dup_kind (sorted[fast].point);

      for (guint i = fast + 1; i < PSC_N_MODES; i++)
        {
          g_autofree char *slow = psc_finding_dup_kind (sorted[i].point);
          g_autofree char *longer = NULL;

          if (!differ (&sorted[i], &sorted[fast]))
            continue;

          longer = psc_point_dup_longer (sorted[i].point, sorted[fast].point);
          if (list->len > 0)
            g_string_append (list, _(", "));
          /* Translators: the name of a mode and how much longer it takes, one
           * of a list */
          g_string_append_printf (list, _("“%s” (%s)"), slow, longer);
        }

      if (list->len > 0)
        {
          g_string_append_c (text, ' ');
          /* Translators: the name of a mode, then a list of others, each with
           * how much longer it takes */
          g_string_append_printf (text, _("Compared with “%s”, and by more "
                                          "than the noise: %s."), name, list->str);
          return TRUE;
        }
    }

  return FALSE;
}

static void
add_answer (GPtrArray          *findings,
            const PscModePoint *modes)
{
  GString *text = g_string_new (NULL);
  PscModePoint sorted[PSC_N_MODES];
  gboolean any;

  memcpy (sorted, modes, sizeof sorted);
  qsort (sorted, PSC_N_MODES, sizeof sorted[0], compare_walls);
  append_list (text, sorted);
  any = append_slower (text, sorted);
  if (!any)
    append_ranges (text, &sorted[0], &sorted[PSC_N_MODES - 1]);

  _psc_findings_add (findings, PSC_FINDING_KINDS, NULL,
                     g_strdup (any ? _("Yes, there are differences")
                                   : _("No difference larger than the noise")),
                     g_string_free (text, FALSE));
}

static guint
get_chunk_size (const PscModePoint *mode)
{
  return psc_settings_get_chunk_size (psc_point_get_settings (mode->point),
                                      psc_point_get_n_files (mode->point));
}

/* Pools beside executors with the same workers: only the rule by which files
 * are handed out is another, and when threads start. */
static void
add_rule (GPtrArray          *findings,
          const PscModePoint *modes)
{
  GString *text = g_string_new (NULL);
  guint size = get_chunk_size (&modes[PSC_MODE_PROCESS]);
  gboolean any = differ (&modes[PSC_MODE_PROCESS],
                         &modes[PSC_MODE_PROCESS_EXECUTOR]) ||
                 differ (&modes[PSC_MODE_DUMMY], &modes[PSC_MODE_THREAD]);
  gboolean same = size == get_chunk_size (&modes[PSC_MODE_PROCESS_EXECUTOR]);
  const char *title;

  if (same)
    g_string_append_printf (text, ngettext ("All four hand out %u file at a "
                                            "time.",
                                            "All four hand out %u files at a "
                                            "time.", size), size);
  else
    g_string_append_printf (text, _("The pools hand out %u files at once, the "
                                    "executors one at a time."), size);
  _psc_modes_append_pair (text, &modes[PSC_MODE_PROCESS],
                          &modes[PSC_MODE_PROCESS_EXECUTOR]);
  _psc_modes_append_pair (text, &modes[PSC_MODE_DUMMY],
                          &modes[PSC_MODE_THREAD]);

  if (same)
    title = any ? _("Pools and executors differ even with the same chunks")
                : _("With the same chunks, nothing is left that is larger than "
                    "the noise");
  else
    title = any ? _("Pools and executors differ")
                : _("The chunks make no difference larger than the noise");
  _psc_findings_add (findings, PSC_FINDING_CHUNKS, NULL, g_strdup (title),
                     g_string_free (text, FALSE));
}

static void
append_start_up (GString            *text,
                 const PscModePoint *process,
                 const PscModePoint *thread)
{
  PscVerdict verdict = psc_point_compare (process->point, thread->point,
                                          PSC_MEASURE_START_UP);

  if (verdict == PSC_VERDICT_MORE)
    _psc_findings_append_start_up (text, thread->point, process->point);
}

/* Processes beside threads under the same rule. */
static void
add_workers (GPtrArray          *findings,
             const PscModePoint *modes)
{
  GString *text = g_string_new (NULL);
  gboolean any = differ (&modes[PSC_MODE_PROCESS], &modes[PSC_MODE_DUMMY]) ||
                 differ (&modes[PSC_MODE_PROCESS_EXECUTOR],
                         &modes[PSC_MODE_THREAD]);

  _psc_modes_append_pair (text, &modes[PSC_MODE_PROCESS],
                          &modes[PSC_MODE_DUMMY]);
  _psc_modes_append_pair (text, &modes[PSC_MODE_PROCESS_EXECUTOR],
                          &modes[PSC_MODE_THREAD]);
  append_start_up (text, &modes[PSC_MODE_PROCESS], &modes[PSC_MODE_DUMMY]);

  _psc_findings_add (findings, PSC_FINDING_KINDS, NULL,
                     g_strdup (any ? _("Processes and threads differ")
                                   : _("Processes and threads do not differ "
                                       "by more than the noise")),
                     g_string_free (text, FALSE));
}

/* A thread executor starts as many threads as it finds a use for. */
static void
add_on_demand (GPtrArray          *findings,
               const PscModePoint *mode)
{
  guint n_used = mode->facts->n_used;
  guint n_lanes = mode->facts->n_lanes;

  if (n_used == n_lanes)
    return;

  _psc_findings_add (
    findings, PSC_FINDING_ON_DEMAND, NULL,
    g_strdup_printf (ngettext ("The thread executor started %u of %u thread",
                               "The thread executor started %u of %u threads",
                               n_lanes), n_used, n_lanes),
    g_strdup (_("It starts one only when a file waits and no thread is "
                "idle.")));
}

/**
 * psc_findings_read_pools:
 * @points: (element-type PscPoint): one of each mode, in the order of PscMode
 * @facts: (array fixed-size=4): of each
 *
 * Says whether there are any differences, and where they come from, as far as
 * the data show it.
 *
 * Returns: (transfer full) (element-type PscFinding): the findings, the most
 *   important first
 */
GPtrArray *
psc_findings_read_pools (GPtrArray          *points,
                         const PscModeFacts *facts)
{
  GPtrArray *findings = _psc_findings_new ();
  PscModePoint modes[PSC_N_MODES];

  g_return_val_if_fail (points->len == PSC_N_MODES, findings);

  if (!_psc_modes_begin (findings, points))
    return findings;

  for (guint i = 0; i < PSC_N_MODES; i++)
    modes[i] = (PscModePoint) { g_ptr_array_index (points, i), &facts[i] };

  add_answer (findings, modes);
  add_rule (findings, modes);
  add_workers (findings, modes);
  add_on_demand (findings, &modes[PSC_MODE_THREAD]);
  _psc_modes_add_values (findings, &modes[PSC_MODE_PROCESS],
                         &modes[PSC_MODE_DUMMY]);
  _psc_modes_add_limits (findings, modes[PSC_MODE_PROCESS].point);

  return findings;
}
