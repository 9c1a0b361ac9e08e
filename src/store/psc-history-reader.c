/* psc-history-reader.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-reader"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "psc-document-run-private.h"
#include "psc-document-silences-private.h"
#include "psc-error.h"
#include "psc-exercise-packed-private.h"
#include "psc-history-reader-private.h"
#include "psc-history-row-private.h"
#include "psc-history-schema-private.h"
#include "psc-history-task-private.h"
#include "psc-json-parts-input-private.h"
#include "psc-kept-run-private.h"

#define WORKER_COLUMNS                                                      \
  "worker, lane, kind, id, requested_ns, ready_ns, ended_ns, exit_code, "   \
  "signal, message"

/* All that is read of a database, here and for the list. */
static const struct
{
  const char *table;
  const char *columns;
} wanted[] = {
  { "entry", PSC_HISTORY_ROW_COLUMNS ", started_us, tail" },
  { "files", "entry, names" },
  { "worker", "entry, " WORKER_COLUMNS },
  { "task", "entry, " PSC_HISTORY_TASK_COLUMNS },
  { "result", "entry, document" },
};

/* What an entry says of its run, apart from the files, workers and tasks. */
typedef struct
{
  JsonNode  *head;
  JsonNode  *tail;     /* (nullable) */
  GDateTime *started;
  guint      n_files;
  gboolean   finished;
  gboolean   found;
} Frame;

static void
frame_clear (Frame *self)
{
  g_clear_pointer (&self->head, json_node_unref);
  g_clear_pointer (&self->tail, json_node_unref);
  g_clear_pointer (&self->started, g_date_time_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Frame, frame_clear)

static JsonNode *
parse (PscJsonInput *input,
       const char   *text)
{
  return input->error == NULL
         ? _psc_json_parse_text (text, strlen (text), &input->error) : NULL;
}

static void
read_frame (PscHistoryDb *db,
            gint64        entry,
            PscJsonInput *input,
            Frame        *frame)
{
  sqlite3_stmt *statement = _psc_history_db_query (
    db, "SELECT head, tail, started, n_files, state FROM entry"
        " WHERE id = ? AND kind = 'run'", "i", entry);
  PscHistoryColumns columns = { input, statement };

  while (_psc_history_db_step (db, statement))
    {
      frame->found = TRUE;
      frame->head = parse (input, _psc_history_get_text (&columns, 0, "head"));
      if (sqlite3_column_type (statement, 1) != SQLITE_NULL)
        frame->tail = parse (input,
                             _psc_history_get_text (&columns, 1, "tail"));
      frame->started = _psc_json_read_date (
        input, "started", _psc_history_get_text (&columns, 2, "started"));
      frame->n_files = (guint) _psc_history_get_int (&columns, 3, "n_files", 0,
                                                     PSC_KEPT_MAX_TASKS);
      frame->finished =
        g_str_equal (_psc_history_get_text (&columns, 4, "state"), "finished");
    }
}

/* So many files as there are names: the rows of tasks are counted by them. */
static PscListing *
read_listing (PscHistoryDb *db,
              gint64        entry,
              PscJsonInput *input,
              const Frame  *frame)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *directory =
    _psc_json_read_directory (input, json_node_get_object (frame->head));
  sqlite3_stmt *statement = _psc_history_db_query (
    db, "SELECT names FROM files WHERE entry = ?", "i", entry);

  while (_psc_history_db_step (db, statement))
    {
      const char *data = sqlite3_column_blob (statement, 0);
      gsize size = (gsize) sqlite3_column_bytes (statement, 0);
      gsize begin = 0;

      for (gsize i = 0; i < size; i++)
        if (data[i] == '\0')
          {
            if (i == begin)
              _psc_json_input_fail (input, "names", _("is out of range"));
            g_ptr_array_add (names, g_strdup (data + begin));
            begin = i + 1;
          }
    }

  if (names->len != frame->n_files)
    _psc_json_input_fail (input, "names", _("is out of range"));
  g_ptr_array_add (names, NULL);

  return psc_listing_new_for_names (directory,
                                    (const char * const *) names->pdata);
}

