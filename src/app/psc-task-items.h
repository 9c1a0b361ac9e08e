/* psc-task-items.h: the rows of a list that somebody holds
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-task-item.h"

G_BEGIN_DECLS

/* Makes items when they are asked for, forgets them when nobody holds them,
 * and keeps those that are held up to date. */
typedef struct _PscTaskItems PscTaskItems;

PscTaskItems *psc_task_items_new       (void)
                                        G_GNUC_WARN_UNUSED_RESULT;
void          psc_task_items_free      (PscTaskItems  *self);
PscTaskItem  *psc_task_items_get       (PscTaskItems  *self,
                                        PscRun        *run,
                                        guint          position,
                                        guint          task)
                                        G_GNUC_WARN_UNUSED_RESULT;
void          psc_task_items_set_tasks (PscTaskItems  *self,
                                        PscRun        *run,
                                        const guint32 *tasks,
                                        guint          n_tasks);
void          psc_task_items_update    (PscTaskItems  *self);

G_END_DECLS
