/* psc-throttle.h: what is asked for often, done now and then
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Many runs end between two frames when they are short, and nobody can read
 * what changes faster.  Belongs to the main context. */
typedef struct _PscThrottle PscThrottle;

typedef void (*PscThrottleFunc) (gpointer user_data);

PscThrottle *psc_throttle_new  (guint            interval_ms,
                                PscThrottleFunc  func,
                                gpointer         user_data)
                                G_GNUC_WARN_UNUSED_RESULT;
void         psc_throttle_ask  (PscThrottle     *self);
void         psc_throttle_free (PscThrottle     *self);

G_END_DECLS