static void
read_workers (PscHistoryDb *db,
              gint64        entry,
              PscJsonInput *input,
              PscRun       *run)
{
  sqlite3_stmt *statement = _psc_history_db_query (
    db, "SELECT " WORKER_COLUMNS " FROM worker WHERE entry = ?"
        " ORDER BY worker", "i", entry);
  PscHistoryColumns columns = { input, statement };
  guint n_workers = 0;

  while (_psc_history_db_step (db, statement))
    {
      PscWorkerRecord worker = { 0, };

      if (input->error != NULL)
        continue;

      _psc_json_input_enter_item (input, "workers", n_workers++);
      _psc_history_get_int (&columns, 0, "worker", n_workers, n_workers);
      worker.lane = (guint16) _psc_history_get_int (&columns, 1, "lane", 1,
                                                    psc_run_get_n_lanes (run));
      if (!psc_worker_kind_from_string (_psc_history_get_text (&columns, 2,
                                                               "kind"),
                                        &worker.kind))
        _psc_json_input_fail (input, "kind", _("is not known"));
      worker.id = _psc_history_get_int (&columns, 3, "id", 0, PSC_KEPT_MAX_ID);
      worker.requested_ns = _psc_history_get_int (&columns, 4, "requested_ns",
                                                  0, PSC_JSON_MAX_TIME_NS);
      worker.ready_ns = _psc_history_get_time (&columns, 5, "ready_ns");
      worker.ended_ns = _psc_history_get_time (&columns, 6, "ended_ns");
      worker.exit_code = (gint32) _psc_history_get_int (&columns, 7,
                                                        "exit_code", -1,
                                                        G_MAXINT32);
      worker.signal = (gint32) _psc_history_get_int (&columns, 8, "signal", 0,
                                                     PSC_KEPT_MAX_SIGNAL);
      worker.message = _psc_history_dup_words (&columns, 9);
      _psc_kept_add_worker (input, run, &worker);
      g_free (worker.message);
      _psc_json_input_leave (input);
    }
}

/* Rows stand in the order of the files, and a run is written again in the
 * order of time. */
typedef struct
{
  PscTaskRecord *tasks;
  PscStepRecord *steps; /* n_steps for each task */
  PscKeptPlace  *places;
  guint          n_tasks;
  guint          n_steps;
} Rows;

static void
rows_init (Rows     *self,
           PscRun   *run)
{
  self->n_tasks = psc_run_get_n_tasks (run);
  self->n_steps = psc_run_get_n_steps (run);
  self->tasks = g_new0 (PscTaskRecord, self->n_tasks);
  self->steps = g_new (PscStepRecord, (gsize) self->n_tasks * self->n_steps);
  self->places = g_new (PscKeptPlace, self->n_tasks);

  for (guint i = 0; i < self->n_tasks; i++)
    {
      self->tasks[i].start_ns = self->tasks[i].end_ns = PSC_NEVER;
      _psc_kept_init_steps (run, &self->steps[(gsize) i * self->n_steps]);
    }
}

static void
rows_clear (Rows *self)
{
  for (guint i = 0; i < self->n_tasks; i++)
    g_free (self->tasks[i].detail);
  for (gsize i = 0; i < (gsize) self->n_tasks * self->n_steps; i++)
    g_free (self->steps[i].output);
  g_free (self->tasks);
  g_free (self->steps);
  g_free (self->places);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rows, rows_clear)

static void
read_rows (PscHistoryDb *db,
           gint64        entry,
           PscJsonInput *input,
           PscRun       *run,
           Rows         *rows)
{
  sqlite3_stmt *statement = _psc_history_db_query (
    db, "SELECT " PSC_HISTORY_TASK_COLUMNS " FROM task WHERE entry = ?"
        " ORDER BY task", "i", entry);
  PscHistoryColumns columns = { input, statement };
  gint64 next = 0;

  while (_psc_history_db_step (db, statement))
    {
      gint64 index;

      if (input->error != NULL)
        continue;

      index = _psc_history_get_int (&columns, 0, "tasks", next,
                                    (gint64) rows->n_tasks - 1);
      if (input->error != NULL)
        continue;

      _psc_json_input_enter_item (input, "tasks", (guint) index);
      _psc_history_task_read (&columns, run, &rows->tasks[index],
                              &rows->steps[(gsize) index * rows->n_steps]);
      _psc_json_input_leave (input);
      next = index + 1;
    }
}

/* Of a run that was not finished some tasks are not known, and none is later
 * than the last that is. */
