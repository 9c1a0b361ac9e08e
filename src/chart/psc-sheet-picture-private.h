/* psc-sheet-picture-private.h: the pictures of an exercise on a page
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-exercise.h"
#include "psc-report-page.h"

G_BEGIN_DECLS

void _psc_sheet_picture_add (PscReportPage *page,
                             PscExercise   *exercise,
                             PangoContext  *context,
                             double         text_scale,
                             gboolean       brief);

G_END_DECLS
