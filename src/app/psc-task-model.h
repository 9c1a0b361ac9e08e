/* psc-task-model.h: the tasks of a run as a list
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "psc-task-item.h"
#include "psc-task-order.h"

G_BEGIN_DECLS

/* What is selected when nothing is. */
#define PSC_NO_TASK G_MAXUINT

#define PSC_TYPE_TASK_MODEL (psc_task_model_get_type ())
G_DECLARE_FINAL_TYPE (PscTaskModel, psc_task_model, PSC, TASK_MODEL, GObject)

/* A GListModel of PscTaskItem, which are made when they are asked for and
 * forgotten when nobody holds them.  It lists the tasks that pass the filter,
 * in the order that is asked for, and finds both in small portions.  As a
 * GtkSelectionModel it remembers one task, wherever that is listed.  Signal:
 *   "ordered"   the list has been filtered and sorted as was asked for
 */

PscTaskModel *psc_task_model_new        (void) G_GNUC_WARN_UNUSED_RESULT;

PscRun       *psc_task_model_get_run    (PscTaskModel        *self);
void          psc_task_model_set_run    (PscTaskModel        *self,
                                         PscRun              *run);
const PscTaskFilter *
              psc_task_model_get_filter (PscTaskModel        *self);
void          psc_task_model_set_filter (PscTaskModel        *self,
                                         const PscTaskFilter *filter);
void          psc_task_model_set_sort   (PscTaskModel        *self,
                                         guint                key,
                                         gboolean             descending);
gboolean      psc_task_model_is_pending (PscTaskModel        *self);
guint         psc_task_model_get_n_tasks (PscTaskModel       *self);
const guint32 *psc_task_model_get_tasks (PscTaskModel        *self);
guint         psc_task_model_find       (PscTaskModel        *self,
                                         guint                task);
guint         psc_task_model_get_selected (PscTaskModel      *self);
void          psc_task_model_set_selected (PscTaskModel      *self,
                                           guint              task);

G_END_DECLS
