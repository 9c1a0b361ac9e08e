/* test-window-history.c: runs are kept by the window, and opened again
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-compare-window.h"
#include "psc-exercises-page.h"
#include "psc-export-dialog.h"
#include "psc-history-filter-bar.h"
#include "psc-history-list.h"
#include "psc-history-page.h"
#include "psc-test-app.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"
#include "psc-test-window.h"

typedef struct
{
  char       *home;
  char       *directory;
  PscHistory *history;
  GListModel *entries;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const char * const names[] = { "a", "b", "c", NULL };
  g_autofree char *path = NULL;

  fixture->home = psc_test_make_directory (NULL);
  fixture->directory = psc_test_make_directory (names);
  path = g_build_filename (fixture->home, "history.sqlite", NULL);
  fixture->history = psc_history_new (path);
  fixture->entries = psc_history_get_entries (fixture->history);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->history);
  psc_test_remove_directory (fixture->home);
  psc_test_remove_directory (fixture->directory);
  g_free (fixture->home);
  g_free (fixture->directory);
}

static PscWindow *
new_window (Fixture *fixture)
{
  PscWindow *window = PSC_WINDOW (psc_window_new (NULL, NULL));

  psc_window_keep_history (window, fixture->history);
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static const char *
get_page (PscWindow *window)
{
  return adw_view_stack_get_visible_child_name (
    psc_test_get_template_child (GTK_WIDGET (window), "pages"));
}

static void
activate (PscWindow  *window,
          const char *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (window), action, NULL);
}

static void
run_twice (Fixture   *fixture,
           PscWindow *window)
{
  PscSession *session = psc_window_get_session (window);

  psc_test_window_read (window, fixture->directory);
  for (guint i = 0; i < 2; i++)
    {
      activate (window, "run");
      psc_test_wait_until (!psc_session_is_busy (session));
    }
}

static void
emit (PscWindow       *window,
      const char      *signal,
      PscHistoryEntry *entry)
{
  g_signal_emit_by_name (psc_test_get_template_child (GTK_WIDGET (window),
                                                      "history_page"),
                         signal, entry, NULL);
}

static const char *
get_history_child (PscWindow *window)
{
  GtkWidget *page = psc_test_get_template_child (GTK_WIDGET (window),
                                                 "history_page");

  return gtk_stack_get_visible_child_name (
    psc_test_get_template_child (page, "stack"));
}

static gboolean
shows_entries (PscWindow *window)
{
  return g_strcmp0 (get_history_child (window), "list") == 0;
}

/* The first window makes two runs; another one, with no directory yet, opens
 * the older one as if it had made it. */
static void
test_open (Fixture       *fixture,
           gconstpointer  data)
{
  PscWindow *first = new_window (fixture);
  PscWindow *second = new_window (fixture);
  PscSession *session = psc_window_get_session (second);
  g_autoptr (PscHistoryEntry) entry = NULL;
  PscRun *run;

  run_twice (fixture, first);
  psc_test_wait_until (psc_test_count_finished (fixture->entries) == 2);
  entry = g_list_model_get_item (fixture->entries, 1);
  g_assert_cmpstr (psc_history_entry_get_directory (entry), ==,
                   fixture->directory);
  g_assert_cmpuint (psc_history_entry_get_n_files (entry), ==, 3);

  /* The page takes in what came to the history when there is nothing to do. */
  psc_test_wait_until (shows_entries (second));
  activate (second, "show-history");
  g_assert_cmpstr (get_page (second), ==, "history");
  g_assert_nonnull (gtk_widget_get_ancestor (
    gtk_window_get_focus (GTK_WINDOW (second)), PSC_TYPE_HISTORY_LIST));
  activate (second, "find");
  g_assert_nonnull (gtk_widget_get_ancestor (
    gtk_window_get_focus (GTK_WINDOW (second)), PSC_TYPE_HISTORY_FILTER_BAR));
  emit (second, "open", entry);
  psc_test_wait_until (psc_session_get_run (session) != NULL);
  run = psc_session_get_run (session);
  g_assert_cmpstr (get_page (second), ==, "run");
  g_assert_cmpuint (psc_run_get_n_ended (run), ==, 3);
  g_assert_cmpstr (psc_session_get_directory (session), ==,
                   fixture->directory);

  /* What was opened is one of the sitting's, and is not kept once more. */
  activate (second, "show-history");
  emit (second, "open", entry);
  g_assert_true (psc_session_get_run (session) == run);
  g_assert_cmpuint (g_list_model_get_n_items (psc_session_get_runs (session)),
                    ==, 1);
  psc_history_flush (fixture->history);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->entries), ==, 2);

  psc_test_wait_until (psc_session_get_state (session) == PSC_SESSION_READY);
  psc_test_window_destroy (first);
  psc_test_window_destroy (second);
}

