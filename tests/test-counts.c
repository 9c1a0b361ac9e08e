/* test-counts.c: numbers of workers, as they are typed
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-counts.h"

static void
test_right (void)
{
  static const char * const texts[] = { "1,2,4", " 1 2 4 ", "1; 2,,4," };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      PscExerciseOptions options = { .repeats = 7 };
      g_autofree char *text = NULL;
      const char *problem = "";

      g_assert_true (psc_counts_parse (texts[i], &options, &problem));
      g_assert_null (problem);
      g_assert_cmpuint (options.n_counts, ==, 3);
      g_assert_cmpuint (options.repeats, ==, 7);
      text = psc_counts_dup_text (&options);
      g_assert_cmpstr (text, ==, "1, 2, 4");
    }
}

/* Each mistake has its own words, and changes nothing. */
static void
test_wrong (void)
{
  static const char * const texts[][2] = {
    { "1, two", "Only whole numbers, with commas between them" },
    { "1, 2.5", "Only whole numbers, with commas between them" },
    { "0, 1", "Each number is from 1 to 256" },
    { "1, 257", "Each number is from 1 to 256" },
    { "2, 4", "The first is 1, to which the others are compared" },
    { "1, 4, 4", "Each number is larger than the one before" },
    { "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17",
      "There are 16 numbers at most" },
    { "1", "At least two numbers, such as 1, 2, 4" },
    { "", "At least two numbers, such as 1, 2, 4" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      PscExerciseOptions options = { .counts = { 1, 3 }, .n_counts = 2 };
      const char *problem;

      g_assert_false (psc_counts_parse (texts[i][0], &options, &problem));
      g_assert_cmpstr (problem, ==, texts[i][1]);
      g_assert_cmpuint (options.n_counts, ==, 2);
      g_assert_cmpuint (options.counts[1], ==, 3);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/study/counts/right", test_right);
  g_test_add_func ("/study/counts/wrong", test_wrong);

  return g_test_run ();
}
