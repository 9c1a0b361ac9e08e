/* psc-figure-tile.h: one figure, large, with its name and a note
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PSC_TYPE_FIGURE_TILE (psc_figure_tile_get_type ())
G_DECLARE_FINAL_TYPE (PscFigureTile, psc_figure_tile, PSC, FIGURE_TILE,
                      GtkWidget)

GtkWidget  *psc_figure_tile_new         (const char    *caption);

const char *psc_figure_tile_get_caption (PscFigureTile *self);
void        psc_figure_tile_set_caption (PscFigureTile *self,
                                         const char    *caption);
const char *psc_figure_tile_get_value   (PscFigureTile *self);
void        psc_figure_tile_set_value   (PscFigureTile *self,
                                         const char    *value);
const char *psc_figure_tile_get_note    (PscFigureTile *self);
void        psc_figure_tile_set_note    (PscFigureTile *self,
                                         const char    *note);
const char *psc_figure_tile_get_button_label (PscFigureTile *self);
void        psc_figure_tile_set_button_label (PscFigureTile *self,
                                              const char    *label);
gboolean    psc_figure_tile_get_warning (PscFigureTile *self);
void        psc_figure_tile_set_warning (PscFigureTile *self,
                                         gboolean       warning);
const char *psc_figure_tile_get_explanation (PscFigureTile *self);
void        psc_figure_tile_set_explanation (PscFigureTile *self,
                                             const char    *explanation);

G_END_DECLS
