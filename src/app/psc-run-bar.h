/* psc-run-bar.h: which run of this sitting is shown
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-session.h"

G_BEGIN_DECLS

#define PSC_TYPE_RUN_BAR (psc_run_bar_get_type ())
G_DECLARE_FINAL_TYPE (PscRunBar, psc_run_bar, PSC, RUN_BAR, AdwBin)

/* Signal:
 *   "removed" (PscRun *run)   the run is to be forgotten
 */

GtkWidget  *psc_run_bar_new         (void);

PscSession *psc_run_bar_get_session (PscRunBar  *self);
void        psc_run_bar_set_session (PscRunBar  *self,
                                     PscSession *session);

G_END_DECLS
