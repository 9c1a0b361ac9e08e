/* bench-pool.c: what a pool costs, beside its peers
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <math.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "psc-bench-peer.h"
#include "psc-clock.h"
#include "psc-frame.h"
#include "psc-test-utils.h"

#define N_HEADERS 200
#define N_WORKERS 2
#define N_ROUNDS  7

static const char * const peers[] = {
  "Pool", "ProcessPoolExecutor", "ThreadPoolExecutor", "dummy",
};

/* Copies the first headers that the system has, so that all sides read the
 * same plain files. */
static char *
make_headers (void)
{
  g_autoptr (PscListing) all = NULL;
  char *directory = psc_test_make_directory (NULL);
  guint n_copied = 0;

  all = psc_listing_read ("/usr/include", PSC_LISTING_RECURSIVE, 0, NULL,
                          NULL);
  for (guint i = 0;
       all != NULL && n_copied < N_HEADERS && i < psc_listing_get_n_files (all);
       i++)
    {
      g_autofree char *path = psc_listing_dup_path (all, i);
      g_autofree char *name = g_strdup_printf ("%03u.h", n_copied);
      g_autofree char *copy = g_build_filename (directory, name, NULL);
      g_autofree char *text = NULL;
      gsize length;

      if (g_str_has_suffix (path, ".h") &&
          g_file_get_contents (path, &text, &length, NULL) &&
          g_file_set_contents (copy, text, (gssize) length, NULL))
        n_copied++;
    }

  return directory;
}

static double
measure_run (const PscSettings *settings,
             PscListing        *listing,
             double            *start_ms)
{
  g_autoptr (PscRun) run = psc_run_new (settings, listing);

  g_assert_true (psc_test_execute (run, NULL, NULL));
  if (start_ms != NULL)
    {
      g_autofree double *starts = g_new (double, psc_run_get_n_workers (run));

      for (guint i = 0; i < psc_run_get_n_workers (run); i++)
        {
          const PscWorkerRecord *worker = psc_run_get_worker (run, i);

          starts[i] = (double) (worker->ready_ns - worker->requested_ns) / 1e6;
        }
      *start_ms = psc_bench_get_median (starts, psc_run_get_n_workers (run));
    }

  return (double) psc_run_get_wall_ns (run) / 1e9;
}

/* The least that two threads can do to start the same commands and read what
 * they print. */
typedef struct
{
  PscListing *listing;
  char       *file;
  char       *wc;
  gint        next;
} Bare;

static void
spawn_bare (char *const *argv)
{
  posix_spawn_file_actions_t actions;
  char buffer[4096];
  int fds[2];
  pid_t pid;

  g_assert_cmpint (pipe2 (fds, O_CLOEXEC), ==, 0);
  posix_spawn_file_actions_init (&actions);
  posix_spawn_file_actions_adddup2 (&actions, fds[1], STDOUT_FILENO);
  g_assert_cmpint (posix_spawn (&pid, argv[0], &actions, NULL, argv, environ),
                   ==, 0);
  posix_spawn_file_actions_destroy (&actions);
  close (fds[1]);
  while (read (fds[0], buffer, sizeof buffer) > 0)
    ;
  close (fds[0]);
  waitpid (pid, NULL, 0);
}

static gpointer
bare_thread (gpointer data)
{
  Bare *bare = data;
  guint i;

  while ((i = (guint) g_atomic_int_add (&bare->next, 1)) <
         psc_listing_get_n_files (bare->listing))
    {
      g_autofree char *path = psc_listing_dup_path (bare->listing, i);

      spawn_bare ((char *[]) { bare->file, (char *) "--", path, NULL });
      spawn_bare ((char *[]) { bare->wc, (char *) "--", path, NULL });
    }

  return NULL;
}

static double
measure_bare (PscListing *listing)
{
  g_autofree char *file = g_find_program_in_path ("file");
  g_autofree char *wc = g_find_program_in_path ("wc");
  Bare bare = { listing, file, wc, 0 };
  gint64 began = psc_clock_now_ns ();
  GThread *threads[N_WORKERS];

  for (guint i = 0; i < N_WORKERS; i++)
    threads[i] = g_thread_new ("bare", bare_thread, &bare);
  for (guint i = 0; i < N_WORKERS; i++)
    g_thread_join (threads[i]);

  return (double) (psc_clock_now_ns () - began) / 1e9;
}

static double
measure_peer (PscBenchPeer *peer,
              const char   *pool,
              const char   *kind,
              const char   *argument)
{
  g_autofree char *line = g_strdup_printf ("%s %d %s %s\n", pool, N_WORKERS,
                                           kind, argument);

  return psc_bench_peer_measure (peer, line);
}

static void
print_row (const char   *what,
           const double *values,
           guint         n_values,
           double        factor,
           const char   *unit)
{
  double least = values[0], most = values[0];

  for (guint i = 1; i < n_values; i++)
    {
      least = MIN (least, values[i]);
      most = MAX (most, values[i]);
    }
  g_print ("  %-34s median %8.3f %s   (%.3f to %.3f)\n", what,
           psc_bench_get_median (values, n_values) * factor, unit, least * factor,
           most * factor);
}

