/* psc-window.h: the window on one session
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-exercise-store.h"
#include "psc-history.h"
#include "psc-session.h"

G_BEGIN_DECLS

#define PSC_TYPE_WINDOW (psc_window_get_type ())
G_DECLARE_FINAL_TYPE (PscWindow, psc_window, PSC, WINDOW,
                      AdwApplicationWindow)

GtkWidget  *psc_window_new            (AdwApplication *application,
                                       GSettings      *settings);

PscSession *psc_window_get_session    (PscWindow      *self);
void        psc_window_open           (PscWindow      *self,
                                       GFile          *file);
void        psc_window_keep_results   (PscWindow      *self,
                                       PscExerciseStore *store);
void        psc_window_keep_history   (PscWindow      *self,
                                       PscHistory     *history);
void        psc_window_tell_unfinished (PscWindow     *self);
void        psc_window_restore        (PscWindow      *self);
void        psc_window_stop_and_close (PscWindow      *self);

G_END_DECLS
