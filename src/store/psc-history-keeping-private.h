/* psc-history-keeping-private.h: a run on its way into the database
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-history-db-private.h"
#include "psc-history-owner-private.h"
#include "psc-run.h"

G_BEGIN_DECLS

/* What has happened in a run since one last looked.  Made in the run's main
 * context, taken in by the thread that writes.  Tasks are only named: the run
 * does not change what it has told. */
typedef struct
{
  GArray   *tasks;   /* guint32: indices of tasks that have ended */
  GArray   *workers; /* PscHistoryWorker */
  char     *tail;    /* (nullable): how it stands with the lanes */
  gboolean  ended;   /* the run has, and may be read as a whole */
} PscHistoryNews;

typedef struct
{
  guint32         index;
  PscWorkerRecord record; /* its message is the run's */
} PscHistoryWorker;

PscHistoryNews *_psc_history_news_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void            _psc_history_news_free (PscHistoryNews *self);

/* Everything of a run that is to be written, and how much of it is: what a
 * transaction has written counts once it is committed.  So a database that is
 * full or gone for a while costs nothing but time. */
typedef struct _PscHistoryKeeping PscHistoryKeeping;

PscHistoryKeeping *_psc_history_keeping_new     (PscRun                *run)
                                                 G_GNUC_WARN_UNUSED_RESULT;
void               _psc_history_keeping_free    (PscHistoryKeeping     *self);
void               _psc_history_keeping_take    (PscHistoryKeeping     *self,
                                                 PscHistoryNews        *news);
void               _psc_history_keeping_abandon (PscHistoryKeeping     *self);
void               _psc_history_keeping_write   (PscHistoryKeeping     *self,
                                                 PscHistoryDb          *db,
                                                 const PscHistoryOwner *owner);
void               _psc_history_keeping_settle  (PscHistoryKeeping     *self,
                                                 gboolean               committed);
void               _psc_history_keeping_restart (PscHistoryKeeping     *self);
gboolean           _psc_history_keeping_is_due  (PscHistoryKeeping     *self);
gboolean           _psc_history_keeping_is_done (PscHistoryKeeping     *self);
gboolean           _psc_history_keeping_is_abandoned (PscHistoryKeeping *self);
gint64             _psc_history_keeping_get_id  (PscHistoryKeeping     *self);

G_END_DECLS
