/* psc-notices.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-notices"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-error.h"
#include "psc-figure-text.h"
#include "psc-format.h"
#include "psc-notices.h"
#include "psc-worker-end.h"

/* The last deaths are told one by one, the others counted. */
#define MAX_STORIES 2

static void
notice_free (gpointer data)
{
  PscNotice *notice = data;

  g_free (notice->text);
  g_free (notice);
}

/* Takes @text, if there is any. */
static void
add (GPtrArray     *notices,
     PscNoticeKind  kind,
     char          *text)
{
  PscNotice *notice;

  if (text == NULL)
    return;

  notice = g_new (PscNotice, 1);
  *notice = (PscNotice) { kind, text };
  g_ptr_array_add (notices, notice);
}

/* Somebody who stops a run knows that it did not come to its end. */
static void
add_error (GPtrArray *notices,
           PscRun    *run)
{
  const GError *error = psc_run_get_error (run);

  if (error != NULL && !g_error_matches (error, G_IO_ERROR,
                                         G_IO_ERROR_CANCELLED))
    add (notices, PSC_NOTICE_ERROR, g_strdup (error->message));
}

/* Whoever has stopped a worker knows, but not what comes of it. */
static void
add_silence (GPtrArray *notices,
             PscRun    *run)
{
  gint64 past_ns = 0;

  for (guint i = 0; i < psc_run_get_n_silences (run); i++)
    {
      const PscSilence *silence = psc_run_get_silence (run, i);
      const PscWorkerRecord *worker =
        psc_run_get_worker (run, silence->worker - 1);

      if (silence->end_ns != PSC_NEVER)
        past_ns += silence->end_ns - silence->start_ns;
      else if (worker->ended_ns == PSC_NEVER && !psc_run_is_kept (run))
        add (notices, PSC_NOTICE_WARNING,
             g_strdup_printf (silence->is_stopped
                              ? _("Worker %u is stopped. If that goes on, it "
                                  "is killed.")
                              : _("Worker %u does not answer. If that goes on, "
                                  "it is killed."), silence->worker));
    }

  add (notices, PSC_NOTICE_WARNING, psc_figure_dup_silence (past_ns));
}

static void
add_deaths (GPtrArray *notices,
            PscRun    *run)
{
  guint n_left = psc_worker_end_count (run);

  if (n_left > MAX_STORIES)
    add (notices, PSC_NOTICE_WARNING,
         g_strdup_printf (ngettext ("%u worker died before.",
                                    "%u workers died before.",
                                    n_left - MAX_STORIES),
                          n_left - MAX_STORIES));

  for (guint i = 0; n_left > 0 && i < psc_run_get_n_workers (run); i++)
    {
      if (!psc_worker_end_is_death (run, i))
        continue;
      if (n_left-- <= MAX_STORIES)
        add (notices, PSC_NOTICE_WARNING, psc_worker_end_dup_story (run, i));
    }
}

/**
 * psc_notices_dup_directory:
 * @run: a run, which may still go on
 *
 * Returns: (transfer full) (nullable): that the directory went away, in
 *   sentences: the files that are skipped stand in the table, and why is said
 *   once; %NULL when it did not
 */
char *
psc_notices_dup_directory (PscRun *run)
{
  g_autofree char *directory = NULL;

  g_return_val_if_fail (PSC_IS_RUN (run), NULL);

  if (psc_run_get_n_cause (run, PSC_CAUSE_DIRECTORY_VANISHED) == 0)
    return NULL;

  directory = psc_format_name (
    psc_listing_get_directory (psc_run_get_listing (run)));

  return g_strdup_printf (_("The directory “%s” went away in the middle of the "
                            "run: it was moved, removed or unmounted. The files "
                            "that were left are skipped. Put it back, then run "
                            "the lost files again."), directory);
}

/**
 * psc_notices_read:
 * @run: a run, which may still go on
 *
 * Looks for what the user has to know of a run: why it ended early, that it has
 * fewer workers than it should, that the directory went away, that a worker does
 * not answer, did not for a while or has died, or that the computer slept.
 *
 * Returns: (transfer full) (element-type PscNotice): these, the foremost first
 */
GPtrArray *
psc_notices_read (PscRun *run)
{
  GPtrArray *notices = g_ptr_array_new_with_free_func (notice_free);

  g_return_val_if_fail (PSC_IS_RUN (run), notices);

  add_error (notices, run);
  if (notices->len == 0)
    add (notices, PSC_NOTICE_WARNING, psc_run_dup_shortage (run));
  add (notices, PSC_NOTICE_ERROR, psc_notices_dup_directory (run));
  add (notices, PSC_NOTICE_WARNING,
       psc_figure_dup_sleep (psc_run_get_slept_ns (run)));
  add_silence (notices, run);
  add_deaths (notices, run);

  return notices;
}

/**
 * psc_notices_get_messages:
 * @run: a run
 *
 * Returns: (transfer none) (nullable): what the last worker that said anything
 *   wrote, where no worker could be kept alive; %NULL where all is well, or
 *   none has said anything
 */
const char *
psc_notices_get_messages (PscRun *run)
{
  g_return_val_if_fail (PSC_IS_RUN (run), NULL);

  if (!g_error_matches (psc_run_get_error (run), PSC_ERROR,
                        PSC_ERROR_NO_WORKER))
    return NULL;

  return psc_run_get_last_messages (run);
}
