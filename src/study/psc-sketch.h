/* psc-sketch.h: a run in so few numbers that a list can draw it
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-run.h"

G_BEGIN_DECLS

/* A small picture's data: how busy each lane was in each part of the run, and
 * where a file came to harm.  It takes at most 1.5 KiB and stands for itself,
 * so that a run need not be read to be told from others. */

#define PSC_SKETCH_MAX_ROWS 16
#define PSC_SKETCH_COLUMNS  96

GBytes  *psc_sketch_new        (PscRun *run) G_GNUC_WARN_UNUSED_RESULT;

guint    psc_sketch_get_n_rows (GBytes *sketch);
double   psc_sketch_get_busy   (GBytes *sketch,
                                guint   row,
                                guint   column);
gboolean psc_sketch_get_harm   (GBytes *sketch,
                                guint   row,
                                guint   column);

G_END_DECLS
