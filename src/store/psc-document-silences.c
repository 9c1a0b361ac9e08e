/* psc-document-silences.c: when workers gave no sign, in a run document
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-document-silences"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-document-silences-private.h"
#include "psc-json-members-private.h"
#include "psc-kept-run-private.h"

static void
add_silence (JsonArray        *array,
             const PscSilence *silence)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "worker", silence->worker);
  json_object_set_boolean_member (object, "stopped", silence->is_stopped);
  _psc_json_set_time (object, "start_ns", silence->start_ns);
  _psc_json_set_time (object, "end_ns", silence->end_ns);
  json_array_add_object_element (array, object);
}

/**
 * _psc_document_set_silences:
 *
 * Sets the member that tells when workers of @run gave no sign, lane by lane,
 * if there is anything to tell.
 */
void
_psc_document_set_silences (JsonObject *object,
                            PscRun     *run)
{
  JsonArray *array;

  if (psc_run_get_n_silences (run) == 0)
    return;

  array = json_array_new ();
  for (guint lane = 0; lane < psc_run_get_n_lanes (run); lane++)
    {
      guint n_silences;
      const guint32 *silences = psc_run_get_lane_silences (run, lane,
                                                           &n_silences);

      for (guint i = 0; i < n_silences; i++)
        add_silence (array, psc_run_get_silence (run, silences[i]));
    }
  json_object_set_array_member (object, "silences", array);
}

static void
read_silence (PscJsonInput *input,
              JsonObject   *object,
              PscSilence   *silence)
{
  silence->start_ns = _psc_json_get_int (input, object, "start_ns", 0,
                                         PSC_JSON_MAX_TIME_NS);
  silence->end_ns = _psc_json_get_time (input, object, "end_ns");
  silence->is_stopped = _psc_json_get_boolean (input, object, "stopped");
}

/* A lane's silences follow each other; only the last of a worker may have had
 * no end, and none is longer than the worker was there. */
static void
check_silence (PscJsonInput     *input,
               PscRun           *run,
               const PscSilence *before,
               const PscSilence *silence)
{
  const PscWorkerRecord *worker = psc_run_get_worker (run, silence->worker - 1);

  if (silence->start_ns < worker->requested_ns)
    _psc_json_input_fail (input, "start_ns", _("is too early"));
  if (silence->end_ns != PSC_NEVER && silence->end_ns < silence->start_ns)
    _psc_json_input_fail (input, "end_ns", _("is too early"));
  if (worker->ended_ns != PSC_NEVER &&
      MAX (silence->start_ns, silence->end_ns) > worker->ended_ns)
    _psc_json_input_fail (input, "end_ns", _("is out of range"));

  if (before == NULL ||
      psc_run_get_worker (run, before->worker - 1)->lane < worker->lane)
    return;

  if (psc_run_get_worker (run, before->worker - 1)->lane > worker->lane ||
      before->worker > silence->worker)
    _psc_json_input_fail (input, "worker", _("is not its place"));
  if (silence->start_ns < MAX (before->start_ns, before->end_ns) ||
      (before->worker == silence->worker && before->end_ns == PSC_NEVER))
    _psc_json_input_fail (input, "start_ns", _("is too early"));
}

/**
 * _psc_document_read_silences:
 * @root: the document
 * @run: a run that has its workers
 *
 * Tells the run when they gave no sign.
 */
void
_psc_document_read_silences (PscJsonInput *input,
                             JsonObject   *root,
                             PscRun       *run)
{
  PscRecorder *recorder = psc_run_get_recorder (run);
  guint n_workers = psc_run_get_n_workers (run);
  PscSilence before, silence = { 0, };
  JsonArray *silences;

  if (!_psc_json_has (root, "silences"))
    return;

  silences = _psc_json_get_array (input, root, "silences",
                                  PSC_KEPT_MAX_SILENCES);
  for (guint i = 0;
       input->error == NULL && i < json_array_get_length (silences);
       i++)
    {
      JsonObject *object;

      _psc_json_input_enter_item (input, "silences", i);
      object = _psc_json_get_item (input, silences, i);
      before = silence;
      silence.worker = (guint32) _psc_json_get_int (input, object, "worker", 1,
                                                    n_workers);
      read_silence (input, object, &silence);
      if (input->error == NULL)
        check_silence (input, run, i > 0 ? &before : NULL, &silence);
      if (input->error == NULL)
        psc_recorder_worker_silent (recorder, silence.worker, silence.start_ns,
                                    silence.is_stopped);
      if (input->error == NULL && silence.end_ns != PSC_NEVER)
        psc_recorder_worker_heard (recorder, silence.worker, silence.end_ns);
      _psc_json_input_leave (input);
    }
}
