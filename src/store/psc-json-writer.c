/* psc-json-writer.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-json-writer"

#include "config.h"

#include <math.h>

#include "psc-format.h"
#include "psc-json-writer-private.h"
#include "psc-types.h"

#define MAX_DEPTH  16
#define DRAIN_SIZE (64 * 1024)

struct _PscJsonWriter
{
  /* Owned */
  GOutputStream *stream;
  GString       *text; /* what the stream has not got yet */

  PscJsonLayout  layouts[MAX_DEPTH];
  guint          depth;
  gboolean       is_first; /* nothing stands in the innermost yet */
};

static void
append_string (GString    *text,
               const char *value)
{
  g_string_append_c (text, '"');
  for (const char *c = value; *c != '\0'; c++)
    {
      if (*c == '"' || *c == '\\')
        g_string_append_printf (text, "\\%c", *c);
      else if (*c == '\n')
        g_string_append (text, "\\n");
      else if (*c == '\t')
        g_string_append (text, "\\t");
      else if ((guchar) *c < 0x20 || *c == 0x7f)
        g_string_append_printf (text, "\\u%04x", (guint) *c);
      else
        g_string_append_c (text, *c);
    }
  g_string_append_c (text, '"');
}

static void
append_line_break (PscJsonWriter *self)
{
  g_string_append_c (self->text, '\n');
  for (guint i = 0; i < self->depth; i++)
    g_string_append (self->text, "  ");
}

/* Whatever stands between the value before and this one. */
static void
begin_value (PscJsonWriter *self,
             const char    *name)
{
  if (self->depth > 0)
    {
      gboolean lines = self->layouts[self->depth - 1] == PSC_JSON_LINES;

      if (!self->is_first)
        g_string_append (self->text, lines ? "," : ", ");
      if (lines)
        append_line_break (self);
    }

  if (name != NULL)
    {
      append_string (self->text, name);
      g_string_append (self->text, ": ");
    }

  self->is_first = FALSE;
}

static void
begin_container (PscJsonWriter *self,
                 const char    *name,
                 char           bracket,
                 PscJsonLayout  layout)
{
  g_assert (self->depth < MAX_DEPTH);

  begin_value (self, name);
  g_string_append_c (self->text, bracket);
  self->layouts[self->depth++] = layout;
  self->is_first = TRUE;
}

static void
end_container (PscJsonWriter *self,
               char           bracket)
{
  g_assert (self->depth > 0);

  self->depth--;
  if (self->layouts[self->depth] == PSC_JSON_LINES && !self->is_first)
    append_line_break (self);
  g_string_append_c (self->text, bracket);
  self->is_first = FALSE;
}

/**
 * _psc_json_writer_new:
 * @stream: where the text goes
 *
 * Returns: (transfer full): a writer that has written nothing
 */
PscJsonWriter *
_psc_json_writer_new (GOutputStream *stream)
{
  PscJsonWriter *self = g_new0 (PscJsonWriter, 1);

  self->stream = g_object_ref (stream);
  self->text = g_string_sized_new (DRAIN_SIZE);

  return self;
}

/**
 * _psc_json_writer_free:
 *
 * Frees the writer and drops what it has not passed on.
 */
void
_psc_json_writer_free (PscJsonWriter *self)
{
  g_object_unref (self->stream);
  g_string_free (self->text, TRUE);
  g_free (self);
}

/**
 * _psc_json_writer_begin_object:
 *
 * Begins an object, as every value with its @name in an object and %NULL in
 * an array.
 */
void
_psc_json_writer_begin_object (PscJsonWriter *self,
                               const char    *name,
                               PscJsonLayout  layout)
{
  begin_container (self, name, '{', layout);
}

/**
 * _psc_json_writer_end_object:
 *
 * Ends the innermost object.
 */
void
_psc_json_writer_end_object (PscJsonWriter *self)
{
  end_container (self, '}');
}

/**
 * _psc_json_writer_begin_array:
 *
 * Begins an array.
 */
void
_psc_json_writer_begin_array (PscJsonWriter *self,
                              const char    *name,
                              PscJsonLayout  layout)
{
  begin_container (self, name, '[', layout);
}

/**
 * _psc_json_writer_end_array:
 *
 * Ends the innermost array.
 */
void
_psc_json_writer_end_array (PscJsonWriter *self)
{
  end_container (self, ']');
}

/**
 * _psc_json_writer_add_null:
 *
 * Writes null.
 */
