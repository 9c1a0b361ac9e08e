/* psc-exercise-sheet.h: an exercise on a slide, or on a sheet of paper
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-exercise.h"
#include "psc-figure-file.h"
#include "psc-report-page.h"

G_BEGIN_DECLS

typedef enum
{
  PSC_SHEET_SLIDE,  /* the picture and the main finding */
  PSC_SHEET_REPORT, /* everything */
} PscSheetKind;

/* What a slide is like when nothing else is wished. */
#define PSC_SLIDE_WIDTH  1280
#define PSC_SLIDE_HEIGHT 720
#define PSC_SLIDE_SCALE  1.5

PscReportPage *psc_exercise_sheet_new   (PscExercise             *exercise,
                                         PscSheetKind             kind,
                                         PangoContext            *context)
                                         G_GNUC_WARN_UNUSED_RESULT;
gboolean       psc_exercise_sheet_write (PscExercise             *exercise,
                                         PscSheetKind             kind,
                                         const PscFigureOptions  *options,
                                         GOutputStream           *stream,
                                         GCancellable            *cancellable,
                                         GError                 **error);

G_END_DECLS
