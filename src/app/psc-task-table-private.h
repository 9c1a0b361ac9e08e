/* psc-task-table-private.h: what the files of the table share
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-task-table.h"

G_BEGIN_DECLS

/* What a column shows; from PSC_TASK_COLUMN_STEP on, the step of that
 * number. */
typedef enum
{
  PSC_TASK_COLUMN_NAME,
  PSC_TASK_COLUMN_WORKER,
  PSC_TASK_COLUMN_TIME,
  PSC_TASK_COLUMN_OUTCOME,
  PSC_TASK_COLUMN_STEP,
} PscTaskColumn;

GtkColumnViewColumn *_psc_task_column_new (PscPipeline *pipeline,
                                           guint        column)
                                           G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
