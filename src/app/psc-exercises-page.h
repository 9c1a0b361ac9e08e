/* psc-exercises-page.h: the four exercises beside each other
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-exercise-page.h"
#include "psc-exercise-store.h"

G_BEGIN_DECLS

#define PSC_TYPE_EXERCISES_PAGE (psc_exercises_page_get_type ())
G_DECLARE_FINAL_TYPE (PscExercisesPage, psc_exercises_page, PSC,
                      EXERCISES_PAGE, AdwBin)

/* Properties:
 *   "kind"        which exercise is shown
 *   "measuring"   whether one of them is being measured
 *   "teaching"    whether they may be measured without a prediction
 * Signal:
 *   "changed"     what the exercise that is shown allows may have changed
 */

GtkWidget       *psc_exercises_page_new           (void) G_GNUC_WARN_UNUSED_RESULT;

PscExerciseKind  psc_exercises_page_get_kind      (PscExercisesPage  *self);
void             psc_exercises_page_set_kind      (PscExercisesPage  *self,
                                                   PscExerciseKind    kind);
gboolean         psc_exercises_page_get_measuring (PscExercisesPage  *self);
gboolean         psc_exercises_page_get_teaching  (PscExercisesPage  *self);
void             psc_exercises_page_set_teaching  (PscExercisesPage  *self,
                                                   gboolean           teaching);
PscExercisePage *psc_exercises_page_get_page      (PscExercisesPage  *self);

void             psc_exercises_page_set_files     (PscExercisesPage  *self,
                                                   PscListing        *listing,
                                                   const PscSettings *settings);
void             psc_exercises_page_set_average   (PscExercisesPage  *self,
                                                   gint64             average_ns);
void             psc_exercises_page_set_store     (PscExercisesPage  *self,
                                                   PscExerciseStore  *store);
void             psc_exercises_page_restore       (PscExercisesPage  *self);
void             psc_exercises_page_show_result   (PscExercisesPage  *self,
                                                   PscExerciseResult *result);
void             psc_exercises_page_clear         (PscExercisesPage  *self);
void             psc_exercises_page_stop          (PscExercisesPage  *self);

G_END_DECLS
