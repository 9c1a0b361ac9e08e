/* psc-run-page.h: what one run shows: figures, chart, table
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-figures.h"
#include "psc-timeline.h"

G_BEGIN_DECLS

#define PSC_TYPE_RUN_PAGE (psc_run_page_get_type ())
G_DECLARE_FINAL_TYPE (PscRunPage, psc_run_page, PSC, RUN_PAGE, AdwBin)

GtkWidget *psc_run_page_new     (void);

PscRun    *psc_run_page_get_run (PscRunPage *self);
void       psc_run_page_set_run (PscRunPage *self,
                                 PscRun     *run);

PscTimeline *psc_run_page_get_timeline (PscRunPage *self);

void       psc_run_page_set_one_worker (PscRunPage       *self,
                                        const PscFigures *figures,
                                        gboolean          can_measure);
void       psc_run_page_show_panel     (PscRunPage       *self,
                                        const char       *name);

G_END_DECLS
