/* psc-cli-report.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-cli-report"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-cli-output.h"
#include "psc-cli-report.h"
#include "psc-error.h"
#include "psc-report.h"

/* Reports of that many bytes are printed at once. */
#define PRINT_SIZE 65536

/* Nobody stopped a run that the program did not live to see the end of. */
static void
tell_left (GString      *text,
           guint         n_left,
           const GError *error)
{
  if (g_error_matches (error, PSC_ERROR, PSC_ERROR_CLOSED))
    g_string_append_printf (text,
                            ngettext ("The program ended before the run did: "
                                      "%u file was not done.\n",
                                      "The program ended before the run did: "
                                      "%u files were not done.\n", n_left),
                            n_left);
  else
    g_string_append_printf (text,
                            ngettext ("The run was stopped before %u file "
                                      "began.\n",
                                      "The run was stopped before %u files "
                                      "began.\n", n_left), n_left);
}

/* Each file's results.  Files that a stop never let begin have none, and are
 * only counted: there may be very many of them. */
static gboolean
print_tasks (PscRun  *run,
             GString *text)
{
  gboolean printed = TRUE;
  guint n_left = 0;

  for (guint i = 0; printed && i < psc_run_get_n_tasks (run); i++)
    {
      PscCause cause = psc_run_get_task (run, i)->cause;

      if (cause == PSC_CAUSE_STOP_BEFORE || cause == PSC_CAUSE_PROGRAM_ENDED)
        {
          n_left++;
          continue;
        }

      psc_report_task (run, i, text);
      if (text->len >= PRINT_SIZE)
        printed = psc_cli_print_text (text);
    }

  if (n_left > 0)
    tell_left (text, n_left, psc_run_get_error (run));

  return printed;
}

/**
 * psc_cli_report_run:
 * @run: a run that has ended
 * @with_tasks: whether each file's results stand before the figures
 *
 * Prints the run to standard output.
 *
 * Returns: whether that went well; it has been said if not
 */
gboolean
psc_cli_report_run (PscRun   *run,
                    gboolean  with_tasks)
{
  g_autoptr (GString) text = g_string_new (NULL);
  PscFigures figures;
  gboolean printed = TRUE;

  if (with_tasks)
    printed = print_tasks (run, text);

  psc_figures_read (run, &figures);
  psc_report_figures (run, &figures, NULL, text);

  return psc_cli_end_report (printed && psc_cli_print_text (text));
}
