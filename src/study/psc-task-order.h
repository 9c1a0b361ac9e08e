/* psc-task-order.h: which tasks of a run are shown, and in which order
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-run.h"

G_BEGIN_DECLS

/* What tasks are ordered by; from PSC_TASK_KEY_STEP on, the time of the step
 * of that number. */
typedef enum
{
  PSC_TASK_KEY_LISTING, /* as they were listed: by name */
  PSC_TASK_KEY_WORKER,
  PSC_TASK_KEY_CHUNK,
  PSC_TASK_KEY_START,
  PSC_TASK_KEY_TIME,
  PSC_TASK_KEY_OUTCOME,
  PSC_TASK_KEY_STEP,
} PscTaskKey;

/* All tasks pass where nothing is asked for. */
typedef struct
{
  char  *text;     /* (nullable): a part of the name, in any case */
  guint  worker;   /* its number; 0: any */
  guint  outcomes; /* a set of PSC_OUTCOME_BIT(); 0: any */
} PscTaskFilter;

#define PSC_OUTCOME_BIT(outcome) (1u << (outcome))

/* Finds the order in small portions, so that a main loop may do so. */
typedef struct _PscTaskOrder PscTaskOrder;

PscTaskOrder *psc_task_order_new         (PscRun              *run,
                                          const PscTaskFilter *filter,
                                          guint                key,
                                          gboolean             descending)
                                          G_GNUC_WARN_UNUSED_RESULT;
void          psc_task_order_free        (PscTaskOrder        *self);
gboolean      psc_task_order_work        (PscTaskOrder        *self,
                                          guint                n_tasks);
guint32      *psc_task_order_dup_tasks   (PscTaskOrder        *self,
                                          guint               *n_tasks)
                                          G_GNUC_WARN_UNUSED_RESULT;

void          psc_task_filter_clear      (PscTaskFilter       *filter);
void          psc_task_filter_copy       (PscTaskFilter       *filter,
                                          const PscTaskFilter *other);
gboolean      psc_task_filter_equal      (const PscTaskFilter *filter,
                                          const PscTaskFilter *other);
gboolean      psc_task_filter_is_empty   (const PscTaskFilter *filter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscTaskOrder, psc_task_order_free)

G_END_DECLS
