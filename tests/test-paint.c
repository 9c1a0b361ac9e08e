/* test-paint.c: the pixels are those that the scene names
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "psc-paint.h"
#include "psc-scene-private.h"
#include "psc-test-chart.h"
#include "psc-test-run.h"

#define WIDTH  700
#define HEIGHT 420

static cairo_surface_t *
paint (PscScene         *scene,
       const PscPalette *palette,
       const PscRect    *clip)
{
  cairo_t *cr = psc_test_picture_begin (WIDTH, HEIGHT, palette);

  if (clip != NULL)
    {
      cairo_rectangle (cr, clip->x, clip->y, clip->width, clip->height);
      cairo_clip (cr);
    }
  psc_paint (cr, scene, palette);

  return psc_test_picture_end (cr);
}

/* The pixel in the middle of a bar has the color of the step that is hit
 * there, or of no step between two. */
static guint
check_pixels (PscScene         *scene,
              cairo_surface_t  *surface,
              const PscPalette *palette)
{
  PscRun *run = psc_bars_get_run (psc_scene_get_bars (scene));
  guint n_checked = 0;
  PscRect plot;

  psc_scene_get_plot (scene, &plot);
  for (guint i = 0; i < 3000; i++)
    {
      int x = (int) (plot.x + g_test_rand_double_range (0., plot.width));
      int y = (int) (plot.y + g_test_rand_double_range (0., plot.height));
      guint32 pixel = psc_test_get_pixel (surface, x, y);
      const PscColor *color;
      PscHit hit;

      psc_scene_pick (scene, x + .5, y + .5, &hit);

      /* Lines between bars, hatches and flags are not of one color; nor are
       * the columns of narrow tasks. */
      if (hit.kind != PSC_HIT_TASK || MIN (hit.rect.width, hit.rect.height) < 6. ||
          y <= hit.rect.y || y >= hit.rect.y + hit.rect.height - 1. ||
          x <= hit.rect.x || x >= hit.rect.x + hit.rect.width - 1. ||
          psc_run_get_task (run, hit.task)->outcome != PSC_OUTCOME_OK)
        continue;

      if (!psc_scene_get_options (scene)->show_steps)
        color = &palette->task;
      else if (hit.step >= 0)
        color = psc_palette_get_step_color (palette, (guint) hit.step);
      else
        color = &palette->parts[PSC_PART_INSIDE];
      if (pixel != psc_test_get_color (&palette->text))
        g_assert_cmphex (pixel, ==, psc_test_get_color (color));
      n_checked++;
    }

  return n_checked;
}

static void
test_bars (gconstpointer data)
{
  PscOrientation orientation = GPOINTER_TO_UINT (data);
  g_autoptr (PscRun) run = psc_test_run_new_random (61, 3, 120);
  g_autoptr (PscScene) scene = psc_test_scene_new (run, orientation, WIDTH,
                                                   HEIGHT);

  for (guint i = 0; i < PSC_N_PALETTES; i++)
    {
      const PscPalette *palette = psc_palette_get (i);
      cairo_surface_t *surface = paint (scene, palette, NULL);

      g_assert_cmpuint (check_pixels (scene, surface, palette), >, 100);
      cairo_surface_destroy (surface);
      psc_time_scale_zoom_at (psc_scene_get_scale (scene), 300., 1.5);
    }
}

/* A task is of one color where its steps are not shown, and so is a column but
 * for the blank above it. */
static void
test_tasks (void)
{
  const PscPalette *palette = psc_palette_get (PSC_PALETTE_LIGHT);
  g_autoptr (PscRun) few = psc_test_run_new_random (61, 3, 120);
  g_autoptr (PscRun) many = psc_test_run_new_random (62, 3, 60000);
  g_autoptr (PscScene) bars = psc_test_scene_new (few, PSC_ORIENTATION_LANES,
                                                  WIDTH, HEIGHT);
  g_autoptr (PscScene) columns = psc_test_scene_new (many,
                                                     PSC_ORIENTATION_LANES,
                                                     WIDTH, HEIGHT);
  PscSceneOptions options = *psc_scene_get_options (bars);
  cairo_surface_t *surface;
  guint n_task = 0;
  PscRect plot;

  options.show_steps = FALSE;
  psc_scene_set_options (bars, &options);
  surface = paint (bars, palette, NULL);
  g_assert_cmpuint (check_pixels (bars, surface, palette), >, 100);
  cairo_surface_destroy (surface);

  psc_scene_set_options (columns, &options);
  surface = paint (columns, palette, NULL);
  psc_scene_get_plot (columns, &plot);
  for (int x = (int) plot.x; x < (int) (plot.x + plot.width); x++)
    for (int y = (int) plot.y; y < (int) (plot.y + plot.height); y++)
      {
        guint32 pixel = psc_test_get_pixel (surface, x, y);

        n_task += pixel == psc_test_get_color (&palette->task);
        for (guint i = 0; i < PSC_N_STEP_COLORS; i++)
          g_assert_cmphex (pixel, !=, psc_test_get_color (&palette->steps[i]));
      }
  g_assert_cmpuint (n_task, >, 1000);
  cairo_surface_destroy (surface);
}

