/* test-window.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <string.h>

#include "psc-exercises-page.h"
#include "psc-run-page.h"
#include "psc-settings-pane.h"
#include "psc-test-app.h"
#include "psc-test-utils.h"
#include "psc-test-window.h"

static const char * const FILES[] = { "a", "b", "c", "d", "e", NULL };

typedef struct
{
  PscApplication *application; /* borrowed: there is one for all tests */
  PscWindow      *window;
  PscSession     *session; /* borrowed from the window */
  char           *directory;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->application = PSC_APPLICATION (g_application_get_default ());
  fixture->window = PSC_WINDOW (psc_window_new (
    ADW_APPLICATION (fixture->application), NULL));
  fixture->session = psc_window_get_session (fixture->window);
  fixture->directory = psc_test_make_directory (FILES);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->window != NULL)
    psc_test_window_destroy (fixture->window);
  psc_test_remove_directory (fixture->directory);
  g_free (fixture->directory);
}

static gpointer
get_child (Fixture    *fixture,
           const char *name)
{
  return psc_test_get_template_child (GTK_WIDGET (fixture->window), name);
}

static void
assert_page (Fixture    *fixture,
             const char *name)
{
  g_assert_cmpstr (gtk_stack_get_visible_child_name (
                     get_child (fixture, "stack")), ==, name);
}

/* Every action that is not named must not be enabled. */
static void
assert_enabled (Fixture    *fixture,
                const char *names)
{
  static const char * const all[] = {
    "open", "run", "stop", "export", "export-to", "zoom-in",
  };
  g_auto (GStrv) enabled = g_strsplit (names, " ", -1);

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    g_assert_cmpint (g_action_group_get_action_enabled (
                       G_ACTION_GROUP (fixture->window), all[i]), ==,
                     g_strv_contains ((const char * const *) enabled,
                                      all[i]));
}

static void
activate (Fixture    *fixture,
          const char *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), action,
                                  NULL);
}

/* Returns when a worker has a file in hand, which it never gives back. */
static void
start_waiting (Fixture *fixture,
               PscMode  mode)
{
  PscRun *run;
  guint index;
  gint64 start_ns;

  psc_test_window_set_script (fixture->window, mode, "exec sleep 60");
  activate (fixture, "run");
  psc_test_wait_until ((run = psc_session_get_run (fixture->session)) != NULL &&
                       psc_run_get_in_hand (run, 0, &index, &start_ns));
}

static void
test_pages (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *empty = psc_test_make_directory (NULL);
  g_autofree char *file = g_build_filename (fixture->directory, "a", NULL);
  AdwStatusPage *failed = get_child (fixture, "failed_page");
  g_autoptr (PscSettings) settings = psc_settings_new ();

  assert_page (fixture, "empty");
  assert_enabled (fixture, "open");

  psc_test_window_read (fixture->window, fixture->directory);
  assert_page (fixture, "ready");
  assert_enabled (fixture, "open run");
  g_assert_cmpuint (psc_settings_pane_get_n_files (
                      get_child (fixture, "settings_pane")), ==, 5);
  g_assert_cmpstr (adw_status_page_get_title (
                     get_child (fixture, "ready_page")), ==, "5 Entries");

  psc_test_window_read (fixture->window, file);
  assert_page (fixture, "failed");
  assert_enabled (fixture, "open");
  g_assert_cmpstr (adw_status_page_get_title (failed), ==,
                   "This Is a File");

  /* Other settings do not make it one that can be run. */
  settings->workers = 7;
  psc_settings_pane_set_settings (get_child (fixture, "settings_pane"),
                                  settings);
  assert_enabled (fixture, "open");

  psc_test_window_read (fixture->window, empty);
  g_assert_cmpstr (adw_status_page_get_title (failed), ==, "Nothing to Run");

  psc_test_window_read (fixture->window, "/no/such/directory");
  g_assert_cmpstr (adw_status_page_get_title (failed), ==,
                   "No Such Directory");

  psc_test_remove_directory (empty);
}

