/* psc-json-members.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-json-members"

#include "config.h"

#include <math.h>

#include "psc-json-members-private.h"
#include "psc-types.h"

/**
 * _psc_json_set_number:
 *
 * Sets a number that counts from 1; null for 0, which stands for none.
 */
void
_psc_json_set_number (JsonObject *object,
                      const char *name,
                      guint       number)
{
  if (number == 0)
    json_object_set_null_member (object, name);
  else
    json_object_set_int_member (object, name, number);
}

/**
 * _psc_json_set_time:
 *
 * Sets nanoseconds as an integer; null for %PSC_NEVER.
 */
void
_psc_json_set_time (JsonObject *object,
                    const char *name,
                    gint64      time_ns)
{
  if (time_ns == PSC_NEVER)
    json_object_set_null_member (object, name);
  else
    json_object_set_int_member (object, name, time_ns);
}

/**
 * _psc_json_set_double:
 *
 * Sets a number; null for what is none, as JSON has no word for it.
 */
void
_psc_json_set_double (JsonObject *object,
                      const char *name,
                      double      value)
{
  if (isfinite (value))
    json_object_set_double_member (object, name, value);
  else
    json_object_set_null_member (object, name);
}

/**
 * _psc_json_take_string:
 * @value: (transfer full) (nullable): valid UTF-8
 *
 * Sets a string and frees it; null for %NULL.
 */
void
_psc_json_take_string (JsonObject *object,
                       const char *name,
                       char       *value)
{
  json_object_set_string_member (object, name, value);
  g_free (value);
}
