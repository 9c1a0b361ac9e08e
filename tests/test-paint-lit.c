/* test-paint-lit.c: one part of the account stands out from the others
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-paint.h"
#include "psc-test-chart.h"
#include "psc-test-run.h"

#define WIDTH  700
#define HEIGHT 420
#define MS     G_GINT64_CONSTANT (1000000)

static cairo_surface_t *
paint (PscScene         *scene,
       const PscPalette *palette,
       guint             part)
{
  cairo_t *cr = psc_test_picture_begin (WIDTH, HEIGHT, palette);

  psc_paint_lit (cr, scene, palette, part);

  return psc_test_picture_end (cr);
}

static double
get_contrast (cairo_surface_t  *surface,
              int               x,
              int               y,
              const PscPalette *palette)
{
  guint32 pixel = psc_test_get_pixel (surface, x, y);
  const PscColor color = { (pixel >> 16) / 255., (pixel >> 8 & 0xff) / 255.,
                           (pixel & 0xff) / 255. };

  return psc_test_get_contrast (&color, &palette->background);
}

/* How many pixels of a lane's bars are plainly seen. */
static guint
count_seen (PscScene         *scene,
            cairo_surface_t  *surface,
            const PscPalette *palette,
            guint             lane)
{
  guint n = 0;
  PscRect rect;

  psc_scene_get_lane_rect (scene, lane, &rect);
  for (int y = (int) rect.y; y < (int) (rect.y + rect.height); y++)
    for (int x = (int) rect.x; x < (int) (rect.x + rect.width); x++)
      n += get_contrast (surface, x, y, palette) >= 2.;

  return n;
}

/* Two lanes: tasks 10 ms long with a millisecond in between, and a tail. */
static PscRun *
new_run (gint64 pause_ns)
{
  PscRun *run = psc_test_run_new (PSC_MODE_PROCESS, 2, 13);
  guint one = psc_test_run_add_worker (run, 1, 0, 5 * MS, PSC_NEVER);
  guint two = psc_test_run_add_worker (run, 2, 0, 5 * MS, PSC_NEVER);
  gint64 start_ns = 5 * MS;

  for (guint i = 0; i < 12; i++)
    {
      psc_test_run_add_task (run, i, 1, one, i + 1, start_ns,
                             start_ns + 10 * MS);
      start_ns += 10 * MS + pause_ns;
    }
  psc_test_run_add_task (run, 12, 2, two, 13, 5 * MS, 15 * MS);
  psc_test_run_end (run, 15 * MS);

  return run;
}

static guint
get_part (const PscHit *hit)
{
  if (hit->kind == PSC_HIT_GAP)
    return psc_part_id (hit->part, 0);
  if (hit->kind == PSC_HIT_TASK && hit->step >= 0)
    return psc_part_id (PSC_PART_STEP, (guint) hit->step);

  return PSC_NO_PART;
}

/* What is hit as the lit part is plainly seen, and no other gap is more than
 * the grid.  Patterns have holes, so a place is judged with its neighbors. */
static void
check_places (PscScene         *scene,
              const PscPalette *palette,
              guint             part,
              guint            *n_lit)
{
  cairo_surface_t *surface = paint (scene, palette, part);
  double quiet = psc_test_get_contrast (&palette->grid, &palette->background);

  for (guint i = 0; i < 400; i++)
    {
      PscRect lane;
      double best = 0.;
      PscHit hit;
      int x, y;

      psc_scene_get_lane_rect (scene, i % 2, &lane);
      x = (int) g_test_rand_double_range (lane.x, lane.x + lane.width);
      y = (int) (lane.y + lane.height / 2);
      psc_scene_pick (scene, x + .5, y + .5, &hit);
      if (get_part (&hit) == PSC_NO_PART ||
          x < hit.rect.x + 4. || x > hit.rect.x + hit.rect.width - 4. ||
          hit.rect.width < 12.)
        continue;

      for (int dx = -1; dx <= 1; dx++)
        for (int dy = -1; dy <= 1; dy++)
          best = MAX (best, get_contrast (surface, x + dx, y + dy, palette));
      if (get_part (&hit) == part)
        {
          g_assert_cmpfloat (best, >=, 2.5);
          (*n_lit)++;
        }
      else if (hit.kind == PSC_HIT_GAP)
        {
          g_assert_cmpfloat (best, <, MAX (quiet + .01, 2.));
        }
    }

  cairo_surface_destroy (surface);
}

static void
test_places (gconstpointer data)
{
  PscOrientation orientation = GPOINTER_TO_UINT (data);
  g_autoptr (PscRun) run = new_run (2 * MS);
  g_autoptr (PscScene) scene = psc_test_scene_new (run, orientation, WIDTH,
                                                   HEIGHT);
  const guint parts[] = {
    psc_part_id (PSC_PART_STEP, 0), psc_part_id (PSC_PART_STEP, 1),
    PSC_PART_START, PSC_PART_TAIL,
  };

  for (guint i = 0; i < PSC_N_PALETTES; i++)
    {
      guint n_lit = 0;

      for (guint j = 0; j < G_N_ELEMENTS (parts); j++)
        check_places (scene, psc_palette_get (i), parts[j], &n_lit);
      if (orientation == PSC_ORIENTATION_LANES)
        g_assert_cmpuint (n_lit, >, 20);
    }
}

