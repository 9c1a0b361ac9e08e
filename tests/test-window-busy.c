/* test-window-busy.c: windows whose workers are at work
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-exercises-page.h"
#include "psc-test-app.h"
#include "psc-test-utils.h"
#include "psc-test-window.h"

static const char * const FILES[] = { "a", "b", "c", NULL };

typedef struct
{
  char *tools;
  char *directory;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->tools = psc_test_make_directory (NULL);
  fixture->directory = psc_test_make_directory (FILES);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  psc_test_remove_directory (fixture->tools);
  psc_test_remove_directory (fixture->directory);
  g_free (fixture->tools);
  g_free (fixture->directory);
}

/* A window whose workers wait until they are stopped. */
static PscWindow *
new_window (Fixture *fixture)
{
  PscWindow *window = PSC_WINDOW (psc_window_new (NULL, NULL));

  psc_test_window_set_script (window, PSC_MODE_PROCESS, "exec sleep 60");
  gtk_window_present (GTK_WINDOW (window));
  psc_test_window_read (window, fixture->directory);

  return window;
}

static void
activate (PscWindow  *window,
          const char *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (window), action, NULL);
}

static gboolean
is_busy (PscWindow *window)
{
  return psc_session_is_busy (psc_window_get_session (window));
}

static PscRun *
get_run (PscWindow *window)
{
  return psc_session_get_run (psc_window_get_session (window));
}

static PscExercisesPage *
get_exercises (PscWindow *window)
{
  return psc_test_get_template_child (GTK_WIDGET (window), "exercises_page");
}

static AdwMessageDialog *
find_question (PscWindow *window,
               guint     *n_questions)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  AdwMessageDialog *found = NULL;

  *n_questions = 0;
  for (GList *link = windows; link != NULL; link = link->next)
    {
      if (ADW_IS_MESSAGE_DIALOG (link->data) &&
          gtk_window_get_transient_for (link->data) == GTK_WINDOW (window))
        {
          found = link->data;
          (*n_questions)++;
        }
    }

  return found;
}

/* Stops what the window does, as its question offers, and sees the window
 * go. */
static void
answer_stop (PscWindow *window)
{
  guint n_questions;
  AdwMessageDialog *question = find_question (window, &n_questions);

  g_assert_cmpuint (n_questions, ==, 1);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  adw_message_dialog_response (question, "stop");
  psc_test_wait_until (window == NULL);
}

/* Two windows run at once, and know nothing of each other. */
static void
test_two (Fixture       *fixture,
          gconstpointer  data)
{
  PscWindow *first = new_window (fixture);
  PscWindow *second = new_window (fixture);
  PscRun *run;

  activate (first, "run");
  activate (second, "run");
  g_assert_true (is_busy (first));
  g_assert_true (is_busy (second));

  /* Each reads its directory again before it begins. */
  psc_test_wait_until (get_run (first) != NULL && get_run (second) != NULL);

  activate (first, "stop");
  psc_test_wait_until (!is_busy (first));
  g_assert_true (is_busy (second));
  run = get_run (second);
  g_assert_true (run != get_run (first));
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_STOPPED), ==, 0);

  gtk_window_close (GTK_WINDOW (first));
  g_assert_true (is_busy (second));
  gtk_window_close (GTK_WINDOW (second));
  answer_stop (second);
  g_assert_cmpuint (psc_test_count_children (), ==, 0);
}

/* Whoever asks twice to close is asked once. */
static void
test_asked_once (Fixture       *fixture,
                 gconstpointer  data)
{
  PscWindow *window = new_window (fixture);
  AdwMessageDialog *question;
  guint n_questions;

  activate (window, "run");
  gtk_window_close (GTK_WINDOW (window));
  gtk_window_close (GTK_WINDOW (window));
  question = find_question (window, &n_questions);
  g_assert_cmpuint (n_questions, ==, 1);
  g_assert_cmpstr (adw_message_dialog_get_heading (question), ==,
                   "Stop the Run and Close?");
  g_assert_cmpstr (adw_message_dialog_get_body (question), ==,
                   "A run is going on. What it has measured so far would be "
                   "lost.");

  /* Another time is another question. */
  gtk_window_close (GTK_WINDOW (question));
  psc_test_wait_until (find_question (window, &n_questions) == NULL);
  g_assert_true (is_busy (window));
  gtk_window_close (GTK_WINDOW (window));
  answer_stop (window);
}

/* The run has ended by the time of the answer: the window goes, and the question,
 * which its own button holds for as long as it is pressed, after it. */
static void
test_late_answer (Fixture       *fixture,
                  gconstpointer  data)
{
  PscWindow *window = new_window (fixture);
  g_autoptr (AdwMessageDialog) question = NULL;
  guint n_questions;

  activate (window, "run");
  gtk_window_close (GTK_WINDOW (window));
  question = g_object_ref (find_question (window, &n_questions));
  activate (window, "stop");
  psc_test_wait_until (!is_busy (window));
  answer_stop (window);
}

/* An exercise is not given up without a question either. */
static void
test_exercise (Fixture       *fixture,
               gconstpointer  data)
{
  PscWindow *window = new_window (fixture);
  PscExercisesPage *exercises = get_exercises (window);
  g_autoptr (GFile) elsewhere = g_file_new_for_path (fixture->tools);
  AdwMessageDialog *question;
  guint n_questions;

  psc_exercises_page_set_teaching (exercises, TRUE);
  activate (window, "show-exercise-c");
  activate (window, "measure-exercise");
  g_assert_true (psc_exercises_page_get_measuring (exercises));

  /* To read another directory would disturb what is measured. */
  psc_window_open (window, elsewhere);
  g_assert_cmpstr (psc_session_get_directory (psc_window_get_session (window)),
                   ==, fixture->directory);

  gtk_window_close (GTK_WINDOW (window));
  question = find_question (window, &n_questions);
  g_assert_cmpuint (n_questions, ==, 1);
  g_assert_cmpstr (adw_message_dialog_get_heading (question), ==,
                   "Stop Measuring and Close?");
  gtk_window_close (GTK_WINDOW (question));
  g_assert_true (psc_exercises_page_get_measuring (exercises));

  gtk_window_close (GTK_WINDOW (window));
  answer_stop (window);
  g_assert_cmpuint (psc_test_count_children (), ==, 0);
}

/* What is kept as it is measured is not lost. */
static void
test_kept (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->tools, "history.sqlite",
                                            NULL);
  g_autoptr (PscHistory) history = psc_history_new (path);
  PscWindow *window = new_window (fixture);
  guint n_questions;

  psc_window_keep_history (window, history);
  psc_history_flush (history);
  activate (window, "run");
  gtk_window_close (GTK_WINDOW (window));
  g_assert_cmpstr (
    adw_message_dialog_get_body (find_question (window, &n_questions)), ==,
    "A run is going on. What it has measured so far stays in the history.");
  answer_stop (window);
}

#define ADD(path, function)                                                 \
  g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  ADD ("/window-busy/two", test_two);
  ADD ("/window-busy/asked-once", test_asked_once);
  ADD ("/window-busy/late-answer", test_late_answer);
  ADD ("/window-busy/exercise", test_exercise);
  ADD ("/window-busy/kept", test_kept);

  return g_test_run ();
}
