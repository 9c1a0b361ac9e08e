/* psc-exercise-words.h: an exercise, in words
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-exercise.h"

G_BEGIN_DECLS

char *psc_exercise_dup_progress  (PscExercise  *self,
                                  gint64        average_ns)
                                  G_GNUC_WARN_UNUSED_RESULT;
char *psc_exercise_dup_subject   (PscExercise  *self)
                                  G_GNUC_WARN_UNUSED_RESULT;
char *psc_exercise_dup_answer    (PscExercise  *self,
                                  guint         choice)
                                  G_GNUC_WARN_UNUSED_RESULT;
char *psc_exercise_dup_judgement (PscExercise  *self,
                                  char        **detail)
                                  G_GNUC_WARN_UNUSED_RESULT;
char *psc_exercise_dup_pipeline  (PscExercise  *self)
                                  G_GNUC_WARN_UNUSED_RESULT;
char *psc_exercise_dup_origin    (PscExercise  *self)
                                  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
