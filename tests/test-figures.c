/* test-figures.c: the figures of runs with known times
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "psc-figures.h"
#include "psc-test-run.h"

static void
test_known (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 2, 4);
  PscFigures figures;

  psc_test_run_add_worker (run, 1, 0, 100, PSC_NEVER);
  psc_test_run_add_worker (run, 2, 20, 220, PSC_NEVER);
  psc_test_run_add_task (run, 0, 1, 1, 1, 100, 500);
  psc_test_run_add_task (run, 1, 2, 2, 2, 300, 1000);
  psc_test_run_add_task (run, 2, 1, 1, 3, 600, 700);
  psc_test_run_add_task (run, 3, 1, 1, 4, 700, 900);
  psc_recorder_queue_dry (psc_run_get_recorder (run), 700);
  psc_recorder_end_run (psc_run_get_recorder (run), 1250, NULL);
  psc_run_take_batch (run);

  psc_figures_read (run, &figures);
  g_assert_cmpint (figures.wall_ns, ==, 1000);
  g_assert_cmpint (figures.cumulated_ns, ==, 1400);
  g_assert_cmpint (figures.average_ns, ==, 350);
  g_assert_cmpint (figures.start_up_ns, ==, 150);
  g_assert_cmpint (figures.cpu_ns, ==, 1250);
  g_assert_cmpfloat (figures.occupancy, ==, .7);
  g_assert_cmpfloat (figures.cpu_share, ==,
                     1250. / (1000. *
                              psc_run_get_machine (run)->cpus_usable));
  g_assert_cmpuint (figures.n_files, ==, 4);
  g_assert_cmpuint (figures.n_run, ==, 4);
  g_assert_cmpuint (figures.n_lanes, ==, 2);
  g_assert_cmpuint (figures.n_workers, ==, 2);
  g_assert_cmpint (figures.account.total_ns, ==, 2000);
}

static void
test_nothing (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 2, 4);
  PscFigures figures;

  psc_test_run_add_worker (run, 1, 0, PSC_NEVER, PSC_NEVER);
  psc_test_run_end (run, PSC_NEVER);

  psc_figures_read (run, &figures);
  g_assert_cmpint (figures.wall_ns, ==, 0);
  g_assert_cmpint (figures.cumulated_ns, ==, 0);
  g_assert_cmpint (figures.average_ns, ==, PSC_NEVER);
  g_assert_cmpint (figures.start_up_ns, ==, PSC_NEVER);
  g_assert_true (isnan (figures.occupancy));
  g_assert_true (isnan (figures.cpu_share));
}

static void
test_start_up (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 1);
  PscFigures figures;

  psc_test_run_add_worker (run, 1, 10, 900, 900);
  psc_test_run_add_worker (run, 1, 900, PSC_NEVER, 910);
  psc_test_run_add_worker (run, 1, 910, 917, 920);
  psc_test_run_add_worker (run, 1, 920, 925, PSC_NEVER);
  psc_test_run_end (run, PSC_NEVER);

  psc_figures_read (run, &figures);
  g_assert_cmpint (figures.start_up_ns, ==, 7);
  g_assert_cmpuint (figures.n_workers, ==, 4);
}

/* A run that goes on: the wall time is the clock's, so only what does not
 * depend on it is known. */
static void
test_live (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 3);
  g_autoptr (PscAccountReader) reader = psc_account_reader_new (run);
  PscFigures figures;

  psc_test_run_add_worker (run, 1, 0, 0, PSC_NEVER);
  psc_recorder_task_begun (psc_run_get_recorder (run), 1, 0, 0);
  psc_run_take_batch (run);
  psc_figures_update (&figures, run, reader);
  g_assert_cmpuint (figures.n_run, ==, 0);
  g_assert_cmpint (figures.cumulated_ns, ==, 0);
  g_assert_cmpfloat (figures.occupancy, ==, 1.);
  g_assert_cmpint (figures.account.parts_ns[PSC_PART_INSIDE], ==,
                   figures.wall_ns);

  psc_test_run_add_task (run, 0, 1, 1, 1, 0, 40);
  psc_run_take_batch (run);
  psc_figures_update (&figures, run, reader);
  g_assert_cmpint (figures.cumulated_ns, ==, 40);
  g_assert_cmpint (figures.average_ns, ==, 40);
  g_assert_cmpfloat (figures.occupancy, <, 1.);

  psc_test_run_add_task (run, 1, 1, 1, 2, 50, 110);
  psc_test_run_end (run, 50);
  psc_figures_update (&figures, run, reader);
  g_assert_cmpint (figures.wall_ns, ==, 110);
  g_assert_cmpint (figures.cumulated_ns, ==, 100);
  g_assert_cmpint (figures.account.total_ns, ==, 110);
}

static void
test_efficiency (void)
{
  PscFigures one = { .wall_ns = 1000, .n_lanes = 1 };
  PscFigures many = { .wall_ns = 500, .n_lanes = 4 };
  PscFigures nothing = { .wall_ns = 0, .n_lanes = 2 };
  double speedup, efficiency;

  g_assert_true (psc_figures_parallel_efficiency (&one, &many, &speedup,
                                                  &efficiency));
  g_assert_cmpfloat (speedup, ==, 2.);
  g_assert_cmpfloat (efficiency, ==, .5);

  g_assert_false (psc_figures_parallel_efficiency (&one, &nothing, &speedup,
                                                   &efficiency));
  g_assert_true (isnan (efficiency));

  g_assert_cmpfloat (psc_figures_efficiency (&many, &one), ==, .5);
  g_assert_true (isnan (psc_figures_efficiency (&many, NULL)));
  g_assert_true (isnan (psc_figures_efficiency (&nothing, &one)));
  g_assert_cmpfloat (psc_figures_efficiency (&one, NULL), ==, 1.);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/figures/known", test_known);
  g_test_add_func ("/figures/nothing", test_nothing);
  g_test_add_func ("/figures/start-up", test_start_up);
  g_test_add_func ("/figures/live", test_live);
  g_test_add_func ("/figures/efficiency", test_efficiency);

  return g_test_run ();
}