/* A run that the window has is compared with one that it has to read. */
static void
test_compare (Fixture       *fixture,
              gconstpointer  data)
{
  PscWindow *first = new_window (fixture);
  PscWindow *second = new_window (fixture);
  PscSession *session = psc_window_get_session (second);
  g_autoptr (PscHistoryEntry) entry = NULL;
  GtkWidget *dialog;

  run_twice (fixture, first);
  psc_test_wait_until (psc_test_count_finished (fixture->entries) == 2);
  entry = g_list_model_get_item (fixture->entries, 1);

  emit (first, "compare", entry);
  psc_test_wait_until (psc_test_find_window (PSC_TYPE_COMPARE_WINDOW) != NULL);

  /* What is opened twice before it has been read is there once. */
  emit (second, "open", entry);
  emit (second, "open", entry);
  emit (second, "export", entry);
  psc_test_wait_until ((dialog = psc_test_find_window (PSC_TYPE_EXPORT_DIALOG)) !=
                       NULL);
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_cmpuint (g_list_model_get_n_items (psc_session_get_runs (session)),
                    ==, 1);
  psc_test_wait_until (psc_session_get_state (session) == PSC_SESSION_READY);

  /* The window with the comparison goes with the one that it belongs to. */
  psc_test_window_destroy (first);
  g_assert_null (psc_test_find_window (PSC_TYPE_COMPARE_WINDOW));
  psc_test_window_destroy (second);
}

/* The result of an exercise is looked at where it was made, even without having
 * been measured. */
static void
test_exercise (Fixture       *fixture,
               gconstpointer  data)
{
  const char * const names[] = { "a", "b", NULL };
  g_autoptr (PscListing) listing =
    psc_listing_new_for_names (fixture->directory, names);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (PscExercise) exercise = psc_exercise_new (PSC_EXERCISE_POOLS);
  g_autoptr (PscPrediction) prediction = psc_prediction_new (1, "so it is",
                                                             NULL, 0);
  g_autoptr (PscExerciseResult) result = NULL;
  g_autoptr (PscHistoryEntry) entry = NULL;
  PscWindow *window = new_window (fixture);
  PscExercisesPage *page =
    psc_test_get_template_child (GTK_WIDGET (window), "exercises_page");
  PscExercise *shown;

  psc_exercise_set_files (exercise, listing, settings);
  psc_exercise_predict (exercise, prediction);
  result = psc_exercise_dup_result (exercise);
  psc_history_keep_result (fixture->history, result);
  psc_test_wait_until (g_list_model_get_n_items (fixture->entries) == 1);
  entry = g_list_model_get_item (fixture->entries, 0);
  g_assert_cmpint (psc_history_entry_get_kind (entry), ==,
                   PSC_HISTORY_EXERCISE);

  emit (window, "open", entry);
  psc_test_wait_until (g_str_equal (get_page (window), "exercises"));
  g_assert_cmpint (psc_exercises_page_get_kind (page), ==, PSC_EXERCISE_POOLS);
  shown = psc_exercise_page_get_exercise (psc_exercises_page_get_page (page));
  g_assert_cmpuint (psc_exercise_get_prediction (shown)->choice, ==, 1);

  /* On the exercise itself, not on the button of another one. */
  psc_test_wait_until (
    gtk_window_get_focus (GTK_WINDOW (window)) != NULL &&
    gtk_widget_is_ancestor (
      gtk_window_get_focus (GTK_WINDOW (window)),
      GTK_WIDGET (psc_exercises_page_get_page (page))));

  psc_test_window_destroy (window);
}

