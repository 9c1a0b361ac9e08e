/* psc-document-reader.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-document-reader"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-account.h"
#include "psc-document-reader.h"
#include "psc-document-run-private.h"
#include "psc-document-silences-private.h"
#include "psc-document-tasks-private.h"
#include "psc-document.h"
#include "psc-error.h"
#include "psc-json-parts-input-private.h"
#include "psc-kept-run-private.h"

static void
read_worker (PscJsonInput *input,
             JsonObject   *object,
             PscRun       *run)
{
  PscWorkerRecord worker = { .exit_code = -1 };

  worker.lane = (guint16) _psc_json_get_int (input, object, "lane", 1,
                                             psc_run_get_n_lanes (run));
  worker.requested_ns = _psc_json_get_int (input, object, "requested_ns", 0,
                                           PSC_JSON_MAX_TIME_NS);
  worker.ready_ns = _psc_json_get_time (input, object, "ready_ns");
  worker.ended_ns = _psc_json_get_time (input, object, "ended_ns");
  worker.message = (char *) _psc_json_get_string_or_null (input, object,
                                                          "message");

  if (!psc_worker_kind_from_string (_psc_json_get_string (input, object,
                                                          "kind"),
                                    &worker.kind))
    _psc_json_input_fail (input, "kind", _("is not known"));
  if (_psc_json_has (object, "id"))
    worker.id = _psc_json_get_int (input, object, "id", 1, PSC_KEPT_MAX_ID);
  if (_psc_json_has (object, "signal"))
    worker.signal = (gint32) _psc_json_get_int (input, object, "signal", 1,
                                                PSC_KEPT_MAX_SIGNAL);
  else if (_psc_json_has (object, "exit_code"))
    worker.exit_code = (gint32) _psc_json_get_int (input, object, "exit_code",
                                                   0, G_MAXINT32);

  _psc_kept_add_worker (input, run, &worker);
}

static void
read_workers (PscJsonInput *input,
              JsonArray    *workers,
              PscRun       *run)
{
  guint n_workers = json_array_get_length (workers);

  for (guint i = 0; i < n_workers && input->error == NULL; i++)
    {
      JsonObject *object;

      _psc_json_input_enter_item (input, "workers", i);
      object = _psc_json_get_item (input, workers, i);
      if (_psc_json_get_int (input, object, "worker", 1, n_workers) != i + 1)
        _psc_json_input_fail (input, "worker", _("is not its place"));
      read_worker (input, object, run);
      _psc_json_input_leave (input);
    }
}

/**
 * _psc_document_read_lanes_down:
 * @root: the document
 *
 * Gives up the lanes that gave up.
 */
void
_psc_document_read_lanes_down (PscJsonInput *input,
                               JsonObject   *root,
                               PscRun       *run)
{
  guint n_lanes = psc_run_get_n_lanes (run);
  JsonArray *lanes;

  if (!_psc_json_has (root, "lanes_down"))
    return;

  lanes = _psc_json_get_array (input, root, "lanes_down", n_lanes);
  for (guint i = 0; lanes != NULL && i < json_array_get_length (lanes); i++)
    {
      JsonObject *object;
      gint64 down_ns;
      guint lane;
      const char *reason;

      _psc_json_input_enter_item (input, "lanes_down", i);
      object = _psc_json_get_item (input, lanes, i);
      lane = (guint) _psc_json_get_int (input, object, "lane", 1, n_lanes);
      down_ns = _psc_json_get_int (input, object, "down_ns", 0,
                                   PSC_JSON_MAX_TIME_NS);
      reason = _psc_json_get_string (input, object, "reason");
      if (input->error == NULL)
        psc_recorder_lane_gave_up (psc_run_get_recorder (run), lane, down_ns,
                                   reason);
      _psc_json_input_leave (input);
    }
}

