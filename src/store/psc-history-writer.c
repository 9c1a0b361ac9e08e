/* psc-history-writer.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-writer"

#include "config.h"

#include <sys/resource.h>
#include <unistd.h>

#include "psc-history-file-private.h"
#include "psc-history-thread-private.h"
#include "psc-history-upkeep-private.h"
#include "psc-kept-run-private.h"

/* What is told is committed no later than this. */
#define BATCH_US (150 * 1000)

/* Below the lanes, which are measured, but not starved by them. */
#define NICENESS 5

static void
enforce_limit (PscHistoryWriter *self)
{
  if (_psc_history_enforce_limit (self->db, &self->owner, self->limit))
    _psc_history_reload (self);
}

/* Returns: whether it is done with, as far as can be at once */
static gboolean
write_keeping (PscHistoryWriter *self,
               PscHistoryKey    *key)
{
  gint64 old_id = _psc_history_keeping_get_id (key->keeping);
  gboolean committed;
  int code;

  _psc_history_db_begin (self->db, TRUE);
  _psc_history_keeping_write (key->keeping, self->db, &self->owner);
  committed = _psc_history_db_end (self->db, &code);
  _psc_history_keeping_settle (key->keeping, committed);
  if (!committed)
    {
      _psc_history_take_failure (self, code);
      return FALSE;
    }

  _psc_history_take_success (self);
  if (old_id == 0)
    _psc_history_register (self, key,
                           _psc_history_keeping_get_id (key->keeping));
  if (_psc_history_keeping_is_abandoned (key->keeping))
    _psc_history_settle_unfinished (self->db, key->id);
  if (_psc_history_keeping_is_done (key->keeping))
    _psc_history_tell_key (self, key, g_steal_pointer (&key->keeping), FALSE);
  else if (old_id == 0)
    _psc_history_tell_key (self, key, NULL, FALSE);

  return TRUE;
}

/* Returns: whether all of them are committed */
static gboolean
write_kept (PscHistoryWriter *self)
{
  gboolean any_done = FALSE;

  for (guint i = 0; i < self->kept->len;)
    {
      PscHistoryKey *key = g_ptr_array_index (self->kept, i);

      while (key->keeping != NULL && _psc_history_keeping_is_due (key->keeping))
        if (!write_keeping (self, key))
          return FALSE;

      if (key->keeping != NULL)
        {
          i++;
          continue;
        }
      g_ptr_array_remove_index (self->kept, i);
      any_done = TRUE;
    }

  if (any_done)
    enforce_limit (self);

  return TRUE;
}

static gboolean
write_edit (PscHistoryWriter *self,
            PscHistoryJob    *job)
{
  gint64 id;
  int code;

  _psc_history_db_begin (self->db, TRUE);
  id = job->key != NULL ? job->key->id
                        : _psc_history_find_result (self->db, job->result);
  if (job->kind == PSC_HISTORY_JOB_RESULT)
    id = _psc_history_write_result (self->db, &self->owner, job->result);
  else if (job->kind == PSC_HISTORY_JOB_TEXTS)
    _psc_history_write_texts (self->db, id, job->name, job->note);
  else
    _psc_history_write_removed (self->db, &self->owner, id,
                                job->kind == PSC_HISTORY_JOB_REMOVE);
  if (!_psc_history_db_end (self->db, &code))
    {
      _psc_history_take_failure (self, code);
      return FALSE;
    }

  _psc_history_take_success (self);
  if (job->key != NULL)
    _psc_history_tell_key (self, job->key, NULL, TRUE);
  else if (id != 0)
    _psc_history_tell_id (self, id);
  if (job->kind == PSC_HISTORY_JOB_RESULT)
    enforce_limit (self);

  return TRUE;
}

static void
write_all (PscHistoryWriter *self)
{
  self->due_us = 0;
  if (!self->writable || !write_kept (self))
    return;

  /* It may not be there any more, and what was written may have to be again. */
  while (self->writable && !g_queue_is_empty (&self->edits))
    {
      PscHistoryJob *job = g_queue_peek_head (&self->edits);

      if (!write_edit (self, job))
        return;
      _psc_history_job_free (g_queue_pop_head (&self->edits));
    }

  if (self->size != _psc_history_file_get_size (self->path))
    _psc_history_tell_status (self);
}

