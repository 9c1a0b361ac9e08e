/* psc-document.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-document"

#include "config.h"

#include <math.h>
#include <string.h>

#include "psc-document.h"
#include "psc-figures.h"
#include "psc-format.h"
#include "psc-json-writer-private.h"

/* The names of the members are relied on from outside: they may become more,
 * but they do not change. */
#define DOCUMENT_VERSION 1

/* Foreign text, of which nobody knows the encoding. */
static void
add_foreign (PscJsonWriter *json,
             const char    *name,
             const char    *text)
{
  _psc_json_writer_take_string (json, name,
                                text != NULL
                                ? psc_format_bytes (text, strlen (text))
                                : NULL);
}

/* What a step wrote, as text; all of it in base64, too, where that is not the
 * same. */
static void
add_stream (PscJsonWriter *json,
            const char    *name,
            const char    *base64_name,
            const char    *data,
            gsize          length)
{
  _psc_json_writer_take_string (json, name, psc_format_bytes (data, length));
  if (!g_utf8_validate (data, length, NULL))
    _psc_json_writer_take_string (json, base64_name,
                                  g_base64_encode ((const guchar *) data,
                                                   length));
}

static void
add_exit_code (PscJsonWriter *json,
               int            exit_code)
{
  if (exit_code < 0)
    _psc_json_writer_add_null (json, "exit_code");
  else
    _psc_json_writer_add_int (json, "exit_code", exit_code);
}

static void
write_head (PscJsonWriter *json,
            PscRun        *run)
{
  g_autofree char *started =
    g_date_time_format_iso8601 (psc_run_get_started (run));

  _psc_json_writer_add_string (json, "format", "poolscope-run");
  _psc_json_writer_add_int (json, "version", DOCUMENT_VERSION);
  _psc_json_writer_add_string (json, "generator",
                               PACKAGE_NAME " " PACKAGE_VERSION);
  _psc_json_writer_add_string (json, "started", started);
}

static void
write_machine (PscJsonWriter    *json,
               const PscMachine *machine)
{
  _psc_json_writer_begin_object (json, "machine", PSC_JSON_LINES);
  _psc_json_writer_add_int (json, "cpus_usable", machine->cpus_usable);
  _psc_json_writer_add_int (json, "cpus_online", machine->cpus_online);
  add_foreign (json, "cpu_model", machine->cpu_model);
  add_foreign (json, "kernel", machine->kernel);
  _psc_json_writer_end_object (json);
}

static void
write_pipeline (PscJsonWriter     *json,
                const PscSettings *settings)
{
  PscPipeline *pipeline = settings->pipeline;

  _psc_json_writer_begin_array (json, "steps", PSC_JSON_LINES);
  for (guint i = 0; i < psc_pipeline_get_n_steps (pipeline); i++)
    {
      const PscStep *step = psc_pipeline_get_step (pipeline, i);

      _psc_json_writer_begin_object (json, NULL, PSC_JSON_INLINE);
      _psc_json_writer_add_string (json, "name", step->name);
      if (psc_pipeline_step_is_compute (pipeline, i))
        {
          _psc_json_writer_add_int (json, "work", settings->work);
        }
      else
        {
          _psc_json_writer_begin_array (json, "argv", PSC_JSON_INLINE);
          for (char **word = step->argv; *word != NULL; word++)
            add_foreign (json, NULL, *word);
          _psc_json_writer_end_array (json);
        }
      _psc_json_writer_end_object (json);
    }
  _psc_json_writer_end_array (json);
}

static void
write_settings (PscJsonWriter *json,
                PscRun        *run)
{
  const PscSettings *settings = psc_run_get_settings (run);
  const char *directory =
    psc_listing_get_directory (psc_run_get_listing (run));

  _psc_json_writer_begin_object (json, "settings", PSC_JSON_LINES);
  _psc_json_writer_take_string (json, "directory",
                                g_filename_to_uri (directory, NULL, NULL));
  _psc_json_writer_add_string (json, "mode",
                               psc_mode_to_string (settings->mode));
  _psc_json_writer_add_int (json, "workers", settings->workers);
  _psc_json_writer_add_int (
    json, "chunk_size",
    psc_settings_get_chunk_size (settings, psc_run_get_n_tasks (run)));
  _psc_json_writer_add_int (json, "tasks_per_worker",
                            settings->tasks_per_worker);
  _psc_json_writer_add_int (json, "work", settings->work);
  _psc_json_writer_add_int (json, "seed", settings->seed);
  _psc_json_writer_add_string (json, "streams",
                               psc_streams_to_string (settings->streams));
  _psc_json_writer_add_boolean (json, "global_lock", settings->global_lock);
  _psc_json_writer_add_int (json, "step_timeout_ns",
                            settings->step_timeout_ns);
  write_pipeline (json, settings);
  _psc_json_writer_end_object (json);
}

