/* psc-lengths-panel.h: how long the files of a run took
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-run.h"

G_BEGIN_DECLS

#define PSC_TYPE_LENGTHS_PANEL (psc_lengths_panel_get_type ())
G_DECLARE_FINAL_TYPE (PscLengthsPanel, psc_lengths_panel, PSC, LENGTHS_PANEL,
                      AdwBin)

/* The selected bin is that of the selected task; who selects another bin
 * selects its longest task. */

GtkWidget *psc_lengths_panel_new          (void);

PscRun    *psc_lengths_panel_get_run      (PscLengthsPanel *self);
void       psc_lengths_panel_set_run      (PscLengthsPanel *self,
                                           PscRun          *run);
guint      psc_lengths_panel_get_selected (PscLengthsPanel *self);
void       psc_lengths_panel_set_selected (PscLengthsPanel *self,
                                           guint            task);

G_END_DECLS
