/* test-settings-keys.c: settings that are remembered
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#include "psc-settings-keys.h"

/* As they are for somebody new. */
static GSettings *
new_keys (void)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();

  return g_settings_new_with_backend ("io.github.poolscope.Poolscope", backend);
}

static void
test_defaults (void)
{
  g_autoptr (GSettings) keys = new_keys ();
  g_autoptr (PscSettings) usual = psc_settings_new ();
  g_autoptr (PscSettings) loaded = psc_settings_new ();
  g_auto (GStrv) steps = NULL;

  g_assert_cmpint (psc_settings_keys_load (keys, loaded), ==,
                   PSC_LISTING_DEFAULT);
  g_assert_true (psc_settings_equal (loaded, usual));

  /* Another machine has other CPUs, and another version maybe other steps. */
  psc_settings_keys_save (keys, usual, PSC_LISTING_DEFAULT);
  steps = g_settings_get_strv (keys, "steps");
  g_assert_cmpuint (g_settings_get_uint (keys, "workers"), ==, 0);
  g_assert_cmpuint (g_strv_length (steps), ==, 0);
}

/* Everything comes back. */
static void
test_round_trip (gconstpointer data)
{
  g_autoptr (GSettings) keys = new_keys ();
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (PscSettings) loaded = psc_settings_new ();
  gboolean process;

  settings->mode = GPOINTER_TO_INT (data);
  process = psc_mode_is_process (settings->mode);
  settings->workers = 200;
  settings->chunk_size = 3;
  settings->tasks_per_worker = process ? 5 : 0;
  settings->work = 40;
  settings->seed = G_MAXUINT32;
  settings->streams = PSC_STREAMS_INDEPENDENT;
  settings->global_lock = !process;
  settings->step_timeout_ns = PSC_NSEC_PER_SEC / 2;
  psc_pipeline_unref (settings->pipeline);
  settings->pipeline = psc_pipeline_new ();
  g_assert_true (psc_pipeline_append (settings->pipeline,
                                      "a b=grep 'it is' -- {}", NULL));
  g_assert_true (psc_pipeline_append (settings->pipeline, "n=compute", NULL));

  psc_settings_keys_save (keys, settings, PSC_LISTING_RECURSIVE);
  g_assert_cmpint (psc_settings_keys_load (keys, loaded), ==,
                   PSC_LISTING_RECURSIVE);
  g_assert_true (psc_settings_equal (loaded, settings));
  g_assert_true (psc_settings_check (loaded, NULL));
}

/* What is kept for another mode, and what goes with this machine, is left
 * there. */
static void
test_left_out (void)
{
  g_autoptr (GSettings) keys = new_keys ();
  g_autoptr (PscSettings) thread = psc_settings_new ();
  g_autoptr (PscSettings) process = psc_settings_new ();
  g_autoptr (PscSettings) forgotten = psc_settings_new ();
  g_autoptr (PscSettings) usual = psc_settings_new ();

  g_settings_set_uint (keys, "tasks-per-worker", 5);
  g_settings_set_boolean (keys, "global-lock", TRUE);
  g_settings_set_uint (keys, "workers", 200);
  g_settings_set_string (keys, "mode", "thread");
  psc_settings_keys_load (keys, thread);
  g_assert_cmpuint (thread->tasks_per_worker, ==, 0);
  g_assert_true (thread->global_lock);
  g_assert_cmpuint (thread->workers, ==, 200);

  g_settings_set_boolean (keys, "workers-as-cpus", TRUE);
  g_settings_set_string (keys, "mode", "process");
  psc_settings_keys_load (keys, process);
  g_assert_cmpuint (process->tasks_per_worker, ==, 5);
  g_assert_false (process->global_lock);
  g_assert_cmpuint (process->workers, ==, usual->workers);

  g_settings_set_boolean (keys, "keep-settings", FALSE);
  psc_settings_keys_load (keys, forgotten);
  g_assert_true (psc_settings_equal (forgotten, usual));
  forgotten->seed = 77;
  psc_settings_keys_save (keys, forgotten, PSC_LISTING_DEFAULT);
  g_assert_cmpuint (g_settings_get_uint (keys, "seed"), !=, 77);
}

/* Steps that somebody has spoilt do not keep the window from opening. */
static void
test_spoilt (void)
{
  g_autoptr (GSettings) keys = new_keys ();
  g_autoptr (PscSettings) loaded = psc_settings_new ();

  g_settings_set_strv (keys, "steps",
                       (const char *[]) { "compute", "open='", NULL });
  psc_settings_keys_load (keys, loaded);
  g_assert_true (psc_pipeline_is_default (loaded->pipeline));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/settings-keys/defaults", test_defaults);
  for (int mode = 0; mode < PSC_N_MODES; mode++)
    {
      g_autofree char *path = g_strconcat ("/settings-keys/round-trip/",
                                           psc_mode_to_string (mode), NULL);

      g_test_add_data_func (path, GINT_TO_POINTER (mode), test_round_trip);
    }
  g_test_add_func ("/settings-keys/left-out", test_left_out);
  g_test_add_func ("/settings-keys/spoilt", test_spoilt);

  return g_test_run ();
}
