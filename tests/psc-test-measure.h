/* psc-test-measure.h: sweeps and exercises, measured to their end
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-exercise.h"

G_BEGIN_DECLS

gboolean psc_test_measure_sweep    (PscSweep      *sweep,
                                    GCancellable  *cancellable,
                                    GError       **error);
gboolean psc_test_measure_exercise (PscExercise   *exercise,
                                    GCancellable  *cancellable,
                                    GError       **error);

G_END_DECLS
