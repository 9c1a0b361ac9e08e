/* test-csv.c: a table that a spreadsheet reads and does not run
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "psc-csv.h"
#include "psc-test-run.h"
#include "psc-test-store.h"

enum
{
  TASK, NAME, WORKER, LANE, CHUNK, OUTCOME, REASON, START, END,
  FILE_START, FILE_END, FILE_EXIT_CODE, FILE_SIGNAL, FILE_STDOUT,
  COMPUTE_START, COMPUTE_END, COMPUTE_VALUE,
  WC_START, WC_END, WC_EXIT_CODE, WC_SIGNAL, WC_STDOUT,
  SILENT,
  N_COLUMNS
};

/* Reads one cell as RFC 4180 has it. */
static char *
parse_cell (const char **cursor)
{
  GString *cell = g_string_new (NULL);
  const char *c = *cursor;

  if (*c == '"')
    {
      for (c++; *c != '\0'; c++)
        {
          if (*c == '"' && c[1] != '"')
            break;
          if (*c == '"')
            c++;
          g_string_append_c (cell, *c);
        }
      g_assert_cmpint (*c, ==, '"');
      c++;
    }
  else
    {
      for (; strchr (",\r\n", *c) == NULL; c++)
        {
          g_assert_cmpint (*c, !=, '"');
          g_string_append_c (cell, *c);
        }
    }

  *cursor = c;

  return g_string_free (cell, FALSE);
}

/* Lines of cells: GPtrArray of GPtrArray of strings. */
static GPtrArray *
parse (const char *text)
{
  GPtrArray *lines =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  while (*text != '\0')
    {
      GPtrArray *line = g_ptr_array_new_with_free_func (g_free);

      g_ptr_array_add (line, parse_cell (&text));
      while (*text == ',')
        {
          text++;
          g_ptr_array_add (line, parse_cell (&text));
        }
      g_assert_true (g_str_has_prefix (text, "\r\n"));
      text += 2;
      g_ptr_array_add (lines, line);
    }

  return lines;
}

static GPtrArray *
write_and_parse (PscRun *run)
{
  gsize length;
  g_autofree char *text = psc_test_store_write (psc_csv_write, run, &length);
  GPtrArray *lines;

  g_assert_true (g_utf8_validate_len (text, length, NULL));
  lines = parse (text);
  g_assert_cmpuint (lines->len, ==, 1 + psc_run_get_n_tasks (run));
  for (guint i = 0; i < lines->len; i++)
    g_assert_cmpuint (((GPtrArray *) lines->pdata[i])->len, ==, N_COLUMNS);

  return lines;
}

static const char *
get_cell (GPtrArray *lines,
          guint      task,
          guint      column)
{
  return g_ptr_array_index ((GPtrArray *) lines->pdata[task + 1], column);
}

static void
test_headings (void)
{
  static const char * const headings[N_COLUMNS] = {
    "task", "name", "worker", "lane", "chunk", "outcome", "reason",
    "start_ns", "end_ns",
    "file_start_ns", "file_end_ns", "file_exit_code", "file_signal",
    "file_stdout",
    "compute_start_ns", "compute_end_ns", "compute_value",
    "wc_start_ns", "wc_end_ns", "wc_exit_code", "wc_signal", "wc_stdout",
    "silent_ns",
  };
  g_autoptr (PscRun) run = psc_test_store_run_new ();
  g_autoptr (GPtrArray) lines = write_and_parse (run);
  GPtrArray *line = g_ptr_array_index (lines, 0);

  for (guint i = 0; i < N_COLUMNS; i++)
    g_assert_cmpstr (line->pdata[i], ==, headings[i]);
}

