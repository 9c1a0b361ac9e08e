/* psc-json-writer-private.h: JSON, value by value
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writes one JSON text to a stream without ever holding it: a run of a million
 * tasks would need gigabytes as a tree of nodes.  The names of members are
 * NULL in an array. */
typedef struct _PscJsonWriter PscJsonWriter;

/* How the values in an object or an array are set. */
typedef enum
{
  PSC_JSON_LINES,  /* each on a line of its own */
  PSC_JSON_INLINE, /* all on one line */
} PscJsonLayout;

PscJsonWriter *_psc_json_writer_new          (GOutputStream  *stream)
                                              G_GNUC_WARN_UNUSED_RESULT;
void           _psc_json_writer_free         (PscJsonWriter  *self);

void           _psc_json_writer_begin_object (PscJsonWriter  *self,
                                              const char     *name,
                                              PscJsonLayout   layout);
void           _psc_json_writer_end_object   (PscJsonWriter  *self);
void           _psc_json_writer_begin_array  (PscJsonWriter  *self,
                                              const char     *name,
                                              PscJsonLayout   layout);
void           _psc_json_writer_end_array    (PscJsonWriter  *self);

void           _psc_json_writer_add_null     (PscJsonWriter  *self,
                                              const char     *name);
void           _psc_json_writer_add_boolean  (PscJsonWriter  *self,
                                              const char     *name,
                                              gboolean        value);
void           _psc_json_writer_add_int      (PscJsonWriter  *self,
                                              const char     *name,
                                              gint64          value);
void           _psc_json_writer_add_number   (PscJsonWriter  *self,
                                              const char     *name,
                                              guint           number);
void           _psc_json_writer_add_time     (PscJsonWriter  *self,
                                              const char     *name,
                                              gint64          time_ns);
void           _psc_json_writer_add_micros   (PscJsonWriter  *self,
                                              const char     *name,
                                              gint64          time_ns);
void           _psc_json_writer_add_double   (PscJsonWriter  *self,
                                              const char     *name,
                                              double          value);
void           _psc_json_writer_add_string   (PscJsonWriter  *self,
                                              const char     *name,
                                              const char     *value);
void           _psc_json_writer_take_string  (PscJsonWriter  *self,
                                              const char     *name,
                                              char           *value);

gboolean       _psc_json_writer_drain        (PscJsonWriter  *self,
                                              GError        **error);
gboolean       _psc_json_writer_finish       (PscJsonWriter  *self,
                                              GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscJsonWriter, _psc_json_writer_free)

G_END_DECLS
