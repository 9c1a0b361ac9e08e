/* bench-break-even.c: whether tasks of the length that is read off lose as
 * much as is said
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "psc-cost.h"
#include "psc-exercise-plan.h"
#include "psc-test-utils.h"

#define N_FILES   200
#define TOLERANCE .05

static void
executed_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  psc_sweep_execute_finish (PSC_SWEEP (object), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

/* Returns: how long it took, in seconds */
static double
execute (PscSweep *sweep)
{
  gint64 begin = g_get_monotonic_time ();
  gboolean done = FALSE;

  psc_sweep_execute_async (sweep, NULL, executed_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);

  return (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
}

/* The work factor whose tasks come nearest to a length. */
static guint
find_work (GPtrArray *grain,
           double     length)
{
  PscPoint *longest = g_ptr_array_index (grain, grain->len - 1);
  double per_work = psc_point_get_median (longest, PSC_MEASURE_AVERAGE) /
                    psc_point_get_settings (longest)->work;

  for (guint i = 1; i < grain->len; i++)
    {
      PscPoint *point = g_ptr_array_index (grain, i);
      guint work = psc_point_get_settings (point)->work;

      if (work > 0 &&
          psc_point_get_median (point, PSC_MEASURE_AVERAGE) <= length)
        per_work = psc_point_get_median (point, PSC_MEASURE_AVERAGE) / work;
    }

  return (guint) MAX (llround (length / per_work), 1);
}

/* The share of the workers' time that is read off for a length. */
static double
read_share (GPtrArray *grain,
            double     length)
{
  double low = 0., high = 1.;

  while (high - low > 1e-4)
    {
      double middle = (low + high) / 2.;

      if (psc_cost_find_break_even (grain, middle) <= length)
        low = middle;
      else
        high = middle;
    }

  return low;
}

/* The tasks that are made are not exactly as long as was wished. */
static void
check (PscPoint  *point,
       GPtrArray *grain)
{
  double made = psc_point_get_median (point, PSC_MEASURE_AVERAGE);
  double reached = psc_point_get_median (point, PSC_MEASURE_OCCUPANCY);
  double share = read_share (grain, made);

  g_print ("  tasks of %8.3f ms: read off %5.1f %%, reached %5.1f %%%s\n",
           made / 1e6, share * 100., reached * 100.,
           fabs (reached - share) <= TOLERANCE ? "" : "  (too far off)");
}

static void
print_grain (GPtrArray *grain)
{
  for (guint i = 0; i < grain->len; i++)
    {
      PscPoint *point = g_ptr_array_index (grain, i);

      g_print ("  tasks of %8.3f ms: %5.1f %%\n",
               psc_point_get_median (point, PSC_MEASURE_AVERAGE) / 1e6,
               psc_point_get_median (point, PSC_MEASURE_OCCUPANCY) * 100.);
    }
  for (PscBreakEven i = 0; i < PSC_N_BREAK_EVENS; i++)
    {
      double share = psc_break_even_get_share (i);

      g_print ("  %.0f %%: from %.3f ms on\n", share * 100.,
               psc_cost_find_break_even (grain, share) / 1e6);
    }
}

/* The point of the sweep with these settings: one of the exercise's own lengths
 * may be the very one that was read off. */
static guint
ensure_point (PscSweep          *sweep,
              const PscSettings *settings)
{
  GPtrArray *points = psc_sweep_get_points (sweep);

  for (guint i = 0; i < points->len; i++)
    if (psc_settings_equal (psc_point_get_settings (points->pdata[i]),
                            settings))
      return i;

  return psc_sweep_add_point (sweep, settings);
}

/* Tasks of the lengths that were read off, between those of the exercise and
 * in random order with them: a machine that does something else now and then
 * does it to all of them. */
static void
measure_again (PscListing *listing,
               GPtrArray  *grain)
{
  PscSweepOptions options = PSC_SWEEP_OPTIONS_DEFAULT;
  g_autoptr (PscSweep) sweep = psc_sweep_new (listing, &options);
  g_autoptr (PscSettings) settings =
    psc_settings_copy (psc_point_get_settings (grain->pdata[0]));
  g_autoptr (GPtrArray) points = g_ptr_array_new ();
  g_autoptr (GPtrArray) again = NULL;
  guint checks[PSC_N_BREAK_EVENS], n_checks = 0;

  for (guint i = 0; i < grain->len; i++)
    psc_sweep_add_point (sweep, psc_point_get_settings (grain->pdata[i]));
  for (PscBreakEven i = 0; i < PSC_N_BREAK_EVENS; i++)
    {
      double length =
        psc_cost_find_break_even (grain, psc_break_even_get_share (i));

      if (!(length > 0.))
        continue;

      settings->work = find_work (grain, length);
      checks[n_checks++] = ensure_point (sweep, settings);
    }
  execute (sweep);

  for (guint i = 0; i < grain->len; i++)
    g_ptr_array_add (points, psc_sweep_get_points (sweep)->pdata[i]);
  again = psc_cost_pick_grain (points);
  g_print ("Again, with tasks of these lengths between them:\n");
  print_grain (again);
  for (guint i = 0; i < n_checks; i++)
    check (psc_sweep_get_points (sweep)->pdata[checks[i]], again);
}

static void
measure (PscListing *all)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();
  PscExerciseOptions options;
  g_autoptr (PscSweep) sweep = NULL;
  g_autoptr (GPtrArray) grain = NULL;

  psc_exercise_options_init (&options, 2);
  sweep = psc_exercise_make_sweep (PSC_EXERCISE_PROCESS_COST,
                                   PSC_EXERCISE_PART_GRAIN, all, settings,
                                   &options);
  g_print ("Tasks of growing length, in %.1f s:\n", execute (sweep));
  grain = psc_cost_pick_grain (psc_sweep_get_points (sweep));
  print_grain (grain);
  measure_again (psc_sweep_get_listing (sweep), grain);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *directory = NULL;
  g_autoptr (PscListing) listing = NULL;

  for (guint i = 0; i < N_FILES; i++)
    g_ptr_array_add (names, g_strdup_printf ("%03u", i));
  g_ptr_array_add (names, NULL);
  directory = psc_test_make_directory ((const char * const *) names->pdata);
  listing = psc_test_list (directory);
  measure (listing);
  psc_test_remove_directory (directory);

  return 0;
}
