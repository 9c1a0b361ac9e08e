/* psc-test-window.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-settings-pane.h"
#include "psc-test-app.h"
#include "psc-test-utils.h"
#include "psc-test-window.h"

/**
 * psc_test_window_init:
 *
 * Does what psc_test_app_init() does, for tests that need an application too.
 *
 * Returns: (transfer full) (nullable): the default one, which is registered;
 *   %NULL if there is no display
 */
PscApplication *
psc_test_window_init (int    *argc,
                      char ***argv)
{
  g_autoptr (PscApplication) application = NULL;
  g_autoptr (GError) error = NULL;

  if (!psc_test_app_init (argc, argv))
    return NULL;

  application = psc_application_new ();
  g_application_set_default (G_APPLICATION (application));
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&application);
}

/**
 * psc_test_window_read:
 *
 * Opens a file or a directory, and waits until it has been read or cannot be.
 */
void
psc_test_window_read (PscWindow  *window,
                      const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  PscSession *session = psc_window_get_session (window);

  psc_window_open (window, file);
  psc_test_wait_until (psc_session_get_state (session) != PSC_SESSION_READING);
}

/**
 * psc_test_window_set_script:
 * @script: a line of shell, which has the file as $1
 *
 * Chooses two workers and a pipeline of one step.
 */
void
psc_test_window_set_script (PscWindow  *window,
                            PscMode     mode,
                            const char *script)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();
  const char * const argv[] = { "sh", "-c", script, "sh", "{}", NULL };

  psc_pipeline_unref (settings->pipeline);
  settings->pipeline = psc_pipeline_new ();
  g_assert_true (psc_pipeline_append_command (settings->pipeline, "step", argv,
                                              NULL));
  settings->mode = mode;
  settings->workers = 2;
  psc_settings_pane_set_settings (
    psc_test_get_template_child (GTK_WIDGET (window), "settings_pane"),
    settings);
}

/**
 * psc_test_window_destroy:
 * @window: one that nothing else holds
 *
 * Destroys a window, and sees that it is finalized.
 */
void
psc_test_window_destroy (PscWindow *window)
{
  g_object_ref (window);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (window);
}
