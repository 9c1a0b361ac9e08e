/* test-findings-modes.c: modes beside each other, in every case
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "psc-findings-modes.h"
#include "psc-test-findings.h"
#include "psc-test-run.h"

#define MSEC  G_GINT64_CONSTANT (1000000)
#define COUNT 5

/* A point that is made up, with the run that stands for it; times are in
 * milliseconds. */
typedef struct
{
  double   wall;
  double   start_up;
  double   cpu_share;
  double   start;   /* of the run: what each lane spent so */
  double   compute;
  double   tail;
  guint    n_same;  /* workers that began with one value */
  guint    n_unused; /* lanes */
} Made;

typedef struct
{
  guint    n_workers;
  guint    n_cpus;
  guint    n_files;
  guint    n_runs;
  guint    chunk_size;
  guint    work;
  double   spread; /* of the runs, as a share */
  gboolean no_run; /* none stands for the points */
} World;

static const World usual = { 4, 2, 100, COUNT, 0, 1, .01, FALSE };

static PscPoint *
make_point (const Made  *made,
            const World *world,
            PscMode      mode,
            gboolean     lock)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();
  PscPoint *point;

  settings->mode = mode;
  settings->workers = world->n_workers;
  settings->global_lock = lock;
  settings->chunk_size = world->chunk_size;
  settings->work = world->work;
  point = psc_point_new (settings);
  for (guint i = 0; i < world->n_runs; i++)
    {
      double factor = 1. + world->spread * (i - (world->n_runs - 1) / 2.);
      PscFigures figures = {
        .wall_ns = (gint64) (made->wall * factor * MSEC),
        .start_up_ns = (gint64) (made->start_up * factor * MSEC),
        .cpu_share = made->cpu_share * factor,
        .n_files = world->n_files,
        .n_lanes = world->n_workers,
        .n_cpus = world->n_cpus,
      };

      psc_point_add (point, &figures);
    }

  return point;
}

/* All that is not said of the run goes into its first step. */
static void
make_facts (const Made   *made,
            const World  *world,
            PscModeFacts *facts)
{
  double n = world->n_workers;
  PscAccount *account = &facts->account;

  *facts = (PscModeFacts) { .compute_share = NAN };
  if (world->no_run)
    return;

  account->total_ns = (gint64) (made->wall * n * MSEC);
  account->parts_ns[PSC_PART_START] = (gint64) (made->start * n * MSEC);
  account->parts_ns[PSC_PART_TAIL] = (gint64) (made->tail * n * MSEC);
  account->steps_ns[1] = (gint64) (made->compute * n * MSEC);
  account->steps_ns[0] = account->total_ns - account->steps_ns[1] -
                         account->parts_ns[PSC_PART_START] -
                         account->parts_ns[PSC_PART_TAIL];
  account->parts_ns[PSC_PART_STEP] = account->steps_ns[0] +
                                     account->steps_ns[1];
  facts->n_lanes = world->n_workers;
  facts->n_used = world->n_workers - made->n_unused;
  facts->compute_share = made->compute / made->wall;
  facts->same = (PscSameValues) { 115.185165, made->n_same };
}

static GPtrArray *
read_dummy (const Made  *made,
            const World *world)
{
  g_autoptr (GPtrArray) points =
    g_ptr_array_new_with_free_func ((GDestroyNotify) psc_point_free);
  PscModeFacts facts[3];

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      g_ptr_array_add (points,
                       make_point (&made[i], world,
                                   i == 0 ? PSC_MODE_PROCESS : PSC_MODE_DUMMY,
                                   i == 2));
      make_facts (&made[i], world, &facts[i]);
    }

  return psc_findings_read_dummy (points, facts);
}

static GPtrArray *
read_pools (const Made  *made,
            const World *world)
{
  g_autoptr (GPtrArray) points =
    g_ptr_array_new_with_free_func ((GDestroyNotify) psc_point_free);
  PscModeFacts facts[PSC_N_MODES];

  for (PscMode i = 0; i < PSC_N_MODES; i++)
    {
      g_ptr_array_add (points, make_point (&made[i], world, i, FALSE));
      make_facts (&made[i], world, &facts[i]);
    }

  return psc_findings_read_pools (points, facts);
}

