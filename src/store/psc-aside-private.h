/* psc-aside-private.h: files that cannot be read make room, and stay
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *_psc_aside_move (const char *path,
                       const char *aside)
                       G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
