/* test-findings.c: every finding, and the silence where there is none
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "psc-test-findings.h"

#define MSEC G_GINT64_CONSTANT (1000000)

/* A point that is to be made up; times are in milliseconds. */
typedef struct
{
  guint    workers;
  double   wall;
  double   average;
  double   occupancy;
  double   cpu_share;
  PscMode  mode;
  gboolean lock;
  double   start_up;
  double   compute; /* of all files */
} Made;

typedef struct
{
  guint  n_files;
  guint  n_cpus;
  guint  n_runs;
  double spread; /* of the runs, as a share */
} World;

static const World usual = { 100, 2, 5, .01 };

static PscPoint *
make_point (const Made  *made,
            const World *world)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();
  PscPoint *point;

  settings->mode = made->mode;
  settings->workers = made->workers;
  settings->global_lock = made->lock;
  point = psc_point_new (settings);
  for (guint i = 0; i < world->n_runs; i++)
    {
      double factor = 1. + world->spread * (i - (world->n_runs - 1) / 2.);
      PscFigures figures = {
        .wall_ns = (gint64) (made->wall * factor * MSEC),
        .cumulated_ns = (gint64) (made->average * factor * MSEC) *
                        world->n_files,
        .average_ns = (gint64) (made->average * factor * MSEC),
        .start_up_ns = (gint64) (made->start_up * factor * MSEC),
        .occupancy = made->occupancy,
        .cpu_share = made->cpu_share,
        .n_files = world->n_files,
        .n_lanes = made->workers,
        .n_cpus = world->n_cpus,
        .account.steps_ns[1] = (gint64) (made->compute * factor * MSEC),
      };

      psc_point_add (point, &figures);
    }

  return point;
}

static GPtrArray *
read_findings (const Made  *made,
               guint        n_made,
               const World *world)
{
  g_autoptr (GPtrArray) points =
    g_ptr_array_new_with_free_func ((GDestroyNotify) psc_point_free);

  for (guint i = 0; i < n_made; i++)
    g_ptr_array_add (points, make_point (&made[i], world));

  return psc_findings_read (points);
}

#define READ(made, world) read_findings ((made), G_N_ELEMENTS (made), (world))

/* Two CPUs: from two workers on nothing is gained, and a file takes longer. */
static void
test_two_cpus (void)
{
  static const Made made[] = {
    { 8, 501., 38., .93, .99, PSC_MODE_PROCESS, FALSE, 3. },
    { 1, 1000., 10., .99, .5, PSC_MODE_PROCESS, FALSE, 3. },
    { 2, 505., 10., .97, .99, PSC_MODE_PROCESS, FALSE, 3. },
    { 4, 500., 19., .95, .99, PSC_MODE_PROCESS, FALSE, 3. },
  };
  g_autoptr (GPtrArray) findings = READ (made, &usual);

  psc_test_found_says (findings, PSC_FINDING_BEST,
                       "2 workers are enough here. ");
  psc_test_found_says (findings, PSC_FINDING_BEST,
                       "shortest wall time is 500 ms, with 4 workers. It is "
                       "505 ms with 2 workers, no difference larger than the "
                       "noise");
  psc_test_found_says (findings, PSC_FINDING_BEST,
                       "This program may use 2 CPUs.");
  psc_test_found_says (findings, PSC_FINDING_AVERAGE,
                       "no more CPU, they share it: a file takes 10.0 ms on "
                       "average with 2 workers and 38.0 ms with 8 workers.");
  psc_test_found_says (findings, PSC_FINDING_OCCUPANCY,
                       "Occupancy stays at 0.93 or above, as a file that "
                       "waits for a CPU");
  psc_test_found_says (findings, PSC_FINDING_OCCUPANCY,
                       "0.99 with 2 workers, 0.50 with 4 workers, 0.25 with "
                       "8 workers.");
  g_assert_false (psc_test_found (findings, PSC_FINDING_LAW));
  g_assert_false (psc_test_found (findings, PSC_FINDING_LOCK));
  g_assert_false (psc_test_found (findings, PSC_FINDING_KINDS));
  g_assert_false (psc_test_found (findings, PSC_FINDING_FEW_FILES));
  g_assert_false (psc_test_found (findings, PSC_FINDING_ONE_CPU));
  g_assert_cmpuint (findings->len, ==, 3);
}

