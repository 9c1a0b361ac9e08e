/* psc-thread-lane.h: a lane whose worker is its own thread
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-lane.h"

G_BEGIN_DECLS

#define PSC_TYPE_THREAD_LANE (psc_thread_lane_get_type ())
G_DECLARE_FINAL_TYPE (PscThreadLane, psc_thread_lane, PSC, THREAD_LANE, PscLane)

PscLane *psc_thread_lane_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
