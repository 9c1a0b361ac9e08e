/* psc-document-tasks.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-document-tasks"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "psc-command.h"
#include "psc-document-tasks-private.h"
#include "psc-kept-run-private.h"

/* The name of a file below the directory, as its URI gives it: the name in the
 * document is for people, and not every byte of it is the file's. */
static char *
read_name (PscJsonInput *input,
           JsonObject   *task,
           const char   *directory)
{
  g_autofree char *path =
    g_filename_from_uri (_psc_json_get_string (input, task, "uri"), NULL, NULL);
  gsize length = strlen (directory);

  if (path == NULL || !g_str_has_prefix (path, directory))
    return NULL;

  /* Only the root's name ends in a separator. */
  if (directory[length - 1] != G_DIR_SEPARATOR &&
      path[length++] != G_DIR_SEPARATOR)
    return NULL;

  return path[length] != '\0' ? g_strdup (path + length) : NULL;
}

/**
 * _psc_document_read_listing:
 * @tasks: (nullable): the tasks
 * @directory: an absolute path
 *
 * Returns: (transfer full): the files, without any once something is wrong
 */
PscListing *
_psc_document_read_listing (PscJsonInput *input,
                            JsonArray    *tasks,
                            const char   *directory)
{
  g_autofree char *canonical = g_canonicalize_filename (directory, "/");
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint n_tasks = tasks != NULL ? json_array_get_length (tasks) : 0;

  for (guint i = 0; i < n_tasks && input->error == NULL; i++)
    {
      JsonObject *task;
      char *name;

      _psc_json_input_enter_item (input, "tasks", i);
      task = _psc_json_get_item (input, tasks, i);
      if (_psc_json_get_int (input, task, "task", 1, n_tasks) != i + 1)
        _psc_json_input_fail (input, "task", _("is not its place"));
      name = read_name (input, task, canonical);
      if (name == NULL)
        _psc_json_input_fail (input, "uri",
                              _("is not a file in the directory"));
      else
        g_ptr_array_add (names, name);
      _psc_json_input_leave (input);
    }

  if (input->error != NULL)
    g_ptr_array_set_size (names, 0);
  g_ptr_array_add (names, NULL);

  return psc_listing_new_for_names (canonical,
                                    (const char * const *) names->pdata);
}

/* What one stream of a step held; free with g_free(). */
static char *
read_stream (PscJsonInput *input,
             JsonObject   *object,
             const char   *name,
             const char   *base64_name,
             gsize        *length)
{
  const char *base64 = _psc_json_get_string_or_null (input, object,
                                                     base64_name);
  const char *text = _psc_json_get_string (input, object, name);
  char *data;

  if (base64 != NULL)
    {
      data = (char *) g_base64_decode (base64, length);
    }
  else
    {
      data = g_strdup (text);
      *length = strlen (text);
    }

  if (*length > PSC_OUTPUT_LIMIT)
    {
      _psc_json_input_fail (input, name, _("is too long"));
      *length = 0;
    }

  return data;
}

/* What a step wrote, or NULL for nothing. */
static PscOutput *
read_output (PscJsonInput *input,
             JsonObject   *object)
{
  gsize stdout_length, stderr_length;
  g_autofree char *out = read_stream (input, object, "stdout", "stdout_base64",
                                      &stdout_length);
  g_autofree char *err = read_stream (input, object, "stderr", "stderr_base64",
                                      &stderr_length);
  gint64 dropped = _psc_json_get_int (input, object, "dropped", 0, G_MAXINT64);
  PscOutput *output;

  if (stdout_length == 0 && stderr_length == 0 && dropped == 0)
    return NULL;

  output = g_malloc (sizeof *output + stdout_length + stderr_length);
  output->dropped = (guint64) dropped;
  output->stdout_length = (guint32) stdout_length;
  output->stderr_length = (guint32) stderr_length;
  if (stdout_length > 0)
    memcpy (output->data, out, stdout_length);
  if (stderr_length > 0)
    memcpy (output->data + stdout_length, err, stderr_length);

  return output;
}

static guint
find_step (PscPipeline *pipeline,
           const char  *name)
{
  guint n_steps = psc_pipeline_get_n_steps (pipeline);

  for (guint i = 0; i < n_steps; i++)
    if (g_str_equal (psc_pipeline_get_step (pipeline, i)->name, name))
      return i;

  return n_steps;
}

static void
read_step_result (PscKeptTasks  *self,
                  JsonObject    *object,
                  guint          index,
                  PscStepRecord *step)
{
  PscPipeline *pipeline = psc_run_get_settings (self->run)->pipeline;

  if (psc_pipeline_step_is_compute (pipeline, index))
    {
      step->value = _psc_json_get_double (self->input, object, "value");
      return;
    }

  if (_psc_json_has (object, "exit_code"))
    step->status.exit_code = (gint32) _psc_json_get_int (self->input, object,
                                                         "exit_code", 0,
                                                         G_MAXINT32);
  step->status.signal = (gint16) _psc_json_get_number (self->input, object,
                                                       "signal",
                                                       PSC_KEPT_MAX_SIGNAL);
  step->status.left_process = _psc_json_has (object, "left_process") &&
                              _psc_json_get_boolean (self->input, object,
                                                     "left_process");
  step->output = read_output (self->input, object);
}

