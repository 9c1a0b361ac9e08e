/* test-window-chart.c: the actions of the window's chart
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-exercises-page.h"
#include "psc-run-page.h"
#include "psc-task-model.h"
#include "psc-test-app.h"
#include "psc-test-utils.h"
#include "psc-test-window.h"

static const char * const options[] = { "upright", "show-chunks", "show-steps" };

static gboolean
get_state (PscWindow  *window,
           const char *action)
{
  g_autoptr (GVariant) state =
    g_action_group_get_action_state (G_ACTION_GROUP (window), action);

  return g_variant_get_boolean (state);
}

static void
activate (PscWindow  *window,
          const char *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (window), action, NULL);
}

/* How the chart is drawn is the same the next time, but another window stays as
 * it is. */
static void
test_options (void)
{
  g_autoptr (GSettings) settings =
    g_settings_new ("io.github.poolscope.Poolscope");
  PscWindow *first = PSC_WINDOW (psc_window_new (NULL, settings));
  PscWindow *beside = PSC_WINDOW (psc_window_new (NULL, settings));
  PscWindow *next;

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    activate (first, options[i]);
  next = PSC_WINDOW (psc_window_new (NULL, settings));

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      gboolean before = strcmp (options[i], "upright") != 0;

      g_assert_cmpint (get_state (beside, options[i]), ==, before);
      g_assert_cmpint (get_state (first, options[i]), ==, !before);
      g_assert_cmpint (get_state (next, options[i]), ==, !before);
    }

  psc_test_window_destroy (first);
  psc_test_window_destroy (beside);
  psc_test_window_destroy (next);
}

static void
assert_enabled (PscWindow  *window,
                const char *names)
{
  static const char * const all[] = {
    "zoom-in", "zoom-out", "zoom-fit", "zoom-selection",
  };
  g_auto (GStrv) enabled = g_strsplit (names, " ", -1);

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    g_assert_cmpint (g_action_group_get_action_enabled (
                       G_ACTION_GROUP (window), all[i]), ==,
                     g_strv_contains ((const char * const *) enabled,
                                      all[i]));
}

/* What zooms is to be had where there is something to zoom. */
static void
test_zoom (void)
{
  static const char * const names[] = { "a", "b", "c", NULL };
  g_autofree char *path = psc_test_make_directory (names);
  PscWindow *window = PSC_WINDOW (psc_window_new (NULL, NULL));
  PscSession *session = psc_window_get_session (window);
  PscTimeline *timeline = psc_run_page_get_timeline (
    psc_test_get_template_child (GTK_WIDGET (window), "run_page"));
  gint64 wall_ns, begin_ns, end_ns;

  gtk_window_present (GTK_WINDOW (window));
  assert_enabled (window, "");
  psc_test_window_read (window, path);
  activate (window, "run");
  psc_test_wait_until (!psc_session_is_busy (session));
  assert_enabled (window, "zoom-in");

  activate (window, "zoom-in");
  assert_enabled (window, "zoom-in zoom-out zoom-fit");
  activate (window, "zoom-fit");
  assert_enabled (window, "zoom-in");

  psc_timeline_set_selected (timeline, 0);
  assert_enabled (window, "zoom-in zoom-selection");
  wall_ns = psc_run_get_wall_ns (psc_session_get_run (session));

  psc_timeline_zoom_to (timeline, wall_ns - wall_ns / 8, wall_ns);
  assert_enabled (window, "zoom-in zoom-out zoom-fit zoom-selection");
  activate (window, "zoom-selection");
  psc_timeline_get_visible (timeline, &begin_ns, &end_ns);
  g_assert_cmpint (begin_ns, <, wall_ns - wall_ns / 8);

  /* The file may have been all of the run. */
  psc_timeline_zoom_to (timeline, wall_ns - wall_ns / 8, wall_ns);
  psc_timeline_set_range (timeline, wall_ns / 2, wall_ns);
  psc_timeline_set_selected (timeline, PSC_NO_TASK);
  assert_enabled (window, "zoom-in zoom-out zoom-fit zoom-selection");
  activate (window, "zoom-selection");
  psc_timeline_get_visible (timeline, &begin_ns, &end_ns);
  g_assert_cmpint (begin_ns, ==, wall_ns / 2);
  g_assert_cmpint (end_ns, ==, wall_ns);

  psc_test_window_destroy (window);
  psc_test_remove_directory (path);
}

static void
check_run_actions (PscWindow *window,
                   gboolean   enabled)
{
  static const char * const all[] = {
    "zoom-in", "find", "show-workers", "export", "export-data", "copy-picture",
    "print",
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    g_assert_cmpint (g_action_group_get_action_enabled (
                       G_ACTION_GROUP (window), all[i]), ==, enabled);
}

/* What the exercises hide is neither changed nor saved by mistake. */
static void
test_hidden (void)
{
  static const char * const names[] = { "a", NULL };
  g_autofree char *path = psc_test_make_directory (names);
  PscWindow *window = PSC_WINDOW (psc_window_new (NULL, NULL));
  PscSession *session = psc_window_get_session (window);

  check_run_actions (window, FALSE);
  psc_test_window_read (window, path);
  activate (window, "run");
  psc_test_wait_until (!psc_session_is_busy (session));
  check_run_actions (window, TRUE);

  activate (window, "show-exercise-a");
  check_run_actions (window, FALSE);
  activate (window, "show-run");
  check_run_actions (window, TRUE);

  psc_test_window_destroy (window);
  psc_test_remove_directory (path);
}

static void
check_buttons (PscWindow  *window,
               gboolean    exercise,
               gboolean    measured)
{
  GtkWidget *report = psc_test_get_template_child (GTK_WIDGET (window),
                                                   "report_button");
  GtkWidget *run = psc_test_get_template_child (GTK_WIDGET (window),
                                                "export_button");

  g_assert_cmpint (gtk_widget_get_visible (report), ==, exercise);
  g_assert_cmpint (gtk_widget_get_visible (run), ==, !exercise);
  g_assert_cmpint (gtk_widget_get_sensitive (report), ==, measured);
}

static gboolean
has_focus (PscWindow       *window,
           PscExercisePage *page)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (page));
}

/* One place of the header exports what is shown, and a key that shows an
 * exercise leads into it. */
static void
test_exercise (void)
{
  static const char * const names[] = { "a", NULL };
  g_autofree char *path = psc_test_make_directory (names);
  PscWindow *window = PSC_WINDOW (psc_window_new (NULL, NULL));
  PscExercisesPage *page = psc_test_get_template_child (GTK_WIDGET (window),
                                                        "exercises_page");

  psc_test_window_read (window, path);
  gtk_window_present (GTK_WINDOW (window));
  check_buttons (window, FALSE, FALSE);

  psc_exercises_page_set_teaching (page, TRUE);
  activate (window, "show-exercise-c");
  check_buttons (window, TRUE, FALSE);

  /* A page that is not laid out yet has the focus with its next frame. */
  psc_test_wait_until (has_focus (window, psc_exercises_page_get_page (page)));

  activate (window, "measure-exercise");
  psc_test_wait_until (!psc_exercises_page_get_measuring (page));
  check_buttons (window, TRUE, TRUE);
  activate (window, "show-run");
  check_buttons (window, FALSE, FALSE);

  psc_test_window_destroy (window);
  psc_test_remove_directory (path);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE,
                NULL);

  g_test_add_func ("/window-chart/options", test_options);
  g_test_add_func ("/window-chart/zoom", test_zoom);
  g_test_add_func ("/window-chart/hidden", test_hidden);
  g_test_add_func ("/window-chart/exercise", test_exercise);

  return g_test_run ();
}
