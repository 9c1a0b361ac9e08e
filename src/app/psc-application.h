/* psc-application.h: the program with its windows
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PSC_TYPE_APPLICATION (psc_application_get_type ())
G_DECLARE_FINAL_TYPE (PscApplication, psc_application, PSC, APPLICATION,
                      AdwApplication)

PscApplication *psc_application_new  (void) G_GNUC_WARN_UNUSED_RESULT;
int             psc_application_main (int    argc,
                                      char **argv);

G_END_DECLS
