/* psc-json-input.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-json-input"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "psc-error.h"
#include "psc-json-input-private.h"

/* The first and the last year that GLib knows are not whole in every time
 * zone. */
#define MIN_YEAR 2
#define MAX_YEAR 9998

/**
 * _psc_json_input_init:
 *
 * Begins at the outermost object.
 */
void
_psc_json_input_init (PscJsonInput *self)
{
  self->path = g_string_new (NULL);
  self->error = NULL;
}

/**
 * _psc_json_input_clear:
 *
 * Frees what it holds.
 */
void
_psc_json_input_clear (PscJsonInput *self)
{
  g_string_free (self->path, TRUE);
  g_clear_error (&self->error);
}

/**
 * _psc_json_input_enter:
 *
 * Goes into the member @name.
 */
void
_psc_json_input_enter (PscJsonInput *self,
                       const char   *name)
{
  if (self->path->len > 0)
    g_string_append_c (self->path, '.');
  g_string_append (self->path, name);
}

/**
 * _psc_json_input_enter_item:
 *
 * Goes into element @index (from 0) of the array @name.
 */
void
_psc_json_input_enter_item (PscJsonInput *self,
                            const char   *name,
                            guint         index)
{
  _psc_json_input_enter (self, name);
  g_string_append_printf (self->path, "[%u]", index);
}

/**
 * _psc_json_input_leave:
 *
 * Goes out again.
 */
void
_psc_json_input_leave (PscJsonInput *self)
{
  const char *dot = strrchr (self->path->str, '.');

  g_string_truncate (self->path,
                     dot != NULL ? (gsize) (dot - self->path->str) : 0);
}

/**
 * _psc_json_input_fail:
 * @name: (nullable): the member that is wrong, or %NULL for all of the object
 * @what: what is wrong with it, to follow its name
 *
 * Says what is wrong, if nothing was before.
 */
void
_psc_json_input_fail (PscJsonInput *self,
                      const char   *name,
                      const char   *what)
{
  gboolean has_path = self->path->len > 0;

  if (self->error != NULL)
    return;

  /* Translators: a place such as “tasks[3].start_ns”, and what is wrong there,
   * such as “is missing” */
  g_set_error (&self->error, PSC_ERROR, PSC_ERROR_DOCUMENT,
               _("The document is damaged: “%s%s%s” %s."),
               self->path->str, has_path && name != NULL ? "." : "",
               name != NULL ? name : "", what);
}

/**
 * _psc_json_input_end:
 *
 * Whether all was well; if not, @error says what was not.
 */
gboolean
_psc_json_input_end (PscJsonInput  *self,
                     GError       **error)
{
  if (self->error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&self->error));

  return FALSE;
}

/**
 * _psc_json_has:
 *
 * Whether there is such a member, and it is not null.
 */
gboolean
_psc_json_has (JsonObject *object,
               const char *name)
{
  return object != NULL && json_object_has_member (object, name) &&
         !json_object_get_null_member (object, name);
}

static JsonNode *
find_node (PscJsonInput *self,
           JsonObject   *object,
           const char   *name)
{
  JsonNode *node;

  if (self->error != NULL || object == NULL)
    return NULL;

  node = json_object_get_member (object, name);
  if (node == NULL)
    _psc_json_input_fail (self, name, _("is missing"));

  return node;
}

/**
 * _psc_json_get_object:
 *
 * Returns: (transfer none) (nullable): an object; %NULL once something is
 *   wrong
 */
JsonObject *
_psc_json_get_object (PscJsonInput *self,
                      JsonObject   *object,
                      const char   *name)
{
  JsonNode *node = find_node (self, object, name);

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);

  _psc_json_input_fail (self, name, _("is not an object"));

  return NULL;
}

/**
 * _psc_json_get_array:
 *
 * Returns: (transfer none) (nullable): an array of @max_length elements at
 *   most; %NULL once something is wrong
 */
JsonArray *
_psc_json_get_array (PscJsonInput *self,
                     JsonObject   *object,
                     const char   *name,
                     guint         max_length)
{
  JsonNode *node = find_node (self, object, name);

  if (node == NULL)
    return NULL;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    _psc_json_input_fail (self, name, _("is not an array"));
  else if (json_array_get_length (json_node_get_array (node)) > max_length)
    _psc_json_input_fail (self, name, _("has too many elements"));
  else
    return json_node_get_array (node);

  return NULL;
}

/**
 * _psc_json_get_item:
 *
 * Returns: (transfer none) (nullable): element @index, which has to be an
 *   object and has been entered; %NULL once something is wrong
 */
JsonObject *
_psc_json_get_item (PscJsonInput *self,
                    JsonArray    *array,
                    guint         index)
{
  JsonNode *node = json_array_get_element (array, index);

  if (self->error != NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);

  _psc_json_input_fail (self, NULL, _("is not an object"));

  return NULL;
}

/**
 * _psc_json_get_int:
 *
 * Returns: an integer in range
 */
gint64
_psc_json_get_int (PscJsonInput *self,
                   JsonObject   *object,
                   const char   *name,
                   gint64        minimum,
                   gint64        maximum)
{
  JsonNode *node = find_node (self, object, name);
  gint64 value;

  if (node == NULL)
    return minimum;

  if (!JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_INT64)
    {
      _psc_json_input_fail (self, name, _("is not an integer"));
      return minimum;
    }

  value = json_node_get_int (node);
  if (value < minimum || value > maximum)
    {
      _psc_json_input_fail (self, name, _("is out of range"));
      return minimum;
    }

  return value;
}

