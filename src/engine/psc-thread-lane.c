/* psc-thread-lane.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-thread-lane"

#include "config.h"

#include <unistd.h>

#include "psc-clock.h"
#include "psc-interrupt.h"
#include "psc-task-runner.h"
#include "psc-thread-lane.h"

struct _PscThreadLane
{
  PscLane        parent_instance;

  PscTaskRunner *runner;
};

G_DEFINE_FINAL_TYPE (PscThreadLane, psc_thread_lane, PSC_TYPE_LANE)

static gboolean
psc_thread_lane_start_worker (PscLane  *lane,
                              guint     worker,
                              GError  **error)
{
  PscThreadLane *self = PSC_THREAD_LANE (lane);
  const PscLaneContext *context = psc_lane_get_context (lane);

  self->runner = psc_task_runner_new (context->settings, context->compute,
                                      context->interrupt_fd, NULL,
                                      context->mark);
  psc_recorder_worker_ready (context->recorder, worker, psc_clock_now_ns (),
                             gettid ());

  return TRUE;
}

static gboolean
psc_thread_lane_execute (PscLane  *lane,
                         PscChunk *chunk)
{
  PscThreadLane *self = PSC_THREAD_LANE (lane);
  const PscLaneContext *context = psc_lane_get_context (lane);
  gboolean needs_path = psc_pipeline_has_command (context->settings->pipeline);

  while (chunk->n_tasks > 0 && !psc_interrupt_wait (context->interrupt_fd, 0))
    {
      g_autofree char *path = NULL;
      PscStepRecord steps[PSC_MAX_STEPS];
      PscTaskRecord task;

      if (needs_path)
        path = psc_listing_dup_path (context->listing, chunk->first);

      psc_recorder_task_begun (context->recorder, psc_lane_get_number (lane),
                               chunk->first, psc_clock_now_ns ());
      psc_task_runner_run (self->runner, chunk->first, path, &task, steps);
      psc_lane_record (lane, chunk, &task, steps);
    }

  return TRUE;
}

static void
psc_thread_lane_end_worker (PscLane *lane)
{
  PscThreadLane *self = PSC_THREAD_LANE (lane);
  const PscLaneContext *context = psc_lane_get_context (lane);

  g_clear_pointer (&self->runner, psc_task_runner_free);
  psc_recorder_worker_ended (context->recorder, psc_lane_get_worker (lane),
                             psc_clock_now_ns (), -1, 0, NULL);
}

static void
psc_thread_lane_class_init (PscThreadLaneClass *klass)
{
  PscLaneClass *lane_class = PSC_LANE_CLASS (klass);

  lane_class->start_worker = psc_thread_lane_start_worker;
  lane_class->execute = psc_thread_lane_execute;
  lane_class->end_worker = psc_thread_lane_end_worker;
}

static void
psc_thread_lane_init (PscThreadLane *self)
{
}

/**
 * psc_thread_lane_new:
 *
 * Makes a lane that runs the pipeline where it is.
 */
PscLane *
psc_thread_lane_new (void)
{
  return g_object_new (PSC_TYPE_THREAD_LANE, NULL);
}
