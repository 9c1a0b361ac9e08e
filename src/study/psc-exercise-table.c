/* psc-exercise-table.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-exercise-table"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-exercise-table.h"
#include "psc-findings.h"
#include "psc-format.h"

static char *
dup_time (double time_ns)
{
  return psc_format_duration (isfinite (time_ns) ? llround (time_ns)
                                                 : PSC_NEVER);
}

/* How far single runs lie apart by chance. */
static char *
dup_noise (const PscSample *wall)
{
  g_autofree char *noise = NULL;

  if (wall->n < PSC_SAMPLE_MIN_VALUES)
    return g_strdup (PSC_FORMAT_NONE);

  noise = dup_time (psc_sample_get_noise (wall));

  return g_strdup_printf ("± %s", noise);
}

static char *
dup_label (PscExercise *self,
           PscPoint    *point)
{
  guint n = psc_point_get_settings (point)->workers;

  if (psc_exercise_get_kind (self) == PSC_EXERCISE_WORKERS)
    return g_strdup_printf (ngettext ("%u worker", "%u workers", n), n);

  return psc_finding_dup_kind (point);
}

static PscPoint *
find_fastest (GPtrArray *points)
{
  PscPoint *fastest = NULL;
  double least = INFINITY;

  for (guint i = 0; i < points->len; i++)
    {
      PscPoint *point = g_ptr_array_index (points, i);
      double wall = psc_point_get_median (point, PSC_MEASURE_WALL);

      /* A comparison with NAN is false. */
      if (wall < least)
        {
          least = wall;
          fastest = point;
        }
    }

  return fastest;
}

static const char *
get_verdict (PscPoint *point,
             PscPoint *fastest)
{
  if (psc_point_get_n_runs (point) == 0)
    return _("not measured");
  if (point == fastest)
    return _("shortest");

  switch (psc_point_compare (point, fastest, PSC_MEASURE_WALL))
    {
    case PSC_VERDICT_MORE:
      return _("longer");

    case PSC_VERDICT_UNKNOWN:
      return _("too few runs to tell");

    case PSC_VERDICT_SAME:
    case PSC_VERDICT_LESS:
    default:
      return _("the same within the noise");
    }
}

static char **
make_row (PscExercise *self,
          GPtrArray   *points,
          PscPoint    *point)
{
  const PscSample *wall = psc_point_get_sample (point, PSC_MEASURE_WALL);
  g_autoptr (GStrvBuilder) row = g_strv_builder_new ();
  g_autofree char *label = dup_label (self, point);
  g_autofree char *n_runs = psc_format_count (psc_point_get_n_runs (point));
  g_autofree char *median = dup_time (wall->median);
  g_autofree char *noise = dup_noise (wall);
  g_autofree char *occupancy = psc_format_ratio (
    psc_point_get_median (point, PSC_MEASURE_OCCUPANCY));
  g_autofree char *last = NULL;
  double speedup, efficiency;

  psc_points_get_speedup (points, point, &speedup, &efficiency);
  if (psc_exercise_get_kind (self) == PSC_EXERCISE_WORKERS)
    last = psc_format_ratio (efficiency);
  else
    last = dup_time (psc_point_get_median (point, PSC_MEASURE_START_UP));

  g_strv_builder_add_many (row, label, n_runs, median, noise, occupancy, last,
                           get_verdict (point, find_fastest (points)), NULL);

  return g_strv_builder_end (row);
}

static char **
make_heading (PscExercise *self)
{
  g_autoptr (GStrvBuilder) row = g_strv_builder_new ();
  gboolean workers = psc_exercise_get_kind (self) == PSC_EXERCISE_WORKERS;

  g_strv_builder_add_many (row,
                           workers ? _("Pool") : _("Mode"),
                           _("Runs"),
                           _("Wall time"),
                           /* Translators: how far repeats lie apart */
                           _("Noise"),
                           _("Occupancy"),
                           workers ? _("Parallel efficiency") : _("Start-up"),
                           /* Translators: against the shortest wall time */
                           _("Against the shortest"),
                           NULL);

  return g_strv_builder_end (row);
}

/**
 * psc_exercise_make_table:
 * @self: an exercise with files
 *
 * Makes the heading and one row for each point of the main part: what it is,
 * five figures, and how its wall time compares with the shortest.
 *
 * Returns: (transfer full) (element-type GStrv): rows of seven texts
 */
GPtrArray *
psc_exercise_make_table (PscExercise *self)
{
  PscSweep *sweep = psc_exercise_get_sweep (self, PSC_EXERCISE_PART_MAIN);
  GPtrArray *table = g_ptr_array_new_with_free_func ((GDestroyNotify)
                                                     g_strfreev);
  GPtrArray *points;

  g_return_val_if_fail (sweep != NULL, table);

  points = psc_sweep_get_points (sweep);
  g_ptr_array_add (table, make_heading (self));
  for (guint i = 0; i < points->len; i++)
    g_ptr_array_add (table, make_row (self, points,
                                      g_ptr_array_index (points, i)));

  return table;
}
