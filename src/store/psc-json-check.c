/* psc-json-check.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-json-check"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "psc-error.h"
#include "psc-json-input-private.h"

/* The parser calls itself for each level and makes a node for each value:
 * what would exhaust the stack or the memory is refused before it sees it.
 * Documents of ours are 6 levels deep; 200,000 files have some 8 million
 * values. */
#define MAX_DEPTH  32
#define MAX_VALUES (12 * 1000 * 1000)
#define MAX_SIZE   (512 * 1024 * 1024)
#define READ_SIZE  (1024 * 1024)

static gboolean
fail (GError     **error,
      const char  *text,
      const char  *at,
      const char  *what)
{
  guint line = 1;

  for (const char *p = text; p < at; p++)
    line += *p == '\n';

  /* Translators: the second is what is wrong, such as “it ends too early” */
  g_set_error (error, PSC_ERROR, PSC_ERROR_DOCUMENT,
               _("This is not a JSON document that can be read: line %u: %s."),
               line, what);

  return FALSE;
}

/* Behind the string that begins at @at, or %NULL if it has no end. */
static const char *
skip_string (const char *at,
             const char *end)
{
  for (at++; at < end; at++)
    {
      if (*at == '"')
        return at + 1;
      if (*at == '\\')
        at++;
    }

  return NULL;
}

/**
 * _psc_json_check_text:
 * @text: (array length=length): UTF-8
 *
 * Whether the text can be given to a parser that trusts it: its nesting and
 * the number of its values are within limits.  Comments and what else a parser
 * may take beyond JSON are refused, as strings would be counted wrongly.
 */
gboolean
_psc_json_check_text (const char  *text,
                      gsize        length,
                      GError     **error)
{
  const char *end = text + length;
  guint depth = 0, n_values = 0;

  for (const char *at = text; at < end;)
    {
      if (*at == '"')
        {
          const char *behind = skip_string (at, end);

          if (behind == NULL)
            return fail (error, text, at, _("a text has no end"));
          at = behind;
          continue;
        }

      if (*at == '\0' || strchr ("{}[]:, \t\r\n+-.0123456789eEtrufalsn", *at) == NULL)
        return fail (error, text, at, _("a character does not belong there"));
      if ((*at == '{' || *at == '[') && ++depth > MAX_DEPTH)
        return fail (error, text, at, _("it is nested too deeply"));
      if ((*at == '}' || *at == ']') && depth-- == 0)
        return fail (error, text, at, _("a bracket has no beginning"));
      if ((*at == ',' || *at == '[' || *at == '{') && ++n_values > MAX_VALUES)
        return fail (error, text, at, _("it has too many values"));
      at++;
    }

  if (depth > 0)
    return fail (error, text, end, _("it ends too early"));

  return TRUE;
}

/**
 * _psc_json_parse_text:
 * @text: (array length=length): anything
 *
 * Returns: (transfer full) (nullable): an object
 */
JsonNode *
_psc_json_parse_text (const char  *text,
                      gsize        length,
                      GError     **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) cause = NULL;
  const char *invalid;
  JsonNode *root;

  if (length == 0)
    {
      fail (error, text, text, _("it is empty"));
      return NULL;
    }
  if (!g_utf8_validate_len (text, length, &invalid))
    {
      fail (error, text, invalid, _("it is not UTF-8"));
      return NULL;
    }
  if (!_psc_json_check_text (text, length, error))
    return NULL;

  if (!json_parser_load_from_data (parser, text, (gssize) length, &cause))
    {
      /* It quotes what it did not expect, byte by byte. */
      g_autofree char *message = g_utf8_make_valid (cause->message, -1);

      g_set_error (error, PSC_ERROR, PSC_ERROR_DOCUMENT,
                   _("This is not a JSON document that can be read: %s"),
                   message);
      return NULL;
    }

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      fail (error, text, text, _("it is not an object"));
      return NULL;
    }

  return json_node_ref (root);
}

/**
 * _psc_json_parse:
 * @stream: anything
 *
 * Reads all of a stream, as far as it is within limits.  Blocks.
 *
 * Returns: (transfer full) (nullable): an object
 */
JsonNode *
_psc_json_parse (GInputStream  *stream,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize n_read = READ_SIZE;

  while (n_read == READ_SIZE)
    {
      guint length = bytes->len;

      if (length > MAX_SIZE)
        {
          g_set_error (error, PSC_ERROR, PSC_ERROR_TOO_LARGE,
                       _("The document is larger than %d MiB. A run of so "
                         "many files can be kept, but not opened."),
                       MAX_SIZE / 1024 / 1024);
          return NULL;
        }

      g_byte_array_set_size (bytes, length + READ_SIZE);
      if (!g_input_stream_read_all (stream, bytes->data + length, READ_SIZE,
                                    &n_read, cancellable, error))
        return NULL;
      g_byte_array_set_size (bytes, length + (guint) n_read);
    }

  return _psc_json_parse_text ((const char *) bytes->data, bytes->len, error);
}
