/* psc-history-thread-private.h: what only the thread of a history may touch
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-history-owner-private.h"
#include "psc-history-writer-private.h"

G_BEGIN_DECLS

struct _PscHistoryWriter
{
  /* Constant */
  char         *path;
  GThread      *thread;
  GSource      *wake;    /* of the main context: there are events */
  GAsyncQueue  *jobs;
  GAsyncQueue  *events;

  /* The thread's */
  PscHistoryDb    *db;   /* (nullable) */
  PscHistoryOwner  owner;
  GHashTable      *keys; /* by id */
  GPtrArray       *kept; /* PscHistoryKey with a keeping */
  GQueue           edits; /* PscHistoryJob that are not committed */
  char            *problem;
  gint64           due_us; /* 0: nothing is */
  gint64           data_version; /* of what others have written */
  guint64          limit;
  guint64          inode;        /* of the database that is open */
  guint64          size;
  guint            round;
  gboolean         writable;     /* as it was opened */
  gboolean         failing;      /* though it was */
};

void _psc_history_tell_status  (PscHistoryWriter  *self);
void _psc_history_tell_key     (PscHistoryWriter  *self,
                                PscHistoryKey     *key,
                                PscHistoryKeeping *keeping,
                                gboolean           edited);
void _psc_history_tell_id      (PscHistoryWriter  *self,
                                gint64             id);
void _psc_history_register     (PscHistoryWriter  *self,
                                PscHistoryKey     *key,
                                gint64             id);

void _psc_history_refuse_large (PscHistoryWriter  *self);

void _psc_history_open         (PscHistoryWriter  *self,
                                guint64            damaged);
void _psc_history_reopen       (PscHistoryWriter  *self);
void _psc_history_reload       (PscHistoryWriter  *self);
void _psc_history_take_failure (PscHistoryWriter  *self,
                                int                code);
void _psc_history_take_success (PscHistoryWriter  *self);

G_END_DECLS
