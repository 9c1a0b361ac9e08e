/* psc-sweep-document.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-sweep-document"

#include "config.h"

#include <math.h>

#include "psc-findings.h"
#include "psc-json-members-private.h"
#include "psc-json-parts-private.h"
#include "psc-json-stream-private.h"
#include "psc-sweep-document.h"

/* The names of the members are relied on from outside: they may become more,
 * but they do not change. */
#define DOCUMENT_VERSION 1

/* What is the same for all points, and how they were measured. */
static JsonObject *
build_settings (PscSweep *sweep)
{
  static const char * const varying[] = {
    "mode", "workers", "chunk_size", "chunk_size_auto", "tasks_per_worker",
    "work", "global_lock",
  };
  const PscSweepOptions *options = psc_sweep_get_options (sweep);
  PscListing *listing = psc_sweep_get_listing (sweep);
  PscPoint *first = g_ptr_array_index (psc_sweep_get_points (sweep), 0);
  JsonObject *object =
    _psc_json_build_settings (psc_point_get_settings (first), listing);

  for (guint i = 0; i < G_N_ELEMENTS (varying); i++)
    json_object_remove_member (object, varying[i]);
  json_object_set_int_member (object, "files",
                              psc_listing_get_n_files (listing));
  json_object_set_int_member (object, "repeats", options->repeats);
  json_object_set_int_member (object, "warmup", options->warmups);
  json_object_set_string_member (object, "order",
                                 psc_sweep_order_to_string (options->order));
  json_object_set_int_member (object, "order_seed", options->seed);

  return object;
}

static void
set_value (JsonObject *object,
           const char *name,
           double      value,
           gboolean    is_time)
{
  if (is_time && isfinite (value))
    json_object_set_int_member (object, name, llround (value));
  else
    _psc_json_set_double (object, name, value);
}

static void
set_sample (JsonObject *figures,
            PscPoint   *point,
            const char *name,
            PscMeasure  measure)
{
  const PscSample *sample = psc_point_get_sample (point, measure);
  gboolean is_time = g_str_has_suffix (name, "_ns");
  JsonObject *object = json_object_new ();

  set_value (object, "median", sample->median, is_time);
  set_value (object, "min", sample->min, is_time);
  set_value (object, "max", sample->max, is_time);
  set_value (object, "mad", sample->mad, is_time);
  json_object_set_int_member (object, "outliers", sample->n_outliers);
  json_object_set_object_member (figures, name, object);
}

static JsonObject *
build_point (PscSweep *sweep,
             PscPoint *point)
{
  const PscSettings *settings = psc_point_get_settings (point);
  guint n_files = psc_listing_get_n_files (psc_sweep_get_listing (sweep));
  JsonObject *object = json_object_new ();
  JsonObject *figures = json_object_new ();
  double speedup, efficiency;

  json_object_set_string_member (object, "mode",
                                 psc_mode_to_string (settings->mode));
  json_object_set_int_member (object, "workers", settings->workers);
  json_object_set_int_member (object, "chunk_size",
                              psc_settings_get_chunk_size (settings, n_files));
  json_object_set_int_member (object, "tasks_per_worker",
                              settings->tasks_per_worker);
  json_object_set_int_member (object, "work", settings->work);
  json_object_set_boolean_member (object, "global_lock",
                                  settings->global_lock);
  json_object_set_int_member (object, "repeats", psc_point_get_n_runs (point));

  set_sample (figures, point, "wall_ns", PSC_MEASURE_WALL);
  set_sample (figures, point, "cumulated_ns", PSC_MEASURE_CUMULATED);
  set_sample (figures, point, "average_ns", PSC_MEASURE_AVERAGE);
  set_sample (figures, point, "occupancy", PSC_MEASURE_OCCUPANCY);
  set_sample (figures, point, "start_up_ns", PSC_MEASURE_START_UP);
  set_sample (figures, point, "cpu_share", PSC_MEASURE_CPU_SHARE);
  json_object_set_object_member (object, "figures", figures);

  psc_points_get_speedup (psc_sweep_get_points (sweep), point, &speedup,
                          &efficiency);
  _psc_json_set_double (object, "speedup", speedup);
  _psc_json_set_double (object, "parallel_efficiency", efficiency);

  return object;
}

static JsonArray *
build_points (PscSweep *sweep)
{
  GPtrArray *points = psc_sweep_get_points (sweep);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < points->len; i++)
    json_array_add_object_element (
      array, build_point (sweep, g_ptr_array_index (points, i)));

  return array;
}