/* Processes take longer to start, and that is all. */
static void
test_start (void)
{
  static const Made made[] = {
    { 110., 3.2, .9, 10., 5., 0., 4, 0 },
    { 100., .08, .9, 0., 5., 0., 0, 0 },
    { 100.2, .08, .9, 0., 5., 0., 0, 0 },
  };
  g_autoptr (GPtrArray) findings = read_dummy (made, &usual);

  psc_test_found_first (findings, "Threads are faster. ");
  psc_test_found_first (findings,
                        "with 4 workers is, for “process”, 110 ms (single "
                        "runs: 108 ms to 112 ms), and for “dummy” 100 ms");
  psc_test_found_first (findings,
                        "takes 3.20 ms to start with “process” and 80.0 µs");
  psc_test_found_first (findings,
                        "a worker of “process” differs from one of “dummy” "
                        "on average by: start +10.0 ms.");
  psc_test_found_says (findings, PSC_FINDING_LOCK,
                       "The lock makes no difference");
  psc_test_found_says (findings, PSC_FINDING_LOCK,
                       "Computing, which is all that takes the lock, is 5.0 "
                       "% of");
  psc_test_found_silent (findings, PSC_FINDING_LOCK, "busy");
  psc_test_found_says (findings, PSC_FINDING_VALUES,
                       "4 processes began with 115.185165");
  g_assert_cmpuint (findings->len, ==, 3);
}

/* With much to compute, threads under the lock are as fast as one. */
static void
test_lock (void)
{
  static const Made made[] = {
    { 1000., 3., .99, 3., 900., 0., 0, 0 },
    { 1100., .1, .97, 0., 1000., 10., 0, 0 },
    { 2000., .1, .5, 0., 1900., 10., 0, 0 },
  };
  g_autoptr (GPtrArray) findings = read_dummy (made, &usual);

  psc_test_found_first (findings, "Processes are faster. ");
  psc_test_found_first (findings,
                        "a worker of “dummy” differs from one of “process” "
                        "on average by: compute +100 ms, tail +10.0 ms.");
  psc_test_found_silent (findings, PSC_FINDING_KINDS, "to start");
  psc_test_found_says (findings, PSC_FINDING_LOCK,
                       "With the lock, threads take 82 % longer. ");
  psc_test_found_says (findings, PSC_FINDING_LOCK, "is 91 % of the time");
  psc_test_found_says (findings, PSC_FINDING_LOCK,
                       "One worker at a time computes");
  psc_test_found_says (findings, PSC_FINDING_LOCK,
                       "Of 2 CPUs, the threads keep 1.00 busy with the lock "
                       "and 1.94 without it.");
  psc_test_found_says (findings, PSC_FINDING_LOCK, "compute +900 ms.");
  g_assert_false (psc_test_found (findings, PSC_FINDING_VALUES));
}

/* Nothing differs, with little noise and with much. */
static void
test_same (void)
{
  static const Made made[] = {
    { 100., 1., .9, 0., 5., 0., 0, 0 },
    { 100., 1., .9, 0., 5., 0., 0, 0 },
    { 90., 1., .9, 0., 5., 0., 0, 0 },
  };
  World noisy = usual;
  g_autoptr (GPtrArray) quiet = read_dummy (made, &usual);
  g_autoptr (GPtrArray) findings = NULL;

  psc_test_found_first (quiet,
                        "There is no difference larger than the noise. ");
  psc_test_found_silent (quiet, PSC_FINDING_KINDS, "far apart");
  psc_test_found_silent (quiet, PSC_FINDING_KINDS, "on average");
  psc_test_found_says (quiet, PSC_FINDING_LOCK,
                       "Without the lock, threads take 11 % longer. ");

  noisy.spread = .2;
  findings = read_dummy (made, &noisy);
  psc_test_found_first (findings,
                        "There is no difference larger than the noise. ");
  psc_test_found_first (findings, "That is far apart");
  psc_test_found_says (findings, PSC_FINDING_LOCK, "That is far apart");
}