static void
find_show_cb (GtkWidget *widget,
              gpointer   user_data)
{
  GtkWidget **button = user_data;

  if (*button == NULL && GTK_IS_BUTTON (widget) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), "_Show") == 0)
    *button = widget;
}

/* Leaves a run in the middle, as the end of the program does. */
static void
abandon_run (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->home, "history.sqlite",
                                            NULL);
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 2, 3);
  guint worker = psc_test_run_add_worker (run, 1, 1, 5, PSC_NEVER);

  psc_history_keep_run (fixture->history, run);
  psc_test_run_add_task (run, 1, 1, worker, 1, 6, 50);
  psc_run_take_batch (run);
  psc_history_flush (fixture->history);
  g_object_unref (fixture->history);

  fixture->history = psc_history_new (path);
  fixture->entries = psc_history_get_entries (fixture->history);
}

/* What the program did not see the end of is told, and opened with what there
 * is of it, though its directory has gone. */
static void
test_unfinished (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (PscHistoryEntry) entry = NULL;
  GtkWidget *show = NULL;
  PscWindow *window;
  PscSession *session;

  abandon_run (fixture);
  window = new_window (fixture);
  session = psc_window_get_session (window);
  psc_window_tell_unfinished (window);
  psc_test_wait_until (g_list_model_get_n_items (fixture->entries) == 1);
  psc_test_walk (GTK_WIDGET (window), find_show_cb, &show);
  g_assert_nonnull (show);
  g_signal_emit_by_name (show, "clicked");
  g_assert_cmpstr (get_page (window), ==, "history");

  entry = g_list_model_get_item (fixture->entries, 0);
  emit (window, "open", entry);
  psc_test_wait_until (psc_session_get_run (session) != NULL);
  g_assert_cmpuint (psc_run_get_n_outcome (psc_session_get_run (session),
                                           PSC_OUTCOME_STOPPED), ==, 2);
  g_assert_cmpuint (psc_run_get_n_cause (psc_session_get_run (session),
                                         PSC_CAUSE_PROGRAM_ENDED), ==, 2);
  g_assert_null (psc_session_get_directory (session));

  psc_test_window_destroy (window);
}

static gboolean
shows_side (PscWindow *window)
{
  return adw_flap_get_reveal_flap (
    psc_test_get_template_child (GTK_WIDGET (window), "flap"));
}

/* The settings of the run stand beside the run, or where they are asked for. */
static void
test_side (Fixture       *fixture,
           gconstpointer  data)
{
  PscWindow *window = new_window (fixture);

  psc_test_wait_for_frame (GTK_WIDGET (window));
  g_assert_true (shows_side (window));
  activate (window, "show-history");
  g_assert_false (shows_side (window));
  activate (window, "show-run");
  g_assert_true (shows_side (window));

  activate (window, "toggle-side");
  activate (window, "show-history");
  activate (window, "show-run");
  g_assert_false (shows_side (window));

  activate (window, "show-history");
  activate (window, "toggle-side");
  g_assert_true (shows_side (window));
  psc_test_window_destroy (window);
}

static gboolean
can_undo (PscWindow *window)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (window),
                                            "undo-remove");
}

/* The key that brings back a run that was removed brings back what was deleted
 * here, as long as the toast offers it. */
static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  PscWindow *window;
  GtkWidget *page;
  GtkSelectionModel *selection;

  abandon_run (fixture);
  window = new_window (fixture);
  page = psc_test_get_template_child (GTK_WIDGET (window), "history_page");
  selection = psc_test_get_template_child (
    psc_test_get_template_child (page, "list"), "selection");
  psc_test_wait_until (g_list_model_get_n_items (fixture->entries) == 1);
  activate (window, "show-history");
  g_assert_false (can_undo (window));

  gtk_selection_model_select_item (selection, 0, TRUE);
  gtk_widget_activate_action (page, "history.delete", NULL);
  psc_test_wait_until (g_list_model_get_n_items (fixture->entries) == 0);
  g_assert_true (can_undo (window));
  activate (window, "undo-remove");
  psc_test_wait_until (g_list_model_get_n_items (fixture->entries) == 1);
  g_assert_false (can_undo (window));

  psc_test_window_destroy (window);
}

