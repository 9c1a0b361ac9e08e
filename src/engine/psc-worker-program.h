/* psc-worker-program.h: where the worker program is
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *psc_worker_program_find     (GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *psc_worker_program_find_own (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
