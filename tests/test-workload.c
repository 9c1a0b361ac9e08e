/* test-workload.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-test-run.h"
#include "psc-workload.h"

static void
check_load (PscWorkload *workload,
            guint        worker,
            guint        n_tasks,
            guint        n_chunks,
            gint64       busy_ns)
{
  const PscLoad *load = psc_workload_get_load (workload, worker - 1);

  g_assert_cmpuint (load->n_tasks, ==, n_tasks);
  g_assert_cmpuint (load->n_chunks, ==, n_chunks);
  g_assert_cmpint (load->busy_ns, ==, busy_ns);
}

/* One lane whose worker is replaced, and one whose worker never starts. */
static void
test_loads (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 2, 4);
  g_autoptr (PscWorkload) workload = psc_workload_new (run);
  guint first = psc_test_run_add_worker (run, 1, 0, 10, 110);
  guint second, none;

  none = psc_test_run_add_worker (run, 2, 0, PSC_NEVER, 50);
  psc_test_run_add_task (run, 2, 1, first, 1, 10, 40);
  psc_test_run_add_task (run, 1, 1, first, 1, 40, 60);
  psc_run_take_batch (run);
  psc_workload_update (workload);
  check_load (workload, first, 2, 1, 50);
  check_load (workload, none, 0, 0, 0);
  g_assert_cmpuint (psc_workload_get_load (workload, first - 1)->first, ==, 2);
  g_assert_cmpint (psc_workload_get_present_ns (workload, none - 1), ==, 0);

  psc_test_run_add_task (run, 3, 1, first, 2, 60, 110);
  second = psc_test_run_add_worker (run, 1, 110, 120, PSC_NEVER);
  psc_test_run_add_task (run, 0, 1, second, 2, 120, 160);
  psc_test_run_end (run, 120);
  psc_workload_update (workload);
  check_load (workload, first, 3, 2, 100);
  check_load (workload, second, 1, 1, 40);
  g_assert_cmpint (psc_workload_get_present_ns (workload, second - 1), ==, 40);
}

/* The workers' loads are the run's tasks, each once. */
static void
test_sum (void)
{
  for (guint seed = 0; seed < 10; seed++)
    {
      g_autoptr (PscRun) run = psc_test_run_new_random (seed, 3, 300);
      g_autoptr (PscWorkload) workload = psc_workload_new (run);
      gint64 sum_ns = 0, expected_ns = 0;
      guint n_tasks = 0;

      for (guint i = 0; i < psc_run_get_n_workers (run); i++)
        {
          sum_ns += psc_workload_get_load (workload, i)->busy_ns;
          n_tasks += psc_workload_get_load (workload, i)->n_tasks;
        }
      for (guint i = 0; i < 300; i++)
        expected_ns += psc_run_get_task (run, i)->end_ns -
                       psc_run_get_task (run, i)->start_ns;

      g_assert_cmpuint (n_tasks, ==, 300);
      g_assert_cmpint (sum_ns, ==, expected_ns);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/workload/loads", test_loads);
  g_test_add_func ("/workload/sum", test_sum);

  return g_test_run ();
}
