/* psc-strip-view.h: a strip plot, pointed at and walked through
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "psc-strip-plot.h"

G_BEGIN_DECLS

#define PSC_TYPE_STRIP_VIEW (psc_strip_view_get_type ())
G_DECLARE_FINAL_TYPE (PscStripView, psc_strip_view, PSC, STRIP_VIEW, GtkWidget)

/* Makes the plot anew, with the widget's font. */
typedef PscStripPlot *(*PscStripMaker) (PangoContext *context,
                                        gpointer      data)
                                        G_GNUC_WARN_UNUSED_RESULT;

/* Up, Down, Home and End choose a row, and what it shows is told. */

GtkWidget    *psc_strip_view_new          (void) G_GNUC_WARN_UNUSED_RESULT;

void          psc_strip_view_set_maker    (PscStripView  *self,
                                           PscStripMaker  maker,
                                           gpointer       data);
void          psc_strip_view_update       (PscStripView  *self);
PscStripPlot *psc_strip_view_get_plot     (PscStripView  *self);
int           psc_strip_view_get_selected (PscStripView  *self);

G_END_DECLS