/* The heights in a column are the shares of the steps: here half, a quarter
 * and a quarter of a lane that is always busy. */
static void
test_columns (void)
{
  const PscPalette *palette = psc_palette_get (PSC_PALETTE_LIGHT);
  const guint n_files = 40000;
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, 1, n_files);
  g_autoptr (PscScene) scene = NULL;
  cairo_surface_t *surface;
  PscRect rect;

  psc_test_run_add_worker (run, 1, 0, 0, PSC_NEVER);
  for (guint i = 0; i < n_files; i++)
    psc_test_run_add_task (run, i, 1, 1, i + 1, i * 4000, (i + 1) * 4000);
  psc_test_run_end (run, n_files * 4000);

  scene = psc_test_scene_new (run, PSC_ORIENTATION_LANES, WIDTH, HEIGHT);
  surface = paint (scene, palette, NULL);
  psc_scene_get_lane_rect (scene, 0, &rect);
  for (int x = (int) rect.x; x < (int) (rect.x + rect.width); x++)
    {
      guint n[3] = { 0, 0, 0 };

      for (int y = (int) rect.y; y < (int) (rect.y + rect.height); y++)
        for (guint step = 0; step < 3; step++)
          n[step] += psc_test_get_pixel (surface, x, y) ==
                     psc_test_get_color (&palette->steps[step]);

      g_assert_cmpfloat (fabs (n[0] - rect.height / 2.), <=, 1.5);
      g_assert_cmpfloat (fabs (n[1] - rect.height / 4.), <=, 1.5);
      g_assert_cmpfloat (fabs (n[2] - rect.height / 4.), <=, 1.5);
    }

  cairo_surface_destroy (surface);
}

/* A task shorter than any pixel, alone in a long run, is still seen. */
static void
test_lone_task (void)
{
  const PscPalette *palette = psc_palette_get (PSC_PALETTE_DARK);
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, 1, 2);
  g_autoptr (PscScene) scene = NULL;
  cairo_surface_t *surface;
  gboolean seen = FALSE;
  PscRect rect;

  psc_test_run_add_worker (run, 1, 0, 0, PSC_NEVER);
  psc_test_run_add_task (run, 0, 1, 1, 1, 500000000, 500001000);
  psc_test_run_add_task (run, 1, 1, 1, 2, 999000000, 1000000000);
  psc_test_run_end (run, 999000000);

  scene = psc_test_scene_new (run, PSC_ORIENTATION_UPRIGHT, WIDTH, HEIGHT);
  surface = paint (scene, palette, NULL);
  g_assert_true (psc_scene_get_task_rect (scene, 0, &rect));
  for (int x = 0; x < (int) rect.width; x++)
    seen |= psc_test_get_pixel (surface, (int) rect.x + x, (int) rect.y) ==
            psc_test_get_color (&palette->steps[0]);
  g_assert_true (seen);

  cairo_surface_destroy (surface);
}

/* A task that is not ok has the color of marks near by; one that is has not. */
static void
test_marks (void)
{
  static const PscOutcome outcomes[] = {
    PSC_OUTCOME_OK, PSC_OUTCOME_NONZERO, PSC_OUTCOME_FAILED, PSC_OUTCOME_KILLED,
    PSC_OUTCOME_TIMED_OUT, PSC_OUTCOME_SKIPPED, PSC_OUTCOME_LOST,
    PSC_OUTCOME_STOPPED,
  };
  const PscPalette *palette = psc_palette_get (PSC_PALETTE_LIGHT);
  const guint n = G_N_ELEMENTS (outcomes);
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, 1, n);
  g_autoptr (PscScene) scene = NULL;
  cairo_surface_t *surface;

  psc_test_run_add_worker (run, 1, 0, 0, PSC_NEVER);
  for (guint i = 0; i < n; i++)
    {
      gint64 start_ns = i * 10000000, end_ns = start_ns + 10000000;
      const PscTaskRecord task = {
        .start_ns = start_ns, .end_ns = end_ns, .worker = 1, .chunk = i + 1,
        .lane = 1, .outcome = (guint8) outcomes[i],
      };
      const PscStepRecord steps[3] = {
        { .start_ns = start_ns, .end_ns = end_ns },
        { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER },
        { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER },
      };

      psc_test_run_add_task_full (run, i, &task, steps, end_ns);
    }
  psc_test_run_end (run, 0);
  scene = psc_test_scene_new (run, PSC_ORIENTATION_LANES, WIDTH, HEIGHT);
  surface = paint (scene, palette, NULL);

  for (guint i = 0; i < n; i++)
    {
      const PscColor *color = outcomes[i] == PSC_OUTCOME_NONZERO
                              ? &palette->dim_text : &palette->mark;
      int at = _psc_scene_get_layout (scene)->mark_at -
               _psc_scene_get_layout (scene)->bar_at;
      guint n_pixels = 0;
      PscRect rect;

      g_assert_true (psc_scene_get_task_rect (scene, i, &rect));
      for (int y = at - 5; y <= at + 5; y++)
        for (int x = 0; x < (int) rect.width; x++)
          n_pixels += psc_test_get_pixel (surface, (int) rect.x + x,
                                          (int) rect.y + y) ==
                      psc_test_get_color (color);

      if (outcomes[i] == PSC_OUTCOME_OK)
        g_assert_cmpuint (n_pixels, ==, 0);
      else
        g_assert_cmpuint (n_pixels, >=, 5);
    }

  cairo_surface_destroy (surface);
}