static double
get_median_ratio (const double *ours,
                  const double *theirs)
{
  double ratios[N_ROUNDS];

  for (guint i = 0; i < N_ROUNDS; i++)
    ratios[i] = ours[i] / theirs[i];

  return psc_bench_get_median (ratios, N_ROUNDS);
}

static void
bench_pipeline (PscBenchPeer *peer)
{
  g_autofree char *directory = make_headers ();
  g_autoptr (PscListing) listing = psc_test_list (directory);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (PscSettings) spawning = psc_settings_new ();
  double ours[PSC_N_MODES][N_ROUNDS], theirs[4][N_ROUNDS];
  double bare[N_ROUNDS], only_spawning[N_ROUNDS], best[N_ROUNDS];

  settings->workers = spawning->workers = N_WORKERS;
  spawning->work = 0;
  spawning->mode = PSC_MODE_THREAD;

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      best[round] = INFINITY;
      for (guint i = 0; i < PSC_N_MODES; i++)
        {
          settings->mode = i;
          ours[i][round] = measure_run (settings, listing, NULL);
          if (peer != NULL)
            {
              theirs[i][round] = measure_peer (peer, peers[i], "pipeline",
                                               directory);
              best[round] = MIN (best[round], theirs[i][round]);
            }
        }
      bare[round] = measure_bare (listing);
      only_spawning[round] = measure_run (spawning, listing, NULL);
    }

  g_print ("pipeline over %u headers, %d workers, %d rounds\n",
           psc_listing_get_n_files (listing), N_WORKERS, N_ROUNDS);
  for (guint i = 0; i < PSC_N_MODES; i++)
    print_row (psc_mode_to_string (i), ours[i], N_ROUNDS, 1e3, "ms");
  for (guint i = 0; peer != NULL && i < 4; i++)
    print_row (peers[i], theirs[i], N_ROUNDS, 1e3, "ms");
  for (guint i = 0; peer != NULL && i < PSC_N_MODES; i++)
    g_print ("  %s / best of Python: %.3f (budget 0.80)\n",
             psc_mode_to_string (i), get_median_ratio (ours[i], best));
  print_row ("posix_spawn from two threads", bare, N_ROUNDS, 1e3, "ms");
  print_row ("thread, no compute step", only_spawning, N_ROUNDS, 1e3, "ms");
  g_print ("  thread / posix_spawn: %.3f (budget 1.30)\n",
           get_median_ratio (only_spawning, bare));

  psc_test_remove_directory (directory);
}

static PscListing *
make_many (guint n_files)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < n_files; i++)
    g_ptr_array_add (names, (char *) "x");
  g_ptr_array_add (names, NULL);

  return psc_listing_new_for_names ("/",
                                    (const char * const *) names->pdata);
}

static void
bench_nothing (PscBenchPeer *peer)
{
  static const guint n_tasks[] = { 50000, 50000, 200000, 200000 };
  g_autoptr (PscSettings) settings = psc_settings_new ();
  double values[N_ROUNDS];

  settings->workers = N_WORKERS;
  settings->work = 0;
  settings->chunk_size = 1;
  psc_pipeline_unref (settings->pipeline);
  settings->pipeline = psc_pipeline_new ();
  psc_pipeline_append_compute (settings->pipeline, "compute");

  g_print ("tasks that do nothing, one at a time, %d workers\n", N_WORKERS);
  for (guint i = 0; i < PSC_N_MODES; i++)
    {
      g_autoptr (PscListing) listing = make_many (n_tasks[i]);

      settings->mode = i;
      for (guint round = 0; round < N_ROUNDS; round++)
        values[round] = measure_run (settings, listing, NULL) / n_tasks[i];
      print_row (psc_mode_to_string (i), values, N_ROUNDS, 1e6, "us a task");
    }
  for (guint i = 0; peer != NULL && i < 4; i++)
    {
      for (guint round = 0; round < 3; round++)
        values[round] = measure_peer (peer, peers[i], "nothing", "20000") /
                        20000.;
      print_row (peers[i], values, 3, 1e6, "us a task");
    }
  g_print ("  (budgets: process 6, thread 2; Python's two pools hand out "
           "chunks)\n");
}

static void
bench_start (void)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (PscListing) listing = make_many (20);
  double values[N_ROUNDS];

  settings->work = 0;
  settings->chunk_size = 1;
  settings->tasks_per_worker = 1;
  settings->workers = 1;
  psc_pipeline_unref (settings->pipeline);
  settings->pipeline = psc_pipeline_new ();
  psc_pipeline_append_compute (settings->pipeline, "compute");

  for (guint round = 0; round < N_ROUNDS; round++)
    measure_run (settings, listing, &values[round]);
  g_print ("a worker process, from request to ready, 20 starts a round\n");
  print_row ("one at a time", values, N_ROUNDS, 1., "ms");
  g_print ("  (budget 4 ms)\n");
}

int
main (int   argc,
      char *argv[])
{
  PscBenchPeer *peer = NULL;

  psc_frame_catch_broken_pipes ();
  if (argc > 1)
    peer = psc_bench_peer_start (argv[1], "numpy");

  bench_pipeline (peer);
  bench_nothing (peer);
  bench_start ();

  g_clear_pointer (&peer, psc_bench_peer_stop);

  return 0;
}
