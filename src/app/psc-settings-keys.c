/* psc-settings-keys.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-settings-keys"

#include "config.h"

#include <math.h>

#include "psc-settings-keys.h"

/* No step stands for the default pipeline, and so does what cannot be
 * understood. */
static PscPipeline *
load_pipeline (GSettings *keys)
{
  g_auto (GStrv) steps = g_settings_get_strv (keys, "steps");
  g_autoptr (PscPipeline) pipeline = psc_pipeline_new ();

  for (guint i = 0; steps[i] != NULL; i++)
    if (!psc_pipeline_append (pipeline, steps[i], NULL))
      return psc_pipeline_new_default ();

  return steps[0] != NULL ? g_steal_pointer (&pipeline)
                          : psc_pipeline_new_default ();
}

static void
save_pipeline (GSettings   *keys,
               PscPipeline *pipeline)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) steps = NULL;

  for (guint i = 0; !psc_pipeline_is_default (pipeline) &&
                    i < psc_pipeline_get_n_steps (pipeline); i++)
    {
      g_autofree char *step = psc_pipeline_dup_definition (pipeline, i);

      g_strv_builder_add (builder, step);
    }

  steps = g_strv_builder_end (builder);
  g_settings_set_strv (keys, "steps", (const char * const *) steps);
}

/**
 * psc_settings_keys_load:
 * @settings: (inout): the default settings
 *
 * Puts what was remembered into the settings.
 *
 * Returns: which entries of a directory were wanted
 */
PscListingFlags
psc_settings_keys_load (GSettings   *keys,
                        PscSettings *settings)
{
  g_autofree char *mode = g_settings_get_string (keys, "mode");
  g_autofree char *streams = g_settings_get_string (keys, "streams");
  guint workers = g_settings_get_uint (keys, "workers");
  gboolean process;

  if (!g_settings_get_boolean (keys, "keep-settings"))
    return PSC_LISTING_DEFAULT;

  psc_mode_from_string (mode, &settings->mode);
  process = psc_mode_is_process (settings->mode);
  if (workers != 0 && !g_settings_get_boolean (keys, "workers-as-cpus"))
    settings->workers = workers;
  settings->chunk_size = g_settings_get_uint (keys, "chunk-size");
  settings->tasks_per_worker =
    process ? g_settings_get_uint (keys, "tasks-per-worker") : 0;
  settings->work = g_settings_get_uint (keys, "work");
  settings->seed = g_settings_get_uint (keys, "seed");
  psc_streams_from_string (streams, &settings->streams);
  settings->global_lock = !process &&
                          g_settings_get_boolean (keys, "global-lock");
  settings->step_timeout_ns =
    llround (g_settings_get_double (keys, "step-timeout") *
             PSC_NSEC_PER_SEC);
  psc_pipeline_unref (settings->pipeline);
  settings->pipeline = load_pipeline (keys);

  return (g_settings_get_boolean (keys, "hidden") ? PSC_LISTING_HIDDEN : 0) |
         (g_settings_get_boolean (keys, "recursive") ? PSC_LISTING_RECURSIVE
                                                     : 0);
}

/**
 * psc_settings_keys_save:
 *
 * Remembers the settings for the next time.  A number of workers that is that
 * of the usable CPUs goes on being it on another machine.
 */
void
psc_settings_keys_save (GSettings         *keys,
                        const PscSettings *settings,
                        PscListingFlags    flags)
{
  g_autoptr (PscSettings) usual = psc_settings_new ();

  if (!g_settings_get_boolean (keys, "keep-settings"))
    return;

  g_settings_set_string (keys, "mode", psc_mode_to_string (settings->mode));
  g_settings_set_uint (keys, "workers",
                       settings->workers != usual->workers
                       ? settings->workers : 0);
  g_settings_set_uint (keys, "chunk-size", settings->chunk_size);
  g_settings_set_uint (keys, "tasks-per-worker", settings->tasks_per_worker);
  g_settings_set_uint (keys, "work", settings->work);
  g_settings_set_uint (keys, "seed", settings->seed);
  g_settings_set_string (keys, "streams",
                         psc_streams_to_string (settings->streams));
  g_settings_set_boolean (keys, "global-lock", settings->global_lock);
  g_settings_set_double (keys, "step-timeout",
                         (double) settings->step_timeout_ns /
                         PSC_NSEC_PER_SEC);
  save_pipeline (keys, settings->pipeline);
  g_settings_set_boolean (keys, "hidden", flags & PSC_LISTING_HIDDEN);
  g_settings_set_boolean (keys, "recursive", flags & PSC_LISTING_RECURSIVE);
}
