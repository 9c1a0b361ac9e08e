/* psc-task-copy.h: rows of the table as text
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "psc-run.h"

G_BEGIN_DECLS

GArray *psc_task_keys_new   (PscPipeline   *pipeline)
                             G_GNUC_WARN_UNUSED_RESULT;
GSource *psc_task_copy_start (GdkClipboard  *clipboard,
                              PscRun        *run,
                              const guint32 *tasks,
                              guint          n_tasks)
                              G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
