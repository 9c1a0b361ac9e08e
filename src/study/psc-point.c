/* psc-point.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-point"

#include "config.h"

#include <math.h>

#include "psc-point.h"

/* A wall time that is not above the shortest by more than this factor is about
 * as good. */
#define ABOUT 1.1

struct _PscPoint
{
  /* Owned */
  PscSettings *settings;
  GArray      *values[PSC_N_MEASURES]; /* double, those that are known */

  PscSample    samples[PSC_N_MEASURES];
  guint        n_runs;
  guint        n_files;
  guint        n_cpus;
};

/**
 * psc_point_new:
 * @settings: how its runs are made; copied
 *
 * Makes a point that has not been measured yet.
 */
PscPoint *
psc_point_new (const PscSettings *settings)
{
  PscPoint *self = g_new0 (PscPoint, 1);

  self->settings = psc_settings_copy (settings);
  for (guint i = 0; i < PSC_N_MEASURES; i++)
    {
      self->values[i] = g_array_new (FALSE, FALSE, sizeof (double));
      psc_sample_read (NULL, 0, &self->samples[i]);
    }

  return self;
}

/**
 * psc_point_free:
 *
 * Frees the point.
 */
void
psc_point_free (PscPoint *self)
{
  for (guint i = 0; i < PSC_N_MEASURES; i++)
    g_array_unref (self->values[i]);
  psc_settings_free (self->settings);
  g_free (self);
}

static double
get_time (gint64 time_ns)
{
  return time_ns == PSC_NEVER ? NAN : (double) time_ns;
}

static double
get_compute (PscPipeline      *pipeline,
             const PscAccount *account)
{
  gint64 compute_ns = 0;

  for (guint i = 0; i < psc_pipeline_get_n_steps (pipeline); i++)
    if (psc_pipeline_step_is_compute (pipeline, i))
      compute_ns += account->steps_ns[i];

  return (double) compute_ns;
}

/**
 * psc_point_add:
 * @figures: of a run with the point's settings
 *
 * Adds a run that counts.
 */
void
psc_point_add (PscPoint         *self,
               const PscFigures *figures)
{
  const double values[PSC_N_MEASURES] = {
    [PSC_MEASURE_WALL] = get_time (figures->wall_ns),
    [PSC_MEASURE_CUMULATED] = get_time (figures->cumulated_ns),
    [PSC_MEASURE_AVERAGE] = get_time (figures->average_ns),
    [PSC_MEASURE_OCCUPANCY] = figures->occupancy,
    [PSC_MEASURE_CPU_SHARE] = figures->cpu_share,
    [PSC_MEASURE_START_UP] = get_time (figures->start_up_ns),
    [PSC_MEASURE_COMPUTE] = get_compute (self->settings->pipeline,
                                         &figures->account),
  };

  self->n_runs++;
  self->n_files = figures->n_files;
  self->n_cpus = figures->n_cpus;
  for (guint i = 0; i < PSC_N_MEASURES; i++)
    {
      GArray *array = self->values[i];

      if (isfinite (values[i]))
        g_array_append_val (array, values[i]);
      psc_sample_read ((const double *) array->data, array->len,
                       &self->samples[i]);
    }
}

/**
 * psc_point_get_settings:
 *
 * How the point's runs are made.
 */
const PscSettings *
psc_point_get_settings (PscPoint *self)
{
  return self->settings;
}

/**
 * psc_point_get_n_runs:
 *
 * How many runs count.
 */
guint
psc_point_get_n_runs (PscPoint *self)
{
  return self->n_runs;
}

/**
 * psc_point_get_n_files:
 *
 * How many files a run had; 0 without a run.
 */
guint
psc_point_get_n_files (PscPoint *self)
{
  return self->n_files;
}

/**
 * psc_point_get_n_cpus:
 *
 * How many CPUs could be used; 0 without a run.
 */
