/* psc-about.h: what this program is, and what it runs on
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void  psc_about_present        (GtkWindow *parent);
char *psc_about_dup_debug_info (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
