/* psc-point-table.h: a sweep's points beside each other
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-sweep.h"

G_BEGIN_DECLS

#define PSC_TYPE_POINT_TABLE (psc_point_table_get_type ())
G_DECLARE_FINAL_TYPE (PscPointTable, psc_point_table, PSC, POINT_TABLE, AdwBin)

/* The figures of each point, which can be copied, and the runs that do not
 * count.  It fills while the sweep is executed, and is hidden before that.
 * Property:
 *   "sweep"   (nullable) a PscSweep
 */

GtkWidget *psc_point_table_new       (void) G_GNUC_WARN_UNUSED_RESULT;

PscSweep  *psc_point_table_get_sweep (PscPointTable *self);
void       psc_point_table_set_sweep (PscPointTable *self,
                                      PscSweep      *sweep);

G_END_DECLS
