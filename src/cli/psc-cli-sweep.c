/* psc-cli-sweep.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-cli-sweep"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "psc-cli-job.h"
#include "psc-cli-output.h"
#include "psc-cli-sweep-options.h"
#include "psc-cli.h"
#include "psc-error.h"
#include "psc-format.h"
#include "psc-sweep-document.h"
#include "psc-sweep-figure.h"
#include "psc-sweep-report.h"

/* A line that changes faster than this cannot be read. */
#define PERIOD_MS 100

typedef struct
{
  PscCliSweepOptions *options;
  PscSweep           *sweep;
  PscCliJob           job;
} SweepCommand;

static gboolean
write_chart (GOutputStream  *stream,
             gpointer        user_data,
             GError        **error)
{
  SweepCommand *self = user_data;

  return psc_sweep_figure_write (self->sweep, &self->options->exports.figure,
                                 stream, NULL, error);
}

static gboolean
write_exports (gpointer user_data)
{
  SweepCommand *self = user_data;
  const PscCliExports *exports = &self->options->exports;
  gboolean written = TRUE;

  written &= psc_cli_write_output (exports->json, psc_sweep_document_write,
                                   self->sweep);
  written &= psc_cli_write_output (exports->csv, psc_sweep_csv_write,
                                   self->sweep);
  written &= psc_cli_write_output (exports->chart, write_chart, self);

  return written;
}

/* A document on standard output stays alone there. */
static gboolean
print_report (gpointer user_data)
{
  SweepCommand *self = user_data;
  g_autoptr (GString) text = NULL;

  if (self->options->quiet ||
      psc_cli_exports_has_standard (&self->options->exports))
    return TRUE;

  text = g_string_new (NULL);
  psc_sweep_report (self->sweep, text);

  return psc_cli_end_report (psc_cli_print_text (text));
}

static gboolean
show_progress_cb (gpointer user_data)
{
  SweepCommand *self = user_data;
  guint n_planned = psc_sweep_get_n_planned (self->sweep);
  guint n_runs = psc_sweep_get_n_runs (self->sweep);
  gint64 left_ns = psc_sweep_get_left_ns (self->sweep);
  g_autofree char *left = psc_format_duration (left_ns);

  g_printerr ("\r\033[K");
  if (g_cancellable_is_cancelled (self->job.cancellable))
    g_printerr ("%s", _("Stopping…"));
  else if (left_ns != PSC_NEVER)
    /* Translators: how many runs are done, and the time that is left. */
    g_printerr (_("%u of %u runs, about %s left"), n_runs, n_planned, left);
  else
    g_printerr (_("%u of %u runs"), n_runs, n_planned);

  return G_SOURCE_CONTINUE;
}

static void
executed_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  SweepCommand *self = user_data;

  psc_sweep_execute_finish (PSC_SWEEP (object), result, &self->job.error);
  g_main_loop_quit (self->job.loop);
}

static void
execute (SweepCommand *self)
{
  guint progress_id = 0;

  if (isatty (STDERR_FILENO) && !self->options->quiet)
    progress_id = g_timeout_add (PERIOD_MS, show_progress_cb, self);

  psc_sweep_execute_async (self->sweep, self->job.cancellable, executed_cb,
                           self);
  psc_cli_job_wait (&self->job);

  if (progress_id != 0)
    {
      g_source_remove (progress_id);
      g_printerr ("\r\033[K");
    }
}

/* Whether each file of each run was done, one way or another. */
static gboolean
is_fine (PscSweep *sweep)
{
  for (guint i = 0; i < psc_sweep_get_n_runs (sweep); i++)
    {
      const PscSweepRun *run = psc_sweep_get_run (sweep, i);

      if (run->problem != NULL ||
          run->n_outcomes[PSC_OUTCOME_OK] +
          run->n_outcomes[PSC_OUTCOME_NONZERO] < run->figures.n_files)
        return FALSE;
    }

  return TRUE;
}

static int
sweep_listing (SweepCommand *self,
               PscListing   *listing)
{
  const PscCliSweepOptions *options = self->options;

  self->sweep = psc_sweep_new (listing, &options->sweep);
  for (guint i = 0; i < options->points->len; i++)
    psc_sweep_add_point (self->sweep, g_ptr_array_index (options->points, i));
  execute (self);

  /* Anything but a stop has kept the first run from being made. */
  if (psc_cli_job_failed (&self->job))
    return g_error_matches (self->job.error, PSC_ERROR, PSC_ERROR_SETTINGS)
           ? PSC_CLI_USAGE : PSC_CLI_NO_RUN;

  return psc_cli_job_finish (&self->job, write_exports, print_report, self,
                             is_fine (self->sweep) ? PSC_CLI_OK
                                                   : PSC_CLI_OUTCOMES);
}

/**
 * psc_cli_sweep:
 * @argv: the command and what follows it
 *
 * The command "sweep": measures points, reports them and writes the outputs.
 *
 * Returns: the exit status
 */
int
psc_cli_sweep (GStrv argv)
{
  g_autoptr (PscCliSweepOptions) options = NULL;
  g_autoptr (PscListing) listing = NULL;
  g_autoptr (GError) error = NULL;
  SweepCommand self = { 0, };
  int status;

  options = psc_cli_sweep_options_parse (argv, &error);
  if (options == NULL)
    return psc_cli_refuse ("sweep", error);

  listing = psc_cli_files_read (&options->files, options->quiet);
  if (listing == NULL)
    return PSC_CLI_NO_RUN;

  self.options = options;
  psc_cli_job_init (&self.job);
  status = sweep_listing (&self, listing);

  g_clear_object (&self.sweep);
  psc_cli_job_clear (&self.job);

  return status;
}
