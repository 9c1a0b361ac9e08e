/* psc-test-chart.h: scenes and pictures without a display, and how colors differ
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>

#include "psc-palette.h"
#include "psc-scene.h"

G_BEGIN_DECLS

PscScene *psc_test_scene_new (PscRun         *run,
                              PscOrientation  orientation,
                              int             width,
                              int             height);

cairo_t         *psc_test_picture_begin  (int               width,
                                          int               height,
                                          const PscPalette *palette);
cairo_surface_t *psc_test_picture_end    (cairo_t          *cr);
gboolean         psc_test_picture_equals (cairo_surface_t  *a,
                                          cairo_surface_t  *b);

guint32  psc_test_get_pixel    (cairo_surface_t *picture,
                                int              x,
                                int              y);
guint32  psc_test_get_color    (const PscColor  *color);
double   psc_test_get_linear   (double           component);
double   psc_test_get_contrast (const PscColor  *a,
                                const PscColor  *b);

G_END_DECLS
