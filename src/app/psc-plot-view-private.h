/* psc-plot-view-private.h: the plot view as its files see it
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-plot-view.h"

G_BEGIN_DECLS

/* No curve, and no point of one. */
#define PSC_NO_POINT (-1)
#define PSC_NO_PLACE ((PscPlace) { PSC_NO_POINT, PSC_NO_POINT })

typedef struct
{
  int curve; /* PSC_NO_POINT: none */
  int point;
} PscPlace;

struct _PscPlotView
{
  GtkWidget         parent_instance;

  /* Owned */
  PscPlot          *plot; /* NULL until it is needed */

  /* Borrowed */
  const PscPalette *palette;
  PscPlotMaker      maker;
  gpointer          maker_data;

  PscPlace          hovered;
  PscPlace          selected;
  int               dragged; /* a point of the first curve, or PSC_NO_POINT */
  guint             editable : 1;
};

gboolean _psc_plot_view_has           (PscPlotView      *self,
                                       const PscPlace   *place);
void     _psc_plot_view_describe      (PscPlotView      *self);
PscPlace _psc_plot_view_pick          (PscPlotView      *self,
                                       double            x,
                                       double            y);
void     _psc_plot_view_install_input (PscPlotViewClass *klass);
void     _psc_plot_view_add_input     (PscPlotView      *self);

G_END_DECLS
