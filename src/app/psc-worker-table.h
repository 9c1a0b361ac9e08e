/* psc-worker-table.h: the workers of a run as a table
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-run-panel.h"

G_BEGIN_DECLS

#define PSC_TYPE_WORKER_TABLE (psc_worker_table_get_type ())
G_DECLARE_FINAL_TYPE (PscWorkerTable, psc_worker_table, PSC, WORKER_TABLE,
                      PscRunPanel)

/* The selected row is that of the worker which had the selected task; who
 * selects another row selects that worker's first task. */

GtkWidget *psc_worker_table_new         (void);

gboolean   psc_worker_table_find_worker (PscWorkerTable *self,
                                         GtkWidget      *place,
                                         guint          *worker);

G_END_DECLS
