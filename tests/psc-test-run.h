/* psc-test-run.h: runs made by hand, with every time known
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-recorder.h"
#include "psc-run.h"

G_BEGIN_DECLS

/* All times here are nanoseconds since t0, which is 0 in these runs. */

PscRun  *psc_test_run_new        (PscMode      mode,
                                  guint        n_lanes,
                                  guint        n_files);
guint    psc_test_run_add_worker (PscRun      *run,
                                  guint        lane,
                                  gint64       requested_ns,
                                  gint64       ready_ns,
                                  gint64       ended_ns);
void     psc_test_run_add_task   (PscRun      *run,
                                  guint        index,
                                  guint        lane,
                                  guint        worker,
                                  guint        chunk,
                                  gint64       start_ns,
                                  gint64       end_ns);
void     psc_test_run_add_task_full (PscRun              *run,
                                     guint                index,
                                     const PscTaskRecord *task,
                                     const PscStepRecord *steps,
                                     gint64               recorded_ns);
void     psc_test_run_lose_task  (PscRun      *run,
                                  guint        index,
                                  guint        worker,
                                  gint64       start_ns,
                                  gint64       end_ns);
void     psc_test_run_end        (PscRun      *run,
                                  gint64       dry_ns);
PscRun  *psc_test_run_new_five   (gint64       unit_ns);
PscRun  *psc_test_run_new_idle   (gint64       unit_ns);
PscRun  *psc_test_run_new_death  (gint64       unit_ns);
PscRun  *psc_test_run_new_random (guint32      seed,
                                  guint        n_lanes,
                                  guint        n_files);

PscOutput *psc_test_output_new   (const char  *stdout_data,
                                  gsize        stdout_length,
                                  const char  *stderr_text,
                                  guint64      dropped);

G_END_DECLS
