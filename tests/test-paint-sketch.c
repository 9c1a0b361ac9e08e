/* test-paint-sketch.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-paint.h"
#include "psc-sketch.h"
#include "psc-test-chart.h"
#include "psc-test-run.h"

#define WIDTH  (2 * PSC_SKETCH_COLUMNS)
#define HEIGHT 41
#define MS     G_GINT64_CONSTANT (1000000)

static cairo_surface_t *
paint (GBytes           *sketch,
       const PscPalette *palette)
{
  const PscRect rect = { 0., 0., WIDTH, HEIGHT };
  cairo_t *cr = psc_test_picture_begin (WIDTH, HEIGHT, palette);

  psc_paint_sketch (cr, sketch, palette, &rect);

  return psc_test_picture_end (cr);
}

/* Two lanes for as many milliseconds as there are columns: the first is busy in
 * the first half, the second, whose file times out, in the other. */
static GBytes *
new_sketch (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, 2, 2);
  guint one = psc_test_run_add_worker (run, 1, 0, 0, PSC_NEVER);
  guint two = psc_test_run_add_worker (run, 2, 0, 0, PSC_NEVER);
  PscTaskRecord task = {
    .start_ns = 48 * MS,
    .end_ns = 96 * MS,
    .worker = two,
    .chunk = 2,
    .lane = 2,
    .outcome = PSC_OUTCOME_TIMED_OUT,
    .cause = PSC_CAUSE_TIME_LIMIT,
  };
  PscStepRecord steps[3] = {
    { .start_ns = 48 * MS, .end_ns = 96 * MS, .status = { -1, 9 } },
    { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER },
    { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER },
  };

  psc_test_run_add_task (run, 0, 1, one, 1, 0, 48 * MS);
  psc_test_run_add_task_full (run, 1, &task, steps, 96 * MS);
  psc_test_run_end (run, 48 * MS);

  return psc_sketch_new (run);
}

static void
test_rows (gconstpointer data)
{
  const PscPalette *palette = psc_palette_get (GPOINTER_TO_UINT (data));
  g_autoptr (GBytes) sketch = new_sketch ();
  cairo_surface_t *surface = paint (sketch, palette);
  guint32 busy = psc_test_get_color (&palette->task);
  guint32 idle = psc_test_get_pixel (surface, WIDTH - 1, 5);

  g_assert_cmphex (idle, !=, busy);
  for (int x = 0; x < WIDTH - 3; x++)
    {
      g_assert_cmphex (psc_test_get_pixel (surface, x, 5), ==,
                       x < WIDTH / 2 ? busy : idle);
      g_assert_cmphex (psc_test_get_pixel (surface, x, HEIGHT - 5), ==,
                       x < WIDTH / 2 ? idle : busy);

      /* The gap between the rows. */
      g_assert_cmphex (psc_test_get_pixel (surface, x, HEIGHT / 2), ==,
                       psc_test_get_color (&palette->background));
    }

  g_assert_cmphex (psc_test_get_pixel (surface, WIDTH - 1, HEIGHT - 5), ==,
                   psc_test_get_color (&palette->mark));
  g_assert_cmphex (psc_test_get_pixel (surface, WIDTH - 3, HEIGHT - 5), ==,
                   psc_test_get_color (&palette->background));
  cairo_surface_destroy (surface);
}

static void
test_foreign (void)
{
  const PscPalette *palette = psc_palette_get (PSC_PALETTE_LIGHT);
  g_autoptr (GBytes) sketch = g_bytes_new_static ("no sketch", 9);
  cairo_surface_t *surface = paint (sketch, palette);

  for (int x = 0; x < WIDTH; x++)
    for (int y = 0; y < HEIGHT; y++)
      g_assert_cmphex (psc_test_get_pixel (surface, x, y), ==,
                       psc_test_get_color (&palette->background));

  cairo_surface_destroy (surface);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/paint-sketch/rows/light",
                        GUINT_TO_POINTER (PSC_PALETTE_LIGHT), test_rows);
  g_test_add_data_func ("/paint-sketch/rows/high-contrast-dark",
                        GUINT_TO_POINTER (PSC_PALETTE_HIGH_CONTRAST_DARK),
                        test_rows);
  g_test_add_func ("/paint-sketch/foreign", test_foreign);

  return g_test_run ();
}
