/* psc-test-tour.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-application.h"
#include "psc-exercise.h"
#include "psc-settings-pane.h"
#include "psc-test-app.h"
#include "psc-test-run.h"
#include "psc-test-tour.h"
#include "psc-test-utils.h"
#include "psc-test-window.h"

#define HEIGHT 700

/* What a phone has, upright. */
#define NARROW_PX 360

typedef struct
{
  PscWindow       *window;
  PscSession      *session;
  char            *directory;
  char            *empty;
  PscHistory      *history;

  PscTestTourFunc  func;
  gpointer         user_data;
} Tour;

static gpointer
get_child (Tour       *tour,
           const char *name)
{
  return psc_test_get_template_child (GTK_WIDGET (tour->window), name);
}

static void
visit (Tour       *tour,
       GtkWindow  *window,
       const char *place)
{
  psc_test_wait_for_frame (GTK_WIDGET (window));
  psc_test_wait_for_frame (GTK_WIDGET (window));
  tour->func (window, place, tour->user_data);
}

static void
visit_window (Tour       *tour,
              const char *place)
{
  visit (tour, GTK_WINDOW (tour->window), place);
}

static void
activate (Tour       *tour,
          const char *action)
{
  const char *dot = strchr (action, '.');

  if (g_str_has_prefix (action, "app."))
    g_action_group_activate_action (
      G_ACTION_GROUP (g_application_get_default ()), dot + 1, NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (tour->window), action, NULL);
}

/* The window's only dialog, if it is there. */
static GtkWindow *
find_dialog (Tour *tour)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (gtk_widget_get_visible (l->data) &&
          gtk_window_get_transient_for (l->data) == GTK_WINDOW (tour->window))
        return l->data;
    }

  return NULL;
}

/* Shows the dialog that the action has opened. */
static void
visit_opened (Tour       *tour,
              const char *action)
{
  GtkWindow *dialog;

  g_test_message ("waiting for the dialog of %s", action);
  psc_test_wait_until ((dialog = find_dialog (tour)) != NULL);
  visit (tour, dialog, action);
  if (gtk_window_get_hide_on_close (dialog))
    gtk_widget_set_visible (GTK_WIDGET (dialog), FALSE);
  else
    gtk_window_destroy (dialog);
}

static void
visit_dialog (Tour       *tour,
              const char *action)
{
  activate (tour, action);
  visit_opened (tour, action);
}

/* On a busy machine GTK 4.8 now and then paints a part of its scrolled windows
 * before it has laid it out again, warns, and does so in the next frame; and it
 * measures the numbers of the shortcuts' pages to less than nothing. */
static void
allow_warnings (void)
{
  psc_test_allow_warning ("without a current allocation");
  psc_test_allow_warning ("reported min width -");
}

/* A run by hand has no time to wait for, and the window's one is real. */
static void
run (Tour    *tour,
     PscMode  mode)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();

  settings->mode = mode;
  settings->workers = 3;
  psc_settings_pane_set_settings (get_child (tour, "settings_pane"), settings);
  activate (tour, "win.run");
  psc_test_wait_until (!psc_session_is_busy (tour->session));
}

static void
visit_states (Tour *tour)
{
  AdwFlap *flap = get_child (tour, "flap");

  visit_window (tour, "empty");
  psc_test_window_read (tour->window, tour->empty);
  visit_window (tour, "failed");
  psc_test_window_read (tour->window, tour->directory);
  visit_window (tour, "ready");

  adw_flap_set_reveal_flap (flap, TRUE);
  visit_window (tour, "settings");
  adw_flap_set_reveal_flap (flap, !adw_flap_get_folded (flap));
}

static void
visit_runs (Tour *tour)
{
  static const char * const panels[] = {
    "win.show-files", "win.show-workers", "win.show-lengths",
    "win.show-output",
  };

  run (tour, PSC_MODE_PROCESS);
  for (guint i = 0; i < G_N_ELEMENTS (panels); i++)
    {
      activate (tour, panels[i]);
      visit_window (tour, panels[i]);
    }

  run (tour, PSC_MODE_DUMMY);
  activate (tour, "win.show-files");
  g_object_set (psc_test_get_template_child (get_child (tour, "run_page"),
                                             "table"),
                "selected", 1, NULL);
  visit_window (tour, "second run, with a selected file");
  activate (tour, "win.upright");
  activate (tour, "win.zoom-in");
  visit_window (tour, "upright, zoomed");
  activate (tour, "win.upright");
}

