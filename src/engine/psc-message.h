/* psc-message.h: what a pool and its worker processes say to each other
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-queue.h"
#include "psc-settings.h"

G_BEGIN_DECLS

/* The worker says HELLO.  The pool answers SETUP, then sends one CHUNK at a
 * time; for each of its tasks the worker sends a RECORD, in order.  STOP, or
 * the end of its standard input, ends the worker, whatever it is doing. */
typedef enum
{
  PSC_MESSAGE_HELLO = 1, /* worker: magic, version, pid, its clock */
  PSC_MESSAGE_SETUP,     /* pool: the settings */
  PSC_MESSAGE_CHUNK,     /* pool: indices and paths */
  PSC_MESSAGE_RECORD,    /* worker: one task's record */
  PSC_MESSAGE_STOP,      /* pool */
} PscMessageKind;

#define PSC_PROTOCOL_VERSION 1

typedef struct
{
  guint32 version;
  gint64  pid;
  gint64  now_ns;
} PscHello;

GVariant *psc_message_new_hello    (void);
gboolean  psc_message_read_hello   (guint8               kind,
                                    GVariant            *body,
                                    PscHello            *hello,
                                    GError             **error);

GVariant *psc_message_new_setup    (const PscSettings   *settings);
gboolean  psc_message_read_setup   (guint8               kind,
                                    GVariant            *body,
                                    PscSettings        **settings,
                                    GError             **error);

GVariant *psc_message_new_chunk    (guint                first,
                                    const char * const  *paths,
                                    guint                n_paths);
gboolean  psc_message_read_chunk   (guint8               kind,
                                    GVariant            *body,
                                    guint               *first,
                                    char              ***paths,
                                    GError             **error);

GVariant *psc_message_new_record   (guint                index,
                                    const PscTaskRecord *task,
                                    const PscStepRecord *steps,
                                    PscPipeline         *pipeline);
gboolean  psc_message_read_record  (guint8               kind,
                                    GVariant            *body,
                                    guint                index,
                                    PscPipeline         *pipeline,
                                    PscTaskRecord       *task,
                                    PscStepRecord       *steps,
                                    GError             **error);

G_END_DECLS
