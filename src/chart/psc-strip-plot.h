/* psc-strip-plot.h: how lengths of time are distributed, in rows
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

#define PSC_NO_ROW (-1)

typedef enum
{
  PSC_STRIP_DOTS, /* one for each value, and a line at the median */
  PSC_STRIP_BARS, /* a histogram */
} PscStripStyle;

/* Rows of values over one logarithmic axis of time.  Where everything is
 * follows from the rows and the width alone; painting changes nothing.
 * Positions are pixels from the upper left corner. */
typedef struct _PscStripPlot PscStripPlot;

PscStripPlot *psc_strip_plot_new          (PangoContext     *context,
                                           double            text_scale)
                                           G_GNUC_WARN_UNUSED_RESULT;
void          psc_strip_plot_free         (PscStripPlot     *self);

void          psc_strip_plot_set_title    (PscStripPlot     *self,
                                           const char       *title);
void          psc_strip_plot_add_row      (PscStripPlot     *self,
                                           PscStripStyle     style,
                                           guint             color,
                                           const char       *label,
                                           const double     *values,
                                           guint             n_values);
void          psc_strip_plot_add_mark     (PscStripPlot     *self,
                                           double            time_ns,
                                           const char       *label,
                                           gboolean          shaded);
void          psc_strip_plot_set_width    (PscStripPlot     *self,
                                           int               width);

const char   *psc_strip_plot_get_title    (PscStripPlot     *self);
guint         psc_strip_plot_get_n_rows   (PscStripPlot     *self);
int           psc_strip_plot_get_height   (PscStripPlot     *self);
void          psc_strip_plot_get_row_rect (PscStripPlot     *self,
                                           guint             row,
                                           PscRect          *rect);
int           psc_strip_plot_pick         (PscStripPlot     *self,
                                           double            y);
char         *psc_strip_plot_dup_row_text (PscStripPlot     *self,
                                           guint             row)
                                           G_GNUC_WARN_UNUSED_RESULT;
char         *psc_strip_plot_dup_summary  (PscStripPlot     *self)
                                           G_GNUC_WARN_UNUSED_RESULT;
void          psc_strip_plot_paint        (PscStripPlot     *self,
                                           cairo_t          *cr,
                                           const PscPalette *palette,
                                           int               pointed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscStripPlot, psc_strip_plot_free)

G_END_DECLS
