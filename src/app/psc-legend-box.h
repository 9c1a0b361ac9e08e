/* psc-legend-box.h: what signs mean, in lines of text
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PSC_TYPE_LEGEND_BOX (psc_legend_box_get_type ())
G_DECLARE_FINAL_TYPE (PscLegendBox, psc_legend_box, PSC, LEGEND_BOX,
                      GtkWidget)

GtkWidget *psc_legend_box_new      (void);

GtkWidget *psc_legend_box_append   (PscLegendBox *self,
                                    GtkWidget    *swatch);
GtkWidget *psc_legend_box_append_toggle (PscLegendBox *self,
                                    GtkWidget    *swatch);
void       psc_legend_box_clear    (PscLegendBox *self);
void       psc_legend_box_set_text (PscLegendBox *self,
                                    GtkWidget    *entry,
                                    const char   *text);

G_END_DECLS
