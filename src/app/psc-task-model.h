/* psc-task-model.h: the tasks of a run as a list
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-task-item.h"

G_BEGIN_DECLS

#define PSC_TYPE_TASK_MODEL (psc_task_model_get_type ())
G_DECLARE_FINAL_TYPE (PscTaskModel, psc_task_model, PSC, TASK_MODEL, GObject)

/* A GListModel of PscTaskItem, which are made when they are asked for and
 * forgotten when nobody holds them. */

PscTaskModel *psc_task_model_new     (void) G_GNUC_WARN_UNUSED_RESULT;

PscRun       *psc_task_model_get_run (PscTaskModel *self);
void          psc_task_model_set_run (PscTaskModel *self,
                                      PscRun       *run);

G_END_DECLS
