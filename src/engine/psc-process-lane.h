/* psc-process-lane.h: a lane whose workers are processes
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-lane.h"

G_BEGIN_DECLS

#define PSC_TYPE_PROCESS_LANE (psc_process_lane_get_type ())
G_DECLARE_FINAL_TYPE (PscProcessLane, psc_process_lane, PSC, PROCESS_LANE, PscLane)

PscLane *psc_process_lane_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
