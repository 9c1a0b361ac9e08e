/* test-figure-text.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "psc-figure-text.h"
#include "psc-types.h"

#define MS   G_GINT64_CONSTANT (1000000)
#define NBSP "\302\240"

static const PscFigures four = {
  .wall_ns = 128 * MS,
  .cumulated_ns = 302 * MS,
  .average_ns = 15100000,
  .start_up_ns = 2500000,
  .cpu_ns = 64 * MS,
  .occupancy = 302. / 512.,
  .cpu_share = .25,
  .n_files = 20,
  .n_run = 20,
  .n_lanes = 4,
  .n_workers = 4,
  .n_cpus = 2,
};

static const PscFigures single = { .wall_ns = 256 * MS, .n_lanes = 1 };

static void
check (PscFigure         figure,
       const PscFigures *figures,
       const PscFigures *one,
       const char       *expected)
{
  g_autofree char *text = psc_figure_explain (figure, figures, one);

  g_assert_nonnull (strstr (text, expected));
  g_assert_nonnull (strchr (text, '\n'));
  g_assert_true (g_str_has_suffix (text, "."));
}

static void
test_numbers (void)
{
  check (PSC_FIGURE_WALL, &four, NULL, "= 128" NBSP "ms\n");
  check (PSC_FIGURE_CUMULATED, &four, NULL, "20 files = 302" NBSP "ms\n");
  check (PSC_FIGURE_AVERAGE, &four, NULL,
         "= 302" NBSP "ms / 20 = 15.1" NBSP "ms\n");
  check (PSC_FIGURE_START_UP, &four, NULL, "4 workers = 2.50" NBSP "ms\n");
  check (PSC_FIGURE_OCCUPANCY, &four, NULL,
         "= 302" NBSP "ms / (4 × 128" NBSP "ms) = 0.59\n");
  check (PSC_FIGURE_EFFICIENCY, &four, &single,
         "= 256" NBSP "ms / (4 × 128" NBSP "ms) = 0.50\n");
  check (PSC_FIGURE_SPEEDUP, &four, &single,
         "= 256" NBSP "ms / 128" NBSP "ms = 2.00\n");
  check (PSC_FIGURE_CPU, &four, NULL,
         "= 64.0" NBSP "ms / (2 × 128" NBSP "ms) = 25" NBSP "%\n");
}

/* What is not known yet has its formula all the same. */
static void
test_unknown (void)
{
  PscFigures nothing = { .average_ns = PSC_NEVER, .start_up_ns = PSC_NEVER,
                         .occupancy = NAN, .cpu_share = NAN, .n_lanes = 2,
                         .n_cpus = 2 };

  check (PSC_FIGURE_EFFICIENCY, &four, NULL, "T(1) / (N × T(N))\n");
  check (PSC_FIGURE_SPEEDUP, &four, NULL, "T(1) / T(N)\n");
  check (PSC_FIGURE_EFFICIENCY, &single, NULL, "= 1.00\n");
  for (guint i = 0; i < PSC_N_FIGURES; i++)
    {
      g_autofree char *text = psc_figure_explain (i, &nothing, NULL);

      g_assert_null (strstr (text, "nan"));
    }
}

/* A run that has lost files cannot be compared, whatever else is known. */
static void
test_losses (void)
{
  PscFigures lost = four;
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;

  g_assert_null (psc_figure_dup_losses (&four));
  lost.n_lost = 1;
  one = psc_figure_dup_losses (&lost);
  g_assert_cmpstr (one, ==, "not comparable: 1 file lost");
  lost.n_lost = 2;
  two = psc_figure_dup_losses (&lost);
  g_assert_cmpstr (two, ==, "not comparable: 2 files lost");

  check (PSC_FIGURE_EFFICIENCY, &lost, &single, "T(1) / (N × T(N))\nIt takes "
                                                "two runs that got through");
  check (PSC_FIGURE_SPEEDUP, &lost, &single, "T(1) / T(N)\nIt takes two runs");
}

/* Nor can one that was stopped, or whose program was. */
static void
test_stopped (void)
{
  PscFigures stopped = four;
  g_autofree char *one = NULL;
  g_autofree char *many = NULL;

  stopped.n_stopped = 1;
  one = psc_figure_dup_losses (&stopped);
  g_assert_cmpstr (one, ==, "not comparable: ended with 1 file left");
  stopped.n_stopped = 83;
  many = psc_figure_dup_losses (&stopped);
  g_assert_cmpstr (many, ==, "not comparable: ended with 83 files left");
  check (PSC_FIGURE_EFFICIENCY, &stopped, &single,
         "T(1) / (N × T(N))\nIt takes two runs that got through");
}

/* Nor can one be in the middle of which the computer slept. */
static void
test_sleep (void)
{
  PscFigures asleep = four;
  g_autofree char *note = NULL;
  g_autofree char *sentence = NULL;

  g_assert_null (psc_figure_dup_sleep (0));
  asleep.slept_ns = 40000 * MS;
  note = psc_figure_dup_losses (&asleep);
  g_assert_cmpstr (note, ==, "not comparable: the computer slept 40.0" NBSP
                             "s");
  sentence = psc_figure_dup_sleep (asleep.slept_ns);
  g_assert_cmpstr (sentence, ==,
                   "The computer slept 40.0" NBSP "s during this run: do not "
                   "compare its times with those of others.");
  check (PSC_FIGURE_EFFICIENCY, &asleep, &single,
         "T(1) / (N × T(N))\nIt takes two runs that the computer did not");
}

/* Nor one whose workers were not there. */
static void
test_silence (void)
{
  PscFigures silent = four;
  g_autofree char *note = NULL;
  g_autofree char *sentence = NULL;

  g_assert_null (psc_figure_dup_silence (0));
  silent.silent_ns = 3200 * MS;
  note = psc_figure_dup_losses (&silent);
  g_assert_cmpstr (note, ==, "not comparable: workers were stopped or silent "
                             "for 3.20" NBSP "s");
  sentence = psc_figure_dup_silence (silent.silent_ns);
  g_assert_cmpstr (sentence, ==,
                   "Workers were stopped or gave no sign for 3.20" NBSP "s "
                   "during this run: do not compare its times with those of "
                   "others.");
  check (PSC_FIGURE_EFFICIENCY, &silent, &single,
         "T(1) / (N × T(N))\nIt takes two runs whose workers were always");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/figure-text/numbers", test_numbers);
  g_test_add_func ("/figure-text/unknown", test_unknown);
  g_test_add_func ("/figure-text/losses", test_losses);
  g_test_add_func ("/figure-text/stopped", test_stopped);
  g_test_add_func ("/figure-text/sleep", test_sleep);
  g_test_add_func ("/figure-text/silence", test_silence);

  return g_test_run ();
}