/* Run, look, save; then again in the other orders. */
static void
test_run (Fixture       *fixture,
          gconstpointer  data)
{
  PscSettingsPane *pane = get_child (fixture, "settings_pane");
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autofree char *png = g_build_filename (fixture->directory, "1.png", NULL);
  g_autofree char *contents = NULL;
  PscRun *run;
  gsize length;

  settings->mode = GPOINTER_TO_INT (data);
  settings->workers = 2;
  psc_settings_pane_set_settings (pane, settings);
  psc_test_window_read (fixture->window, fixture->directory);
  activate (fixture, "run");
  assert_enabled (fixture, "stop");
  psc_test_wait_until (!psc_session_is_busy (fixture->session));

  assert_page (fixture, "run");
  assert_enabled (fixture, "open run export export-to zoom-in");
  run = psc_run_page_get_run (get_child (fixture, "run_page"));
  g_assert_true (run == psc_session_get_run (fixture->session));
  psc_test_check_run (run);
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_OK), ==, 5);
  g_assert_cmpint (psc_run_get_settings (run)->mode, ==, settings->mode);

  g_action_group_activate_action (G_ACTION_GROUP (fixture->window),
                                  "export-to", g_variant_new_string (png));
  psc_test_wait_until (g_file_test (png, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (png, &contents, &length, NULL));
  g_assert_cmpuint (length, >, 1000);
  g_assert_cmpint (memcmp (contents, "\x89PNG\r\n\x1a\n", 8), ==, 0);
}

static void
count_cb (guint *n_times)
{
  (*n_times)++;
}

static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  GtkButton *button = get_child (fixture, "run_button");
  GtkLabel *label = get_child (fixture, "run_label");
  guint n_changes = 0;
  PscRun *run;

  psc_test_window_read (fixture->window, fixture->directory);
  g_assert_cmpstr (gtk_label_get_label (label), ==, "_Run");

  /* The button takes a click as soon as it has become the other one. */
  g_signal_connect_swapped (button, "notify::sensitive",
                            G_CALLBACK (count_cb), &n_changes);
  start_waiting (fixture, GPOINTER_TO_INT (data));
  g_assert_cmpuint (n_changes, ==, 0);
  g_signal_handlers_disconnect_by_func (button, count_cb, &n_changes);
  assert_page (fixture, "run");
  assert_enabled (fixture, "stop zoom-in");
  g_assert_cmpstr (gtk_label_get_label (label), ==, "_Stop");
  g_assert_cmpstr (gtk_actionable_get_action_name (
                     GTK_ACTIONABLE (button)), ==, "win.stop");

  activate (fixture, "stop");
  psc_test_wait_until (!psc_session_is_busy (fixture->session));

  /* Everything stays where it is, and may be run again. */
  run = psc_session_get_run (fixture->session);
  assert_page (fixture, "run");
  assert_enabled (fixture, "open run export export-to zoom-in");
  g_assert_cmpstr (gtk_label_get_label (label), ==, "_Run");
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_STOPPED), ==, 5);
  g_assert_cmpuint (psc_test_count_children (), ==, 0);

}

/* A directory dropped or given during a run is refused. */
static void
test_open_while_busy (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GFile) other = g_file_new_for_path ("/");

  psc_test_window_read (fixture->window, fixture->directory);
  start_waiting (fixture, PSC_MODE_THREAD);
  psc_window_open (fixture->window, other);
  g_assert_cmpstr (psc_session_get_directory (fixture->session), ==,
                   fixture->directory);
  g_assert_true (psc_session_is_busy (fixture->session));

  activate (fixture, "stop");
  psc_test_wait_until (!psc_session_is_busy (fixture->session));
}

