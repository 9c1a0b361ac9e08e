/* psc-account-bar.h: where the area N x wall went, as one bar
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "psc-account.h"

G_BEGIN_DECLS

#define PSC_TYPE_ACCOUNT_BAR (psc_account_bar_get_type ())
G_DECLARE_FINAL_TYPE (PscAccountBar, psc_account_bar, PSC, ACCOUNT_BAR,
                      GtkWidget)

GtkWidget *psc_account_bar_new         (void);

void       psc_account_bar_set_run     (PscAccountBar    *self,
                                        PscRun           *run);
void       psc_account_bar_set_account (PscAccountBar    *self,
                                        gint64            length_ns,
                                        const PscAccount *account);
guint      psc_account_bar_get_lit     (PscAccountBar    *self);
guint      psc_account_bar_get_pinned  (PscAccountBar    *self);
void       psc_account_bar_set_pinned  (PscAccountBar    *self,
                                        guint             part);
guint      psc_account_bar_get_marked  (PscAccountBar    *self);
void       psc_account_bar_set_marked  (PscAccountBar    *self,
                                        guint             part);
char      *psc_account_bar_dup_summary (PscAccountBar    *self)
                                        G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
