/* psc-guard-program.h: the life of the guard
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

int psc_guard_main (const char *mark);

G_END_DECLS
