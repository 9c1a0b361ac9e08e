/* psc-trace-events.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-trace-events"

#include "config.h"

#include "psc-account.h"
#include "psc-format.h"
#include "psc-json-writer-private.h"
#include "psc-trace-events.h"

/* All tracks belong to one process, which stands for the pool: the processes
 * of the workers come and go, their lanes stay. */
#define POOL_PID 1

/* Begins an event; its arguments and the ends of two objects follow. */
static void
begin_event (PscJsonWriter *json,
             const char    *phase,
             const char    *category,
             const char    *name,
             guint          lane)
{
  _psc_json_writer_begin_object (json, NULL, PSC_JSON_INLINE);
  _psc_json_writer_add_string (json, "ph", phase);
  if (category != NULL)
    _psc_json_writer_add_string (json, "cat", category);
  _psc_json_writer_add_string (json, "name", name);
  _psc_json_writer_add_int (json, "pid", POOL_PID);
  _psc_json_writer_add_int (json, "tid", lane);
}

static void
begin_args (PscJsonWriter *json)
{
  _psc_json_writer_begin_object (json, "args", PSC_JSON_INLINE);
}

static void
end_event (PscJsonWriter *json)
{
  _psc_json_writer_end_object (json); /* args */
  _psc_json_writer_end_object (json);
}

static void
begin_complete (PscJsonWriter *json,
                const char    *category,
                const char    *name,
                guint          lane,
                gint64         start_ns,
                gint64         end_ns)
{
  begin_event (json, "X", category, name, lane);
  _psc_json_writer_add_micros (json, "ts", start_ns);
  _psc_json_writer_add_micros (json, "dur", end_ns - start_ns);
  begin_args (json);
}

static void
begin_instant (PscJsonWriter *json,
               const char    *name,
               guint          lane,
               gint64         time_ns)
{
  begin_event (json, "i", "worker", name, lane);
  _psc_json_writer_add_micros (json, "ts", time_ns);
  _psc_json_writer_add_string (json, "s", "t");
  begin_args (json);
}

static void
write_tracks (PscJsonWriter *json,
              PscRun        *run)
{
  const PscSettings *settings = psc_run_get_settings (run);

  begin_event (json, "M", NULL, "process_name", 0);
  begin_args (json);
  _psc_json_writer_take_string (
    json, "name",
    g_strdup_printf ("%s pool of %u workers",
                     psc_mode_to_string (settings->mode), settings->workers));
  end_event (json);

  for (guint lane = 1; lane <= psc_run_get_n_lanes (run); lane++)
    {
      begin_event (json, "M", NULL, "thread_name", lane);
      begin_args (json);
      _psc_json_writer_take_string (json, "name",
                                    g_strdup_printf ("Lane %u", lane));
      end_event (json);

      begin_event (json, "M", NULL, "thread_sort_index", lane);
      begin_args (json);
      _psc_json_writer_add_int (json, "sort_index", lane);
      end_event (json);
    }
}

static void
write_worker (PscJsonWriter         *json,
              guint                  number,
              const PscWorkerRecord *worker)
{
  if (worker->ready_ns != PSC_NEVER)
    {
      begin_instant (json, "worker ready", worker->lane, worker->ready_ns);
      _psc_json_writer_add_int (json, "worker", number);
      _psc_json_writer_add_int (json, "id", worker->id);
      _psc_json_writer_add_micros (json, "start_us",
                                   worker->ready_ns - worker->requested_ns);
      end_event (json);
    }

  if (worker->ended_ns != PSC_NEVER)
    {
      begin_instant (json, "worker ended", worker->lane, worker->ended_ns);
      _psc_json_writer_add_int (json, "worker", number);
      _psc_json_writer_add_int (json, "tasks", worker->n_tasks);
      if (worker->signal != 0)
        _psc_json_writer_add_int (json, "signal", worker->signal);
      end_event (json);
    }
}

/* Of the stretches between tasks, those that have a cause worth a bar. */
static void
write_gap (PscJsonWriter *json,
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

      begin_complete (json, "pool", psc_part_kind_to_string (part->kind),
                      lane + 1, part->begin_ns, part->end_ns);
      end_event (json);
    }
}

static void
write_step (PscJsonWriter       *json,
            PscPipeline         *pipeline,
            guint                index,
            const PscTaskRecord *task,
            const PscStepRecord *step)
{
  gint64 end_ns = step->end_ns != PSC_NEVER ? step->end_ns : task->end_ns;

  if (step->start_ns == PSC_NEVER)
    return;

  begin_complete (json, "step", psc_pipeline_get_step (pipeline, index)->name,
                  task->lane, step->start_ns, end_ns);
  if (psc_pipeline_step_is_compute (pipeline, index))
    _psc_json_writer_add_double (json, "value", step->value);
  else if (step->status.signal != 0)
    _psc_json_writer_add_int (json, "signal", step->status.signal);
  else
    _psc_json_writer_add_int (json, "exit_code", step->status.exit_code);
  end_event (json);
}

static void
write_task (PscJsonWriter *json,
            PscRun        *run,
            guint          index)
{
  PscPipeline *pipeline = psc_run_get_settings (run)->pipeline;
  PscListing *listing = psc_run_get_listing (run);
  const PscTaskRecord *task = psc_run_get_task (run, index);
  g_autofree char *name = NULL;

  if (task->start_ns == PSC_NEVER || task->end_ns == PSC_NEVER)
    return;

  name = psc_format_name (psc_listing_get_name (listing, index));
  begin_complete (json, "task", name, task->lane, task->start_ns,
                  task->end_ns);
  _psc_json_writer_take_string (json, "file",
                                psc_listing_dup_uri (listing, index));
  _psc_json_writer_add_string (json, "outcome",
                               psc_outcome_to_string (task->outcome));
  _psc_json_writer_add_int (json, "task", index + 1);
  _psc_json_writer_add_number (json, "worker", task->worker);
  _psc_json_writer_add_number (json, "chunk", task->chunk);
  end_event (json);

  for (guint i = 0; i < psc_run_get_n_steps (run); i++)
    write_step (json, pipeline, i, task, psc_run_get_step (run, index, i));
}

/* Events stand in the order of time, lane by lane. */
static gboolean
write_lane (PscJsonWriter  *json,
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
      if (!_psc_json_writer_drain (json, error))
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
  g_autoptr (PscJsonWriter) json = NULL;

  g_return_val_if_fail (PSC_IS_RUN (run), FALSE);
  g_return_val_if_fail (psc_run_get_state (run) == PSC_RUN_ENDED, FALSE);

  json = _psc_json_writer_new (stream);
  _psc_json_writer_begin_object (json, NULL, PSC_JSON_LINES);
  _psc_json_writer_add_string (json, "displayTimeUnit", "ms");
  _psc_json_writer_begin_array (json, "traceEvents", PSC_JSON_LINES);

  write_tracks (json, run);
  for (guint i = 0; i < psc_run_get_n_workers (run); i++)
    {
      write_worker (json, i + 1, psc_run_get_worker (run, i));
      if (!_psc_json_writer_drain (json, error))
        return FALSE;
    }
  for (guint i = 0; i < psc_run_get_n_lanes (run); i++)
    if (!write_lane (json, run, i, error))
      return FALSE;

  _psc_json_writer_end_array (json);
  _psc_json_writer_end_object (json);

  return _psc_json_writer_finish (json, error);
}