/* What the data do not hold is not said. */
static void
test_limits (void)
{
  static const Made made[] = {
    { 110., 3., .9, 10., 5., 0., 4, 0 },
    { 100., .1, .9, 0., 5., 0., 0, 0 },
    { 100., .1, .9, 0., 5., 0., 0, 0 },
  };
  World world = usual;
  g_autoptr (GPtrArray) unkept = NULL;
  g_autoptr (GPtrArray) idle = NULL;
  g_autoptr (GPtrArray) alone = NULL;
  g_autoptr (GPtrArray) few = NULL;

  world.no_run = TRUE;
  unkept = read_dummy (made, &world);
  psc_test_found_first (unkept, "Threads are faster. ");
  psc_test_found_silent (unkept, PSC_FINDING_KINDS, "on average");
  psc_test_found_silent (unkept, PSC_FINDING_LOCK, "Computing");
  g_assert_false (psc_test_found (unkept, PSC_FINDING_VALUES));

  world = usual;
  world.work = 0;
  world.n_cpus = 1;
  idle = read_dummy (made, &world);
  psc_test_found_says (idle, PSC_FINDING_LOCK, "Nothing takes the lock");
  psc_test_found_says (idle, PSC_FINDING_ONE_CPU, "only one CPU");
  g_assert_false (psc_test_found (idle, PSC_FINDING_FEW_FILES));

  world = usual;
  world.n_workers = 1;
  alone = read_dummy (made, &world);
  psc_test_found_says (alone, PSC_FINDING_LOCK, "One worker never waits");

  world = usual;
  world.n_files = 3;
  few = read_dummy (made, &world);
  psc_test_found_says (few, PSC_FINDING_FEW_FILES, "only 3 chunks");

  world.n_runs = 2;
  g_ptr_array_unref (few);
  few = read_dummy (made, &world);
  g_assert_cmpuint (few->len, ==, 1);
  psc_test_found_says (few, PSC_FINDING_REPEATS, "Too few repeats");
}

/* Chunks leave one worker with the last, and processes start late. */
static void
test_pools (void)
{
  static const Made made[PSC_N_MODES] = {
    [PSC_MODE_PROCESS] = { 130., 3., .9, 3., 5., 27., 4, 0 },
    [PSC_MODE_PROCESS_EXECUTOR] = { 105., 3., .9, 3., 5., 2., 4, 0 },
    [PSC_MODE_THREAD] = { 100., .1, .9, 0., 5., 2., 0, 1 },
    [PSC_MODE_DUMMY] = { 125., .1, .9, 0., 5., 27., 0, 0 },
  };
  World world = usual;
  g_autoptr (GPtrArray) findings = read_pools (made, &world);
  g_autoptr (GPtrArray) same = NULL;

  psc_test_found_first (findings,
                        "Yes, there are differences. The wall time with 4 "
                        "workers, the shortest first: “thread” 100 ms, "
                        "“process-executor” 105 ms, “dummy” 125 ms, "
                        "“process” 130 ms. Compared with “thread”, and by "
                        "more than the noise: “process-executor” (5.0 % "
                        "longer), “dummy” (25 % longer), “process” (30 % "
                        "longer).");
  psc_test_found_says (findings, PSC_FINDING_CHUNKS,
                       "Pools and executors differ. ");
  psc_test_found_says (findings, PSC_FINDING_CHUNKS,
                       "hand out 7 files at once");
  psc_test_found_says (findings, PSC_FINDING_CHUNKS,
                       "“process” takes 24 % longer than “process-executor”: "
                       "130 ms and 105 ms. In the runs that are drawn, a "
                       "worker of “process” differs from one of "
                       "“process-executor” on average by: tail +25.0 ms.");
  psc_test_found_says (findings, PSC_FINDING_KINDS,
                       "Processes and threads differ. ");
  psc_test_found_says (findings, PSC_FINDING_KINDS, "to start with “process”");
  psc_test_found_says (findings, PSC_FINDING_ON_DEMAND,
                       "started 3 of 4 threads");
  psc_test_found_says (findings, PSC_FINDING_VALUES, "4 processes began");

  world.chunk_size = 1;
  same = read_pools (made, &world);
  psc_test_found_says (same, PSC_FINDING_CHUNKS,
                       "Pools and executors differ even with the same "
                       "chunks. All four hand out 1 file at a time.");
}

