/* test-history-bar.c: it says what is selected, and why it cannot be compared
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-history-bar.h"
#include "psc-history.h"
#include "psc-test-app.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"

static void
test_menu_model (void)
{
  GtkWidget *bar = g_object_ref_sink (psc_history_bar_new ());
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuModel) got = NULL;
  guint n_notified = 0;

  psc_test_count (bar, "notify::menu-model", &n_notified);
  g_object_set (bar, "menu-model", menu, NULL);
  g_object_set (bar, "menu-model", menu, NULL);
  g_object_get (bar, "menu-model", &got, NULL);
  g_assert_true (got == G_MENU_MODEL (menu));
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_finalize_object (bar);
}

static void
check (GtkWidget  *bar,
       gboolean    revealed,
       const char *selected,
       const char *compare,
       const char *hint)
{
  g_assert_cmpint (gtk_revealer_get_reveal_child (
                     psc_test_get_template_child (bar, "revealer")), ==,
                   revealed);
  g_assert_cmpstr (gtk_label_get_label (
                     psc_test_get_template_child (bar, "selected")), ==,
                   selected);
  g_assert_cmpstr (gtk_label_get_text (
                     psc_test_get_template_child (bar, "compare_label")), ==,
                   compare);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (
                     psc_test_get_template_child (bar, "compare_button")), ==,
                   hint);
}

static void
test_show (void)
{
  g_autofree char *directory = psc_test_make_directory (NULL);
  g_autofree char *path = g_build_filename (directory, "history.sqlite", NULL);
  PscHistory *history = psc_history_new (path);
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 2, 9);
  PscHistoryEntry *entry = psc_history_keep_run (history, run);
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  GtkWidget *bar = g_object_ref_sink (psc_history_bar_new ());

  psc_history_bar_show (PSC_HISTORY_BAR (bar), entries, NULL);
  check (bar, FALSE, "0 selected", "Compare", NULL);

  g_ptr_array_add (entries, entry);
  psc_history_set_name (history, entry, "quick");
  psc_history_bar_show (PSC_HISTORY_BAR (bar), entries, "It is shown");
  check (bar, TRUE, "quick", "Compare With Shown Run", "It is shown");
  psc_history_set_name (history, entry, "quicker");
  check (bar, TRUE, "quicker", "Compare With Shown Run", "It is shown");

  g_ptr_array_add (entries, entry);
  psc_history_bar_show (PSC_HISTORY_BAR (bar), entries, NULL);
  check (bar, TRUE, "2 selected", "Compare", NULL);

  g_assert_finalize_object (bar);
  psc_history_flush (history);
  g_object_unref (history);
  psc_test_remove_directory (directory);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/history-bar/menu-model", test_menu_model);
  g_test_add_func ("/history-bar/show", test_show);

  return g_test_run ();
}
