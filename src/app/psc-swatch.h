/* psc-swatch.h: one of the chart's signs, as a widget
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "psc-account.h"

G_BEGIN_DECLS

#define PSC_TYPE_SWATCH (psc_swatch_get_type ())
G_DECLARE_FINAL_TYPE (PscSwatch, psc_swatch, PSC, SWATCH, GtkWidget)

GtkWidget *psc_swatch_new_for_task    (void);
GtkWidget *psc_swatch_new_for_step    (guint        step);
GtkWidget *psc_swatch_new_for_part    (PscPartKind  part);
GtkWidget *psc_swatch_new_for_outcome (PscOutcome   outcome);
GtkWidget *psc_swatch_new_for_silence (void);
GtkWidget *psc_swatch_new_for_death   (void);

G_END_DECLS
