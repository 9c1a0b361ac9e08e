/* psc-run-row.h: one run in a list of runs
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-run.h"

G_BEGIN_DECLS

#define PSC_TYPE_RUN_ROW (psc_run_row_get_type ())
G_DECLARE_FINAL_TYPE (PscRunRow, psc_run_row, PSC, RUN_ROW, AdwActionRow)

/* Signal:
 *   "removed"   the run is to be forgotten
 */

GtkWidget *psc_run_row_new     (PscRun    *run);
PscRun    *psc_run_row_get_run (PscRunRow *self);

G_END_DECLS
