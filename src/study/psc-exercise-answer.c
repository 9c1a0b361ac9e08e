/* psc-exercise-answer.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-exercise-answer"

#include "config.h"

#include <math.h>

#include "psc-exercise-answer.h"

#define NSEC_PER_MSEC 1e6

static PscPoint *
find_mode (GPtrArray *points,
           PscMode    mode,
           gboolean   global_lock)
{
  for (guint i = 0; i < points->len; i++)
    {
      PscPoint *point = g_ptr_array_index (points, i);
      const PscSettings *settings = psc_point_get_settings (point);

      if (settings->mode == mode && settings->global_lock == global_lock &&
          settings->tasks_per_worker == 0)
        return point;
    }

  return NULL;
}

static PscVerdict
compare_modes (GPtrArray *points,
               PscMode    a,
               PscMode    b)
{
  PscPoint *point_a = find_mode (points, a, FALSE);
  PscPoint *point_b = find_mode (points, b, FALSE);

  if (point_a == NULL || point_b == NULL)
    return PSC_VERDICT_UNKNOWN;

  return psc_point_compare (point_a, point_b, PSC_MEASURE_WALL);
}

/* A point with fewer runs might be the shortest by chance, as might be one that
 * there is nothing beside. */
static gboolean
find_fastest (GPtrArray *points,
              guint     *answer)
{
  g_autoptr (GPtrArray) told = psc_points_pick_told (points);

  return told->len >= 2 &&
         g_ptr_array_find (points, psc_points_find_shortest (told), answer);
}

static gboolean
find_cost (GPtrArray *points,
           guint     *answer)
{
  PscPoint *point = find_mode (points, PSC_MODE_PROCESS, FALSE);
  double start_ms;

  if (point == NULL)
    return FALSE;

  start_ms = psc_point_get_median (point, PSC_MEASURE_START_UP) /
             NSEC_PER_MSEC;
  if (!isfinite (start_ms))
    return FALSE;

  *answer = start_ms < 1. ? PSC_ANSWER_UNDER_1_MS
          : start_ms < 10. ? PSC_ANSWER_UNDER_10_MS
          : start_ms < 100. ? PSC_ANSWER_UNDER_100_MS
          : PSC_ANSWER_LONGER;

  return TRUE;
}

static gboolean
find_faster (GPtrArray *points,
             guint     *answer)
{
  switch (compare_modes (points, PSC_MODE_PROCESS, PSC_MODE_DUMMY))
    {
    case PSC_VERDICT_LESS:
      *answer = PSC_ANSWER_PROCESS;
      return TRUE;

    case PSC_VERDICT_MORE:
      *answer = PSC_ANSWER_DUMMY;
      return TRUE;

    case PSC_VERDICT_SAME:
      *answer = PSC_ANSWER_NO_FASTEST;
      return TRUE;

    case PSC_VERDICT_UNKNOWN:
    default:
      return FALSE;
    }
}

/* Chunks make the difference when one of two pools differs from the executor
 * with the same kind of workers, and the other does not gainsay it. */
static gboolean
find_rule (GPtrArray *points,
           guint     *answer)
{
  PscVerdict processes = compare_modes (points, PSC_MODE_PROCESS,
                                        PSC_MODE_PROCESS_EXECUTOR);
  PscVerdict threads = compare_modes (points, PSC_MODE_DUMMY, PSC_MODE_THREAD);
  PscVerdict pools = compare_modes (points, PSC_MODE_PROCESS, PSC_MODE_DUMMY);
  PscVerdict executors = compare_modes (points, PSC_MODE_PROCESS_EXECUTOR,
                                        PSC_MODE_THREAD);
  gboolean less = processes == PSC_VERDICT_LESS || threads == PSC_VERDICT_LESS;
  gboolean more = processes == PSC_VERDICT_MORE || threads == PSC_VERDICT_MORE;

  if (processes == PSC_VERDICT_UNKNOWN || threads == PSC_VERDICT_UNKNOWN ||
      pools == PSC_VERDICT_UNKNOWN || executors == PSC_VERDICT_UNKNOWN)
    return FALSE;

  if (less && !more)
    *answer = PSC_ANSWER_POOLS;
  else if (more && !less)
    *answer = PSC_ANSWER_EXECUTORS;
  else if (!more && pools == PSC_VERDICT_SAME && executors == PSC_VERDICT_SAME)
    *answer = PSC_ANSWER_ALIKE;
  else
    *answer = PSC_ANSWER_KINDS_DIFFER;

  return TRUE;
}

/**
 * psc_exercise_find_answer:
 * @points: (element-type PscPoint): of the exercise's main part
 * @answer: (out): what the measurement answers, as an index like
 *   PscPrediction.choice: of the fastest point in exercise a, and of
 *   psc_exercise_kind_get_answer() in the others
 *
 * Returns: whether enough has been measured to answer
 */
gboolean
psc_exercise_find_answer (PscExerciseKind  kind,
                          GPtrArray       *points,
                          guint           *answer)
{
  g_return_val_if_fail (points != NULL, FALSE);
  g_return_val_if_fail (answer != NULL, FALSE);

  switch (kind)
    {
    case PSC_EXERCISE_WORKERS:
      return find_fastest (points, answer);

    case PSC_EXERCISE_PROCESS_COST:
      return find_cost (points, answer);

    case PSC_EXERCISE_DUMMY:
      return find_faster (points, answer);

    case PSC_EXERCISE_POOLS:
    default:
      return find_rule (points, answer);
    }
}

/**
 * psc_exercise_accepts:
 * @choice: what was predicted
 *
 * Whether the measurement agrees with a prediction.  In exercise a it does so
 * with every number of workers that is about as fast as the fastest.
 */
gboolean
psc_exercise_accepts (PscExerciseKind  kind,
                      GPtrArray       *points,
                      guint            choice)
{
  guint answer;

  if (!psc_exercise_find_answer (kind, points, &answer))
    return FALSE;

  if (kind != PSC_EXERCISE_WORKERS || choice == answer ||
      choice >= points->len)
    return choice == answer;

  return psc_point_has_enough_runs (g_ptr_array_index (points, choice)) &&
         psc_point_is_about_as_fast (g_ptr_array_index (points, choice),
                                     g_ptr_array_index (points, answer));
}

/**
 * psc_exercise_measure_gap:
 * @points: (element-type PscPoint): exercise a's
 * @shares: (array length=n_shares): the curve that was predicted
 * @gap: (out): how far off it is in the middle: the median over the points of
 *   |predicted / measured - 1|, that of one worker left out, for it is given
 *
 * Returns: whether there is such a curve and enough was measured
 */
gboolean
psc_exercise_measure_gap (GPtrArray    *points,
                          const double *shares,
                          guint         n_shares,
                          double       *gap)
{
  g_autofree double *gaps = g_new (double, points->len + 1);
  PscSample sample;
  guint n_gaps = 0;

  if (shares == NULL || n_shares != points->len)
    return FALSE;

  for (guint i = 0; i < points->len; i++)
    {
      PscPoint *point = g_ptr_array_index (points, i);
      double speedup, efficiency;

      if (psc_point_get_settings (point)->workers > 1 &&
          psc_points_get_speedup (points, point, &speedup, &efficiency))
        gaps[n_gaps++] = fabs (shares[i] * speedup - 1.);
    }

  if (n_gaps == 0)
    return FALSE;

  psc_sample_read (gaps, n_gaps, &sample);
  *gap = sample.median;

  return TRUE;
}
