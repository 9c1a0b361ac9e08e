/* psc-document.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-document"

#include "config.h"

#include <string.h>

#include "psc-document-run-private.h"
#include "psc-document-silences-private.h"
#include "psc-document.h"
#include "psc-figures.h"
#include "psc-format.h"
#include "psc-json-members-private.h"
#include "psc-json-parts-private.h"
#include "psc-json-stream-private.h"

/* What a step wrote, as text; all of it in base64, too, where that is not the
 * same. */
static void
set_output (JsonObject *object,
            const char *name,
            const char *base64_name,
            const char *data,
            gsize       length)
{
  _psc_json_take_string (object, name, psc_format_bytes (data, length));
  if (!g_utf8_validate (data, length, NULL))
    _psc_json_take_string (object, base64_name,
                           g_base64_encode ((const guchar *) data, length));
}

static void
set_exit_code (JsonObject *object,
               int         exit_code)
{
  if (exit_code < 0)
    json_object_set_null_member (object, "exit_code");
  else
    json_object_set_int_member (object, "exit_code", exit_code);
}

static JsonObject *
build_summary (PscRun *run)
{
  guint n_outcomes[PSC_N_OUTCOMES];
  PscFigures figures;

  psc_figures_read (run, &figures);
  for (guint i = 0; i < PSC_N_OUTCOMES; i++)
    n_outcomes[i] = psc_run_get_n_outcome (run, i);

  return _psc_json_build_summary (psc_run_get_settings (run)->pipeline,
                                  &figures, n_outcomes);
}

static JsonArray *
build_lanes_down (PscRun *run)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < psc_run_get_n_lanes (run); i++)
    {
      JsonObject *object;

      if (psc_run_get_lane_down_ns (run, i) == PSC_NEVER)
        continue;

      object = json_object_new ();
      json_object_set_int_member (object, "lane", i + 1);
      _psc_json_set_time (object, "down_ns", psc_run_get_lane_down_ns (run, i));
      _psc_json_set_foreign (object, "reason",
                             psc_run_get_lane_reason (run, i));
      json_array_add_object_element (array, object);
    }

  return array;
}

/**
 * _psc_document_add_end:
 *
 * Sets the members that tell how @run ended, beside its summary.
 */
void
_psc_document_add_end (JsonObject *object,
                       PscRun     *run)
{
  const GError *error = psc_run_get_error (run);

  _psc_json_set_time (object, "dry_ns", psc_run_get_dry_ns (run));
  _psc_json_set_foreign (object, "error",
                         error != NULL ? error->message : NULL);
  json_object_set_array_member (object, "lanes_down", build_lanes_down (run));
  _psc_document_set_silences (object, run);
}

static JsonObject *
build_head (PscRun *run)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "format", "poolscope-run");
  json_object_set_int_member (object, "version", PSC_DOCUMENT_VERSION);
  json_object_set_string_member (object, "generator",
                                 PACKAGE_NAME " " PACKAGE_VERSION);
  _psc_json_take_string (
    object, "started",
    g_date_time_format_iso8601 (psc_run_get_started (run)));
  if (psc_run_get_again_of (run) != NULL)
    _psc_json_take_string (
      object, "again_of",
      g_date_time_format_iso8601 (psc_run_get_again_of (run)));
  json_object_set_object_member (object, "machine",
                                 _psc_json_build_machine (
                                   psc_run_get_machine (run)));
  json_object_set_object_member (
    object, "settings",
    _psc_json_build_settings (psc_run_get_settings (run),
                              psc_run_get_listing (run)));
  json_object_set_object_member (object, "summary", build_summary (run));
  _psc_document_add_end (object, run);

  return object;
}

static JsonObject *
build_worker (guint                  number,
              const PscWorkerRecord *worker)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "worker", number);
  json_object_set_int_member (object, "lane", worker->lane);
  json_object_set_string_member (object, "kind",
                                 psc_worker_kind_to_string (worker->kind));
  if (worker->id != 0)
    json_object_set_int_member (object, "id", worker->id);
  else
    json_object_set_null_member (object, "id");
  _psc_json_set_time (object, "requested_ns", worker->requested_ns);
  _psc_json_set_time (object, "ready_ns", worker->ready_ns);
  _psc_json_set_time (object, "ended_ns", worker->ended_ns);
  json_object_set_int_member (object, "tasks", worker->n_tasks);
  if (worker->signal != 0)
    json_object_set_int_member (object, "signal", worker->signal);
  else
    set_exit_code (object, worker->exit_code);
  if (worker->message != NULL)
    _psc_json_set_foreign (object, "message", worker->message);

  return object;
}

