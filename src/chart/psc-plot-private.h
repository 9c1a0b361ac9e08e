/* psc-plot-private.h: the plot as its files see it
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-plot.h"
#include "psc-text-private.h"
#include "psc-ticks.h"

G_BEGIN_DECLS

/* A piece of the curve before its label, and the gap behind it. */
#define PSC_PLOT_SWATCH     18.
#define PSC_PLOT_SWATCH_GAP 5.

typedef struct
{
  PscCurveStyle  style;
  guint          color;  /* a step's */
  char          *label;  /* (nullable) */
  GArray        *points; /* PscPlotPoint */
  PscRect        place;  /* of the label; no width: there is none */
} PscCurve;

struct _PscPlot
{
  /* Owned */
  PscText     *text;
  GPtrArray   *curves;          /* PscCurve */
  char        *title;           /* (nullable) */
  char        *x_label;         /* (nullable) */
  char        *reference_label; /* (nullable) */

  GArray      *x_values;        /* double; what the x axis names */

  PscPlotUnit  x_unit;
  PscPlotUnit  unit;
  double       reach;           /* how far the y axis goes at least */
  gboolean     logarithmic;
  double       reference;       /* NAN: none */
  int          width;
  int          height;

  /* The layout */
  gboolean     is_valid;
  PscRect      area;            /* where the curves are */
  PscRect      reference_place; /* of its label */
  double       x_min;
  double       x_max;
  double       y_max;
  double       y_step;          /* between two ticks */
  guint        n_ticks;         /* above 0 */
};

void  _psc_plot_validate     (PscPlot *self);
void  _psc_plot_place_labels (PscPlot *self);
int   _psc_plot_get_title_height (PscPlot *self);
char *_psc_plot_dup_value    (PscPlot *self,
                              double   y)
                              G_GNUC_WARN_UNUSED_RESULT;
char *_psc_plot_dup_tick     (PscPlot *self,
                              guint    index)
                              G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
