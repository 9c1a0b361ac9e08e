/* psc-print.h: a run on paper
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "psc-figure.h"
#include "psc-figures.h"

G_BEGIN_DECLS

#define PSC_TYPE_PRINT (psc_print_get_type ())
G_DECLARE_FINAL_TYPE (PscPrint, psc_print, PSC, PRINT, GtkPrintOperation)

PscPrint *psc_print_new (PscRun                 *run,
                         const PscFigures       *one,
                         const PscFigureOptions *options)
                         G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
