/* psc-json-members-private.h: members of JSON objects, as we write them
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void _psc_json_set_number  (JsonObject *object,
                            const char *name,
                            guint       number);
void _psc_json_set_time    (JsonObject *object,
                            const char *name,
                            gint64      time_ns);
void _psc_json_set_double  (JsonObject *object,
                            const char *name,
                            double      value);
void _psc_json_take_string (JsonObject *object,
                            const char *name,
                            char       *value);

G_END_DECLS
