/* psc-session-again.c: runs that are made like the one that is shown
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-session-again"

#include "config.h"

#include "psc-losses.h"
#include "psc-session-private.h"

/* A run from a document cannot be made again: it may be another machine's, and
 * nobody has asked for its steps to be done here. */
static gboolean
can_repeat (PscSession *self)
{
  return self->state != PSC_SESSION_READING && !psc_session_is_busy (self) &&
         self->shown != NULL && !psc_run_is_kept (self->shown);
}

/**
 * psc_session_can_measure:
 *
 * Whether the run that is shown is whole, and has no run with one worker yet that
 * it could be compared with.
 */
gboolean
psc_session_can_measure (PscSession *self)
{
  PscFigures figures;

  g_return_val_if_fail (PSC_IS_SESSION (self), FALSE);

  return can_repeat (self) && psc_run_list_is_whole (self->shown) &&
         psc_run_get_settings (self->shown)->workers > 1 &&
         !psc_session_get_one_worker (self, self->shown, &figures);
}

/**
 * psc_session_measure:
 *
 * Makes a run with one worker, otherwise like the one that is shown and over
 * the same files.  The run that is shown comes back when it has ended.
 */
void
psc_session_measure (PscSession *self)
{
  g_autoptr (PscSettings) settings = NULL;
  g_autoptr (PscRun) run = NULL;

  g_return_if_fail (PSC_IS_SESSION (self));
  g_return_if_fail (psc_session_can_measure (self));

  settings = psc_settings_copy (psc_run_get_settings (self->shown));
  settings->workers = 1;
  run = psc_run_new (settings, psc_run_get_listing (self->shown));

  g_set_object (&self->resting, self->shown);
  _psc_session_execute (self, run);
  _psc_session_set_state (self, PSC_SESSION_RUNNING);
}

/**
 * psc_session_can_run_lost:
 *
 * Whether the run that is shown has lost files that another one could take.
 */
gboolean
psc_session_can_run_lost (PscSession *self)
{
  g_return_val_if_fail (PSC_IS_SESSION (self), FALSE);

  return can_repeat (self) && psc_losses_count (self->shown) > 0;
}

/**
 * psc_session_run_lost:
 *
 * Makes another run, with the settings of the one that is shown, over just the
 * files that are lost to it.
 */
void
psc_session_run_lost (PscSession *self)
{
  g_autoptr (PscListing) listing = NULL;
  g_autoptr (PscRun) run = NULL;

  g_return_if_fail (PSC_IS_SESSION (self));
  g_return_if_fail (psc_session_can_run_lost (self));

  listing = psc_losses_list (self->shown);
  run = psc_run_new (psc_run_get_settings (self->shown), listing);
  psc_run_set_again_of (run, psc_run_get_started (self->shown));

  _psc_session_execute (self, run);
  _psc_session_set_state (self, PSC_SESSION_RUNNING);
}
