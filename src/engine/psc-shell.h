/* psc-shell.h: words as a shell reads them
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *psc_shell_quote (const char *word) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
