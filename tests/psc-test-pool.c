/* psc-test-pool.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-test-pool.h"

/* Forty files and a directory, for four workers; @data is the mode. */
void
psc_test_pool_set_up (PscTestPool   *fixture,
                      gconstpointer  data)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 40; i++)
    g_ptr_array_add (names, g_strdup_printf ("file-%02u.txt", i));
  g_ptr_array_add (names, g_strdup ("sub/"));
  g_ptr_array_add (names, NULL);

  fixture->directory =
    psc_test_make_directory ((const char * const *) names->pdata);
  fixture->settings = psc_settings_new ();
  fixture->settings->mode = GPOINTER_TO_UINT (data);
  fixture->settings->workers = 4;
}

void
psc_test_pool_tear_down (PscTestPool   *fixture,
                         gconstpointer  data)
{
  psc_test_remove_directory (fixture->directory);
  g_free (fixture->directory);
  psc_settings_free (fixture->settings);
  g_assert_cmpuint (psc_test_count_children (), ==, 0);
}

PscRun *
psc_test_pool_run_new (PscTestPool *fixture)
{
  g_autoptr (PscListing) listing = psc_test_list (fixture->directory);

  return psc_run_new (fixture->settings, listing);
}

/* A pipeline of the compute step alone. */
void
psc_test_pool_set_compute (PscSettings *settings)
{
  psc_pipeline_unref (settings->pipeline);
  settings->pipeline = psc_pipeline_new ();
  psc_pipeline_append_compute (settings->pipeline, "compute");
}

/* A pipeline of one command. */
void
psc_test_pool_set_command (PscSettings *settings,
                           const char  *command)
{
  g_autofree char *definition = g_strconcat ("own=", command, NULL);

  psc_pipeline_unref (settings->pipeline);
  settings->pipeline = psc_pipeline_new ();
  g_assert_true (psc_pipeline_append (settings->pipeline, definition, NULL));
}
