/* psc-session-private.h: the inside of a session, for the files that implement
 * it
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-run-list.h"
#include "psc-session.h"

G_BEGIN_DECLS

struct _PscSession
{
  GObject          parent_instance;

  /* Owned */
  char            *directory;
  PscListing      *listing;
  PscRunList      *runs;
  PscRun          *shown;   /* one of the runs, or none */
  PscRun          *active;  /* while it goes on */
  PscRun          *resting; /* comes back after the run with one worker */
  PscSettings     *pending; /* a run with these follows the reading */
  GCancellable    *cancellable;
  GError          *error;

  PscListingFlags  flags;
  PscSessionState  state;
  guint            n_found; /* entries read so far; atomic */
};

void _psc_session_set_state (PscSession      *self,
                             PscSessionState  state);
void _psc_session_execute   (PscSession      *self,
                             PscRun          *run);

G_END_DECLS