/* Where nothing is lit, the picture is the ordinary one. */
static void
test_none (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (9, 3, 400);
  g_autoptr (PscScene) scene = psc_test_scene_new (run, PSC_ORIENTATION_LANES,
                                                   WIDTH, HEIGHT);
  const PscPalette *palette = psc_palette_get (PSC_PALETTE_LIGHT);
  cairo_surface_t *surface = paint (scene, palette, PSC_NO_PART);
  cairo_t *cr = psc_test_picture_begin (WIDTH, HEIGHT, palette);
  cairo_surface_t *plain;

  psc_paint (cr, scene, palette);
  plain = psc_test_picture_end (cr);
  g_assert_true (psc_test_picture_equals (surface, plain));

  cairo_surface_destroy (surface);
  cairo_surface_destroy (plain);
}

/* A hand-over of a microsecond between bars of many pixels is shown when it is
 * what one looks for, and only then. */
static void
test_slivers (void)
{
  g_autoptr (PscRun) run = new_run (1000);
  g_autoptr (PscScene) scene = psc_test_scene_new (run, PSC_ORIENTATION_LANES,
                                                   WIDTH, HEIGHT);
  const PscPalette *palette = psc_palette_get (PSC_PALETTE_LIGHT);
  cairo_surface_t *handover = paint (scene, palette, PSC_PART_HANDOVER);
  cairo_surface_t *restart = paint (scene, palette, PSC_PART_RESTART);
  PscRect lane;

  psc_scene_get_lane_rect (scene, 0, &lane);
  g_assert_cmpuint (count_seen (scene, handover, palette, 0), ==,
                    11 * (guint) lane.height);
  g_assert_cmpuint (count_seen (scene, handover, palette, 1), ==, 0);
  g_assert_cmpuint (count_seen (scene, restart, palette, 0), ==, 0);

  cairo_surface_destroy (handover);
  cairo_surface_destroy (restart);
}

/* Steps of a microsecond, and what is between them, in long bars. */
static void
test_slivers_of_bars (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_DUMMY, 1, 1);
  const PscTaskRecord task = {
    .start_ns = 0, .end_ns = 100 * MS, .worker = 1, .lane = 1, .chunk = 1,
    .outcome = PSC_OUTCOME_OK,
  };
  const PscStepRecord steps[3] = {
    { .start_ns = 0, .end_ns = 50 * MS },
    { .start_ns = 50 * MS, .end_ns = 50 * MS + 1000 },
    { .start_ns = 50 * MS + 2000, .end_ns = 100 * MS },
  };
  const PscPalette *palette = psc_palette_get (PSC_PALETTE_DARK);
  const guint parts[] = { PSC_PART_INSIDE, psc_part_id (PSC_PART_STEP, 1) };
  g_autoptr (PscScene) scene = NULL;
  PscRect lane;

  psc_test_run_add_worker (run, 1, 0, 0, PSC_NEVER);
  psc_test_run_add_task_full (run, 0, &task, steps, 100 * MS);
  psc_test_run_end (run, 0);
  scene = psc_test_scene_new (run, PSC_ORIENTATION_LANES, WIDTH, HEIGHT);
  psc_scene_get_lane_rect (scene, 0, &lane);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      cairo_surface_t *surface = paint (scene, palette, parts[i]);

      g_assert_cmpuint (count_seen (scene, surface, palette, 0), ==,
                        (guint) lane.height);
      cairo_surface_destroy (surface);
    }
}

/* Where many tasks share a pixel, the lit part has its share of it. */
static void
test_columns (gconstpointer data)
{
  PscOrientation orientation = GPOINTER_TO_UINT (data);
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, 1, 20000);
  guint worker = psc_test_run_add_worker (run, 1, 0, 0, PSC_NEVER);
  const PscPalette *palette = psc_palette_get (PSC_PALETTE_LIGHT);
  const struct { guint part; double share; } parts[] = {
    { psc_part_id (PSC_PART_STEP, 0), .3 },
    { psc_part_id (PSC_PART_STEP, 2), .15 },
    { PSC_PART_HANDOVER, .4 },
  };
  g_autoptr (PscScene) scene = NULL;
  PscRect lane;

  for (guint i = 0; i < 20000; i++)
    psc_test_run_add_task (run, i, 1, worker, i + 1, i * 1000,
                           i * 1000 + 600);
  psc_test_run_end (run, 19999 * 1000);
  scene = psc_test_scene_new (run, orientation, WIDTH, HEIGHT);
  psc_scene_get_lane_rect (scene, 0, &lane);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      cairo_surface_t *surface = paint (scene, palette, parts[i].part);
      double share = count_seen (scene, surface, palette, 0) /
                     (lane.width * lane.height);

      g_assert_cmpfloat_with_epsilon (share, parts[i].share, .03);
      cairo_surface_destroy (surface);
    }
}

int
main (int   argc,
      char *argv[])
{
  const struct { const char *name; PscOrientation value; } orientations[] = {
    { "lanes", PSC_ORIENTATION_LANES },
    { "upright", PSC_ORIENTATION_UPRIGHT },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (orientations); i++)
    {
      gconstpointer data = GUINT_TO_POINTER (orientations[i].value);
      g_autofree char *places = g_strconcat ("/paint-lit/places/",
                                             orientations[i].name, NULL);
      g_autofree char *columns = g_strconcat ("/paint-lit/columns/",
                                              orientations[i].name, NULL);

      g_test_add_data_func (places, data, test_places);
      g_test_add_data_func (columns, data, test_columns);
    }
  g_test_add_func ("/paint-lit/none", test_none);
  g_test_add_func ("/paint-lit/slivers", test_slivers);
  g_test_add_func ("/paint-lit/slivers-of-bars", test_slivers_of_bars);

  return g_test_run ();
}
