/* psc-plain-text.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-plain-text"

#include "config.h"

#include <string.h>

#include "psc-plain-text.h"

#define INDENT "  "

/* The longest line of what is broken into lines. */
#define LINE_LENGTH 78

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
 * psc_plain_text_append_table:
 * @text: text to append to
 * @rows: (element-type GStrv): the rows, the heading among them
 * @columns: a letter for each column, "l" or "r": to which side it goes
 *
 * Writes a table in columns that are as wide as they need to be.
 */
void
psc_plain_text_append_table (GString    *text,
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

/**
 * psc_plain_text_append_lines:
 * @text: text to append to
 * @paragraph: what to write
 *
 * Breaks a paragraph into lines at its blanks, each of them indented.
 */
void
psc_plain_text_append_lines (GString    *text,
                             const char *paragraph)
{
  g_auto (GStrv) words = g_strsplit (paragraph, " ", -1);
  guint used = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint length = measure (words[i]);

      if (i == 0 || used + 1 + length > LINE_LENGTH)
        {
          g_string_append (text, i == 0 ? "  " : "\n  ");
          used = 2;
        }
      else
        {
          g_string_append_c (text, ' ');
          used++;
        }
      g_string_append (text, words[i]);
      used += length;
    }
  g_string_append_c (text, '\n');
}