/* The next window is as the last one was. */
static void
test_remembered (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GSettings) kept = g_settings_new (PSC_APPLICATION_ID);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (GFile) directory = g_file_new_for_path (fixture->directory);
  AdwApplication *application = ADW_APPLICATION (fixture->application);
  PscWindow *window = PSC_WINDOW (psc_window_new (application, kept));
  const PscSettings *shown;
  int width, height;

  settings->mode = PSC_MODE_DUMMY;
  settings->workers = 7;
  psc_settings_pane_set_settings (
    psc_test_get_template_child (GTK_WIDGET (window), "settings_pane"),
    settings);
  gtk_window_set_default_size (GTK_WINDOW (window), 987, 654);
  gtk_window_present (GTK_WINDOW (window));
  psc_window_open (window, directory);
  gtk_window_close (GTK_WINDOW (window));

  window = PSC_WINDOW (psc_window_new (application, kept));
  psc_window_restore (window);
  shown = psc_settings_pane_get_settings (
    psc_test_get_template_child (GTK_WIDGET (window), "settings_pane"));
  g_assert_cmpint (shown->mode, ==, PSC_MODE_DUMMY);
  g_assert_cmpuint (shown->workers, ==, 7);
  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  g_assert_cmpint (width, ==, 987);
  g_assert_cmpint (height, ==, 654);
  g_assert_cmpstr (psc_session_get_directory (psc_window_get_session (window)),
                   ==, fixture->directory);
  gtk_window_destroy (GTK_WINDOW (window));

  /* A directory that has gone is not asked for again. */
  g_settings_set_string (kept, "last-directory", "file:///no/such/directory");
  window = PSC_WINDOW (psc_window_new (application, kept));
  psc_window_restore (window);
  g_assert_null (psc_session_get_directory (psc_window_get_session (window)));
  gtk_window_destroy (GTK_WINDOW (window));
}

static AdwMessageDialog *
find_dialog (Fixture *fixture)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link != NULL; link = link->next)
    {
      if (ADW_IS_MESSAGE_DIALOG (link->data) &&
          gtk_window_get_transient_for (link->data) ==
          GTK_WINDOW (fixture->window))
        return link->data;
    }

  return NULL;
}

/* Closing asks first; then the run is stopped, and the window goes last. */
static void
test_close (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (PscSession) session = g_object_ref (fixture->session);
  PscWindow *window = g_object_ref (fixture->window);
  AdwMessageDialog *dialog;

  psc_test_window_read (fixture->window, fixture->directory);
  start_waiting (fixture, PSC_MODE_PROCESS);

  gtk_window_close (GTK_WINDOW (window));
  dialog = find_dialog (fixture);
  g_assert_nonnull (dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  g_assert_true (psc_session_is_busy (session));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window)));
  psc_test_wait_until (find_dialog (fixture) == NULL);

  g_action_group_activate_action (G_ACTION_GROUP (fixture->application),
                                  "quit", NULL);
  dialog = find_dialog (fixture);
  g_assert_nonnull (dialog);
  adw_message_dialog_response (dialog, "stop");
  psc_test_wait_until (gtk_application_get_windows (
                         GTK_APPLICATION (fixture->application)) == NULL);
  g_assert_false (psc_session_is_busy (session));
  g_assert_cmpuint (psc_test_count_children (), ==, 0);

  fixture->window = NULL;
  g_assert_finalize_object (window);
}

/* A signal does not ask, but it leaves no worker behind either. */
static void
test_signal (Fixture       *fixture,
             gconstpointer  data)
{
  GtkApplication *application = GTK_APPLICATION (fixture->application);

  psc_test_window_read (fixture->window, fixture->directory);
  start_waiting (fixture, PSC_MODE_PROCESS);
  g_assert_cmpuint (psc_test_count_children (), >, 0);

  g_assert_cmpint (raise (GPOINTER_TO_INT (data)), ==, 0);
  psc_test_wait_until (gtk_application_get_windows (application) == NULL);
  g_assert_cmpuint (psc_test_count_children (), ==, 0);

  fixture->window = NULL;
}

