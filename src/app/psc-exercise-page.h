/* psc-exercise-page.h: one exercise, from the question to the findings
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-exercise.h"

G_BEGIN_DECLS

#define PSC_TYPE_EXERCISE_PAGE (psc_exercise_page_get_type ())
G_DECLARE_FINAL_TYPE (PscExercisePage, psc_exercise_page, PSC, EXERCISE_PAGE,
                      AdwBin)

/* Reads from top to bottom: question, prediction, measurement, pictures,
 * findings, the next question.  Properties:
 *   "exercise"   (nullable) a PscExercise
 *   "teaching"   whether it may be measured without a prediction
 */

GtkWidget   *psc_exercise_page_new          (void) G_GNUC_WARN_UNUSED_RESULT;

PscExercise *psc_exercise_page_get_exercise (PscExercisePage *self);
void         psc_exercise_page_set_exercise (PscExercisePage *self,
                                             PscExercise     *exercise);
gboolean     psc_exercise_page_get_teaching (PscExercisePage *self);
void         psc_exercise_page_set_teaching (PscExercisePage *self,
                                             gboolean         teaching);
void         psc_exercise_page_set_average  (PscExercisePage *self,
                                             gint64           average_ns);

gboolean     psc_exercise_page_can_measure  (PscExercisePage *self);
const char  *psc_exercise_page_get_hint     (PscExercisePage *self);
void         psc_exercise_page_measure      (PscExercisePage *self);
void         psc_exercise_page_stop         (PscExercisePage *self);

G_END_DECLS