/* On a quiet machine little is more than the noise: the fewest workers that
 * are nearly the fastest are what counts, and are explained. */
static void
test_nearly (void)
{
  static const Made made[] = {
    { 1, 1067., 10., .99, .5, PSC_MODE_PROCESS, FALSE, 3. },
    { 2, 598., 10., .97, .99, PSC_MODE_PROCESS, FALSE, 3. },
    { 4, 563., 19., .95, .99, PSC_MODE_PROCESS, FALSE, 3. },
    { 8, 561., 38., .91, .99, PSC_MODE_PROCESS, FALSE, 3. },
  };
  g_autoptr (GPtrArray) findings = READ (made, &usual);
  g_autoptr (GPtrArray) apart = NULL;
  static const Made distinct[] = {
    { 1, 1200., 10., .99, .5, PSC_MODE_DUMMY, TRUE, 1. },
    { 2, 1095., 20., .99, .5, PSC_MODE_DUMMY, TRUE, 1. },
    { 4, 1000., 20., .99, .5, PSC_MODE_DUMMY, TRUE, 1. },
  };

  psc_test_found_says (findings, PSC_FINDING_BEST,
                       "2 workers are about the best here. The shortest wall "
                       "time is 561 ms, with 8 workers. It is 598 ms with 2 "
                       "workers: only 6.6 % longer, though by more than the "
                       "noise. Within the noise it is as short with 4 "
                       "workers. This program may use 2 CPUs.");
  psc_test_found_says (findings, PSC_FINDING_AVERAGE,
                       "all files take hardly less. More workers get no more "
                       "CPU");
  psc_test_found_says (findings, PSC_FINDING_OCCUPANCY,
                       "Occupancy stays at 0.91 or above");
  psc_test_found_says (findings, PSC_FINDING_OCCUPANCY,
                       "0.89 with 2 workers, 0.47 with 4 workers, 0.24 with "
                       "8 workers.");

  /* It is the lock that sets the number, not the CPUs. */
  apart = READ (distinct, &usual);
  psc_test_found_says (apart, PSC_FINDING_BEST,
                       "2 workers are about the best here. The shortest wall "
                       "time is 1.00 s, with 4 workers. It is 1.09 s with 2 "
                       "workers: only 9.5 % longer, though by more than the "
                       "noise.");
  psc_test_found_silent (apart, PSC_FINDING_BEST, "CPUs");
  psc_test_found_silent (apart, PSC_FINDING_BEST, "as short");
}

/* Each number of workers is better than the one before. */
static void
test_best (void)
{
  static const Made made[] = {
    { 1, 1000., 10., .99, .1, PSC_MODE_THREAD, FALSE, 1. },
    { 2, 550., 10., .97, .2, PSC_MODE_THREAD, FALSE, 1. },
    { 4, 325., 10., .95, .4, PSC_MODE_THREAD, FALSE, 1. },
  };
  static const World world = { 100, 16, 5, .01 };
  g_autoptr (GPtrArray) findings = READ (made, &world);

  psc_test_found_says (findings, PSC_FINDING_BEST,
                       "4 workers are the fastest here. ");
  psc_test_found_says (findings, PSC_FINDING_BEST,
                       "the speed-up is 3.08. More workers were not measured.");
  psc_test_found_says (findings, PSC_FINDING_LAW,
                       "10 % of the work is serial. ");
  psc_test_found_says (findings, PSC_FINDING_LAW, "more than 10.0 times");
  g_assert_false (psc_test_found (findings, PSC_FINDING_AVERAGE));
  g_assert_false (psc_test_found (findings, PSC_FINDING_OCCUPANCY));
}

/* More workers are slower, and a file takes longer for no reason that the
 * points show. */
