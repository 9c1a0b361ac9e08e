/* test-plain-text.c: columns and paragraphs of plain text
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-plain-text.h"

static void
add_row (GPtrArray  *rows,
         const char *first,
         const char *second,
         const char *third)
{
  const char * const row[] = { first, second, third, NULL };

  g_ptr_array_add (rows, g_strdupv ((char **) row));
}

/* What a character takes on a terminal counts, not its bytes; no line ends
 * with spaces. */
static void
test_widths (void)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GString) text = g_string_new ("before\n");

  add_row (rows, "ä–", "1", "left");
  add_row (rows, "漢字", "22", "");
  add_row (rows, "e\314\201x", "333", "longest");
  psc_plain_text_append_table (text, rows, "lrl");

  g_assert_cmpstr (text->str, ==,
                   "before\n"
                   "  ä–      1  left\n"
                   "  漢字   22\n"
                   "  e\314\201x    333  longest\n");
}

static void
test_empty (void)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  psc_plain_text_append_table (text, rows, "lr");
  g_assert_cmpstr (text->str, ==, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plain-text/widths", test_widths);
  g_test_add_func ("/plain-text/empty", test_empty);

  return g_test_run ();
}
