/* psc-report-page.h: text, tables and pictures on one page
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
  PSC_REPORT_HEADING, /* of the page */
  PSC_REPORT_TITLE,   /* of what follows */
  PSC_REPORT_BODY,
  PSC_REPORT_DIM,     /* small, of less weight */
} PscReportStyle;

/* Paints a picture at the origin, on the background that is there. */
typedef void (*PscReportPaint) (gpointer          picture,
                                cairo_t          *cr,
                                int               width,
                                int               height,
                                const PscPalette *palette);

/* Blocks flow from top to bottom.  All of them are on the page, whatever its
 * size: pictures share the height that is left between what they need and what
 * they can use; where even the former is not left, everything becomes smaller.
 * Where everything is follows from the blocks and the size alone. */
typedef struct _PscReportPage PscReportPage;

PscReportPage *psc_report_page_new          (PangoContext     *context,
                                             double            text_scale)
                                             G_GNUC_WARN_UNUSED_RESULT;
void           psc_report_page_free         (PscReportPage    *self);

void           psc_report_page_add_text     (PscReportPage    *self,
                                             PscReportStyle    style,
                                             const char       *text);
void           psc_report_page_take_table   (PscReportPage    *self,
                                             GPtrArray        *rows,
                                             const char       *columns);
void           psc_report_page_take_picture (PscReportPage    *self,
                                             int               min_height,
                                             int               max_height,
                                             PscReportPaint    paint,
                                             gpointer          picture,
                                             GDestroyNotify    destroy);
void           psc_report_page_begin_foot   (PscReportPage    *self);
void           psc_report_page_set_size     (PscReportPage    *self,
                                             int               width,
                                             int               height);

void           psc_report_page_paint        (PscReportPage    *self,
                                             cairo_t          *cr,
                                             const PscPalette *palette);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscReportPage, psc_report_page_free)

G_END_DECLS
