/* test-same-values.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "psc-same-values.h"
#include "psc-test-run.h"

/* A task whose compute step gave @value, or was not reached for NAN. */
static void
add_task (PscRun *run,
          guint   index,
          guint   lane,
          guint   worker,
          double  value)
{
  gint64 start_ns = 10 + 10 * index;
  PscTaskRecord task = {
    .start_ns = start_ns,
    .end_ns = start_ns + 10,
    .worker = worker,
    .chunk = index + 1,
    .lane = (guint16) lane,
    .outcome = PSC_OUTCOME_OK,
  };
  PscStepRecord steps[3] = {
    { .start_ns = start_ns, .end_ns = start_ns + 2 },
    { .start_ns = isnan (value) ? PSC_NEVER : start_ns + 2,
      .end_ns = isnan (value) ? PSC_NEVER : start_ns + 4, .value = value },
    { .start_ns = start_ns + 4, .end_ns = start_ns + 10 },
  };

  psc_test_run_add_task_full (run, index, &task, steps, start_ns + 10);
}

/* Three lanes; the first lane's worker is replaced. */
static void
check (const double *values,
       guint         n_workers,
       double        value)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 3, 6);
  PscSameValues found;

  psc_test_run_add_worker (run, 1, 0, 1, 30);
  psc_test_run_add_worker (run, 2, 0, 1, PSC_NEVER);
  psc_test_run_add_worker (run, 3, 0, 1, PSC_NEVER);
  psc_test_run_add_worker (run, 1, 30, 31, PSC_NEVER);
  add_task (run, 0, 1, 1, values[0]);
  add_task (run, 1, 2, 2, values[1]);
  add_task (run, 2, 3, 3, values[2]);
  add_task (run, 3, 1, 4, values[3]);
  add_task (run, 4, 2, 2, values[4]);
  add_task (run, 5, 3, 3, values[5]);
  psc_test_run_end (run, 50);

  g_assert_true (psc_same_values_find (run, &found) == (n_workers > 1));
  if (n_workers > 1)
    {
      g_assert_cmpuint (found.n_workers, ==, n_workers);
      g_assert_cmpfloat (found.value, ==, value);
    }
}

static void
test_find (void)
{
  const double inherited[] = { 1.5, 1.5, 1.5, 1.5, 2.5, 2.5 };
  const double two[] = { 1.5, 3.5, 4.5, 3.5, 2.5, 2.5 };
  const double late[] = { 1.5, NAN, 7.5, 3.5, 1.5, 1.5 };
  const double shared[] = { 1.5, 2.5, 3.5, 4.5, 5.5, 6.5 };
  const double later_only[] = { 1.5, 2.5, 3.5, 4.5, 9.5, 9.5 };
  const double none[] = { NAN, NAN, NAN, NAN, NAN, NAN };

  check (inherited, 4, 1.5);
  check (two, 2, 3.5);
  check (late, 2, 1.5);
  check (shared, 0, NAN);
  check (later_only, 0, NAN);
  check (none, 0, NAN);
}

/* Steps of one's own give no values. */
static void
test_no_compute (void)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();
  const char * const names[] = { "a", "b", NULL };
  g_autoptr (PscListing) listing = psc_listing_new_for_names ("/test", names);
  g_autoptr (PscRun) run = NULL;
  PscSameValues found;

  psc_pipeline_unref (settings->pipeline);
  settings->pipeline = psc_pipeline_new ();
  g_assert_true (psc_pipeline_append (settings->pipeline, "x=true", NULL));
  run = psc_run_new (settings, listing);
  g_assert_false (psc_same_values_find (run, &found));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/same-values/find", test_find);
  g_test_add_func ("/same-values/no-compute", test_no_compute);

  return g_test_run ();
}
