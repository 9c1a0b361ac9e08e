/* psc-task-table.h: the tasks of a run as a table
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-task-model.h"

G_BEGIN_DECLS

#define PSC_TYPE_TASK_TABLE (psc_task_table_get_type ())
G_DECLARE_FINAL_TYPE (PscTaskTable, psc_task_table, PSC, TASK_TABLE, AdwBin)

GtkWidget *psc_task_table_new          (void);

PscRun    *psc_task_table_get_run      (PscTaskTable *self);
void       psc_task_table_set_run      (PscTaskTable *self,
                                        PscRun       *run);
guint      psc_task_table_get_selected (PscTaskTable *self);
void       psc_task_table_set_selected (PscTaskTable *self,
                                        guint         task);

G_END_DECLS
