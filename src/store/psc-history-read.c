/* psc-history-read.c: entries become runs and results again
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-read"

#include "config.h"

#include "psc-history-file-private.h"
#include "psc-history-private.h"
#include "psc-history-reader-private.h"

static gpointer
read_run (PscHistoryDb  *db,
          gint64         entry,
          GError       **error)
{
  return _psc_history_read_run (db, entry, error);
}

static gpointer
read_result (PscHistoryDb  *db,
             gint64         entry,
             GError       **error)
{
  return _psc_history_read_result (db, entry, error);
}

typedef gpointer (*ReadFunc) (PscHistoryDb  *db,
                              gint64         entry,
                              GError       **error);

/* What is to be read, as a task's data. */
typedef struct
{
  PscHistoryKey  *key;
  ReadFunc        read;
  GDestroyNotify  free_read;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *self = data;

  _psc_history_key_unref (self->key);
  g_free (self);
}

/* Has a thread read what the task, which it takes over, is to return. */
static void
read_entry (PscHistory      *self,
            PscHistoryEntry *entry,
            GTask           *task,
            ReadFunc         read,
            GDestroyNotify   free_read)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->key = _psc_history_key_ref (_psc_history_entry_get_key (entry));
  wanted->read = read;
  wanted->free_read = free_read;
  g_task_set_task_data (task, wanted, wanted_free);
  g_thread_pool_push (self->readers, task, NULL);
}

/**
 * _psc_history_read_func:
 * @data: (transfer full): a #GTask
 * @user_data: the #PscHistory
 *
 * Reads, in a thread for it, once what is on its way is in the database.
 */
void
_psc_history_read_func (gpointer data,
                        gpointer user_data)
{
  PscHistory *self = user_data;
  Wanted *wanted = g_task_get_task_data (data);
  gint64 id = _psc_history_writer_wait (self->writer, wanted->key);
  g_autoptr (PscHistoryDb) db = _psc_history_file_open_to_read (self->path);
  PscHistoryEvent *event = g_new0 (PscHistoryEvent, 1);

  event->task = data;
  event->read = wanted->read (db, id, &event->error);
  event->free_read = wanted->free_read;
  _psc_history_writer_tell (self->writer, event);
}

/**
 * _psc_history_take_read:
 * @event: one that has a task
 *
 * Gives what was read to whoever has asked for it.
 */
void
_psc_history_take_read (PscHistoryEvent *event)
{
  if (event->error != NULL)
    g_task_return_error (event->task, g_steal_pointer (&event->error));
  else
    g_task_return_pointer (event->task, g_steal_pointer (&event->read),
                           event->free_read);
}

/**
 * psc_history_read_run_async:
 * @entry: one that is a run
 *
 * Reads all of a run in another thread: of one that goes on or was not
 * finished, what there is.  Files that it did not reach have the outcome
 * %PSC_OUTCOME_STOPPED.
 */
void
psc_history_read_run_async (PscHistory          *self,
                            PscHistoryEntry     *entry,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (PSC_IS_HISTORY (self));
  g_return_if_fail (PSC_IS_HISTORY_ENTRY (entry));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, psc_history_read_run_async);
  read_entry (self, entry, task, read_run, g_object_unref);
}

/**
 * psc_history_read_run_finish:
 * @error: of domain %PSC_ERROR or %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): a run of the past, which has ended
 */
PscRun *
psc_history_read_run_finish (PscHistory    *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * psc_history_read_result_async:
 * @entry: one that is an exercise
 *
 * Reads the result of an exercise in another thread.
 */
void
psc_history_read_result_async (PscHistory          *self,
                               PscHistoryEntry     *entry,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (PSC_IS_HISTORY (self));
  g_return_if_fail (PSC_IS_HISTORY_ENTRY (entry));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, psc_history_read_result_async);
  read_entry (self, entry, task, read_result,
              (GDestroyNotify) psc_exercise_result_unref);
}

/**
 * psc_history_read_result_finish:
 * @error: of domain %PSC_ERROR or %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): what was predicted and measured
 */
PscExerciseResult *
psc_history_read_result_finish (PscHistory    *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
