/* test-findings-cost.c: what starting workers costs, in sentences
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "psc-exercise-findings.h"
#include "psc-test-findings.h"

#define N_RUNS 5

/* A measurement that is to be made up; all runs of a point lie within a
 * hundredth. */
typedef struct
{
  guint n_runs;
  guint n_files;
  guint n_cpus;
  guint workers;
} World;

static const World usual = { N_RUNS, 100, 2, 2 };

static void
add_point (GPtrArray   *points,
           const World *world,
           PscMode      mode,
           guint        tasks_per_worker,
           double       wall_ms,
           double       average_ms,
           double       occupancy)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();
  PscPoint *point;

  settings->mode = mode;
  settings->workers = world->workers;
  settings->chunk_size = 1;
  settings->tasks_per_worker = tasks_per_worker;
  point = psc_point_new (settings);
  for (guint i = 0; i < world->n_runs; i++)
    {
      PscFigures figures = {
        .wall_ns = llround (wall_ms * 1e6 * (1. + i * .002)),
        .cumulated_ns = llround (average_ms * 1e6 * world->n_files),
        .average_ns = llround (average_ms * 1e6),
        .start_up_ns = 1,
        .occupancy = occupancy,
        .n_files = world->n_files,
        .n_lanes = world->workers,
        .n_cpus = world->n_cpus,
      };

      psc_point_add (point, &figures);
    }
  g_ptr_array_add (points, point);
}

static GPtrArray *
new_points (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) psc_point_free);
}

/* Threads, and processes that are replaced after 1, 5 and 10 files and never;
 * @walls is in this order. */
static GPtrArray *
make_points (const World  *world,
             const double *walls)
{
  GPtrArray *points = new_points ();

  add_point (points, world, PSC_MODE_PROCESS, 1, walls[0], 5., .6);
  add_point (points, world, PSC_MODE_PROCESS, 5, walls[1], 5., .8);
  add_point (points, world, PSC_MODE_PROCESS, 10, walls[2], 5., .9);
  add_point (points, world, PSC_MODE_PROCESS, 0, walls[3], 5., .95);
  add_point (points, world, PSC_MODE_DUMMY, 0, walls[3], 5., .95);

  return points;
}

static const double costly[] = { 500., 350., 301., 300. };

static void
read_starts (PscSample *starts,
             guint      n_values)
{
  static const double base[PSC_N_START_KINDS] = {
    [PSC_START_PROCESS] = 3e6,
    [PSC_START_THREAD] = 1e5,
    [PSC_START_RESTART] = 2e6,
  };

  for (PscStartKind i = 0; i < PSC_N_START_KINDS; i++)
    {
      double values[N_RUNS];

      for (guint j = 0; j < n_values; j++)
        values[j] = base[i] * (1. + j * .25);
      psc_sample_read (values, n_values, &starts[i]);
    }
}

static GPtrArray *
read_findings (GPtrArray *points,
               GPtrArray *grain)
{
  PscSample starts[PSC_N_START_KINDS];

  read_starts (starts, N_RUNS);

  return psc_findings_read_cost (points, starts, grain);
}

static void
test_starts (void)
{
  g_autoptr (GPtrArray) points = make_points (&usual, costly);
  g_autoptr (GPtrArray) grain = new_points ();
  g_autoptr (GPtrArray) findings = read_findings (points, grain);

  psc_test_found_says (findings, PSC_FINDING_START,
                       "A process takes 4.50 ms to start here. Of 5 starts "
                       "the shortest took 3.00 ms and the longest 6.00 ms. A "
                       "thread takes 150 µs. A process that replaces another "
                       "takes 3.00 ms.");
  g_assert_false (psc_test_found (findings, PSC_FINDING_REPEATS));
  g_assert_false (psc_test_found (findings, PSC_FINDING_ONE_CPU));
  g_assert_false (psc_test_found (findings, PSC_FINDING_FEW_FILES));
}

/* What has not been seen often enough is not told. */
static void
test_few_starts (void)
{
  g_autoptr (GPtrArray) points = make_points (&usual, costly);
  g_autoptr (GPtrArray) grain = new_points ();
  g_autoptr (GPtrArray) without = NULL;
  g_autoptr (GPtrArray) alone = NULL;
  g_autofree char *line = NULL;
  PscSample starts[PSC_N_START_KINDS];

  read_starts (starts, PSC_SAMPLE_MIN_VALUES - 1);
  without = psc_findings_read_cost (points, starts, grain);
  g_assert_false (psc_test_found (without, PSC_FINDING_START));

  starts[PSC_START_PROCESS].n = PSC_SAMPLE_MIN_VALUES;
  alone = psc_findings_read_cost (points, starts, grain);
  line = psc_test_found_dup_lines (alone, PSC_FINDING_START);
  g_assert_true (g_str_has_suffix (line, "the longest 3.75 ms.\n"));
}

