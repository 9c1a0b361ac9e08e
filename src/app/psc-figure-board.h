/* psc-figure-board.h: the figures of one run, side by side
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-figures.h"

G_BEGIN_DECLS

#define PSC_TYPE_FIGURE_BOARD (psc_figure_board_get_type ())
G_DECLARE_FINAL_TYPE (PscFigureBoard, psc_figure_board, PSC, FIGURE_BOARD,
                      AdwBin)

GtkWidget *psc_figure_board_new             (void);

void       psc_figure_board_set_figures     (PscFigureBoard   *self,
                                             const PscFigures *figures,
                                             const PscFigures *one,
                                             gboolean          live);
void       psc_figure_board_set_can_measure (PscFigureBoard   *self,
                                             gboolean          can_measure);

G_END_DECLS
