/* psc-history-keeping.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-keeping"

#include "config.h"

#include <math.h>
#include <string.h>

#include "psc-figures.h"
#include "psc-history-head-private.h"
#include "psc-history-keeping-private.h"
#include "psc-history-row-private.h"
#include "psc-history-task-private.h"
#include "psc-sketch.h"

/* Others may write between two transactions; so many tasks take some tens of
 * milliseconds. */
#define MAX_TASKS_AT_ONCE 5000

/* How far a run has been written. */
typedef struct
{
  gint64          id; /* 0: not at all */
  guint           n_tasks;
  guint           n_outcomes[PSC_N_OUTCOMES];
  guint           n_news; /* the last that is in it */
  PscHistoryState state;
} Progress;

struct _PscHistoryKeeping
{
  /* Owned */
  PscRun   *run;
  GArray   *tasks;   /* guint32, as they have come in */
  GArray   *workers; /* PscWorkerRecord */
  GArray   *dirty;   /* guint32: indices of workers that are not written so */
  char     *tail;    /* (nullable) */
  GBytes   *sketch;  /* (nullable) */

  double    occupancy;
  guint     n_news;
  gboolean  ended;
  gboolean  abandoned; /* the program ends before the run does */
  Progress  done;      /* committed */
  Progress  tried;     /* written in the transaction that is open */
};

/**
 * _psc_history_news_new:
 *
 * Makes empty news; free with _psc_history_news_free().
 */
PscHistoryNews *
_psc_history_news_new (void)
{
  PscHistoryNews *self = g_new0 (PscHistoryNews, 1);

  self->tasks = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->workers = g_array_new (FALSE, FALSE, sizeof (PscHistoryWorker));

  return self;
}

/**
 * _psc_history_news_free:
 *
 * Frees news.
 */
void
_psc_history_news_free (PscHistoryNews *self)
{
  g_array_unref (self->tasks);
  g_array_unref (self->workers);
  g_free (self->tail);
  g_free (self);
}

/**
 * _psc_history_keeping_new:
 * @run: a run that has begun
 *
 * Begins to keep a run of which nothing has been told yet.
 */
PscHistoryKeeping *
_psc_history_keeping_new (PscRun *run)
{
  PscHistoryKeeping *self = g_new0 (PscHistoryKeeping, 1);

  self->run = g_object_ref (run);
  self->tasks = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->workers = g_array_new (FALSE, TRUE, sizeof (PscWorkerRecord));
  self->dirty = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->occupancy = NAN;

  return self;
}

/**
 * _psc_history_keeping_free:
 *
 * Forgets what is not written.
 */
void
_psc_history_keeping_free (PscHistoryKeeping *self)
{
  g_object_unref (self->run);
  g_array_unref (self->tasks);
  g_array_unref (self->workers);
  g_array_unref (self->dirty);
  g_free (self->tail);
  g_clear_pointer (&self->sketch, g_bytes_unref);
  g_free (self);
}

/* Tasks that no lane has begun have their outcomes when all is over. */
static void
take_end (PscHistoryKeeping *self)
{
  PscFigures figures;

  for (guint32 i = 0; i < psc_run_get_n_tasks (self->run); i++)
    if (psc_run_get_task (self->run, i)->lane == 0)
      g_array_append_val (self->tasks, i);

  psc_figures_read (self->run, &figures);
  self->occupancy = figures.occupancy;
  self->sketch = psc_sketch_new (self->run);
  g_free (self->tail);
  self->tail = _psc_history_dup_tail (self->run);
  self->ended = TRUE;
}

/* How many tasks it has finished is counted when they are read. */
static void
take_worker (PscHistoryKeeping      *self,
             const PscHistoryWorker *worker)
{
  PscWorkerRecord *known;

  if (worker->index >= self->workers->len)
    g_array_set_size (self->workers, worker->index + 1);

  known = &g_array_index (self->workers, PscWorkerRecord, worker->index);
  if (known->lane != worker->record.lane ||
      known->ready_ns != worker->record.ready_ns ||
      known->ended_ns != worker->record.ended_ns)
    g_array_append_val (self->dirty, worker->index);
  *known = worker->record;
}

/**
 * _psc_history_keeping_take:
 * @news: what has happened since the news before
 *
 * Takes in what is to be written.
 */
void
_psc_history_keeping_take (PscHistoryKeeping *self,
                           PscHistoryNews    *news)
{
  g_array_append_vals (self->tasks, news->tasks->data, news->tasks->len);
  for (guint i = 0; i < news->workers->len; i++)
    take_worker (self, &g_array_index (news->workers, PscHistoryWorker, i));

  if (news->tail != NULL)
    {
      g_free (self->tail);
      self->tail = g_strdup (news->tail);
    }
  if (news->ended)
    take_end (self);
  self->n_news++;
}

/**
 * _psc_history_keeping_abandon:
 *
 * Notes that the program ends before the run does.
 */
void
_psc_history_keeping_abandon (PscHistoryKeeping *self)
{
  self->abandoned = TRUE;
  self->n_news++;
}

static void
insert_entry (PscHistoryKeeping     *self,
              PscHistoryDb          *db,
              const PscHistoryOwner *owner)
{
  g_autofree char *head = _psc_history_dup_head (
    psc_run_get_settings (self->run), psc_run_get_listing (self->run),
    psc_run_get_machine (self->run), psc_run_get_again_of (self->run));
  g_autoptr (GByteArray) names =
    _psc_history_dup_names (psc_run_get_listing (self->run));

  self->tried.id = _psc_history_insert_entry (
    db, owner, "run", psc_run_get_started (self->run), head,
    psc_run_get_n_tasks (self->run), PSC_HISTORY_RUNNING);
  _psc_history_db_run (db, "INSERT INTO files VALUES (?, ?)", "ib",
                       self->tried.id, names->data != NULL
                                       ? (gconstpointer) names->data : "",
                       (gsize) names->len);
}

