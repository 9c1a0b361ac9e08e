/* test-compare.c: the runs that stand for points, and their words
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <sys/stat.h>

#include "psc-compare.h"
#include "psc-exercise-plan.h"
#include "psc-test-measure.h"
#include "psc-test-pool.h"

typedef struct
{
  PscTestPool   pool;
  PscListing   *listing;
  PscSweep     *sweep;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const char * const names[] = { "file-00.txt", "file-01.txt", "sub", NULL };
  const PscExerciseOptions options = { .repeats = 3 };

  psc_test_pool_set_up (&fixture->pool, GUINT_TO_POINTER (PSC_MODE_DUMMY));
  psc_test_pool_set_compute (fixture->pool.settings);
  fixture->pool.settings->workers = 2;
  fixture->listing = psc_listing_new_for_names (fixture->pool.directory, names);
  fixture->sweep = psc_exercise_make_sweep (GPOINTER_TO_UINT (data),
                                            PSC_EXERCISE_PART_MAIN,
                                            fixture->listing,
                                            fixture->pool.settings, &options);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->sweep);
  psc_listing_unref (fixture->listing);
  psc_test_pool_tear_down (&fixture->pool, data);
}

static void
execute (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (psc_test_measure_sweep (fixture->sweep, NULL, &error));
  g_assert_no_error (error);
}

/* Before anything has been measured there is only what is planned. */
static void
test_planned (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *process = psc_compare_dup_caption (fixture->sweep, 0);
  g_autofree char *executor = psc_compare_dup_caption (fixture->sweep, 1);
  g_autofree char *file = psc_compare_dup_file (fixture->sweep, 1);

  g_assert_null (psc_compare_find_run (fixture->sweep, 0));
  g_assert_cmpint (psc_compare_get_span_ns (fixture->sweep), ==, 0);
  g_assert_cmpstr (process, ==,
                   "multiprocessing.Pool(2) · one file at a time");
  g_assert_cmpstr (executor, ==,
                   "ProcessPoolExecutor(2) · one file at a time");
  g_assert_cmpstr (file, ==, "file-01.txt");
}

/* Of three runs, the one in the middle stands for the point. */
static void
test_measured (Fixture       *fixture,
               gconstpointer  data)
{
  GPtrArray *points = psc_sweep_get_points (fixture->sweep);
  g_autofree char *file = NULL;
  g_auto (GStrv) lines = NULL;
  gint64 span_ns = 0;

  execute (fixture);
  for (guint i = 0; i < points->len; i++)
    {
      const PscSweepRun *run = psc_compare_find_run (fixture->sweep, i);
      g_autofree char *caption = psc_compare_dup_caption (fixture->sweep, i);

      g_assert_nonnull (run);
      g_assert_cmpuint (run->point, ==, i);
      g_assert_cmpuint (run->repeat, >, 0);
      g_assert_cmpfloat ((double) run->figures.wall_ns, ==,
                         psc_point_get_median (g_ptr_array_index (points, i),
                                               PSC_MEASURE_WALL));
      g_assert_nonnull (strstr (caption, " · wall\302\240"));
      span_ns = MAX (span_ns, run->figures.wall_ns);
    }
  g_assert_cmpint (psc_compare_get_span_ns (fixture->sweep), ==, span_ns);

  file = psc_compare_dup_file (fixture->sweep, 0);
  lines = g_strsplit (file, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + points->len);
  g_assert_cmpstr (lines[0], ==, "file-00.txt");
  g_assert_true (g_str_has_prefix (lines[1], "process: "));
  g_assert_true (g_str_has_prefix (lines[2], "dummy: "));
  g_assert_true (g_str_has_prefix (lines[3], "dummy, global lock: "));
  g_assert_true (g_str_has_suffix (lines[3], ", chunk 1"));
}

/* What a warm-up run or none has done does not stand for anything. */
static void
stop_cb (PscSweep     *sweep,
         GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
test_warmup (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_signal_connect (fixture->sweep, "run-ended", G_CALLBACK (stop_cb),
                    cancellable);
  g_assert_false (psc_test_measure_sweep (fixture->sweep, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (psc_sweep_get_n_runs (fixture->sweep), ==, 1);
  for (guint i = 0; i < psc_sweep_get_points (fixture->sweep)->len; i++)
    g_assert_null (psc_compare_find_run (fixture->sweep, i));
}

/* A file that is not run has a reason instead of times. */
static void
test_skipped (Fixture       *fixture,
              gconstpointer  data)
{
  const char * const names[] = { "file-00.txt", "pipe", NULL };
  const PscExerciseOptions options = { .repeats = 1 };
  g_autofree char *pipe = g_build_filename (fixture->pool.directory, "pipe",
                                            NULL);
  g_autoptr (PscListing) listing =
    psc_listing_new_for_names (fixture->pool.directory, names);
  g_autofree char *file = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *expected = NULL;

  g_assert_no_errno (mkfifo (pipe, 0600));
  psc_test_pool_set_command (fixture->pool.settings, "true");
  g_object_unref (fixture->sweep);
  fixture->sweep = psc_exercise_make_sweep (PSC_EXERCISE_DUMMY,
                                            PSC_EXERCISE_PART_MAIN, listing,
                                            fixture->pool.settings, &options);
  execute (fixture);
  file = psc_compare_dup_file (fixture->sweep, 1);
  reason = psc_run_dup_reason (psc_compare_find_run (fixture->sweep, 0)->run,
                               1);
  expected = g_strdup_printf ("pipe\nprocess: %s\ndummy: %s\n"
                              "dummy, global lock: %s", reason, reason, reason);
  g_assert_cmpstr (file, ==, expected);
}

#define ADD(path, kind, test) \
  g_test_add (path, Fixture, GUINT_TO_POINTER (kind), set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/compare/planned", PSC_EXERCISE_POOLS, test_planned);
  ADD ("/compare/measured", PSC_EXERCISE_DUMMY, test_measured);
  ADD ("/compare/warmup", PSC_EXERCISE_DUMMY, test_warmup);
  ADD ("/compare/skipped", PSC_EXERCISE_DUMMY, test_skipped);

  return g_test_run ();
}