static void
test_cells (void)
{
  g_autoptr (PscRun) run = psc_test_store_run_new ();
  g_autoptr (GPtrArray) lines = write_and_parse (run);

  g_assert_cmpstr (get_cell (lines, PSC_TEST_OK, TASK), ==, "1");
  g_assert_cmpstr (get_cell (lines, PSC_TEST_OK, NAME), ==, "plain.txt");
  g_assert_cmpstr (get_cell (lines, PSC_TEST_OK, WORKER), ==, "1");
  g_assert_cmpstr (get_cell (lines, PSC_TEST_OK, OUTCOME), ==, "ok");
  g_assert_cmpstr (get_cell (lines, PSC_TEST_OK, REASON), ==, "");
  g_assert_cmpstr (get_cell (lines, PSC_TEST_OK, START), ==, "1000");
  g_assert_cmpstr (get_cell (lines, PSC_TEST_OK, WC_END), ==, "1099");
  g_assert_cmpstr (get_cell (lines, PSC_TEST_OK, WC_EXIT_CODE), ==, "0");
  g_assert_cmpstr (get_cell (lines, PSC_TEST_OK, WC_SIGNAL), ==, "");
  g_assert_cmpstr (get_cell (lines, PSC_TEST_OK, WC_STDOUT), ==,
                   " 1 2 3 plain.txt");
  /* A number of ours stays a number, with its sign. */
  g_assert_cmpstr (get_cell (lines, PSC_TEST_OK, COMPUTE_VALUE), ==,
                   "-1473.632796");

  g_assert_cmpstr (get_cell (lines, PSC_TEST_BYTES, NAME), ==,
                   "caf\\xe9\\xff");
  g_assert_cmpstr (get_cell (lines, PSC_TEST_BYTES, FILE_STDOUT), ==,
                   "a\\xff\\x00b\\x1b");
  g_assert_cmpstr (get_cell (lines, PSC_TEST_LINES, NAME), ==,
                   "two\\nlines, \"quoted\"");
  g_assert_cmpstr (get_cell (lines, PSC_TEST_LINES, FILE_STDOUT), ==,
                   "say \"a, b\"; 日本");
  g_assert_cmpstr (get_cell (lines, PSC_TEST_LINES, WC_EXIT_CODE), ==, "1");
  g_assert_cmpstr (get_cell (lines, PSC_TEST_LINES, REASON), ==,
                   "wc exited with status 1");
  g_assert_cmpstr (get_cell (lines, PSC_TEST_KILLED, FILE_EXIT_CODE), ==, "");
  g_assert_cmpstr (get_cell (lines, PSC_TEST_KILLED, FILE_SIGNAL), ==, "9");
  g_assert_cmpstr (get_cell (lines, PSC_TEST_LOST, COMPUTE_VALUE), ==, "");
  g_assert_cmpstr (get_cell (lines, PSC_TEST_OK, SILENT), ==, "0");
  g_assert_cmpstr (get_cell (lines, PSC_TEST_BYTES, SILENT), ==, "40");
  g_assert_cmpstr (get_cell (lines, PSC_TEST_LOST, SILENT), ==, "90");

  for (guint i = FILE_START; i < N_COLUMNS; i++)
    g_assert_cmpstr (get_cell (lines, PSC_TEST_STOPPED, i), ==, "");
  g_assert_cmpstr (get_cell (lines, PSC_TEST_STOPPED, START), ==, "");
  g_assert_cmpstr (get_cell (lines, PSC_TEST_STOPPED, WORKER), ==, "");
  g_assert_cmpstr (get_cell (lines, PSC_TEST_STOPPED, LANE), ==, "");
}

static void
test_formulas (void)
{
  g_autoptr (PscRun) run = psc_test_store_run_new ();
  g_autoptr (GPtrArray) lines = write_and_parse (run);

  g_assert_cmpstr (get_cell (lines, PSC_TEST_FORMULA, NAME), ==,
                   "'=HYPERLINK(\"x\")");
  g_assert_cmpstr (get_cell (lines, PSC_TEST_FORMULA, FILE_STDOUT), ==,
                   "' \t@SUM(1)");
}

static void
test_formula_names (void)
{
  static const struct
  {
    const char *name;
    const char *cell;
  } cases[] = {
    { "=1", "'=1" },
    { "+1", "'+1" },
    { "-C", "'-C" },
    { "@x", "'@x" },
    { "  =1", "'  =1" },
    { "\302\240=1", "'\302\240=1" },
    { "＝1", "'＝1" },
    { "\t=1", "\\t=1" },
    { "\r=1", "\\r=1" },
    { "a=1", "a=1" },
    { "a-b", "a-b" },
  };
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (PscListing) listing = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (PscRun) run = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_ptr_array_add (names, (gpointer) cases[i].name);
  g_ptr_array_add (names, NULL);
  listing = psc_listing_new_for_names ("/",
                                       (const char * const *) names->pdata);
  settings->workers = 1;
  run = psc_run_new (settings, listing);
  psc_recorder_begin_run (psc_run_get_recorder (run), 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    psc_test_run_add_task (run, i, 1, 0, 1, i * 10, i * 10 + 10);
  psc_test_run_end (run, 0);

  lines = write_and_parse (run);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (get_cell (lines, i, NAME), ==, cases[i].cell);
}

static void
test_decimal_comma (void)
{
  g_autofree char *old = g_strdup (setlocale (LC_NUMERIC, NULL));

  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("the locale de_DE.UTF-8 is not installed");
      return;
    }

  test_cells ();
  setlocale (LC_NUMERIC, old);
}

/* More than one buffer full. */
static void
test_many (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 4, 3000);
  g_autoptr (GPtrArray) lines = write_and_parse (run);
  g_autofree char *last = g_strdup_printf ("%u", 3000);

  g_assert_cmpstr (get_cell (lines, 2999, TASK), ==, last);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv/headings", test_headings);
  g_test_add_func ("/csv/cells", test_cells);
  g_test_add_func ("/csv/formulas", test_formulas);
  g_test_add_func ("/csv/formula-names", test_formula_names);
  g_test_add_func ("/csv/decimal-comma", test_decimal_comma);
  g_test_add_func ("/csv/many", test_many);

  return g_test_run ();
}
