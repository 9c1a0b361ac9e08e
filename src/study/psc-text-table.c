/* psc-text-table.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-text-table"

#include "config.h"

#include <string.h>

#include "psc-text-table.h"

#define INDENT "  "

/* How many places the text takes on a terminal. */
static guint
measure (const char *cell)
{
  guint width = 0;

  for (; *cell != '\0'; cell = g_utf8_next_char (cell))
    {
      gunichar character = g_utf8_get_char (cell);

      if (!g_unichar_iszerowidth (character))
        width += g_unichar_iswide (character) ? 2 : 1;
    }

  return width;
}

static guint
find_width (GPtrArray *rows,
            gsize      column)
{
  guint width = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      char **cells = g_ptr_array_index (rows, i);

      width = MAX (width, measure (cells[column]));
    }

  return width;
}

/* No line ends with spaces. */
static void
append_cell (GString    *text,
             const char *cell,
             guint       width,
             gboolean    right,
             gboolean    last)
{
  int n_spaces = (int) (width - measure (cell));

  if (last && *cell == '\0')
    return;

  g_string_append (text, INDENT);
  if (right)
    g_string_append_printf (text, "%*s%s", n_spaces, "", cell);
  else if (last)
    g_string_append (text, cell);
  else
    g_string_append_printf (text, "%s%*s", cell, n_spaces, "");
}

/**
 * psc_text_table_append:
 * @text: text to append to
 * @rows: (element-type GStrv): the rows, the heading among them
 * @columns: a letter for each column, "l" or "r": to which side it goes
 *
 * Writes a table in columns that are as wide as they need to be.
 */
void
psc_text_table_append (GString    *text,
                       GPtrArray  *rows,
                       const char *columns)
{
  gsize n_columns = strlen (columns);
  g_autofree guint *widths = g_new (guint, n_columns);

  for (gsize i = 0; i < n_columns; i++)
    widths[i] = find_width (rows, i);

  for (guint i = 0; i < rows->len; i++)
    {
      char **cells = g_ptr_array_index (rows, i);

      for (gsize j = 0; j < n_columns; j++)
        append_cell (text, cells[j], widths[j], columns[j] == 'r',
                     j + 1 == n_columns);
      g_string_append_c (text, '\n');
    }
}
