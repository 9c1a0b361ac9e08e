/* psc-losses.h: the files that a run did not get through
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-run.h"

G_BEGIN_DECLS

/* A file is lost to a run when its steps did not all run to their own end, for
 * a reason that another try need not have: a step that could not be started,
 * was killed or took too long, a worker that died, no worker at all, or a
 * directory that went away.  A file that cannot go through, or was stopped by
 * the user, is not. */

gboolean    psc_losses_is_loss    (PscOutcome  outcome);
guint       psc_losses_count      (PscRun     *run);
char       *psc_losses_dup_counts (PscRun     *run)
                                   G_GNUC_WARN_UNUSED_RESULT;
PscListing *psc_losses_list       (PscRun     *run)
                                   G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