static void
test_worse (void)
{
  static const Made made[] = {
    { 1, 100., 1., .9, .3, PSC_MODE_THREAD, FALSE, 1. },
    { 2, 150., 3., .9, .3, PSC_MODE_THREAD, FALSE, 1. },
    { 4, 200., 8., .9, .3, PSC_MODE_THREAD, FALSE, 1. },
  };
  g_autoptr (GPtrArray) findings = READ (made, &usual);

  psc_test_found_says (findings, PSC_FINDING_BEST,
                       "1 worker is the fastest here. The wall time is 100 "
                       "ms with 1 worker");
  psc_test_found_says (findings, PSC_FINDING_AVERAGE, "in each other’s way");
  psc_test_found_says (findings, PSC_FINDING_OCCUPANCY,
                       "a file that takes longer");
  g_assert_false (psc_test_found (findings, PSC_FINDING_LAW));
}

/* The Universal Scalability Law, where Amdahl's does not hold:
 * (1 + 0.02 (N - 1) + 0.02 N (N - 1)) / N. */
static void
test_usl (void)
{
  static const guint workers[] = { 1, 2, 4, 6, 8, 12 };
  Made made[G_N_ELEMENTS (workers)];
  g_autoptr (GPtrArray) findings = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (workers); i++)
    {
      double n = workers[i];

      made[i] = (Made) { workers[i],
                         1000. * (1. + .02 * (n - 1.) + .02 * n * (n - 1.)) / n,
                         10., .7, .2, PSC_MODE_THREAD, FALSE, 1. };
    }
  findings = READ (made, &usual);
  psc_test_found_says (findings, PSC_FINDING_LAW,
                       "Workers hold each other up. ");
  psc_test_found_says (findings, PSC_FINDING_LAW,
                       "2.0 % of the work is waited for");
  psc_test_found_says (findings, PSC_FINDING_LAW, "best number by it is 7.");
}

static void
test_shared_out (void)
{
  static const Made made[] = {
    { 1, 1000., 10., .9, .1, PSC_MODE_THREAD, FALSE, 1. },
    { 2, 502., 10., .9, .1, PSC_MODE_THREAD, FALSE, 1. },
    { 4, 252., 10., .9, .1, PSC_MODE_THREAD, FALSE, 1. },
  };
  g_autoptr (GPtrArray) findings = READ (made, &usual);

  psc_test_found_says (findings, PSC_FINDING_LAW,
                       "Nearly all of the work is shared");
}

static void
test_flat (void)
{
  static const Made made[] = {
    { 1, 100., 1., .5, .2, PSC_MODE_PROCESS, FALSE, 1. },
    { 2, 99., 1., .5, .2, PSC_MODE_PROCESS, FALSE, 1. },
    { 3, 101., 1., .5, .2, PSC_MODE_PROCESS, FALSE, 1. },
  };
  static const Made fewest_best[] = {
    { 1, 99., 1., .5, .2, PSC_MODE_PROCESS, FALSE, 1. },
    { 2, 100., 1., .5, .2, PSC_MODE_PROCESS, FALSE, 1. },
    { 3, 101., 1., .5, .2, PSC_MODE_PROCESS, FALSE, 1. },
  };
  static const World noisy = { 100, 2, 5, .2 };
  g_autoptr (GPtrArray) findings = READ (made, &usual);
  g_autoptr (GPtrArray) first = READ (fewest_best, &usual);
  g_autoptr (GPtrArray) disturbed = READ (made, &noisy);
  const PscFinding *calm;

  psc_test_found_says (findings, PSC_FINDING_BEST,
                       "No difference larger than the noise. The wall time "
                       "is 100 ms with 1 worker and 99.0 ms with 2 workers. "
                       "Single runs took 98.0 ms to 102 ms and 97.0 ms to "
                       "101 ms.");
  g_assert_cmpuint (findings->len, ==, 1);
  psc_test_found_says (first, PSC_FINDING_BEST,
                       "is 99.0 ms with 1 worker and 101 ms with 3 workers.");
  calm = g_ptr_array_index (findings, 0);
  g_assert_null (strstr (calm->text, "again"));
  psc_test_found_says (disturbed, PSC_FINDING_BEST,
                       "That is far apart: probably something else was going "
                       "on.");
}

