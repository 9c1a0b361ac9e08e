/* test-compare-window.c: two runs beside each other in a window
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-compare-picture.h"
#include "psc-compare-window.h"
#include "psc-run-difference.h"
#include "psc-test-app.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"

static void
test_runs (void)
{
  g_autoptr (PscRun) first = psc_test_run_new_random (1, 2, 40);
  g_autoptr (PscRun) second = psc_test_run_new_random (2, 3, 42);
  g_autoptr (GPtrArray) rows = psc_run_difference_new (first, second);
  GtkWidget *window = psc_compare_window_new (first, second);
  PscComparePicture *picture = psc_test_get_template_child (window, "picture");
  GtkGrid *table = psc_test_get_template_child (window, "table");
  GtkLabel *matched = psc_test_get_template_child (window, "matched");
  PscComparison *comparison;

  gtk_window_present (GTK_WINDOW (window));
  psc_test_wait_for_frame (window);
  comparison = psc_compare_picture_get_comparison (picture);
  g_assert_true (psc_comparison_get_run (comparison, 0) == first);
  g_assert_true (psc_comparison_get_run (comparison, 1) == second);

  g_assert_true (g_str_has_prefix (gtk_label_get_label (matched),
                                   "40 files are in both runs. 2 are only"));
  for (guint i = 0; i < rows->len; i++)
    {
      char **row = g_ptr_array_index (rows, i);

      for (int j = 0; j < PSC_N_DIFFERENCE_CELLS; j++)
        {
          GtkWidget *label = gtk_grid_get_child_at (table, j, (int) i + 1);

          g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, row[j]);
        }
    }

  g_object_ref (window);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (window);
}

/* A run with losses is said to be none to compare with. */
static void
test_losses (void)
{
  g_autoptr (PscRun) first = psc_test_run_new_random (1, 2, 40);
  g_autoptr (PscRun) second = psc_test_run_new_death (1000000);
  GtkWidget *window = psc_compare_window_new (first, second);
  const char *text = gtk_label_get_label (
    psc_test_get_template_child (window, "matched"));

  g_assert_nonnull (strstr (text, "”: not comparable: "));
  g_assert_true (g_str_has_suffix (text, " lost."));

  g_object_ref (window);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (window);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/compare-window/runs", test_runs);
  g_test_add_func ("/compare-window/losses", test_losses);

  return g_test_run ();
}
