/* psc-exercise-store.h: results of exercises, kept from sitting to sitting
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-exercise-result.h"
#include "psc-history.h"

G_BEGIN_DECLS

#define PSC_TYPE_EXERCISE_STORE (psc_exercise_store_get_type ())
G_DECLARE_FINAL_TYPE (PscExerciseStore, psc_exercise_store, PSC,
                      EXERCISE_STORE, GObject)

/* The exercises of a history, as they are: whoever removes or brings back an
 * entry there does so here.  What cannot be kept is here all the same, until
 * the program ends.  Signals:
 *   "changed"   the results, when all that were to be read have been
 *   "problem"   (const char *): something could not be read; a sentence for
 *               the user
 */

PscExerciseStore *psc_exercise_store_new         (PscHistory        *history)
                                                  G_GNUC_WARN_UNUSED_RESULT;
void              psc_exercise_store_take_over   (PscExerciseStore  *self,
                                                  const char        *directory);
GPtrArray        *psc_exercise_store_get_results (PscExerciseStore  *self);
PscExerciseResult *psc_exercise_store_find_newest (PscExerciseStore *self,
                                                  PscExerciseKind    kind);
void              psc_exercise_store_keep        (PscExerciseStore  *self,
                                                  PscExerciseResult *result);
void              psc_exercise_store_remove      (PscExerciseStore  *self,
                                                  PscExerciseResult *result);

G_END_DECLS
