/* bench-chart.c: what a frame of the chart costs
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "psc-bench-peer.h"
#include "psc-clock.h"
#include "psc-figure-file.h"
#include "psc-paint.h"
#include "psc-test-run.h"

#define WIDTH       1600
#define HEIGHT      900
#define N_LANES     16
#define N_TASKS     1000000
#define N_FRAMES    15
#define N_FILES      5
#define N_FILE_TASKS 5000

/* The size that matplotlib gives the notebook's picture. */
#define FILE_WIDTH  640
#define FILE_HEIGHT 480
#define FRAME_MS    16.

static int
compare_times (const void *a,
               const void *b)
{
  const gint64 *first = a, *second = b;

  return (*first > *second) - (*first < *second);
}

static void
print_row (const char *name,
           gint64     *times_ns,
           guint       n,
           double      budget_ms)
{
  double median_ms;

  qsort (times_ns, n, sizeof (gint64), compare_times);
  median_ms = (double) times_ns[n / 2] / 1e6;
  printf ("%-44s %8.2f ms %8.2f ms", name, median_ms,
          (double) times_ns[n - 1] / 1e6);
  if (budget_ms > 0.)
    printf (" %8.2f ms %6.2f", budget_ms, median_ms / budget_ms);
  printf ("\n");
  fflush (stdout);
}

/* Pans by a few pixels a frame at a zoom; each frame is painted anew. */
static void
measure_frames (PscScene   *scene,
                double      zoom,
                guint       lit)
{
  g_autofree char *name =
    g_strdup_printf ("  a frame at zoom %g%s", zoom,
                     lit != PSC_NO_PART ? ", hand-over lit" : "");
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  const PscPalette *palette = psc_palette_get (PSC_PALETTE_LIGHT);
  PscTimeScale *scale = psc_scene_get_scale (scene);
  gint64 times_ns[N_FRAMES];

  psc_time_scale_fit (scale);
  psc_time_scale_zoom_at (scale, WIDTH / 2., zoom);

  for (guint i = 0; i < N_FRAMES; i++)
    {
      cairo_t *cr = cairo_create (surface);
      gint64 begin_ns = psc_clock_now_ns ();

      psc_time_scale_pan (scale, 7.);
      psc_paint_background (cr, palette);
      psc_paint_lit (cr, scene, palette, lit);
      cairo_surface_flush (surface);
      times_ns[i] = psc_clock_now_ns () - begin_ns;
      cairo_destroy (cr);
    }

  print_row (name, times_ns, N_FRAMES, FRAME_MS);
  cairo_surface_destroy (surface);
}

static void
measure_run (PscRun     *run,
             const char *title)
{
  static const double zooms[] = { 1., 4., 40., 400., 4000., 40000. };
  PangoFontMap *map = pango_cairo_font_map_new ();
  PangoContext *context = pango_font_map_create_context (map);
  gint64 begin_ns = psc_clock_now_ns ();
  g_autoptr (PscBars) bars = psc_bars_new (run);
  gint64 time_ns = psc_clock_now_ns () - begin_ns;
  g_autoptr (PscScene) scene = NULL;

  printf ("%s\n", title);
  print_row ("  taking in all tasks at once", &time_ns, 1, 0.);

  scene = psc_scene_new (bars, context);
  psc_scene_set_size (scene, WIDTH, HEIGHT);
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      measure_frames (scene, zooms[i], PSC_NO_PART);
      measure_frames (scene, zooms[i], PSC_PART_HANDOVER);
    }

  g_object_unref (context);
  g_object_unref (map);
}

/* Every task by a worker of its own, and half of them not ok. */
static PscRun *
make_restless_run (void)
{
  PscRun *run = psc_test_run_new (PSC_MODE_PROCESS, N_LANES, N_TASKS);
  gint64 now_ns = 0;

  for (guint i = 0; i < N_TASKS; i++)
    {
      guint lane = i % N_LANES + 1, worker;

      if (lane == 1)
        now_ns += 10000;
      worker = psc_test_run_add_worker (run, lane, now_ns, now_ns + 3000,
                                        now_ns + 9000);
      if (i % 2 == 0)
        {
          psc_test_run_add_task (run, i, lane, worker, i + 1, now_ns + 3500,
                                 now_ns + 9000);
        }
      else
        {
          const PscTaskRecord task = {
            .start_ns = now_ns + 3500,
            .end_ns = now_ns + 9000,
            .worker = worker,
            .chunk = i + 1,
            .lane = (guint16) lane,
            .outcome = (guint8) (PSC_OUTCOME_NONZERO + i / 2 % 7),
            .cause = PSC_CAUSE_EXIT_STATUS,
          };
          const PscStepRecord steps[3] = {
            { .start_ns = now_ns + 3500, .end_ns = now_ns + 5000 },
            { .start_ns = now_ns + 5000, .end_ns = now_ns + 6000 },
            { .start_ns = now_ns + 6000, .end_ns = now_ns + 9000 },
          };

          psc_test_run_add_task_full (run, i, &task, steps, task.end_ns);
        }
    }

  psc_test_run_end (run, now_ns);

  return run;
}

static double
measure_file (PscRun *run)
{
  PscFigureOptions options = PSC_FIGURE_OPTIONS_DEFAULT;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  gint64 begin_ns = psc_clock_now_ns ();

  options.width = FILE_WIDTH;
  options.height = FILE_HEIGHT;
  if (!psc_figure_write (run, &options, stream, NULL, NULL))
    exit (1);

  return (double) (psc_clock_now_ns () - begin_ns) / 1e9;
}

/* The picture as a file, in turn with matplotlib, which gets one call a bar
 * as in the notebook. */
static void
measure_files (const char *script)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (5, N_LANES, N_FILE_TASKS);
  PscBenchPeer *peer = psc_bench_peer_start (script, "matplotlib");
  double ours[N_FILES], theirs[N_FILES], ratios[N_FILES];
  g_autofree char *path = NULL;
  g_autofree char *line = NULL;
  int fd = g_file_open_tmp ("poolscope-bench-XXXXXX.png", &path, NULL);

  line = g_strdup_printf ("%d %s\n", N_FILE_TASKS, path);
  for (guint i = 0; i < N_FILES; i++)
    {
      ours[i] = measure_file (run);
      theirs[i] = peer != NULL ? psc_bench_peer_measure (peer, line) : 0.;
      ratios[i] = theirs[i] / ours[i];
    }

  printf ("PNG of %d tasks, %d x %d: median %.2f ms\n", N_FILE_TASKS,
          FILE_WIDTH, FILE_HEIGHT, psc_bench_get_median (ours, N_FILES) * 1e3);
  if (peer != NULL)
    printf ("  matplotlib: median %.2f ms, %.0f times as long (budget 100)\n",
            psc_bench_get_median (theirs, N_FILES) * 1e3,
            psc_bench_get_median (ratios, N_FILES));

  close (fd);
  unlink (path);
  g_clear_pointer (&peer, psc_bench_peer_stop);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (PscRun) random_run = NULL;
  g_autoptr (PscRun) restless_run = NULL;

  if (argc > 1)
    measure_files (argv[1]);

  printf ("%-44s %11s %11s %11s %6s\n", "", "median", "worst", "budget",
          "ratio");
  random_run = psc_test_run_new_random (1, N_LANES, N_TASKS);
  measure_run (random_run, "10^6 tasks on 16 lanes, 1600 x 900");
  restless_run = make_restless_run ();
  measure_run (restless_run, "the same with 10^6 workers, half not ok");

  return 0;
}
