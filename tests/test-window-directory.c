/* test-window-directory.c: how the window comes to its directory
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-application.h"
#include "psc-test-app.h"
#include "psc-test-utils.h"
#include "psc-test-window.h"

static const char * const FILES[] = { "a", "b", NULL };

typedef struct
{
  GSettings  *settings;
  PscWindow  *window;
  PscSession *session; /* borrowed from the window */
  char       *directory;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->settings = g_settings_new (PSC_APPLICATION_ID);
  g_settings_reset (fixture->settings, "recent");
  fixture->window = PSC_WINDOW (psc_window_new (NULL, fixture->settings));
  fixture->session = psc_window_get_session (fixture->window);
  fixture->directory = psc_test_make_directory (FILES);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  psc_test_window_destroy (fixture->window);
  g_object_unref (fixture->settings);
  psc_test_remove_directory (fixture->directory);
  g_free (fixture->directory);
}

static void
assert_page (Fixture    *fixture,
             const char *name)
{
  g_assert_cmpstr (gtk_stack_get_visible_child_name (
                     psc_test_get_template_child (
                       GTK_WIDGET (fixture->window), "stack")), ==, name);
}

static gboolean
drop (Fixture    *fixture,
      const char *path)
{
  GtkEventController *target =
    psc_test_find_controller (GTK_WIDGET (fixture->window),
                              GTK_TYPE_DROP_TARGET);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GSList) files = g_slist_prepend (NULL, file);
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean dropped = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (files));
  g_signal_emit_by_name (target, "drop", &value, 0., 0., &dropped);

  return dropped;
}

static guint
count_dialogs (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  guint n = 0;

  for (GList *link = windows; link != NULL; link = link->next)
    n += ADW_IS_MESSAGE_DIALOG (link->data);

  return n;
}

static void
close_dialogs (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link != NULL; link = link->next)
    if (ADW_IS_MESSAGE_DIALOG (link->data))
      gtk_window_destroy (link->data);
}

/* A document is shown as a run of this sitting; what is none is told. */
static void
test_document (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *good = g_test_build_filename (G_TEST_DIST, "corpus",
                                                 "real.json", NULL);
  g_autofree char *bad = g_build_filename (fixture->directory, "bad.json",
                                           NULL);
  PscRun *run;

  psc_test_window_read (fixture->window, good);
  psc_test_wait_until (psc_session_get_run (fixture->session) != NULL);
  run = psc_session_get_run (fixture->session);
  g_assert_cmpint (psc_run_get_state (run), ==, PSC_RUN_ENDED);
  g_assert_cmpuint (psc_run_get_n_tasks (run), ==, 3);
  g_assert_cmpstr (psc_listing_get_directory (psc_run_get_listing (run)), ==,
                   "/home/jo/d");
  assert_page (fixture, "run");

  g_assert_true (g_file_set_contents (bad, "{}", -1, NULL));
  psc_test_window_read (fixture->window, bad);
  psc_test_wait_until (count_dialogs () == 1);
  g_assert_true (psc_session_get_run (fixture->session) == run);
  close_dialogs ();
}

/* A directory is taken, a file is not, and does not drive it out. */
static void
test_drop (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *file = g_build_filename (fixture->directory, "a", NULL);

  g_assert_true (drop (fixture, fixture->directory));
  g_assert_cmpstr (psc_session_get_directory (fixture->session), ==,
                   fixture->directory);
  psc_test_wait_until (psc_session_get_state (fixture->session) ==
                       PSC_SESSION_READY);

  g_assert_false (drop (fixture, file));
  g_assert_cmpstr (psc_session_get_directory (fixture->session), ==,
                   fixture->directory);
  assert_page (fixture, "ready");
}

static void
assert_recent (GSettings  *settings,
               const char *first,
               const char *second)
{
  g_auto (GStrv) uris = g_settings_get_strv (settings, "recent");
  const char *paths[] = { first, second, NULL };

  g_assert_cmpuint (g_strv_length (uris), ==, g_strv_length ((char **) paths));
  for (guint i = 0; uris[i] != NULL; i++)
    {
      g_autofree char *path = g_filename_from_uri (uris[i], NULL, NULL);

      g_assert_cmpstr (path, ==, paths[i]);
    }
}

/* Each directory is offered again, once, until it has gone. */
static void
test_recent (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *other = psc_test_make_directory (FILES);
  g_autofree char *uri = g_filename_to_uri (other, NULL, NULL);
  GActionGroup *actions = G_ACTION_GROUP (fixture->window);
  GSettings *kept = fixture->settings;
  GMenuModel *recent =
    psc_test_get_template_child (GTK_WIDGET (fixture->window), "recent");

  g_assert_false (g_action_group_get_action_enabled (actions,
                                                     "clear-recent"));

  psc_test_window_read (fixture->window, other);
  psc_test_window_read (fixture->window, fixture->directory);
  assert_recent (kept, fixture->directory, other);
  g_assert_cmpint (g_menu_model_get_n_items (recent), ==, 2);

  g_action_group_activate_action (actions, "open-recent",
                                  g_variant_new_string (uri));
  psc_test_wait_until (psc_session_get_state (fixture->session) ==
                       PSC_SESSION_READY);
  g_assert_cmpstr (psc_session_get_directory (fixture->session), ==, other);
  assert_recent (kept, other, fixture->directory);

  psc_test_remove_directory (other);
  g_action_group_activate_action (actions, "reload", NULL);
  psc_test_wait_until (psc_session_get_state (fixture->session) ==
                       PSC_SESSION_FAILED);
  assert_recent (kept, fixture->directory, NULL);

  g_action_group_activate_action (actions, "clear-recent", NULL);
  assert_recent (kept, NULL, NULL);
  g_assert_cmpint (g_menu_model_get_n_items (recent), ==, 0);
}

/* It can be read about how far the reading is, and that it was given up. */
static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  GActionGroup *actions = G_ACTION_GROUP (fixture->window);
  g_autoptr (GFile) file = g_file_new_for_path (fixture->directory);
  AdwStatusPage *page =
    psc_test_get_template_child (GTK_WIDGET (fixture->window),
                                 "reading_page");

  psc_window_open (fixture->window, file);
  assert_page (fixture, "reading");
  g_assert_true (g_str_has_suffix (adw_status_page_get_description (page),
                                   "so far"));
  g_action_group_activate_action (actions, "stop", NULL);
  psc_test_wait_until (psc_session_get_state (fixture->session) !=
                       PSC_SESSION_READING);
  assert_page (fixture, "failed");
  g_assert_true (g_action_group_get_action_enabled (actions, "reload"));
  g_assert_false (g_action_group_get_action_enabled (actions, "stop"));
}

#define ADD(path, function)                                                 \
  g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  ADD ("/window-directory/document", test_document);
  ADD ("/window-directory/drop", test_drop);
  ADD ("/window-directory/recent", test_recent);
  ADD ("/window-directory/stop", test_stop);

  return g_test_run ();
}
