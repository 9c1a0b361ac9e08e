/* bench-history.c: what it costs a run to be kept
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "psc-clock.h"
#include "psc-history.h"
#include "psc-test-pool.h"

#define N_PAIRS   15
#define N_NOTHING 100000

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

static double
get_median (double *values)
{
  qsort (values, N_PAIRS, sizeof *values, compare_doubles);

  return values[N_PAIRS / 2];
}

/* The longest time in which the main loop heard nothing. */
static struct
{
  gint64 polled_ns;
  gint64 longest_ns;
} probe;

static int
probing_poll (GPollFD *fds,
              guint    n_fds,
              int      timeout_ms)
{
  int n;

  if (probe.polled_ns != 0)
    probe.longest_ns = MAX (probe.longest_ns,
                            psc_clock_now_ns () - probe.polled_ns);
  n = g_poll (fds, n_fds, timeout_ms);
  probe.polled_ns = psc_clock_now_ns ();

  return n;
}

/* Returns: the run's wall time in milliseconds; @write_ms becomes how long it
 * took from its end until all of it was committed */
static double
execute (const PscSettings *settings,
         PscListing        *listing,
         PscHistory        *history,
         double            *write_ms)
{
  g_autoptr (PscRun) run = psc_run_new (settings, listing);
  g_autoptr (GError) error = NULL;
  gint64 ended_ns;

  if (history != NULL)
    psc_history_keep_run (history, run);
  probe.polled_ns = 0;
  psc_test_execute (run, NULL, &error);
  g_assert_no_error (error);

  /* Not while the next run is measured. */
  ended_ns = psc_clock_now_ns ();
  if (history != NULL)
    psc_history_flush (history);
  *write_ms = (double) (psc_clock_now_ns () - ended_ns) / 1e6;

  return (double) psc_run_get_wall_ns (run) / 1e6;
}

static void
compare (const char        *what,
         const PscSettings *settings,
         PscListing        *listing,
         PscHistory        *history)
{
  double kept[N_PAIRS], not_kept[N_PAIRS], ratios[N_PAIRS], writes[N_PAIRS];
  double unused;

  probe.longest_ns = 0;
  for (guint i = 0; i < N_PAIRS; i++)
    {
      gboolean kept_first = i % 2 == 0;

      if (kept_first)
        kept[i] = execute (settings, listing, history, &writes[i]);
      not_kept[i] = execute (settings, listing, NULL, &unused);
      if (!kept_first)
        kept[i] = execute (settings, listing, history, &writes[i]);
      ratios[i] = kept[i] / not_kept[i];
    }

  printf ("%-32s %9.1f ms %9.1f ms   %.3f %9.1f ms %9.1f ms\n", what,
          get_median (kept), get_median (not_kept), get_median (ratios),
          get_median (writes), (double) probe.longest_ns / 1e6);
}

static PscListing *
list_nothing (void)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < N_NOTHING; i++)
    g_ptr_array_add (names, g_strdup_printf ("file-%06u", i));
  g_ptr_array_add (names, NULL);

  return psc_listing_new_for_names ("/nothing",
                                    (const char * const *) names->pdata);
}

int
main (void)
{
  g_autofree char *directory = psc_test_make_directory (NULL);
  g_autofree char *path = g_build_filename (directory, "history.sqlite", NULL);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (PscListing) headers = psc_test_list ("/usr/include");
  g_autoptr (PscListing) nothing = list_nothing ();
  PscHistory *history = psc_history_new (path);

  g_main_context_set_poll_func (NULL, probing_poll);
  psc_history_flush (history);
  printf ("%-32s %12s %12s   %5s %12s %12s\n", "", "kept", "not kept",
          "ratio", "written", "main loop");

  compare ("process, default, /usr/include", settings, headers, history);

  psc_test_pool_set_compute (settings);
  settings->mode = PSC_MODE_THREAD;
  settings->work = 0;
  compare ("thread, 100000 files, nothing", settings, nothing, history);

  printf ("%.1f MB on the disk\n",
          (double) psc_history_get_size (history) / 1e6);
  g_object_unref (history);
  psc_test_remove_directory (directory);

  return EXIT_SUCCESS;
}