static void
test_repeats (void)
{
  static const Made made[] = {
    { 1, 100., 1., .5, .2, PSC_MODE_PROCESS, FALSE, 1. },
    { 2, 50., 1., .5, .2, PSC_MODE_PROCESS, FALSE, 1. },
  };
  static const World world = { 100, 2, 2, .01 };
  g_autoptr (GPtrArray) findings = READ (made, &world);
  g_autoptr (GPtrArray) none = read_findings (made, 0, &world);
  g_autoptr (GPtrArray) single = read_findings (made, 1, &usual);

  psc_test_found_says (findings, PSC_FINDING_REPEATS, "at least 3 times");
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (single->len, ==, 0);
}

/* What was measured holds without a point whose runs have failed. */
static void
test_left_out (void)
{
  static const Made made[] = {
    { 1, 1000., 10., .99, .5, PSC_MODE_PROCESS, FALSE, 3. },
    { 2, 505., 10., .97, .99, PSC_MODE_PROCESS, FALSE, 3. },
    { 4, 520., 19., .95, .99, PSC_MODE_PROCESS, FALSE, 3. },
  };
  static const Made failed = { 8, 100., 1., .9, .9, PSC_MODE_PROCESS, FALSE, 3. };
  static const World few = { 100, 2, 2, .01 };
  g_autoptr (GPtrArray) points =
    g_ptr_array_new_with_free_func ((GDestroyNotify) psc_point_free);
  g_autoptr (GPtrArray) findings = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (made); i++)
    g_ptr_array_add (points, make_point (&made[i], &usual));
  g_ptr_array_add (points, make_point (&failed, &few));
  findings = psc_findings_read (points);

  psc_test_found_says (findings, PSC_FINDING_BEST, "2 workers");
  psc_test_found_silent (findings, PSC_FINDING_BEST, "8 workers");
  psc_test_found_says (findings, PSC_FINDING_REPEATS, "Left out: 8 workers. ");
  psc_test_found_silent (findings, PSC_FINDING_REPEATS, "Too few repeats");
}

static void
test_machine (void)
{
  static const Made made[] = {
    { 1, 100., 10., .99, .9, PSC_MODE_PROCESS, FALSE, 1. },
    { 8, 101., 80., .99, .9, PSC_MODE_PROCESS, FALSE, 1. },
  };
  static const World world = { 5, 1, 5, .01 };
  g_autoptr (GPtrArray) findings = READ (made, &world);

  psc_test_found_says (findings, PSC_FINDING_ONE_CPU,
                       "There is only one CPU. ");
  psc_test_found_says (findings, PSC_FINDING_FEW_FILES,
                       "With 8 workers there are only 5 chunks of files");
}

/* With the lock nothing is gained, without it something is. */
static void
test_lock (void)
{
  static const Made made[] = {
    { 1, 1000., 10., .99, .5, PSC_MODE_DUMMY, TRUE, 1., 970. },
    { 4, 1001., 40., .99, .5, PSC_MODE_DUMMY, TRUE, 1., 3900. },
    { 1, 1000., 10., .99, .5, PSC_MODE_DUMMY, FALSE, 1. },
    { 4, 510., 20., .99, .99, PSC_MODE_DUMMY, FALSE, 1. },
  };
  g_autoptr (GPtrArray) findings = READ (made, &usual);
  g_autoptr (GPtrArray) locked = read_findings (made, 2, &usual);
  g_autoptr (GPtrArray) free_findings = read_findings (made + 2, 2, &usual);

  psc_test_found_says (locked, PSC_FINDING_LOCK,
                       "more workers gain nothing: one worker takes 1.00 s, "
                       "and it is 1.00 s with 4 workers. Computing all files "
                       "takes 970 ms by one worker alone, 97 % of its time: "
                       "no number of workers is faster than that.");
  psc_test_found_says (locked, PSC_FINDING_AVERAGE, "only wait for the lock");
  psc_test_found_says (locked, PSC_FINDING_OCCUPANCY, "waits for the lock");

  psc_test_found_says (findings, PSC_FINDING_KINDS,
                       "“dummy, global lock” takes 96 % longer than “dummy”. "
                       "The wall time with 4 workers is 1.00 s and 510 ms. "
                       "With the lock, one worker at a time computes.");
  psc_test_found_says (findings, PSC_FINDING_LOCK, "dummy, global lock: What");

  /* Without the lock there is nothing to say of it. */
  g_assert_false (psc_test_found (free_findings, PSC_FINDING_LOCK));
  psc_test_found_says (free_findings, PSC_FINDING_BEST,
                       "4 workers are the fastest");
}

