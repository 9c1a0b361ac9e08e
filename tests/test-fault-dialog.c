/* test-fault-dialog.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-fault-dialog.h"
#include "psc-fault-words.h"
#include "psc-test-app.h"
#include "psc-test-utils.h"
#include "psc-timeline.h"

static GtkWidget *
new_dialog (void)
{
  GtkWidget *dialog = psc_fault_dialog_new (NULL);

  gtk_window_present (GTK_WINDOW (dialog));
  psc_test_wait_for_frame (dialog);

  return g_object_ref (dialog);
}

static gpointer
get_child (GtkWidget  *dialog,
           const char *name)
{
  return psc_test_get_template_child (dialog, name);
}

static PscRun *
get_run (GtkWidget *dialog)
{
  return psc_timeline_get_run (get_child (dialog, "timeline"));
}

static gboolean
is_busy (GtkWidget *dialog)
{
  return g_str_equal (gtk_button_get_label (get_child (dialog, "button")),
                      "_Stop");
}

/* The check button of a fault, in the order in which they stand. */
static void
find_choice (GtkWidget *widget,
             gpointer   user_data)
{
  GPtrArray *choices = user_data;

  if (GTK_IS_CHECK_BUTTON (widget))
    g_ptr_array_add (choices, widget);
}

static void
choose (GtkWidget *dialog,
        PscFault   fault)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new ();

  psc_test_walk (get_child (dialog, "faults"), find_choice, choices);
  g_assert_cmpuint (choices->len, ==, PSC_N_FAULTS);
  gtk_check_button_set_active (g_ptr_array_index (choices, fault), TRUE);
}

static void
close_dialog (GtkWidget *dialog)
{
  gpointer pointer = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &pointer);
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_object_unref (dialog);
  g_assert_null (pointer);
}

static void
test_choose (void)
{
  GtkWidget *dialog = new_dialog ();
  AdwPreferencesRow *plan = get_child (dialog, "plan");

  for (PscFault i = PSC_N_FAULTS; i-- > 0; )
    {
      choose (dialog, i);
      g_assert_cmpstr (adw_preferences_row_get_title (plan), ==,
                       psc_fault_get_plan (i));
    }
  g_assert_false (gtk_widget_get_visible (get_child (dialog, "card")));
  g_assert_false (gtk_widget_get_visible (get_child (dialog, "findings")));
  g_assert_false (gtk_widget_get_visible (get_child (dialog, "error")));
  g_assert_false (is_busy (dialog));

  close_dialog (dialog);
}

/* From the question to what came of it, by the button that has the Return key. */
static void
test_break (void)
{
  GtkWidget *dialog = new_dialog ();
  GtkAdjustment *scrolled =
    gtk_scrolled_window_get_vadjustment (get_child (dialog, "scroller"));

  choose (dialog, PSC_FAULT_CRASH);
  g_assert_true (gtk_window_get_default_widget (GTK_WINDOW (dialog)) ==
                 get_child (dialog, "button"));
  gtk_widget_activate (get_child (dialog, "button"));
  psc_test_wait_until (is_busy (dialog));
  g_assert_false (gtk_widget_get_sensitive (get_child (dialog, "faults")));
  psc_test_wait_until (!is_busy (dialog));

  g_assert_false (gtk_widget_get_visible (get_child (dialog, "error")));
  g_assert_true (gtk_widget_get_visible (get_child (dialog, "card")));
  g_assert_true (gtk_widget_get_visible (get_child (dialog, "findings")));
  g_assert_cmpuint (psc_run_get_n_outcome (get_run (dialog),
                                           PSC_OUTCOME_KILLED), ==, 1);

  /* What was found is brought into sight. */
  psc_test_wait_until (gtk_adjustment_get_value (scrolled) > 0.);

  /* Another fault is another question. */
  choose (dialog, PSC_FAULT_HANG);
  g_assert_false (gtk_widget_get_visible (get_child (dialog, "card")));
  g_assert_false (gtk_widget_get_visible (get_child (dialog, "findings")));
  g_assert_null (get_run (dialog));

  close_dialog (dialog);
}

static void
test_stop (void)
{
  GtkWidget *dialog = new_dialog ();

  choose (dialog, PSC_FAULT_HANG);
  gtk_widget_activate_action (dialog, "fault.break", NULL);
  psc_test_wait_until (get_run (dialog) != NULL &&
                       psc_run_get_n_ended (get_run (dialog)) > 0);
  gtk_widget_activate_action (dialog, "fault.break", NULL);
  psc_test_wait_until (!is_busy (dialog));

  g_assert_cmpuint (psc_run_get_n_outcome (get_run (dialog),
                                           PSC_OUTCOME_STOPPED), >, 0);
  g_assert_false (gtk_widget_get_visible (get_child (dialog, "error")));
  g_assert_true (gtk_widget_get_visible (get_child (dialog, "findings")));

  close_dialog (dialog);
}

/* Closed in the middle of it, it leaves no worker behind, and waits for none. */
static void
test_close (void)
{
  GtkWidget *dialog = new_dialog ();
  g_autoptr (PscRun) run = NULL;

  choose (dialog, PSC_FAULT_HANG);
  gtk_widget_activate_action (dialog, "fault.break", NULL);
  psc_test_wait_until (get_run (dialog) != NULL &&
                       psc_run_get_n_ended (get_run (dialog)) > 0);
  run = g_object_ref (get_run (dialog));
  close_dialog (dialog);

  psc_test_wait_until (psc_run_get_state (run) == PSC_RUN_ENDED);
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_STOPPED), >, 0);
  for (guint i = 0; i < psc_run_get_n_workers (run); i++)
    g_assert_cmpint (psc_run_get_worker (run, i)->ended_ns, !=, PSC_NEVER);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/fault-dialog/choose", test_choose);
  g_test_add_func ("/fault-dialog/break", test_break);
  g_test_add_func ("/fault-dialog/stop", test_stop);
  g_test_add_func ("/fault-dialog/close", test_close);

  return g_test_run ();
}