static void
set_command (JsonObject          *object,
             const PscStepRecord *step)
{
  const PscOutput *output = step->output;
  const char *data = output != NULL ? output->data : "";
  gsize stdout_length = output != NULL ? output->stdout_length : 0;
  gsize stderr_length = output != NULL ? output->stderr_length : 0;

  set_exit_code (object, step->status.exit_code);
  if (step->status.signal != 0)
    json_object_set_int_member (object, "signal", step->status.signal);
  else
    json_object_set_null_member (object, "signal");

  /* Told only where it happened. */
  if (step->status.left_process)
    json_object_set_boolean_member (object, "left_process", TRUE);

  set_output (object, "stdout", "stdout_base64", data, stdout_length);
  set_output (object, "stderr", "stderr_base64", data + stdout_length,
              stderr_length);
  json_object_set_int_member (object, "dropped",
                              output != NULL ? (gint64) output->dropped : 0);
}

static JsonArray *
build_steps (PscRun *run,
             guint   task_index)
{
  PscPipeline *pipeline = psc_run_get_settings (run)->pipeline;
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < psc_run_get_n_steps (run); i++)
    {
      const PscStepRecord *step = psc_run_get_step (run, task_index, i);
      JsonObject *object;

      if (step->start_ns == PSC_NEVER)
        continue;

      object = json_object_new ();
      json_object_set_string_member (object, "name",
                                     psc_pipeline_get_step (pipeline,
                                                            i)->name);
      _psc_json_set_time (object, "start_ns", step->start_ns);
      _psc_json_set_time (object, "end_ns", step->end_ns);
      if (psc_pipeline_step_is_compute (pipeline, i))
        _psc_json_set_double (object, "value", step->value);
      else
        set_command (object, step);
      json_array_add_object_element (array, object);
    }

  return array;
}

/* What the reason is made of, so that it can be said in another language. */
static void
set_cause (JsonObject          *object,
           PscPipeline         *pipeline,
           const PscTaskRecord *task)
{
  json_object_set_string_member (object, "cause",
                                 psc_cause_to_string (task->cause));
  json_object_set_string_member (
    object, "cause_step", psc_pipeline_get_step (pipeline, task->step)->name);
  if (task->detail != NULL)
    _psc_json_set_foreign (object, "detail", task->detail);
}

static JsonObject *
build_task (PscRun *run,
            guint   index)
{
  PscListing *listing = psc_run_get_listing (run);
  const PscTaskRecord *task = psc_run_get_task (run, index);
  g_autofree char *reason = psc_run_dup_reason (run, index);
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "task", index + 1);
  _psc_json_take_string (object, "uri", psc_listing_dup_uri (listing, index));
  _psc_json_set_foreign (object, "name", psc_listing_get_name (listing, index));
  _psc_json_set_number (object, "worker", task->worker);
  _psc_json_set_number (object, "lane", task->lane);
  _psc_json_set_number (object, "chunk", task->chunk);
  json_object_set_string_member (object, "outcome",
                                 psc_outcome_to_string (task->outcome));
  _psc_json_set_foreign (object, "reason", reason);
  if (task->cause != PSC_CAUSE_NONE)
    set_cause (object, psc_run_get_settings (run)->pipeline, task);
  _psc_json_set_time (object, "start_ns", task->start_ns);
  _psc_json_set_time (object, "end_ns", task->end_ns);
  json_object_set_array_member (object, "steps", build_steps (run, index));

  return object;
}

/**
 * psc_document_write:
 * @stream: where to write
 * @run: a #PscRun that has ended
 *
 * Writes everything that is known of a run as JSON, task by task.
 */
gboolean
psc_document_write (GOutputStream  *stream,
                    gpointer        run,
                    GError        **error)
{
  g_autoptr (JsonObject) head = NULL;
  g_autoptr (PscJsonStream) json = NULL;

  g_return_val_if_fail (PSC_IS_RUN (run), FALSE);
  g_return_val_if_fail (psc_run_get_state (run) == PSC_RUN_ENDED, FALSE);

  head = build_head (run);
  json = _psc_json_stream_new (stream, head);

  _psc_json_stream_begin_array (json, "workers");
  for (guint i = 0; i < psc_run_get_n_workers (run); i++)
    {
      _psc_json_stream_take (
        json, build_worker (i + 1, psc_run_get_worker (run, i)));
      if (!_psc_json_stream_drain (json, error))
        return FALSE;
    }
  _psc_json_stream_end_array (json);

  _psc_json_stream_begin_array (json, "tasks");
  for (guint i = 0; i < psc_run_get_n_tasks (run); i++)
    {
      _psc_json_stream_take (json, build_task (run, i));
      if (!_psc_json_stream_drain (json, error))
        return FALSE;
    }
  _psc_json_stream_end_array (json);

  return _psc_json_stream_finish (json, error);
}
