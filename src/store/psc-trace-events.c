/* psc-trace-events.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-trace-events"

#include "config.h"

#include "psc-account.h"
#include "psc-format.h"
#include "psc-json-members-private.h"
#include "psc-json-stream-private.h"
#include "psc-trace-events.h"

/* All tracks belong to one process, which stands for the pool: the processes
 * of the workers come and go, their lanes stay. */
#define POOL_PID 1

static JsonObject *
event_new (const char *phase,
           const char *category,
           const char *name,
           guint       lane)
{
  JsonObject *event = json_object_new ();

  json_object_set_string_member (event, "ph", phase);
  if (category != NULL)
    json_object_set_string_member (event, "cat", category);
  json_object_set_string_member (event, "name", name);
  json_object_set_int_member (event, "pid", POOL_PID);
  json_object_set_int_member (event, "tid", lane);

  return event;
}

static void
set_micros (JsonObject *object,
            const char *name,
            gint64      time_ns)
{
  json_object_set_double_member (object, name, (double) time_ns / 1e3);
}

static JsonObject *
complete_new (const char *category,
              const char *name,
              guint       lane,
              gint64      start_ns,
              gint64      end_ns)
{
  JsonObject *event = event_new ("X", category, name, lane);

  set_micros (event, "ts", start_ns);
  set_micros (event, "dur", end_ns - start_ns);

  return event;
}

static JsonObject *
instant_new (const char *name,
             guint       lane,
             gint64      time_ns)
{
  JsonObject *event = event_new ("i", "worker", name, lane);

  set_micros (event, "ts", time_ns);
  json_object_set_string_member (event, "s", "t");

  return event;
}

/* Takes the event and its arguments. */
static void
write_event (PscJsonStream *json,
             JsonObject    *event,
             JsonObject    *args)
{
  json_object_set_object_member (event, "args", args);
  _psc_json_stream_take (json, event);
}

static void
write_tracks (PscJsonStream *json,
              PscRun        *run)
{
  const PscSettings *settings = psc_run_get_settings (run);
  JsonObject *args = json_object_new ();

  _psc_json_take_string (
    args, "name",
    g_strdup_printf ("%s pool of %u workers",
                     psc_mode_to_string (settings->mode), settings->workers));
  write_event (json, event_new ("M", NULL, "process_name", 0), args);

  for (guint lane = 1; lane <= psc_run_get_n_lanes (run); lane++)
    {
      args = json_object_new ();
      _psc_json_take_string (args, "name", g_strdup_printf ("Lane %u", lane));
      write_event (json, event_new ("M", NULL, "thread_name", lane), args);

      args = json_object_new ();
      json_object_set_int_member (args, "sort_index", lane);
      write_event (json, event_new ("M", NULL, "thread_sort_index", lane),
                   args);
    }
}

static void
write_worker (PscJsonStream         *json,
              guint                  number,
              const PscWorkerRecord *worker)
{
  JsonObject *args;

  if (worker->ready_ns != PSC_NEVER)
    {
      args = json_object_new ();
      json_object_set_int_member (args, "worker", number);
      json_object_set_int_member (args, "id", worker->id);
      set_micros (args, "start_us", worker->ready_ns - worker->requested_ns);
      write_event (json,
                   instant_new ("worker ready", worker->lane,
                                worker->ready_ns),
                   args);
    }

  if (worker->ended_ns != PSC_NEVER)
    {
      args = json_object_new ();
      json_object_set_int_member (args, "worker", number);
      json_object_set_int_member (args, "tasks", worker->n_tasks);
      if (worker->signal != 0)
        json_object_set_int_member (args, "signal", worker->signal);
      write_event (json,
                   instant_new ("worker ended", worker->lane,
                                worker->ended_ns),
                   args);
    }
}

static void
write_silence (PscJsonStream    *json,
               guint             lane,
               const PscSilence *silence)
{
  JsonObject *args = json_object_new ();

  json_object_set_int_member (args, "worker", silence->worker);
  write_event (json,
               instant_new (silence->is_stopped ? "worker stopped"
                                                : "worker silent",
                            lane, silence->start_ns),
               args);
  if (silence->end_ns == PSC_NEVER)
    return;

  args = json_object_new ();
  json_object_set_int_member (args, "worker", silence->worker);
  set_micros (args, "silent_us", silence->end_ns - silence->start_ns);
  write_event (json, instant_new ("worker heard again", lane, silence->end_ns),
               args);
}

/* They need not lie within a task, as bars have to: each is two events. */
static gboolean
write_silences (PscJsonStream  *json,
                PscRun         *run,
                guint           lane,
                GError        **error)
{
  guint n_silences;
  const guint32 *silences = psc_run_get_lane_silences (run, lane, &n_silences);

  for (guint i = 0; i < n_silences; i++)
    {
      write_silence (json, lane + 1, psc_run_get_silence (run, silences[i]));
      if (!_psc_json_stream_drain (json, error))
        return FALSE;
    }

  return TRUE;
}

