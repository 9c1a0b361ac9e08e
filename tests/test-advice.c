/* test-advice.c: every reason to doubt a figure, and none
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "psc-advice.h"
#include "psc-test-run.h"

/* Files that take 10 ns each, but for the last, on two lanes that share two
 * CPUs, and of which nothing is to be said. */
static PscRun *
new_run (PscMode mode,
         guint   n_files,
         gint64  last_ns)
{
  PscRun *run = psc_test_run_new (mode, 2, n_files);
  guint workers[] = {
    psc_test_run_add_worker (run, 1, 0, 10, PSC_NEVER),
    psc_test_run_add_worker (run, 2, 0, 10, PSC_NEVER),
  };

  for (guint i = 0; i < n_files; i++)
    {
      gint64 start_ns = 10 + 10 * (i / 2);
      gint64 length_ns = i + 1 == n_files ? last_ns : 10;

      psc_test_run_add_task (run, i, 1 + i % 2, workers[i % 2], i + 1,
                             start_ns, start_ns + length_ns);
    }

  return run;
}

static void
read_figures (PscRun     *run,
              PscFigures *figures)
{
  psc_figures_read (run, figures);
  figures->n_cpus = 2;
}

static void
check_silence (PscRun           *run,
               const PscFigures *figures,
               double            efficiency)
{
  g_autoptr (GPtrArray) all = psc_advice_read (run, figures, efficiency);

  g_assert_cmpuint (all->len, ==, 0);
}

static void
check_advice (PscRun           *run,
              const PscFigures *figures,
              double            efficiency,
              const char       *expected)
{
  g_autoptr (GPtrArray) all = psc_advice_read (run, figures, efficiency);
  const PscAdvice *advice;

  g_assert_cmpuint (all->len, ==, 1);
  advice = g_ptr_array_index (all, 0);
  g_assert_nonnull (strstr (advice->text, expected));
  g_assert_true (g_str_has_suffix (advice->text, "."));
}

static void
test_silence (void)
{
  g_autoptr (PscRun) run = new_run (PSC_MODE_THREAD, 8, 10);
  PscFigures figures;

  psc_test_run_end (run, 40);
  read_figures (run, &figures);
  check_silence (run, &figures, NAN);
  check_silence (run, &figures, figures.occupancy - .24);
  check_silence (run, &figures, 1.2);
}

/* Before anything has happened, nothing is known. */
static void
test_begin (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, 2, 8);
  PscFigures figures;

  read_figures (run, &figures);
  check_silence (run, &figures, NAN);
}

static void
test_few_files (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_DUMMY, 4, 3);
  g_autoptr (PscRun) empty = psc_test_run_new (PSC_MODE_DUMMY, 4, 0);
  PscFigures figures;

  read_figures (run, &figures);
  check_advice (run, &figures, NAN, "fewer files than workers: 1 worker has");

  read_figures (empty, &figures);
  check_advice (empty, &figures, NAN, "4 workers have nothing to do");
}

static void
test_few_chunks (void)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();
  const char * const names[] = { "a", "b", "c", "d", NULL };
  g_autoptr (PscListing) listing = psc_listing_new_for_names ("/test", names);
  g_autoptr (PscRun) run = NULL;
  PscFigures figures;

  settings->workers = 4;
  settings->chunk_size = 3;
  run = psc_run_new (settings, listing);
  read_figures (run, &figures);
  check_advice (run, &figures, NAN, "fewer chunks than workers: 2 workers");
}

/* A file must take more than half of the time that all take. */
static void
test_long_file (void)
{
  g_autoptr (PscRun) run = new_run (PSC_MODE_THREAD, 8, 71);
  g_autoptr (PscRun) shorter = new_run (PSC_MODE_THREAD, 8, 70);
  g_autoptr (PscRun) live = new_run (PSC_MODE_THREAD, 8, 71);
  PscFigures figures;

  psc_test_run_end (run, 40);
  read_figures (run, &figures);
  check_advice (run, &figures, NAN, "“file-000007” took longer");
  check_advice (run, &figures, NAN, "71\302\240ns");
  figures.n_lanes = 1;
  check_silence (run, &figures, NAN);
  figures.n_lanes = 2;
  figures.n_run = 2;
  check_silence (run, &figures, NAN);

  psc_test_run_end (shorter, 40);
  read_figures (shorter, &figures);
  check_silence (shorter, &figures, NAN);

  psc_run_take_batch (live);
  read_figures (live, &figures);
  check_silence (live, &figures, NAN);
}

static void
test_crowded (void)
{
  g_autoptr (PscRun) run = new_run (PSC_MODE_THREAD, 8, 10);
  PscFigures figures;

  psc_test_run_end (run, 40);
  read_figures (run, &figures);
  figures.n_cpus = 1;
  check_advice (run, &figures, NAN, "2 workers share 1 CPU:");
  check_advice (run, &figures, figures.occupancy - .11, "share 1 CPU:");
  check_silence (run, &figures, figures.occupancy - .09);

  /* Nobody takes a low occupancy for a good sign. */
  figures.occupancy = .6;
  check_silence (run, &figures, NAN);
  figures.occupancy = .9;

  /* Files that wait for something else do gain from more workers. */
  figures.cpu_ns = 1;
  figures.cpu_share = .2;
  check_silence (run, &figures, NAN);
  figures.cpu_share = .3;
  check_advice (run, &figures, NAN, "2 workers share 1 CPU:");
}

