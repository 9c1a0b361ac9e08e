/* psc-findings-dummy.c: processes, threads, and threads with one lock
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-findings-dummy"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-exercise-answer.h"
#include "psc-findings-modes-private.h"
#include "psc-format.h"
#include "psc-point-words.h"

/* As psc_exercise_plan() has them. */
enum
{
  PROCESS,
  DUMMY,
  LOCKED,
  N_POINTS
};

static void
add_answer (GPtrArray          *findings,
            GPtrArray          *points,
            const PscModePoint *modes)
{
  GString *text = g_string_new (NULL);
  guint answer;

  psc_exercise_find_answer (PSC_EXERCISE_DUMMY, points, &answer);
  _psc_modes_append_walls (text, &modes[PROCESS], &modes[DUMMY]);
  if (answer == PSC_ANSWER_NO_FASTEST)
    {
      _psc_findings_append_noise (text, modes[PROCESS].point,
                                  modes[DUMMY].point);
    }
  else
    {
      guint fast = answer == PSC_ANSWER_PROCESS ? PROCESS : DUMMY;
      guint slow = fast == PROCESS ? DUMMY : PROCESS;

      _psc_findings_append_start_up (text, modes[fast].point,
                                     modes[slow].point);
      _psc_modes_append_difference (text, &modes[fast], &modes[slow]);
    }

  _psc_findings_add (findings, PSC_FINDING_KINDS, NULL,
                     g_strdup (psc_exercise_kind_get_answer (PSC_EXERCISE_DUMMY,
                                                             answer)),
                     g_string_free (text, FALSE));
}

static void
append_compute_share (GString            *text,
                      const PscModeFacts *facts)
{
  g_autofree char *share = NULL;

  if (isnan (facts->compute_share))
    return;

  share = psc_format_percent (facts->compute_share);
  g_string_append_c (text, ' ');
  g_string_append_printf (text, _("Computing, which is all that takes the "
                                  "lock, is %s of the time that files take "
                                  "without it."), share);
}

/* How many CPUs are busy shows what the lock keeps from going on at once. */
static void
append_busy_cpus (GString            *text,
                  const PscModePoint *modes)
{
  guint n_cpus = psc_point_get_n_cpus (modes[LOCKED].point);
  g_autofree char *locked = NULL;
  g_autofree char *free_cpus = NULL;

  if (psc_point_compare (modes[LOCKED].point, modes[DUMMY].point,
                         PSC_MEASURE_CPU_SHARE) != PSC_VERDICT_LESS)
    return;

  locked = psc_format_ratio (
    n_cpus * psc_point_get_median (modes[LOCKED].point,
                                   PSC_MEASURE_CPU_SHARE));
  free_cpus = psc_format_ratio (
    n_cpus * psc_point_get_median (modes[DUMMY].point, PSC_MEASURE_CPU_SHARE));
  g_string_append_c (text, ' ');
  /* Translators: numbers of CPUs; the last two have decimals */
  g_string_append_printf (text, ngettext ("Of %u CPU, the threads keep %s busy "
                                          "with the lock and %s without it.",
                                          "Of %u CPUs, the threads keep %s "
                                          "busy with the lock and %s without "
                                          "it.", n_cpus),
                          n_cpus, locked, free_cpus);
}

static char *
dup_lock_text (const PscModePoint *modes,
               PscVerdict          verdict)
{
  GString *text = g_string_new (NULL);

  _psc_modes_append_walls (text, &modes[LOCKED], &modes[DUMMY]);
  if (verdict == PSC_VERDICT_SAME)
    _psc_findings_append_noise (text, modes[LOCKED].point, modes[DUMMY].point);
  append_compute_share (text, modes[DUMMY].facts);
  if (verdict == PSC_VERDICT_MORE)
    {
      g_string_append_printf (text, " %s", _("One worker at a time computes, "
                                             "and waiting for it counts as "
                                             "computing."));
      append_busy_cpus (text, modes);
      _psc_modes_append_difference (text, &modes[DUMMY], &modes[LOCKED]);
    }

  return g_string_free (text, FALSE);
}

static char *
dup_lock_title (const PscModePoint *modes,
                PscVerdict          verdict)
{
  g_autofree char *longer = NULL;

  switch (verdict)
    {
    case PSC_VERDICT_MORE:
      longer = psc_point_dup_longer (modes[LOCKED].point, modes[DUMMY].point);
      /* Translators: such as “25 % longer” and “3.20 times as long” */
      return g_strdup_printf (_("With the lock, threads take %s"), longer);

    case PSC_VERDICT_LESS:
      longer = psc_point_dup_longer (modes[DUMMY].point, modes[LOCKED].point);
      /* Translators: such as “25 % longer” and “3.20 times as long” */
      return g_strdup_printf (_("Without the lock, threads take %s"), longer);

    case PSC_VERDICT_SAME:
    case PSC_VERDICT_UNKNOWN:
    default:
      return g_strdup (_("The lock makes no difference larger than the "
                         "noise"));
    }
}

static void
add_lock (GPtrArray          *findings,
          const PscModePoint *modes)
{
  PscVerdict verdict = psc_point_compare (modes[LOCKED].point,
                                          modes[DUMMY].point,
                                          PSC_MEASURE_WALL);

  if (!_psc_findings_is_locked (modes[LOCKED].point))
    _psc_findings_add (findings, PSC_FINDING_LOCK, NULL,
                       g_strdup (_("Nothing takes the lock")),
                       g_strdup (_("Only computing takes it, and no step "
                                   "computes.")));
  else if (_psc_findings_get_workers (modes[LOCKED].point) == 1)
    _psc_findings_add (findings, PSC_FINDING_LOCK, NULL,
                       g_strdup (_("One worker never waits for the lock")),
                       g_strdup (_("There is no one else to hold it. Choose "
                                   "more workers to see what it does.")));
  else
    _psc_findings_add (findings, PSC_FINDING_LOCK, NULL,
                       dup_lock_title (modes, verdict),
                       dup_lock_text (modes, verdict));
}

/**
 * psc_findings_read_dummy:
 * @points: (element-type PscPoint): processes, threads, and threads with the
 *   lock
 * @facts: (array fixed-size=3): of each
 *
 * Says which is faster, where the difference comes from, and what the lock
 * does, as far as the data show it.
 *
 * Returns: (transfer full) (element-type PscFinding): the findings, the most
 *   important first
 */
GPtrArray *
psc_findings_read_dummy (GPtrArray          *points,
                         const PscModeFacts *facts)
{
  GPtrArray *findings = _psc_findings_new ();
  PscModePoint modes[N_POINTS];

  g_return_val_if_fail (points->len == N_POINTS, findings);

  if (!_psc_modes_begin (findings, points))
    return findings;

  for (guint i = 0; i < N_POINTS; i++)
    modes[i] = (PscModePoint) { g_ptr_array_index (points, i), &facts[i] };

  add_answer (findings, points, modes);
  add_lock (findings, modes);
  _psc_modes_add_values (findings, &modes[PROCESS], &modes[DUMMY]);
  _psc_modes_add_limits (findings, modes[PROCESS].point);

  return findings;
}
