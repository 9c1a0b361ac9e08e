/* psc-history-follower-private.h: what a run has done since one last looked
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-history-keeping-private.h"

G_BEGIN_DECLS

/* For the run's main context.  It costs as much as there is news, however much
 * there was before. */
typedef struct _PscHistoryFollower PscHistoryFollower;

PscHistoryFollower *_psc_history_follower_new  (PscRun             *run)
                                                G_GNUC_WARN_UNUSED_RESULT;
void                _psc_history_follower_free (PscHistoryFollower *self);
PscHistoryNews     *_psc_history_follower_read (PscHistoryFollower *self)
                                                G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
