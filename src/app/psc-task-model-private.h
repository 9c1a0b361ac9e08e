/* psc-task-model-private.h: what the files of the list share
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-task-items.h"
#include "psc-task-model.h"

G_BEGIN_DECLS

struct _PscTaskModel
{
  GObject        parent_instance;

  /* Owned */
  PscRun        *run;
  PscTaskOrder  *order;      /* that is being found */
  guint32       *next_tasks; /* the last one, not listed yet */
  guint32       *tasks;      /* the last one that was listed */
  PscRun        *listed_run; /* whose tasks these are */
  PscTaskItems  *items;
  PscTaskFilter  filter;

  guint          key;
  gboolean       descending;
  guint          n_next;
  guint          n_tasks;
  guint          n_rows;     /* of these, those that the list has already */
  guint          selected;
  gint64         ordered_us;
  guint          order_id;
  guint          step_id;
  guint          tell_id;

  guint          has_next : 1;
};

void _psc_task_model_take_tasks (PscTaskModel *self,
                                 guint32      *tasks,
                                 guint         n_tasks);
void _psc_task_model_drop_tasks (PscTaskModel *self);

G_END_DECLS
