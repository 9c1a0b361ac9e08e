/* psc-sweep-csv-private.h: lines about points
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-sweep.h"

G_BEGIN_DECLS

void _psc_sweep_csv_add_headings (GString  *text);
void _psc_sweep_csv_add_points   (GString  *text,
                                  PscSweep *sweep);

G_END_DECLS
