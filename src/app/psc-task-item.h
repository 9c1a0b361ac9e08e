/* psc-task-item.h: a row of a list, about one task of a run
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-run.h"

G_BEGIN_DECLS

#define PSC_TYPE_TASK_ITEM (psc_task_item_get_type ())
G_DECLARE_FINAL_TYPE (PscTaskItem, psc_task_item, PSC, TASK_ITEM, GObject)

/* A row keeps its item while the list is sorted and filtered: to be about
 * another task costs a list view much less than to have another item.  Signal:
 *   "changed"   the item is about another task, or its task has ended
 */

PscTaskItem *psc_task_item_new           (PscRun      *run,
                                          guint        index)
                                          G_GNUC_WARN_UNUSED_RESULT;

void         psc_task_item_set_task      (PscTaskItem *self,
                                          PscRun      *run,
                                          guint        index);
void         psc_task_item_update        (PscTaskItem *self);

guint        psc_task_item_get_index     (PscTaskItem *self);
guint        psc_task_item_get_worker    (PscTaskItem *self);
guint        psc_task_item_get_chunk     (PscTaskItem *self);
gint64       psc_task_item_get_start_ns  (PscTaskItem *self);
gint64       psc_task_item_get_time_ns   (PscTaskItem *self);
PscOutcome   psc_task_item_get_outcome   (PscTaskItem *self);
const char  *psc_task_item_get_outcome_label (PscTaskItem *self);

char        *psc_task_item_dup_name      (PscTaskItem *self)
                                          G_GNUC_WARN_UNUSED_RESULT;
char        *psc_task_item_dup_step_text (PscTaskItem *self,
                                          guint        step)
                                          G_GNUC_WARN_UNUSED_RESULT;
char        *psc_task_item_dup_reason    (PscTaskItem *self)
                                          G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
