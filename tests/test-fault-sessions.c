/* test-fault-sessions.c: a long sitting, and many windows
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-settings-pane.h"
#include "psc-test-app.h"
#include "psc-test-utils.h"
#include "psc-window.h"

#define N_RUNS    200
#define N_WARM    60 /* a session keeps some of its runs */
#define N_WINDOWS 4
#define N_FILES   60

/* What the allocator may keep. */
#define FLAT_KIB 2048

/* Run after run in one session, in one mode after the other: descriptors and
 * memory stay as they are. */
static void
test_runs (void)
{
  static const char * const names[] = { "a", "b", "c", "d", NULL };
  g_autofree char *directory = psc_test_make_directory (names);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  PscSession *session = psc_session_new ();
  guint n_files = 0;
  gint64 memory_kib = 0;

  psc_session_set_directory (session, directory);
  psc_test_wait_until (psc_session_get_state (session) == PSC_SESSION_READY);
  settings->workers = 2;
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

static PscWindow *
new_window (const char *directory,
            PscMode     mode)
{
  PscWindow *window = PSC_WINDOW (psc_window_new (NULL, NULL));
  PscSession *session = psc_window_get_session (window);
  g_autoptr (GFile) file = g_file_new_for_path (directory);
  g_autoptr (PscSettings) settings = psc_settings_new ();

  settings->mode = mode;
  settings->workers = 2;
  psc_settings_pane_set_settings (
    psc_test_get_template_child (GTK_WIDGET (window), "settings_pane"),
    settings);
  gtk_window_present (GTK_WINDOW (window));
  psc_window_open (window, file);
  psc_test_wait_until (psc_session_get_state (session) == PSC_SESSION_READY);

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

/* Each window runs in a mode of its own, over the same files, and all at once;
 * none gets in the way of another. */
static void
test_four_windows (void)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *directory = NULL;
  PscWindow *windows[N_WINDOWS];

  for (guint i = 0; i < N_FILES; i++)
    g_ptr_array_add (names, g_strdup_printf ("%02u", i));
  g_ptr_array_add (names, NULL);
  directory = psc_test_make_directory ((const char * const *) names->pdata);

  for (guint i = 0; i < N_WINDOWS; i++)
    windows[i] = new_window (directory, i % PSC_N_MODES);
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
      g_object_ref (windows[i]);
      gtk_window_destroy (GTK_WINDOW (windows[i]));
      g_assert_finalize_object (windows[i]);
    }
  g_assert_cmpuint (psc_test_count_children (), ==, 0);

  psc_test_remove_directory (directory);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/fault/sessions/runs", test_runs);
  g_test_add_func ("/fault/sessions/four-windows", test_four_windows);

  return g_test_run ();
}
