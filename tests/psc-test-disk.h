/* psc-test-disk.h: a small disk of a test's own
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How large it is, in bytes. */
#define PSC_TEST_DISK_SIZE (64 * 1024)

void     psc_test_disk_init      (void);
gboolean psc_test_disk_mount     (const char *folder)
                                  G_GNUC_WARN_UNUSED_RESULT;
void     psc_test_disk_fill      (const char *folder,
                                  gsize       n_left);
void     psc_test_disk_lock      (const char *folder);
void     psc_test_disk_unmount   (const char *folder);

G_END_DECLS
