/* psc-report-table-private.h: a table on a page
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-palette.h"
#include "psc-text-private.h"

G_BEGIN_DECLS

/* A table on paper. */
typedef struct _PscReportTable PscReportTable;

PscReportTable *_psc_report_table_new        (GPtrArray        *rows,
                                              const char       *columns)
                                              G_GNUC_WARN_UNUSED_RESULT;
void            _psc_report_table_free       (PscReportTable   *self);
int             _psc_report_table_set_width  (PscReportTable   *self,
                                              PscText          *text,
                                              int               width);
void            _psc_report_table_paint      (PscReportTable   *self,
                                              PscText          *text,
                                              cairo_t          *cr,
                                              const PscPalette *palette);

G_END_DECLS
