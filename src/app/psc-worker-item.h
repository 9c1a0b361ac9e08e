/* psc-worker-item.h: one worker as a row of the table
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-workload.h"

G_BEGIN_DECLS

typedef enum
{
  PSC_WORKER_COLUMN_NUMBER,
  PSC_WORKER_COLUMN_LANE,
  PSC_WORKER_COLUMN_ID,
  PSC_WORKER_COLUMN_REQUESTED,
  PSC_WORKER_COLUMN_START_UP,
  PSC_WORKER_COLUMN_FILES,
  PSC_WORKER_COLUMN_CHUNKS,
  PSC_WORKER_COLUMN_BUSY,
  PSC_WORKER_COLUMN_ENDED,
  PSC_WORKER_COLUMN_END, /* how it ended */
} PscWorkerColumn;
#define PSC_N_WORKER_COLUMNS 10

#define PSC_TYPE_WORKER_ITEM (psc_worker_item_get_type ())
G_DECLARE_FINAL_TYPE (PscWorkerItem, psc_worker_item, PSC, WORKER_ITEM,
                      GObject)

/* An item is a picture of its worker as it was at the last update.  Signal:
 *   "changed"   it has another one
 */

PscWorkerItem *psc_worker_item_new       (PscRun          *run,
                                          PscWorkload     *workload,
                                          guint            index)
                                          G_GNUC_WARN_UNUSED_RESULT;

void           psc_worker_item_update    (PscWorkerItem   *self,
                                          PscRun          *run,
                                          PscWorkload     *workload);
guint          psc_worker_item_get_index (PscWorkerItem   *self);
char          *psc_worker_item_dup_text  (PscWorkerItem   *self,
                                          PscWorkerColumn  column)
                                          G_GNUC_WARN_UNUSED_RESULT;
char          *psc_worker_item_dup_explanation (PscWorkerItem   *self,
                                                PscWorkerColumn  column)
                                                G_GNUC_WARN_UNUSED_RESULT;
int            psc_worker_item_compare   (PscWorkerItem   *a,
                                          PscWorkerItem   *b,
                                          PscWorkerColumn  column);

G_END_DECLS
