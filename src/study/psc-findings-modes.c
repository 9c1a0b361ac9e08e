/* psc-findings-modes.c: where a difference between two modes comes from
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-findings-modes"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-findings-modes-private.h"
#include "psc-format.h"
#include "psc-point-words.h"

/* A part is named when it changes by so much of the whole difference. */
#define MIN_SHARE 0.1

#define N_PARTS   (PSC_N_PART_KINDS + PSC_MAX_STEPS)

typedef struct
{
  guint  part;
  double change_ns; /* for each worker, on average */
} Change;

static int
compare_changes (gconstpointer a,
                 gconstpointer b)
{
  double change_a = fabs (((const Change *) a)->change_ns);
  double change_b = fabs (((const Change *) b)->change_ns);

  return (change_a < change_b) - (change_a > change_b);
}

static double
get_part_ns (const PscModeFacts *facts,
             guint               part)
{
  return (double) psc_account_get_part_ns (&facts->account, part) /
         facts->n_lanes;
}

/* The parts that make the difference; none without both runs, or where these
 * two differ the other way. */
static GArray *
read_changes (const PscModePoint *fast,
              const PscModePoint *slow)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (Change));
  double whole_ns;

  if (fast->facts->n_lanes == 0 || slow->facts->n_lanes == 0)
    return changes;

  whole_ns = (double) slow->facts->account.total_ns / slow->facts->n_lanes -
             (double) fast->facts->account.total_ns / fast->facts->n_lanes;
  for (guint part = 0; whole_ns > 0. && part < N_PARTS; part++)
    {
      Change change = { part, 0. };

      if (part == PSC_PART_STEP)
        continue;

      change.change_ns = get_part_ns (slow->facts, part) -
                         get_part_ns (fast->facts, part);
      if (fabs (change.change_ns) >= MIN_SHARE * whole_ns)
        g_array_append_val (changes, change);
    }
  g_array_sort (changes, compare_changes);

  return changes;
}

/**
 * _psc_modes_append_difference:
 *
 * Says in which parts of their time workers differ, in the two runs that stand
 * for the points: this is the whole of the difference, as the account has no
 * rest.
 */
void
_psc_modes_append_difference (GString            *text,
                              const PscModePoint *fast,
                              const PscModePoint *slow)
{
  g_autoptr (GArray) changes = read_changes (fast, slow);
  g_autoptr (GString) list = g_string_new (NULL);
  PscPipeline *pipeline = psc_point_get_settings (slow->point)->pipeline;
  g_autofree char *slow_name = NULL;
  g_autofree char *fast_name = NULL;

  if (changes->len == 0)
    return;

  for (guint i = 0; i < changes->len; i++)
    {
      const Change *change = &g_array_index (changes, Change, i);
      g_autofree char *time =
        psc_format_duration (llround (fabs (change->change_ns)));

      g_string_append_printf (list, "%s%s %s%s", i > 0 ? _(", ") : "",
                              psc_part_id_get_name (change->part, pipeline),
                              change->change_ns > 0. ? "+" : "−", time);
    }

  slow_name = psc_finding_dup_kind (slow->point);
  fast_name = psc_finding_dup_kind (fast->point);
  g_string_append_c (text, ' ');
  /* Translators: two modes, then a list such as “start +3 ms” */
  g_string_append_printf (text, _("In the runs that are drawn, a worker of "
                                  "“%s” differs from one of “%s” on average "
                                  "by: %s."),
                          slow_name, fast_name, list->str);
}

/**
 * _psc_modes_append_walls:
 *
 * Says both wall times, and how far single runs lie apart.
 */
