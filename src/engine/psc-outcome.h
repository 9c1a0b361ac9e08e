/* psc-outcome.h: outcomes in words
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-types.h"

G_BEGIN_DECLS

char       *psc_outcome_describe   (PscCause    cause,
                                    const char *step_name,
                                    int         exit_code,
                                    int         signal,
                                    gint64      step_timeout_ns,
                                    const char *detail)
                                    G_GNUC_WARN_UNUSED_RESULT;
const char *psc_outcome_get_label  (PscOutcome  outcome);
char       *psc_signal_dup_name    (int         signal)
                                    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
