/* psc-history-writer-private.h: the thread that has the database
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-exercise-result.h"
#include "psc-history-keeping-private.h"
#include "psc-history-row-private.h"

G_BEGIN_DECLS

/* Stands for an entry in every thread. */
struct _PscHistoryKey
{
  gatomicrefcount    ref_count;

  /* The main context's */
  guint              n_edits;  /* on their way into the database */

  /* The thread's */
  PscHistoryKeeping *keeping;  /* (nullable) (owned): while it is written */
  gint64             id;       /* 0 until it is in the database */
  gint64             revision; /* that the main context has been told */
  guint              round;    /* of reading in which it was there */
};

PscHistoryKey *_psc_history_key_new  (void) G_GNUC_WARN_UNUSED_RESULT;

/* What the thread is to do. */
typedef enum
{
  PSC_HISTORY_JOB_NEWS,    /* key, run (with the first), news */
  PSC_HISTORY_JOB_ABANDON, /* key */
  PSC_HISTORY_JOB_RESULT,  /* key, result */
  PSC_HISTORY_JOB_TEXTS,   /* key, name, note */
  PSC_HISTORY_JOB_REMOVE,  /* key or result */
  PSC_HISTORY_JOB_RESTORE, /* key */
  PSC_HISTORY_JOB_LIMIT,   /* number */
  PSC_HISTORY_JOB_REFRESH,
  PSC_HISTORY_JOB_FLUSH,   /* barrier */
  PSC_HISTORY_JOB_QUIT,
} PscHistoryJobKind;

typedef struct
{
  GMutex mutex;
  GCond  cond;
  gint64 id;       /* of the entry that was asked for */
  gboolean passed;
} PscHistoryBarrier;

typedef struct
{
  PscHistoryJobKind  kind;
  PscHistoryKey     *key;     /* (nullable) */
  PscRun            *run;     /* (nullable) */
  PscHistoryNews    *news;    /* (nullable) */
  PscExerciseResult *result;  /* (nullable) */
  char              *name;    /* (nullable) */
  char              *note;    /* (nullable) */
  guint64            number;
  PscHistoryBarrier *barrier; /* (nullable) (borrowed) */
} PscHistoryJob;

PscHistoryJob *_psc_history_job_new  (PscHistoryJobKind  kind,
                                      PscHistoryKey     *key)
                                      G_GNUC_WARN_UNUSED_RESULT;
void           _psc_history_job_free (PscHistoryJob     *self);

/* What it tells.  Whatever a thread has held goes back with it, so that nothing
 * of the main context is finalised elsewhere. */
typedef struct
{
  GTask             *task;    /* (nullable): what has been read for it */
  gpointer           read;
  GDestroyNotify     free_read;
  GError            *error;   /* (nullable): why it was not */

  PscHistoryKey     *key;     /* (nullable): whose row it is */
  PscHistoryRow     *row;     /* (nullable): %NULL where there is none any more */
  PscHistoryKeeping *keeping; /* (nullable): to be freed */
  gboolean           edited;  /* one of the edits is in it */

  char              *problem; /* (nullable) */
  guint64            size;
  gboolean           writable;
} PscHistoryEvent;

void _psc_history_event_free (PscHistoryEvent *self);

typedef struct _PscHistoryWriter PscHistoryWriter;

PscHistoryWriter *_psc_history_writer_new  (const char       *path,
                                            GSource          *wake)
                                            G_GNUC_WARN_UNUSED_RESULT;
void              _psc_history_writer_push (PscHistoryWriter *self,
                                            PscHistoryJob    *job);
void              _psc_history_writer_tell (PscHistoryWriter *self,
                                            PscHistoryEvent  *event);
PscHistoryEvent  *_psc_history_writer_pop  (PscHistoryWriter *self)
                                            G_GNUC_WARN_UNUSED_RESULT;
gint64            _psc_history_writer_wait (PscHistoryWriter *self,
                                            PscHistoryKey    *key);
void              _psc_history_writer_free (PscHistoryWriter *self);

G_END_DECLS
