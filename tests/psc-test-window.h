/* psc-test-window.h: the application's windows
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-application.h"
#include "psc-window.h"

G_BEGIN_DECLS

PscApplication *psc_test_window_init    (int        *argc,
                                         char     ***argv)
                                         G_GNUC_WARN_UNUSED_RESULT;
void            psc_test_window_read    (PscWindow  *window,
                                         const char *path);
void            psc_test_window_set_script (PscWindow *window,
                                         PscMode     mode,
                                         const char *script);
void            psc_test_window_destroy (PscWindow  *window);

G_END_DECLS