static void
test_replacement (void)
{
  static const double always[] = { 500., 350., 330., 300. };
  static const double never[] = { 301., 300., 300., 300. };
  static const double faster[] = { 200., 300., 300., 300. };
  g_autoptr (GPtrArray) none = new_points ();
  g_autoptr (GPtrArray) some_points = make_points (&usual, costly);
  g_autoptr (GPtrArray) all_points = make_points (&usual, always);
  g_autoptr (GPtrArray) no_points = make_points (&usual, never);
  g_autoptr (GPtrArray) less_points = make_points (&usual, faster);
  g_autoptr (GPtrArray) some = read_findings (some_points, none);
  g_autoptr (GPtrArray) all = read_findings (all_points, none);
  g_autoptr (GPtrArray) no = read_findings (no_points, none);
  g_autoptr (GPtrArray) less = read_findings (less_points, none);

  psc_test_found_says (some, PSC_FINDING_REPLACEMENT,
                       "Replacing workers takes 67 % longer. With a new "
                       "process for every file the wall time is 502 ms, with "
                       "processes that stay it is 301 ms. From 10 files on, "
                       "the difference is not larger than the noise.");
  psc_test_found_says (all, PSC_FINDING_REPLACEMENT,
                       "Every number of files that was tried costs more");
  psc_test_found_says (no, PSC_FINDING_REPLACEMENT,
                       "costs nothing that could be told from noise. Single "
                       "runs took 301 ms to 303 ms where workers are "
                       "replaced most often, and 300 ms to 302 ms where they "
                       "stay. The files take 5.00 ms on average.");

  /* Nobody could say why. */
  g_assert_false (psc_test_found (less, PSC_FINDING_REPLACEMENT));
}

/* Between a small number that looks cheap and a larger one that does not there
 * is no border, nor where replacing seems to save time. */
static void
test_no_border (void)
{
  static const double walls[][4] = {
    { 500., 301., 350., 300. },
    { 500., 250., 260., 300. },
  };

  for (guint i = 0; i < G_N_ELEMENTS (walls); i++)
    {
      g_autoptr (GPtrArray) none = new_points ();
      g_autoptr (GPtrArray) points = make_points (&usual, walls[i]);
      g_autoptr (GPtrArray) findings = read_findings (points, none);
      g_autofree char *line =
        psc_test_found_dup_lines (findings, PSC_FINDING_REPLACEMENT);

      g_test_message ("%s", line);
      g_assert_true (g_str_has_suffix (line, "that stay it is 301 ms.\n"));
    }
}

/* Stopped before a worker was replaced after each file. */
static void
test_replaced_later (void)
{
  g_autoptr (GPtrArray) points = make_points (&usual, costly);
  g_autoptr (GPtrArray) none = new_points ();
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GPtrArray) without = NULL;

  g_ptr_array_remove_index (points, 0);
  findings = read_findings (points, none);
  psc_test_found_says (findings, PSC_FINDING_REPLACEMENT,
                       "With a new process after every 5 files the wall time "
                       "is");

  g_ptr_array_set_size (points, 0);
  add_point (points, &usual, PSC_MODE_PROCESS, 0, 300., 5., .95);
  without = read_findings (points, none);
  g_assert_false (psc_test_found (without, PSC_FINDING_REPLACEMENT));
}

/* Tasks of 1, 10 and 100 ms. */
static GPtrArray *
make_grain (const World  *world,
            const double *occupancies)
{
  GPtrArray *grain = new_points ();
  double length = 1.;

  for (guint i = 0; i < 3; i++, length *= 10.)
    add_point (grain, world, PSC_MODE_PROCESS, 0, 100., length,
               occupancies[i]);

  return grain;
}