/* A bound that was not kept to is none. */
static void
test_lock_passed (void)
{
  static const Made made[] = {
    { 1, 1000., 10., .99, .5, PSC_MODE_DUMMY, TRUE, 1., 970. },
    { 4, 940., 40., .99, .5, PSC_MODE_DUMMY, TRUE, 1., 3700. },
  };
  g_autoptr (GPtrArray) findings = READ (made, &usual);

  psc_test_found_silent (findings, PSC_FINDING_LOCK, "no number of workers");
}

/* The lock leaves the other steps alone. */
static void
test_lock_gain (void)
{
  static const Made made[] = {
    { 1, 1000., 10., .99, .5, PSC_MODE_DUMMY, TRUE, 1. },
    { 2, 700., 14., .99, .9, PSC_MODE_DUMMY, TRUE, 1. },
  };
  g_autoptr (GPtrArray) findings = READ (made, &usual);

  psc_test_found_says (findings, PSC_FINDING_LOCK,
                       "Only the other steps go on beside it: one worker "
                       "takes 1.00 s, and it is 700 ms with 2 workers.");
}

static void
test_modes (void)
{
  static const Made made[] = {
    { 1, 990., 10., .99, .5, PSC_MODE_PROCESS, FALSE, 3. },
    { 2, 600., 10., .9, .9, PSC_MODE_PROCESS, FALSE, 3. },
    { 2, 500., 10., .9, .9, PSC_MODE_THREAD, FALSE, .1 },
    { 2, 501., 10., .9, .9, PSC_MODE_DUMMY, FALSE, .1 },
  };
  g_autoptr (GPtrArray) findings = READ (made, &usual);
  g_autoptr (GPtrArray) same = read_findings (made + 2, 2, &usual);
  g_autoptr (GPtrArray) apart = NULL;
  static const Made elsewhere[] = {
    { 1, 990., 10., .99, .5, PSC_MODE_PROCESS, FALSE, 3. },
    { 2, 500., 10., .9, .9, PSC_MODE_THREAD, FALSE, .1 },
  };

  psc_test_found_says (findings, PSC_FINDING_KINDS,
                       "“process” takes 20 % longer than “thread”. The wall "
                       "time with 2 workers is 600 ms and 500 ms. A worker "
                       "takes 3.00 ms to start with “process” and 100 µs with "
                       "“thread”. Files handed out at once: 13 and 1.");
  psc_test_found_says (same, PSC_FINDING_KINDS,
                       "“dummy” and “thread” do not differ. The wall time "
                       "with 2 workers is 501 ms and 500 ms. That is no "
                       "difference larger than the noise");

  /* No number of workers that both have. */
  apart = READ (elsewhere, &usual);
  g_assert_cmpuint (apart->len, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/study/findings/two-cpus", test_two_cpus);
  g_test_add_func ("/study/findings/nearly", test_nearly);
  g_test_add_func ("/study/findings/best", test_best);
  g_test_add_func ("/study/findings/worse", test_worse);
  g_test_add_func ("/study/findings/usl", test_usl);
  g_test_add_func ("/study/findings/shared-out", test_shared_out);
  g_test_add_func ("/study/findings/flat", test_flat);
  g_test_add_func ("/study/findings/repeats", test_repeats);
  g_test_add_func ("/study/findings/left-out", test_left_out);
  g_test_add_func ("/study/findings/machine", test_machine);
  g_test_add_func ("/study/findings/lock", test_lock);
  g_test_add_func ("/study/findings/lock-gain", test_lock_gain);
  g_test_add_func ("/study/findings/lock-passed", test_lock_passed);
  g_test_add_func ("/study/findings/modes", test_modes);

  return g_test_run ();
}
