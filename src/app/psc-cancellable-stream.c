/* psc-cancellable-stream.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-cancellable-stream"

#include "config.h"

#include "psc-cancellable-stream.h"

struct _PscCancellableStream
{
  GFilterOutputStream  parent_instance;

  /* Owned */
  GCancellable        *stop;
};

G_DEFINE_FINAL_TYPE (PscCancellableStream, psc_cancellable_stream,
                     G_TYPE_FILTER_OUTPUT_STREAM)

static gssize
psc_cancellable_stream_write (GOutputStream  *stream,
                              const void     *buffer,
                              gsize           count,
                              GCancellable   *cancellable,
                              GError        **error)
{
  PscCancellableStream *self = PSC_CANCELLABLE_STREAM (stream);
  GOutputStream *base =
    g_filter_output_stream_get_base_stream (G_FILTER_OUTPUT_STREAM (self));

  if (g_cancellable_set_error_if_cancelled (self->stop, error))
    return -1;

  return g_output_stream_write (base, buffer, count, cancellable, error);
}

static void
psc_cancellable_stream_finalize (GObject *object)
{
  g_clear_object (&PSC_CANCELLABLE_STREAM (object)->stop);

  G_OBJECT_CLASS (psc_cancellable_stream_parent_class)->finalize (object);
}

static void
psc_cancellable_stream_class_init (PscCancellableStreamClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GOutputStreamClass *stream_class = G_OUTPUT_STREAM_CLASS (klass);

  object_class->finalize = psc_cancellable_stream_finalize;

  stream_class->write_fn = psc_cancellable_stream_write;
}

static void
psc_cancellable_stream_init (PscCancellableStream *self)
{
}

/**
 * psc_cancellable_stream_new:
 * @base: where the bytes go; it is not closed with the new stream
 * @cancellable: (nullable): what ends the writing
 *
 * Returns: (transfer full): a stream whose every write fails with
 *   %G_IO_ERROR_CANCELLED once @cancellable is cancelled
 */
GOutputStream *
psc_cancellable_stream_new (GOutputStream *base,
                            GCancellable  *cancellable)
{
  PscCancellableStream *self;

  g_return_val_if_fail (G_IS_OUTPUT_STREAM (base), NULL);

  self = g_object_new (PSC_TYPE_CANCELLABLE_STREAM,
                       "base-stream", base,
                       "close-base-stream", FALSE,
                       NULL);
  g_set_object (&self->stop, cancellable);

  return G_OUTPUT_STREAM (self);
}
