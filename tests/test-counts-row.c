/* test-counts-row.c: numbers of workers, typed
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-counts-row.h"
#include "psc-test-app.h"

static const char *
get_title (GtkWidget *row)
{
  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
}

static void
test_typing (void)
{
  GtkWidget *row = g_object_ref_sink (psc_counts_row_new ());
  PscExerciseOptions options = { .counts = { 1, 2, 4 }, .n_counts = 3 };
  guint n_applied = 0;

  psc_test_count (row, "counts-applied", &n_applied);
  psc_counts_row_set_options (PSC_COUNTS_ROW (row), &options);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "1, 2, 4");
  g_assert_cmpstr (get_title (row), ==, "Numbers of workers");
  g_assert_false (gtk_widget_has_css_class (row, "error"));

  /* What is wrong is said, and not taken. */
  gtk_editable_set_text (GTK_EDITABLE (row), "4, 2");
  g_assert_cmpstr (get_title (row), !=, "Numbers of workers");
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_signal_emit_by_name (row, "apply");
  g_assert_cmpuint (n_applied, ==, 0);
  g_assert_false (psc_counts_row_read (PSC_COUNTS_ROW (row), &options));
  g_assert_cmpuint (options.n_counts, ==, 3);

  gtk_editable_set_text (GTK_EDITABLE (row), "1 2 8");
  g_signal_emit_by_name (row, "apply");
  g_assert_cmpuint (n_applied, ==, 1);
  g_assert_true (psc_counts_row_read (PSC_COUNTS_ROW (row), &options));
  g_assert_cmpuint (options.counts[2], ==, 8);

  /* The same numbers do not change what was typed. */
  psc_counts_row_set_options (PSC_COUNTS_ROW (row), &options);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "1 2 8");

  g_assert_finalize_object (row);
}

int
main (int   argc,
      char *argv[])
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/counts-row/typing", test_typing);

  return g_test_run ();
}