/* Without a database there is nothing to be written, ever. */
static void
take_news (PscHistoryWriter *self,
           PscHistoryJob    *job)
{
  PscHistoryKey *key = job->key;
  PscHistoryKeeping *keeping = NULL;
  gboolean is_large = job->run != NULL &&
                      psc_run_get_n_tasks (job->run) > PSC_KEPT_MAX_TASKS;

  /* From now on it is held by what is given back. */
  if (job->run != NULL)
    keeping = _psc_history_keeping_new (job->run);
  g_clear_object (&job->run);

  if (is_large && self->writable)
    _psc_history_refuse_large (self);
  if (is_large || !self->writable)
    {
      if (keeping != NULL)
        _psc_history_tell_key (self, key, keeping, FALSE);
      return;
    }

  if (keeping != NULL)
    {
      key->keeping = keeping;
      g_ptr_array_add (self->kept, _psc_history_key_ref (key));
    }
  if (key->keeping == NULL)
    return;

  if (job->kind == PSC_HISTORY_JOB_ABANDON)
    _psc_history_keeping_abandon (key->keeping);
  else
    _psc_history_keeping_take (key->keeping, job->news);
}

static void
pass (PscHistoryBarrier *barrier,
      PscHistoryKey     *key)
{
  g_mutex_lock (&barrier->mutex);
  barrier->id = key != NULL ? key->id : 0;
  barrier->passed = TRUE;
  g_cond_signal (&barrier->cond);
  g_mutex_unlock (&barrier->mutex);
}

static void
refresh (PscHistoryWriter *self)
{
  gint64 version;

  if (self->db != NULL && self->writable &&
      _psc_history_file_get_inode (self->path) != self->inode)
    _psc_history_reopen (self);

  /* Its directory may have gone as well. */
  if (self->db == NULL)
    return;

  version = _psc_history_db_get_number (self->db, "PRAGMA data_version", "");
  _psc_history_db_end (self->db, NULL);
  if (version == self->data_version)
    return;

  self->data_version = version;
  _psc_history_reload (self);
}

static gboolean
has_due (PscHistoryWriter *self)
{
  for (guint i = 0; i < self->kept->len; i++)
    {
      PscHistoryKey *key = g_ptr_array_index (self->kept, i);

      if (key->keeping != NULL && _psc_history_keeping_is_due (key->keeping))
        return TRUE;
    }

  return !g_queue_is_empty (&self->edits);
}

/* Returns: whether there is more to come */
static gboolean
do_job (PscHistoryWriter *self,
        PscHistoryJob    *job)
{
  gboolean quits = job->kind == PSC_HISTORY_JOB_QUIT;

  switch (job->kind)
    {
    case PSC_HISTORY_JOB_NEWS:
    case PSC_HISTORY_JOB_ABANDON:
      take_news (self, job);
      break;

    case PSC_HISTORY_JOB_LIMIT:
      /* What has been removed just now is the first that goes. */
      self->limit = job->number;
      write_all (self);
      if (self->writable)
        enforce_limit (self);
      break;

    case PSC_HISTORY_JOB_REFRESH:
      refresh (self);
      break;

    case PSC_HISTORY_JOB_FLUSH:
    case PSC_HISTORY_JOB_QUIT:
      write_all (self);
      if (job->barrier != NULL)
        pass (job->barrier, job->key);
      break;

    case PSC_HISTORY_JOB_RESULT:
    case PSC_HISTORY_JOB_TEXTS:
    case PSC_HISTORY_JOB_REMOVE:
    case PSC_HISTORY_JOB_RESTORE:
    default:
      /* What is not written is as it was. */
      if (self->writable)
        g_queue_push_tail (&self->edits, g_steal_pointer (&job));
      else if (job->key != NULL)
        _psc_history_tell_key (self, job->key, NULL, TRUE);
      break;
    }

  if (job != NULL)
    _psc_history_job_free (job);
  if (self->due_us == 0 && has_due (self))
    self->due_us = g_get_monotonic_time () + BATCH_US;

  return !quits;
}

static PscHistoryJob *
wait_for_job (PscHistoryWriter *self)
{
  gint64 left_us;

  if (self->due_us == 0)
    return g_async_queue_pop (self->jobs);

  left_us = self->due_us - g_get_monotonic_time ();

  return left_us > 0
         ? g_async_queue_timeout_pop (self->jobs, (guint64) left_us) : NULL;
}

