/* psc-workload.h: what each worker has done
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-run.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 busy_ns;  /* the sum of end - start over the worker's tasks */
  guint  n_tasks;  /* that it has begun and that have ended */
  guint  n_chunks; /* that these were of */
  guint  first;    /* index of the first of them; valid if there is one */
} PscLoad;

/* Reads a run that goes on: each task is looked at once. */
typedef struct _PscWorkload PscWorkload;

PscWorkload   *psc_workload_new      (PscRun      *run)
                                      G_GNUC_WARN_UNUSED_RESULT;
void           psc_workload_free     (PscWorkload *self);
void           psc_workload_update   (PscWorkload *self);
const PscLoad *psc_workload_get_load (PscWorkload *self,
                                      guint        worker);
gint64         psc_workload_get_present_ns (PscWorkload *self,
                                            guint        worker);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscWorkload, psc_workload_free)

G_END_DECLS
