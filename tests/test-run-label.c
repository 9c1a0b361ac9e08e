/* test-run-label.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-run-label.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"

static void
test_settings (void)
{
  g_autoptr (PscRun) chunks = psc_test_run_new (PSC_MODE_DUMMY, 2, 80);
  g_autoptr (PscRun) singly = psc_test_run_new (PSC_MODE_THREAD, 1, 80);
  g_autofree char *first = psc_run_label_dup_settings (chunks);
  g_autofree char *second = psc_run_label_dup_settings (singly);

  g_assert_cmpstr (first, ==, "Mode dummy · 2 workers · chunks of 10 files");
  g_assert_cmpstr (second, ==,
                   "Mode thread · 1 worker · one file at a time");
}

static void
test_origin (void)
{
  static const char * const names[] = { "a", NULL };
  g_autofree char *directory = psc_test_make_directory (names);
  g_autofree char *base = g_path_get_basename (directory);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (PscListing) listing = psc_test_list (directory);
  g_autoptr (PscRun) run = psc_run_new (settings, listing);
  g_autofree char *expected = NULL;
  g_autofree char *time = NULL;
  g_autofree char *text = NULL;
  g_autofree char *outcomes = NULL;
  g_autoptr (GDateTime) first = g_date_time_new_utc (2026, 11, 22, 9, 30, 5.);
  g_autoptr (PscRun) again = NULL;
  g_autofree char *again_text = NULL;

  g_assert_true (psc_test_execute (run, NULL, NULL));
  time = g_date_time_format (psc_run_get_started (run), "%T");
  expected = g_strdup_printf ("%s · %s", time, base);
  text = psc_run_label_dup_origin (run);
  g_assert_cmpstr (text, ==, expected);
  outcomes = psc_run_label_dup_outcomes (run);
  g_assert_cmpstr (outcomes, ==, "1 ok");

  again = psc_run_new (settings, listing);
  psc_run_set_again_of (again, first);
  again_text = psc_run_label_dup_origin (again);
  g_assert_true (g_str_has_suffix (again_text,
                                   " · lost files of 09:30:05 again"));

  psc_test_remove_directory (directory);
}

/* Another day is told, and that a run was not made here. */
static void
test_opened (void)
{
  static const char * const names[] = { "a", NULL };
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (PscListing) listing = psc_listing_new_for_names ("/a/place",
                                                              names);
  g_autoptr (PscMachine) machine = psc_machine_read ();
  g_autoptr (GDateTime) started = g_date_time_new_local (2025, 12, 24, 9, 30,
                                                         5.);
  g_autoptr (PscRun) run = psc_run_new_kept (settings, listing, machine,
                                             started);
  g_autofree char *origin = psc_run_label_dup_origin (run);
  g_autofree char *heading = psc_run_label_dup_heading (run);

  g_assert_cmpstr (origin, ==, "12/24/25 09:30:05 · place");
  g_assert_cmpstr (heading, ==, "12/24/25 09:30:05 · place · opened");
}

static void
test_outcomes (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_DUMMY, 1, 3);
  g_autofree char *before = psc_run_label_dup_outcomes (run);
  g_autofree char *after = NULL;
  const PscStepRecord steps[3] = { 0 };
  PscTaskRecord failed = { 0 };

  g_assert_cmpstr (before, ==, "");
  psc_test_run_add_worker (run, 1, 0, 1, 100);
  psc_test_run_add_task (run, 0, 1, 1, 1, 10, 20);
  psc_test_run_add_task (run, 1, 1, 1, 1, 20, 30);
  failed.outcome = PSC_OUTCOME_FAILED;
  failed.lane = 1;
  failed.worker = 1;
  failed.chunk = 1;
  failed.start_ns = 30;
  failed.end_ns = 40;
  psc_test_run_add_task_full (run, 2, &failed, steps, 40);
  psc_test_run_end (run, 30);

  after = psc_run_label_dup_outcomes (run);
  g_assert_cmpstr (after, ==, "2 ok, 1 failed");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/run-label/settings", test_settings);
  g_test_add_func ("/run-label/origin", test_origin);
  g_test_add_func ("/run-label/opened", test_opened);
  g_test_add_func ("/run-label/outcomes", test_outcomes);

  return g_test_run ();
}
