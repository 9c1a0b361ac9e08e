/* psc-exercise-document.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-exercise-document"

#include "config.h"

#include "psc-document.h"
#include "psc-exercise-document-private.h"
#include "psc-exercise-document.h"
#include "psc-json-members-private.h"
#include "psc-json-parts-private.h"

/* So many tasks are kept with their times.  Repeats come one after the other,
 * so that each point has some of its runs whole before any has all.  None is
 * while runs are still made: to write all of them after each run would take
 * more and more of the time that is measured. */
#define MAX_TASKS 50000

static JsonNode *
build_whole_run (PscRun *run)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  GMemoryOutputStream *memory = G_MEMORY_OUTPUT_STREAM (stream);
  g_autoptr (JsonParser) parser = json_parser_new ();

  /* Memory does not fail, and what we write is JSON. */
  psc_document_write (stream, run, NULL);
  json_parser_load_from_data (
    parser, g_memory_output_stream_get_data (memory),
    (gssize) g_memory_output_stream_get_data_size (memory), NULL);

  return json_parser_steal_root (parser);
}

static JsonObject *
build_run (const PscSweepRun *run,
           PscPipeline       *pipeline,
           guint             *n_tasks)
{
  JsonObject *object = json_object_new ();
  JsonObject *summary = _psc_json_build_summary (pipeline, &run->figures,
                                                 run->n_outcomes);

  _psc_json_set_time (summary, "start_up_ns", run->figures.start_up_ns);
  json_object_set_int_member (summary, "workers", run->figures.n_workers);
  json_object_set_int_member (summary, "run", run->figures.n_run);

  json_object_set_int_member (object, "point", run->point + 1);
  _psc_json_set_number (object, "repeat", run->repeat);
  json_object_set_int_member (object, "duration_ns", run->duration_ns);
  _psc_json_set_foreign (object, "problem", run->problem);
  json_object_set_object_member (object, "summary", summary);

  if (run->run != NULL &&
      *n_tasks + psc_run_get_n_tasks (run->run) <= MAX_TASKS)
    {
      *n_tasks += psc_run_get_n_tasks (run->run);
      json_object_set_member (object, "document", build_whole_run (run->run));
    }

  return object;
}

static JsonObject *
build_part (PscSweep *sweep,
            guint    *n_tasks)
{
  GPtrArray *points = psc_sweep_get_points (sweep);
  JsonObject *object = json_object_new ();
  JsonArray *runs = json_array_new ();

  _psc_json_take_string (
    object, "started",
    g_date_time_format_iso8601 (psc_sweep_get_started (sweep)));
  json_object_set_object_member (object, "machine",
                                 _psc_json_build_machine (
                                   psc_sweep_get_machine (sweep)));
  for (guint i = 0; i < psc_sweep_get_n_runs (sweep); i++)
    {
      const PscSweepRun *run = psc_sweep_get_run (sweep, i);
      PscPoint *point = g_ptr_array_index (points, run->point);

      json_array_add_object_element (
        runs, build_run (run, psc_point_get_settings (point)->pipeline,
                         n_tasks));
    }
  json_object_set_array_member (object, "runs", runs);

  return object;
}

static JsonObject *
build_options (const PscExerciseOptions *options)
{
  JsonObject *object = json_object_new ();
  JsonArray *counts = json_array_new ();

  for (guint i = 0; i < options->n_counts; i++)
    json_array_add_int_element (counts, options->counts[i]);
  json_object_set_int_member (object, "repeats", options->repeats);
  json_object_set_array_member (object, "workers", counts);
  json_object_set_boolean_member (object, "same_chunks", options->same_chunks);

  return object;
}

static JsonObject *
build_prediction (const PscPrediction *prediction)
{
  JsonObject *object = json_object_new ();
  JsonArray *shares = json_array_new ();

  for (guint i = 0; i < prediction->n_shares; i++)
    json_array_add_double_element (shares, prediction->shares[i]);
  json_object_set_int_member (object, "choice", prediction->choice);
  json_object_set_string_member (object, "reason", prediction->reason);
  json_object_set_array_member (object, "shares", shares);

  return object;
}

/* Escaped as in a URI, which keeps every byte of a name. */
static JsonArray *
build_files (PscListing *listing)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < psc_listing_get_n_files (listing); i++)
    {
      g_autofree char *name =
        g_uri_escape_string (psc_listing_get_name (listing, i), "/", FALSE);

      json_array_add_string_element (array, name);
    }

  return array;
}

static JsonObject *
build_root (PscExerciseResult *result)
{
  JsonObject *object = json_object_new ();
  JsonArray *parts = json_array_new ();
  guint n_tasks = result->measuring ? MAX_TASKS : 0;

  json_object_set_string_member (object, "format", "poolscope-exercise");
  json_object_set_int_member (object, "version", PSC_EXERCISE_DOCUMENT_VERSION);
  json_object_set_string_member (object, "generator",
                                 PACKAGE_NAME " " PACKAGE_VERSION);
  _psc_json_take_string (object, "made",
                         g_date_time_format_iso8601 (result->made));
  json_object_set_string_member (object, "exercise",
                                 psc_exercise_kind_to_string (result->kind));
  json_object_set_object_member (object, "settings",
                                 _psc_json_build_settings (result->settings,
                                                           result->listing));
  json_object_set_object_member (object, "options",
                                 build_options (&result->options));
  if (result->prediction != NULL)
    json_object_set_object_member (object, "prediction",
                                   build_prediction (result->prediction));
  json_object_set_array_member (object, "files", build_files (result->listing));

  for (guint i = 0; i < result->sweeps->len; i++)
    json_array_add_object_element (
      parts, build_part (g_ptr_array_index (result->sweeps, i), &n_tasks));
  json_object_set_array_member (object, "parts", parts);

  return object;
}

/**
 * psc_exercise_document_write:
 * @stream: where to write
 * @result: a #PscExerciseResult
 *
 * Writes down what is predicted and what was measured.
 */
gboolean
psc_exercise_document_write (GOutputStream  *stream,
                             gpointer        result,
                             GError        **error)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (root, build_root (result));
  json_generator_set_root (generator, root);

  return json_generator_to_stream (generator, stream, NULL, error);
}
