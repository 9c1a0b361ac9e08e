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

/* In the order of their weight: results that are not there, results that are
 * not what they seem, and then figures. */
typedef enum
{
  PSC_ADVICE_FAILURES,
  PSC_ADVICE_SLEEP,
  PSC_ADVICE_SAME_VALUES,
  PSC_ADVICE_FEW_FILES,
  PSC_ADVICE_LONG_FILE,
  PSC_ADVICE_OCCUPANCY,
} PscAdviceKind;

typedef struct
{
  PscAdviceKind kind;
  char         *text; /* translated sentences */
  guint         n;    /* lost files that can be run again */
} PscAdvice;

GPtrArray *psc_advice_read (PscRun           *run,
                            const PscFigures *figures,
                            double            efficiency)
                            G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
