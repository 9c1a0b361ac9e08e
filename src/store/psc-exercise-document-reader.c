/* psc-exercise-document-reader.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-exercise-document-reader"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-document-run-private.h"
#include "psc-exercise-document-private.h"
#include "psc-exercise-document.h"
#include "psc-json-parts-input-private.h"

#define MAX_FILES 1000000
#define MAX_RUNS  10000

static double
divide (gint64 part,
        gint64 whole)
{
  return whole > 0 ? (double) part / (double) whole : NAN;
}

static void
read_account (PscJsonInput *input,
              JsonObject   *summary,
              PscPipeline  *pipeline,
              PscAccount   *account)
{
  JsonObject *object = _psc_json_get_object (input, summary, "account_ns");
  JsonObject *steps;

  _psc_json_input_enter (input, "account_ns");
  steps = _psc_json_get_object (input, object, "steps");
  for (guint i = 0; i < psc_pipeline_get_n_steps (pipeline); i++)
    {
      account->steps_ns[i] =
        _psc_json_get_int (input, steps, psc_pipeline_get_step (pipeline,
                                                                i)->name,
                           0, PSC_JSON_MAX_SUM_NS);
      account->parts_ns[PSC_PART_STEP] += account->steps_ns[i];
    }
  for (guint i = 0; i < PSC_N_PART_KINDS; i++)
    {
      if (i != PSC_PART_STEP)
        account->parts_ns[i] = _psc_json_get_int (input, object,
                                                  psc_part_kind_to_string (i),
                                                  0, PSC_JSON_MAX_SUM_NS);
      account->total_ns += account->parts_ns[i];
    }
  _psc_json_input_leave (input);
}

static void
read_figures (PscJsonInput      *input,
              JsonObject        *object,
              const PscSettings *settings,
              const PscMachine  *machine,
              PscSweepRun       *run)
{
  PscFigures *figures = &run->figures;
  JsonObject *summary = _psc_json_get_object (input, object, "summary");
  JsonObject *outcomes;

  _psc_json_input_enter (input, "summary");
  figures->n_lanes = settings->workers;
  figures->n_cpus = machine->cpus_usable;
  figures->n_files = (guint) _psc_json_get_int (input, summary, "files", 0,
                                                MAX_FILES);
  figures->n_run = (guint) _psc_json_get_int (input, summary, "run", 0,
                                              MAX_FILES);
  figures->n_workers = (guint) _psc_json_get_int (input, summary, "workers", 0,
                                                  G_MAXINT32);
  figures->wall_ns = _psc_json_get_int (input, summary, "wall_ns", 0,
                                        PSC_JSON_MAX_TIME_NS);
  figures->cumulated_ns = _psc_json_get_int (input, summary, "cumulated_ns", 0,
                                             PSC_JSON_MAX_SUM_NS);
  figures->average_ns = _psc_json_get_time (input, summary, "average_ns");
  figures->start_up_ns = _psc_json_get_time (input, summary, "start_up_ns");
  figures->cpu_ns = _psc_json_get_int (input, summary, "cpu_ns", 0,
                                       G_MAXINT64);
  figures->occupancy = _psc_json_get_double (input, summary, "occupancy");
  figures->cpu_share = divide (figures->cpu_ns,
                               figures->n_cpus * figures->wall_ns);
  read_account (input, summary, settings->pipeline, &figures->account);
  figures->account.cumulated_ns = figures->cumulated_ns;
  figures->account.n_run = figures->n_run;

  outcomes = _psc_json_get_object (input, summary, "outcomes");
  for (guint i = PSC_OUTCOME_OK; i < PSC_N_OUTCOMES; i++)
    run->n_outcomes[i] = (guint) _psc_json_get_int (input, outcomes,
                                                    psc_outcome_to_string (i),
                                                    0, MAX_FILES);
  _psc_json_input_leave (input);
}

static void
read_run (PscJsonInput *input,
          JsonObject   *object,
          PscSweep     *sweep)
{
  GPtrArray *points = psc_sweep_get_points (sweep);
  PscSweepRun run = { 0, };
  g_autoptr (PscRun) whole = NULL;
  PscPoint *point;

  run.point = (guint) _psc_json_get_int (input, object, "point", 1,
                                         points->len) - 1;
  run.repeat = _psc_json_get_number (input, object, "repeat",
                                     PSC_SWEEP_MAX_REPEATS);
  run.duration_ns = _psc_json_get_int (input, object, "duration_ns", 0,
                                       PSC_JSON_MAX_TIME_NS);
  run.problem = (char *) _psc_json_get_string_or_null (input, object,
                                                       "problem");
  point = g_ptr_array_index (points, run.point);
  read_figures (input, object, psc_point_get_settings (point),
                psc_sweep_get_machine (sweep), &run);

  if (_psc_json_has (object, "document"))
    {
      _psc_json_input_enter (input, "document");
      whole = _psc_document_read_run (
        input, json_object_get_member (object, "document"));
      _psc_json_input_leave (input);
    }
  run.run = whole;
  if (input->error == NULL)
    psc_sweep_add_run (sweep, &run);
}

static PscSweep *
read_part (PscJsonInput            *input,
           JsonObject              *object,
           const PscExerciseResult *result,
           PscExercisePart          part)
{
  PscSweep *sweep = psc_exercise_make_sweep (result->kind, part,
                                             result->listing, result->settings,
                                             &result->options);
  g_autoptr (GDateTime) started = _psc_json_get_date (input, object,
                                                      "started");
  g_autoptr (PscMachine) machine = _psc_json_read_machine (input, object);
  JsonArray *runs = _psc_json_get_array (input, object, "runs", MAX_RUNS);

  psc_sweep_set_origin (sweep, machine, started);
  for (guint i = 0; runs != NULL && i < json_array_get_length (runs); i++)
    {
      _psc_json_input_enter_item (input, "runs", i);
      read_run (input, _psc_json_get_item (input, runs, i), sweep);
      _psc_json_input_leave (input);
    }

  return sweep;
}

static void
read_options (PscJsonInput       *input,
              JsonObject         *root,
              PscExerciseOptions *options)
{
  JsonObject *object = _psc_json_get_object (input, root, "options");
  JsonArray *counts;

  _psc_json_input_enter (input, "options");
  options->repeats = (guint) _psc_json_get_int (input, object, "repeats", 1,
                                                PSC_EXERCISE_MAX_REPEATS);
  options->same_chunks = _psc_json_get_boolean (input, object, "same_chunks");
  counts = _psc_json_get_array (input, object, "workers",
                                PSC_EXERCISE_MAX_COUNTS);
  options->n_counts = counts != NULL ? json_array_get_length (counts) : 0;
  for (guint i = 0; i < options->n_counts; i++)
    {
      JsonNode *node = json_array_get_element (counts, i);
      gint64 count = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node)
                                                  : 0;

      if (count < 1 || count > PSC_MAX_WORKERS ||
          (i > 0 && count <= options->counts[i - 1]))
        {
          _psc_json_input_fail (input, "workers", _("is out of range"));
          break;
        }
      options->counts[i] = (guint) count;
    }
  _psc_json_input_leave (input);
}

static gboolean
is_answer (PscExerciseKind           kind,
           const PscExerciseOptions *options,
           guint                     choice)
{
  return kind == PSC_EXERCISE_WORKERS
         ? choice < options->n_counts
         : psc_exercise_kind_get_answer (kind, choice) != NULL;
}

static PscPrediction *
read_prediction (PscJsonInput             *input,
                 JsonObject               *root,
                 PscExerciseKind           kind,
                 const PscExerciseOptions *options)
{
  g_autofree double *shares = NULL;
  JsonObject *object;
  JsonArray *array;
  const char *reason;
  guint n_shares, choice;

  if (!_psc_json_has (root, "prediction"))
    return NULL;

  object = _psc_json_get_object (input, root, "prediction");
  _psc_json_input_enter (input, "prediction");
  choice = (guint) _psc_json_get_int (input, object, "choice", 0,
                                      PSC_MAX_WORKERS);
  if (!is_answer (kind, options, choice))
    _psc_json_input_fail (input, "choice", _("is not known"));
  reason = _psc_json_get_string (input, object, "reason");
  array = _psc_json_get_array (input, object, "shares", options->n_counts);
  n_shares = array != NULL ? json_array_get_length (array) : 0;
  shares = g_new0 (double, n_shares);
  for (guint i = 0; i < n_shares; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      shares[i] = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_double (node)
                                               : NAN;
      if (!isfinite (shares[i]) || shares[i] < 0.)
        _psc_json_input_fail (input, "shares", _("is out of range"));
    }
  _psc_json_input_leave (input);

  return psc_prediction_new (choice, reason, n_shares > 0 ? shares : NULL,
                             n_shares);
}

static PscListing *
read_listing (PscJsonInput *input,
              JsonObject   *root)
{
  g_autofree char *directory = _psc_json_read_directory (input, root);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  JsonArray *files = _psc_json_get_array (input, root, "files", MAX_FILES);

  for (guint i = 0; files != NULL && i < json_array_get_length (files); i++)
    {
      JsonNode *node = json_array_get_element (files, i);
      char *name = JSON_NODE_HOLDS_VALUE (node)
                   ? g_uri_unescape_string (json_node_get_string (node), NULL)
                   : NULL;

      if (name == NULL || *name == '\0')
        _psc_json_input_fail (input, "files", _("is not an array of texts"));
      else
        g_ptr_array_add (names, g_steal_pointer (&name));
      g_free (name);
    }
  if (names->len == 0)
    _psc_json_input_fail (input, "files", _("is empty"));
  g_ptr_array_add (names, NULL);

  return psc_listing_new_for_names (directory,
                                    (const char * const *) names->pdata);
}

static PscExerciseResult *
read_result (PscJsonInput *input,
             JsonObject   *root)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (PscListing) listing = NULL;
  g_autoptr (PscSettings) settings = NULL;
  g_autoptr (PscPrediction) prediction = NULL;
  g_autoptr (GDateTime) made = NULL;
  PscExerciseKind kind = PSC_EXERCISE_WORKERS;
  PscExerciseOptions options = { 0, };
  PscExerciseResult *result;
  JsonArray *parts;
  guint n_parts;

  _psc_json_check_format (input, root, "poolscope-exercise",
                          PSC_EXERCISE_DOCUMENT_VERSION);
  if (!psc_exercise_kind_from_string (_psc_json_get_string (input, root,
                                                            "exercise"),
                                      &kind))
    _psc_json_input_fail (input, "exercise", _("is not known"));
  made = _psc_json_get_date (input, root, "made");
  listing = read_listing (input, root);
  settings = _psc_json_read_settings (input, root,
                                      psc_listing_get_n_files (listing));
  read_options (input, root, &options);
  prediction = read_prediction (input, root, kind, &options);
  parts = _psc_json_get_array (input, root, "parts",
                               psc_exercise_get_n_parts (kind));
  n_parts = parts != NULL ? json_array_get_length (parts) : 0;
  if (n_parts != 0 && n_parts != psc_exercise_get_n_parts (kind))
    _psc_json_input_fail (input, "parts", _("is out of range"));

  result = psc_exercise_result_new (kind, &options, settings, listing,
                                    prediction, none, made);
  for (guint i = 0; i < n_parts && input->error == NULL; i++)
    {
      _psc_json_input_enter_item (input, "parts", i);
      g_ptr_array_add (result->sweeps,
                       read_part (input, _psc_json_get_item (input, parts, i),
                                  result, i));
      _psc_json_input_leave (input);
    }

  return result;
}

/**
 * psc_exercise_document_read:
 * @stream: what psc_exercise_document_write() has written, or anything else
 * @error: of domain %PSC_ERROR or %G_IO_ERROR
 *
 * Reads what was predicted and measured.  Nothing of it is trusted.
 *
 * Returns: (transfer full) (nullable): the result
 */
PscExerciseResult *
psc_exercise_document_read (GInputStream  *stream,
                            GError       **error)
{
  g_autoptr (JsonNode) root = _psc_json_parse (stream, NULL, error);
  g_autoptr (PscExerciseResult) result = NULL;
  PscJsonInput input;
  gboolean is_good;

  if (root == NULL)
    return NULL;

  _psc_json_input_init (&input);
  result = read_result (&input, json_node_get_object (root));
  is_good = _psc_json_input_end (&input, error);
  _psc_json_input_clear (&input);

  return is_good ? g_steal_pointer (&result) : NULL;
}
