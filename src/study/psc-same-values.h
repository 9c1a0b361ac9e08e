/* psc-same-values.h: workers that inherited one random state
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-run.h"

G_BEGIN_DECLS

typedef struct
{
  double value;     /* what the compute step gave first */
  guint  n_workers; /* that got it */
} PscSameValues;

gboolean psc_same_values_find (PscRun        *run,
                               PscSameValues *found);

G_END_DECLS
