/* psc-run-progress.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-run-progress"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-run-progress.h"

/* Before that, a guess at the time that remains is none. */
#define MIN_WALL_FOR_GUESS_NS PSC_NSEC_PER_SEC

static char *
dup_remaining (const PscFigures *figures,
               guint             n_ended)
{
  gint64 seconds;

  if (n_ended == 0 || figures->wall_ns < MIN_WALL_FOR_GUESS_NS)
    return g_strdup_printf (_("%'u of %'u files"), n_ended, figures->n_files);

  seconds = llround (ceil ((double) figures->wall_ns / n_ended *
                           (figures->n_files - n_ended) / PSC_NSEC_PER_SEC));
  if (seconds < 100)
    return g_strdup_printf (_("%'u of %'u files, about %d s left"), n_ended,
                            figures->n_files, (int) seconds);

  return g_strdup_printf (_("%'u of %'u files, about %d min left"), n_ended,
                          figures->n_files,
                          (int) MIN ((seconds + 30) / 60, G_MAXINT));
}

/**
 * psc_run_progress_dup_text:
 * @figures: the figures of @run as they are now
 *
 * Returns: (transfer full): how far the run has come, and how it ended
 */
char *
psc_run_progress_dup_text (PscRun           *run,
                           const PscFigures *figures)
{
  guint n_ended, n_stopped;

  g_return_val_if_fail (PSC_IS_RUN (run), NULL);

  n_ended = psc_run_get_n_ended (run);
  n_stopped = psc_run_get_n_outcome (run, PSC_OUTCOME_STOPPED);

  switch (psc_run_get_state (run))
    {
    case PSC_RUN_NEW:
    case PSC_RUN_RUNNING:
      return dup_remaining (figures, n_ended);

    case PSC_RUN_STOPPING:
      return g_strdup_printf (_("%'u of %'u files, stopping"),
                              n_ended - n_stopped, figures->n_files);

    case PSC_RUN_ENDED:
    default:
      if (psc_run_get_n_cause (run, PSC_CAUSE_PROGRAM_ENDED) > 0)
        return g_strdup_printf (_("%'u of %'u files, then the program ended"),
                                n_ended - n_stopped, figures->n_files);
      if (n_stopped > 0)
        return g_strdup_printf (_("%'u of %'u files, then stopped"),
                                n_ended - n_stopped, figures->n_files);
      return g_strdup_printf (ngettext ("%'u file", "%'u files",
                                        figures->n_files),
                              figures->n_files);
    }
}
