/* psc-pool.h: N lanes and the queue of chunks they take from
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-run.h"

G_BEGIN_DECLS

/* Whether a run with these settings can begin, as far as it can be known
 * before: the settings, the system's limits, the programs that are needed. */
gboolean  psc_pool_check          (const PscSettings    *settings,
                                   GError              **error);

/* Runs the pipeline of a new run over its files.  Fails before anything has
 * started when a setting, a limit or a missing program forbids it.  Cancelling
 * stops the run: workers and their steps are ended, every task gets an
 * outcome, and the operation finishes with G_IO_ERROR_CANCELLED. */
void      psc_pool_execute_async  (PscRun               *run,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
gboolean  psc_pool_execute_finish (PscRun               *run,
                                   GAsyncResult         *result,
                                   GError              **error);

G_END_DECLS