guint
psc_point_get_n_cpus (PscPoint *self)
{
  return self->n_cpus;
}

/**
 * psc_point_get_sample:
 *
 * Returns: (transfer none): what the runs say together
 */
const PscSample *
psc_point_get_sample (PscPoint   *self,
                      PscMeasure  measure)
{
  g_return_val_if_fail (measure < PSC_N_MEASURES, NULL);

  return &self->samples[measure];
}

/**
 * psc_point_get_median:
 *
 * The median of a figure, %NAN when it is not known.
 */
double
psc_point_get_median (PscPoint   *self,
                      PscMeasure  measure)
{
  g_return_val_if_fail (measure < PSC_N_MEASURES, NAN);

  return self->samples[measure].median;
}

/**
 * psc_point_compare:
 *
 * Whether a figure is less or more than at another point by more than the
 * noise; see psc_sample_compare().
 */
PscVerdict
psc_point_compare (PscPoint   *self,
                   PscPoint   *other,
                   PscMeasure  measure)
{
  GArray *mine, *others;

  g_return_val_if_fail (measure < PSC_N_MEASURES, PSC_VERDICT_UNKNOWN);

  mine = self->values[measure];
  others = other->values[measure];

  return psc_sample_compare ((const double *) mine->data, mine->len,
                             (const double *) others->data, others->len);
}

/**
 * psc_point_has_enough_runs:
 *
 * Whether there are so many that a difference can be told from chance.
 */
gboolean
psc_point_has_enough_runs (PscPoint *self)
{
  return self->n_runs >= PSC_SAMPLE_MIN_VALUES;
}

/**
 * psc_point_is_about_as_fast:
 *
 * Whether the wall time is that of @fastest within the noise, or so little
 * longer that more workers are hardly worth it.  Where nothing else goes on the
 * noise is so small that differences count which nobody would work for.
 */
gboolean
psc_point_is_about_as_fast (PscPoint *self,
                            PscPoint *fastest)
{
  return psc_point_get_median (self, PSC_MEASURE_WALL) <=
         ABOUT * psc_point_get_median (fastest, PSC_MEASURE_WALL) ||
         psc_point_compare (self, fastest, PSC_MEASURE_WALL) ==
         PSC_VERDICT_SAME;
}

/**
 * psc_point_is_same_kind:
 *
 * Whether two points differ in the number of workers at most.
 */
gboolean
psc_point_is_same_kind (PscPoint *self,
                        PscPoint *other)
{
  PscSettings settings = *self->settings;

  settings.workers = other->settings->workers;

  return psc_settings_equal (&settings, other->settings);
}

/**
 * psc_points_find_one:
 *
 * Returns: (transfer none) (nullable): the measured point with one worker
 *   that others of @kind are compared with
 */
PscPoint *
psc_points_find_one (GPtrArray *points,
                     PscPoint  *kind)
{
  for (guint i = 0; i < points->len; i++)
    {
      PscPoint *point = g_ptr_array_index (points, i);

      if (point->settings->workers == 1 && point->n_runs > 0 &&
          psc_point_is_same_kind (point, kind))
        return point;
    }

  return NULL;
}

/**
 * psc_points_find_shortest:
 * @points: (element-type PscPoint): of the same work
 *
 * Returns: (transfer none) (nullable): the first with the shortest median of
 *   the wall time; %NULL when none has been measured
 */
PscPoint *
psc_points_find_shortest (GPtrArray *points)
{
  PscPoint *shortest = NULL;
  double least = INFINITY;

  for (guint i = 0; i < points->len; i++)
    {
      PscPoint *point = g_ptr_array_index (points, i);
      double wall_ns = psc_point_get_median (point, PSC_MEASURE_WALL);

      /* A comparison with NAN is false. */
      if (wall_ns < least)
        {
          least = wall_ns;
          shortest = point;
        }
    }

  return shortest;
}

