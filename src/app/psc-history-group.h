/* psc-history-group.h: how much of the history is kept
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-history.h"

G_BEGIN_DECLS

#define PSC_TYPE_HISTORY_GROUP (psc_history_group_get_type ())
G_DECLARE_FINAL_TYPE (PscHistoryGroup, psc_history_group, PSC, HISTORY_GROUP,
                      AdwPreferencesGroup)

GtkWidget *psc_history_group_new         (void) G_GNUC_WARN_UNUSED_RESULT;

void       psc_history_group_set_history (PscHistoryGroup *self,
                                          PscHistory      *history,
                                          GSettings       *settings);
void       psc_history_group_bind_limit  (PscHistory      *history,
                                          GSettings       *settings);

G_END_DECLS
