/* psc-sweep-table.h: a sweep's points as rows of text
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-sweep.h"

G_BEGIN_DECLS

typedef enum
{
  PSC_SWEEP_COLUMN_POINT,      /* what tells it from the others */
  PSC_SWEEP_COLUMN_RUNS,       /* and how many are far off */
  PSC_SWEEP_COLUMN_WALL,       /* the median and the noise */
  PSC_SWEEP_COLUMN_VERDICT,    /* against the shortest wall time */
  PSC_SWEEP_COLUMN_SPEEDUP,
  PSC_SWEEP_COLUMN_EFFICIENCY,
  PSC_SWEEP_COLUMN_OCCUPANCY,
  PSC_SWEEP_COLUMN_AVERAGE,
  PSC_SWEEP_COLUMN_START_UP,
  PSC_SWEEP_COLUMN_CPU,
} PscSweepColumn;
#define PSC_N_SWEEP_COLUMNS 10

const char *psc_sweep_column_get_title  (PscSweepColumn  self);
gboolean    psc_sweep_column_is_number  (PscSweepColumn  self);

char       *psc_sweep_table_dup_cell    (GPtrArray      *points,
                                         guint           index,
                                         PscSweepColumn  column)
                                         G_GNUC_WARN_UNUSED_RESULT;
char       *psc_sweep_table_dup_text    (GPtrArray      *points)
                                         G_GNUC_WARN_UNUSED_RESULT;
char       *psc_sweep_dup_problem_title (PscSweep       *sweep,
                                         guint           run)
                                         G_GNUC_WARN_UNUSED_RESULT;
void        psc_sweep_set_uncounted     (PscSweep       *sweep,
                                         GError        **error);

G_END_DECLS
