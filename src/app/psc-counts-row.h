/* psc-counts-row.h: the numbers of workers that are measured
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-exercise-plan.h"

G_BEGIN_DECLS

#define PSC_TYPE_COUNTS_ROW (psc_counts_row_get_type ())
G_DECLARE_FINAL_TYPE (PscCountsRow, psc_counts_row, PSC, COUNTS_ROW,
                      AdwEntryRow)

/* Says what is wrong while it is typed.  Signal:
 *   "counts-applied"   psc_counts_row_read() gives what was typed
 */

GtkWidget *psc_counts_row_new         (void) G_GNUC_WARN_UNUSED_RESULT;

void       psc_counts_row_set_options (PscCountsRow             *self,
                                       const PscExerciseOptions *options);
gboolean   psc_counts_row_read        (PscCountsRow             *self,
                                       PscExerciseOptions       *options);

G_END_DECLS
