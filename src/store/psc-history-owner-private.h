/* psc-history-owner-private.h: who writes to an entry, and whether they live
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whoever has a history open holds a lock on one byte of a file beside the
 * database; the place of that byte stands in the entries that are theirs.
 * However a program ends, the kernel gives its lock back, and the lock is seen
 * from every container and by every computer that has the file.  A process id
 * would mean another process there, or none. */
typedef struct
{
  gint64 id; /* 0: nobody */
  int    fd; /* of the file with the locks, or -1 */
} PscHistoryOwner;

#define PSC_HISTORY_OWNER_INIT { .id = 0, .fd = -1 }

int      _psc_history_owner_take     (PscHistoryOwner       *self,
                                      const char            *path)
                                      G_GNUC_WARN_UNUSED_RESULT;
void     _psc_history_owner_release  (PscHistoryOwner       *self);
gboolean _psc_history_owner_is_alive (const PscHistoryOwner *self,
                                      gint64                 id);

G_END_DECLS
