/* psc-json-stream-private.h: JSON, element by element
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Writes one object without ever holding it: a few members first, then arrays
 * of any length, an element a line.  A run of a million tasks would need
 * gigabytes as one tree of nodes. */
typedef struct _PscJsonStream PscJsonStream;

PscJsonStream *_psc_json_stream_new         (GOutputStream  *stream,
                                             JsonObject     *head)
                                             G_GNUC_WARN_UNUSED_RESULT;
void           _psc_json_stream_free        (PscJsonStream  *self);

void           _psc_json_stream_begin_array (PscJsonStream  *self,
                                             const char     *name);
void           _psc_json_stream_take        (PscJsonStream  *self,
                                             JsonObject     *element);
void           _psc_json_stream_end_array   (PscJsonStream  *self);

gboolean       _psc_json_stream_drain       (PscJsonStream  *self,
                                             GError        **error);
gboolean       _psc_json_stream_finish      (PscJsonStream  *self,
                                             GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscJsonStream, _psc_json_stream_free)

G_END_DECLS
