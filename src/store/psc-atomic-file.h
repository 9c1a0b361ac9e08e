/* psc-atomic-file.h: files that are written whole or not at all
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writes the contents.  The stream is buffered and need not be flushed. */
typedef gboolean (*PscWriteFunc) (GOutputStream  *stream,
                                  gpointer        user_data,
                                  GError        **error);

gboolean psc_atomic_file_write (const char    *path,
                                PscWriteFunc   write,
                                gpointer       user_data,
                                GError       **error);

G_END_DECLS
