/* psc-cost-run.h: single runs that show what starting workers costs
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-sweep.h"

G_BEGIN_DECLS

PscRun *psc_cost_find_run       (PscSweep *sweep,
                                 guint     tasks_per_worker);
gint64  psc_cost_get_begin_ns   (PscRun   *run);
char   *psc_cost_dup_begin_text (PscRun   *run)
                                 G_GNUC_WARN_UNUSED_RESULT;
GArray *psc_cost_read_walls     (PscSweep *sweep,
                                 guint     point)
                                 G_GNUC_WARN_UNUSED_RESULT;
GArray *psc_cost_read_lengths   (PscRun   *run)
                                 G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
