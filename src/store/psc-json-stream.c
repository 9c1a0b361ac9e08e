/* psc-json-stream.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-json-stream"

#include "config.h"

#include <string.h>

#include "psc-json-stream-private.h"

#define DRAIN_SIZE (64 * 1024)

struct _PscJsonStream
{
  /* Owned */
  GOutputStream *stream;
  JsonGenerator *generator;
  GString       *text; /* what the stream has not got yet */

  gboolean       is_empty; /* nothing stands in the array yet */
};

static void
append_object (PscJsonStream *self,
               JsonObject    *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, object);
  json_generator_set_root (self->generator, node);
  json_generator_to_gstring (self->generator, self->text);
}

/**
 * _psc_json_stream_new:
 * @stream: where the text goes
 * @head: the members that come first, at least one
 *
 * Begins an object with the members of @head.
 *
 * Returns: (transfer full): a stream in which that object is open
 */
PscJsonStream *
_psc_json_stream_new (GOutputStream *stream,
                      JsonObject    *head)
{
  PscJsonStream *self = g_new0 (PscJsonStream, 1);

  self->stream = g_object_ref (stream);
  self->generator = json_generator_new ();
  self->text = g_string_sized_new (DRAIN_SIZE);

  json_generator_set_pretty (self->generator, TRUE);
  append_object (self, head);
  json_generator_set_pretty (self->generator, FALSE);

  /* The arrays follow inside the object. */
  g_assert (g_str_has_suffix (self->text->str, "\n}"));
  g_string_truncate (self->text, self->text->len - strlen ("\n}"));

  return self;
}

/**
 * _psc_json_stream_free:
 *
 * Frees the stream and drops what it has not passed on.
 */
void
_psc_json_stream_free (PscJsonStream *self)
{
  g_object_unref (self->stream);
  g_object_unref (self->generator);
  g_string_free (self->text, TRUE);
  g_free (self);
}

/**
 * _psc_json_stream_begin_array:
 * @name: its name, which needs no escapes
 *
 * Begins an array as the next member.
 */
void
_psc_json_stream_begin_array (PscJsonStream *self,
                              const char    *name)
{
  g_string_append_printf (self->text, ",\n  \"%s\" : [", name);
  self->is_empty = TRUE;
}

/**
 * _psc_json_stream_take:
 * @element: (transfer full): the next element of the array
 *
 * Writes an element and frees it.
 */
void
_psc_json_stream_take (PscJsonStream *self,
                       JsonObject    *element)
{
  g_string_append (self->text, self->is_empty ? "\n    " : ",\n    ");
  append_object (self, element);
  json_object_unref (element);
  self->is_empty = FALSE;
}

/**
 * _psc_json_stream_end_array:
 *
 * Ends the array.
 */
void
_psc_json_stream_end_array (PscJsonStream *self)
{
  g_string_append (self->text, self->is_empty ? "]" : "\n  ]");
}

static gboolean
pass_on (PscJsonStream  *self,
         GError        **error)
{
  if (!g_output_stream_write_all (self->stream, self->text->str,
                                  self->text->len, NULL, NULL, error))
    return FALSE;

  g_string_truncate (self->text, 0);

  return TRUE;
}

/**
 * _psc_json_stream_drain:
 *
 * Passes on what has been written once it is much.  To be called after each
 * of many elements.
 */
gboolean
_psc_json_stream_drain (PscJsonStream  *self,
                        GError        **error)
{
  return self->text->len < DRAIN_SIZE || pass_on (self, error);
}

/**
 * _psc_json_stream_finish:
 *
 * Ends the object and passes on the rest of the text.
 */
gboolean
_psc_json_stream_finish (PscJsonStream  *self,
                         GError        **error)
{
  g_string_append (self->text, "\n}\n");

  return pass_on (self, error);
}
