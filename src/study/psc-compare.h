/* psc-compare.h: a sweep's points beside each other, in runs and words
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-sweep.h"

G_BEGIN_DECLS

const PscSweepRun *psc_compare_find_run    (PscSweep *sweep,
                                            guint     point);
gint64             psc_compare_get_span_ns (PscSweep *sweep);
char              *psc_compare_dup_caption (PscSweep *sweep,
                                            guint     point)
                                            G_GNUC_WARN_UNUSED_RESULT;
char              *psc_compare_dup_file    (PscSweep *sweep,
                                            guint     file)
                                            G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
