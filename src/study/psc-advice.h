/* psc-advice.h: when a figure misleads
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-figures.h"

G_BEGIN_DECLS

/* A parallel efficiency so far below occupancy has to be explained. */
#define PSC_ADVICE_MIN_DIFFERENCE 0.25

char *psc_advice_dup (PscRun           *run,
                      const PscFigures *figures,
                      double            efficiency) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
