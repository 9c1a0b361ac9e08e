/* psc-counts.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-counts"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-counts.h"

/* Commas, blanks, or both. */
#define SEPARATORS ",; \t"

/**
 * psc_counts_dup_text:
 *
 * Returns: (transfer full): the numbers of workers, as one may type them
 */
char *
psc_counts_dup_text (const PscExerciseOptions *options)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < options->n_counts; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? ", " : "",
                            options->counts[i]);

  return g_string_free (text, FALSE);
}

/* What is wrong with the next number, or %NULL. */
static const char *
find_problem (const char               *word,
              const PscExerciseOptions *options,
              guint64                  *count)
{
  guint last = options->n_counts > 0
               ? options->counts[options->n_counts - 1] : 0;

  if (!g_ascii_string_to_unsigned (word, 10, 0, G_MAXUINT, count, NULL))
    return _("Only whole numbers, with commas between them");
  if (*count < 1 || *count > PSC_MAX_WORKERS)
    return _("Each number is from 1 to 256");
  if (options->n_counts == 0 && *count != 1)
    return _("The first is 1, to which the others are compared");
  if (*count <= last)
    return _("Each number is larger than the one before");
  if (options->n_counts == PSC_EXERCISE_MAX_COUNTS)
    return _("There are 16 numbers at most");

  return NULL;
}

/**
 * psc_counts_parse:
 * @text: numbers with commas or blanks between them
 * @options: (inout): its numbers of workers are set if all are right
 * @problem: (out): what is wrong otherwise, translated
 *
 * Reads numbers of workers: rising, from 1, and more than one of them.
 */
gboolean
psc_counts_parse (const char          *text,
                  PscExerciseOptions  *options,
                  const char         **problem)
{
  g_auto (GStrv) words = g_strsplit_set (text, SEPARATORS, -1);
  PscExerciseOptions read = *options;

  *problem = NULL;
  read.n_counts = 0;
  for (guint i = 0; words[i] != NULL && *problem == NULL; i++)
    {
      guint64 count;

      if (*words[i] == '\0')
        continue;

      *problem = find_problem (words[i], &read, &count);
      if (*problem == NULL)
        read.counts[read.n_counts++] = (guint) count;
    }

  if (*problem == NULL && read.n_counts < 2)
    *problem = _("At least two numbers, such as 1, 2, 4");
  if (*problem == NULL)
    *options = read;

  return *problem == NULL;
}
