/* psc-lane.h: one of a pool's N places, and the worker that lives in it
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-compute.h"
#include "psc-place.h"
#include "psc-queue.h"
#include "psc-recorder.h"

G_BEGIN_DECLS

#define PSC_TYPE_LANE (psc_lane_get_type ())
G_DECLARE_DERIVABLE_TYPE (PscLane, psc_lane, PSC, LANE, GObject)

/* A kind of lane is three operations; all run in the lane's own thread.
 *
 * start_worker  gets a worker ready and says so to the recorder; fails with
 *               PSC_ERROR_TIMED_OUT when it waited in vain and is not to be
 *               tried again
 * execute       does the tasks of a chunk, taking each off the chunk when it
 *               has its outcome; FALSE when the worker is gone, in which case
 *               the task in hand, if any, has been recorded as lost
 * end_worker    ends the worker, dead or alive, and says so to the recorder;
 *               after it there is no trace of it
 */
struct _PscLaneClass
{
  GObjectClass parent_class;

  gboolean (*start_worker) (PscLane   *self,
                            guint      worker,
                            GError   **error);
  gboolean (*execute)      (PscLane   *self,
                            PscChunk  *chunk);
  void     (*end_worker)   (PscLane   *self);
};

/* What all lanes of a pool share.  Constant while the pool runs; it outlives
 * its lanes. */
typedef struct
{
  PscSettings  *settings; /* with a resolved pipeline */
  PscListing   *listing;
  PscPlace      place;    /* of the listing's directory */
  PscRecorder  *recorder;
  PscQueue     *queue;
  PscCompute   *compute;  /* for threads */
  char        **worker_argv; /* for processes */
  char         *mark;     /* of all that the run starts */
  int           interrupt_fd;
} PscLaneContext;

void                  psc_lane_prepare     (PscLane              *self,
                                            const PscLaneContext *context,
                                            guint                 number);
void                  psc_lane_request_worker (PscLane           *self);
void                  psc_lane_give_up     (PscLane              *self,
                                            const GError         *error);
void                  psc_lane_live        (PscLane              *self);
const PscLaneContext *psc_lane_get_context (PscLane              *self);
guint                 psc_lane_get_number  (PscLane              *self);
guint                 psc_lane_get_worker  (PscLane              *self);
gint64                psc_lane_get_cpu_ns  (PscLane              *self);
const GError         *psc_lane_get_error   (PscLane              *self);
guint                 psc_lane_get_n_deaths (PscLane             *self);
void                  psc_lane_note_life   (PscLane              *self);
void                  psc_lane_record      (PscLane              *self,
                                            PscChunk             *chunk,
                                            PscTaskRecord        *task,
                                            const PscStepRecord  *steps);

G_END_DECLS
