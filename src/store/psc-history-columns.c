/* psc-history-columns.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-columns"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "psc-history-columns-private.h"

static int
get_type (PscHistoryColumns *self,
          int                column)
{
  return sqlite3_column_type (self->statement, column);
}

/**
 * _psc_history_get_int:
 *
 * Returns: an integer in range
 */
gint64
_psc_history_get_int (PscHistoryColumns *self,
                      int                column,
                      const char        *name,
                      gint64             minimum,
                      gint64             maximum)
{
  gint64 value;

  if (get_type (self, column) != SQLITE_INTEGER)
    {
      _psc_json_input_fail (self->input, name, _("is not an integer"));
      return minimum;
    }

  value = sqlite3_column_int64 (self->statement, column);
  if (value < minimum || value > maximum)
    {
      _psc_json_input_fail (self->input, name, _("is out of range"));
      return minimum;
    }

  return value;
}

/**
 * _psc_history_get_time:
 *
 * Returns: nanoseconds, or %PSC_NEVER for NULL
 */
gint64
_psc_history_get_time (PscHistoryColumns *self,
                       int                column,
                       const char        *name)
{
  if (get_type (self, column) == SQLITE_NULL)
    return PSC_NEVER;

  return _psc_history_get_int (self, column, name, 0, PSC_JSON_MAX_TIME_NS);
}

/**
 * _psc_history_get_text:
 *
 * Returns: (transfer none): a text in UTF-8, empty once something is wrong;
 *   valid until the next step
 */
const char *
_psc_history_get_text (PscHistoryColumns *self,
                       int                column,
                       const char        *name)
{
  if (get_type (self, column) == SQLITE_TEXT)
    {
      const char *text = (const char *) sqlite3_column_text (self->statement,
                                                             column);
      int length = sqlite3_column_bytes (self->statement, column);

      if (text != NULL && g_utf8_validate (text, length, NULL))
        return text;
    }
  _psc_json_input_fail (self->input, name, _("is not a text"));

  return "";
}

/**
 * _psc_history_dup_text:
 *
 * Returns: (transfer full) (nullable): a text in UTF-8, %NULL for NULL
 */
char *
_psc_history_dup_text (PscHistoryColumns *self,
                       int                column,
                       const char        *name,
                       gsize              max_length)
{
  const char *text;

  if (get_type (self, column) == SQLITE_NULL)
    return NULL;

  text = _psc_history_get_text (self, column, name);
  if (strlen (text) > max_length)
    _psc_json_input_fail (self->input, name, _("is too long"));

  return g_strdup (text);
}

/**
 * _psc_history_dup_words:
 *
 * Returns: (transfer full) (nullable): the words of another program, in
 *   whatever encoding, %NULL for NULL
 */
char *
_psc_history_dup_words (PscHistoryColumns *self,
                        int                column)
{
  /* It ends in a NUL, whatever its type. */
  return g_strdup ((const char *) sqlite3_column_text (self->statement,
                                                       column));
}

/**
 * _psc_history_dup_bytes:
 *
 * Returns: (transfer full) (nullable): bytes, %NULL for NULL
 */
GBytes *
_psc_history_dup_bytes (PscHistoryColumns *self,
                        int                column,
                        const char        *name,
                        gsize              max_size)
{
  gconstpointer data;
  gsize size;

  if (get_type (self, column) == SQLITE_NULL)
    return NULL;

  data = sqlite3_column_blob (self->statement, column);
  size = (gsize) sqlite3_column_bytes (self->statement, column);
  if (size > max_size)
    {
      _psc_json_input_fail (self->input, name, _("is too long"));
      size = 0;
    }

  return g_bytes_new (data, size);
}
