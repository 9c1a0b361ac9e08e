/* psc-history-task-private.h: a task as a row of the history
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-history-columns-private.h"
#include "psc-history-db-private.h"
#include "psc-run.h"

G_BEGIN_DECLS

/* The columns that _psc_history_task_read() expects. */
#define PSC_HISTORY_TASK_COLUMNS                                  \
  "task, outcome, cause, cause_step, worker, lane, chunk, "       \
  "start_ns, end_ns, detail, steps, output"

void _psc_history_task_write (PscHistoryDb      *db,
                              gint64             entry,
                              PscRun            *run,
                              guint              index);
void _psc_history_task_read  (PscHistoryColumns *columns,
                              PscRun            *run,
                              PscTaskRecord     *task,
                              PscStepRecord     *steps);

G_END_DECLS
