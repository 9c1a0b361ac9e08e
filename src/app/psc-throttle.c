/* psc-throttle.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-throttle"

#include "config.h"

#include "psc-throttle.h"

struct _PscThrottle
{
  PscThrottleFunc func;
  gpointer        user_data;
  guint           interval_ms;
  guint           source_id;
};

/**
 * psc_throttle_new:
 * @interval_ms: how long it takes from what is asked to what is done
 *
 * Makes a throttle that nothing has been asked of; free with
 * psc_throttle_free().
 */
PscThrottle *
psc_throttle_new (guint           interval_ms,
                  PscThrottleFunc func,
                  gpointer        user_data)
{
  PscThrottle *self = g_new0 (PscThrottle, 1);

  self->func = func;
  self->user_data = user_data;
  self->interval_ms = interval_ms;

  return self;
}

static gboolean
timeout_cb (gpointer user_data)
{
  PscThrottle *self = user_data;

  self->source_id = 0;
  self->func (self->user_data);

  return G_SOURCE_REMOVE;
}

/**
 * psc_throttle_ask:
 *
 * Has the function called an interval from now, unless it is going to be
 * called already.
 */
void
psc_throttle_ask (PscThrottle *self)
{
  if (self->source_id == 0)
    self->source_id = g_timeout_add (self->interval_ms, timeout_cb, self);
}

/**
 * psc_throttle_free:
 *
 * Frees a throttle, and forgets what has been asked.
 */
void
psc_throttle_free (PscThrottle *self)
{
  g_clear_handle_id (&self->source_id, g_source_remove);
  g_free (self);
}
