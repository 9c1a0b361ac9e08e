/* psc-task-details.h: all that is known of one task
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-run.h"

G_BEGIN_DECLS

#define PSC_TYPE_TASK_DETAILS (psc_task_details_get_type ())
G_DECLARE_FINAL_TYPE (PscTaskDetails, psc_task_details, PSC, TASK_DETAILS,
                      AdwBin)

/* Signal:
 *   "closed"   the user has seen enough
 */

GtkWidget *psc_task_details_new      (void);

void       psc_task_details_set_task (PscTaskDetails *self,
                                      PscRun         *run,
                                      guint           task);

G_END_DECLS
