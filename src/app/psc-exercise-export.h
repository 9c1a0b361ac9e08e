/* psc-exercise-export.h: an exercise into a file
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-exercise-sheet.h"

G_BEGIN_DECLS

typedef enum
{
  PSC_EXERCISE_EXPORT_REPORT, /* a page of paper, as PDF */
  PSC_EXERCISE_EXPORT_SLIDE,  /* a picture, as PNG, SVG or PDF */
  PSC_EXERCISE_EXPORT_POINTS, /* as CSV */
  PSC_EXERCISE_EXPORT_SWEEPS, /* as JSON */
} PscExerciseExport;
#define PSC_N_EXERCISE_EXPORTS 4

const char *psc_exercise_export_get_ending (PscExerciseExport   what,
                                            guint               index);
gboolean    psc_exercise_export_from_name  (const char         *name,
                                            PscExerciseExport  *what);
char       *psc_exercise_export_dup_name   (PscExercise        *exercise,
                                            PscExerciseExport   what)
                                            G_GNUC_WARN_UNUSED_RESULT;
char       *psc_exercise_export_dup_path   (PscExerciseExport   what,
                                            const char         *path)
                                            G_GNUC_WARN_UNUSED_RESULT;
gboolean    psc_exercise_export_write      (PscExercise        *exercise,
                                            PscExerciseExport   what,
                                            PscPaletteKind      palette,
                                            const char         *path,
                                            GError            **error);

G_END_DECLS
