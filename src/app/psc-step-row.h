/* psc-step-row.h: one step of a pipeline, to be edited
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PSC_TYPE_STEP_ROW (psc_step_row_get_type ())
G_DECLARE_FINAL_TYPE (PscStepRow, psc_step_row, PSC, STEP_ROW,
                      AdwPreferencesRow)

/* Signals:
 *   "changed"            its name or command has been edited
 *   "moved" (int)        it is to go that many places down
 *   "removed"            it is to go
 *   "dropped" (row)      that other row was dropped on it
 */

GtkWidget  *psc_step_row_new         (const char *name,
                                      const char *command);

const char *psc_step_row_get_name    (PscStepRow *self);
const char *psc_step_row_get_command (PscStepRow *self);
void        psc_step_row_set_error   (PscStepRow *self,
                                      const char *message);
void        psc_step_row_set_place   (PscStepRow *self,
                                      guint       place,
                                      guint       n_steps);

G_END_DECLS
