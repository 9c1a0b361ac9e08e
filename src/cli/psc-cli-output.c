/* psc-cli-output.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-cli-output"

#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "psc-cli-output.h"
#include "psc-cli.h"

/**
 * psc_cli_write_output:
 * @path: (nullable): where to write; "-" is standard output
 *
 * Writes an output, and says why when that fails.
 *
 * Returns: whether it was written, or is not wanted
 */
gboolean
psc_cli_write_output (const char   *path,
                      PscWriteFunc  write_func,
                      gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (path == NULL ||
      psc_atomic_file_write (path, write_func, user_data, &error))
    return TRUE;

  psc_cli_print_error (error->message);

  return FALSE;
}

/**
 * psc_cli_print_text:
 *
 * Prints the text to standard output and empties it.
 */
gboolean
psc_cli_print_text (GString *text)
{
  gboolean printed;

  printed = fwrite (text->str, 1, text->len, stdout) == text->len;
  g_string_truncate (text, 0);

  return printed;
}

/**
 * psc_cli_end_report:
 * @printed: whether all has been printed until now
 *
 * Says why a report could not be printed.
 *
 * Returns: whether it was
 */
gboolean
psc_cli_end_report (gboolean printed)
{
  printed = printed && fflush (stdout) == 0;

  /* Who reads only the beginning, as “head” does, has got it. */
  if (!printed && errno != EPIPE)
    {
      g_autofree char *message =
        g_strdup_printf (_("The report could not be printed: %s"),
                         g_strerror (errno));

      psc_cli_print_error (message);
    }

  return printed;
}

/**
 * psc_cli_print_left_out:
 * @n_left_out: how many entries there would be without a limit
 *
 * Says what --limit does, if anything.
 */
void
psc_cli_print_left_out (guint n_left_out)
{
  if (n_left_out > 0)
    g_printerr (ngettext ("poolscope-cli: --limit leaves %u entry out.\n",
                          "poolscope-cli: --limit leaves %u entries out.\n",
                          n_left_out),
                n_left_out);
}