/* A run that has lost a file, and one that has lost all its workers. */
static void
visit_faults (Tour *tour)
{
  static const char * const crash[] = {
    "sh", "-c", "case $1 in */b.txt) kill -KILL $$;; esac", "sh", "{}", NULL,
  };
  g_autofree char *tools = psc_test_make_directory (NULL);
  g_auto (GStrv) worker = psc_test_make_program (
    tools, "worker", "echo 127 >&2; exit 1");
  g_autoptr (PscSettings) settings = psc_settings_new ();

  psc_pipeline_unref (settings->pipeline);
  settings->pipeline = psc_pipeline_new ();
  g_assert_true (psc_pipeline_append_command (settings->pipeline, "wc",
                                              crash, NULL));
  psc_settings_pane_set_settings (get_child (tour, "settings_pane"), settings);
  activate (tour, "win.run");
  psc_test_wait_until (!psc_session_is_busy (tour->session));
  visit_window (tour, "run with a lost file");

  g_setenv ("POOLSCOPE_WORKER", worker[0], TRUE);
  run (tour, PSC_MODE_PROCESS);
  g_unsetenv ("POOLSCOPE_WORKER");
  visit_window (tour, "run without a worker");

  psc_test_remove_directory (tools);
}

static void
visit_dialogs (Tour *tour)
{
  visit_dialog (tour, "win.edit-pipeline");
  visit_dialog (tour, "win.export");
  visit_dialog (tour, "win.break-it");
  visit_dialog (tour, "win.show-help-overlay");
  visit_dialog (tour, "app.about");
}

static void
visit_exercises (Tour *tour)
{
  static const char * const exercises[] = {
    "win.show-exercise-a", "win.show-exercise-b", "win.show-exercise-c",
    "win.show-exercise-d",
  };

  for (guint i = 0; i < G_N_ELEMENTS (exercises); i++)
    {
      activate (tour, exercises[i]);
      visit_window (tour, exercises[i]);
    }
}

static void
visit_history (Tour *tour)
{
  GtkWidget *page = get_child (tour, "history_page");
  GtkSelectionModel *selection = psc_test_get_template_child (
    psc_test_get_template_child (page, "list"), "selection");
  GtkWidget *bar = psc_test_get_template_child (page, "filter_bar");
  GtkDropDown *kind = psc_test_get_template_child (bar, "kind");
  GtkDropDown *mode = psc_test_get_template_child (bar, "mode");

  activate (tour, "win.show-history");
  visit_window (tour, "win.show-history");
  gtk_selection_model_select_item (selection, 0, TRUE);
  visit_window (tour, "history, with a selected run");
  gtk_widget_activate_action (page, "history.describe", NULL);
  visit_opened (tour, "history.describe");
  gtk_selection_model_select_item (selection, 1, FALSE);
  gtk_widget_activate_action (page, "history.compare", NULL);
  visit_opened (tour, "history.compare");

  gtk_drop_down_set_selected (kind, 1 + PSC_HISTORY_EXERCISE);
  gtk_drop_down_set_selected (mode, 1 + PSC_MODE_DUMMY);
  visit_window (tour, "history, without a match");
  gtk_widget_activate_action (page, "history.clear-filter", NULL);
}

static int
get_minimum (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL,
                      NULL, NULL);

  return minimum;
}