/* Of the stretches between tasks, those that have a cause worth a bar. */
static void
write_gap (PscJsonStream *json,
           PscRun        *run,
           guint          lane,
           guint          position)
{
  PscPart parts[PSC_MAX_GAP_PARTS];
  guint n_parts = psc_account_read_gap (run, lane, position,
                                        psc_run_get_wall_ns (run), parts);

  for (guint i = 0; i < n_parts; i++)
    {
      const PscPart *part = &parts[i];

      if (part->kind != PSC_PART_START && part->kind != PSC_PART_RESTART &&
          part->kind != PSC_PART_DOWN)
        continue;

      write_event (json,
                   complete_new ("pool", psc_part_kind_to_string (part->kind),
                                 lane + 1, part->begin_ns, part->end_ns),
                   json_object_new ());
    }
}

static void
write_step (PscJsonStream       *json,
            PscPipeline         *pipeline,
            guint                index,
            const PscTaskRecord *task,
            const PscStepRecord *step)
{
  gint64 end_ns = step->end_ns != PSC_NEVER ? step->end_ns : task->end_ns;
  JsonObject *args;

  if (step->start_ns == PSC_NEVER)
    return;

  args = json_object_new ();
  if (psc_pipeline_step_is_compute (pipeline, index))
    _psc_json_set_double (args, "value", step->value);
  else if (step->status.signal != 0)
    json_object_set_int_member (args, "signal", step->status.signal);
  else
    json_object_set_int_member (args, "exit_code", step->status.exit_code);
  write_event (json,
               complete_new ("step",
                             psc_pipeline_get_step (pipeline, index)->name,
                             task->lane, step->start_ns, end_ns),
               args);
}

static void
write_task (PscJsonStream *json,
            PscRun        *run,
            guint          index)
{
  PscPipeline *pipeline = psc_run_get_settings (run)->pipeline;
  PscListing *listing = psc_run_get_listing (run);
  const PscTaskRecord *task = psc_run_get_task (run, index);
  g_autofree char *name = NULL;
  JsonObject *args;

  if (task->start_ns == PSC_NEVER || task->end_ns == PSC_NEVER)
    return;

  args = json_object_new ();
  _psc_json_take_string (args, "file", psc_listing_dup_uri (listing, index));
  json_object_set_string_member (args, "outcome",
                                 psc_outcome_to_string (task->outcome));
  json_object_set_int_member (args, "task", index + 1);
  _psc_json_set_number (args, "worker", task->worker);
  _psc_json_set_number (args, "chunk", task->chunk);
  name = psc_format_name (psc_listing_get_name (listing, index));
  write_event (json,
               complete_new ("task", name, task->lane, task->start_ns,
                             task->end_ns),
               args);

  for (guint i = 0; i < psc_run_get_n_steps (run); i++)
    write_step (json, pipeline, i, task, psc_run_get_step (run, index, i));
}

/* Events stand in the order of time, lane by lane. */
static gboolean
write_lane (PscJsonStream  *json,
            PscRun         *run,
            guint           lane,
            GError        **error)
{
  guint n_tasks;
  const guint32 *tasks = psc_run_get_lane_tasks (run, lane, &n_tasks);

  for (guint i = 0; i < n_tasks; i++)
    {
      write_gap (json, run, lane, i);
      write_task (json, run, tasks[i]);
      if (!_psc_json_stream_drain (json, error))
        return FALSE;
    }

  write_gap (json, run, lane, n_tasks);

  return TRUE;
}

/**
 * psc_trace_events_write:
 * @stream: where to write
 * @run: a #PscRun that has ended
 *
 * Writes the run in Chrome's trace-event format, which Perfetto opens: a track
 * a lane, the tasks on it, their steps nested inside, and what kept a worker
 * from being there.
 */
gboolean
psc_trace_events_write (GOutputStream  *stream,
                        gpointer        run,
                        GError        **error)
{
  g_autoptr (JsonObject) head = NULL;
  g_autoptr (PscJsonStream) json = NULL;

  g_return_val_if_fail (PSC_IS_RUN (run), FALSE);
  g_return_val_if_fail (psc_run_get_state (run) == PSC_RUN_ENDED, FALSE);

  head = json_object_new ();
  json_object_set_string_member (head, "displayTimeUnit", "ms");
  json = _psc_json_stream_new (stream, head);

  _psc_json_stream_begin_array (json, "traceEvents");
  write_tracks (json, run);
  for (guint i = 0; i < psc_run_get_n_workers (run); i++)
    {
      write_worker (json, i + 1, psc_run_get_worker (run, i));
      if (!_psc_json_stream_drain (json, error))
        return FALSE;
    }
  for (guint i = 0; i < psc_run_get_n_lanes (run); i++)
    if (!write_silences (json, run, i, error) ||
        !write_lane (json, run, i, error))
      return FALSE;
  _psc_json_stream_end_array (json);

  return _psc_json_stream_finish (json, error);
}
