/* psc-run-progress.h: how far a run has come, in words
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-figures.h"

G_BEGIN_DECLS

char *psc_run_progress_dup_text (PscRun           *run,
                                 const PscFigures *figures)
                                 G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
