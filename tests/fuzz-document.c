/* fuzz-document.c: whatever a document holds, it is a run or a message
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* fuzz-document [--seed=N] [--executions=N] [--seconds=N] FILE...
 *
 * Changes the files at random, reads them, and looks at every run that comes
 * out.  The same seed makes the same changes; one that ends the program is
 * found again with the seed that it has printed before. */

#include "config.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "psc-document-reader.h"
#include "psc-document.h"
#include "psc-figures.h"
#include "psc-test-store.h"

/* What readers stumble over. */
static const char * const values[] = {
  "0", "1", "2", "-1", "1e999", "-0", "0.5", "255", "256", "257", "65536",
  "2147483647", "2147483648", "4294967295", "4294967296",
  "864000000000000", "9223372036854775807", "-9223372036854775808",
  "99999999999999999999", "null", "true", "\"\"", "[]", "{}", "[{}]",
  "\"\\ud800\"", "\"\\u0000\"", "\"compute\"", "\"file:///\"", "\"lost\"",
  "\"thread\"", "\"never\"", "\"====\"",
};

static gsize
pick (GRand *rand,
      gsize  n)
{
  return n > 0 ? g_rand_int (rand) % n : 0;
}

static gboolean
is_in_value (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '.' || c == '+';
}

/* Puts another value in the place of one, so that the rest stays whole. */
static void
change_value (GRand   *rand,
              GString *text)
{
  gsize begin = pick (rand, text->len);
  gsize end;

  while (begin < text->len && text->str[begin] != ':')
    begin++;
  while (begin < text->len && (text->str[begin] == ':' ||
                               text->str[begin] == ' '))
    begin++;
  end = begin;
  if (end < text->len && text->str[end] == '"')
    {
      for (end++; end < text->len && text->str[end] != '"';)
        end++;
      end++;
    }
  while (end < text->len && is_in_value (text->str[end]))
    end++;

  end = MIN (end, text->len);
  g_string_erase (text, (gssize) begin, (gssize) (end - begin));
  g_string_insert (text, (gssize) begin,
                   values[pick (rand, G_N_ELEMENTS (values))]);
}

/* Takes a stretch out, or puts it somewhere once more. */
static void
change_stretch (GRand   *rand,
                GString *text)
{
  gsize begin = pick (rand, text->len);
  gsize length = 1 + pick (rand, 200);
  g_autofree char *copy = NULL;

  length = MIN (length, text->len - begin);
  copy = g_memdup2 (text->str + begin, length);
  if (g_rand_boolean (rand))
    g_string_erase (text, (gssize) begin, (gssize) length);
  else
    g_string_insert_len (text, (gssize) pick (rand, text->len + 1), copy,
                         (gssize) length);
}

static void
change (GRand   *rand,
        GString *text)
{
  guint n_changes = 1 + (guint) pick (rand, 4);

  for (guint i = 0; i < n_changes && text->len > 0; i++)
    {
      switch (pick (rand, 8))
        {
        case 0:
          text->str[pick (rand, text->len)] = (char) g_rand_int (rand);
          break;

        case 1:
          change_stretch (rand, text);
          break;

        case 2:
          g_string_truncate (text, pick (rand, text->len));
          break;

        case 3:
          {
            gsize at = pick (rand, text->len);

            if (g_ascii_isdigit (text->str[at]))
              text->str[at] = (char) ('0' + pick (rand, 10));
          }
          break;

        default:
          change_value (rand, text);
          break;
        }
    }
}

/* A run that was read is a run: its figures add up, and written and read again
 * it is the same. */
static void
check_run (PscRun *run)
{
  PscFigures figures;
  gsize length, again_length;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (PscRun) read = NULL;
  g_autoptr (GError) error = NULL;

  psc_figures_read (run, &figures);
  g_assert_cmpint (figures.account.total_ns, ==,
                   figures.n_lanes * figures.wall_ns);

  text = psc_test_store_write (psc_document_write, run, &length);
  stream = g_memory_input_stream_new_from_data (text, (gssize) length, NULL);
  read = psc_document_read (stream, NULL, &error);
  g_assert_no_error (error);
  again = psc_test_store_write (psc_document_write, read, &again_length);
  g_assert_cmpstr (again, ==, text);
}

static gboolean
execute (const char *text,
         gsize       length)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (text, (gssize) length, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PscRun) run = psc_document_read (stream, NULL, &error);

  g_assert_true ((run == NULL) == (error != NULL));
  if (run == NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return FALSE;
    }

  check_run (run);

  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  int seed = 1, n_executions = 1000, seconds = 0, n_runs = 0, i;
  g_auto (GStrv) files = NULL;
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "Of the changes", "N" },
    { "executions", 0, 0, G_OPTION_ARG_INT, &n_executions, "How many", "N" },
    { "seconds", 0, 0, G_OPTION_ARG_INT, &seconds, "As long as this", "N" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL,
      "FILE…" },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GPtrArray) corpus =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  gint64 end_us = g_get_monotonic_time ();

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, entries, NULL);
  g_assert_true (g_option_context_parse (context, &argc, &argv, NULL));
  g_assert_nonnull (files);
  end_us += seconds * G_USEC_PER_SEC;

  for (char **file = files; *file != NULL; file++)
    {
      char *data;
      gsize length;

      g_assert_true (g_file_get_contents (*file, &data, &length, NULL));
      n_runs += execute (data, length);
      g_ptr_array_add (corpus, g_bytes_new_take (data, length));
    }

  for (i = 0; seconds > 0 ? g_get_monotonic_time () < end_us
                          : i < n_executions; i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) (seed + i));
      GBytes *bytes = g_ptr_array_index (corpus, pick (rand, corpus->len));
      gsize length;
      const char *data = g_bytes_get_data (bytes, &length);
      g_autoptr (GString) text = g_string_new_len (data, (gssize) length);

      change (rand, text);
      if (i % 10000 == 0)
        {
          g_print ("from seed %d\n", seed + i);
          fflush (stdout);
        }
      n_runs += execute (text->str, text->len);
    }

  g_print ("%d executions from seed %d, %d were runs\n", i, seed, n_runs);

  return EXIT_SUCCESS;
}
