/* test-paint-overview.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-paint.h"
#include "psc-test-chart.h"
#include "psc-test-run.h"

#define LENGTH 400
#define SIZE   40
#define MS     G_GINT64_CONSTANT (1000000)

/* Two lanes for 400 ms: one is busy all the time, the other in its second
 * half; half of a task is its first step, a quarter each of the others. */
static PscRun *
new_run (void)
{
  PscRun *run = psc_test_run_new (PSC_MODE_THREAD, 2, 6);
  guint one = psc_test_run_add_worker (run, 1, 0, 0, PSC_NEVER);
  guint two = psc_test_run_add_worker (run, 2, 0, 0, PSC_NEVER);

  for (guint i = 0; i < 4; i++)
    psc_test_run_add_task (run, i, 1, one, i + 1, i * 100 * MS,
                           (i + 1) * 100 * MS);
  for (guint i = 2; i < 4; i++)
    psc_test_run_add_task (run, i + 2, 2, two, i + 3, i * 100 * MS,
                           (i + 1) * 100 * MS);
  psc_test_run_end (run, 400 * MS);

  return run;
}

static cairo_surface_t *
paint (PscScene *scene,
       gboolean  with_window)
{
  gboolean upright = psc_scene_get_options (scene)->orientation ==
                     PSC_ORIENTATION_UPRIGHT;
  const PscRect rect = { 0., 0., upright ? SIZE : LENGTH,
                         upright ? LENGTH : SIZE };
  const PscPalette *palette = psc_palette_get (PSC_PALETTE_LIGHT);
  cairo_t *cr = psc_test_picture_begin ((int) rect.width, (int) rect.height,
                                        palette);

  psc_paint_overview (cr, scene, palette, &rect);
  if (with_window)
    psc_paint_overview_window (cr, scene, palette, &rect);

  return psc_test_picture_end (cr);
}

/* The pixel so far along the time axis, and so far from where no lane is at
 * work. */
static guint32
get_pixel (cairo_surface_t *surface,
           gboolean         upright,
           int              along,
           int              across)
{
  return upright
         ? psc_test_get_pixel (surface, across, LENGTH - 1 - along)
         : psc_test_get_pixel (surface, along, SIZE - 1 - across);
}

/* A task's first step is over all lanes at once what it is in the first: in the
 * first half of each task, up to half of the strip, or all of it. */
static void
test_shares (gconstpointer data)
{
  gboolean upright = GPOINTER_TO_INT (data);
  const PscPalette *palette = psc_palette_get (PSC_PALETTE_LIGHT);
  g_autoptr (PscRun) run = new_run ();
  g_autoptr (PscScene) scene =
    psc_test_scene_new (run, upright ? PSC_ORIENTATION_UPRIGHT
                                     : PSC_ORIENTATION_LANES, 800, 600);
  cairo_surface_t *surface = paint (scene, FALSE);

  for (int along = 5; along < LENGTH; along += 10)
    {
      guint step = along % 100 < 50 ? 0 : along % 100 < 75 ? 1 : 2;
      guint32 color = psc_test_get_color (&palette->steps[step]);

      g_assert_cmphex (get_pixel (surface, upright, along, 1), ==, color);
      g_assert_cmphex (get_pixel (surface, upright, along, SIZE / 2 - 2), ==,
                       color);
      if (along < LENGTH / 2)
        g_assert_cmphex (get_pixel (surface, upright, along, SIZE / 2 + 2),
                         !=, color);
      else
        g_assert_cmphex (get_pixel (surface, upright, along, SIZE - 2), ==,
                         color);
    }

  cairo_surface_destroy (surface);
}

/* One color, where the chart has one. */
static void
test_tasks (void)
{
  const PscPalette *palette = psc_palette_get (PSC_PALETTE_LIGHT);
  g_autoptr (PscRun) run = new_run ();
  g_autoptr (PscScene) scene = psc_test_scene_new (run, PSC_ORIENTATION_LANES,
                                                   800, 600);
  PscSceneOptions options = *psc_scene_get_options (scene);
  cairo_surface_t *surface;

  options.show_steps = FALSE;
  psc_scene_set_options (scene, &options);
  surface = paint (scene, FALSE);
  for (int along = 0; along < LENGTH; along++)
    g_assert_cmphex (get_pixel (surface, FALSE, along, 5), ==,
                     psc_test_get_color (&palette->task));

  cairo_surface_destroy (surface);
}

/* What is visible is as it was but for its frame; what is not is veiled. */
static void
test_window (gconstpointer data)
{
  gboolean upright = GPOINTER_TO_INT (data);
  const PscPalette *palette = psc_palette_get (PSC_PALETTE_LIGHT);
  g_autoptr (PscRun) run = new_run ();
  g_autoptr (PscScene) scene =
    psc_test_scene_new (run, upright ? PSC_ORIENTATION_UPRIGHT
                                     : PSC_ORIENTATION_LANES, 800, 600);
  cairo_surface_t *before, *after;

  psc_time_scale_set_visible (psc_scene_get_scale (scene), 100 * MS, 200 * MS);
  before = paint (scene, FALSE);
  after = paint (scene, TRUE);

  for (int along = 0; along < LENGTH; along++)
    {
      guint32 pixel = get_pixel (after, upright, along, 10);

      if (along >= 103 && along < 197)
        g_assert_cmphex (pixel, ==, get_pixel (before, upright, along, 10));
      else if (along >= 100 && along < 200)
        g_assert_cmphex (pixel, ==, psc_test_get_color (&palette->highlight));
      else
        g_assert_cmphex (pixel, !=, get_pixel (before, upright, along, 10));
    }

  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
}

/* As many lanes as there may be are read at fewer places, and none is left
 * out. */
static void
test_many_lanes (void)
{
  const PscPalette *palette = psc_palette_get (PSC_PALETTE_LIGHT);
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, PSC_MAX_WORKERS,
                                             PSC_MAX_WORKERS);
  g_autoptr (PscScene) scene = NULL;
  cairo_surface_t *surface;

  for (guint i = 0; i < PSC_MAX_WORKERS; i++)
    {
      guint worker = psc_test_run_add_worker (run, i + 1, 0, 0, PSC_NEVER);

      psc_test_run_add_task (run, i, i + 1, worker, i + 1, 0, 400 * MS);
    }
  psc_test_run_end (run, 400 * MS);

  scene = psc_test_scene_new (run, PSC_ORIENTATION_LANES, 800, 600);
  surface = paint (scene, FALSE);
  for (int along = 0; along < LENGTH; along++)
    g_assert_cmphex (get_pixel (surface, FALSE, along, SIZE - 2), !=,
                     psc_test_get_color (&palette->background));
  g_assert_cmphex (get_pixel (surface, FALSE, LENGTH - 1, SIZE - 2), ==,
                   psc_test_get_color (&palette->steps[2]));

  cairo_surface_destroy (surface);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/paint-overview/shares/lanes",
                        GINT_TO_POINTER (FALSE), test_shares);
  g_test_add_data_func ("/paint-overview/shares/upright",
                        GINT_TO_POINTER (TRUE), test_shares);
  g_test_add_func ("/paint-overview/tasks", test_tasks);
  g_test_add_data_func ("/paint-overview/window/lanes",
                        GINT_TO_POINTER (FALSE), test_window);
  g_test_add_data_func ("/paint-overview/window/upright",
                        GINT_TO_POINTER (TRUE), test_window);
  g_test_add_func ("/paint-overview/many-lanes", test_many_lanes);

  return g_test_run ();
}
