/* psc-beat.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-beat"

#include "config.h"

#include "psc-beat.h"
#include "psc-clock.h"
#include "psc-frame.h"
#include "psc-types.h"

#define PERIOD_NS PSC_NSEC_PER_SEC

/**
 * psc_beat_begin:
 *
 * Puts the next one off: what begins now has not taken long, and the pool has
 * just heard of this worker or begun to wait for it.
 */
void
psc_beat_begin (PscBeat *self)
{
  self->due_ns = psc_clock_now_ns () + PERIOD_NS;
}

/**
 * psc_beat_give:
 *
 * Gives a sign now.
 */
void
psc_beat_give (PscBeat *self)
{
  psc_beat_begin (self);
  psc_frame_write_beat (self->fd);
}

/**
 * psc_beat_keep:
 * @self: (nullable): %NULL where nobody wants a sign
 *
 * Gives a sign if one is due.
 */
void
psc_beat_keep (PscBeat *self,
               gint64   now_ns)
{
  if (self != NULL && now_ns >= self->due_ns)
    psc_beat_give (self);
}
