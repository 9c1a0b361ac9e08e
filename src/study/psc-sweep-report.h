/* psc-sweep-report.h: a sweep in words, for the command line
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-sweep.h"

G_BEGIN_DECLS

void psc_findings_report (GPtrArray *findings,
                          GString   *report);
void psc_sweep_report    (PscSweep  *sweep,
                          GString   *report);

G_END_DECLS
