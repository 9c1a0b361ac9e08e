/* test-window-session.c: what the window makes of its session
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-error.h"
#include "psc-pipeline-editor.h"
#include "psc-test-app.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"
#include "psc-test-window.h"

static PscWindow *
new_window (const char *path)
{
  PscWindow *window = PSC_WINDOW (psc_window_new (NULL, NULL));

  gtk_window_present (GTK_WINDOW (window));
  psc_test_window_read (window, path);

  return window;
}

/* Does what the action does, to the end. */
static void
activate (PscWindow  *window,
          const char *action)
{
  PscSession *session = psc_window_get_session (window);

  g_action_group_activate_action (G_ACTION_GROUP (window), action, NULL);
  psc_test_wait_until (!psc_session_is_busy (session) &&
                       psc_session_get_state (session) !=
                       PSC_SESSION_READING);
}

static gboolean
is_enabled (PscWindow  *window,
            const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (window), action);
}

static gpointer
get_setting (PscWindow  *window,
             const char *name)
{
  return psc_test_get_template_child (
    psc_test_get_template_child (GTK_WIDGET (window), "settings_pane"), name);
}

static gpointer
get_typed (PscWindow  *window,
           const char *row)
{
  return psc_test_get_template_child (get_setting (window, row), "spin");
}

/* A key starts the run while the number typed is still in the making. */
static void
test_typed (void)
{
  static const char * const names[] = { "a", "b", "c", "d", NULL };
  g_autofree char *directory = psc_test_make_directory (names);
  PscWindow *window = new_window (directory);
  PscSession *session = psc_window_get_session (window);

  gtk_editable_set_text (get_typed (window, "workers_row"), "3");
  activate (window, "run");
  g_assert_cmpuint (psc_run_get_n_lanes (psc_session_get_run (session)), ==,
                    3);

  psc_test_window_destroy (window);
  psc_test_remove_directory (directory);
}

/* One worker tells what others are worth, and the window shows the same run
 * as before. */
static void
test_measure (void)
{
  static const char * const names[] = { "a", "b", "c", "d", NULL };
  g_autofree char *directory = psc_test_make_directory (names);
  PscWindow *window = new_window (directory);
  PscSession *session = psc_window_get_session (window);
  g_autoptr (PscRun) run = NULL;

  g_assert_false (is_enabled (window, "measure"));
  gtk_editable_set_text (get_typed (window, "workers_row"), "2");
  activate (window, "run");
  run = g_object_ref (psc_session_get_run (session));
  g_assert_true (is_enabled (window, "measure"));

  activate (window, "measure");
  g_assert_true (psc_session_get_run (session) == run);
  g_assert_false (is_enabled (window, "measure"));

  psc_test_window_destroy (window);
  psc_test_remove_directory (directory);
}

/* From run to run, and one of them away and back. */
static void
test_runs (void)
{
  static const char * const names[] = { "a", "b", NULL };
  g_autofree char *directory = psc_test_make_directory (names);
  PscWindow *window = new_window (directory);
  PscSession *session = psc_window_get_session (window);
  PscRun *first, *second;

  g_assert_false (is_enabled (window, "previous-run"));
  activate (window, "run");
  first = psc_session_get_run (session);
  g_assert_false (is_enabled (window, "previous-run"));
  g_assert_false (is_enabled (window, "undo-remove"));
  activate (window, "run");
  second = psc_session_get_run (session);
  g_assert_true (second != first);
  g_assert_false (is_enabled (window, "next-run"));

  activate (window, "previous-run");
  g_assert_true (psc_session_get_run (session) == first);
  g_assert_false (is_enabled (window, "previous-run"));
  activate (window, "next-run");
  g_assert_true (psc_session_get_run (session) == second);

  activate (window, "remove-run");
  g_assert_true (psc_session_get_run (session) == first);
  g_assert_false (is_enabled (window, "next-run"));
  activate (window, "undo-remove");
  g_assert_true (psc_session_get_run (session) == second);
  g_assert_false (is_enabled (window, "undo-remove"));

  /* Over another directory, the last one is the previous one. */
  activate (window, "reload");
  g_assert_null (psc_session_get_run (session));
  g_assert_false (is_enabled (window, "remove-run"));
  activate (window, "previous-run");
  g_assert_true (psc_session_get_run (session) == second);

  psc_test_window_destroy (window);
  psc_test_remove_directory (directory);
}

static void
find_undo_cb (GtkWidget *widget,
              gpointer   user_data)
{
  GtkWidget **button = user_data;

  if (GTK_IS_BUTTON (widget) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), "_Undo") == 0)
    *button = widget;
}

