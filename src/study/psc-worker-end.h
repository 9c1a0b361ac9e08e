/* psc-worker-end.h: workers that died, in words
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-run.h"

G_BEGIN_DECLS

/* Workers count from 0 here, and from 1 in words.  One that left when it was
 * not needed any more, or was ended since somebody stopped the run, has not
 * died. */

gboolean psc_worker_end_is_death  (PscRun *run,
                                   guint   worker);
guint    psc_worker_end_count     (PscRun *run);
const char *psc_worker_end_get_obstacle (PscRun *run,
                                         guint   worker);
gboolean psc_worker_end_is_paused (PscRun *run,
                                   guint   worker);
char    *psc_worker_end_dup_text  (PscRun *run,
                                   guint   worker)
                                   G_GNUC_WARN_UNUSED_RESULT;
char    *psc_worker_end_dup_story (PscRun *run,
                                   guint   worker)
                                   G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
