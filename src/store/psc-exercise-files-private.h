/* psc-exercise-files-private.h: results as earlier versions kept them
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "psc-exercise-result.h"

G_BEGIN_DECLS

/* A file for each result, in one directory. */
typedef struct
{
  char              *path;
  PscExerciseResult *result;
} PscExerciseFile;

void       _psc_exercise_file_free         (PscExerciseFile      *self);
void       _psc_exercise_files_read_async  (const char           *directory,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
GPtrArray *_psc_exercise_files_read_finish (GAsyncResult         *result,
                                            GPtrArray           **problems)
                                            G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