/* Tells the way down to what needs the room. */
static void
tell_widest (GtkWidget *widget)
{
  GtkWidget *widest = NULL;

  g_test_message ("%4d px: %s, “%s”", get_minimum (widget),
                  G_OBJECT_TYPE_NAME (widget), gtk_widget_get_name (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (gtk_widget_should_layout (child) &&
          gtk_widget_get_child_visible (child) &&
          (widest == NULL || get_minimum (child) > get_minimum (widest)))
        widest = child;
    }

  if (widest != NULL)
    tell_widest (widest);
}

/* GTK gives the shortcuts the room that they like, and the window that tells of
 * the program is libadwaita's. */
static gboolean
is_of_others (GtkWindow *window)
{
  return GTK_IS_SHORTCUTS_WINDOW (window) || ADW_IS_ABOUT_WINDOW (window);
}

static void
check_width (GtkWindow  *window,
             const char *place,
             gpointer    user_data)
{
  GtkWidget *content = gtk_window_get_child (window);
  guint *n_visited = user_data;

  (*n_visited)++;
  if (is_of_others (window) || get_minimum (content) <= NARROW_PX)
    return;

  tell_widest (content);
  g_error ("%s is %d px wide", place, get_minimum (content));
}

/**
 * psc_test_tour_register:
 *
 * Makes the application, which stays for all tours of the program.
 */
void
psc_test_tour_register (void)
{
  g_autoptr (GError) error = NULL;
  PscApplication *application = psc_application_new ();

  allow_warnings ();
  g_application_set_default (G_APPLICATION (application));
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  /* As in a session with all the buttons that a window can have, and with nothing
   * to wait for. */
  g_object_set (gtk_settings_get_default (),
                "gtk-decoration-layout", "icon:minimize,maximize,close",
                "gtk-enable-animations", FALSE,
                NULL);
}

static void
keep_exercise (PscHistory *history)
{
  static const char * const names[] = { "a", "b", NULL };
  g_autoptr (PscListing) listing =
    psc_listing_new_for_names ("/poolscope-test-", names);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (PscExercise) exercise = psc_exercise_new (PSC_EXERCISE_POOLS);
  g_autoptr (PscPrediction) prediction = psc_prediction_new (1, "so it is",
                                                             NULL, 0);
  g_autoptr (PscExerciseResult) result = NULL;

  psc_exercise_set_files (exercise, listing, settings);
  psc_exercise_predict (exercise, prediction);
  result = psc_exercise_dup_result (exercise);
  psc_history_keep_result (history, result);
}

/* Another sitting has left an exercise and, when its program ended, a run in the
 * middle. */
static PscHistory *
open_history (const char *directory)
{
  g_autofree char *path = g_build_filename (directory, "history.sqlite", NULL);
  PscHistory *history = psc_history_new (path);
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 2, 3);
  guint worker = psc_test_run_add_worker (run, 1, 1, 5, PSC_NEVER);
  PscHistoryEntry *entry = psc_history_keep_run (history, run);

  psc_test_run_add_task (run, 1, 1, worker, 1, 6, 50);
  psc_run_take_batch (run);
  psc_history_set_name (history, entry, "poolscope-test-unfinished");
  psc_history_set_note (history, entry, "poolscope-test-note");
  keep_exercise (history);
  psc_history_flush (history);
  g_object_unref (history);

  return psc_history_new (path);
}

/**
 * psc_test_tour:
 * @width: the window's, in pixels
 *
 * Brings a new window into each of its states, with two runs that are real, and
 * opens each of its dialogs.  Calls @func whenever what is new has been painted.
 */
void
psc_test_tour (int              width,
               PscTestTourFunc  func,
               gpointer         user_data)
{
  static const char * const FILES[] = { "a.txt", "b.txt", "c.txt", "d.txt",
                                        "e.txt", NULL };
  Tour tour = { .func = func, .user_data = user_data };
  g_autofree char *home = NULL;

  tour.window = PSC_WINDOW (psc_window_new (
    ADW_APPLICATION (g_application_get_default ()), NULL));
  tour.session = psc_window_get_session (tour.window);
  tour.directory = psc_test_make_directory (FILES);
  tour.empty = psc_test_make_directory (NULL);
  home = psc_test_make_directory (NULL);
  tour.history = open_history (home);
  psc_window_keep_history (tour.window, tour.history);
  gtk_window_set_default_size (GTK_WINDOW (tour.window), width, HEIGHT);
  gtk_window_present (GTK_WINDOW (tour.window));

  visit_states (&tour);
  visit_runs (&tour);
  visit_faults (&tour);
  run (&tour, PSC_MODE_DUMMY);
  visit_dialogs (&tour);
  visit_exercises (&tour);
  visit_history (&tour);

  psc_test_window_destroy (tour.window);
  g_object_unref (tour.history);
  psc_test_remove_directory (home);
  psc_test_remove_directory (tour.directory);
  psc_test_remove_directory (tour.empty);
  g_free (tour.directory);
  g_free (tour.empty);
}

/**
 * psc_test_tour_narrow:
 *
 * Sees in each state that the window can be as narrow as a phone.
 */
void
psc_test_tour_narrow (void)
{
  guint n_visited = 0;

  psc_test_tour (NARROW_PX, check_width, &n_visited);
  g_assert_cmpuint (n_visited, >, 10);
}
