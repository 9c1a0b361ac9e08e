/* psc-task-table.h: the tasks of a run as a table
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-run-panel.h"

G_BEGIN_DECLS

#define PSC_TYPE_TASK_TABLE (psc_task_table_get_type ())
G_DECLARE_FINAL_TYPE (PscTaskTable, psc_task_table, PSC, TASK_TABLE, PscRunPanel)

GtkWidget *psc_task_table_new (void);

G_END_DECLS