static void
test_lock (void)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();
  const char * const names[] = { "a", "b", "c", "d", NULL };
  g_autoptr (PscListing) listing = psc_listing_new_for_names ("/test", names);
  g_autoptr (PscRun) run = NULL;
  g_autoptr (PscRun) idle = NULL;
  g_autoptr (PscRun) other = NULL;
  PscFigures figures;

  settings->mode = PSC_MODE_THREAD;
  settings->workers = 2;
  settings->global_lock = TRUE;
  run = psc_run_new (settings, listing);
  read_figures (run, &figures);
  check_advice (run, &figures, NAN, "One worker at a time");
  figures.n_lanes = 1;
  check_silence (run, &figures, NAN);
  figures.n_lanes = 2;

  settings->work = 0;
  idle = psc_run_new (settings, listing);
  check_silence (idle, &figures, NAN);

  settings->work = 1;
  psc_pipeline_unref (settings->pipeline);
  settings->pipeline = psc_pipeline_new ();
  g_assert_true (psc_pipeline_append (settings->pipeline, "x=true", NULL));
  other = psc_run_new (settings, listing);
  check_silence (other, &figures, NAN);
}

static void
test_efficiency (void)
{
  g_autoptr (PscRun) run = new_run (PSC_MODE_THREAD, 8, 10);
  PscFigures figures;

  psc_test_run_end (run, 40);
  read_figures (run, &figures);
  check_advice (run, &figures, .5, "Parallel efficiency is 0.50 only");
}

/* Processes that inherit a random state; threads share one stream. */
static void
test_same_values (void)
{
  g_autoptr (PscRun) run = new_run (PSC_MODE_PROCESS, 8, 10);
  g_autoptr (PscRun) threads = new_run (PSC_MODE_DUMMY, 8, 10);
  g_autoptr (PscRun) live = new_run (PSC_MODE_PROCESS, 8, 10);
  PscFigures figures;

  psc_test_run_end (run, 40);
  read_figures (run, &figures);
  check_advice (run, &figures, NAN, "2 workers computed the same values, "
                                    "beginning with 115.185165:");

  psc_test_run_end (threads, 40);
  read_figures (threads, &figures);
  check_silence (threads, &figures, NAN);

  psc_run_take_batch (live);
  read_figures (live, &figures);
  check_silence (live, &figures, NAN);
}

/* Of several reasons, missing results come first, and figures last. */
static void
test_several (void)
{
  static const PscAdviceKind expected[] = {
    PSC_ADVICE_FAILURES, PSC_ADVICE_SLEEP, PSC_ADVICE_SAME_VALUES,
    PSC_ADVICE_OCCUPANCY,
  };
  g_autoptr (PscRun) run = psc_test_run_new_random (2, 2, 300);
  g_autoptr (GPtrArray) all = NULL;
  const PscAdvice *first;
  PscFigures figures;

  read_figures (run, &figures);
  figures.n_cpus = 1;
  figures.occupancy = .9;
  figures.slept_ns = 1;
  all = psc_advice_read (run, &figures, NAN);

  g_assert_cmpuint (all->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < all->len; i++)
    g_assert_cmpint (((PscAdvice *) g_ptr_array_index (all, i))->kind, ==,
                     expected[i]);

  first = g_ptr_array_index (all, 0);
  g_assert_nonnull (strstr (first->text, " files did not get through"));
  g_assert_nonnull (strstr (first->text, " lost)"));
}

/* The files that were lost can be run again. */
static void
test_again (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 2);
  g_autoptr (GPtrArray) all = NULL;
  const PscAdvice *advice;
  PscFigures figures;

  psc_test_run_add_worker (run, 1, 0, 1, PSC_NEVER);
  psc_test_run_lose_task (run, 0, 1, 2, 10);
  psc_run_take_batch (run);
  read_figures (run, &figures);
  all = psc_advice_read (run, &figures, NAN);
  g_assert_cmpuint (all->len, >, 0);
  advice = g_ptr_array_index (all, 0);
  g_assert_cmpint (advice->kind, ==, PSC_ADVICE_FAILURES);
  g_assert_cmpuint (advice->n, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/advice/silence", test_silence);
  g_test_add_func ("/advice/again", test_again);
  g_test_add_func ("/advice/begin", test_begin);
  g_test_add_func ("/advice/few-files", test_few_files);
  g_test_add_func ("/advice/few-chunks", test_few_chunks);
  g_test_add_func ("/advice/long-file", test_long_file);
  g_test_add_func ("/advice/crowded", test_crowded);
  g_test_add_func ("/advice/lock", test_lock);
  g_test_add_func ("/advice/efficiency", test_efficiency);
  g_test_add_func ("/advice/same-values", test_same_values);
  g_test_add_func ("/advice/several", test_several);

  return g_test_run ();
}
