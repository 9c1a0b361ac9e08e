/* psc-cancellable-stream.h: an output stream that can be told to stop
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Passes on what is written until its cancellable is cancelled: for writers
 * that take none. */
#define PSC_TYPE_CANCELLABLE_STREAM (psc_cancellable_stream_get_type ())
G_DECLARE_FINAL_TYPE (PscCancellableStream, psc_cancellable_stream, PSC,
                      CANCELLABLE_STREAM, GFilterOutputStream)

GOutputStream *psc_cancellable_stream_new (GOutputStream *base,
                                           GCancellable  *cancellable)
                                           G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
