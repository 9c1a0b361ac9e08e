/* psc-cost.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-cost"

#include "config.h"

#include <math.h>

#include "psc-cost.h"

/* Shares below this, and rests, cannot be told from none. */
#define MIN_SHARE 1e-6

static gboolean
is_of_kind (PscRun                *run,
            guint                  index,
            const PscWorkerRecord *worker,
            PscStartKind           kind)
{
  const guint32 *workers;
  guint n_workers;

  if (worker->kind == PSC_WORKER_THREAD)
    return kind == PSC_START_THREAD;

  workers = psc_run_get_lane_workers (run, worker->lane - 1, &n_workers);

  return kind == (n_workers > 0 && workers[0] == index ? PSC_START_PROCESS
                                                       : PSC_START_RESTART);
}

static void
append_starts (GArray       *starts,
               PscRun       *run,
               PscStartKind  kind)
{
  for (guint i = 0; i < psc_run_get_n_workers (run); i++)
    {
      const PscWorkerRecord *worker = psc_run_get_worker (run, i);
      double length;

      if (worker->ready_ns == PSC_NEVER || !is_of_kind (run, i, worker, kind))
        continue;

      length = (double) (worker->ready_ns - worker->requested_ns);
      g_array_append_val (starts, length);
    }
}

/**
 * psc_cost_read_starts:
 * @sweep: a sweep that keeps its runs
 *
 * Returns: (transfer full) (element-type double): how long workers took from
 *   their request until they were ready, in nanoseconds, in all runs that
 *   count
 */
GArray *
psc_cost_read_starts (PscSweep     *sweep,
                      PscStartKind  kind)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < psc_sweep_get_n_runs (sweep); i++)
    {
      const PscSweepRun *run = psc_sweep_get_run (sweep, i);

      if (run->run != NULL && run->repeat > 0 && run->problem == NULL)
        append_starts (starts, run->run, kind);
    }

  return starts;
}

static int
compare_lengths (gconstpointer a,
                 gconstpointer b)
{
  double length_a = psc_point_get_median (*(PscPoint * const *) a,
                                          PSC_MEASURE_AVERAGE);
  double length_b = psc_point_get_median (*(PscPoint * const *) b,
                                          PSC_MEASURE_AVERAGE);

  return (length_a > length_b) - (length_a < length_b);
}

/**
 * psc_cost_pick_grain:
 * @points: (element-type PscPoint): with tasks of several lengths, and some
 *   with one worker to compare with
 *
 * Returns: (transfer container): the measured ones with the most workers, by
 *   the length of their tasks
 */
GPtrArray *
psc_cost_pick_grain (GPtrArray *points)
{
  GPtrArray *grain = g_ptr_array_new ();
  guint workers = 0;

  for (guint i = 0; i < points->len; i++)
    workers = MAX (workers, psc_point_get_settings (points->pdata[i])->workers);

  for (guint i = 0; i < points->len; i++)
    {
      PscPoint *point = g_ptr_array_index (points, i);

      if (psc_point_get_settings (point)->workers == workers &&
          psc_point_get_median (point, PSC_MEASURE_AVERAGE) > 0.)
        g_ptr_array_add (grain, point);
    }
  g_ptr_array_sort (grain, compare_lengths);

  return grain;
}

/* The logarithm of what a share is to its rest, of which there is always
 * some. */
static double
get_log_odds (double share)
{
  share = CLAMP (share, MIN_SHARE, 1. - MIN_SHARE);

  return log (share / (1. - share));
}

/* Where each task loses the same time c, tasks of length L take the share
 * L / (L + c) of the workers' time: the logarithm of that share's odds is a
 * straight line over the logarithm of the length. */
static double
find_length (PscPoint *shorter,
             PscPoint *longer,
             double    share)
{
  double low =
    get_log_odds (psc_point_get_median (shorter, PSC_MEASURE_OCCUPANCY));
  double high =
    get_log_odds (psc_point_get_median (longer, PSC_MEASURE_OCCUPANCY));
  double at = (get_log_odds (share) - low) / (high - low);

  return exp ((1. - at) * log (psc_point_get_median (shorter, PSC_MEASURE_AVERAGE)) +
              at * log (psc_point_get_median (longer, PSC_MEASURE_AVERAGE)));
}

/**
 * psc_cost_find_break_even:
 * @grain: (element-type PscPoint): from psc_cost_pick_grain()
 * @share: of the workers' time, above 0 and below 1
 *
 * From which length on tasks take at least @share of the workers' time: where
 * occupancy, as a function of the length, crosses @share for good.
 *
 * Returns: the length in nanoseconds; 0 if already the shortest tasks do, and
 *   %NAN if the longest do not
 */
double
psc_cost_find_break_even (GPtrArray *grain,
                          double     share)
{
  PscPoint *longer = NULL;

  for (guint i = grain->len; i > 0; i--)
    {
      PscPoint *point = g_ptr_array_index (grain, i - 1);

      if (psc_point_get_median (point, PSC_MEASURE_OCCUPANCY) >= share)
        longer = point;
      else if (longer == NULL)
        return NAN;
      else
        return find_length (point, longer, share);
    }

  return longer != NULL ? 0. : NAN;
}

/**
 * psc_break_even_get_share:
 *
 * The share of the workers' time that is spent in tasks.
 */
double
psc_break_even_get_share (PscBreakEven self)
{
  static const double shares[PSC_N_BREAK_EVENS] = { 0.5, 0.8, 0.95 };

  g_return_val_if_fail (self < PSC_N_BREAK_EVENS, NAN);

  return shares[self];
}
