/* test-cost-run.c: how runs begin, in numbers that are known
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-cost-run.h"
#include "psc-test-run.h"

#define MS G_GINT64_CONSTANT (1000000)

/* Two lanes: ready after 3 and 4 ms, first files until 8 and 12 ms, and one
 * more file. */
static PscRun *
new_run (void)
{
  PscRun *run = psc_test_run_new (PSC_MODE_PROCESS, 2, 3);
  guint first = psc_test_run_add_worker (run, 1, 0, 3 * MS, PSC_NEVER);
  guint second = psc_test_run_add_worker (run, 2, 0, 4 * MS, PSC_NEVER);

  psc_test_run_add_task (run, 0, 1, first, 1, 3 * MS, 8 * MS);
  psc_test_run_add_task (run, 1, 2, second, 2, 4 * MS, 12 * MS);
  psc_test_run_add_task (run, 2, 1, first, 3, 8 * MS, 100 * MS);
  psc_test_run_end (run, 8 * MS);

  return run;
}

static void
test_begin (void)
{
  g_autoptr (PscRun) run = new_run ();
  g_autofree char *text = psc_cost_dup_begin_text (run);
  g_autoptr (GString) plain = g_string_new (text);

  g_assert_cmpint (psc_cost_get_begin_ns (run), ==, 15 * MS);
  g_string_replace (plain, "\302\240", " ", 0);
  g_assert_cmpstr (plain->str, ==,
                   "The first worker was ready after 3.00 ms and the last "
                   "after 4.00 ms (hatched); all had ended a file after "
                   "12.0 ms.");
}

/* A lane that got no file does not count, and a run that had none is shown as
 * a whole. */
static void
test_no_task (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 2, 1);
  g_autoptr (PscRun) empty = psc_test_run_new (PSC_MODE_PROCESS, 1, 0);
  guint worker = psc_test_run_add_worker (run, 1, 0, 2 * MS, PSC_NEVER);
  g_autofree char *text = NULL;
  g_autoptr (GArray) lengths = NULL;

  psc_test_run_add_worker (run, 2, 0, 90 * MS, PSC_NEVER);
  psc_test_run_add_task (run, 0, 1, worker, 1, 2 * MS, 4 * MS);
  psc_test_run_end (run, 2 * MS);
  psc_test_run_end (empty, 0);
  text = psc_cost_dup_begin_text (empty);
  lengths = psc_cost_read_lengths (empty);

  g_assert_cmpint (psc_cost_get_begin_ns (run), <=, 5 * MS);
  g_assert_cmpint (psc_cost_get_begin_ns (empty), ==,
                   psc_run_get_wall_ns (empty));
  g_assert_cmpstr (text, ==, "");
  g_assert_cmpuint (lengths->len, ==, 0);
}

/* The first task is so long that the start would be lost beside it. */
static void
test_long_task (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 1);
  guint worker = psc_test_run_add_worker (run, 1, 0, 2 * MS, PSC_NEVER);

  psc_test_run_add_task (run, 0, 1, worker, 1, 2 * MS, 500 * MS);
  psc_test_run_end (run, 2 * MS);

  g_assert_cmpint (psc_cost_get_begin_ns (run), ==, 10 * MS);
}

static void
test_lengths (void)
{
  g_autoptr (PscRun) run = new_run ();
  g_autoptr (GArray) lengths = psc_cost_read_lengths (run);

  g_assert_cmpuint (lengths->len, ==, 3);
  g_assert_cmpfloat (g_array_index (lengths, double, 0), ==, 5e6);
  g_assert_cmpfloat (g_array_index (lengths, double, 1), ==, 8e6);
  g_assert_cmpfloat (g_array_index (lengths, double, 2), ==, 92e6);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cost-run/begin", test_begin);
  g_test_add_func ("/cost-run/no-task", test_no_task);
  g_test_add_func ("/cost-run/long-task", test_long_task);
  g_test_add_func ("/cost-run/lengths", test_lengths);

  return g_test_run ();
}
