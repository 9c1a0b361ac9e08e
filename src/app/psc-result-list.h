/* psc-result-list.h: the earlier results of an exercise
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-exercise-store.h"

G_BEGIN_DECLS

#define PSC_TYPE_RESULT_LIST (psc_result_list_get_type ())
G_DECLARE_FINAL_TYPE (PscResultList, psc_result_list, PSC, RESULT_LIST, AdwBin)

/* When it was, in which directory, what was predicted and measured.  Signal:
 *   "chosen"   (position in the store): a result is to be shown
 */

GtkWidget *psc_result_list_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void       psc_result_list_set_store (PscResultList    *self,
                                      PscExerciseStore *store);
void       psc_result_list_set_kind  (PscResultList    *self,
                                      PscExerciseKind   kind);

G_END_DECLS
