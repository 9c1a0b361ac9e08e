/* test-worker-marks.c: where workers died or gave no sign, on the chart
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-paint.h"
#include "psc-scene-private.h"
#include "psc-test-chart.h"
#include "psc-test-run.h"
#include "psc-worker-end.h"

#define WIDTH  900
#define HEIGHT 300
#define MS     G_GINT64_CONSTANT (1000000)

static void
test_places (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_death (MS);
  g_autoptr (PscScene) scene =
    psc_test_scene_new (run, PSC_ORIENTATION_LANES, WIDTH, HEIGHT);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (int));
  PscTimeScale *scale = psc_scene_get_scale (scene);

  _psc_scene_read_deaths (scene, 0, places);
  g_assert_cmpuint (places->len, ==, 1);
  g_assert_cmpint (g_array_index (places, int, 0), ==,
                   _psc_scene_to_px (scene, 20 * MS));
  _psc_scene_read_deaths (scene, 1, places);
  g_assert_cmpuint (places->len, ==, 0);

  /* Where it lived is visible, and then where it is gone. */
  psc_time_scale_set_visible (scale, 5 * MS, 15 * MS);
  _psc_scene_read_deaths (scene, 0, places);
  g_assert_cmpuint (places->len, ==, 0);
  psc_time_scale_set_visible (scale, 19 * MS, 21 * MS);
  _psc_scene_read_deaths (scene, 0, places);
  g_assert_cmpuint (places->len, ==, 1);
}

/* A worker that dies with the last file is gone a moment after the run's end. */
static void
test_last (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 1);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (PscScene) scene = NULL;

  psc_test_run_add_worker (run, 1, 0, MS, PSC_NEVER);
  psc_test_run_lose_task (run, 0, 1, MS, 10 * MS);
  psc_recorder_worker_ended (psc_run_get_recorder (run), 1, 11 * MS, -1, 9,
                             NULL);
  psc_test_run_end (run, MS);

  scene = psc_test_scene_new (run, PSC_ORIENTATION_LANES, WIDTH, HEIGHT);
  psc_scene_get_scale (scene);
  _psc_scene_read_deaths (scene, 0, places);
  g_assert_cmpuint (places->len, ==, 1);
  g_assert_cmpint (g_array_index (places, int, 0), ==,
                   _psc_scene_to_px (scene, 10 * MS));
}

/* Thousands of deaths are as many signs as there is room for, and each has one
 * near by. */
static void
test_many (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 1);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (PscScene) scene = NULL;
  int size, at = 0;

  for (guint i = 0; i < 3000; i++)
    {
      guint worker = psc_test_run_add_worker (run, 1, i * MS, i * MS + 100,
                                              PSC_NEVER);

      psc_recorder_worker_ended (psc_run_get_recorder (run), worker,
                                 i * MS + 200, -1, 9, NULL);
    }
  psc_test_run_add_worker (run, 1, 3000 * MS, 3000 * MS + 100, PSC_NEVER);
  psc_test_run_add_task (run, 0, 1, 3001, 1, 3000 * MS + 100, 3001 * MS);
  psc_test_run_end (run, 3000 * MS);
  g_assert_cmpuint (psc_worker_end_count (run), ==, 3000);

  scene = psc_test_scene_new (run, PSC_ORIENTATION_LANES, WIDTH, HEIGHT);
  size = _psc_scene_get_layout (scene)->mark_size;
  _psc_scene_read_deaths (scene, 0, places);
  g_assert_cmpuint (places->len, >, 10);
  for (guint i = 0; i < places->len; i++)
    {
      int px = g_array_index (places, int, i);

      g_assert_cmpint (px - at, <=, size + 1);
      g_assert_true (i == 0 || px - at >= size);
      at = px;
    }
}

static guint
count_legend (PscScene      *scene,
              PscLegendKind  kind)
{
  GArray *legend = _psc_scene_get_layout (scene)->legend;
  guint n = 0;

  for (guint i = 0; i < legend->len; i++)
    n += g_array_index (legend, PscLegendItem, i).kind == kind;

  return n;
}

/* What the signs mean stands below a picture that has them. */
static void
test_legend (void)
{
  g_autoptr (PscRun) death = psc_test_run_new_death (MS);
  g_autoptr (PscRun) random = psc_test_run_new_random (1, 4, 20);
  g_autoptr (PscScene) with =
    psc_test_scene_new (death, PSC_ORIENTATION_LANES, WIDTH, HEIGHT);
  g_autoptr (PscScene) without =
    psc_test_scene_new (random, PSC_ORIENTATION_LANES, WIDTH, HEIGHT);

  g_assert_cmpuint (count_legend (with, PSC_LEGEND_WORKER), ==, 2);
  g_assert_cmpuint (count_legend (without, PSC_LEGEND_WORKER), ==, 0);
  g_assert_cmpuint (count_legend (without, PSC_LEGEND_SILENCE), ==, 0);
}

/* One worker was stopped for a while, the other one hung until it was killed. */
static PscRun *
new_silent (void)
{
  PscRun *run = psc_test_run_new (PSC_MODE_PROCESS, 2, 3);
  PscRecorder *recorder = psc_run_get_recorder (run);

  psc_test_run_add_worker (run, 1, 0, MS, PSC_NEVER);
  psc_test_run_add_worker (run, 2, 0, MS, PSC_NEVER);
  psc_test_run_add_task (run, 0, 1, 1, 1, 2 * MS, 80 * MS);
  psc_recorder_worker_silent (recorder, 1, 20 * MS, TRUE);
  psc_recorder_worker_heard (recorder, 1, 60 * MS);
  psc_recorder_worker_silent (recorder, 2, 30 * MS, FALSE);
  psc_test_run_add_task (run, 1, 2, 2, 3, 2 * MS, 100 * MS);
  psc_recorder_worker_ended (recorder, 2, 95 * MS, -1, 9, NULL);
  psc_test_run_add_task (run, 2, 1, 1, 2, 80 * MS, 100 * MS);
  psc_test_run_end (run, 80 * MS);

  return run;
}

