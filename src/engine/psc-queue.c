/* psc-queue.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-queue"

#include "config.h"

#include "psc-queue.h"

struct _PscQueue
{
  /* Constant */
  guint     n_tasks;
  guint     chunk_size;

  /* Under the mutex */
  GMutex    mutex;
  GCond     changed;
  GArray   *returned; /* PscChunk: given back unfinished, taken first */
  guint     next;     /* first task that no chunk has held yet */
  guint     n_chunks; /* chunks cut so far */
  guint     n_out;    /* chunks that lanes hold */
  gboolean  closed;
};

/**
 * psc_queue_new:
 *
 * Makes the queue of tasks 0 to @n_tasks - 1, cut into chunks of @chunk_size
 * as they are taken.
 */
PscQueue *
psc_queue_new (guint n_tasks,
               guint chunk_size)
{
  PscQueue *self;

  g_return_val_if_fail (chunk_size > 0, NULL);

  self = g_new0 (PscQueue, 1);
  self->n_tasks = n_tasks;
  self->chunk_size = chunk_size;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  self->returned = g_array_new (FALSE, FALSE, sizeof (PscChunk));

  return self;
}

/**
 * psc_queue_free:
 *
 * Frees the queue.  No lane may be left.
 */
void
psc_queue_free (PscQueue *self)
{
  g_array_unref (self->returned);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static gboolean
is_dry (PscQueue *self)
{
  return self->returned->len == 0 && self->next >= self->n_tasks;
}

/**
 * psc_queue_take:
 * @chunk: (out): the lane's next chunk
 * @dry: (out): whether it was the last one
 *
 * Takes a chunk, to be brought back by psc_queue_give_back().  When none is
 * left, waits for those that other lanes hold: a lane whose worker dies gives
 * back what it has not done.  Returns %FALSE when all is done, or the queue
 * has been closed.
 */
gboolean
psc_queue_take (PscQueue *self,
                PscChunk *chunk,
                gboolean *dry)
{
  gboolean taken = FALSE;

  g_mutex_lock (&self->mutex);
  while (!self->closed && is_dry (self) && self->n_out > 0)
    g_cond_wait (&self->changed, &self->mutex);

  if (!self->closed && !is_dry (self))
    {
      if (self->returned->len > 0)
        {
          *chunk = g_array_index (self->returned, PscChunk,
                                  self->returned->len - 1);
          g_array_set_size (self->returned, self->returned->len - 1);
        }
      else
        {
          chunk->number = ++self->n_chunks;
          chunk->first = self->next;
          chunk->n_tasks = MIN (self->chunk_size, self->n_tasks - self->next);
          self->next += chunk->n_tasks;
        }

      self->n_out++;
      *dry = is_dry (self);
      taken = TRUE;
    }
  g_mutex_unlock (&self->mutex);

  return taken;
}

/**
 * psc_queue_give_back:
 * @chunk: what psc_queue_take() gave, less the tasks that have been done
 *
 * Brings a chunk back.  Tasks that are left in it are handed out again.
 */
void
psc_queue_give_back (PscQueue *self,
                     PscChunk *chunk)
{
  g_mutex_lock (&self->mutex);
  g_assert (self->n_out > 0);
  self->n_out--;
  if (chunk->n_tasks > 0)
    g_array_append_val (self->returned, *chunk);
  if (chunk->n_tasks > 0 || self->n_out == 0)
    g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

/**
 * psc_queue_close:
 *
 * Lets nobody take any more.
 */
void
psc_queue_close (PscQueue *self)
{
  g_mutex_lock (&self->mutex);
  self->closed = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

/**
 * psc_queue_is_dry:
 *
 * Whether there is nothing to take at this moment.
 */
gboolean
psc_queue_is_dry (PscQueue *self)
{
  gboolean dry;

  g_mutex_lock (&self->mutex);
  dry = self->closed || is_dry (self);
  g_mutex_unlock (&self->mutex);

  return dry;
}