static void
read_steps (PscKeptTasks  *self,
            JsonObject    *object,
            PscStepRecord *steps)
{
  PscPipeline *pipeline = psc_run_get_settings (self->run)->pipeline;
  guint n_steps = psc_run_get_n_steps (self->run);
  JsonArray *array = _psc_json_get_array (self->input, object, "steps",
                                          n_steps);
  guint next = 0;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *item;
      guint index;

      _psc_json_input_enter_item (self->input, "steps", i);
      item = _psc_json_get_item (self->input, array, i);
      index = find_step (pipeline,
                         _psc_json_get_string (self->input, item, "name"));
      if (index < next || index >= n_steps)
        _psc_json_input_fail (self->input, "name",
                              _("is not the next step of the pipeline"));
      if (self->input->error == NULL)
        {
          PscStepRecord *step = &steps[index];

          /* Steps that were not reached are not there. */
          step->start_ns = _psc_json_get_int (self->input, item, "start_ns", 0,
                                              PSC_JSON_MAX_TIME_NS);
          step->end_ns = _psc_json_get_time (self->input, item, "end_ns");
          read_step_result (self, item, index, step);
          next = index + 1;
        }
      _psc_json_input_leave (self->input);
    }
}

static void
read_cause (PscKeptTasks  *self,
            JsonObject    *object,
            PscTaskRecord *task)
{
  PscPipeline *pipeline = psc_run_get_settings (self->run)->pipeline;
  const char *detail;
  PscCause cause;
  guint step;

  if (!_psc_json_has (object, "cause"))
    return;

  if (!psc_cause_from_string (_psc_json_get_string (self->input, object,
                                                    "cause"), &cause))
    {
      _psc_json_input_fail (self->input, "cause", _("is not known"));
      return;
    }

  step = find_step (pipeline, _psc_json_get_string (self->input, object,
                                                    "cause_step"));
  if (step == psc_pipeline_get_n_steps (pipeline))
    {
      _psc_json_input_fail (self->input, "cause_step", _("is not known"));
      return;
    }

  detail = _psc_json_get_string_or_null (self->input, object, "detail");
  task->cause = (guint8) cause;
  task->step = (guint8) step;
  task->detail = g_strdup (detail);
}

static void
read_task (PscKeptTasks       *self,
           JsonObject         *object,
           const PscKeptPlace *place,
           gboolean            is_last)
{
  PscStepRecord steps[PSC_MAX_STEPS];
  PscTaskRecord task = { 0, };
  PscOutcome outcome = PSC_OUTCOME_NONE;

  _psc_kept_init_steps (self->run, steps);

  task.start_ns = place->start_ns;
  task.end_ns = place->end_ns;
  task.worker = _psc_json_get_number (self->input, object, "worker",
                                      psc_run_get_n_workers (self->run));
  task.lane = (guint16) _psc_json_get_number (self->input, object, "lane",
                                              psc_run_get_n_lanes (self->run));
  task.chunk = _psc_json_get_number (self->input, object, "chunk",
                                     psc_run_get_n_tasks (self->run));
  if (!psc_outcome_from_string (_psc_json_get_string (self->input, object,
                                                      "outcome"), &outcome) ||
      outcome == PSC_OUTCOME_NONE)
    _psc_json_input_fail (self->input, "outcome", _("is not known"));
  task.outcome = (guint8) outcome;

  read_cause (self, object, &task);
  read_steps (self, object, steps);
  _psc_kept_add_task (self, &task, steps, place, is_last);
}

/**
 * _psc_document_read_tasks:
 * @tasks: as many as @run has files
 * @run: a run of the past that has its workers
 * @wall_ns: when the last outcome was recorded
 *
 * Gives every task its outcome, by time, as lanes do.
 */
void
_psc_document_read_tasks (PscJsonInput *input,
                          JsonArray    *tasks,
                          PscRun       *run,
                          gint64        wall_ns)
{
  guint n_tasks = psc_run_get_n_tasks (run);
  g_autofree PscKeptPlace *places = g_new (PscKeptPlace, n_tasks);
  g_autofree gint64 *lane_ends = g_new0 (gint64, psc_run_get_n_lanes (run));
  PscKeptTasks self = { input, run, wall_ns, lane_ends };

  for (guint i = 0; i < n_tasks && input->error == NULL; i++)
    {
      JsonObject *task;

      _psc_json_input_enter_item (input, "tasks", i);
      task = _psc_json_get_item (input, tasks, i);
      places[i].start_ns = _psc_json_get_time (input, task, "start_ns");
      places[i].end_ns = _psc_json_get_time (input, task, "end_ns");
      places[i].index = i;
      _psc_json_input_leave (input);
    }
  if (input->error != NULL)
    return;

  _psc_kept_sort_places (input, places, n_tasks, wall_ns);
  for (guint i = 0; i < n_tasks && input->error == NULL; i++)
    {
      guint index = places[i].index;

      _psc_json_input_enter_item (input, "tasks", index);
      read_task (&self, _psc_json_get_item (input, tasks, index), &places[i],
                 i == n_tasks - 1);
      _psc_json_input_leave (input);
    }
}
