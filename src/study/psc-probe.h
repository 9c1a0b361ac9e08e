/* psc-probe.h: how long a file takes, before anything has been measured
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-run.h"

G_BEGIN_DECLS

#define PSC_PROBE_MAX_FILES 16

void   psc_probe_async  (PscListing           *listing,
                         const PscSettings    *settings,
                         gint64                limit_ns,
                         GCancellable         *cancellable,
                         GAsyncReadyCallback   callback,
                         gpointer              user_data);
gint64 psc_probe_finish (GAsyncResult         *result,
                         GError              **error);

G_END_DECLS
