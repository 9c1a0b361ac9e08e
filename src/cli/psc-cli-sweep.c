/* psc-cli-sweep.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-cli-sweep"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "psc-cli-output.h"
#include "psc-cli-stop.h"
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
  GMainLoop          *loop;
  GCancellable       *cancellable;
  GError             *error;    /* why not all runs were made */
  PscCliStop          stop;
} SweepCommand;

static gboolean
write_chart (GOutputStream  *stream,
             gpointer        user_data,
             GError        **error)
{
  SweepCommand *self = user_data;

  return psc_sweep_figure_write (self->sweep, &self->options->figure, stream,
                                 NULL, error);
}

static gboolean
write_outputs (SweepCommand *self)
{
  const PscCliSweepOptions *options = self->options;
  gboolean written = TRUE;

  written &= psc_cli_write_output (options->json, psc_sweep_document_write,
                                   self->sweep);
  written &= psc_cli_write_output (options->csv, psc_sweep_csv_write,
                                   self->sweep);
  written &= psc_cli_write_output (options->chart, write_chart, self);

  return written;
}

/* A document on standard output stays alone there. */
static gboolean
print_report (SweepCommand *self)
{
  const PscCliSweepOptions *options = self->options;
  g_autoptr (GString) text = NULL;

  if (options->quiet || g_strcmp0 (options->json, "-") == 0 ||
      g_strcmp0 (options->csv, "-") == 0 ||
      g_strcmp0 (options->chart, "-") == 0)
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
  if (g_cancellable_is_cancelled (self->cancellable))
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

  psc_sweep_execute_finish (PSC_SWEEP (object), result, &self->error);
  g_main_loop_quit (self->loop);
}

static void
execute (SweepCommand *self)
{
  guint progress_id = 0;

  if (isatty (STDERR_FILENO) && !self->options->quiet)
    progress_id = g_timeout_add (PERIOD_MS, show_progress_cb, self);

  psc_cli_stop_watch (&self->stop, self->cancellable);
  psc_sweep_execute_async (self->sweep, self->cancellable, executed_cb, self);
  g_main_loop_run (self->loop);
  psc_cli_stop_unwatch (&self->stop);

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
get_status (SweepCommand *self,
            gboolean      written)
{
  if (self->stop.number != 0 &&
      g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return 128 + self->stop.number;
  if (!written || !is_fine (self->sweep))
    return PSC_CLI_OUTCOMES;

  return PSC_CLI_OK;
}

static int
sweep_listing (SweepCommand *self,
               PscListing   *listing)
{
  const PscCliSweepOptions *options = self->options;
  gboolean written;
  int late_signal;

  if (!options->quiet)
    psc_cli_print_notes (listing);

  self->sweep = psc_sweep_new (listing, &options->sweep);
  for (guint i = 0; i < options->points->len; i++)
    psc_sweep_add_point (self->sweep, g_ptr_array_index (options->points, i));
  execute (self);

  /* Anything but a stop has kept the first run from being made. */
  if (self->error != NULL && self->stop.number == 0)
    {
      psc_cli_print_error (self->error->message);
      return g_error_matches (self->error, PSC_ERROR, PSC_ERROR_SETTINGS)
             ? PSC_CLI_USAGE : PSC_CLI_NO_RUN;
    }

  psc_cli_stop_defer ();
  written = write_outputs (self);
  late_signal = psc_cli_stop_take_up ();
  if (late_signal != 0)
    return 128 + late_signal;

  written &= print_report (self);

  return get_status (self, written);
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
  gboolean helped;
  int status;

  options = psc_cli_sweep_options_parse (argv, &helped, &error);
  if (options == NULL)
    {
      if (helped)
        return PSC_CLI_OK;
      psc_cli_print_error (error->message);
      g_printerr ("%s\n",
                  _("“poolscope-cli sweep --help” lists the options."));
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
  status = sweep_listing (&self, listing);

  g_clear_object (&self.sweep);
  g_clear_object (&self.cancellable);
  g_clear_pointer (&self.loop, g_main_loop_unref);
  g_clear_error (&self.error);

  return status;
}
