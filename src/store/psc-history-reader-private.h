/* psc-history-reader-private.h: what is kept becomes a run again
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-exercise-result.h"
#include "psc-history-db-private.h"
#include "psc-run.h"

G_BEGIN_DECLS

gboolean           _psc_history_can_read    (PscHistoryDb  *db);
PscRun            *_psc_history_read_run    (PscHistoryDb  *db,
                                             gint64         entry,
                                             GError       **error)
                                             G_GNUC_WARN_UNUSED_RESULT;
PscExerciseResult *_psc_history_read_result (PscHistoryDb  *db,
                                             gint64         entry,
                                             GError       **error)
                                             G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
