/* psc-strip-plot-private.h: the strip plot as its files see it
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-log-axis.h"
#include "psc-sample.h"
#include "psc-strip-plot.h"
#include "psc-text-private.h"

G_BEGIN_DECLS

typedef struct
{
  PscStripStyle  style;
  guint          color;  /* a step's */
  char          *label;
  GArray        *values; /* double, in nanoseconds */
  PscSample      sample;
  PscRect        rect;   /* of the row */
  PscRect        band;   /* of the values in it */
} PscStripRow;

typedef struct
{
  double   time_ns;
  char    *label;
  gboolean shaded; /* everything that is shorter */
} PscStripMark;

struct _PscStripPlot
{
  /* Owned */
  PscText    *text;
  GPtrArray  *rows;  /* PscStripRow */
  GPtrArray  *marks; /* PscStripMark */
  char       *title; /* (nullable) */

  int         width;

  /* The layout */
  gboolean    is_valid;
  PscLogAxis  axis;
  double      marks_y; /* of the first mark's label */
  double      foot;    /* where the axis is */
  int         height;
};

void  _psc_strip_plot_validate  (PscStripPlot      *self);
char *_psc_strip_row_dup_label  (const PscStripRow *row)
                                 G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
