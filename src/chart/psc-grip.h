/* psc-grip.h: taking hold of the visible range on a strip of the whole run
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-time-scale.h"

G_BEGIN_DECLS

/* What a press takes hold of. */
typedef enum
{
  PSC_GRIP_NONE,  /* beside the range */
  PSC_GRIP_RANGE, /* all of it, to be moved */
  PSC_GRIP_BEGIN, /* its edges, to be moved apart */
  PSC_GRIP_END,
} PscGrip;

void    psc_grip_get_window (const PscTimeScale *strip,
                             gint64              begin_ns,
                             gint64              end_ns,
                             double             *begin_px,
                             double             *end_px);
PscGrip psc_grip_find       (const PscTimeScale *strip,
                             gint64              begin_ns,
                             gint64              end_ns,
                             double              px);
void    psc_grip_drag       (PscGrip             grip,
                             const PscTimeScale *strip,
                             double              delta_px,
                             gint64             *begin_ns,
                             gint64             *end_ns);

G_END_DECLS
