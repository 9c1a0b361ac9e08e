/* psc-cli-run.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-cli-run"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-cli-options.h"
#include "psc-cli-output.h"
#include "psc-cli-progress.h"
#include "psc-cli-stop.h"
#include "psc-cli.h"
#include "psc-csv.h"
#include "psc-document.h"
#include "psc-pool.h"
#include "psc-report.h"
#include "psc-trace-events.h"

/* Reports of that many bytes are printed at once. */
#define PRINT_SIZE 65536

typedef struct
{
  PscCliOptions *options;
  PscRun        *run;
  GMainLoop     *loop;
  GCancellable  *cancellable;
  GError        *error;       /* why the run was not made, or ended early */
  PscCliStop     stop;
} RunCommand;

static gboolean
write_chart (GOutputStream  *stream,
             gpointer        user_data,
             GError        **error)
{
  RunCommand *self = user_data;

  return psc_figure_write (self->run, &self->options->figure, stream, NULL,
                           error);
}

/* Every output is tried, whatever became of those before it. */
static gboolean
write_outputs (RunCommand *self)
{
  const PscCliOptions *options = self->options;
  gboolean written = TRUE;

  written &= psc_cli_write_output (options->json, psc_document_write, self->run);
  written &= psc_cli_write_output (options->csv, psc_csv_write, self->run);
  written &= psc_cli_write_output (options->trace, psc_trace_events_write, self->run);
  written &= psc_cli_write_output (options->chart, write_chart, self);

  return written;
}

static gboolean
has_output (const PscCliOptions *options)
{
  return options->json != NULL || options->csv != NULL ||
         options->trace != NULL || options->chart != NULL;
}

static gboolean
has_standard_output (const PscCliOptions *options)
{
  return g_strcmp0 (options->json, "-") == 0 ||
         g_strcmp0 (options->csv, "-") == 0 ||
         g_strcmp0 (options->trace, "-") == 0 ||
         g_strcmp0 (options->chart, "-") == 0;
}

/* Each file's results.  Files that a stop never let begin have none, and are
 * only counted: there may be very many of them. */
static gboolean
print_tasks (RunCommand *self,
             GString    *text)
{
  gboolean printed = TRUE;
  guint n_left = 0;

  for (guint i = 0; printed && i < psc_run_get_n_tasks (self->run); i++)
    {
      if (psc_run_get_task (self->run, i)->cause == PSC_CAUSE_STOP_BEFORE)
        {
          n_left++;
          continue;
        }

      psc_report_task (self->run, i, text);
      if (text->len >= PRINT_SIZE)
        printed = psc_cli_print_text (text);
    }

  if (n_left > 0)
    g_string_append_printf (text,
                            ngettext ("The run was stopped before %u file "
                                      "began.\n",
                                      "The run was stopped before %u files "
                                      "began.\n", n_left), n_left);

  return printed;
}

/* The figures, and in front of them each file's results unless they go into
 * a file.  A document on standard output stays alone there. */
static gboolean
print_report (RunCommand *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  PscFigures figures;
  gboolean printed = TRUE;

  if (self->options->quiet || has_standard_output (self->options))
    return TRUE;

  if (!has_output (self->options))
    printed = print_tasks (self, text);

  psc_figures_read (self->run, &figures);
  psc_report_figures (self->run, &figures, NULL, text);

  return psc_cli_end_report (printed && psc_cli_print_text (text));
}

static void
executed_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  RunCommand *self = user_data;

  psc_pool_execute_finish (PSC_RUN (object), result, &self->error);
  g_main_loop_quit (self->loop);
}

static void
execute (RunCommand *self)
{
  g_autoptr (PscCliProgress) progress = psc_cli_progress_new (self->run);

  psc_cli_stop_watch (&self->stop, self->cancellable);
  psc_pool_execute_async (self->run, self->cancellable, executed_cb, self);
  g_main_loop_run (self->loop);
  psc_cli_stop_unwatch (&self->stop);
}

static int
get_status (RunCommand *self,
            gboolean    written)
{
  guint n_fine = psc_run_get_n_outcome (self->run, PSC_OUTCOME_OK) +
                 psc_run_get_n_outcome (self->run, PSC_OUTCOME_NONZERO);

  if (self->stop.number != 0 &&
      g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return 128 + self->stop.number;
  if (self->error != NULL)
    return PSC_CLI_NO_RUN;
  if (!written || n_fine < psc_run_get_n_tasks (self->run))
    return PSC_CLI_OUTCOMES;

  return PSC_CLI_OK;
}

/* A run on fewer workers is not the one that was asked for. */
static void
print_lanes (PscRun *run)
{
  guint n_lanes = psc_run_get_n_lanes (run);
  g_autofree char *message = NULL;
  const char *reason = NULL;
  guint n_down = 0;

  for (guint i = 0; i < n_lanes; i++)
    {
      if (psc_run_get_lane_reason (run, i) == NULL)
        continue;

      reason = psc_run_get_lane_reason (run, i);
      n_down++;
    }
  if (n_down == 0)
    return;

  /* Translators: the last part is a sentence that says why. */
  message = g_strdup_printf (_("Only %u of %u lanes kept a worker: %s"),
                             n_lanes - n_down, n_lanes, reason);
  psc_cli_print_error (message);
}

static int
run_listing (RunCommand *self,
             PscListing *listing)
{
  gboolean written;
  int late_signal;

  if (!self->options->quiet)
    psc_cli_print_notes (listing);

  self->run = psc_run_new (self->options->settings, listing);
  execute (self);

  if (self->error != NULL && self->stop.number == 0)
    psc_cli_print_error (self->error->message);
  else
    print_lanes (self->run);
  if (psc_run_get_state (self->run) == PSC_RUN_NEW)
    return PSC_CLI_NO_RUN;

  psc_cli_stop_defer ();
  written = write_outputs (self);
  late_signal = psc_cli_stop_take_up ();
  if (late_signal != 0)
    return 128 + late_signal;

  written &= print_report (self);

  return get_status (self, written);
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
  gboolean helped;
  int status;

  options = psc_cli_options_parse (argv, &helped, &error);
  if (options == NULL)
    {
      if (helped)
        return PSC_CLI_OK;
      psc_cli_print_error (error->message);
      g_printerr ("%s\n", _("“poolscope-cli run --help” lists the options."));
      return PSC_CLI_USAGE;
    }

  listing = psc_listing_read (options->directory, options->listing_flags,
                              options->limit, NULL, &error);
  if (listing == NULL)
    {
      psc_cli_print_error (error->message);
      return PSC_CLI_NO_RUN;
    }

  self.options = options;
  self.loop = g_main_loop_new (NULL, FALSE);
  self.cancellable = g_cancellable_new ();
  status = run_listing (&self, listing);

  g_clear_object (&self.run);
  g_clear_object (&self.cancellable);
  g_clear_pointer (&self.loop, g_main_loop_unref);
  g_clear_error (&self.error);

  return status;
}
