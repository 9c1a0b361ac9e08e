/* psc-toast.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-toast"

#include "config.h"

#include "psc-toast.h"

/**
 * psc_toast_new:
 * @text: one line, as it is to be read
 *
 * Libadwaita takes a toast's title for markup, and would show nothing of one
 * that names a file such as “R&D”.
 *
 * Returns: (transfer full): a toast that says just that
 */
AdwToast *
psc_toast_new (const char *text)
{
  g_autofree char *title = g_markup_escape_text (text, -1);

  return adw_toast_new (title);
}
