/* test-fault-sessions.c: a long sitting, and many windows
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-settings-pane.h"
#include "psc-test-app.h"
#include "psc-test-pool.h"
#include "psc-test-utils.h"
#include "psc-test-window.h"

#define N_RUNS    200
#define N_WARM    100 /* a session keeps some of its runs */
#define N_WINDOWS 4
#define N_FILES   60
#define N_MANY    500

/* What the allocator may keep. */
#define FLAT_KIB 4096

static char *
make_files (guint n_files)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_files; i++)
    g_ptr_array_add (names, g_strdup_printf ("%02u", i));
  g_ptr_array_add (names, NULL);

  return psc_test_make_directory ((const char * const *) names->pdata);
}

/* Run after run in one session, in one mode after the other: descriptors and
 * memory stay as they are.  They are of many files, so that one that is left would
 * be seen. */
static void
test_runs (void)
{
  g_autofree char *directory = make_files (N_MANY);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  PscSession *session = psc_session_new ();
  guint n_files = 0;
  gint64 memory_kib = 0;

  psc_session_set_directory (session, directory);
  psc_test_wait_until (psc_session_get_state (session) == PSC_SESSION_READY);
  settings->workers = 2;
  settings->work = 0;
  psc_test_pool_set_compute (settings);
  for (guint i = 0; i < N_RUNS; i++)
    {
      settings->mode = i % PSC_N_MODES;
      psc_session_start (session, settings);
      psc_test_wait_until (!psc_session_is_busy (session));
      psc_test_check_run (psc_session_get_run (session));
      if (i + 1 == N_WARM)
        {
          n_files = psc_test_count_files ();
          memory_kib = psc_test_get_memory_kib ();
        }
    }

  g_test_message ("%" G_GINT64_FORMAT " KiB, then %" G_GINT64_FORMAT " KiB",
                  memory_kib, psc_test_get_memory_kib ());
  g_assert_cmpuint (psc_test_count_files (), ==, n_files);
  g_assert_cmpuint (psc_test_count_children (), ==, 0);
  g_assert_cmpint (psc_test_get_memory_kib () - memory_kib, <, FLAT_KIB);

  g_assert_finalize_object (session);
  psc_test_remove_directory (directory);
}

static PscHistory *
open_history (const char *directory)
{
  g_autofree char *path = g_build_filename (directory, "history.sqlite",
                                            NULL);

  return psc_history_new (path);
}

/* @step is one of a pipeline of its own, or NULL for the usual ones. */
static PscWindow *
new_window (const char *directory,
            PscHistory *history,
            PscMode     mode,
            const char *step)
{
  PscWindow *window = PSC_WINDOW (psc_window_new (NULL, NULL));
  g_autoptr (PscSettings) settings = psc_settings_new ();

  psc_window_keep_history (window, history);
  settings->mode = mode;
  settings->workers = 2;
  if (step != NULL)
    psc_test_pool_set_command (settings, step);
  psc_settings_pane_set_settings (
    psc_test_get_template_child (GTK_WIDGET (window), "settings_pane"),
    settings);
  gtk_window_present (GTK_WINDOW (window));
  psc_test_window_read (window, directory);

  return window;
}

static guint
count_busy (PscWindow * const *windows)
{
  guint n_busy = 0;

  for (guint i = 0; i < N_WINDOWS; i++)
    n_busy += psc_session_is_busy (psc_window_get_session (windows[i]));

  return n_busy;
}

/* What was kept, when the program is started again: each run has ended, and
 * there are as many with this many files that went well. */
static void
check_history (const char *place,
               guint       n_runs,
               guint       min_ok,
               guint       max_ok)
{
  g_autoptr (PscHistory) history = open_history (place);
  GListModel *entries = psc_history_get_entries (history);

  psc_history_flush (history);
  g_assert_null (psc_history_get_problem (history));
  g_assert_cmpuint (g_list_model_get_n_items (entries), ==, n_runs);
  for (guint i = 0; i < n_runs; i++)
    {
      g_autoptr (PscHistoryEntry) entry = g_list_model_get_item (entries, i);
      guint n_ok = psc_history_entry_get_n_outcome (entry, PSC_OUTCOME_OK);

      g_assert_cmpint (psc_history_entry_get_state (entry), ==,
                       PSC_HISTORY_FINISHED);
      g_assert_cmpuint (psc_history_entry_get_n_ended (entry), ==, N_FILES);
      g_assert_cmpuint (n_ok, >=, min_ok);
      g_assert_cmpuint (n_ok, <=, max_ok);
    }
}

/* Each window runs in a mode of its own, over the same files, and all at once;
 * none gets in the way of another, and one history has the runs of all. */
static void
test_four_windows (void)
{
  g_autofree char *directory = make_files (N_FILES);
  g_autofree char *place = psc_test_make_directory (NULL);
  PscHistory *history = open_history (place);
  PscWindow *windows[N_WINDOWS];

  for (guint i = 0; i < N_WINDOWS; i++)
    windows[i] = new_window (directory, history, i % PSC_N_MODES, NULL);
  for (guint i = 0; i < N_WINDOWS; i++)
    g_action_group_activate_action (G_ACTION_GROUP (windows[i]), "run", NULL);
  g_assert_cmpuint (count_busy (windows), ==, N_WINDOWS);
  psc_test_wait_until (count_busy (windows) == 0);

  for (guint i = 0; i < N_WINDOWS; i++)
    {
      PscRun *run = psc_session_get_run (psc_window_get_session (windows[i]));

      psc_test_check_run (run);
      g_assert_cmpuint (psc_run_get_settings (run)->mode, ==,
                        i % PSC_N_MODES);
      g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_OK), ==,
                        N_FILES);
      psc_test_window_destroy (windows[i]);
    }
  g_assert_cmpuint (psc_test_count_children (), ==, 0);

  psc_history_flush (history);
  g_object_unref (history);
  check_history (place, N_WINDOWS, N_FILES, N_FILES);

  psc_test_remove_directory (directory);
  psc_test_remove_directory (place);
}

/* A window is closed in the middle of its run: it asks, ends the workers, and
 * what they had done is in the history. */
static void
test_closed (void)
{
  g_autofree char *directory = make_files (N_FILES);
  g_autofree char *place = psc_test_make_directory (NULL);
  PscHistory *history = open_history (place);
  PscWindow *window = new_window (
    directory, history, PSC_MODE_PROCESS_EXECUTOR,
    "sh -c 'case $0 in */0?) ;; *) exec sleep 60;; esac' {}");
  PscSession *session = psc_window_get_session (window);
  GtkWidget *question;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  g_action_group_activate_action (G_ACTION_GROUP (window), "run", NULL);
  psc_test_wait_until (psc_session_get_run (session) != NULL &&
                       psc_run_get_n_outcome (psc_session_get_run (session),
                                              PSC_OUTCOME_OK) == 10);
  gtk_window_close (GTK_WINDOW (window));
  question = psc_test_find_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (question);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "stop");
  psc_test_wait_until (window == NULL);
  g_assert_cmpuint (psc_test_count_children (), ==, 0);

  psc_history_flush (history);
  g_object_unref (history);
  check_history (place, 1, 10, 10);

  psc_test_remove_directory (directory);
  psc_test_remove_directory (place);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/fault/sessions/runs", test_runs);
  g_test_add_func ("/fault/sessions/four-windows", test_four_windows);
  g_test_add_func ("/fault/sessions/closed", test_closed);

  return g_test_run ();
}