static void
settle_missing (PscJsonInput *input,
                Rows         *rows,
                gboolean      finished,
                gint64       *wall_ns)
{
  for (guint i = 0; i < rows->n_tasks; i++)
    {
      PscTaskRecord *task = &rows->tasks[i];

      if (task->outcome == PSC_OUTCOME_NONE && finished)
        {
          _psc_json_input_enter_item (input, "tasks", i);
          _psc_json_input_fail (input, NULL, _("is missing"));
          _psc_json_input_leave (input);
        }
      if (task->outcome == PSC_OUTCOME_NONE)
        {
          task->outcome = PSC_OUTCOME_STOPPED;
          task->cause = PSC_CAUSE_PROGRAM_ENDED;
        }
      if (!finished)
        *wall_ns = MAX (*wall_ns, task->end_ns);

      rows->places[i] = (PscKeptPlace) { task->start_ns, task->end_ns, i };
    }
}

static void
add_tasks (PscJsonInput *input,
           PscRun       *run,
           Rows         *rows,
           gint64        wall_ns)
{
  g_autofree gint64 *lane_ends = g_new0 (gint64, psc_run_get_n_lanes (run));
  PscKeptTasks tasks = { input, run, wall_ns, lane_ends };

  if (input->error == NULL)
    _psc_kept_sort_places (input, rows->places, rows->n_tasks, wall_ns);

  for (guint i = 0; i < rows->n_tasks && input->error == NULL; i++)
    {
      guint index = rows->places[i].index;
      PscStepRecord *steps = &rows->steps[(gsize) index * rows->n_steps];

      _psc_json_input_enter_item (input, "tasks", index);
      _psc_kept_add_task (&tasks, &rows->tasks[index], steps,
                          &rows->places[i], i == rows->n_tasks - 1);
      _psc_json_input_leave (input);

      /* They are the run's now, or gone. */
      rows->tasks[index].detail = NULL;
      for (guint step = 0; step < rows->n_steps; step++)
        steps[step].output = NULL;
    }
}

static void
end_unfinished (PscRun *run)
{
  g_autoptr (GError) error =
    g_error_new_literal (PSC_ERROR, PSC_ERROR_CLOSED,
                         _("The program ended before the run did."));

  psc_recorder_end_run (psc_run_get_recorder (run), 0, error);
  psc_run_take_batch (run);
}

static void
fill_run (PscHistoryDb *db,
          gint64        entry,
          PscJsonInput *input,
          const Frame  *frame,
          PscRun       *run)
{
  g_auto (Rows) rows = { 0, };
  JsonObject *tail = frame->tail != NULL
                     ? json_node_get_object (frame->tail) : NULL;
  gint64 wall_ns = 0, cpu_ns = 0, slept_ns = 0;

  if (frame->finished)
    {
      if (tail == NULL)
        _psc_json_input_fail (input, "tail", _("is missing"));
      slept_ns = _psc_json_get_int (input, tail, "slept_ns", 0,
                                    PSC_JSON_MAX_TIME_NS);
      wall_ns = _psc_json_get_int (input, tail, "wall_ns", 0,
                                   PSC_JSON_MAX_TIME_NS);
      cpu_ns = _psc_json_get_int (input, tail, "cpu_ns", 0, G_MAXINT64);
    }

  psc_recorder_begin_run (psc_run_get_recorder (run), 0);
  read_workers (db, entry, input, run);
  if (input->error == NULL)
    _psc_document_read_lanes_down (input, tail, run);
  psc_run_take_batch (run);
  if (input->error == NULL && tail != NULL)
    _psc_document_read_silences (input, tail, run);

  rows_init (&rows, run);
  read_rows (db, entry, input, run, &rows);
  settle_missing (input, &rows, frame->finished, &wall_ns);
  add_tasks (input, run, &rows, wall_ns);

  psc_recorder_slept (psc_run_get_recorder (run), slept_ns);
  if (frame->finished)
    _psc_document_read_end (input, tail, run, cpu_ns);
  else
    end_unfinished (run);
}