static void
write_account (PscJsonWriter    *json,
               PscRun           *run,
               const PscAccount *account)
{
  PscPipeline *pipeline = psc_run_get_settings (run)->pipeline;

  _psc_json_writer_begin_object (json, "account_ns", PSC_JSON_LINES);
  for (guint i = 0; i < PSC_N_PART_KINDS; i++)
    {
      if (i != PSC_PART_STEP)
        {
          _psc_json_writer_add_int (json, psc_part_kind_to_string (i),
                                    account->parts_ns[i]);
          continue;
        }

      _psc_json_writer_begin_object (json, "steps", PSC_JSON_LINES);
      for (guint j = 0; j < psc_pipeline_get_n_steps (pipeline); j++)
        _psc_json_writer_add_int (json,
                                  psc_pipeline_get_step (pipeline, j)->name,
                                  account->steps_ns[j]);
      _psc_json_writer_end_object (json);
    }
  _psc_json_writer_end_object (json);
}

static void
write_summary (PscJsonWriter *json,
               PscRun        *run)
{
  PscFigures figures;

  psc_figures_read (run, &figures);

  _psc_json_writer_begin_object (json, "summary", PSC_JSON_LINES);
  _psc_json_writer_add_int (json, "files", figures.n_files);
  _psc_json_writer_begin_object (json, "outcomes", PSC_JSON_LINES);
  for (guint i = PSC_OUTCOME_OK; i < PSC_N_OUTCOMES; i++)
    _psc_json_writer_add_int (json, psc_outcome_to_string (i),
                              psc_run_get_n_outcome (run, i));
  _psc_json_writer_end_object (json);
  _psc_json_writer_add_int (json, "wall_ns", figures.wall_ns);
  _psc_json_writer_add_int (json, "cumulated_ns", figures.cumulated_ns);
  _psc_json_writer_add_double (json, "occupancy", figures.occupancy);
  _psc_json_writer_add_time (json, "average_ns", figures.average_ns);
  _psc_json_writer_add_int (json, "cpu_ns", figures.cpu_ns);
  write_account (json, run, &figures.account);
  _psc_json_writer_end_object (json);
}

static void
write_worker (PscJsonWriter         *json,
              guint                  number,
              const PscWorkerRecord *worker)
{
  _psc_json_writer_begin_object (json, NULL, PSC_JSON_INLINE);
  _psc_json_writer_add_int (json, "worker", number);
  _psc_json_writer_add_int (json, "lane", worker->lane);
  _psc_json_writer_add_string (json, "kind",
                               psc_worker_kind_to_string (worker->kind));
  if (worker->id != 0)
    _psc_json_writer_add_int (json, "id", worker->id);
  else
    _psc_json_writer_add_null (json, "id");
  _psc_json_writer_add_time (json, "requested_ns", worker->requested_ns);
  _psc_json_writer_add_time (json, "ready_ns", worker->ready_ns);
  _psc_json_writer_add_time (json, "ended_ns", worker->ended_ns);
  _psc_json_writer_add_int (json, "tasks", worker->n_tasks);
  if (worker->signal != 0)
    _psc_json_writer_add_int (json, "signal", worker->signal);
  else
    add_exit_code (json, worker->exit_code);
  if (worker->message != NULL)
    add_foreign (json, "message", worker->message);
  _psc_json_writer_end_object (json);
}

