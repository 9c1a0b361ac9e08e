/* psc-kept-run-private.h: a run of the past, written again by its readers
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-json-input-private.h"
#include "psc-recorder.h"

G_BEGIN_DECLS

#define PSC_KEPT_MAX_TASKS 1000000

/* A lane gives up after four workers in a row that show no life, and each task
 * may have had a worker of its own. */
#define PSC_KEPT_MAX_WORKERS (4 * PSC_KEPT_MAX_TASKS)

/* Each was in a task, but for those of workers that hang for many times. */
#define PSC_KEPT_MAX_SILENCES PSC_KEPT_MAX_TASKS

/* Linux has process ids of 22 bits; other systems may have more. */
#define PSC_KEPT_MAX_ID     G_MAXINT64
#define PSC_KEPT_MAX_SIGNAL 128

/* Whether a document or a row of the history holds it: a run is made of what
 * could have been, or of nothing.  What is wrong sticks in the input. */

/* When a task was, and which one it is. */
typedef struct
{
  gint64 start_ns;
  gint64 end_ns;
  guint  index;
} PscKeptPlace;

typedef struct
{
  PscJsonInput *input;
  PscRun       *run;
  gint64        wall_ns;
  gint64       *lane_ends; /* by lane: when the task before ended */
} PscKeptTasks;

void _psc_kept_add_worker  (PscJsonInput          *input,
                            PscRun                *run,
                            const PscWorkerRecord *worker);

void _psc_kept_sort_places (PscJsonInput          *input,
                            PscKeptPlace          *places,
                            guint                  n_places,
                            gint64                 wall_ns);
void _psc_kept_init_steps  (PscRun                *run,
                            PscStepRecord         *steps);
void _psc_kept_add_task    (PscKeptTasks          *self,
                            PscTaskRecord         *task,
                            PscStepRecord         *steps,
                            const PscKeptPlace    *place,
                            gboolean               is_last);

G_END_DECLS