void
_psc_json_writer_add_null (PscJsonWriter *self,
                           const char    *name)
{
  begin_value (self, name);
  g_string_append (self->text, "null");
}

/**
 * _psc_json_writer_add_boolean:
 *
 * Writes true or false.
 */
void
_psc_json_writer_add_boolean (PscJsonWriter *self,
                              const char    *name,
                              gboolean       value)
{
  begin_value (self, name);
  g_string_append (self->text, value ? "true" : "false");
}

/**
 * _psc_json_writer_add_int:
 *
 * Writes an integer.
 */
void
_psc_json_writer_add_int (PscJsonWriter *self,
                          const char    *name,
                          gint64         value)
{
  begin_value (self, name);
  g_string_append_printf (self->text, "%" G_GINT64_FORMAT, value);
}

/**
 * _psc_json_writer_add_number:
 *
 * Writes a number that counts from 1; null for 0, which stands for none.
 */
void
_psc_json_writer_add_number (PscJsonWriter *self,
                             const char    *name,
                             guint          number)
{
  if (number == 0)
    _psc_json_writer_add_null (self, name);
  else
    _psc_json_writer_add_int (self, name, number);
}

/**
 * _psc_json_writer_add_time:
 *
 * Writes nanoseconds as an integer; null for %PSC_NEVER.
 */
void
_psc_json_writer_add_time (PscJsonWriter *self,
                           const char    *name,
                           gint64         time_ns)
{
  if (time_ns == PSC_NEVER)
    _psc_json_writer_add_null (self, name);
  else
    _psc_json_writer_add_int (self, name, time_ns);
}

/**
 * _psc_json_writer_add_micros:
 *
 * Writes nanoseconds as microseconds with three decimals, exactly.
 */
void
_psc_json_writer_add_micros (PscJsonWriter *self,
                             const char    *name,
                             gint64         time_ns)
{
  guint64 size = time_ns < 0 ? -(guint64) time_ns : (guint64) time_ns;

  begin_value (self, name);
  g_string_append_printf (self->text, "%s%" G_GUINT64_FORMAT ".%03u",
                          time_ns < 0 ? "-" : "", size / 1000,
                          (guint) (size % 1000));
}

/**
 * _psc_json_writer_add_double:
 *
 * Writes the shortest text that reads back as @value, whatever the locale;
 * null for what is no number.
 */
void
_psc_json_writer_add_double (PscJsonWriter *self,
                             const char    *name,
                             double         value)
{
  static const char * const formats[] = { "%.15g", "%.16g", "%.17g" };
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value))
    {
      _psc_json_writer_add_null (self, name);
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (text, sizeof text, formats[i], value);
      if (!islessgreater (g_ascii_strtod (text, NULL), value))
        break;
    }

  begin_value (self, name);
  g_string_append (self->text, text);
}

/**
 * _psc_json_writer_add_string:
 * @value: (nullable): valid UTF-8
 *
 * Writes a string; null for %NULL.
 */
void
_psc_json_writer_add_string (PscJsonWriter *self,
                             const char    *name,
                             const char    *value)
{
  if (value == NULL)
    {
      _psc_json_writer_add_null (self, name);
      return;
    }

  begin_value (self, name);
  append_string (self->text, value);
}

/**
 * _psc_json_writer_take_string:
 * @value: (transfer full) (nullable): valid UTF-8
 *
 * Writes a string and frees it.
 */
void
_psc_json_writer_take_string (PscJsonWriter *self,
                              const char    *name,
                              char          *value)
{
  _psc_json_writer_add_string (self, name, value);
  g_free (value);
}

static gboolean
pass_on (PscJsonWriter  *self,
         GError        **error)
{
  if (!g_output_stream_write_all (self->stream, self->text->str,
                                  self->text->len, NULL, NULL, error))
    return FALSE;

  g_string_truncate (self->text, 0);

  return TRUE;
}

/**
 * _psc_json_writer_drain:
 *
 * Passes on what has been written once it is much.  To be called after each
 * of many values.
 */
gboolean
_psc_json_writer_drain (PscJsonWriter  *self,
                        GError        **error)
{
  return self->text->len < DRAIN_SIZE || pass_on (self, error);
}

/**
 * _psc_json_writer_finish:
 *
 * Passes on the rest of the text, which must be complete.
 */
gboolean
_psc_json_writer_finish (PscJsonWriter  *self,
                         GError        **error)
{
  g_assert (self->depth == 0);

  g_string_append_c (self->text, '\n');

  return pass_on (self, error);
}