static PscRun *
read_run (PscHistoryDb *db,
          gint64        entry,
          PscJsonInput *input)
{
  g_auto (Frame) frame = { 0, };
  g_autoptr (PscListing) listing = NULL;
  g_autoptr (PscSettings) settings = NULL;
  g_autoptr (PscMachine) machine = NULL;
  g_autoptr (GDateTime) again_of = NULL;
  JsonObject *head;
  PscRun *run;

  read_frame (db, entry, input, &frame);
  if (db->code != SQLITE_OK || input->error != NULL)
    return NULL;
  if (!frame.found)
    {
      g_set_error_literal (&input->error, PSC_ERROR, PSC_ERROR_NOT_FOUND,
                           _("There is no such run in the history."));
      return NULL;
    }

  head = json_node_get_object (frame.head);
  listing = read_listing (db, entry, input, &frame);
  settings = _psc_json_read_settings (input, head, frame.n_files);
  machine = _psc_json_read_machine (input, head);
  if (_psc_json_has (head, "again_of"))
    again_of = _psc_json_get_date (input, head, "again_of");
  if (db->code != SQLITE_OK || input->error != NULL)
    return NULL;

  run = psc_run_new_kept (settings, listing, machine, frame.started);
  if (again_of != NULL)
    psc_run_set_again_of (run, again_of);
  fill_run (db, entry, input, &frame, run);

  return run;
}

/* What the database cannot say goes before what it has said. */
static gboolean
end (PscHistoryDb  *db,
     PscJsonInput  *input,
     GError       **error)
{
  if (_psc_history_db_end (db, NULL))
    return _psc_json_input_end (input, error);

  g_set_error (error, PSC_ERROR, PSC_ERROR_READ,
               _("The history cannot be read: %s"), db->message);

  return FALSE;
}

/**
 * _psc_history_can_read:
 *
 * Whether the database of a newer program still has all that this one reads.
 */
gboolean
_psc_history_can_read (PscHistoryDb *db)
{
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (!_psc_history_schema_has (db, wanted[i].table, wanted[i].columns))
      return FALSE;

  return TRUE;
}

/**
 * _psc_history_read_run:
 * @db: a connection that is in no transaction
 * @entry: the number of an entry
 * @error: of domain %PSC_ERROR
 *
 * Reads a run.  Nothing of it is trusted.  Blocks; may be called in any
 * thread.  Files that a run did not reach before its program ended have the
 * outcome %PSC_OUTCOME_STOPPED.
 *
 * Returns: (transfer full) (nullable): the run, which has ended
 */
PscRun *
_psc_history_read_run (PscHistoryDb  *db,
                       gint64         entry,
                       GError       **error)
{
  g_autoptr (PscRun) run = NULL;
  PscJsonInput input;
  gboolean is_good;

  _psc_json_input_init (&input);
  _psc_history_db_begin (db, FALSE);
  run = read_run (db, entry, &input);
  is_good = end (db, &input, error);
  _psc_json_input_clear (&input);

  return is_good ? g_steal_pointer (&run) : NULL;
}

/**
 * _psc_history_read_result:
 * @db: a connection that is in no transaction
 * @entry: the number of an entry
 * @error: of domain %PSC_ERROR or %G_IO_ERROR
 *
 * Reads the result of an exercise.
 *
 * Returns: (transfer full) (nullable): the result
 */
PscExerciseResult *
_psc_history_read_result (PscHistoryDb  *db,
                          gint64         entry,
                          GError       **error)
{
  PscJsonInput input;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GInputStream) stream = NULL;
  sqlite3_stmt *statement;
  gboolean is_good;

  _psc_json_input_init (&input);
  _psc_history_db_begin (db, FALSE);
  statement = _psc_history_db_query (
    db, "SELECT document FROM result WHERE entry = ?", "i", entry);
  while (_psc_history_db_step (db, statement))
    {
      PscHistoryColumns columns = { &input, statement };

      g_clear_pointer (&bytes, g_bytes_unref);
      bytes = _psc_history_dup_bytes (&columns, 0, "document", G_MAXINT32);
    }
  if (bytes == NULL && input.error == NULL)
    g_set_error_literal (&input.error, PSC_ERROR, PSC_ERROR_NOT_FOUND,
                         _("There is no such exercise in the history."));
  is_good = end (db, &input, error);
  _psc_json_input_clear (&input);
  if (!is_good)
    return NULL;

  stream = g_memory_input_stream_new_from_bytes (bytes);

  return _psc_exercise_packed_read (stream, error);
}