static void
test_break_even (void)
{
  static const double usual_shares[] = { .5, .8, .9 };
  static const double low_shares[] = { .2, .3, .4 };
  static const double high_shares[] = { .85, .9, .99 };
  g_autoptr (GPtrArray) points = make_points (&usual, costly);
  g_autoptr (GPtrArray) grain = make_grain (&usual, usual_shares);
  g_autoptr (GPtrArray) low_grain = make_grain (&usual, low_shares);
  g_autoptr (GPtrArray) high_grain = make_grain (&usual, high_shares);
  g_autoptr (GPtrArray) findings = read_findings (points, grain);
  g_autoptr (GPtrArray) low = read_findings (points, low_grain);
  g_autoptr (GPtrArray) high = read_findings (points, high_grain);

  psc_test_found_says (findings, PSC_FINDING_BREAK_EVEN,
                       "Tasks shorter than 10.0 ms lose more than 20 % of "
                       "the workers’ time. ");
  psc_test_found_says (findings, PSC_FINDING_BREAK_EVEN,
                       "50 %: any length, 80 %: 10.0 ms, 95 %: not reached.");
  psc_test_found_says (findings, PSC_FINDING_BREAK_EVEN,
                       "with 2 workers and 100 files, handed out one at a "
                       "time");
  psc_test_found_says (findings, PSC_FINDING_BREAK_EVEN,
                       "Your own files take 5.00 ms on average.");
  psc_test_found_says (low, PSC_FINDING_BREAK_EVEN,
                       "Even tasks of 100 ms lose more than 20 % of the "
                       "workers’");
  psc_test_found_says (high, PSC_FINDING_BREAK_EVEN,
                       "Even the shortest tasks lose less than 20 % of the "
                       "workers’");
}

/* One length does not show how more of it would help. */
static void
test_few_lengths (void)
{
  static const double shares[] = { .5, .8, .9 };
  g_autoptr (GPtrArray) points = make_points (&usual, costly);
  g_autoptr (GPtrArray) grain = make_grain (&usual, shares);
  g_autoptr (GPtrArray) findings = NULL;

  g_ptr_array_set_size (grain, 1);
  findings = read_findings (points, grain);
  g_assert_false (psc_test_found (findings, PSC_FINDING_BREAK_EVEN));
}

static void
test_few_repeats (void)
{
  static const double shares[] = { .5, .8, .9 };
  const World world = { PSC_SAMPLE_MIN_VALUES - 1, 100, 2, 2 };
  g_autoptr (GPtrArray) points = make_points (&world, costly);
  g_autoptr (GPtrArray) grain = make_grain (&world, shares);
  g_autoptr (GPtrArray) findings = read_findings (points, grain);

  psc_test_found_says (findings, PSC_FINDING_REPEATS,
                       "Too few repeats to tell");
  g_assert_true (psc_test_found (findings, PSC_FINDING_START));
  g_assert_false (psc_test_found (findings, PSC_FINDING_BREAK_EVEN));
  g_assert_false (psc_test_found (findings, PSC_FINDING_REPLACEMENT));
}

static void
test_limits (void)
{
  const World one_cpu = { N_RUNS, 100, 1, 2 };
  const World few_files = { N_RUNS, 3, 2, 4 };
  g_autoptr (GPtrArray) none = new_points ();
  g_autoptr (GPtrArray) cpu_points = make_points (&one_cpu, costly);
  g_autoptr (GPtrArray) file_points = make_points (&few_files, costly);
  g_autoptr (GPtrArray) cpu = read_findings (cpu_points, none);
  g_autoptr (GPtrArray) files = read_findings (file_points, none);

  psc_test_found_says (cpu, PSC_FINDING_ONE_CPU, "There is only one CPU");
  g_assert_false (psc_test_found (cpu, PSC_FINDING_FEW_FILES));
  psc_test_found_says (files, PSC_FINDING_FEW_FILES,
                       "With 4 workers there are only 3 chunks of files to "
                       "hand out");
  g_assert_false (psc_test_found (files, PSC_FINDING_ONE_CPU));
}

/* Stopped before anything was measured. */
static void
test_nothing (void)
{
  const World world = { 0, 100, 2, 2 };
  g_autoptr (GPtrArray) points = make_points (&world, costly);
  g_autoptr (GPtrArray) none = new_points ();
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GPtrArray) without = NULL;
  PscSample starts[PSC_N_START_KINDS];

  read_starts (starts, 0);
  findings = psc_findings_read_cost (points, starts, none);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_true (psc_test_found (findings, PSC_FINDING_REPEATS));

  without = psc_findings_read_cost (none, starts, none);
  g_assert_cmpuint (without->len, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/findings-cost/starts", test_starts);
  g_test_add_func ("/findings-cost/few-starts", test_few_starts);
  g_test_add_func ("/findings-cost/replacement", test_replacement);
  g_test_add_func ("/findings-cost/no-border", test_no_border);
  g_test_add_func ("/findings-cost/replaced-later", test_replaced_later);
  g_test_add_func ("/findings-cost/break-even", test_break_even);
  g_test_add_func ("/findings-cost/few-lengths", test_few_lengths);
  g_test_add_func ("/findings-cost/few-repeats", test_few_repeats);
  g_test_add_func ("/findings-cost/limits", test_limits);
  g_test_add_func ("/findings-cost/nothing", test_nothing);

  return g_test_run ();
}
