/* test-settings-keys.c: settings that are remembered
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-settings-keys.h"

static GSettings *
new_keys (void)
{
  return g_settings_new ("io.github.poolscope.Poolscope");
}

static void
test_defaults (void)
{
  g_autoptr (GSettings) keys = new_keys ();
  g_autoptr (PscSettings) usual = psc_settings_new ();
  g_autoptr (PscSettings) loaded = psc_settings_new ();

  g_assert_cmpint (psc_settings_keys_load (keys, loaded), ==,
                   PSC_LISTING_DEFAULT);
  g_assert_true (psc_settings_equal (loaded, usual));

  /* Another machine has other CPUs. */
  psc_settings_keys_save (keys, usual, PSC_LISTING_DEFAULT);
  g_assert_cmpuint (g_settings_get_uint (keys, "workers"), ==, 0);
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
  g_test_add_func ("/settings-keys/spoilt", test_spoilt);

  return g_test_run ();
}
