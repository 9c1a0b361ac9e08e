/* main.c: poolscope-worker
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "poolscope-worker"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <unistd.h>

#include "psc-guard-program.h"
#include "psc-worker.h"

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, PSC_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");

  if (argc == 3 && g_str_equal (argv[1], "--guard"))
    return psc_guard_main (argv[2]);

  if (isatty (STDIN_FILENO))
    {
      g_printerr ("%s\n", _("poolscope-worker is started by Poolscope and is "
                            "of no use by itself."));
      return 2;
    }

  return psc_worker_main ();
}
