/* psc-exercise-picture.h: what an exercise shows
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "psc-exercise.h"

G_BEGIN_DECLS

GtkWidget *psc_exercise_picture_new (PscExercise *exercise)
                                     G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
