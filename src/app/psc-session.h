/* psc-session.h: a directory, and the runs of this sitting
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-figures.h"

G_BEGIN_DECLS

typedef enum
{
  PSC_SESSION_EMPTY,    /* no directory has been chosen */
  PSC_SESSION_READING,  /* the directory is being listed */
  PSC_SESSION_READY,    /* it is listed; a run may be started */
  PSC_SESSION_FAILED,   /* it cannot be listed or run: see the error */
  PSC_SESSION_RUNNING,
  PSC_SESSION_STOPPING, /* asked to stop, workers are still ending */
} PscSessionState;

#define PSC_TYPE_SESSION (psc_session_get_type ())
G_DECLARE_FINAL_TYPE (PscSession, psc_session, PSC, SESSION, GObject)

/* What a window is about, apart from its widgets.  Signal:
 *   "changed"   anything that a getter here answers has changed
 */

PscSession      *psc_session_new           (void) G_GNUC_WARN_UNUSED_RESULT;

PscSessionState  psc_session_get_state     (PscSession        *self);
gboolean         psc_session_is_busy       (PscSession        *self);
const char      *psc_session_get_directory (PscSession        *self);
PscListing      *psc_session_get_listing   (PscSession        *self);
guint            psc_session_get_n_found   (PscSession        *self);
PscRun          *psc_session_get_run       (PscSession        *self);
GListModel      *psc_session_get_runs      (PscSession        *self);
gboolean         psc_session_get_one_worker (PscSession       *self,
                                             PscRun           *run,
                                             PscFigures       *figures);
gboolean         psc_session_can_measure   (PscSession        *self);
gboolean         psc_session_can_run_lost  (PscSession        *self);
const GError    *psc_session_get_error     (PscSession        *self);

void             psc_session_set_directory (PscSession        *self,
                                            const char        *directory);
void             psc_session_set_flags     (PscSession        *self,
                                            PscListingFlags    flags);
void             psc_session_start         (PscSession        *self,
                                            const PscSettings *settings);
void             psc_session_measure       (PscSession        *self);
gboolean         psc_session_run_lost      (PscSession        *self,
                                            PscPipeline       *chosen,
                                            GError           **error);
void             psc_session_stop          (PscSession        *self);

void             psc_session_show_run      (PscSession        *self,
                                            PscRun            *run);
guint            psc_session_remove_run    (PscSession        *self,
                                            PscRun            *run);
void             psc_session_restore_run   (PscSession        *self,
                                            PscRun            *run,
                                            guint              position);

G_END_DECLS
