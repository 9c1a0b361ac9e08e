/* psc-cli-run.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-cli-run"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "psc-cli-job.h"
#include "psc-cli-options.h"
#include "psc-cli-progress.h"
#include "psc-cli-report.h"
#include "psc-cli-store.h"
#include "psc-cli.h"
#include "psc-figure-text.h"
#include "psc-format.h"
#include "psc-notices.h"
#include "psc-pool.h"
#include "psc-silence.h"

typedef struct
{
  PscCliOptions   *options;
  PscRun          *run;
  PscHistory      *history; /* (nullable): where the run is kept */
  PscHistoryEntry *entry;   /* (nullable) */
  gboolean         lost;    /* it was to be kept, and is not, or not as a whole */
  PscCliJob        job;
} RunCommand;

static gboolean
write_exports (gpointer user_data)
{
  RunCommand *self = user_data;

  return psc_cli_exports_write_run (&self->options->exports, self->run);
}

/* The results of each file are printed unless they go into a file.  A document
 * on standard output stays alone there. */
static gboolean
print_report (gpointer user_data)
{
  RunCommand *self = user_data;
  const PscCliExports *exports = &self->options->exports;

  return self->options->quiet || psc_cli_exports_has_standard (exports) ||
         psc_cli_report_run (self->run, !psc_cli_exports_has_file (exports));
}

static void
executed_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  RunCommand *self = user_data;

  psc_pool_execute_finish (PSC_RUN (object), result, &self->job.error);
  g_main_loop_quit (self->job.loop);
}

static void
execute (RunCommand *self)
{
  g_autoptr (PscCliProgress) progress = psc_cli_progress_new (self->run);

  psc_pool_execute_async (self->run, self->job.cancellable, executed_cb, self);
  psc_cli_job_wait (&self->job);
}

static void
keep (RunCommand *self)
{
  if (!self->options->keep)
    return;

  self->history = psc_cli_open_history (TRUE);
  self->entry = g_object_ref (psc_history_keep_run (self->history,
                                                    self->run));
}

/* What is wrong with the history has been said. */
static void
end_keeping (RunCommand *self)
{
  g_autofree char *command = NULL;

  if (self->history == NULL)
    return;

  psc_history_flush (self->history);
  self->lost = psc_history_entry_get_id (self->entry) == 0 ||
               !psc_history_is_writable (self->history);
  if (self->options->quiet || self->lost)
    return;

  command = g_strdup_printf ("poolscope-cli history show %" G_GINT64_FORMAT,
                             psc_history_entry_get_id (self->entry));
  g_printerr (_("poolscope-cli: The run is kept. “%s” shows it again.\n"),
              command);
}

static int
get_status (RunCommand *self)
{
  guint n_fine = psc_run_get_n_outcome (self->run, PSC_OUTCOME_OK) +
                 psc_run_get_n_outcome (self->run, PSC_OUTCOME_NONZERO);

  if (self->job.error != NULL)
    return PSC_CLI_NO_RUN;

  return n_fine < psc_run_get_n_tasks (self->run) || self->lost
         ? PSC_CLI_OUTCOMES : PSC_CLI_OK;
}

/* A run on fewer workers, over fewer files, or one that was interrupted, is not
 * the one that was asked for. */
static void
print_warnings (PscRun *run)
{
  g_autofree char *shortage = psc_run_dup_shortage (run);
  g_autofree char *directory = psc_notices_dup_directory (run);
  g_autofree char *sleep = psc_figure_dup_sleep (psc_run_get_slept_ns (run));
  g_autofree char *silence = psc_figure_dup_silence (psc_silence_sum_ns (run));

  if (shortage != NULL)
    psc_cli_print_error (shortage);
  if (directory != NULL)
    psc_cli_print_error (directory);
  if (sleep != NULL)
    psc_cli_print_error (sleep);
  if (silence != NULL)
    psc_cli_print_error (silence);
}

/* What a worker said before it died explains more than that it did. */
static void
print_last_messages (PscRun *run)
{
  const char *messages = psc_run_get_last_messages (run);
  g_autofree char *safe = NULL;
  g_auto (GStrv) lines = NULL;

  if (messages == NULL)
    return;

  safe = psc_format_output (messages, strlen (messages));
  lines = g_strsplit (g_strchomp (safe), "\n", -1);
  psc_cli_print_error (_("The last messages of a worker were:"));
  for (guint i = 0; lines[i] != NULL; i++)
    g_printerr ("  %s\n", lines[i]);
}

static int
run_listing (RunCommand *self,
             PscListing *listing)
{
  self->run = psc_run_new (self->options->settings, listing);
  keep (self);
  execute (self);
  end_keeping (self);

  if (psc_cli_job_failed (&self->job))
    print_last_messages (self->run);
  else
    print_warnings (self->run);
  if (psc_run_get_state (self->run) == PSC_RUN_NEW)
    return PSC_CLI_NO_RUN;

  return psc_cli_job_finish (&self->job, write_exports, print_report, self,
                             get_status (self));
}

/**
 * psc_cli_run:
 * @argv: the command and what follows it
 *
 * The command "run": makes one run, reports it and writes the outputs.
 *
 * Returns: the exit status
 */
int
psc_cli_run (GStrv argv)
{
  g_autoptr (PscCliOptions) options = NULL;
  g_autoptr (PscListing) listing = NULL;
  g_autoptr (GError) error = NULL;
  RunCommand self = { 0, };
  int status;

  options = psc_cli_options_parse (argv, &error);
  if (options == NULL)
    return psc_cli_refuse ("run", error);

  listing = psc_cli_files_read (&options->files, options->quiet);
  if (listing == NULL)
    return PSC_CLI_NO_RUN;

  self.options = options;
  psc_cli_job_init (&self.job);
  status = run_listing (&self, listing);

  g_clear_object (&self.entry);
  g_clear_object (&self.history);
  g_clear_object (&self.run);
  psc_cli_job_clear (&self.job);

  return status;
}
