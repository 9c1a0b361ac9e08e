/* psc-cli-options.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-cli-options"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-cli-options.h"
#include "psc-cli-parse.h"
#include "psc-cli-settings.h"

/* The options as GOption gives them. */
typedef struct
{
  PscCliSettings settings;

  char     *mode;
  char     *workers;
  char     *json;
  char     *csv;
  char     *trace;
  char     *chart;
  char     *orientation;
  char     *size;
  gboolean  quiet;
  gboolean  help;
  char    **directories;
} Raw;

static void
raw_clear (Raw *raw)
{
  psc_cli_settings_clear (&raw->settings);
  g_free (raw->mode);
  g_free (raw->workers);
  g_free (raw->json);
  g_free (raw->csv);
  g_free (raw->trace);
  g_free (raw->chart);
  g_free (raw->orientation);
  g_free (raw->size);
  g_strfreev (raw->directories);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Raw, raw_clear)

/* How the run is made. */
static void
add_run_entries (GOptionContext *context,
                 Raw            *raw)
{
  const GOptionEntry entries[] = {
    { "mode", 0, 0, G_OPTION_ARG_STRING, &raw->mode,
      N_("Which pool: process (default), process-executor, thread, dummy"),
      N_("MODE") },
    { "workers", 0, 0, G_OPTION_ARG_STRING, &raw->workers,
      N_("Number of workers, 1 to 256 (default: the usable CPUs)"), "N" },
    G_OPTION_ENTRY_NULL
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  psc_cli_settings_add_entries (&raw->settings, context);
}

/* What comes of it. */
static void
add_output_entries (GOptionContext *context,
                    Raw            *raw)
{
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_FILENAME, &raw->json,
      N_("Write the run as a JSON document; “-” is standard output"),
      N_("FILE") },
    { "csv", 0, 0, G_OPTION_ARG_FILENAME, &raw->csv,
      N_("Write a table of the tasks"), N_("FILE") },
    { "trace", 0, 0, G_OPTION_ARG_FILENAME, &raw->trace,
      N_("Write trace events, which Perfetto opens"), N_("FILE") },
    { "chart", 0, 0, G_OPTION_ARG_FILENAME, &raw->chart,
      N_("Draw the chart; the file's ending is .png, .svg or .pdf"),
      N_("FILE") },
    { "orientation", 0, 0, G_OPTION_ARG_STRING, &raw->orientation,
      N_("Chart: lanes (default), or upright as in the notebook"),
      N_("KIND") },
    { "size", 0, 0, G_OPTION_ARG_STRING, &raw->size,
      N_("Chart: its width and height in pixels, as in 1200x600"),
      N_("WxH") },
    { "quiet", 0, 0, G_OPTION_ARG_NONE, &raw->quiet,
      N_("Print nothing but errors"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &raw->help,
      N_("Show these options"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY,
      &raw->directories, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

static GOptionContext *
make_context (Raw *raw)
{
  GOptionContext *context = g_option_context_new (_("DIRECTORY"));

  g_set_prgname ("poolscope-cli run");
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (
    context,
    _("Sends every file of DIRECTORY through the pipeline. Without output "
      "options, prints\neach file's results and then the figures."));
  g_option_context_set_description (
    context,
    _("Exit status: 0 every outcome is ok or a non-zero exit; 1 some are not, "
      "or an output\ncould not be written; 2 wrong usage; 3 the run could not "
      "be made; 128 + n stopped by\nsignal n."));
  add_run_entries (context, raw);
  add_output_entries (context, raw);

  return context;
}

static gboolean
parse_settings (const Raw    *raw,
                PscSettings  *settings,
                GError      **error)
{
  if (raw->mode != NULL && !psc_mode_from_string (raw->mode, &settings->mode))
    return psc_cli_refuse_word ("mode", raw->mode,
                                "process, process-executor, thread, dummy",
                                error);

  return psc_cli_parse_number ("workers", raw->workers, 1, PSC_MAX_WORKERS,
                               &settings->workers, error) &&
         psc_cli_settings_parse (&raw->settings, settings, error) &&
         psc_settings_check (settings, error);
}

static gboolean
parse_chart (const Raw         *raw,
             PscFigureOptions  *figure,
             GError           **error)
{
  if (g_strcmp0 (raw->orientation, "upright") == 0)
    figure->orientation = PSC_ORIENTATION_UPRIGHT;
  else if (raw->orientation != NULL &&
           !g_str_equal (raw->orientation, "lanes"))
    return psc_cli_refuse_word ("orientation", raw->orientation,
                                "lanes, upright", error);

  return psc_cli_parse_chart (raw->chart, raw->size, figure, error);
}

static gboolean
check_outputs (const Raw  *raw,
               GError    **error)
{
  const char * const outputs[] = {
    raw->json, raw->csv, raw->trace, raw->chart,
  };

  return psc_cli_check_outputs (outputs, G_N_ELEMENTS (outputs), error);
}

/**
 * psc_cli_options_parse:
 * @argv: the command and what follows it
 * @helped: (out): whether help was asked for and has been printed
 *
 * Returns: (transfer full) (nullable): the options; %NULL after help, and
 *   with @error when they cannot be understood
 */
PscCliOptions *
psc_cli_options_parse (GStrv      argv,
                       gboolean  *helped,
                       GError   **error)
{
  g_auto (Raw) raw = { 0, };
  g_autoptr (GOptionContext) context = make_context (&raw);
  g_autoptr (PscCliOptions) self = NULL;
  g_auto (GStrv) rest = g_strdupv (argv);

  *helped = FALSE;
  if (!g_option_context_parse_strv (context, &rest, error))
    return NULL;

  if (raw.help)
    {
      g_autofree char *help = g_option_context_get_help (context, FALSE, NULL);

      g_print ("%s", help);
      *helped = TRUE;
      return NULL;
    }

  self = g_new0 (PscCliOptions, 1);
  self->settings = psc_settings_new ();
  self->figure = (PscFigureOptions) PSC_FIGURE_OPTIONS_DEFAULT;
  if (!psc_cli_check_directories (raw.directories, error) ||
      !parse_settings (&raw, self->settings, error) ||
      !psc_cli_settings_parse_files (&raw.settings, &self->listing_flags,
                                     &self->limit, error) ||
      !parse_chart (&raw, &self->figure, error) ||
      !check_outputs (&raw, error))
    return NULL;

  self->directory = g_strdup (raw.directories[0]);
  self->json = g_steal_pointer (&raw.json);
  self->csv = g_steal_pointer (&raw.csv);
  self->trace = g_steal_pointer (&raw.trace);
  self->chart = g_steal_pointer (&raw.chart);
  self->quiet = raw.quiet;

  return g_steal_pointer (&self);
}

/**
 * psc_cli_options_free:
 *
 * Frees the options.
 */
void
psc_cli_options_free (PscCliOptions *self)
{
  psc_settings_free (self->settings);
  g_free (self->directory);
  g_free (self->json);
  g_free (self->csv);
  g_free (self->trace);
  g_free (self->chart);
  g_free (self);
}
