/* psc-test-chart.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "psc-paint.h"
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
 * psc_test_picture_begin:
 *
 * Returns: (transfer full): paints on a new picture, which is nothing but
 *   background
 */
cairo_t *
psc_test_picture_begin (int               width,
                        int               height,
                        const PscPalette *palette)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  psc_paint_background (cr, palette);

  return cr;
}

/**
 * psc_test_picture_end:
 * @cr: (transfer full): what psc_test_picture_begin() has returned
 *
 * Returns: (transfer full): what has been painted without an error
 */
cairo_surface_t *
psc_test_picture_end (cairo_t *cr)
{
  cairo_surface_t *surface = cairo_surface_reference (cairo_get_target (cr));

  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

/**
 * psc_test_picture_equals:
 *
 * Whether two pictures of one size do not differ in a pixel.
 */
gboolean
psc_test_picture_equals (cairo_surface_t *a,
                         cairo_surface_t *b)
{
  int width = cairo_image_surface_get_width (a);
  int height = cairo_image_surface_get_height (a);

  g_assert_cmpint (width, ==, cairo_image_surface_get_width (b));
  g_assert_cmpint (height, ==, cairo_image_surface_get_height (b));

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      if (psc_test_get_pixel (a, x, y) != psc_test_get_pixel (b, x, y))
        return FALSE;

  return TRUE;
}

/**
 * psc_test_get_pixel:
 *
 * Returns: the color of a pixel, to be compared with psc_test_get_color()
 */
guint32
psc_test_get_pixel (cairo_surface_t *picture,
                    int              x,
                    int              y)
{
  const guint8 *data = cairo_image_surface_get_data (picture);
  guint32 pixel;

  memcpy (&pixel, data + y * cairo_image_surface_get_stride (picture) + 4 * x,
          sizeof pixel);

  return pixel & 0xffffff;
}

/**
 * psc_test_get_color:
 *
 * Returns: what a pixel of this color is
 */
guint32
psc_test_get_color (const PscColor *color)
{
  return (guint32) (color->red * 255. + .5) << 16 |
         (guint32) (color->green * 255. + .5) << 8 |
         (guint32) (color->blue * 255. + .5);
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
