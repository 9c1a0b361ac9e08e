/* psc-run-difference.h: the figures of two runs beside each other
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-run.h"

G_BEGIN_DECLS

/* The cells of a row. */
typedef enum
{
  PSC_DIFFERENCE_FIGURE,
  PSC_DIFFERENCE_FIRST,
  PSC_DIFFERENCE_SECOND,
  PSC_DIFFERENCE_CHANGE,  /* from the first to the second run, or empty */
} PscDifferenceCell;
#define PSC_N_DIFFERENCE_CELLS 4

GPtrArray *psc_run_difference_new (PscRun *first,
                                   PscRun *second) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
