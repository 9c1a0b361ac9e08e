/* psc-compare-row.h: one of several runs below each other
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-comparison.h"
#include "psc-timeline.h"

G_BEGIN_DECLS

#define PSC_TYPE_COMPARE_ROW (psc_compare_row_get_type ())
G_DECLARE_FINAL_TYPE (PscCompareRow, psc_compare_row, PSC, COMPARE_ROW, AdwBin)

GtkWidget   *psc_compare_row_new          (PscComparison *comparison,
                                           guint          side);

guint        psc_compare_row_get_side     (PscCompareRow *self);
PscTimeline *psc_compare_row_get_timeline (PscCompareRow *self);
gboolean     psc_compare_row_update       (PscCompareRow *self);

G_END_DECLS