/* In lanes too low for marks of their own, each of one long task, an ordinary
 * end leaves the bar as it is, with a tick below it; a grave one is on the bar. */
static void
test_low_marks (void)
{
  const PscPalette *palette = psc_palette_get (PSC_PALETTE_LIGHT);
  const guint n = 20;
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, n, n);
  g_autoptr (PscScene) scene = NULL;
  cairo_surface_t *surface;

  for (guint i = 0; i < n; i++)
    {
      const PscStepRecord steps[3] = {
        { .start_ns = 0, .end_ns = 10000000 },
        { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER },
        { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER },
      };
      const PscTaskRecord task = {
        .start_ns = 0, .end_ns = 10000000, .worker = i + 1, .chunk = i + 1,
        .lane = (guint16) (i + 1),
        .outcome = i % 2 == 0 ? PSC_OUTCOME_NONZERO : PSC_OUTCOME_LOST,
      };

      psc_test_run_add_worker (run, i + 1, 0, 0, PSC_NEVER);
      psc_test_run_add_task_full (run, i, &task, steps, task.end_ns);
    }
  psc_test_run_end (run, 0);
  scene = psc_test_scene_new (run, PSC_ORIENTATION_LANES, WIDTH, HEIGHT);
  surface = paint (scene, palette, NULL);
  g_assert_cmpint (_psc_scene_get_layout (scene)->tick_size, >, 0);

  for (guint i = 0; i < n; i++)
    {
      guint n_marks = 0, n_ticks = 0;
      PscRect rect;

      g_assert_true (psc_scene_get_task_rect (scene, i, &rect));
      for (int x = (int) rect.x; x < (int) (rect.x + rect.width) - 1; x++)
        {
          int foot = (int) (rect.y + rect.height);

          n_ticks += psc_test_get_pixel (surface, x, foot) ==
                     psc_test_get_color (&palette->dim_text);
          for (int y = (int) rect.y; y < foot; y++)
            {
              guint32 pixel = psc_test_get_pixel (surface, x, y);

              n_marks += pixel == psc_test_get_color (&palette->mark);
              if (i % 2 == 0)
                g_assert_cmphex (pixel, ==,
                                 psc_test_get_color (&palette->steps[0]));
            }
        }

      g_assert_cmpuint (n_ticks, ==, i % 2 == 0 ? 3 : 0);
      g_assert_cmpuint (n_marks > 5, ==, i % 2 != 0);
    }

  cairo_surface_destroy (surface);
}

/* No label of the time axis reaches the edge, wherever the last tick is. */
static void
test_last_label (void)
{
  const PscPalette *palette = psc_palette_get (PSC_PALETTE_LIGHT);
  g_autoptr (PscRun) run = psc_test_run_new_random (67, 2, 30);
  g_autoptr (PscScene) scene = psc_test_scene_new (run, PSC_ORIENTATION_LANES,
                                                   WIDTH, HEIGHT);
  PscSceneOptions options = *psc_scene_get_options (scene);

  options.text_scale = 2.;
  psc_scene_set_options (scene, &options);

  for (guint i = 0; i < 40; i++)
    {
      cairo_surface_t *surface;

      psc_time_scale_zoom_at (psc_scene_get_scale (scene), 300., 1.1);
      surface = paint (scene, palette, NULL);
      for (int y = 0; y < HEIGHT; y++)
        for (int x = WIDTH - 5; x < WIDTH; x++)
          g_assert_cmphex (psc_test_get_pixel (surface, x, y), ==,
                           psc_test_get_color (&palette->background));
      cairo_surface_destroy (surface);
    }
}