/* Each offer to take a removal back is about its own run. */
static void
test_removed_twice (void)
{
  static const char * const names[] = { "a", "b", NULL };
  g_autofree char *directory = psc_test_make_directory (names);
  PscWindow *window = new_window (directory);
  PscSession *session = psc_window_get_session (window);
  GListModel *runs = psc_session_get_runs (session);
  GtkWidget *undo = NULL;
  PscRun *first, *second;

  activate (window, "run");
  first = psc_session_get_run (session);
  activate (window, "run");
  second = psc_session_get_run (session);

  activate (window, "remove-run");
  psc_test_walk (GTK_WIDGET (window), find_undo_cb, &undo);
  g_assert_nonnull (undo);
  activate (window, "remove-run");
  g_assert_cmpuint (g_list_model_get_n_items (runs), ==, 0);

  g_signal_emit_by_name (undo, "clicked");
  g_assert_true (psc_session_get_run (session) == second);
  activate (window, "undo-remove");
  g_assert_true (psc_session_get_run (session) == first);
  g_assert_cmpuint (g_list_model_get_n_items (runs), ==, 2);
  g_assert_false (is_enabled (window, "undo-remove"));

  psc_test_window_destroy (window);
  psc_test_remove_directory (directory);
}

/* Trying again looks at the directory anew, and runs nothing. */
static void
test_reload (void)
{
  g_autofree char *directory = psc_test_make_directory (NULL);
  g_autofree char *added = g_build_filename (directory, "later", NULL);
  PscWindow *window = new_window (directory);
  PscSession *session = psc_window_get_session (window);

  g_assert_cmpint (psc_session_get_state (session), ==, PSC_SESSION_FAILED);
  g_assert_false (is_enabled (window, "run"));
  g_assert_true (g_file_set_contents (added, "", 0, NULL));

  activate (window, "reload");
  g_assert_cmpint (psc_session_get_state (session), ==, PSC_SESSION_READY);
  g_assert_null (psc_session_get_run (session));

  psc_test_window_destroy (window);
  psc_test_remove_directory (directory);
}

/* The button that chooses another directory. */
static GtkWidget *
get_elsewhere (PscWindow *window)
{
  return psc_test_get_template_child (GTK_WIDGET (window), "elsewhere_button");
}

/* Presses the button that offers what helps. */
static void
press_remedy (PscWindow *window)
{
  GtkWidget *button = psc_test_get_template_child (GTK_WIDGET (window),
                                                   "remedy_button");

  g_assert_true (gtk_widget_get_visible (button));
  g_signal_emit_by_name (button, "clicked");
}

/* What the message on an empty directory advises can be done. */
static void
test_hidden (void)
{
  static const char * const names[] = { ".hidden", NULL };
  g_autofree char *directory = psc_test_make_directory (names);
  PscWindow *window = new_window (directory);
  PscSession *session = psc_window_get_session (window);

  g_assert_cmpint (psc_session_get_state (session), ==, PSC_SESSION_FAILED);
  press_remedy (window);
  g_assert_true (gtk_switch_get_active (get_setting (window,
                                                     "hidden_switch")));
  psc_test_wait_until (psc_session_get_state (session) == PSC_SESSION_READY);
  g_assert_cmpuint (psc_listing_get_n_files (
                      psc_session_get_listing (session)), ==, 1);

  psc_test_window_destroy (window);
  psc_test_remove_directory (directory);
}

/* Where no worker process starts, threads do without. */
static void
test_no_worker (void)
{
  static const char * const names[] = { "a", "b", NULL };
  g_autofree char *directory = psc_test_make_directory (names);
  g_autofree char *worker = g_strdup (g_getenv ("POOLSCOPE_WORKER"));
  PscWindow *window = new_window (directory);
  PscSession *session = psc_window_get_session (window);
  PscRun *run;

  g_setenv ("POOLSCOPE_WORKER", "/no/such/program", TRUE);
  activate (window, "run");
  g_assert_cmpint (psc_session_get_state (session), ==, PSC_SESSION_FAILED);
  g_assert_false (gtk_widget_get_visible (get_elsewhere (window)));

  press_remedy (window);
  psc_test_wait_until (!psc_session_is_busy (session));
  run = psc_session_get_run (session);
  g_assert_false (psc_mode_is_process (psc_run_get_settings (run)->mode));
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_OK), ==, 2);

  if (worker != NULL)
    g_setenv ("POOLSCOPE_WORKER", worker, TRUE);
  else
    g_unsetenv ("POOLSCOPE_WORKER");
  psc_test_window_destroy (window);
  psc_test_remove_directory (directory);
}

/* A run to which no worker came. */
static PscRun *
new_dead_run (PscMode mode)
{
  PscRun *run = psc_test_run_new (mode, 1, 1);
  g_autoptr (GError) error =
    g_error_new_literal (PSC_ERROR, PSC_ERROR_NO_WORKER, "No worker.");

  psc_recorder_end_run (psc_run_get_recorder (run), 0, error);
  psc_run_take_batch (run);

  return run;
}

/* Threads that do not start are not to be replaced by threads. */
static void
test_no_thread (void)
{
  static const char * const names[] = { "a", NULL };
  g_autofree char *directory = psc_test_make_directory (names);
  g_autoptr (PscRun) processes = new_dead_run (PSC_MODE_PROCESS);
  g_autoptr (PscRun) threads = new_dead_run (PSC_MODE_DUMMY);
  PscWindow *window = new_window (directory);
  PscSession *session = psc_window_get_session (window);
  GtkWidget *button = psc_test_get_template_child (GTK_WIDGET (window),
                                                   "remedy_button");

  psc_session_restore_run (session, processes, 0);
  g_assert_true (gtk_widget_get_visible (button));
  psc_session_restore_run (session, threads, 0);
  g_assert_false (gtk_widget_get_visible (button));

  psc_test_window_destroy (window);
  psc_test_remove_directory (directory);
}

