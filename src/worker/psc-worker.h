/* psc-worker.h: a worker process
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

int psc_worker_main (void);

G_END_DECLS
