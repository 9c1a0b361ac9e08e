/* psc-trace-events.h: a run as Chrome trace events, for Perfetto
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-atomic-file.h"
#include "psc-run.h"

G_BEGIN_DECLS

/* A PscWriteFunc for a PscRun that has ended. */
gboolean psc_trace_events_write (GOutputStream  *stream,
                                 gpointer        run,
                                 GError        **error);

G_END_DECLS
