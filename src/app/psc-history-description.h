/* psc-history-description.h: what the user says of an entry of the history
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-history.h"

G_BEGIN_DECLS

GtkWidget *psc_history_description_new (PscHistory      *history,
                                        PscHistoryEntry *entry)
                                        G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