static void
test_pools_alike (void)
{
  static const Made made[PSC_N_MODES] = {
    { 100., 1., .9, 0., 5., 0., 0, 0 },
    { 100.1, 1., .9, 0., 5., 0., 0, 0 },
    { 100.2, 1., .9, 0., 5., 0., 0, 0 },
    { 100.3, 1., .9, 0., 5., 0., 0, 0 },
  };
  World world = usual;
  g_autoptr (GPtrArray) findings = read_pools (made, &world);
  g_autoptr (GPtrArray) same = NULL;

  psc_test_found_first (findings, "No difference larger than the noise. ");
  psc_test_found_first (findings,
                        "Single runs of “process” took 98.0 ms to 102 ms, "
                        "and of “dummy” 98.3 ms to 102 ms.");
  psc_test_found_silent (findings, PSC_FINDING_KINDS, "Compared with");
  psc_test_found_says (findings, PSC_FINDING_CHUNKS,
                       "The chunks make no difference");
  psc_test_found_says (findings, PSC_FINDING_CHUNKS,
                       "“dummy” and “thread” do not differ by more than the "
                       "noise");
  psc_test_found_says (findings, PSC_FINDING_KINDS,
                       "Processes and threads do not differ by more");
  psc_test_found_silent (findings, PSC_FINDING_KINDS, "to start");
  g_assert_false (psc_test_found (findings, PSC_FINDING_ON_DEMAND));
  g_assert_cmpuint (findings->len, ==, 3);

  world.chunk_size = 1;
  same = read_pools (made, &world);
  psc_test_found_says (same, PSC_FINDING_CHUNKS,
                       "With the same chunks, nothing is left");

  world.n_runs = 1;
  g_ptr_array_unref (same);
  same = read_pools (made, &world);
  g_assert_cmpuint (same->len, ==, 1);
  psc_test_found_says (same, PSC_FINDING_REPEATS, "Too few repeats");
}

/* A run's facts: one lane was not needed, and a quarter of a task computes. */
static void
test_facts (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, 2, 2);
  guint worker = psc_test_run_add_worker (run, 1, 0, 1000, PSC_NEVER);
  PscSweepRun kept = { .run = run };
  PscModeFacts facts;

  psc_test_run_add_task (run, 0, 1, worker, 1, 1000, 5000);
  psc_test_run_add_task (run, 1, 1, worker, 2, 5000, 9000);
  psc_test_run_end (run, 5000);
  psc_figures_read (run, &kept.figures);

  psc_mode_facts_read (&kept, &facts);
  g_assert_cmpuint (facts.n_lanes, ==, 2);
  g_assert_cmpuint (facts.n_used, ==, 1);
  g_assert_cmpuint (facts.same.n_workers, <=, 1);
  g_assert_cmpfloat_with_epsilon (facts.compute_share, .25, 1e-9);
  g_assert_cmpint (facts.account.total_ns, ==, 2 * psc_run_get_wall_ns (run));

  psc_mode_facts_read (NULL, &facts);
  g_assert_cmpuint (facts.n_lanes, ==, 0);
  g_assert_true (isnan (facts.compute_share));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/findings-modes/start", test_start);
  g_test_add_func ("/findings-modes/lock", test_lock);
  g_test_add_func ("/findings-modes/same", test_same);
  g_test_add_func ("/findings-modes/limits", test_limits);
  g_test_add_func ("/findings-modes/pools", test_pools);
  g_test_add_func ("/findings-modes/pools-alike", test_pools_alike);
  g_test_add_func ("/findings-modes/facts", test_facts);

  return g_test_run ();
}
