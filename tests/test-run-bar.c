/* test-run-bar.c: the bar and its rows
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-run-bar.h"
#include "psc-run-row.h"
#include "psc-test-app.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"

static const char * const FILES[] = { "a", "b", NULL };

static void
run (PscSession *session,
     PscMode     mode)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();

  settings->mode = mode;
  settings->workers = 2;
  psc_session_start (session, settings);
  psc_test_wait_until (!psc_session_is_busy (session));
}

static void
take_run_cb (PscRunBar  *bar,
             PscRun     *run,
             PscRun    **taken)
{
  *taken = run;
}

/* It comes with the second run, and tells which one is shown. */
static void
test_bar (void)
{
  g_autofree char *directory = psc_test_make_directory (FILES);
  g_autoptr (PscSession) session = psc_session_new ();
  GtkWidget *bar = psc_run_bar_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window;
  GtkLabel *label = psc_test_get_template_child (bar, "menu_label");
  GtkListBox *list = psc_test_get_template_child (bar, "list");
  g_autoptr (PscSession) got = NULL;
  GtkListBoxRow *row;
  PscRun *taken = NULL;

  gtk_box_append (GTK_BOX (box), bar);
  window = psc_test_present (box, 500, 60);
  g_signal_connect (bar, "removed", G_CALLBACK (take_run_cb), &taken);
  g_object_set (bar, "session", session, NULL);
  g_object_get (bar, "session", &got, NULL);
  g_assert_true (got == session);
  g_assert_false (gtk_widget_get_visible (bar));

  psc_session_set_directory (session, directory);
  psc_test_wait_until (psc_session_get_state (session) == PSC_SESSION_READY);
  run (session, PSC_MODE_DUMMY);
  g_assert_false (gtk_widget_get_visible (bar));
  run (session, PSC_MODE_THREAD);
  g_assert_true (gtk_widget_get_visible (bar));
  g_assert_cmpstr (gtk_label_get_label (label), ==, "Run 2 of 2");

  row = gtk_list_box_get_row_at_index (list, 1);
  g_signal_emit_by_name (list, "row-activated", row);
  g_assert_true (psc_session_get_run (session) ==
                 psc_run_row_get_run (PSC_RUN_ROW (row)));
  g_assert_cmpstr (gtk_label_get_label (label), ==, "Run 1 of 2");
  g_assert_true (gtk_list_box_get_selected_row (list) == row);

  g_signal_emit_by_name (psc_test_get_template_child (GTK_WIDGET (row),
                                                      "remove_button"),
                         "clicked");
  g_assert_true (taken == psc_run_row_get_run (PSC_RUN_ROW (row)));

  /* Where no run is shown, one is an earlier one. */
  psc_session_set_directory (session, directory);
  g_assert_cmpstr (gtk_label_get_label (label), ==, "2 Earlier Runs");
  g_assert_null (gtk_list_box_get_selected_row (list));
  psc_test_wait_until (psc_session_get_state (session) == PSC_SESSION_READY);

  g_object_ref (bar);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (bar);
  psc_test_remove_directory (directory);
}

static void
test_row (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 2, 20);
  GtkWidget *row = psc_run_row_new (run);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *window;
  g_autoptr (PscRun) got = NULL;
  g_autofree char *wall = NULL;
  guint n_removed = 0;

  gtk_list_box_append (GTK_LIST_BOX (list), row);
  window = psc_test_present (list, 400, 100);
  psc_test_count (row, "removed", &n_removed);
  g_object_get (row, "run", &got, NULL);
  g_assert_true (got == run);
  g_assert_true (g_str_has_prefix (
    adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "Mode "));
  g_assert_cmpstr (gtk_label_get_label (
                     psc_test_get_template_child (row, "wall")), !=, "–");
  g_signal_emit_by_name (psc_test_get_template_child (row, "remove_button"),
                         "clicked");
  g_assert_cmpuint (n_removed, ==, 1);

  g_object_ref (row);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (row);
}

/* A run that goes on cannot be removed. */
static void
test_live (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_DUMMY, 1, 2);
  GtkWidget *row = g_object_ref_sink (psc_run_row_new (run));
  GtkWidget *button = psc_test_get_template_child (row, "remove_button");

  g_assert_false (gtk_widget_get_sensitive (button));
  psc_test_run_add_worker (run, 1, 0, 1, 100);
  psc_test_run_add_task (run, 0, 1, 1, 1, 10, 20);
  psc_test_run_add_task (run, 1, 1, 1, 1, 20, 30);
  psc_test_run_end (run, 30);
  psc_test_wait_until (gtk_widget_get_sensitive (button));
  g_assert_cmpstr (gtk_label_get_label (
                     psc_test_get_template_child (row, "outcomes")), ==,
                   "2 ok");

  g_assert_finalize_object (row);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/run-bar/bar", test_bar);
  g_test_add_func ("/run-bar/row", test_row);
  g_test_add_func ("/run-bar/live", test_live);

  return g_test_run ();
}
