/* psc-fault-dialog.h: faults to be tried, and what comes of them
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PSC_TYPE_FAULT_DIALOG (psc_fault_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PscFaultDialog, psc_fault_dialog, PSC, FAULT_DIALOG,
                      AdwWindow)

/* Action: "fault.break" makes the fault that is chosen happen, or stops the run
 * in which it does. */

GtkWidget *psc_fault_dialog_new (GtkWindow *parent);

G_END_DECLS
