/* psc-run-label.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-run-label"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-format.h"
#include "psc-outcome.h"
#include "psc-run-label.h"

/**
 * psc_run_label_dup_settings:
 *
 * Returns: (transfer full): mode, workers, and how files were handed out
 */
char *
psc_run_label_dup_settings (PscRun *run)
{
  const PscSettings *settings;
  g_autofree char *mode = NULL;
  guint size;

  g_return_val_if_fail (PSC_IS_RUN (run), NULL);

  settings = psc_run_get_settings (run);
  size = psc_settings_get_chunk_size (settings, psc_run_get_n_tasks (run));
  mode = g_strdup_printf (ngettext ("Mode %s · %u worker",
                                    "Mode %s · %u workers",
                                    settings->workers),
                          psc_mode_to_string (settings->mode),
                          settings->workers);
  if (size == 1)
    return g_strdup_printf (_("%s · one file at a time"), mode);

  return g_strdup_printf (ngettext ("%s · chunks of %u file",
                                    "%s · chunks of %u files", size),
                          mode, size);
}

/* The day is told when it is not this one. */
static char *
dup_time (GDateTime *started)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (started);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  gboolean today = g_date_time_get_year (local) == g_date_time_get_year (now) &&
                   g_date_time_get_day_of_year (local) ==
                   g_date_time_get_day_of_year (now);

  return g_date_time_format (local, today ? "%T" : "%x %T");
}

/**
 * psc_run_label_dup_origin:
 *
 * Returns: (transfer full): when it was made, the name of its directory, and
 *   whether it is over the files that another run has lost
 */
char *
psc_run_label_dup_origin (PscRun *run)
{
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;
  g_autofree char *time = NULL;

  g_return_val_if_fail (PSC_IS_RUN (run), NULL);

  base = g_path_get_basename (
    psc_listing_get_directory (psc_run_get_listing (run)));
  name = psc_format_name (base);
  time = dup_time (psc_run_get_started (run));

  if (psc_run_get_again_of (run) != NULL)
    {
      g_autofree char *first =
        g_date_time_format (psc_run_get_again_of (run), "%T");

      /* Translators: a time, a directory, and the time of another run. */
      return g_strdup_printf (_("%s · %s · lost files of %s again"), time,
                              name, first);
    }

  return g_strdup_printf ("%s · %s", time, name);
}

/**
 * psc_run_label_dup_heading:
 *
 * Returns: (transfer full): what it is told from the other runs of a sitting
 *   by: its origin, and that it was not made but opened there
 */
char *
psc_run_label_dup_heading (PscRun *run)
{
  g_autofree char *origin = psc_run_label_dup_origin (run);

  if (!psc_run_is_kept (run))
    return g_steal_pointer (&origin);

  /* Translators: when and of which directory a run was made that has been
   * opened from a file or from the history */
  return g_strdup_printf (_("%s · opened"), origin);
}

/**
 * psc_run_label_dup_outcomes:
 *
 * Returns: (transfer full): what became of the files so far, outcome by
 *   outcome
 */
char *
psc_run_label_dup_outcomes (PscRun *run)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (PSC_IS_RUN (run), NULL);

  for (PscOutcome i = PSC_OUTCOME_OK; i < PSC_N_OUTCOMES; i++)
    {
      guint n = psc_run_get_n_outcome (run, i);

      if (n > 0)
        g_string_append_printf (text, "%s%u %s", text->len > 0 ? ", " : "", n,
                                psc_run_label_get_outcome (run, i));
    }

  return g_strdup (text->str);
}

/**
 * psc_run_label_get_outcome:
 *
 * Returns: (transfer none): what @outcome is called in a run: nobody has stopped
 *   the files that were left when its program ended
 */
const char *
psc_run_label_get_outcome (PscRun     *run,
                           PscOutcome  outcome)
{
  guint n_left;

  g_return_val_if_fail (PSC_IS_RUN (run), NULL);

  n_left = psc_run_get_n_cause (run, PSC_CAUSE_PROGRAM_ENDED);
  if (outcome == PSC_OUTCOME_STOPPED && n_left > 0 &&
      n_left == psc_run_get_n_outcome (run, outcome))
    return C_("outcome", "not done");

  return psc_outcome_get_label (outcome);
}
