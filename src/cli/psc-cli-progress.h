/* psc-cli-progress.h: how far a run has come, on a terminal
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-run.h"

G_BEGIN_DECLS

typedef struct _PscCliProgress PscCliProgress;

PscCliProgress *psc_cli_progress_new  (PscRun         *run)
                                       G_GNUC_WARN_UNUSED_RESULT;
void            psc_cli_progress_free (PscCliProgress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscCliProgress, psc_cli_progress_free)

G_END_DECLS
