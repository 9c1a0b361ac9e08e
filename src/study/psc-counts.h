/* psc-counts.h: numbers of workers, as they are typed
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-exercise-plan.h"

G_BEGIN_DECLS

char     *psc_counts_dup_text (const PscExerciseOptions  *options)
                               G_GNUC_WARN_UNUSED_RESULT;
gboolean  psc_counts_parse    (const char                *text,
                               PscExerciseOptions        *options,
                               const char               **problem);

G_END_DECLS
