/* psc-task-table-private.h: what the files of the table share
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-task-item.h"
#include "psc-task-table.h"

G_BEGIN_DECLS

/* A column is named by the PscTaskKey that it is sorted by. */

GtkColumnViewColumn *_psc_task_column_new       (PscPipeline *pipeline,
                                                 guint        key)
                                                 G_GNUC_WARN_UNUSED_RESULT;
const char          *_psc_task_column_get_title (PscPipeline *pipeline,
                                                 guint        key);
char                *_psc_task_column_dup_text  (PscTaskItem *item,
                                                 guint        key)
                                                 G_GNUC_WARN_UNUSED_RESULT;
gboolean             _psc_task_column_read_sort (GtkSorter   *sorter,
                                                 guint       *key,
                                                 gboolean    *descending);

G_END_DECLS
