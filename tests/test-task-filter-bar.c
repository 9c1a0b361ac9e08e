/* test-task-filter-bar.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-task-filter-bar.h"
#include "psc-test-app.h"
#include "psc-test-utils.h"

static PscTaskFilterBar *
new_bar (void)
{
  return PSC_TASK_FILTER_BAR (g_object_ref_sink (psc_task_filter_bar_new ()));
}

static gpointer
get_child (PscTaskFilterBar *bar,
           const char       *name)
{
  return psc_test_get_template_child (GTK_WIDGET (bar), name);
}

static void
test_filter (void)
{
  PscTaskFilterBar *bar = new_bar ();
  const PscTaskFilter *filter = psc_task_filter_bar_get_filter (bar);
  GtkWidget *clear_button = get_child (bar, "clear_button");
  guint n_changed = 0;

  psc_test_count (bar, "changed", &n_changed);
  g_assert_true (psc_task_filter_is_empty (filter));
  g_assert_false (gtk_widget_get_visible (clear_button));

  /* A search entry waits until one pauses. */
  gtk_editable_set_text (GTK_EDITABLE (get_child (bar, "entry")), "abc");
  psc_test_wait_until (n_changed == 1);
  g_assert_cmpstr (filter->text, ==, "abc");
  g_assert_true (gtk_widget_get_visible (clear_button));

  psc_task_filter_bar_set_n_workers (bar, 3);
  gtk_drop_down_set_selected (get_child (bar, "worker"), 2);
  g_assert_cmpuint (filter->worker, ==, 2);
  gtk_drop_down_set_selected (get_child (bar, "outcome"), 1);
  g_assert_cmpuint (filter->outcomes & PSC_OUTCOME_BIT (PSC_OUTCOME_OK),
                    ==, 0);
  g_assert_cmpuint (filter->outcomes & PSC_OUTCOME_BIT (PSC_OUTCOME_NONE),
                    ==, 0);
  g_assert_true (filter->outcomes & PSC_OUTCOME_BIT (PSC_OUTCOME_NONZERO));
  g_assert_true (filter->outcomes & PSC_OUTCOME_BIT (PSC_OUTCOME_STOPPED));
  for (PscOutcome i = PSC_OUTCOME_OK; i < PSC_N_OUTCOMES; i++)
    {
      gtk_drop_down_set_selected (get_child (bar, "outcome"), i + 1);
      g_assert_cmpuint (filter->outcomes, ==, PSC_OUTCOME_BIT (i));
    }

  psc_task_filter_bar_clear (bar);
  g_assert_true (psc_task_filter_is_empty (filter));
  g_assert_false (gtk_widget_get_visible (clear_button));

  /* Who asks for all as before has not changed anything. */
  n_changed = 0;
  psc_task_filter_bar_clear (bar);
  g_assert_cmpuint (n_changed, ==, 0);

  g_assert_finalize_object (bar);
}

static void
test_workers (void)
{
  PscTaskFilterBar *bar = new_bar ();
  const PscTaskFilter *filter = psc_task_filter_bar_get_filter (bar);
  GtkStringList *workers = get_child (bar, "workers");

  psc_task_filter_bar_set_n_workers (bar, 2);
  psc_task_filter_bar_set_n_workers (bar, 12);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (workers)), ==,
                    13);
  g_assert_cmpstr (gtk_string_list_get_string (workers, 12), ==, "Worker 12");
  gtk_drop_down_set_selected (get_child (bar, "worker"), 12);
  g_assert_cmpuint (filter->worker, ==, 12);

  psc_task_filter_bar_set_n_workers (bar, 4);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (workers)), ==, 5);
  g_assert_cmpuint (filter->worker, ==, 0);

  g_assert_finalize_object (bar);
}

static void
test_words (void)
{
  PscTaskFilterBar *bar = new_bar ();
  guint n_left = 0;

  psc_test_count (bar, "left", &n_left);
  psc_task_filter_bar_set_status (bar, "12 of 290 files");
  g_assert_cmpstr (gtk_label_get_label (get_child (bar, "status")), ==,
                   "12 of 290 files");

  gtk_editable_set_text (GTK_EDITABLE (get_child (bar, "entry")), "abc");
  g_signal_emit_by_name (get_child (bar, "entry"), "stop-search");
  g_assert_cmpuint (n_left, ==, 1);
  g_assert_cmpstr (gtk_editable_get_text (get_child (bar, "entry")), ==, "");

  g_assert_finalize_object (bar);
}

/* Where all does not fit beside each other it goes on below. */
static void
test_narrow (void)
{
  GtkWidget *bar = psc_task_filter_bar_new ();
  GtkWidget *window = psc_test_present (bar, 1000, 100);
  int wide, narrow, minimum;

  gtk_widget_measure (bar, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL,
                      NULL, NULL);
  g_assert_cmpint (minimum, <=, 320);
  gtk_widget_measure (bar, GTK_ORIENTATION_VERTICAL, 1000, &wide, NULL, NULL,
                      NULL);
  gtk_widget_measure (bar, GTK_ORIENTATION_VERTICAL, 320, &narrow, NULL, NULL,
                      NULL);
  g_assert_cmpint (wide, <, narrow);

  psc_task_filter_bar_find (PSC_TASK_FILTER_BAR (bar));
  g_assert_true (gtk_widget_get_focus_child (bar) != NULL);

  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/task-filter-bar/filter", test_filter);
  g_test_add_func ("/task-filter-bar/workers", test_workers);
  g_test_add_func ("/task-filter-bar/words", test_words);
  g_test_add_func ("/task-filter-bar/narrow", test_narrow);

  return g_test_run ();
}
