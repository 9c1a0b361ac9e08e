/* test-figure.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "psc-figure.h"
#include "psc-test-run.h"

static int
get_height (PscScene               *scene,
            const PscFigureOptions *options)
{
  g_autoptr (GError) error = NULL;
  int height = 0;

  g_assert_true (psc_figure_fit (scene, options, &height, &error));
  g_assert_no_error (error);

  return height;
}

/* What is left out needs no room. */
static void
test_contents (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (7, 3, 60);
  g_autoptr (PscScene) scene = psc_figure_scene_new (run);
  PscFigureOptions options = PSC_FIGURE_OPTIONS_DEFAULT;
  int whole = get_height (scene, &options);
  int without_caption;

  options.show_caption = FALSE;
  without_caption = get_height (scene, &options);
  g_assert_cmpint (without_caption, <, whole);

  options.show_legend = FALSE;
  g_assert_cmpint (get_height (scene, &options), <, without_caption);

  options.height = 333;
  g_assert_cmpint (get_height (scene, &options), ==, 333);
  g_assert_true (psc_scene_get_options (scene)->show_chunks);
  options.show_chunks = FALSE;
  get_height (scene, &options);
  g_assert_false (psc_scene_get_options (scene)->show_chunks);
}

/* A scene that showed a part shows the whole again. */
static void
test_part (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (7, 3, 60);
  g_autoptr (PscScene) scene = psc_figure_scene_new (run);
  PscTimeScale *scale = psc_scene_get_scale (scene);
  PscFigureOptions options = PSC_FIGURE_OPTIONS_DEFAULT;
  gint64 wall_ns = psc_run_get_wall_ns (run);

  options.begin_ns = wall_ns / 4;
  options.end_ns = wall_ns / 2;
  get_height (scene, &options);
  g_assert_cmpint (scale->visible_begin_ns, ==, wall_ns / 4);
  g_assert_cmpint (scale->visible_end_ns, ==, wall_ns / 2);

  options.end_ns = 0;
  get_height (scene, &options);
  g_assert_true (psc_time_scale_is_fit (scale));
}

/* Only a PNG has pixels, of which there may be too many. */
static void
test_size (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (7, 3, 60);
  g_autoptr (PscScene) scene = psc_figure_scene_new (run);
  PscFigureOptions options = PSC_FIGURE_OPTIONS_DEFAULT;
  g_autoptr (GError) error = NULL;

  options.width = PSC_FIGURE_MAX_SIDE;
  options.scale = 2.;
  g_assert_false (psc_figure_fit (scene, &options, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);

  options.format = PSC_FIGURE_SVG;
  get_height (scene, &options);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/figure/contents", test_contents);
  g_test_add_func ("/figure/part", test_part);
  g_test_add_func ("/figure/size", test_size);

  return g_test_run ();
}
