/* psc-mode-facts.h: what one run tells of its mode
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-same-values.h"
#include "psc-sweep.h"

G_BEGIN_DECLS

/* What the run that stands for a point shows beyond the figures of the point.
 * Without a run, there is no lane. */
typedef struct
{
  PscAccount    account;
  PscSameValues same;
  guint         n_lanes;
  guint         n_used;        /* lanes that had a worker */
  double        compute_share; /* of the time that files took; or NAN */
} PscModeFacts;

void psc_mode_facts_read (const PscSweepRun *run,
                          PscModeFacts      *facts);

G_END_DECLS
