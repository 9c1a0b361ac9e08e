/* psc-exercise-packed-private.h: the document of an exercise, packed
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "psc-exercise-result.h"

G_BEGIN_DECLS

/* A PscWriteFunc for a PscExerciseResult. */
gboolean           _psc_exercise_packed_write (GOutputStream  *stream,
                                               gpointer        result,
                                               GError        **error);
PscExerciseResult *_psc_exercise_packed_read  (GInputStream   *stream,
                                               GError        **error)
                                               G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