/* Nothing is offered where only another directory helps. */
static void
test_no_remedy (void)
{
  PscWindow *window = new_window ("/no/such/directory");

  g_assert_false (gtk_widget_get_visible (
    psc_test_get_template_child (GTK_WIDGET (window), "remedy_button")));
  g_assert_true (gtk_widget_get_visible (get_elsewhere (window)));
  psc_test_window_destroy (window);
}

/* A window that opens narrow folds its side, and with it the name of the
 * directory on its button, without a word of complaint from GTK. */
static void
test_folded (void)
{
  g_autofree char *directory = psc_test_make_directory (NULL);
  PscWindow *window = PSC_WINDOW (psc_window_new (NULL, NULL));
  g_autoptr (GFile) file = g_file_new_for_path (directory);
  GtkWidget *label =
    psc_test_get_template_child (GTK_WIDGET (window), "directory_label");

  psc_window_open (window, file);
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 640);
  gtk_window_present (GTK_WINDOW (window));
  psc_test_wait_until (!gtk_widget_get_visible (label));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));

  psc_test_window_destroy (window);
  psc_test_remove_directory (directory);
}

/* What the editor applies is the pipeline of the next run. */
static void
test_pipeline (void)
{
  static const char * const names[] = { "a", NULL };
  g_autofree char *directory = psc_test_make_directory (names);
  PscWindow *window = new_window (directory);
  PscSession *session = psc_window_get_session (window);
  GListModel *windows = gtk_window_get_toplevels ();
  g_autoptr (GtkWidget) editor = NULL;
  GtkListBox *steps;

  activate (window, "edit-pipeline");
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) candidate = g_list_model_get_item (windows, i);

      if (PSC_IS_PIPELINE_EDITOR (candidate))
        g_set_object (&editor, candidate);
    }
  g_assert_nonnull (editor);

  steps = psc_test_get_template_child (editor, "steps");
  gtk_widget_activate_action (
    GTK_WIDGET (gtk_list_box_get_row_at_index (steps, 0)), "step.remove",
    NULL);
  gtk_widget_activate_action (editor, "editor.apply", NULL);

  activate (window, "run");
  g_assert_cmpuint (psc_run_get_n_steps (psc_session_get_run (session)), ==,
                    2);

  psc_test_window_destroy (window);
  psc_test_remove_directory (directory);
}

static void
read_text_cb (GObject      *clipboard,
              GAsyncResult *result,
              gpointer      user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result,
                                          NULL);
}

/* The run that would be made goes to the clipboard, with what is being
 * typed. */
static void
test_copy (void)
{
  g_autofree char *directory = psc_test_make_directory (NULL);
  g_autofree char *line = g_strconcat (
    "poolscope-cli run --workers=3 --hidden ", directory, NULL);
  PscWindow *empty = PSC_WINDOW (psc_window_new (NULL, NULL));
  PscWindow *window = new_window (directory);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (window));
  g_autofree char *command = NULL;
  g_autofree char *program = NULL;

  g_assert_false (is_enabled (empty, "copy-command-line"));
  g_assert_false (is_enabled (empty, "copy-python"));

  gtk_switch_set_active (get_setting (window, "hidden_switch"), TRUE);
  gtk_editable_set_text (get_typed (window, "workers_row"), "3");
  activate (window, "copy-command-line");
  gdk_clipboard_read_text_async (clipboard, NULL, read_text_cb, &command);
  psc_test_wait_until (command != NULL);
  g_assert_cmpstr (command, ==, line);

  activate (window, "copy-python");
  gdk_clipboard_read_text_async (clipboard, NULL, read_text_cb, &program);
  psc_test_wait_until (program != NULL);
  g_assert_true (g_str_has_prefix (program, "#!/usr/bin/env python3\n"));

  psc_test_window_destroy (empty);
  psc_test_window_destroy (window);
  psc_test_remove_directory (directory);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/window-session/typed", test_typed);
  g_test_add_func ("/window-session/measure", test_measure);
  g_test_add_func ("/window-session/runs", test_runs);
  g_test_add_func ("/window-session/removed-twice", test_removed_twice);
  g_test_add_func ("/window-session/reload", test_reload);
  g_test_add_func ("/window-session/hidden", test_hidden);
  g_test_add_func ("/window-session/no-worker", test_no_worker);
  g_test_add_func ("/window-session/no-remedy", test_no_remedy);
  g_test_add_func ("/window-session/no-thread", test_no_thread);
  g_test_add_func ("/window-session/folded", test_folded);

  g_test_add_func ("/window-session/pipeline", test_pipeline);
  g_test_add_func ("/window-session/copy", test_copy);

  return g_test_run ();
}
