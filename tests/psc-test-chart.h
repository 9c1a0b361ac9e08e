/* psc-test-chart.h: scenes without a display, and how colors differ
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-palette.h"
#include "psc-scene.h"

G_BEGIN_DECLS

PscScene *psc_test_scene_new (PscRun         *run,
                              PscOrientation  orientation,
                              int             width,
                              int             height);

double    psc_test_get_linear   (double          component);
double    psc_test_get_contrast (const PscColor *a,
                                 const PscColor *b);

G_END_DECLS
