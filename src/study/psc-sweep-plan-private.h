/* psc-sweep-plan-private.h: in which order a sweep makes its runs
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-sweep.h"

G_BEGIN_DECLS

/* A run that is to be made. */
typedef struct
{
  guint point;
  guint repeat; /* 0: it warms up */
} PscSweepPlan;

void _psc_sweep_plan (const PscSweepOptions *options,
                      guint                  n_points,
                      GArray                *plans);

G_END_DECLS
