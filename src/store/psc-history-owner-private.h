/* psc-history-owner-private.h: which process writes to an entry
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A process id is given to another process sooner or later, but not with the
 * same start, and not in the same boot. */
typedef struct
{
  char   boot[40]; /* empty where the system does not say */
  gint64 process;
  gint64 start;    /* in the clock ticks of the boot; 0 if not known */
} PscHistoryOwner;

void     _psc_history_owner_init     (PscHistoryOwner       *self);
gboolean _psc_history_owner_is_alive (const PscHistoryOwner *self,
                                      const char            *boot,
                                      gint64                 process,
                                      gint64                 start);

G_END_DECLS
