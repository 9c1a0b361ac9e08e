/* test-exercise-export.c: from a measured exercise to files
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-exercise-export.h"
#include "psc-exercises-page.h"
#include "psc-settings-pane.h"
#include "psc-test-app.h"
#include "psc-test-utils.h"
#include "psc-test-window.h"

static const struct
{
  const char        *action;
  const char        *ending;
  const char        *start; /* of the file */
} exports[PSC_N_EXERCISE_EXPORTS] = {
  [PSC_EXERCISE_EXPORT_REPORT] = { "export-report", ".pdf", "%PDF-" },
  [PSC_EXERCISE_EXPORT_SLIDE] = { "export-slide", ".png", "\211PNG" },
  [PSC_EXERCISE_EXPORT_POINTS] = { "export-points", ".csv", "mode," },
  [PSC_EXERCISE_EXPORT_SWEEPS] = { "export-sweeps", ".json", "{" },
};

typedef struct
{
  PscWindow *window;
  char      *directory;
} Fixture;

static gboolean
is_enabled (Fixture    *fixture,
            const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window),
                                            action);
}

static void
activate (Fixture    *fixture,
          const char *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), action,
                                  NULL);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const char * const names[] = { "a.txt", "b.txt", NULL };
  g_autoptr (PscSettings) settings = psc_settings_new ();

  fixture->directory = psc_test_make_directory (names);
  fixture->window = PSC_WINDOW (psc_window_new (
    ADW_APPLICATION (g_application_get_default ()), NULL));

  settings->mode = PSC_MODE_DUMMY;
  settings->work = 0;
  psc_settings_pane_set_settings (
    psc_test_get_template_child (GTK_WIDGET (fixture->window),
                                 "settings_pane"), settings);
  psc_test_window_read (fixture->window, fixture->directory);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  psc_test_remove_directory (fixture->directory);
  g_free (fixture->directory);
}

static void
export_to (Fixture    *fixture,
           const char *path)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window),
                                  "export-exercise-to",
                                  g_variant_new_string (path));
}

static guint
count_dialogs (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      n += ADW_IS_MESSAGE_DIALOG (window);
    }

  return n;
}

/* Nothing can be exported before it has been measured, and everything after
 * that; what cannot be written is told. */
static void
test_window (Fixture       *fixture,
             gconstpointer  data)
{
  PscExercisesPage *page = psc_test_get_template_child (
    GTK_WIDGET (fixture->window), "exercises_page");

  activate (fixture, "show-exercise-c");
  for (guint i = 0; i < PSC_N_EXERCISE_EXPORTS; i++)
    g_assert_false (is_enabled (fixture, exports[i].action));
  g_assert_false (is_enabled (fixture, "export-exercise-to"));

  psc_exercises_page_set_teaching (page, TRUE);
  activate (fixture, "measure-exercise");
  psc_test_wait_until (!psc_exercises_page_get_measuring (page));

  for (guint i = 0; i < PSC_N_EXERCISE_EXPORTS; i++)
    {
      g_autofree char *base = g_strconcat ("x", exports[i].ending, NULL);
      g_autofree char *path = g_build_filename (fixture->directory, base,
                                                NULL);
      g_autofree char *contents = NULL;
      gsize length;

      g_assert_true (is_enabled (fixture, exports[i].action));
      export_to (fixture, path);
      g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
      g_assert_cmpuint (length, >, strlen (exports[i].start));
      g_assert_cmpmem (contents, strlen (exports[i].start),
                       exports[i].start, strlen (exports[i].start));
    }
  g_assert_cmpuint (count_dialogs (), ==, 0);

  export_to (fixture, "/no/such/folder/x.pdf");
  g_assert_cmpuint (count_dialogs (), ==, 1);
  export_to (fixture, "/tmp/x.unknown");
  g_assert_cmpuint (count_dialogs (), ==, 2);

  activate (fixture, "show-run");
  g_assert_false (is_enabled (fixture, "export-report"));
}

static void
test_names (void)
{
  const char * const names[] = { "a", NULL };
  g_autoptr (PscListing) listing = psc_listing_new_for_names ("/usr/include",
                                                              names);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (PscExercise) exercise = psc_exercise_new (PSC_EXERCISE_DUMMY);
  PscExerciseExport what;

  psc_exercise_set_files (exercise, listing, settings);
  for (guint i = 0; i < PSC_N_EXERCISE_EXPORTS; i++)
    {
      g_autofree char *name = psc_exercise_export_dup_name (exercise, i);
      g_autofree char *wanted = g_strconcat ("exercise-c-include",
                                             exports[i].ending, NULL);
      g_autofree char *same = psc_exercise_export_dup_path (i, wanted);
      g_autofree char *with = psc_exercise_export_dup_path (i, "/a/b.c");
      g_autofree char *appended = g_strconcat ("/a/b.c", exports[i].ending,
                                               NULL);

      g_assert_cmpstr (name, ==, wanted);
      g_assert_cmpstr (same, ==, wanted);
      g_assert_cmpstr (with, ==, appended);
      g_assert_true (psc_exercise_export_from_name (name, &what));
      g_assert_cmpuint (what, ==, i);
    }

  g_assert_true (psc_exercise_export_from_name ("A.SVG", &what));
  g_assert_cmpuint (what, ==, PSC_EXERCISE_EXPORT_SLIDE);
  g_assert_false (psc_exercise_export_from_name ("a.txt", &what));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (PscApplication) application = psc_test_window_init (&argc, &argv);

  if (application == NULL)
    return 0;

  g_test_add ("/exercise-export/window", Fixture, NULL, set_up, test_window,
              tear_down);
  g_test_add_func ("/exercise-export/names", test_names);

  return g_test_run ();
}
