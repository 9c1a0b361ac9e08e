/* psc-task-filter-bar.h: asks which tasks are to be seen
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-task-order.h"

G_BEGIN_DECLS

#define PSC_TYPE_TASK_FILTER_BAR (psc_task_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (PscTaskFilterBar, psc_task_filter_bar, PSC,
                      TASK_FILTER_BAR, AdwBin)

/* Signals:
 *   "changed"   the filter is another one
 *   "left"      the user is done with typing
 */

GtkWidget           *psc_task_filter_bar_new (void);

const PscTaskFilter *psc_task_filter_bar_get_filter (PscTaskFilterBar *self);
void                 psc_task_filter_bar_clear (PscTaskFilterBar *self);
void                 psc_task_filter_bar_set_n_workers (
                                             PscTaskFilterBar *self,
                                             guint             n_workers);
void                 psc_task_filter_bar_set_status (
                                             PscTaskFilterBar *self,
                                             const char       *status);
void                 psc_task_filter_bar_set_key_widget (
                                             PscTaskFilterBar *self,
                                             GtkWidget        *widget);
void                 psc_task_filter_bar_find (PscTaskFilterBar *self);

G_END_DECLS
