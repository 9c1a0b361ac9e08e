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
  PscCliSettings  settings;
  char           *mode;
  char           *workers;
} Raw;

static void
raw_clear (Raw *raw)
{
  psc_cli_settings_clear (&raw->settings);
  g_free (raw->mode);
  g_free (raw->workers);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Raw, raw_clear)

static void
add_entries (PscCliOptions  *self,
             Raw            *raw,
             GOptionContext *context)
{
  const GOptionEntry run_entries[] = {
    { "mode", 0, 0, G_OPTION_ARG_STRING, &raw->mode,
      N_("Which pool: process (default), process-executor, thread, dummy"),
      N_("MODE") },
    { "workers", 0, 0, G_OPTION_ARG_STRING, &raw->workers,
      N_("Number of workers, 1 to 256 (default: the usable CPUs)"), "N" },
    G_OPTION_ENTRY_NULL
  };
  const GOptionEntry other_entries[] = {
    { "keep", 0, 0, G_OPTION_ARG_NONE, &self->keep,
      N_("Keep the run in the history, as it is made"), NULL },
    { "no-keep", 0, G_OPTION_FLAG_REVERSE, G_OPTION_ARG_NONE, &self->keep,
      N_("Do not keep it (default)"), NULL },
    { "quiet", 0, 0, G_OPTION_ARG_NONE, &self->quiet,
      N_("Print nothing but errors"), NULL },
    G_OPTION_ENTRY_NULL
  };

  g_option_context_add_main_entries (context, run_entries, GETTEXT_PACKAGE);
  psc_cli_settings_add_entries (&raw->settings, context);
  psc_cli_files_add_entries (&self->files, context);
  psc_cli_exports_add_run_entries (&self->exports, context);
  g_option_context_add_main_entries (context, other_entries, GETTEXT_PACKAGE);
}

static GOptionContext *
make_context (void)
{
  GOptionContext *context = g_option_context_new (_("DIRECTORY"));

  g_option_context_set_summary (
    context,
    _("Sends every file of DIRECTORY through the pipeline. Without output "
      "options, prints\neach file's results and then the figures."));
  g_option_context_set_description (
    context,
    _("Exit status: 0 every outcome is ok or a non-zero exit; 1 some are not, "
      "or an output\ncould not be written, or the run not be kept; 2 wrong "
      "usage; 3 the run could not be\nmade; 128 + n stopped by signal n."));

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

/**
 * psc_cli_options_parse:
 * @argv: the command and what follows it
 *
 * Returns: (transfer full) (nullable): the options; %NULL without @error after
 *   help, and with @error when they cannot be understood
 */
PscCliOptions *
psc_cli_options_parse (GStrv    argv,
                       GError **error)
{
  g_auto (Raw) raw = { 0, };
  g_autoptr (PscCliOptions) self = g_new0 (PscCliOptions, 1);
  g_autoptr (GOptionContext) context = make_context ();
  g_auto (GStrv) words = NULL;

  self->settings = psc_settings_new ();
  add_entries (self, &raw, context);
  words = psc_cli_parse_arguments ("run", context, argv, error);
  if (words == NULL ||
      !psc_cli_files_parse (&self->files, words, error) ||
      !parse_settings (&raw, self->settings, error) ||
      !psc_cli_exports_parse (&self->exports, error))
    return NULL;

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
  psc_cli_files_clear (&self->files);
  psc_cli_exports_clear (&self->exports);
  g_free (self);
}
