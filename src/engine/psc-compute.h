/* psc-compute.h: the built-in numerical step
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-beat.h"
#include "psc-settings.h"

G_BEGIN_DECLS

/* What the lanes of one process share: the random stream and the lock. */
typedef struct _PscCompute PscCompute;

/* What one lane needs for itself: operands and result, about 1 MB. */
typedef struct _PscComputeSpace PscComputeSpace;

typedef enum
{
  PSC_COMPUTE_DONE,
  PSC_COMPUTE_INTERRUPTED,
  PSC_COMPUTE_TIMED_OUT,
} PscComputeEnd;

PscCompute      *psc_compute_new        (const PscSettings *settings)
                                         G_GNUC_WARN_UNUSED_RESULT;
void             psc_compute_free       (PscCompute        *self);
PscComputeSpace *psc_compute_space_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void             psc_compute_space_free (PscComputeSpace   *space);
PscComputeEnd    psc_compute_run        (PscCompute        *self,
                                         PscComputeSpace   *space,
                                         guint32            task,
                                         int                interrupt_fd,
                                         PscBeat           *beat,
                                         double            *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscCompute, psc_compute_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscComputeSpace, psc_compute_space_free)

G_END_DECLS
