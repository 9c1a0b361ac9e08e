/* psc-test-process.h: processes that tests have started, seen from outside
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint  psc_test_count_marked   (const char *mark);
void   psc_test_kill_marked    (const char *mark);
void   psc_test_dump_processes (const char *what);
gint64 psc_test_parse_kib      (const char *status,
                                const char *name);

G_END_DECLS
