/* psc-history-salvage-private.h: what can be read of a damaged database
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-history-db-private.h"
#include "psc-history-owner-private.h"

G_BEGIN_DECLS

guint _psc_history_salvage (PscHistoryDb          *db,
                            const char            *damaged,
                            const PscHistoryOwner *owner);

G_END_DECLS
