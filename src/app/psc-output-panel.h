/* psc-output-panel.h: what a run printed, as text
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-figures.h"
#include "psc-run-panel.h"

G_BEGIN_DECLS

#define PSC_TYPE_OUTPUT_PANEL (psc_output_panel_get_type ())
G_DECLARE_FINAL_TYPE (PscOutputPanel, psc_output_panel, PSC, OUTPUT_PANEL,
                      PscRunPanel)

GtkWidget *psc_output_panel_new            (void);
void       psc_output_panel_set_one_worker (PscOutputPanel   *self,
                                            const PscFigures *one);

G_END_DECLS
