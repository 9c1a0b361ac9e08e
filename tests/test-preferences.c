/* test-preferences.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-exercises-page.h"
#include "psc-preferences.h"
#include "psc-settings-pane.h"
#include "psc-test-app.h"
#include "psc-test-utils.h"
#include "psc-test-window.h"

typedef struct
{
  GSettings *settings;
  GtkWidget *preferences;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->settings = g_settings_new (PSC_APPLICATION_ID);
  fixture->preferences = psc_preferences_new (fixture->settings, NULL);
  gtk_window_present (GTK_WINDOW (fixture->preferences));
}

static void
reset (GSettings *settings)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (guint i = 0; keys[i] != NULL; i++)
    g_settings_reset (settings, keys[i]);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_ref (fixture->preferences);
  gtk_window_destroy (GTK_WINDOW (fixture->preferences));
  g_assert_finalize_object (fixture->preferences);
  reset (fixture->settings);
  g_object_unref (fixture->settings);
}

static void
turn (Fixture    *fixture,
      const char *name,
      gboolean    active)
{
  GtkSwitch *widget = psc_test_get_template_child (fixture->preferences, name);

  g_assert_cmpint (gtk_switch_get_active (widget), !=, active);
  gtk_switch_set_active (widget, active);
}

static PscWindow *
new_window (Fixture *fixture)
{
  return PSC_WINDOW (psc_window_new (NULL, fixture->settings));
}

static gpointer
get_child (PscWindow  *window,
           const char *name)
{
  return psc_test_get_template_child (GTK_WIDGET (window), name);
}

/* Only what has been seen can be closed. */
static void
show_and_close (PscWindow *window)
{
  gtk_window_present (GTK_WINDOW (window));
  gtk_window_close (GTK_WINDOW (window));
}

/* Puts settings that are not the usual ones into a window, and closes it. */
static void
leave_settings (Fixture *fixture)
{
  PscWindow *window = new_window (fixture);
  g_autoptr (PscSettings) settings = psc_settings_new ();

  settings->workers += 3;
  settings->chunk_size = 5;
  psc_settings_pane_set_settings (get_child (window, "settings_pane"),
                                  settings);
  show_and_close (window);
}

static void
assert_begins_with (Fixture *fixture,
                    guint    more_workers,
                    guint    chunk_size)
{
  PscWindow *window = new_window (fixture);
  g_autoptr (PscSettings) usual = psc_settings_new ();
  const PscSettings *settings =
    psc_settings_pane_get_settings (get_child (window, "settings_pane"));

  g_assert_cmpuint (settings->workers, ==, usual->workers + more_workers);
  g_assert_cmpuint (settings->chunk_size, ==, chunk_size);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_settings (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *workers = psc_test_get_template_child (fixture->preferences,
                                                    "workers_switch");

  leave_settings (fixture);
  assert_begins_with (fixture, 3, 5);

  turn (fixture, "workers_switch", TRUE);
  assert_begins_with (fixture, 0, 5);
  g_assert_true (gtk_widget_is_sensitive (workers));

  turn (fixture, "settings_switch", FALSE);
  g_assert_false (gtk_widget_is_sensitive (workers));
  assert_begins_with (fixture, 0, 0);

  /* What was kept is not overwritten meanwhile. */
  turn (fixture, "workers_switch", FALSE);
  show_and_close (new_window (fixture));
  turn (fixture, "settings_switch", TRUE);
  assert_begins_with (fixture, 3, 5);
}

static void
test_directory (Fixture       *fixture,
                gconstpointer  data)
{
  static const char * const names[] = { "a", NULL };
  g_autofree char *directory = psc_test_make_directory (names);
  g_autofree char *uri = g_filename_to_uri (directory, NULL, NULL);
  PscWindow *window = new_window (fixture);
  PscSession *session = psc_window_get_session (window);

  g_settings_set_string (fixture->settings, "last-directory", uri);
  turn (fixture, "directory_switch", FALSE);
  psc_window_restore (window);
  g_assert_null (psc_session_get_directory (session));

  turn (fixture, "directory_switch", TRUE);
  psc_window_restore (window);
  g_assert_cmpstr (psc_session_get_directory (session), ==, directory);
  psc_test_wait_until (psc_session_get_state (session) == PSC_SESSION_READY);

  gtk_window_destroy (GTK_WINDOW (window));
  psc_test_remove_directory (directory);
}

static void
test_side (Fixture       *fixture,
           gconstpointer  data)
{
  PscWindow *before = new_window (fixture);
  PscWindow *after;

  turn (fixture, "side_switch", FALSE);
  after = new_window (fixture);
  g_assert_true (adw_flap_get_reveal_flap (get_child (before, "flap")));
  g_assert_false (adw_flap_get_reveal_flap (get_child (after, "flap")));

  gtk_window_destroy (GTK_WINDOW (before));
  gtk_window_destroy (GTK_WINDOW (after));
}

/* The switch on the page of an exercise is the same one. */
static void
test_teaching (Fixture       *fixture,
               gconstpointer  data)
{
  PscWindow *window = new_window (fixture);
  PscExercisesPage *exercises = get_child (window, "exercises_page");

  turn (fixture, "teaching_switch", TRUE);
  g_assert_true (psc_exercises_page_get_teaching (exercises));
  psc_exercises_page_set_teaching (exercises, FALSE);
  g_assert_false (g_settings_get_boolean (fixture->settings, "teaching"));

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_style (Fixture       *fixture,
            gconstpointer  data)
{
  AdwComboRow *row = psc_test_get_template_child (fixture->preferences,
                                                  "style_row");
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (row)),
                    ==, 3);
  adw_combo_row_set_selected (row, 2);
  g_assert_cmpint (adw_style_manager_get_color_scheme (manager), ==,
                   ADW_COLOR_SCHEME_FORCE_DARK);
  adw_combo_row_set_selected (row, 1);
  g_assert_cmpint (adw_style_manager_get_color_scheme (manager), ==,
                   ADW_COLOR_SCHEME_FORCE_LIGHT);

  g_settings_set_string (fixture->settings, "style", "system");
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 0);
  g_assert_cmpint (adw_style_manager_get_color_scheme (manager), ==,
                   ADW_COLOR_SCHEME_DEFAULT);
}

/* The action shows them once, whichever window asks. */
static void
test_action (Fixture       *fixture,
             gconstpointer  data)
{
  GApplication *application = g_application_get_default ();
  GListModel *windows = gtk_window_get_toplevels ();
  guint n_before = g_list_model_get_n_items (windows);

  for (guint i = 0; i < 2; i++)
    {
      g_action_group_activate_action (G_ACTION_GROUP (application),
                                      "preferences", NULL);
      g_assert_cmpuint (g_list_model_get_n_items (windows), ==, n_before + 1);
    }

  for (guint i = n_before + 1; i > 0; i--)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i - 1);

      if (PSC_IS_PREFERENCES (window) &&
          GTK_WIDGET (window) != fixture->preferences)
        gtk_window_destroy (window);
    }
  g_assert_cmpuint (g_list_model_get_n_items (windows), ==, n_before);
}

#define ADD(path, function)                                                 \
  g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_autoptr (PscApplication) application = psc_test_window_init (&argc, &argv);

  if (application == NULL)
    return 0;

  ADD ("/preferences/settings", test_settings);
  ADD ("/preferences/directory", test_directory);
  ADD ("/preferences/side", test_side);
  ADD ("/preferences/teaching", test_teaching);
  ADD ("/preferences/style", test_style);
  ADD ("/preferences/action", test_action);

  return g_test_run ();
}