void
_psc_modes_append_walls (GString            *text,
                         const PscModePoint *a,
                         const PscModePoint *b)
{
  g_autofree char *name_a = psc_finding_dup_kind (a->point);
  g_autofree char *name_b = psc_finding_dup_kind (b->point);
  g_autofree char *time_a = _psc_findings_dup_time (a->point, PSC_MEASURE_WALL);
  g_autofree char *time_b = _psc_findings_dup_time (b->point, PSC_MEASURE_WALL);
  g_autofree char *range_a = _psc_findings_dup_range (a->point);
  g_autofree char *range_b = _psc_findings_dup_range (b->point);
  g_autofree char *workers = _psc_findings_dup_workers (a->point);

  /* Translators: “with 2 workers”, then the name of a mode, its wall time, the
   * range of single runs, and the same of another mode */
  g_string_append_printf (text, _("The wall time %s is, for “%s”, %s (single "
                                  "runs: %s), and for “%s” %s (%s)."),
                          workers, name_a, time_a, range_a, name_b, time_b,
                          range_b);
}

/**
 * _psc_modes_append_pair:
 *
 * Says whether two modes differ, and then where.
 */
void
_psc_modes_append_pair (GString            *text,
                        const PscModePoint *a,
                        const PscModePoint *b)
{
  PscVerdict verdict = psc_point_compare (a->point, b->point,
                                          PSC_MEASURE_WALL);
  const PscModePoint *slow = verdict == PSC_VERDICT_LESS ? b : a;
  const PscModePoint *fast = slow == a ? b : a;
  g_autofree char *slow_name = psc_finding_dup_kind (slow->point);
  g_autofree char *fast_name = psc_finding_dup_kind (fast->point);
  g_autofree char *slow_time = _psc_findings_dup_time (slow->point,
                                                       PSC_MEASURE_WALL);
  g_autofree char *fast_time = _psc_findings_dup_time (fast->point,
                                                       PSC_MEASURE_WALL);
  g_autofree char *comparison = NULL;

  if (text->len > 0)
    g_string_append_c (text, ' ');
  if (verdict == PSC_VERDICT_SAME)
    {
      /* Translators: two modes, and their wall times */
      g_string_append_printf (text, _("“%s” and “%s” do not differ by more "
                                      "than the noise: %s and %s."),
                              slow_name, fast_name, slow_time, fast_time);
      return;
    }

  comparison = psc_point_dup_comparison (slow->point, fast->point);
  /* Translators: that one mode takes longer than another, and their wall
   * times */
  g_string_append_printf (text, _("%s: %s and %s."), comparison, slow_time,
                          fast_time);
  _psc_modes_append_difference (text, fast, slow);
}

/**
 * _psc_modes_begin:
 *
 * Whether there is enough to compare; says so when there is not.
 */
gboolean
_psc_modes_begin (GPtrArray *findings,
                  GPtrArray *points)
{
  if (_psc_findings_has_repeats (points))
    return TRUE;

  _psc_findings_add_repeats (findings);

  return FALSE;
}

/**
 * _psc_modes_add_values:
 *
 * Adds that processes computed the same values and threads did not.
 */
void
_psc_modes_add_values (GPtrArray          *findings,
                       const PscModePoint *process,
                       const PscModePoint *thread)
{
  guint n = process->facts->same.n_workers;
  g_autofree char *value = NULL;

  if (n < 2 || thread->facts->n_lanes == 0 ||
      thread->facts->same.n_workers > 1)
    return;

  value = psc_format_value (process->facts->same.value);
  _psc_findings_add (
    findings, PSC_FINDING_VALUES, NULL,
    g_strdup (_("Processes computed the same values, threads did not")),
    g_strdup_printf (
      ngettext ("%u process began with %s, and so it went on, file after "
                "file: each inherits the same random state. Threads take "
                "their numbers from one stream.",
                "%u processes began with %s, and so it went on, file after "
                "file: each inherits the same random state. Threads take "
                "their numbers from one stream.", n),
      n, value));
}

/**
 * _psc_modes_add_limits:
 *
 * Adds what keeps workers from making a difference.
 */
void
_psc_modes_add_limits (GPtrArray *findings,
                       PscPoint  *point)
{
  PscFindingGroup group = { .findings = findings, .most = point };

  _psc_findings_add_limits (&group);
}
