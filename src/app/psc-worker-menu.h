/* psc-worker-menu.h: what can be done to a worker, where it is shown
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-timeline.h"
#include "psc-worker-table.h"

G_BEGIN_DECLS

/* A menu on the row of a worker, by the secondary button of the pointer, by the
 * key Menu and by Shift+F10.  Its entries are the window's actions
 * "win.kill-worker", "win.stop-worker" and "win.continue-worker", with the
 * worker's number. */

void psc_worker_menu_add_to_timeline (PscTimeline    *timeline);
void psc_worker_menu_add_to_table    (PscWorkerTable *table);

G_END_DECLS