/**
 * psc_points_pick_told:
 * @points: (element-type PscPoint): any
 *
 * Returns: (transfer container) (element-type PscPoint): those of which
 *   something can be told, as they have enough runs
 */
GPtrArray *
psc_points_pick_told (GPtrArray *points)
{
  GPtrArray *told = g_ptr_array_new ();

  for (guint i = 0; i < points->len; i++)
    if (psc_point_has_enough_runs (g_ptr_array_index (points, i)))
      g_ptr_array_add (told, g_ptr_array_index (points, i));

  return told;
}

/**
 * psc_points_get_speedup:
 * @points: points with the one of one worker among them
 * @many: one of them
 * @speedup: (out): T(1) / T(N), of the medians
 * @efficiency: (out): T(1) / (N x T(N))
 *
 * Returns: whether they are known; if not, both are %NAN
 */
gboolean
psc_points_get_speedup (GPtrArray *points,
                        PscPoint  *many,
                        double    *speedup,
                        double    *efficiency)
{
  PscPoint *one = psc_points_find_one (points, many);

  *speedup = *efficiency = NAN;
  if (one == NULL || many->n_runs == 0)
    return FALSE;

  *speedup = psc_point_get_median (one, PSC_MEASURE_WALL) /
             psc_point_get_median (many, PSC_MEASURE_WALL);
  *efficiency = *speedup / many->settings->workers;

  return isfinite (*speedup);
}

static int
compare_workers (gconstpointer a,
                 gconstpointer b)
{
  const PscPoint *point_a = *(PscPoint * const *) a;
  const PscPoint *point_b = *(PscPoint * const *) b;

  return (point_a->settings->workers > point_b->settings->workers) -
         (point_a->settings->workers < point_b->settings->workers);
}

/**
 * psc_points_pick_kind:
 *
 * Returns: (transfer container): the measured points of the same kind as
 *   @kind, by their number of workers
 */
GPtrArray *
psc_points_pick_kind (GPtrArray *points,
                      PscPoint  *kind)
{
  GPtrArray *picked = g_ptr_array_new ();

  for (guint i = 0; i < points->len; i++)
    {
      PscPoint *point = g_ptr_array_index (points, i);

      if (point->n_runs > 0 && psc_point_is_same_kind (point, kind))
        g_ptr_array_add (picked, point);
    }
  g_ptr_array_sort (picked, compare_workers);

  return picked;
}

/**
 * psc_points_split_kinds:
 *
 * Returns: (transfer full) (element-type GPtrArray): the measured points,
 *   those of one kind together as psc_points_pick_kind() picks them
 */
GPtrArray *
psc_points_split_kinds (GPtrArray *points)
{
  GPtrArray *kinds =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < points->len; i++)
    {
      PscPoint *point = g_ptr_array_index (points, i);
      gboolean known = point->n_runs == 0;

      for (guint j = 0; j < kinds->len && !known; j++)
        {
          GPtrArray *kind = g_ptr_array_index (kinds, j);

          known = psc_point_is_same_kind (point, g_ptr_array_index (kind, 0));
        }
      if (!known)
        g_ptr_array_add (kinds, psc_points_pick_kind (points, point));
    }

  return kinds;
}

/**
 * psc_points_fit:
 * @points: measured points of one kind, each number of workers once
 *
 * Fits a law to the medians of the wall time; see psc_fit_read().
 */
gboolean
psc_points_fit (GPtrArray *points,
                PscLaw     law,
                PscFit    *fit)
{
  g_autofree guint *workers = g_new (guint, points->len + 1);
  g_autofree double *times = g_new (double, points->len + 1);

  for (guint i = 0; i < points->len; i++)
    {
      PscPoint *point = g_ptr_array_index (points, i);

      workers[i] = point->settings->workers;
      times[i] = psc_point_get_median (point, PSC_MEASURE_WALL);
    }

  return psc_fit_read (law, workers, times, points->len, fit);
}
