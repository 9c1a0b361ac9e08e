/* psc-exercise-store.h: results of exercises, kept from sitting to sitting
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "psc-exercise-result.h"

G_BEGIN_DECLS

#define PSC_TYPE_EXERCISE_STORE (psc_exercise_store_get_type ())
G_DECLARE_FINAL_TYPE (PscExerciseStore, psc_exercise_store, PSC,
                      EXERCISE_STORE, GObject)

/* A file for each result, in one directory.  Files are read and written in
 * other threads, one at a time.  Signals:
 *   "changed"   the results
 *   "problem"   (const char *): something could not be kept, or read; a
 *               sentence for the user
 */

PscExerciseStore *psc_exercise_store_new         (const char        *directory)
                                                  G_GNUC_WARN_UNUSED_RESULT;
void              psc_exercise_store_load        (PscExerciseStore  *self);
GPtrArray        *psc_exercise_store_get_results (PscExerciseStore  *self);
PscExerciseResult *psc_exercise_store_find_newest (PscExerciseStore *self,
                                                  PscExerciseKind    kind);
void              psc_exercise_store_keep        (PscExerciseStore  *self,
                                                  PscExerciseResult *result);
void              psc_exercise_store_remove      (PscExerciseStore  *self,
                                                  PscExerciseResult *result);

G_END_DECLS
