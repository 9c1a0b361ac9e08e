/* test-fault-workers.c: workers that die
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-test-fault.h"

/* The first worker dies with its third file. */
static void
test_dies (PscTestFault  *self,
           gconstpointer  data)
{
  const char * const *fault = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PscRun) run = NULL;

  psc_test_fault_set_step (self, "compute");
  psc_test_fault_set_worker_once (self, fault[0]);
  self->settings->workers = 1;
  run = psc_test_fault_run (self, &error);

  g_assert_no_error (error);
  psc_test_fault_assert_outcomes (run, 11, PSC_OUTCOME_LOST, 1);
  psc_test_fault_assert_reason (run, PSC_OUTCOME_LOST, fault[1]);
  g_assert_cmpuint (psc_run_get_n_workers (run), ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  static const char * const segv[] = { "segv@3", "signal SIGSEGV" };
  static const char * const aborted[] = { "abort@3", "signal SIGABRT" };
  static const char * const left[] = { "exit@3", "it left with exit status 0" };

  psc_test_fault_init (&argc, &argv);

  psc_test_fault_add ("/fault/workers/segfault", test_dies, segv);
  psc_test_fault_add ("/fault/workers/abort", test_dies, aborted);
  psc_test_fault_add ("/fault/workers/leaves", test_dies, left);

  return g_test_run ();
}
