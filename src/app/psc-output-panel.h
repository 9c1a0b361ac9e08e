/* psc-output-panel.h: what a run printed, as text
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-figures.h"

G_BEGIN_DECLS

#define PSC_TYPE_OUTPUT_PANEL (psc_output_panel_get_type ())
G_DECLARE_FINAL_TYPE (PscOutputPanel, psc_output_panel, PSC, OUTPUT_PANEL,
                      AdwBin)

/* The text is written while it is looked at, and not before. */

GtkWidget *psc_output_panel_new            (void);

PscRun    *psc_output_panel_get_run        (PscOutputPanel   *self);
void       psc_output_panel_set_run        (PscOutputPanel   *self,
                                            PscRun           *run);
void       psc_output_panel_set_one_worker (PscOutputPanel   *self,
                                            const PscFigures *one);

G_END_DECLS
