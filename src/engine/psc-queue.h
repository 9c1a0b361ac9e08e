/* psc-queue.h: the chunks that lanes take from
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Consecutive tasks that are handed to a lane at once. */
typedef struct
{
  guint number;  /* from 1 */
  guint first;   /* index of the first task that is left */
  guint n_tasks; /* how many are left */
} PscChunk;

/* May be used from any thread. */
typedef struct _PscQueue PscQueue;

PscQueue *psc_queue_new       (guint      n_tasks,
                               guint      chunk_size) G_GNUC_WARN_UNUSED_RESULT;
void      psc_queue_free      (PscQueue  *self);
gboolean  psc_queue_take      (PscQueue  *self,
                               PscChunk  *chunk,
                               gboolean  *dry);
void      psc_queue_give_back (PscQueue  *self,
                               PscChunk  *chunk);
void      psc_queue_close     (PscQueue  *self);
gboolean  psc_queue_is_dry    (PscQueue  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscQueue, psc_queue_free)

G_END_DECLS