/* Without a run there is nothing to ask. */
static void
test_quit (Fixture       *fixture,
           gconstpointer  data)
{
  PscWindow *window = g_object_ref (fixture->window);

  g_action_group_activate_action (G_ACTION_GROUP (fixture->application),
                                  "quit", NULL);
  g_assert_null (find_dialog (fixture));
  g_assert_null (gtk_application_get_windows (
                   GTK_APPLICATION (fixture->application)));
  fixture->window = NULL;
  g_assert_finalize_object (window);
}

/* The window tells of a picture that could not be saved. */
static void
test_export_failure (Fixture       *fixture,
                     gconstpointer  data)
{
  AdwMessageDialog *dialog;

  psc_test_window_read (fixture->window, fixture->directory);
  activate (fixture, "run");
  psc_test_wait_until (!psc_session_is_busy (fixture->session));

  g_action_group_activate_action (G_ACTION_GROUP (fixture->window),
                                  "export-to",
                                  g_variant_new_string ("/no/such/place.png"));
  psc_test_wait_until ((dialog = find_dialog (fixture)) != NULL);
  adw_message_dialog_response (dialog, "close");
}

/* The button says why it does not measure, and alone has the mnemonic.  The key
 * that runs does what it says. */
static void
test_measure_button (Fixture       *fixture,
                     gconstpointer  data)
{
  GtkWidget *button = get_child (fixture, "run_button");
  PscExercisesPage *exercises = get_child (fixture, "exercises_page");
  PscExercisePage *page;
  GtkWidget *measure;

  psc_test_window_read (fixture->window, fixture->directory);
  activate (fixture, "show-exercise-c");
  page = psc_exercises_page_get_page (exercises);
  measure = psc_test_get_template_child (GTK_WIDGET (page), "measure");

  g_assert_false (gtk_widget_is_sensitive (button));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==,
                   "Predict first: lock in an answer and a reason");
  g_assert_cmpstr (gtk_label_get_label (get_child (fixture, "run_label")), ==,
                   "_Measure");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (measure)), ==, "Measure");
  activate (fixture, "run");
  g_assert_false (psc_exercises_page_get_measuring (exercises));

  psc_exercise_page_set_teaching (page, TRUE);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Measure");
  activate (fixture, "run");
  g_assert_true (psc_exercises_page_get_measuring (exercises));
  activate (fixture, "stop");
  psc_test_wait_until (!psc_exercises_page_get_measuring (exercises));
  g_assert_null (psc_session_get_run (fixture->session));
  psc_exercise_page_set_teaching (page, FALSE);
  g_assert_false (gtk_widget_is_sensitive (button));

  activate (fixture, "show-run");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Run");
}

#define ADD(path, data, function)                                           \
  g_test_add (path, Fixture, data, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_autoptr (PscApplication) application = psc_test_window_init (&argc, &argv);

  if (application == NULL)
    return 0;

  ADD ("/window/pages", NULL, test_pages);
  for (int mode = 0; mode < PSC_N_MODES; mode++)
    {
      const char *name = psc_mode_to_string (mode);
      g_autofree char *run = g_strconcat ("/window/run/", name, NULL);
      g_autofree char *stop = g_strconcat ("/window/stop/", name, NULL);

      ADD (run, GINT_TO_POINTER (mode), test_run);
      ADD (stop, GINT_TO_POINTER (mode), test_stop);
    }
  ADD ("/window/open-while-busy", NULL, test_open_while_busy);
  ADD ("/window/measure-button", NULL, test_measure_button);
  ADD ("/window/remembered", NULL, test_remembered);
  ADD ("/window/close", NULL, test_close);
  ADD ("/window/signal/interrupt", GINT_TO_POINTER (SIGINT), test_signal);
  ADD ("/window/signal/terminate", GINT_TO_POINTER (SIGTERM), test_signal);
  ADD ("/window/quit", NULL, test_quit);
  ADD ("/window/export-failure", NULL, test_export_failure);

  return g_test_run ();
}
