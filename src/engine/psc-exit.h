/* psc-exit.h: how a child has ended
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void psc_exit_wait (GSubprocess *subprocess,
                    int          pidfd,
                    int         *exit_code,
                    int         *signal);

G_END_DECLS
