/* psc-test-chart.h: scenes without a display
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-scene.h"

G_BEGIN_DECLS

PscScene *psc_test_scene_new (PscRun         *run,
                              PscOrientation  orientation,
                              int             width,
                              int             height);

G_END_DECLS
