/* psc-cost.h: what it costs to start workers
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-sweep.h"

G_BEGIN_DECLS

typedef enum
{
  PSC_START_PROCESS, /* the first process of a lane */
  PSC_START_THREAD,
  PSC_START_RESTART, /* a process that takes another's place */
} PscStartKind;
#define PSC_N_START_KINDS 3

/* The shares of the workers' time that are asked for. */
typedef enum
{
  PSC_BREAK_EVEN_50,
  PSC_BREAK_EVEN_80,
  PSC_BREAK_EVEN_95,
} PscBreakEven;
#define PSC_N_BREAK_EVENS 3

GArray     *psc_cost_read_starts     (PscSweep     *sweep,
                                      PscStartKind  kind)
                                      G_GNUC_WARN_UNUSED_RESULT;
GPtrArray  *psc_cost_pick_grain      (GPtrArray    *points)
                                      G_GNUC_WARN_UNUSED_RESULT;
double      psc_cost_find_break_even (GPtrArray    *grain,
                                      double        share);

double      psc_break_even_get_share (PscBreakEven  self);

G_END_DECLS
