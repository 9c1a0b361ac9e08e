/* psc-run-panel.h: one of the views of a run below its chart
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-run.h"
#include "psc-task-model.h"

G_BEGIN_DECLS

#define PSC_TYPE_RUN_PANEL (psc_run_panel_get_type ())
G_DECLARE_DERIVABLE_TYPE (PscRunPanel, psc_run_panel, PSC, RUN_PANEL, AdwBin)

/* A panel follows a run while it goes on, and the task that is selected.  It is
 * brought up to date while it is looked at, and not before.
 *
 * run_set           another run, or none, with nothing selected; what is shown
 *                   of the run before has to go
 * update            show what the run is now; there is one
 * selected_changed  show which task is selected, whoever has selected it
 */
struct _PscRunPanelClass
{
  AdwBinClass parent_class;

  /* What is shown of a run that goes on is at most that old. */
  guint update_interval_ms;

  void (*run_set)          (PscRunPanel *self);
  void (*update)           (PscRunPanel *self);
  void (*selected_changed) (PscRunPanel *self);
};

PscRun   *psc_run_panel_get_run      (PscRunPanel *self);
void      psc_run_panel_set_run      (PscRunPanel *self,
                                      PscRun      *run);
guint     psc_run_panel_get_selected (PscRunPanel *self);
void      psc_run_panel_set_selected (PscRunPanel *self,
                                      guint        task);
void      psc_run_panel_update       (PscRunPanel *self);

G_END_DECLS