static void
write_workers (PscHistoryKeeping *self,
               PscHistoryDb      *db)
{
  for (guint i = 0; i < self->dirty->len; i++)
    {
      guint32 index = g_array_index (self->dirty, guint32, i);
      const PscWorkerRecord *worker =
        &g_array_index (self->workers, PscWorkerRecord, index);

      _psc_history_db_run (
        db, "INSERT OR REPLACE INTO worker VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        "iiisitttiis", self->tried.id, (gint64) index + 1,
        (gint64) worker->lane, psc_worker_kind_to_string (worker->kind),
        worker->id, worker->requested_ns, worker->ready_ns, worker->ended_ns,
        (gint64) worker->exit_code, (gint64) worker->signal, worker->message);
    }
}

static void
write_tasks (PscHistoryKeeping *self,
             PscHistoryDb      *db)
{
  guint end = MIN (self->tasks->len, self->done.n_tasks + MAX_TASKS_AT_ONCE);

  for (guint i = self->done.n_tasks; i < end; i++)
    {
      guint32 index = g_array_index (self->tasks, guint32, i);

      self->tried.n_outcomes[psc_run_get_task (self->run, index)->outcome]++;
      _psc_history_task_write (db, self->tried.id, self->run, index);
    }
  self->tried.n_tasks = end;
}

/* Nobody but the user takes away an entry of a run that goes on. */
static gboolean
is_gone (PscHistoryKeeping *self,
         PscHistoryDb      *db)
{
  return _psc_history_db_get_number (
           db, "SELECT count(*) FROM entry WHERE id = ?", "i",
           self->done.id) == 0 && db->code == SQLITE_OK;
}

/**
 * _psc_history_keeping_write:
 * @db: in a transaction
 *
 * Writes what is not written, as far as it is good to do so at once.  Tell
 * with _psc_history_keeping_settle() what has become of the transaction.
 */
void
_psc_history_keeping_write (PscHistoryKeeping     *self,
                            PscHistoryDb          *db,
                            const PscHistoryOwner *owner)
{
  g_autofree char *outcomes = NULL;

  self->tried = self->done;
  if (self->done.id == 0)
    {
      insert_entry (self, db, owner);
    }
  else if (is_gone (self, db))
    {
      self->tried.state = PSC_HISTORY_UNFINISHED;
      return;
    }

  write_workers (self, db);
  write_tasks (self, db);
  if (self->tried.n_tasks == self->tasks->len)
    {
      self->tried.n_news = self->n_news;
      if (self->ended)
        self->tried.state = PSC_HISTORY_FINISHED;
      else if (self->abandoned)
        self->tried.state = PSC_HISTORY_UNFINISHED;
    }

  outcomes = _psc_history_dup_outcomes (self->tried.n_outcomes);
  _psc_history_db_run (
    db, "UPDATE entry SET revision = revision + 1, outcomes = ?, state = ?,"
        " tail = ? WHERE id = ?", "sssi", outcomes,
    _psc_history_state_to_string (self->tried.state), self->tail,
    self->tried.id);
  if (self->tried.state == PSC_HISTORY_FINISHED)
    _psc_history_db_run (
      db, "UPDATE entry SET wall_ns = ?, occupancy = ?, sketch = ?"
          " WHERE id = ?", "tdbi", psc_run_get_wall_ns (self->run),
      self->occupancy, g_bytes_get_data (self->sketch, NULL),
      g_bytes_get_size (self->sketch), self->tried.id);
}

/**
 * _psc_history_keeping_settle:
 * @committed: whether the last transaction has been
 *
 * Believes what was written, or forgets that it was.
 */
void
_psc_history_keeping_settle (PscHistoryKeeping *self,
                             gboolean           committed)
{
  if (!committed)
    return;

  self->done = self->tried;
  g_array_set_size (self->dirty, 0);
}

/**
 * _psc_history_keeping_restart:
 *
 * Writes everything again: it is another database.
 */
void
_psc_history_keeping_restart (PscHistoryKeeping *self)
{
  self->done = (Progress) { 0, };
  g_array_set_size (self->dirty, 0);
  for (guint32 i = 0; i < self->workers->len; i++)
    g_array_append_val (self->dirty, i);
}

/**
 * _psc_history_keeping_is_due:
 *
 * Whether there is something to be written.
 */
gboolean
_psc_history_keeping_is_due (PscHistoryKeeping *self)
{
  return self->done.n_news != self->n_news &&
         self->done.state == PSC_HISTORY_RUNNING;
}

/**
 * _psc_history_keeping_is_done:
 *
 * Whether nothing will have to be written any more.
 */
gboolean
_psc_history_keeping_is_done (PscHistoryKeeping *self)
{
  return self->done.state != PSC_HISTORY_RUNNING;
}

/**
 * _psc_history_keeping_is_abandoned:
 *
 * Whether nothing will have to be written any more, though the run goes on.
 */
gboolean
_psc_history_keeping_is_abandoned (PscHistoryKeeping *self)
{
  return self->done.state == PSC_HISTORY_UNFINISHED;
}

/**
 * _psc_history_keeping_get_id:
 *
 * The entry's number; 0 until one has been committed.
 */
gint64
_psc_history_keeping_get_id (PscHistoryKeeping *self)
{
  return self->done.id;
}
