/* test-step-row.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-step-row.h"
#include "psc-test-app.h"

static PscStepRow *
new_row (const char *name,
         const char *command)
{
  return PSC_STEP_ROW (g_object_ref_sink (psc_step_row_new (name, command)));
}

static gboolean
is_shown (PscStepRow *row,
          const char *name)
{
  return gtk_widget_get_visible (
    psc_test_get_template_child (GTK_WIDGET (row), name));
}

static void
test_command (void)
{
  PscStepRow *row = new_row ("lines", "wc -l");
  guint n_changes = 0;

  g_assert_cmpstr (psc_step_row_get_name (row), ==, "lines");
  g_assert_cmpstr (psc_step_row_get_command (row), ==, "wc -l");
  g_assert_true (is_shown (row, "command"));
  g_assert_false (is_shown (row, "compute"));

  psc_test_count (row, "changed", &n_changes);
  gtk_editable_set_text (psc_test_get_template_child (GTK_WIDGET (row),
                                                      "name"), "words");
  g_assert_cmpstr (psc_step_row_get_name (row), ==, "words");
  g_assert_cmpuint (n_changes, >, 0);

  psc_step_row_set_error (row, "Wrong.");
  g_assert_true (is_shown (row, "error"));
  psc_step_row_set_error (row, NULL);
  g_assert_false (is_shown (row, "error"));

  g_assert_finalize_object (row);
}

static void
test_compute (void)
{
  PscStepRow *row = new_row ("numbers", "compute");

  g_assert_cmpstr (psc_step_row_get_command (row), ==, "compute");
  g_assert_false (is_shown (row, "command"));
  g_assert_true (is_shown (row, "compute"));

  g_assert_finalize_object (row);
}

static void
moved_cb (PscStepRow *row,
          int         by,
          int        *sum)
{
  *sum += by;
}

/* The first cannot go up, and the last cannot go down. */
static void
test_move (void)
{
  PscStepRow *row = new_row ("lines", "wc -l");
  GtkWidget *widget = GTK_WIDGET (row);
  guint n_removed = 0;
  int sum = 0;

  g_signal_connect (row, "moved", G_CALLBACK (moved_cb), &sum);
  psc_step_row_set_place (row, 0, 2);
  gtk_widget_activate_action (widget, "step.up", NULL);
  g_assert_cmpint (sum, ==, 0);
  gtk_widget_activate_action (widget, "step.down", NULL);
  g_assert_cmpint (sum, ==, 1);

  psc_step_row_set_place (row, 1, 2);
  gtk_widget_activate_action (widget, "step.down", NULL);
  g_assert_cmpint (sum, ==, 1);
  gtk_widget_activate_action (widget, "step.up", NULL);
  g_assert_cmpint (sum, ==, 0);

  psc_test_count (row, "removed", &n_removed);
  gtk_widget_activate_action (widget, "step.remove", NULL);
  g_assert_cmpuint (n_removed, ==, 1);

  g_assert_finalize_object (row);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/step-row/command", test_command);
  g_test_add_func ("/step-row/compute", test_compute);
  g_test_add_func ("/step-row/move", test_move);

  return g_test_run ();
}