/* What is painted through a clip is that part of the whole. */
static void
test_clip (void)
{
  const PscPalette *palette = psc_palette_get (PSC_PALETTE_LIGHT);
  g_autoptr (PscRun) run = psc_test_run_new_random (63, 6, 2000);
  g_autoptr (PscScene) scene = psc_test_scene_new (run, PSC_ORIENTATION_LANES,
                                                   WIDTH, HEIGHT);
  cairo_surface_t *whole = paint (scene, palette, NULL);

  for (guint i = 0; i < 10; i++)
    {
      const PscRect clip = { 0., g_test_rand_int_range (0, HEIGHT - 60), WIDTH,
                             60. };
      cairo_surface_t *part = paint (scene, palette, &clip);

      for (int y = (int) clip.y; y < (int) clip.y + 60; y++)
        for (int x = 0; x < WIDTH; x++)
          g_assert_cmphex (psc_test_get_pixel (part, x, y), ==,
                           psc_test_get_pixel (whole, x, y));
      cairo_surface_destroy (part);
    }

  cairo_surface_destroy (whole);
}

/* The frame is around the task and nowhere else. */
static void
test_highlight (void)
{
  const PscPalette *palette = psc_palette_get (PSC_PALETTE_LIGHT);
  g_autoptr (PscRun) run = psc_test_run_new_random (65, 2, 30);
  g_autoptr (PscScene) scene = psc_test_scene_new (run, PSC_ORIENTATION_LANES,
                                                   WIDTH, HEIGHT);
  cairo_t *cr = psc_test_picture_begin (WIDTH, HEIGHT, palette);
  guint task = psc_bars_get_task (psc_scene_get_bars (scene), 1, 3);
  cairo_surface_t *surface;
  PscRect rect;

  psc_paint_highlight (cr, scene, palette, task, PSC_HIGHLIGHT_SELECTION);
  surface = psc_test_picture_end (cr);
  g_assert_true (psc_scene_get_task_rect (scene, task, &rect));

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      if (x < rect.x - 4. || x > rect.x + rect.width + 4. ||
          y < rect.y - 4. || y > rect.y + rect.height + 4.)
        g_assert_cmphex (psc_test_get_pixel (surface, x, y), ==,
                         psc_test_get_color (&palette->background));
  g_assert_cmphex (psc_test_get_pixel (surface, (int) (rect.x + rect.width / 2.),
                                       (int) rect.y - 1), ==,
                   psc_test_get_color (&palette->highlight));

  cairo_surface_destroy (surface);
}

/* No two signs of the legend are the same picture. */
static void
test_swatches (void)
{
  const PscPalette *palette = psc_palette_get (PSC_PALETTE_LIGHT);
  const PscRect rect = { 0., 0., 12., 12. };
  g_autoptr (GPtrArray) pictures =
    g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy);

  for (guint i = 0; i <= PSC_MAX_STEPS + PSC_N_PART_KINDS + PSC_N_OUTCOMES; i++)
    {
      guint part = i - PSC_MAX_STEPS, outcome = part - PSC_N_PART_KINDS;
      cairo_surface_t *surface;
      cairo_t *cr;

      if (part == PSC_PART_STEP || outcome == PSC_OUTCOME_NONE ||
          outcome == PSC_OUTCOME_OK)
        continue;

      cr = psc_test_picture_begin (12, 12, palette);
      if (i < PSC_MAX_STEPS)
        psc_paint_step_swatch (cr, palette, i, &rect);
      else if (part < PSC_N_PART_KINDS)
        psc_paint_part_swatch (cr, palette, part, &rect);
      else if (outcome < PSC_N_OUTCOMES)
        psc_paint_outcome_mark (cr, palette, outcome, &rect);
      else
        psc_paint_task_swatch (cr, palette, &rect);
      surface = psc_test_picture_end (cr);

      for (guint j = 0; j < pictures->len; j++)
        g_assert_false (psc_test_picture_equals (
          surface, g_ptr_array_index (pictures, j)));
      g_ptr_array_add (pictures, surface);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/paint/bars/lanes",
                        GUINT_TO_POINTER (PSC_ORIENTATION_LANES), test_bars);
  g_test_add_data_func ("/paint/bars/upright",
                        GUINT_TO_POINTER (PSC_ORIENTATION_UPRIGHT), test_bars);
  g_test_add_func ("/paint/tasks", test_tasks);
  g_test_add_func ("/paint/columns", test_columns);
  g_test_add_func ("/paint/lone-task", test_lone_task);
  g_test_add_func ("/paint/marks", test_marks);
  g_test_add_func ("/paint/low-marks", test_low_marks);
  g_test_add_func ("/paint/last-label", test_last_label);
  g_test_add_func ("/paint/clip", test_clip);
  g_test_add_func ("/paint/highlight", test_highlight);
  g_test_add_func ("/paint/swatches", test_swatches);

  return g_test_run ();
}
