/* psc-task-runner.h: takes one file at a time through the pipeline
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-compute.h"
#include "psc-settings.h"

G_BEGIN_DECLS

/* Lives in one thread: that of a thread lane, or that of a worker process. */
typedef struct _PscTaskRunner PscTaskRunner;

PscTaskRunner *psc_task_runner_new  (const PscSettings *settings,
                                     PscCompute        *compute,
                                     int                interrupt_fd,
                                     PscBeat           *beat,
                                     const char        *mark)
                                     G_GNUC_WARN_UNUSED_RESULT;
void           psc_task_runner_free (PscTaskRunner     *self);
void           psc_task_runner_run  (PscTaskRunner     *self,
                                     guint              index,
                                     const char        *path,
                                     PscTaskRecord     *task,
                                     PscStepRecord     *steps);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscTaskRunner, psc_task_runner_free)

G_END_DECLS
