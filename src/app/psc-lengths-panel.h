/* psc-lengths-panel.h: how long the files of a run took
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-run-panel.h"

G_BEGIN_DECLS

#define PSC_TYPE_LENGTHS_PANEL (psc_lengths_panel_get_type ())
G_DECLARE_FINAL_TYPE (PscLengthsPanel, psc_lengths_panel, PSC, LENGTHS_PANEL,
                      PscRunPanel)

/* The selected bin is that of the selected task; who selects another bin
 * selects its longest task. */

GtkWidget *psc_lengths_panel_new (void);

G_END_DECLS
