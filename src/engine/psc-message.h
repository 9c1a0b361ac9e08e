/* psc-message.h: what a pool and its worker processes say to each other
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-settings.h"

G_BEGIN_DECLS

/* The worker says hello.  The pool answers with the setup, then sends one
 * chunk at a time; for each of its tasks the worker sends a record, in order.
 * The end of its standard input stops the worker, whatever it is doing: it
 * ends its step, sends the record of the task in hand and leaves.
 *
 * A beat in between is a sign that the worker lives.  It gives one about once a
 * second while a task takes long, and one for a chunk without files, which is
 * how the pool asks.
 *
 * Each message has one type, and which one is due is always known.  Numbers
 * stand in fixed-size structures, which GVariant hands over as they are. */
#define PSC_MESSAGE_HELLO  ((const GVariantType *) "(suxx)")
#define PSC_MESSAGE_SETUP  ((const GVariantType *) "a{sv}")
#define PSC_MESSAGE_CHUNK  ((const GVariantType *) "(uaay)")
#define PSC_MESSAGE_RECORD ((const GVariantType *) "((xxuyyy)a(xxtdinq)ayaay)")

#define PSC_PROTOCOL_VERSION 2

typedef struct
{
  guint32 version;
  gint64  pid;
  gint64  now_ns; /* the worker's clock */
} PscHello;

void      psc_message_hold_types   (void);

GVariant *psc_message_new_hello    (void);
gboolean  psc_message_read_hello   (GVariant            *message,
                                    PscHello            *hello,
                                    GError             **error);

GVariant *psc_message_new_setup    (const PscSettings   *settings);
gboolean  psc_message_read_setup   (GVariant            *message,
                                    PscSettings        **settings,
                                    GError             **error);

GVariant *psc_message_new_chunk    (guint                first,
                                    const char * const  *paths,
                                    guint                n_paths);
void      psc_message_read_chunk   (GVariant            *message,
                                    guint               *first,
                                    char              ***paths);

GVariant *psc_message_new_record   (guint                index,
                                    const PscTaskRecord *task,
                                    const PscStepRecord *steps,
                                    PscPipeline         *pipeline);
gboolean  psc_message_read_record  (GVariant            *message,
                                    guint                index,
                                    PscPipeline         *pipeline,
                                    PscTaskRecord       *task,
                                    PscStepRecord       *steps,
                                    GError             **error);

G_END_DECLS
