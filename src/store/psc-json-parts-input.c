/* psc-json-parts-input.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-json-parts-input"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-json-parts-input-private.h"

#define MAX_WORDS 4096

/**
 * _psc_json_read_machine:
 * @object: the document
 *
 * Returns: (transfer full): where it was measured
 */
PscMachine *
_psc_json_read_machine (PscJsonInput *input,
                        JsonObject   *object)
{
  PscMachine *machine = g_new0 (PscMachine, 1);
  JsonObject *member = _psc_json_get_object (input, object, "machine");

  _psc_json_input_enter (input, "machine");
  machine->cpus_usable = (guint) _psc_json_get_int (input, member,
                                                    "cpus_usable", 1,
                                                    PSC_JSON_MAX_CPUS);
  machine->cpus_online = (guint) _psc_json_get_int (input, member,
                                                    "cpus_online", 1,
                                                    PSC_JSON_MAX_CPUS);
  machine->cpu_model = g_strdup (_psc_json_get_string (input, member,
                                                       "cpu_model"));
  machine->kernel = g_strdup (_psc_json_get_string (input, member, "kernel"));
  _psc_json_input_leave (input);

  return machine;
}

/* The words of a command; they have to name the file, as ours do. */
static void
read_command (PscJsonInput *input,
              JsonObject   *object,
              const char   *name,
              PscPipeline  *pipeline)
{
  JsonArray *array = _psc_json_get_array (input, object, "argv", MAX_WORDS);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (node) ||
          json_node_get_value_type (node) != G_TYPE_STRING ||
          !g_utf8_validate (json_node_get_string (node), -1, NULL))
        {
          _psc_json_input_fail (input, "argv", _("is not an array of texts"));
          return;
        }
      g_ptr_array_add (words, (char *) json_node_get_string (node));
    }
  g_ptr_array_add (words, NULL);

  if (input->error == NULL &&
      !psc_pipeline_append_command (pipeline, name,
                                    (const char * const *) words->pdata,
                                    &error))
    g_propagate_error (&input->error, g_steal_pointer (&error));
}

static PscPipeline *
read_pipeline (PscJsonInput *input,
               JsonObject   *object)
{
  JsonArray *array = _psc_json_get_array (input, object, "steps",
                                          PSC_MAX_STEPS);
  PscPipeline *pipeline = psc_pipeline_new ();

  if (array != NULL && json_array_get_length (array) == 0)
    _psc_json_input_fail (input, "steps", _("is empty"));

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *step;
      const char *name;

      _psc_json_input_enter_item (input, "steps", i);
      step = _psc_json_get_item (input, array, i);
      name = _psc_json_get_string (input, step, "name");
      if (_psc_json_has (step, "argv"))
        read_command (input, step, name, pipeline);
      else if (input->error == NULL)
        psc_pipeline_append_step (pipeline, name, "compute", &input->error);
      _psc_json_input_leave (input);
    }

  return pipeline;
}

/**
 * _psc_json_read_settings:
 * @object: the document
 * @n_files: how many files it is about
 *
 * Returns: (transfer full): how it was measured; out of use once something is
 *   wrong
 */
PscSettings *
_psc_json_read_settings (PscJsonInput *input,
                         JsonObject   *object,
                         guint         n_files)
{
  PscSettings *settings = g_new0 (PscSettings, 1);
  JsonObject *member = _psc_json_get_object (input, object, "settings");
  const char *mode, *streams;
  guint chunk_size;

  _psc_json_input_enter (input, "settings");

  mode = _psc_json_get_string (input, member, "mode");
  if (!psc_mode_from_string (mode, &settings->mode))
    _psc_json_input_fail (input, "mode", _("is not known"));
  streams = _psc_json_get_string (input, member, "streams");
  if (!psc_streams_from_string (streams, &settings->streams))
    _psc_json_input_fail (input, "streams", _("is not known"));

  settings->workers = (guint) _psc_json_get_int (input, member, "workers", 1,
                                                 PSC_MAX_WORKERS);
  chunk_size = (guint) _psc_json_get_int (input, member, "chunk_size", 1,
                                          G_MAXINT32);
  if (!_psc_json_has (member, "chunk_size_auto") ||
      !_psc_json_get_boolean (input, member, "chunk_size_auto"))
    settings->chunk_size = chunk_size;
  else if (chunk_size != psc_settings_get_chunk_size (settings, n_files))
    _psc_json_input_fail (input, "chunk_size", _("is not what the mode does"));

  settings->tasks_per_worker =
    (guint) _psc_json_get_int (input, member, "tasks_per_worker", 0,
                               G_MAXINT32);
  settings->work = (guint) _psc_json_get_int (input, member, "work", 0,
                                              PSC_MAX_WORK);
  settings->seed = (guint32) _psc_json_get_int (input, member, "seed", 0,
                                                G_MAXUINT32);
  settings->global_lock = _psc_json_get_boolean (input, member, "global_lock");
  settings->step_timeout_ns =
    _psc_json_get_int (input, member, "step_timeout_ns", 0,
                       PSC_MAX_STEP_TIMEOUT_NS);

  settings->pipeline = read_pipeline (input, member);
  if (input->error == NULL)
    psc_settings_check (settings, &input->error);

  _psc_json_input_leave (input);

  return settings;
}

/**
 * _psc_json_read_directory:
 * @object: the document
 *
 * Returns: (transfer full): the absolute path of the directory in its settings
 */
char *
_psc_json_read_directory (PscJsonInput *input,
                          JsonObject   *object)
{
  JsonObject *member = _psc_json_get_object (input, object, "settings");
  char *path;

  _psc_json_input_enter (input, "settings");
  path = g_filename_from_uri (_psc_json_get_string (input, member, "directory"),
                              NULL, NULL);
  if (path == NULL)
    {
      _psc_json_input_fail (input, "directory", _("is not a directory’s URI"));
      path = g_strdup ("/");
    }
  _psc_json_input_leave (input);

  return path;
}
