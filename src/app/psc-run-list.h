/* psc-run-list.h: the runs of this sitting, the newest first
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-figures.h"

G_BEGIN_DECLS

#define PSC_TYPE_RUN_LIST (psc_run_list_get_type ())
G_DECLARE_FINAL_TYPE (PscRunList, psc_run_list, PSC, RUN_LIST, GObject)

/* A GListModel of PscRun. */

PscRunList *psc_run_list_new             (void) G_GNUC_WARN_UNUSED_RESULT;

void        psc_run_list_add             (PscRunList *self,
                                          PscRun     *run,
                                          PscRun     *kept);
void        psc_run_list_insert          (PscRunList *self,
                                          guint       position,
                                          PscRun     *run);
void        psc_run_list_remove          (PscRunList *self,
                                          guint       position);
gboolean    psc_run_list_find            (PscRunList *self,
                                          PscRun     *run,
                                          guint      *position);
gboolean    psc_run_list_find_one_worker (PscRunList *self,
                                          PscRun     *run,
                                          PscFigures *figures);
gboolean    psc_run_list_is_whole        (PscRun     *run);

G_END_DECLS