static gpointer
live (gpointer data)
{
  PscHistoryWriter *self = data;
  gboolean goes_on = TRUE;

  /* Of this thread alone: Linux has a priority for each. */
  setpriority (PRIO_PROCESS, (id_t) gettid (), NICENESS);
  _psc_history_open (self, 0);
  _psc_history_reload (self);

  while (goes_on)
    {
      PscHistoryJob *job = wait_for_job (self);

      if (job != NULL)
        goes_on = do_job (self, job);
      else
        write_all (self);
    }

  if (self->writable)
    _psc_history_purge (self->db, &self->owner);
  g_clear_pointer (&self->db, _psc_history_db_close);
  _psc_history_owner_release (&self->owner);

  return NULL;
}

/**
 * _psc_history_writer_new:
 * @path: of the database
 * @wake: a source that is made ready when there is something to be popped
 *
 * Starts the thread, which opens the database and tells what is in it.
 */
PscHistoryWriter *
_psc_history_writer_new (const char *path,
                         GSource    *wake)
{
  PscHistoryWriter *self = g_new0 (PscHistoryWriter, 1);

  self->path = g_strdup (path);
  self->wake = g_source_ref (wake);
  self->owner = (PscHistoryOwner) PSC_HISTORY_OWNER_INIT;
  self->jobs =
    g_async_queue_new_full ((GDestroyNotify) _psc_history_job_free);
  self->events =
    g_async_queue_new_full ((GDestroyNotify) _psc_history_event_free);
  self->keys = g_hash_table_new_full (
    g_int64_hash, g_int64_equal, NULL,
    (GDestroyNotify) _psc_history_key_unref);
  self->kept = g_ptr_array_new_with_free_func (
    (GDestroyNotify) _psc_history_key_unref);
  g_queue_init (&self->edits);
  self->thread = g_thread_new ("history", live, self);

  return self;
}

/**
 * _psc_history_writer_push:
 * @job: (transfer full): what is to be done after all that was pushed before
 *
 * Gives the thread something to do.
 */
void
_psc_history_writer_push (PscHistoryWriter *self,
                          PscHistoryJob    *job)
{
  g_async_queue_push (self->jobs, job);
}

/**
 * _psc_history_writer_tell:
 * @event: (transfer full): what the main context is to know
 *
 * Gives the main context something to do.  Any thread may call.
 */
void
_psc_history_writer_tell (PscHistoryWriter *self,
                          PscHistoryEvent  *event)
{
  g_async_queue_push (self->events, event);
  g_source_set_ready_time (self->wake, 0);
}

/**
 * _psc_history_writer_pop:
 *
 * Returns: (transfer full) (nullable): what the thread has told next
 */
PscHistoryEvent *
_psc_history_writer_pop (PscHistoryWriter *self)
{
  return g_async_queue_try_pop (self->events);
}

/**
 * _psc_history_writer_wait:
 * @key: (nullable): an entry
 *
 * Blocks until all that was pushed before is committed, if it can be.  Any
 * thread may call.
 *
 * Returns: the entry's number, or 0
 */
gint64
_psc_history_writer_wait (PscHistoryWriter *self,
                          PscHistoryKey    *key)
{
  PscHistoryJob *job = _psc_history_job_new (PSC_HISTORY_JOB_FLUSH, key);
  PscHistoryBarrier barrier = { .passed = FALSE };

  g_mutex_init (&barrier.mutex);
  g_cond_init (&barrier.cond);
  job->barrier = &barrier;
  _psc_history_writer_push (self, job);

  g_mutex_lock (&barrier.mutex);
  while (!barrier.passed)
    g_cond_wait (&barrier.cond, &barrier.mutex);
  g_mutex_unlock (&barrier.mutex);

  g_mutex_clear (&barrier.mutex);
  g_cond_clear (&barrier.cond);

  return barrier.id;
}

/**
 * _psc_history_writer_free:
 *
 * Blocks until all that was pushed before is committed, if it can be, and ends
 * the thread.
 */
void
_psc_history_writer_free (PscHistoryWriter *self)
{
  _psc_history_writer_push (self,
                            _psc_history_job_new (PSC_HISTORY_JOB_QUIT, NULL));
  g_thread_join (self->thread);

  /* What could not be written holds its run, and that may hold its entry. */
  for (guint i = 0; i < self->kept->len; i++)
    {
      PscHistoryKey *key = g_ptr_array_index (self->kept, i);

      g_clear_pointer (&key->keeping, _psc_history_keeping_free);
    }

  g_queue_clear_full (&self->edits, (GDestroyNotify) _psc_history_job_free);
  g_ptr_array_unref (self->kept);
  g_hash_table_unref (self->keys);
  g_async_queue_unref (self->jobs);
  g_async_queue_unref (self->events);
  g_source_unref (self->wake);
  g_free (self->problem);
  g_free (self->path);
  g_free (self);
}