/* A run that somebody stopped says so by its tasks. */
static GError *
read_error (PscJsonInput *input,
            JsonObject   *root,
            PscRun       *run)
{
  const char *message = _psc_json_get_string_or_null (input, root, "error");

  if (message == NULL)
    return NULL;
  if (psc_run_get_n_cause (run, PSC_CAUSE_PROGRAM_ENDED) > 0)
    return g_error_new_literal (PSC_ERROR, PSC_ERROR_CLOSED, message);
  if (psc_run_get_n_outcome (run, PSC_OUTCOME_STOPPED) > 0)
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, message);

  return g_error_new_literal (PSC_ERROR, PSC_ERROR_NO_WORKER, message);
}

/**
 * _psc_document_read_end:
 * @root: the document
 *
 * Ends a run that has all its tasks.
 */
void
_psc_document_read_end (PscJsonInput *input,
                        JsonObject   *root,
                        PscRun       *run,
                        gint64        cpu_ns)
{
  PscRecorder *recorder = psc_run_get_recorder (run);
  g_autoptr (GError) error = NULL;

  if (_psc_json_has (root, "dry_ns"))
    psc_recorder_queue_dry (recorder,
                            _psc_json_get_time (input, root, "dry_ns"));
  psc_run_take_batch (run);

  error = read_error (input, root, run);
  psc_recorder_end_run (recorder, cpu_ns, error);
  psc_run_take_batch (run);
}

/* What the document says of the run as a whole is what its tasks say. */
static void
check_sums (PscJsonInput *input,
            JsonObject   *summary,
            JsonArray    *workers,
            PscRun       *run)
{
  JsonObject *outcomes;
  PscAccount account;

  psc_account_read (run, psc_run_get_wall_ns (run), &account);

  _psc_json_input_enter (input, "summary");
  if (_psc_json_get_int (input, summary, "files", 0, PSC_KEPT_MAX_TASKS) !=
      psc_run_get_n_tasks (run))
    _psc_json_input_fail (input, "files", _("is not the number of tasks"));
  if (_psc_json_get_int (input, summary, "cumulated_ns", 0, G_MAXINT64) !=
      account.cumulated_ns)
    _psc_json_input_fail (input, "cumulated_ns",
                          _("is not the sum of the tasks"));

  outcomes = _psc_json_get_object (input, summary, "outcomes");
  _psc_json_input_enter (input, "outcomes");
  for (guint i = PSC_OUTCOME_OK; i < PSC_N_OUTCOMES; i++)
    {
      const char *name = psc_outcome_to_string (i);

      if (_psc_json_get_int (input, outcomes, name, 0, PSC_KEPT_MAX_TASKS) !=
          psc_run_get_n_outcome (run, i))
        _psc_json_input_fail (input, name, _("is not the number of tasks"));
    }
  _psc_json_input_leave (input);
  _psc_json_input_leave (input);

  for (guint i = 0; i < psc_run_get_n_workers (run); i++)
    {
      _psc_json_input_enter_item (input, "workers", i);
      if (_psc_json_get_int (input, _psc_json_get_item (input, workers, i),
                             "tasks", 0, PSC_KEPT_MAX_TASKS) !=
          psc_run_get_worker (run, i)->n_tasks)
        _psc_json_input_fail (input, "tasks", _("is not the number of tasks"));
      _psc_json_input_leave (input);
    }
}

/* Writes the run again, as its lanes wrote it. */
static void
fill_run (PscJsonInput *input,
          JsonObject   *root,
          JsonArray    *tasks,
          PscRun       *run)
{
  PscRecorder *recorder = psc_run_get_recorder (run);
  JsonObject *summary = _psc_json_get_object (input, root, "summary");
  JsonArray *workers = _psc_json_get_array (input, root, "workers",
                                            PSC_KEPT_MAX_WORKERS);
  gint64 wall_ns, cpu_ns, slept_ns = 0;

  _psc_json_input_enter (input, "summary");
  wall_ns = _psc_json_get_int (input, summary, "wall_ns", 0,
                               PSC_JSON_MAX_TIME_NS);
  cpu_ns = _psc_json_get_int (input, summary, "cpu_ns", 0, G_MAXINT64);
  if (_psc_json_has (summary, "slept_ns"))
    slept_ns = _psc_json_get_int (input, summary, "slept_ns", 0,
                                  PSC_JSON_MAX_TIME_NS);
  _psc_json_input_leave (input);
  if (input->error != NULL)
    return;

  psc_recorder_begin_run (recorder, 0);
  read_workers (input, workers, run);
  _psc_document_read_lanes_down (input, root, run);
  psc_run_take_batch (run);
  if (input->error == NULL)
    _psc_document_read_silences (input, root, run);

  if (input->error == NULL)
    _psc_document_read_tasks (input, tasks, run, wall_ns);
  psc_recorder_slept (recorder, slept_ns);
  _psc_document_read_end (input, root, run, cpu_ns);

  if (input->error == NULL)
    check_sums (input, summary, workers, run);
}

