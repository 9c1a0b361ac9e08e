/* psc-compare-window.h: two runs beside each other
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-run.h"

G_BEGIN_DECLS

#define PSC_TYPE_COMPARE_WINDOW (psc_compare_window_get_type ())
G_DECLARE_FINAL_TYPE (PscCompareWindow, psc_compare_window, PSC,
                      COMPARE_WINDOW, AdwWindow)

GtkWidget *psc_compare_window_new (PscRun *first,
                                   PscRun *second) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
