/* psc-bars-private.h: how the bars are kept
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-bars.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 start_ns;
  gint64 end_ns;
} PscSpan;

typedef struct
{
  GArray *spans;    /* PscSpan, by position */
  GArray *sums;     /* gint64: the time in each step, and between steps, of
                     * all tasks up to this one */
  GArray *restarts; /* gint64: the time between workers up to a task's start;
                     * empty until a second worker has had a task */
  GArray *chunks;   /* guint32: the positions where a chunk begins */
  GArray *marked[PSC_N_OUTCOMES]; /* guint32 positions; NULL until needed */
  guint32 last_chunk;
  guint32 last_worker;
} PscBarsLane;

struct _PscBars
{
  /* Owned */
  PscRun      *run;
  PscBarsLane *lanes;

  guint        n_lanes;
  guint        n_steps;
  gboolean     has_chunks; /* some chunk has more than one task */
};

/**
 * _psc_bars_get_span:
 *
 * When a task ran.
 */
static inline const PscSpan *
_psc_bars_get_span (const PscBarsLane *lane,
                    guint              position)
{
  return &g_array_index (lane->spans, PscSpan, position);
}

gboolean _psc_bars_read_step_span (const PscStepRecord *record,
                                   const PscSpan       *span,
                                   PscSpan             *result);
void     _psc_bars_append_shares  (PscBars       *self,
                                   guint          lane,
                                   guint          task,
                                   guint32        worker);

G_END_DECLS
