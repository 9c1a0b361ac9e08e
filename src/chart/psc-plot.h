/* psc-plot.h: curves over an axis of numbers
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>
#include <pango/pango.h>

#include "psc-palette.h"
#include "psc-scene.h"

G_BEGIN_DECLS

typedef enum
{
  PSC_PLOT_TIME,  /* nanoseconds */
  PSC_PLOT_RATIO, /* at least up to 1 */
  PSC_PLOT_COUNT, /* plain numbers */
} PscPlotUnit;

typedef enum
{
  PSC_CURVE_MEASURED,  /* a line with points */
  PSC_CURVE_PREDICTED, /* dashed, with points */
  PSC_CURVE_BESIDE,    /* dashed, with small points: of less weight */
  PSC_CURVE_IDEAL,     /* dotted and dim, without points */
} PscCurveStyle;

typedef struct
{
  double x;
  double y;
  double min; /* of the repeats; NAN for a point without spread */
  double max;
  guint  n;   /* how many repeats; 0: it does not come from any */
} PscPlotPoint;

/* Where everything is follows from the curves and the size alone; painting
 * changes nothing.  Positions are pixels from the upper left corner. */
typedef struct _PscPlot PscPlot;

PscPlot *psc_plot_new           (PangoContext       *context,
                                 double              text_scale)
                                 G_GNUC_WARN_UNUSED_RESULT;
void     psc_plot_free          (PscPlot            *self);

void     psc_plot_set_title     (PscPlot            *self,
                                 const char         *title);
void     psc_plot_set_x_axis    (PscPlot            *self,
                                 const char         *label,
                                 gboolean            logarithmic);
void     psc_plot_set_x_unit    (PscPlot            *self,
                                 PscPlotUnit         unit);
void     psc_plot_set_x_values  (PscPlot            *self,
                                 const double       *values,
                                 guint               n_values);
void     psc_plot_set_unit      (PscPlot            *self,
                                 PscPlotUnit         unit);
void     psc_plot_set_reach     (PscPlot            *self,
                                 double              y);
void     psc_plot_set_reference (PscPlot            *self,
                                 double              x,
                                 const char         *label);
void     psc_plot_add_curve     (PscPlot            *self,
                                 PscCurveStyle       style,
                                 guint               color,
                                 const char         *label,
                                 const PscPlotPoint *points,
                                 guint               n_points);
void     psc_plot_set_size      (PscPlot            *self,
                                 int                 width,
                                 int                 height);

void     psc_plot_get_area      (PscPlot            *self,
                                 PscRect            *area);
void     psc_plot_get_position  (PscPlot            *self,
                                 double              x,
                                 double              y,
                                 double             *position_x,
                                 double             *position_y);
void     psc_plot_get_value     (PscPlot            *self,
                                 double              position_x,
                                 double              position_y,
                                 double             *x,
                                 double             *y);
gboolean psc_plot_pick          (PscPlot            *self,
                                 double              position_x,
                                 double              position_y,
                                 guint              *curve,
                                 guint              *point);
void     psc_plot_paint         (PscPlot            *self,
                                 cairo_t            *cr,
                                 const PscPalette   *palette);
void     psc_plot_paint_mark    (PscPlot            *self,
                                 cairo_t            *cr,
                                 const PscPalette   *palette,
                                 guint               curve,
                                 guint               point);

/* What the curves hold.  Those that are ideal have no points to speak of. */
const char         *psc_plot_get_title      (PscPlot *self);
guint               psc_plot_get_n_curves   (PscPlot *self);
guint               psc_plot_get_n_points   (PscPlot *self,
                                             guint    curve);
const PscPlotPoint *psc_plot_get_point      (PscPlot *self,
                                             guint    curve,
                                             guint    point);
char               *psc_plot_dup_point_text (PscPlot *self,
                                             guint    curve,
                                             guint    point)
                                             G_GNUC_WARN_UNUSED_RESULT;
char               *psc_plot_dup_summary    (PscPlot *self)
                                             G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscPlot, psc_plot_free)

G_END_DECLS