/* A run that has been removed and then opened again is there already when the
 * removal is taken back. */
static void
test_undo_opened (Fixture       *fixture,
                  gconstpointer  data)
{
  PscWindow *window = new_window (fixture);
  PscSession *session = psc_window_get_session (window);
  GListModel *runs = psc_session_get_runs (session);
  g_autoptr (PscHistoryEntry) entry = NULL;
  g_autoptr (PscRun) older = NULL;
  PscRun *opened;

  run_twice (fixture, window);
  psc_test_wait_until (psc_test_count_finished (fixture->entries) == 2);
  entry = g_list_model_get_item (fixture->entries, 0);
  older = g_list_model_get_item (runs, 1);
  activate (window, "remove-run");
  g_assert_true (psc_session_get_run (session) == older);
  emit (window, "open", entry);
  psc_test_wait_until (g_list_model_get_n_items (runs) == 2);
  opened = psc_session_get_run (session);
  g_assert_true (opened != older);

  psc_session_show_run (session, older);
  activate (window, "undo-remove");
  g_assert_cmpuint (g_list_model_get_n_items (runs), ==, 2);
  g_assert_true (psc_session_get_run (session) == opened);

  /* What has not been opened comes back as it was. */
  psc_session_show_run (session, older);
  activate (window, "remove-run");
  g_assert_cmpuint (g_list_model_get_n_items (runs), ==, 1);
  activate (window, "undo-remove");
  g_assert_cmpuint (g_list_model_get_n_items (runs), ==, 2);
  g_assert_true (psc_session_get_run (session) == older);

  psc_test_wait_until (psc_session_get_state (session) == PSC_SESSION_READY);
  psc_test_window_destroy (window);
}

/* It is told of at one start, and not at the next. */
static void
test_told_once (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GSettings) settings = g_settings_new (PSC_APPLICATION_ID);

  abandon_run (fixture);
  psc_test_wait_until (g_list_model_get_n_items (fixture->entries) == 1);
  for (guint i = 0; i < 2; i++)
    {
      PscWindow *window = PSC_WINDOW (psc_window_new (NULL, settings));
      GtkWidget *show = NULL;

      psc_window_keep_history (window, fixture->history);
      gtk_window_present (GTK_WINDOW (window));
      psc_window_tell_unfinished (window);
      psc_test_walk (GTK_WIDGET (window), find_show_cb, &show);
      g_assert_true ((show != NULL) == (i == 0));
      psc_test_window_destroy (window);
    }
}

#define ADD(path, test) \
  g_test_add (path, Fixture, NULL, set_up, test, tear_down)

/* Where there can be no history, its page does not promise one. */
static void
test_closed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "a", "sub",
                                            "history.sqlite", NULL);
  g_autoptr (PscHistory) closed = psc_history_new (path);
  PscWindow *window = PSC_WINDOW (psc_window_new (NULL, NULL));
  GtkLabel *problem;

  psc_window_keep_history (window, closed);
  gtk_window_present (GTK_WINDOW (window));
  activate (window, "show-history");
  psc_test_wait_until (g_strcmp0 (get_history_child (window), "closed") == 0);
  problem = psc_test_get_template_child (
    psc_test_get_template_child (GTK_WIDGET (window), "history_page"),
    "problem");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (problem)));
  g_assert_cmpstr (gtk_label_get_label (problem), ==,
                   psc_history_get_problem (closed));

  psc_test_window_destroy (window);
}

int
main (int   argc,
      char *argv[])
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  ADD ("/window-history/open", test_open);
  ADD ("/window-history/compare", test_compare);
  ADD ("/window-history/exercise", test_exercise);
  ADD ("/window-history/unfinished", test_unfinished);
  ADD ("/window-history/undo", test_undo);
  ADD ("/window-history/undo-opened", test_undo_opened);
  ADD ("/window-history/told-once", test_told_once);
  ADD ("/window-history/side", test_side);
  ADD ("/window-history/closed", test_closed);

  return g_test_run ();
}
