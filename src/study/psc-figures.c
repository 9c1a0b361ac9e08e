/* psc-figures.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-figures"

#include "config.h"

#include <math.h>

#include "psc-figures.h"
#include "psc-losses.h"
#include "psc-silence.h"

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 time_a = *(const gint64 *) a;
  gint64 time_b = *(const gint64 *) b;

  return (time_a > time_b) - (time_a < time_b);
}

/* The median: one late worker out of many says nothing about the others. */
static gint64
read_start_up (PscRun *run)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint half;

  for (guint i = 0; i < psc_run_get_n_workers (run); i++)
    {
      const PscWorkerRecord *worker = psc_run_get_worker (run, i);
      gint64 time_ns;

      if (worker->ready_ns == PSC_NEVER)
        continue;

      time_ns = worker->ready_ns - worker->requested_ns;
      g_array_append_val (times, time_ns);
    }

  if (times->len == 0)
    return PSC_NEVER;

  g_array_sort (times, compare_times);
  half = times->len / 2;
  if (times->len % 2 != 0)
    return g_array_index (times, gint64, half);

  return (g_array_index (times, gint64, half - 1) +
          g_array_index (times, gint64, half)) / 2;
}

static double
divide (gint64 part,
        gint64 whole)
{
  return whole > 0 ? (double) part / (double) whole : NAN;
}

/* The time up to now that lanes have spent on tasks that they still hold. */
static gint64
read_in_hand (PscRun *run,
              gint64  wall_ns)
{
  gint64 sum_ns = 0;

  for (guint i = 0; i < psc_run_get_n_lanes (run); i++)
    {
      guint index;
      gint64 start_ns;

      if (psc_run_get_in_hand (run, i, &index, &start_ns) &&
          psc_run_get_task (run, index) == NULL)
        sum_ns += CLAMP (wall_ns - start_ns, 0, wall_ns);
    }

  return sum_ns;
}

/**
 * psc_figures_read:
 * @run: a run
 * @figures: (out caller-allocates): its figures
 *
 * Reads the figures once; see psc_figures_update() for a run that goes on.
 */
void
psc_figures_read (PscRun     *run,
                  PscFigures *figures)
{
  g_autoptr (PscAccountReader) reader = psc_account_reader_new (run);

  psc_figures_update (figures, run, reader);
}

/**
 * psc_figures_update:
 * @figures: (out caller-allocates): the figures as they are now
 * @run: the run that @reader was made for
 * @reader: keeps what has been read already
 *
 * Reads the figures of a run that goes on: only tasks that came in since the
 * last call with @reader cost time.
 */
void
psc_figures_update (PscFigures       *figures,
                    PscRun           *run,
                    PscAccountReader *reader)
{
  gint64 wall_ns = psc_run_get_wall_ns (run);
  gint64 busy_ns;

  psc_account_reader_read (reader, wall_ns, &figures->account);

  figures->wall_ns = wall_ns;
  figures->cumulated_ns = figures->account.cumulated_ns;
  figures->cpu_ns = psc_run_get_cpu_ns (run);
  figures->slept_ns = psc_run_get_slept_ns (run);
  figures->silent_ns = psc_silence_sum_ns (run);
  figures->start_up_ns = read_start_up (run);
  figures->n_files = psc_run_get_n_tasks (run);
  figures->n_run = figures->account.n_run;
  figures->n_lost = psc_losses_count (run);
  figures->n_stopped = psc_run_get_n_outcome (run, PSC_OUTCOME_STOPPED);
  figures->n_lanes = psc_run_get_n_lanes (run);
  figures->n_workers = psc_run_get_n_workers (run);
  figures->n_cpus = psc_run_get_machine (run)->cpus_usable;

  figures->average_ns = figures->n_run > 0
                        ? figures->cumulated_ns / figures->n_run
                        : PSC_NEVER;

  /* Tasks in hand count: with few long ones, the figure would otherwise stay
   * at nothing and then jump. */
  busy_ns = figures->cumulated_ns + read_in_hand (run, wall_ns);
  figures->occupancy = divide (busy_ns, figures->n_lanes * wall_ns);
  figures->cpu_share = divide (figures->cpu_ns, figures->n_cpus * wall_ns);
}

/**
 * psc_figures_are_comparable:
 *
 * Whether the run's times are those of its work: a run that has lost files or was
 * stopped did less, and one that the computer slept in, or that had workers which
 * were stopped or hung, was interrupted.
 */
gboolean
psc_figures_are_comparable (const PscFigures *self)
{
  return self->n_lost == 0 && self->n_stopped == 0 && self->slept_ns == 0 &&
         self->silent_ns == 0;
}

/**
 * psc_figures_parallel_efficiency:
 * @one: figures of a run with one worker
 * @many: figures of a run with the same settings and any number of workers
 * @speedup: (out): T(1) / T(N)
 * @efficiency: (out): T(1) / (N x T(N))
 *
 * Returns: whether there is something to compare; if not, both are %NAN
 */
gboolean
psc_figures_parallel_efficiency (const PscFigures *one,
                                 const PscFigures *many,
                                 double           *speedup,
                                 double           *efficiency)
{
  g_return_val_if_fail (one->n_lanes == 1, FALSE);

  *speedup = psc_figures_are_comparable (one) &&
             psc_figures_are_comparable (many)
             ? divide (one->wall_ns, many->wall_ns) : NAN;
  *efficiency = *speedup / many->n_lanes;

  return isfinite (*speedup);
}

/**
 * psc_figures_efficiency:
 * @self: figures of a run
 * @one: (nullable): figures of a run with the same settings and one worker
 *
 * Returns: the parallel efficiency, which is 1 for a run with one worker;
 *   %NAN where it is not known, or means nothing
 */
double
psc_figures_efficiency (const PscFigures *self,
                        const PscFigures *one)
{
  double speedup, efficiency = NAN;

  if (self->n_lanes == 1 && psc_figures_are_comparable (self))
    return 1.;
  if (one != NULL)
    psc_figures_parallel_efficiency (one, self, &speedup, &efficiency);

  return efficiency;
}