/**
 * _psc_json_get_number:
 *
 * Returns: a number that counts from 1, or 0 for null
 */
guint
_psc_json_get_number (PscJsonInput *self,
                      JsonObject   *object,
                      const char   *name,
                      guint         maximum)
{
  JsonNode *node = find_node (self, object, name);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return 0;

  return (guint) _psc_json_get_int (self, object, name, 1, maximum);
}

/**
 * _psc_json_get_time:
 *
 * Returns: nanoseconds, or %PSC_NEVER for null
 */
gint64
_psc_json_get_time (PscJsonInput *self,
                    JsonObject   *object,
                    const char   *name)
{
  JsonNode *node = find_node (self, object, name);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return PSC_NEVER;

  return _psc_json_get_int (self, object, name, 0, PSC_JSON_MAX_TIME_NS);
}

/**
 * _psc_json_get_double:
 *
 * Returns: a number, or %NAN for null
 */
double
_psc_json_get_double (PscJsonInput *self,
                      JsonObject   *object,
                      const char   *name)
{
  JsonNode *node = find_node (self, object, name);
  double value = NAN;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NAN;

  if (JSON_NODE_HOLDS_VALUE (node) &&
      (json_node_get_value_type (node) == G_TYPE_DOUBLE ||
       json_node_get_value_type (node) == G_TYPE_INT64))
    value = json_node_get_double (node);
  if (!isfinite (value))
    _psc_json_input_fail (self, name, _("is not a number"));

  return value;
}

/**
 * _psc_json_get_boolean:
 *
 * Returns: true or false
 */
gboolean
_psc_json_get_boolean (PscJsonInput *self,
                       JsonObject   *object,
                       const char   *name)
{
  JsonNode *node = find_node (self, object, name);

  if (node == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_VALUE (node) &&
      json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);

  _psc_json_input_fail (self, name, _("is neither true nor false"));

  return FALSE;
}

/**
 * _psc_json_get_string:
 *
 * Returns: (transfer none): a text, empty once something is wrong
 */
const char *
_psc_json_get_string (PscJsonInput *self,
                      JsonObject   *object,
                      const char   *name)
{
  JsonNode *node = find_node (self, object, name);

  if (node == NULL)
    return "";

  /* An escape can stand for half a character, which is none. */
  if (JSON_NODE_HOLDS_VALUE (node) &&
      json_node_get_value_type (node) == G_TYPE_STRING &&
      g_utf8_validate (json_node_get_string (node), -1, NULL))
    return json_node_get_string (node);

  _psc_json_input_fail (self, name, _("is not a text"));

  return "";
}

/**
 * _psc_json_get_string_or_null:
 *
 * Returns: (transfer none) (nullable): a text, or %NULL for null and for a
 *   member that is not there
 */
const char *
_psc_json_get_string_or_null (PscJsonInput *self,
                              JsonObject   *object,
                              const char   *name)
{
  return _psc_json_has (object, name)
         ? _psc_json_get_string (self, object, name)
         : NULL;
}

/**
 * _psc_json_get_date:
 *
 * Returns: (transfer full): a date with its time, never %NULL
 */
GDateTime *
_psc_json_get_date (PscJsonInput *self,
                    JsonObject   *object,
                    const char   *name)
{
  return _psc_json_read_date (self, name,
                              _psc_json_get_string (self, object, name));
}

/**
 * _psc_json_read_date:
 * @name: where @text stands
 *
 * Returns: (transfer full): a date with its time that every time zone has,
 *   never %NULL
 */
GDateTime *
_psc_json_read_date (PscJsonInput *self,
                     const char   *name,
                     const char   *text)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (text, NULL);

  if (date == NULL)
    _psc_json_input_fail (self, name, _("is not a date"));
  else if (g_date_time_get_year (date) < MIN_YEAR ||
           g_date_time_get_year (date) > MAX_YEAR)
    _psc_json_input_fail (self, name, _("is out of range"));
  else
    return g_steal_pointer (&date);

  return g_date_time_new_from_unix_utc (0);
}

/**
 * _psc_json_check_format:
 * @object: (nullable): the outermost
 * @format: what it has to say that it is
 * @version: the newest that is understood
 *
 * Checks what a document says of itself.
 */
void
_psc_json_check_format (PscJsonInput *self,
                        JsonObject   *object,
                        const char   *format,
                        int           version)
{
  const char *found = _psc_json_get_string (self, object, "format");
  gint64 number;

  if (self->error == NULL && !g_str_equal (found, format))
    g_set_error (&self->error, PSC_ERROR, PSC_ERROR_DOCUMENT,
                 /* Translators: both are names such as “poolscope-run” */
                 _("The document is a “%s”, not a “%s”."), found, format);

  number = _psc_json_get_int (self, object, "version", 1, G_MAXINT32);
  if (self->error == NULL && number > version)
    g_set_error (&self->error, PSC_ERROR, PSC_ERROR_VERSION,
                 _("The document is of version %d, and this program knows "
                   "version %d at most. Open it with a newer Poolscope."),
                 (int) number, version);
}