static void
assert_span (PscScene *scene,
             guint     lane,
             gint64    begin_ns,
             gint64    end_ns)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (PscSpan));
  const PscSpan *span;

  _psc_scene_read_silences (scene, lane, spans);
  g_assert_cmpuint (spans->len, ==, 1);
  span = &g_array_index (spans, PscSpan, 0);
  g_assert_cmpint (span->begin_px, ==, _psc_scene_to_px (scene, begin_ns));
  g_assert_cmpint (span->end_px, ==, _psc_scene_to_px (scene, end_ns));
}

/* From when to when a worker gave no sign, as it is painted. */
static void
test_silences (void)
{
  g_autoptr (PscRun) run = new_silent ();
  g_autoptr (PscScene) scene =
    psc_test_scene_new (run, PSC_ORIENTATION_LANES, WIDTH, HEIGHT);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (PscSpan));
  PscTimeScale *scale = psc_scene_get_scale (scene);

  g_assert_cmpuint (count_legend (scene, PSC_LEGEND_SILENCE), ==, 1);
  assert_span (scene, 0, 20 * MS, 60 * MS);
  assert_span (scene, 1, 30 * MS, 95 * MS);

  /* Where it is in the middle of it, and then behind it. */
  psc_time_scale_set_visible (scale, 30 * MS, 50 * MS);
  assert_span (scene, 0, 30 * MS, 50 * MS);
  psc_time_scale_set_visible (scale, 61 * MS, 79 * MS);
  _psc_scene_read_silences (scene, 0, spans);
  g_assert_cmpuint (spans->len, ==, 0);
}

/* How many pixels of the lane have the color of what went wrong, from one place
 * along it to another. */
static guint
count_marks (cairo_surface_t  *surface,
             PscScene         *scene,
             const PscPalette *palette,
             int               begin_px,
             int               end_px)
{
  const PscLayout *layout = _psc_scene_get_layout (scene);
  guint n = 0;
  PscRect rect;

  _psc_scene_place (scene, 0, begin_px, end_px, 0,
                    layout->bar_at + layout->bar_size, &rect);
  for (int y = (int) rect.y; y < (int) (rect.y + rect.height); y++)
    for (int x = (int) rect.x; x < (int) (rect.x + rect.width); x++)
      n += psc_test_get_pixel (surface, x, y) ==
           psc_test_get_color (&palette->mark);

  return n;
}

static void
check_silence (PscOrientation orientation)
{
  g_autoptr (PscRun) run = new_silent ();
  g_autoptr (PscScene) scene =
    psc_test_scene_new (run, orientation, WIDTH, HEIGHT);
  const PscPalette *palette = psc_palette_get (PSC_PALETTE_LIGHT);
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  int begin_px, end_px;

  _psc_scene_get_layout (scene);
  begin_px = _psc_scene_to_px (scene, 20 * MS);
  end_px = _psc_scene_to_px (scene, 60 * MS);
  psc_paint (cr, scene, palette);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  g_assert_cmpuint (count_marks (surface, scene, palette, begin_px, end_px), >,
                    50);
  g_assert_cmpuint (count_marks (surface, scene, palette, begin_px - 20,
                                 begin_px), ==, 0);
  g_assert_cmpuint (count_marks (surface, scene, palette, end_px,
                                 end_px + 20), ==, 0);

  cairo_surface_destroy (surface);
}

static void
check_painting (PscOrientation orientation)
{
  g_autoptr (PscRun) run = psc_test_run_new_death (MS);
  g_autoptr (PscScene) scene =
    psc_test_scene_new (run, orientation, WIDTH, HEIGHT);
  const PscPalette *palette = psc_palette_get (PSC_PALETTE_LIGHT);
  cairo_t *cr = psc_test_picture_begin (WIDTH, HEIGHT, palette);
  int size = _psc_scene_get_layout (scene)->mark_size;
  int px = _psc_scene_to_px (scene, 20 * MS);
  cairo_surface_t *surface;

  psc_paint (cr, scene, palette);
  surface = psc_test_picture_end (cr);
  g_assert_cmpuint (count_marks (surface, scene, palette, px - size, px), >,
                    10);
  g_assert_cmpuint (count_marks (surface, scene, palette, px + 1, px + size),
                    ==, 0);

  cairo_surface_destroy (surface);
}

static void
test_painting (void)
{
  check_painting (PSC_ORIENTATION_LANES);
  check_painting (PSC_ORIENTATION_UPRIGHT);
  check_silence (PSC_ORIENTATION_LANES);
  check_silence (PSC_ORIENTATION_UPRIGHT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/worker-marks/places", test_places);
  g_test_add_func ("/worker-marks/last", test_last);
  g_test_add_func ("/worker-marks/many", test_many);
  g_test_add_func ("/worker-marks/legend", test_legend);
  g_test_add_func ("/worker-marks/silences", test_silences);
  g_test_add_func ("/worker-marks/painting", test_painting);

  return g_test_run ();
}