static void
write_command (PscJsonWriter       *json,
               const PscStepRecord *step)
{
  const PscOutput *output = step->output;
  const char *data = output != NULL ? output->data : "";
  gsize stdout_length = output != NULL ? output->stdout_length : 0;
  gsize stderr_length = output != NULL ? output->stderr_length : 0;

  add_exit_code (json, step->status.exit_code);
  if (step->status.signal != 0)
    _psc_json_writer_add_int (json, "signal", step->status.signal);
  else
    _psc_json_writer_add_null (json, "signal");

  add_stream (json, "stdout", "stdout_base64", data, stdout_length);
  add_stream (json, "stderr", "stderr_base64", data + stdout_length,
              stderr_length);
  _psc_json_writer_add_int (json, "dropped",
                            output != NULL ? (gint64) output->dropped : 0);
}

static void
write_step (PscJsonWriter       *json,
            PscPipeline         *pipeline,
            guint                index,
            const PscStepRecord *step)
{
  if (step->start_ns == PSC_NEVER)
    return;

  _psc_json_writer_begin_object (json, NULL, PSC_JSON_INLINE);
  _psc_json_writer_add_string (json, "name",
                               psc_pipeline_get_step (pipeline, index)->name);
  _psc_json_writer_add_time (json, "start_ns", step->start_ns);
  _psc_json_writer_add_time (json, "end_ns", step->end_ns);
  if (psc_pipeline_step_is_compute (pipeline, index))
    _psc_json_writer_add_double (json, "value", step->value);
  else
    write_command (json, step);
  _psc_json_writer_end_object (json);
}

static void
write_task (PscJsonWriter *json,
            PscRun        *run,
            guint          index)
{
  PscPipeline *pipeline = psc_run_get_settings (run)->pipeline;
  PscListing *listing = psc_run_get_listing (run);
  const PscTaskRecord *task = psc_run_get_task (run, index);
  g_autofree char *reason = psc_run_dup_reason (run, index);

  _psc_json_writer_begin_object (json, NULL, PSC_JSON_INLINE);
  _psc_json_writer_add_int (json, "task", index + 1);
  _psc_json_writer_take_string (json, "uri",
                                psc_listing_dup_uri (listing, index));
  add_foreign (json, "name", psc_listing_get_name (listing, index));
  _psc_json_writer_add_number (json, "worker", task->worker);
  _psc_json_writer_add_number (json, "lane", task->lane);
  _psc_json_writer_add_number (json, "chunk", task->chunk);
  _psc_json_writer_add_string (json, "outcome",
                               psc_outcome_to_string (task->outcome));
  add_foreign (json, "reason", reason);
  _psc_json_writer_add_time (json, "start_ns", task->start_ns);
  _psc_json_writer_add_time (json, "end_ns", task->end_ns);
  _psc_json_writer_begin_array (json, "steps", PSC_JSON_INLINE);
  for (guint i = 0; i < psc_run_get_n_steps (run); i++)
    write_step (json, pipeline, i, psc_run_get_step (run, index, i));
  _psc_json_writer_end_array (json);
  _psc_json_writer_end_object (json);
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
  g_autoptr (PscJsonWriter) json = NULL;

  g_return_val_if_fail (PSC_IS_RUN (run), FALSE);
  g_return_val_if_fail (psc_run_get_state (run) == PSC_RUN_ENDED, FALSE);

  json = _psc_json_writer_new (stream);
  _psc_json_writer_begin_object (json, NULL, PSC_JSON_LINES);
  write_head (json, run);
  write_machine (json, psc_run_get_machine (run));
  write_settings (json, run);
  write_summary (json, run);

  _psc_json_writer_begin_array (json, "workers", PSC_JSON_LINES);
  for (guint i = 0; i < psc_run_get_n_workers (run); i++)
    {
      write_worker (json, i + 1, psc_run_get_worker (run, i));
      if (!_psc_json_writer_drain (json, error))
        return FALSE;
    }
  _psc_json_writer_end_array (json);

  _psc_json_writer_begin_array (json, "tasks", PSC_JSON_LINES);
  for (guint i = 0; i < psc_run_get_n_tasks (run); i++)
    {
      write_task (json, run, i);
      if (!_psc_json_writer_drain (json, error))
        return FALSE;
    }
  _psc_json_writer_end_array (json);
  _psc_json_writer_end_object (json);

  return _psc_json_writer_finish (json, error);
}
