/* test-window-probe.c: the time of an exercise, before anything is measured
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-exercises-page.h"
#include "psc-test-app.h"
#include "psc-test-utils.h"
#include "psc-test-window.h"

static const char * const FILES[] = { "a", "b", "c", NULL };

typedef struct
{
  PscWindow *window;
  char      *directory;
  char      *tools;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->window = PSC_WINDOW (psc_window_new (NULL, NULL));
  fixture->directory = psc_test_make_directory (FILES);
  fixture->tools = psc_test_make_directory (NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
  psc_test_window_read (fixture->window, fixture->directory);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  psc_test_window_destroy (fixture->window);
  psc_test_wait_until (psc_test_count_children () == 0);
  psc_test_remove_directory (fixture->directory);
  psc_test_remove_directory (fixture->tools);
  g_free (fixture->directory);
  g_free (fixture->tools);
}

static void
activate (Fixture    *fixture,
          const char *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), action,
                                  NULL);
}

/* Whether the exercise says how long it will take. */
static gboolean
tells_time (Fixture *fixture)
{
  PscExercisesPage *exercises = psc_test_get_template_child (
    GTK_WIDGET (fixture->window), "exercises_page");
  PscExercisePage *page = psc_exercises_page_get_page (exercises);
  GtkLabel *plan = psc_test_get_template_child (GTK_WIDGET (page), "plan");

  return strstr (gtk_label_get_label (plan), ", about ") != NULL;
}

static void
test_tells (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_false (tells_time (fixture));
  activate (fixture, "show-exercise-a");
  psc_test_wait_until (tells_time (fixture));

  /* It is remembered, and holds for the others, too. */
  activate (fixture, "show-run");
  activate (fixture, "show-exercise-c");
  g_assert_true (tells_time (fixture));
}

/* Leaving at once, and closing at once, leave nothing behind. */
static void
test_left (Fixture       *fixture,
           gconstpointer  data)
{
  activate (fixture, "show-exercise-a");
  activate (fixture, "show-run");
  activate (fixture, "show-exercise-a");
  psc_test_wait_until (tells_time (fixture));

  activate (fixture, "show-run");
  activate (fixture, "reload");
  psc_test_wait_until (
    psc_session_get_state (psc_window_get_session (fixture->window)) ==
    PSC_SESSION_READY);
  activate (fixture, "show-exercise-a");
}

/* Has each file written down in a log. */
static void
set_own_step (Fixture    *fixture,
              const char *log)
{
  g_autofree char *script = g_strdup_printf ("echo x >> '%s'", log);

  psc_test_window_set_script (fixture->window, PSC_MODE_PROCESS, script);
}

/* Own steps may do anything, and are not done before one asks. */
static void
test_own_steps (Fixture       *fixture,
                gconstpointer  data)
{
  PscSession *session = psc_window_get_session (fixture->window);
  g_autofree char *log = g_build_filename (fixture->tools, "log", NULL);
  g_autofree char *contents = NULL;

  set_own_step (fixture, log);
  activate (fixture, "show-exercise-a");
  g_assert_false (tells_time (fixture));
  activate (fixture, "show-run");
  activate (fixture, "run");
  psc_test_wait_until (!psc_session_is_busy (session));
  g_assert_true (g_file_get_contents (log, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "x\nx\nx\n");
}

/* A run tells the time of its own files and its own steps alone. */
static void
test_other_runs (Fixture       *fixture,
                 gconstpointer  data)
{
  PscSession *session = psc_window_get_session (fixture->window);
  g_autofree char *log = g_build_filename (fixture->tools, "log", NULL);
  g_autoptr (GFile) elsewhere = g_file_new_for_path (fixture->tools);

  set_own_step (fixture, log);
  activate (fixture, "run");
  psc_test_wait_until (!psc_session_is_busy (session));
  activate (fixture, "show-exercise-a");
  g_assert_true (tells_time (fixture));

  psc_test_window_set_script (fixture->window, PSC_MODE_PROCESS, "true");
  g_assert_false (tells_time (fixture));

  set_own_step (fixture, log);
  g_assert_true (tells_time (fixture));
  psc_window_open (fixture->window, elsewhere);
  psc_test_wait_until (psc_session_get_state (session) == PSC_SESSION_READY &&
                       psc_session_get_listing (session) != NULL);
  g_assert_cmpstr (psc_session_get_directory (session), ==, fixture->tools);
  g_assert_false (tells_time (fixture));
}

#define ADD(path, function)                                                 \
  g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  ADD ("/window-probe/tells", test_tells);
  ADD ("/window-probe/left", test_left);
  ADD ("/window-probe/own-steps", test_own_steps);
  ADD ("/window-probe/other-runs", test_other_runs);

  return g_test_run ();
}
