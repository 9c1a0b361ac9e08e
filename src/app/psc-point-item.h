/* psc-point-item.h: a row of the table of points
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-sweep-table.h"

G_BEGIN_DECLS

#define PSC_TYPE_POINT_ITEM (psc_point_item_get_type ())
G_DECLARE_FINAL_TYPE (PscPointItem, psc_point_item, PSC, POINT_ITEM, GObject)

PscPointItem *psc_point_item_new      (GPtrArray      *points,
                                       guint           index)
                                       G_GNUC_WARN_UNUSED_RESULT;

char         *psc_point_item_dup_text (PscPointItem   *self,
                                       PscSweepColumn  column)
                                       G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
