/* test-comparison.c: two runs beside each other
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-comparison.h"
#include "psc-run-label.h"
#include "psc-test-run.h"

#define MS G_GINT64_CONSTANT (1000000)
#define NO PSC_COMPARISON_NO_FILE

/* A run whose files follow each other, for a millisecond each; the last one is
 * not reached. */
static PscRun *
new_run (PscMode mode,
         guint   n_files)
{
  PscRun *run = psc_test_run_new (mode, 2, n_files);
  guint worker = psc_test_run_add_worker (run, 1, 0, 0, PSC_NEVER);
  const PscTaskRecord task = {
    .start_ns = PSC_NEVER,
    .end_ns = PSC_NEVER,
    .outcome = PSC_OUTCOME_STOPPED,
    .cause = PSC_CAUSE_STOP_BEFORE,
  };
  const PscStepRecord steps[3] = {
    { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER },
    { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER },
    { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER },
  };

  for (guint i = 0; i + 1 < n_files; i++)
    psc_test_run_add_task (run, i, 1, worker, i + 1, i * MS, (i + 1) * MS);
  psc_test_run_add_task_full (run, n_files - 1, &task, steps,
                              (n_files - 1) * MS);
  psc_test_run_end (run, PSC_NEVER);

  return run;
}

static void
check_file (PscComparison *comparison,
            guint          file,
            guint          first,
            guint          second)
{
  g_assert_cmpuint (psc_comparison_find_index (comparison, 0, file), ==, first);
  g_assert_cmpuint (psc_comparison_find_index (comparison, 1, file), ==,
                    second);
  if (first != NO)
    g_assert_cmpuint (psc_comparison_find_file (comparison, 0, first), ==,
                      file);
  if (second != NO)
    g_assert_cmpuint (psc_comparison_find_file (comparison, 1, second), ==,
                      file);
}

/* The one run has two files more. */
static void
test_files (gconstpointer data)
{
  gboolean first_has_more = GPOINTER_TO_INT (data);
  g_autoptr (PscRun) small = new_run (PSC_MODE_PROCESS, 3);
  g_autoptr (PscRun) large = new_run (PSC_MODE_DUMMY, 5);
  g_autoptr (PscComparison) comparison =
    first_has_more ? psc_comparison_new_for_runs (large, small)
                   : psc_comparison_new_for_runs (small, large);

  g_assert_null (psc_comparison_get_sweep (comparison));
  g_assert_cmpuint (psc_comparison_get_n_sides (comparison), ==, 2);
  g_assert_true (psc_comparison_get_run (comparison, 0) ==
                 (first_has_more ? large : small));
  g_assert_cmpint (psc_comparison_get_span_ns (comparison), ==,
                   psc_run_get_wall_ns (large));
  g_assert_cmpuint (psc_comparison_get_n_matched (comparison), ==, 3);
  for (guint i = 0; i < 3; i++)
    check_file (comparison, i, i, i);
  for (guint i = 3; i < 5; i++)
    check_file (comparison, i, first_has_more ? i : NO,
                first_has_more ? NO : i);
  check_file (comparison, NO, NO, NO);
}

/* Where only the order differs, files are found by their names. */
static void
test_names (void)
{
  const char * const one[] = { "a", "b", "c", NULL };
  const char * const two[] = { "b", "d", NULL };
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (PscListing) first = psc_listing_new_for_names ("/one", one);
  g_autoptr (PscListing) second = psc_listing_new_for_names ("/two", two);
  PscRun *runs[] = { psc_run_new (settings, first),
                     psc_run_new (settings, second) };
  g_autoptr (PscComparison) comparison = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      psc_recorder_begin_run (psc_run_get_recorder (runs[i]), 0);
      psc_test_run_end (runs[i], PSC_NEVER);
    }

  comparison = psc_comparison_new_for_runs (runs[0], runs[1]);
  g_assert_cmpuint (psc_comparison_get_n_matched (comparison), ==, 1);
  check_file (comparison, 0, 0, NO);
  check_file (comparison, 1, 1, 0);
  check_file (comparison, 2, 2, NO);
  check_file (comparison, 3, NO, 1);

  g_object_unref (runs[0]);
  g_object_unref (runs[1]);
}

static void
test_words (void)
{
  g_autoptr (PscRun) small = new_run (PSC_MODE_PROCESS, 3);
  g_autoptr (PscRun) large = new_run (PSC_MODE_DUMMY, 5);
  g_autoptr (PscComparison) comparison = psc_comparison_new_for_runs (small,
                                                                      large);
  g_autofree char *origin = psc_run_label_dup_origin (small);
  g_autofree char *title = psc_comparison_dup_title (comparison, 0);
  g_autofree char *caption = psc_comparison_dup_caption (comparison, 1);
  g_autofree char *file = psc_comparison_dup_file (comparison, 0);
  g_autofree char *stopped = psc_comparison_dup_file (comparison, 2);
  g_autofree char *other = psc_comparison_dup_file (comparison, 3);
  g_autofree char *expected = NULL;
  g_auto (GStrv) lines = g_strsplit (file, "\n", -1);

  g_assert_true (g_str_has_prefix (title, origin));
  g_assert_true (g_str_has_suffix (title,
                                   " · process\302\240×\302\2402"));
  g_assert_cmpstr (caption, ==,
                   "multiprocessing.dummy.Pool(2) · one file at a time · "
                   "wall\302\2404.00\302\240ms");
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_cmpstr (lines[0], ==, "file-000000");
  g_assert_true (g_str_has_prefix (lines[1], origin));
  g_assert_true (g_str_has_suffix (lines[2], ", worker 1, chunk 1"));

  /* What was not reached has a reason instead of times. */
  g_assert_nonnull (strstr (stopped, "stopped"));

  expected = g_strdup_printf ("file-000003\n%s: not one of its files", title);
  g_assert_true (g_str_has_prefix (other, expected));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/comparison/files/second-has-more",
                        GINT_TO_POINTER (FALSE), test_files);
  g_test_add_data_func ("/comparison/files/first-has-more",
                        GINT_TO_POINTER (TRUE), test_files);
  g_test_add_func ("/comparison/names", test_names);
  g_test_add_func ("/comparison/words", test_words);

  return g_test_run ();
}
