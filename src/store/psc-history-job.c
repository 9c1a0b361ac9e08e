/* psc-history-job.c: what goes from thread to thread
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-job"

#include "config.h"

#include "psc-history-writer-private.h"

/**
 * _psc_history_key_new:
 *
 * Makes the key of an entry that is not in the database.
 */
PscHistoryKey *
_psc_history_key_new (void)
{
  PscHistoryKey *self = g_new0 (PscHistoryKey, 1);

  g_atomic_ref_count_init (&self->ref_count);

  return self;
}

/**
 * _psc_history_key_ref:
 *
 * Returns: (transfer full): @self
 */
PscHistoryKey *
_psc_history_key_ref (PscHistoryKey *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * _psc_history_key_unref:
 *
 * Frees the key with its last reference.
 */
void
_psc_history_key_unref (PscHistoryKey *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->keeping, _psc_history_keeping_free);
  g_free (self);
}

/**
 * _psc_history_job_new:
 * @key: (nullable): the entry that it is about
 *
 * Makes a job; free with _psc_history_job_free().
 */
PscHistoryJob *
_psc_history_job_new (PscHistoryJobKind  kind,
                      PscHistoryKey     *key)
{
  PscHistoryJob *self = g_new0 (PscHistoryJob, 1);

  self->kind = kind;
  if (key != NULL)
    self->key = _psc_history_key_ref (key);

  return self;
}

/**
 * _psc_history_job_free:
 *
 * Frees a job.
 */
void
_psc_history_job_free (PscHistoryJob *self)
{
  g_clear_pointer (&self->key, _psc_history_key_unref);
  g_clear_object (&self->run);
  g_clear_pointer (&self->news, _psc_history_news_free);
  g_clear_pointer (&self->result, psc_exercise_result_unref);
  g_free (self->name);
  g_free (self->note);
  g_free (self);
}

/**
 * _psc_history_event_free:
 *
 * Frees an event, and what the thread has given back with it.
 */
void
_psc_history_event_free (PscHistoryEvent *self)
{
  g_clear_object (&self->task);
  if (self->read != NULL)
    self->free_read (self->read);
  g_clear_error (&self->error);
  g_clear_pointer (&self->key, _psc_history_key_unref);
  g_clear_pointer (&self->row, _psc_history_row_free);
  g_clear_pointer (&self->keeping, _psc_history_keeping_free);
  g_free (self->problem);
  g_free (self);
}
