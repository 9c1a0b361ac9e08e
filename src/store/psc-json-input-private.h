/* psc-json-input-private.h: JSON of which nothing is sure
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "psc-types.h"

G_BEGIN_DECLS

/* Longer times would not let the sum of all lanes fit into 64 bits. */
#define PSC_JSON_MAX_TIME_NS (G_GINT64_CONSTANT (864000) * PSC_NSEC_PER_SEC)
#define PSC_JSON_MAX_SUM_NS  (PSC_JSON_MAX_TIME_NS * PSC_MAX_WORKERS)
#define PSC_JSON_MAX_CPUS    8192

/* Reads the members of an object that somebody else may have written.  The
 * first thing that is wrong sticks, with the place where it stands; from then
 * on every call returns a value that is in range and may be dropped.  So the
 * error need be looked at only before something is made of the values. */
typedef struct
{
  GString *path;  /* such as “tasks[3].steps[1]” */
  GError  *error; /* the first; take it before _psc_json_input_clear() */
} PscJsonInput;

JsonNode   *_psc_json_parse            (GInputStream  *stream,
                                        GCancellable  *cancellable,
                                        GError       **error)
                                        G_GNUC_WARN_UNUSED_RESULT;
JsonNode   *_psc_json_parse_text       (const char    *text,
                                        gsize          length,
                                        GError       **error)
                                        G_GNUC_WARN_UNUSED_RESULT;
gboolean    _psc_json_check_text       (const char    *text,
                                        gsize          length,
                                        GError       **error);

void        _psc_json_input_init       (PscJsonInput  *self);
void        _psc_json_input_clear      (PscJsonInput  *self);
void        _psc_json_input_enter      (PscJsonInput  *self,
                                        const char    *name);
void        _psc_json_input_enter_item (PscJsonInput  *self,
                                        const char    *name,
                                        guint          index);
void        _psc_json_input_leave      (PscJsonInput  *self);
void        _psc_json_input_fail       (PscJsonInput  *self,
                                        const char    *name,
                                        const char    *what);
gboolean    _psc_json_input_end        (PscJsonInput  *self,
                                        GError       **error);

JsonObject *_psc_json_get_object       (PscJsonInput  *self,
                                        JsonObject    *object,
                                        const char    *name);
JsonArray  *_psc_json_get_array        (PscJsonInput  *self,
                                        JsonObject    *object,
                                        const char    *name,
                                        guint          max_length);
JsonObject *_psc_json_get_item         (PscJsonInput  *self,
                                        JsonArray     *array,
                                        guint          index);
gboolean    _psc_json_has              (JsonObject    *object,
                                        const char    *name);
gint64      _psc_json_get_int          (PscJsonInput  *self,
                                        JsonObject    *object,
                                        const char    *name,
                                        gint64         minimum,
                                        gint64         maximum);
guint       _psc_json_get_number       (PscJsonInput  *self,
                                        JsonObject    *object,
                                        const char    *name,
                                        guint          maximum);
gint64      _psc_json_get_time         (PscJsonInput  *self,
                                        JsonObject    *object,
                                        const char    *name);
double      _psc_json_get_double       (PscJsonInput  *self,
                                        JsonObject    *object,
                                        const char    *name);
gboolean    _psc_json_get_boolean      (PscJsonInput  *self,
                                        JsonObject    *object,
                                        const char    *name);
const char *_psc_json_get_string       (PscJsonInput  *self,
                                        JsonObject    *object,
                                        const char    *name);
const char *_psc_json_get_string_or_null (PscJsonInput *self,
                                        JsonObject    *object,
                                        const char    *name);
GDateTime  *_psc_json_get_date         (PscJsonInput  *self,
                                        JsonObject    *object,
                                        const char    *name)
                                        G_GNUC_WARN_UNUSED_RESULT;
GDateTime  *_psc_json_read_date        (PscJsonInput  *self,
                                        const char    *name,
                                        const char    *text)
                                        G_GNUC_WARN_UNUSED_RESULT;
void        _psc_json_check_format     (PscJsonInput  *self,
                                        JsonObject    *object,
                                        const char    *format,
                                        int            version);

G_END_DECLS
