/* psc-test-chart.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
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

/**
 * psc_test_get_linear:
 *
 * The light of a component of a color in sRGB, both from 0 to 1.
 */
double
psc_test_get_linear (double component)
{
  return component <= 0.04045 ? component / 12.92
                              : pow ((component + 0.055) / 1.055, 2.4);
}

/* Relative luminance as WCAG 2 defines it. */
static double
get_luminance (const PscColor *color)
{
  return 0.2126 * psc_test_get_linear (color->red) +
         0.7152 * psc_test_get_linear (color->green) +
         0.0722 * psc_test_get_linear (color->blue);
}

/**
 * psc_test_get_contrast:
 *
 * The contrast of two colors as WCAG 2 defines it, from 1 to 21.
 */
double
psc_test_get_contrast (const PscColor *a,
                       const PscColor *b)
{
  double first = get_luminance (a);
  double second = get_luminance (b);

  return (MAX (first, second) + 0.05) / (MIN (first, second) + 0.05);
}
