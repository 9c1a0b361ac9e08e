/* psc-beat.h: a worker's sign that it lives, while a step takes long
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A worker process writes a beat now and then while it waits for a command or
 * computes.  It comes from the thread that does the work: one that
 * hangs is not taken for one that has much to do. */
typedef struct
{
  int    fd;     /* where frames are written */
  gint64 due_ns; /* when the next one is due */
} PscBeat;

void psc_beat_begin (PscBeat *self);
void psc_beat_give  (PscBeat *self);
void psc_beat_keep  (PscBeat *self,
                     gint64   now_ns);

G_END_DECLS
