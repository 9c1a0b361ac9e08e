/* psc-comparison.h: runs beside each other, with their files matched
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-sweep.h"

G_BEGIN_DECLS

#define PSC_COMPARISON_NO_FILE G_MAXUINT

#define PSC_TYPE_COMPARISON (psc_comparison_get_type ())
G_DECLARE_FINAL_TYPE (PscComparison, psc_comparison, PSC, COMPARISON, GObject)

/* The runs that stand for a sweep's points, or any two runs that have ended.
 * Sides count from 0.  A file has one number on all sides, and may be missing
 * on some; on each side it has the index that the run gives it.
 *
 * Signal: "changed" when another run may stand for a side. */

PscComparison *psc_comparison_new_for_sweep (PscSweep      *sweep)
                                             G_GNUC_WARN_UNUSED_RESULT;
PscComparison *psc_comparison_new_for_runs  (PscRun        *first,
                                             PscRun        *second)
                                             G_GNUC_WARN_UNUSED_RESULT;

PscSweep      *psc_comparison_get_sweep     (PscComparison *self);
guint          psc_comparison_get_n_sides   (PscComparison *self);
PscRun        *psc_comparison_get_run       (PscComparison *self,
                                             guint          side);
gint64         psc_comparison_get_span_ns   (PscComparison *self);
char          *psc_comparison_dup_title     (PscComparison *self,
                                             guint          side)
                                             G_GNUC_WARN_UNUSED_RESULT;
char          *psc_comparison_dup_caption   (PscComparison *self,
                                             guint          side)
                                             G_GNUC_WARN_UNUSED_RESULT;

guint          psc_comparison_find_file     (PscComparison *self,
                                             guint          side,
                                             guint          index);
guint          psc_comparison_find_index    (PscComparison *self,
                                             guint          side,
                                             guint          file);
char          *psc_comparison_dup_file      (PscComparison *self,
                                             guint          file)
                                             G_GNUC_WARN_UNUSED_RESULT;
guint          psc_comparison_get_n_matched (PscComparison *self);

G_END_DECLS
