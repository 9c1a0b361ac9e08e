/* psc-test-chart.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <pango/pangocairo.h>

#include "psc-test-chart.h"

/**
 * psc_test_scene_new:
 *
 * Returns: (transfer full): a scene of this size with everything shown
 */
PscScene *
psc_test_scene_new (PscRun         *run,
                    PscOrientation  orientation,
                    int             width,
                    int             height)
{
  const PscSceneOptions options = {
    orientation, TRUE, TRUE, TRUE, TRUE, 1., FALSE, FALSE, 0
  };
  PangoFontMap *map = pango_cairo_font_map_new ();
  PangoContext *context = pango_font_map_create_context (map);
  PangoFontDescription *font = pango_font_description_from_string ("Sans 10");
  g_autoptr (PscBars) bars = psc_bars_new (run);
  PscScene *scene;

  pango_context_set_font_description (context, font);
  scene = psc_scene_new (bars, context);
  psc_scene_set_options (scene, &options);
  psc_scene_set_size (scene, width, height);

  pango_font_description_free (font);
  g_object_unref (context);
  g_object_unref (map);

  return scene;
}
