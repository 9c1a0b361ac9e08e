/* psc-findings-modes.h: modes beside each other, in sentences
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-findings.h"
#include "psc-mode-facts.h"

G_BEGIN_DECLS

/* Pure functions over the points of exercises c and d, in the order of
 * psc_exercise_plan(), and as many facts. */
GPtrArray *psc_findings_read_dummy (GPtrArray          *points,
                                    const PscModeFacts *facts)
                                    G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *psc_findings_read_pools (GPtrArray          *points,
                                    const PscModeFacts *facts)
                                    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
