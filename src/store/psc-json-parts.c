/* psc-json-parts.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-json-parts"

#include "config.h"

#include <string.h>

#include "psc-format.h"
#include "psc-json-members-private.h"
#include "psc-json-parts-private.h"

/**
 * _psc_json_set_foreign:
 * @text: (nullable): foreign text, of which nobody knows the encoding
 *
 * Sets it as a string.
 */
void
_psc_json_set_foreign (JsonObject *object,
                       const char *name,
                       const char *text)
{
  _psc_json_take_string (object, name,
                         text != NULL
                         ? psc_format_bytes (text, strlen (text))
                         : NULL);
}

/**
 * _psc_json_build_machine:
 *
 * Returns: (transfer full): what the machine offers
 */
JsonObject *
_psc_json_build_machine (const PscMachine *machine)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "cpus_usable", machine->cpus_usable);
  json_object_set_int_member (object, "cpus_online", machine->cpus_online);
  _psc_json_set_foreign (object, "cpu_model", machine->cpu_model);
  _psc_json_set_foreign (object, "kernel", machine->kernel);

  return object;
}

static JsonArray *
build_argv (char **argv)
{
  JsonArray *array = json_array_new ();

  for (char **word = argv; *word != NULL; word++)
    {
      g_autofree char *text = psc_format_bytes (*word, strlen (*word));

      json_array_add_string_element (array, text);
    }

  return array;
}

static JsonArray *
build_pipeline (const PscSettings *settings)
{
  PscPipeline *pipeline = settings->pipeline;
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < psc_pipeline_get_n_steps (pipeline); i++)
    {
      const PscStep *step = psc_pipeline_get_step (pipeline, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "name", step->name);
      if (psc_pipeline_step_is_compute (pipeline, i))
        json_object_set_int_member (object, "work", settings->work);
      else
        json_object_set_array_member (object, "argv", build_argv (step->argv));
      json_array_add_object_element (array, object);
    }

  return array;
}

/**
 * _psc_json_build_settings:
 * @settings: how a run is made
 * @listing: its files
 *
 * Returns: (transfer full): the settings and the directory
 */
JsonObject *
_psc_json_build_settings (const PscSettings *settings,
                          PscListing        *listing)
{
  const char *directory = psc_listing_get_directory (listing);
  JsonObject *object = json_object_new ();

  _psc_json_take_string (object, "directory",
                         g_filename_to_uri (directory, NULL, NULL));
  json_object_set_string_member (object, "mode",
                                 psc_mode_to_string (settings->mode));
  json_object_set_int_member (object, "workers", settings->workers);
  json_object_set_int_member (
    object, "chunk_size",
    psc_settings_get_chunk_size (settings, psc_listing_get_n_files (listing)));
  json_object_set_boolean_member (object, "chunk_size_auto",
                                  settings->chunk_size == 0);
  json_object_set_int_member (object, "tasks_per_worker",
                              settings->tasks_per_worker);
  json_object_set_int_member (object, "work", settings->work);
  json_object_set_int_member (object, "seed", settings->seed);
  json_object_set_string_member (object, "streams",
                                 psc_streams_to_string (settings->streams));
  json_object_set_boolean_member (object, "global_lock",
                                  settings->global_lock);
  json_object_set_int_member (object, "step_timeout_ns",
                              settings->step_timeout_ns);
  json_object_set_array_member (object, "steps", build_pipeline (settings));

  return object;
}

static JsonObject *
build_account (PscPipeline      *pipeline,
               const PscAccount *account)
{
  JsonObject *object = json_object_new ();
  JsonObject *steps = json_object_new ();

  for (guint i = 0; i < psc_pipeline_get_n_steps (pipeline); i++)
    json_object_set_int_member (steps,
                                psc_pipeline_get_step (pipeline, i)->name,
                                account->steps_ns[i]);

  for (guint i = 0; i < PSC_N_PART_KINDS; i++)
    {
      if (i == PSC_PART_STEP)
        json_object_set_object_member (object, "steps", steps);
      else
        json_object_set_int_member (object, psc_part_kind_to_string (i),
                                    account->parts_ns[i]);
    }

  return object;
}

/**
 * _psc_json_build_summary:
 * @pipeline: the steps that the account names
 * @figures: the figures of a run that has ended
 * @n_outcomes: (array fixed-size=9): how many files have each outcome
 *
 * Returns: (transfer full): what came of the run
 */
JsonObject *
_psc_json_build_summary (PscPipeline      *pipeline,
                         const PscFigures *figures,
                         const guint      *n_outcomes)
{
  JsonObject *object = json_object_new ();
  JsonObject *outcomes = json_object_new ();

  for (guint i = PSC_OUTCOME_OK; i < PSC_N_OUTCOMES; i++)
    json_object_set_int_member (outcomes, psc_outcome_to_string (i),
                                n_outcomes[i]);

  json_object_set_int_member (object, "files", figures->n_files);
  json_object_set_object_member (object, "outcomes", outcomes);
  json_object_set_int_member (object, "wall_ns", figures->wall_ns);
  json_object_set_int_member (object, "cumulated_ns", figures->cumulated_ns);
  _psc_json_set_double (object, "occupancy", figures->occupancy);
  _psc_json_set_time (object, "average_ns", figures->average_ns);
  json_object_set_int_member (object, "cpu_ns", figures->cpu_ns);
  if (figures->slept_ns > 0)
    json_object_set_int_member (object, "slept_ns", figures->slept_ns);
  json_object_set_object_member (object, "account_ns",
                                 build_account (pipeline, &figures->account));

  return object;
}