/**
 * _psc_document_read_run:
 * @node: the document, which has been entered
 *
 * Returns: (transfer full) (nullable): the run, out of use once something is
 *   wrong
 */
PscRun *
_psc_document_read_run (PscJsonInput *input,
                        JsonNode     *node)
{
  g_autoptr (PscMachine) machine = NULL;
  g_autoptr (PscSettings) settings = NULL;
  g_autoptr (PscListing) listing = NULL;
  g_autoptr (GDateTime) started = NULL;
  g_autoptr (GDateTime) again_of = NULL;
  g_autofree char *directory = NULL;
  JsonObject *root = NULL;
  PscRun *run;
  JsonArray *tasks;

  if (JSON_NODE_HOLDS_OBJECT (node))
    root = json_node_get_object (node);
  else
    _psc_json_input_fail (input, NULL, _("is not an object"));
  _psc_json_check_format (input, root, "poolscope-run", PSC_DOCUMENT_VERSION);
  tasks = _psc_json_get_array (input, root, "tasks", PSC_KEPT_MAX_TASKS);
  directory = _psc_json_read_directory (input, root);
  listing = _psc_document_read_listing (input, tasks, directory);
  started = _psc_json_get_date (input, root, "started");
  if (_psc_json_has (root, "again_of"))
    again_of = _psc_json_get_date (input, root, "again_of");
  machine = _psc_json_read_machine (input, root);
  settings = _psc_json_read_settings (input, root,
                                      psc_listing_get_n_files (listing));
  if (input->error != NULL)
    return NULL;

  run = psc_run_new_kept (settings, listing, machine, started);
  if (again_of != NULL)
    psc_run_set_again_of (run, again_of);
  fill_run (input, root, tasks, run);

  return run;
}

/**
 * psc_document_read:
 * @stream: what psc_document_write() has written, or anything else
 * @error: of domain %PSC_ERROR or %G_IO_ERROR
 *
 * Reads a run document.  Nothing of it is trusted.  Blocks; may be called in
 * any thread.
 *
 * Returns: (transfer full) (nullable): the run, which has ended
 */
PscRun *
psc_document_read (GInputStream  *stream,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (PscRun) run = NULL;
  PscJsonInput input;
  gboolean is_good;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  root = _psc_json_parse (stream, cancellable, error);
  if (root == NULL)
    return NULL;

  _psc_json_input_init (&input);
  run = _psc_document_read_run (&input, root);
  is_good = _psc_json_input_end (&input, error);
  _psc_json_input_clear (&input);

  return is_good ? g_steal_pointer (&run) : NULL;
}

static void
open_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (G_FILE (source_object),
                                                     cancellable, &error);
  PscRun *run = NULL;

  if (stream != NULL)
    run = psc_document_read (G_INPUT_STREAM (stream), cancellable, &error);

  if (run != NULL)
    g_task_return_pointer (task, run, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * psc_document_open_async:
 *
 * Does psc_document_read() with a file, in another thread.
 */
void
psc_document_open_async (GFile               *file,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_return_if_fail (G_IS_FILE (file));

  g_task_set_source_tag (task, psc_document_open_async);
  g_task_run_in_thread (task, open_thread);
}

/**
 * psc_document_open_finish:
 *
 * Returns: (transfer full) (nullable): what psc_document_read() returns
 */
PscRun *
psc_document_open_finish (GFile         *file,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