static void
add_fit (JsonArray    *array,
         PscPoint     *point,
         const PscFit *fit)
{
  const PscSettings *settings = psc_point_get_settings (point);
  JsonObject *parameters = json_object_new ();
  JsonObject *object = json_object_new ();

  set_value (parameters, "one_ns", fit->one, TRUE);
  if (fit->law == PSC_LAW_AMDAHL)
    {
      _psc_json_set_double (parameters, "serial", fit->serial);
    }
  else
    {
      _psc_json_set_double (parameters, "contention", fit->serial);
      _psc_json_set_double (parameters, "coherence", fit->coherence);
    }

  json_object_set_string_member (object, "mode",
                                 psc_mode_to_string (settings->mode));
  json_object_set_string_member (object, "law", psc_law_to_string (fit->law));
  json_object_set_object_member (object, "parameters", parameters);
  _psc_json_set_double (object, "residual", fit->residual);
  json_array_add_object_element (array, object);
}

/* The laws that describe the points, kind by kind. */
static JsonArray *
build_fits (PscSweep *sweep)
{
  g_autoptr (GPtrArray) kinds =
    psc_points_split_kinds (psc_sweep_get_points (sweep));
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < kinds->len; i++)
    for (guint law = 0; law < PSC_N_LAWS; law++)
      {
        GPtrArray *kind = g_ptr_array_index (kinds, i);
        PscFit fit;

        if (psc_points_fit (kind, law, &fit) && fit.describes)
          add_fit (array, g_ptr_array_index (kind, 0), &fit);
      }

  return array;
}

static JsonArray *
build_findings (PscSweep *sweep)
{
  g_autoptr (GPtrArray) findings =
    psc_findings_read (psc_sweep_get_points (sweep));
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < findings->len; i++)
    {
      g_autofree char *line =
        psc_finding_dup_line (g_ptr_array_index (findings, i));

      json_array_add_string_element (array, line);
    }

  return array;
}

static JsonObject *
build_head (PscSweep *sweep)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "format", "poolscope-sweep");
  json_object_set_int_member (object, "version", DOCUMENT_VERSION);
  json_object_set_string_member (object, "generator",
                                 PACKAGE_NAME " " PACKAGE_VERSION);
  _psc_json_take_string (
    object, "started",
    g_date_time_format_iso8601 (psc_sweep_get_started (sweep)));
  json_object_set_object_member (
    object, "machine",
    _psc_json_build_machine (psc_sweep_get_machine (sweep)));
  json_object_set_object_member (object, "settings", build_settings (sweep));
  json_object_set_array_member (object, "points", build_points (sweep));
  json_object_set_array_member (object, "fits", build_fits (sweep));
  json_object_set_array_member (object, "findings", build_findings (sweep));

  return object;
}

static JsonObject *
build_run (PscSweep *sweep,
           guint     index)
{
  const PscSweepRun *run = psc_sweep_get_run (sweep, index);
  PscPoint *point = g_ptr_array_index (psc_sweep_get_points (sweep),
                                       run->point);
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "point", run->point + 1);
  json_object_set_int_member (object, "order", index + 1);
  _psc_json_set_number (object, "repeat", run->repeat);
  _psc_json_set_foreign (object, "problem", run->problem);
  json_object_set_object_member (
    object, "summary",
    _psc_json_build_summary (psc_point_get_settings (point)->pipeline,
                             &run->figures, run->n_outcomes));

  return object;
}

/**
 * psc_sweep_document_write:
 * @stream: where to write
 * @sweep: a #PscSweep that has ended, or was stopped
 *
 * Writes everything that is known of a sweep as JSON.  Points and runs count
 * from 1; a run without repeat warmed up, one with a problem does not count.
 */
gboolean
psc_sweep_document_write (GOutputStream  *stream,
                          gpointer        sweep,
                          GError        **error)
{
  g_autoptr (JsonObject) head = NULL;
  g_autoptr (PscJsonStream) json = NULL;

  g_return_val_if_fail (PSC_IS_SWEEP (sweep), FALSE);
  g_return_val_if_fail (psc_sweep_get_points (sweep)->len > 0, FALSE);

  head = build_head (sweep);
  json = _psc_json_stream_new (stream, head);

  _psc_json_stream_begin_array (json, "runs");
  for (guint i = 0; i < psc_sweep_get_n_runs (sweep); i++)
    {
      _psc_json_stream_take (json, build_run (sweep, i));
      if (!_psc_json_stream_drain (json, error))
        return FALSE;
    }
  _psc_json_stream_end_array (json);

  return _psc_json_stream_finish (json, error);
}
