/* psc-guard.h: who clears up when the program is killed
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void psc_guard_ensure (void);

G_END_DECLS
