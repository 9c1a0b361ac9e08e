/* psc-cli-options.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-cli-options"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "psc-cli-options.h"
#include "psc-error.h"

/* The options as GOption gives them: text, so that what is wrong with a
 * number can be said. */
typedef struct
{
  char     *mode;
  char     *workers;
  char     *chunk_size;
  char     *tasks_per_worker;
  char     *work;
  char     *seed;
  char     *streams;
  gboolean  global_lock;
  char     *step_timeout;
  char    **steps;
  gboolean  hidden;
  gboolean  recursive;
  char     *limit;
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
  g_free (raw->mode);
  g_free (raw->workers);
  g_free (raw->chunk_size);
  g_free (raw->tasks_per_worker);
  g_free (raw->work);
  g_free (raw->seed);
  g_free (raw->streams);
  g_free (raw->step_timeout);
  g_strfreev (raw->steps);
  g_free (raw->limit);
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
    { "chunk-size", 0, 0, G_OPTION_ARG_STRING, &raw->chunk_size,
      N_("Files handed out at once (default: auto, the mode's rule)"),
      N_("K|auto") },
    { "tasks-per-worker", 0, 0, G_OPTION_ARG_STRING, &raw->tasks_per_worker,
      N_("Replace a worker process at the end of the chunk in which it "
         "reaches M files; Python's maxtasksperchild counts chunks"), "M" },
    { "work", 0, 0, G_OPTION_ARG_STRING, &raw->work,
      N_("Do the compute step's work W times (default: 1); 0 skips it"), "W" },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &raw->seed,
      N_("Seed of the random streams (default: 42)"), "S" },
    { "streams", 0, 0, G_OPTION_ARG_STRING, &raw->streams,
      N_("Random streams: inherited (default), or independent of worker and "
         "mode"), N_("KIND") },
    { "global-lock", 0, 0, G_OPTION_ARG_NONE, &raw->global_lock,
      N_("Let one thread at a time compute, as Python's interpreter lock "
         "does"), NULL },
    { "step-timeout", 0, 0, G_OPTION_ARG_STRING, &raw->step_timeout,
      N_("End a step that runs longer; 0 for no limit (default: 30, or none "
         "with --step)"), N_("SECONDS") },
    { "step", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &raw->steps,
      N_("A step of your own pipeline, in order; {} stands for the file, "
         "NAME=compute is the built-in step"), N_("NAME=COMMAND") },
    { "hidden", 0, 0, G_OPTION_ARG_NONE, &raw->hidden,
      N_("Take hidden files, too"), NULL },
    { "recursive", 0, 0, G_OPTION_ARG_NONE, &raw->recursive,
      N_("Take what subdirectories hold, too"), NULL },
    { "limit", 0, 0, G_OPTION_ARG_STRING, &raw->limit,
      N_("Take no more than the first COUNT entries"), N_("COUNT") },
    G_OPTION_ENTRY_NULL
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
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
parse_number (const char  *option,
              const char  *text,
              guint        least,
              guint        most,
              guint       *number,
              GError     **error)
{
  guint64 value;

  if (text == NULL)
    return TRUE;

  if (!g_ascii_string_to_unsigned (text, 10, least, most, &value, NULL))
    {
      g_set_error (error, PSC_ERROR, PSC_ERROR_SETTINGS,
                   _("--%s=%s is not possible. Give a whole number from %u to "
                     "%u."), option, text, least, most);
      return FALSE;
    }

  *number = (guint) value;

  return TRUE;
}

static gboolean
refuse_word (const char  *option,
             const char  *text,
             const char  *words,
             GError     **error)
{
  /* Translators: the last part lists words that are not translated. */
  g_set_error (error, PSC_ERROR, PSC_ERROR_SETTINGS,
               _("--%s=%s is not possible. Give one of: %s."),
               option, text, words);

  return FALSE;
}

static gboolean
parse_timeout (const Raw    *raw,
               PscSettings  *settings,
               GError      **error)
{
  double seconds;
  char *end;

  if (raw->step_timeout == NULL)
    {
      /* The default steps take milliseconds; what an own step needs only its
       * author knows. */
      if (raw->steps != NULL)
        settings->step_timeout_ns = 0;
      return TRUE;
    }

  seconds = g_ascii_strtod (raw->step_timeout, &end);
  if (end == raw->step_timeout || *end != '\0' ||
      !(seconds >= 0. && seconds <= 1e9))
    {
      g_set_error (error, PSC_ERROR, PSC_ERROR_SETTINGS,
                   _("--%s=%s is not possible. Give seconds, such as 2.5, or "
                     "0 for no limit."), "step-timeout", raw->step_timeout);
      return FALSE;
    }

  settings->step_timeout_ns = (gint64) (seconds * PSC_NSEC_PER_SEC);

  return TRUE;
}

static gboolean
parse_steps (const Raw    *raw,
             PscSettings  *settings,
             GError      **error)
{
  if (raw->steps == NULL)
    return TRUE;

  psc_pipeline_unref (settings->pipeline);
  settings->pipeline = psc_pipeline_new ();
  for (guint i = 0; raw->steps[i] != NULL; i++)
    {
      if (!psc_pipeline_append (settings->pipeline, raw->steps[i], error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
parse_settings (const Raw    *raw,
                PscSettings  *settings,
                GError      **error)
{
  guint seed = settings->seed;

  if (raw->mode != NULL && !psc_mode_from_string (raw->mode, &settings->mode))
    return refuse_word ("mode", raw->mode,
                        "process, process-executor, thread, dummy", error);
  if (raw->streams != NULL &&
      !psc_streams_from_string (raw->streams, &settings->streams))
    return refuse_word ("streams", raw->streams, "inherited, independent",
                        error);

  if (!parse_number ("workers", raw->workers, 1, PSC_MAX_WORKERS,
                     &settings->workers, error) ||
      !parse_number ("tasks-per-worker", raw->tasks_per_worker, 1, G_MAXUINT32,
                     &settings->tasks_per_worker, error) ||
      !parse_number ("work", raw->work, 0, PSC_MAX_WORK, &settings->work,
                     error) ||
      !parse_number ("seed", raw->seed, 0, G_MAXUINT32, &seed, error))
    return FALSE;
  settings->seed = seed;

  if (g_strcmp0 (raw->chunk_size, "auto") != 0 &&
      !parse_number ("chunk-size", raw->chunk_size, 1, G_MAXINT32,
                     &settings->chunk_size, error))
    return FALSE;

  settings->global_lock = raw->global_lock;

  return parse_timeout (raw, settings, error) &&
         parse_steps (raw, settings, error) &&
         psc_settings_check (settings, error);
}

static gboolean
parse_size (const char        *text,
            PscFigureOptions  *figure,
            GError           **error)
{
  g_auto (GStrv) sides = g_strsplit (text, "x", 2);
  guint width = 0, height = 0;

  if (g_strv_length (sides) != 2 ||
      !parse_number ("size", sides[0], 100, PSC_FIGURE_MAX_SIDE, &width,
                     NULL) ||
      !parse_number ("size", sides[1], 100, PSC_FIGURE_MAX_SIDE, &height,
                     NULL))
    {
      g_set_error (error, PSC_ERROR, PSC_ERROR_SETTINGS,
                   _("--size=%s is not possible. Give width and height from "
                     "%d to %d pixels, as in 1200x600."),
                   text, 100, PSC_FIGURE_MAX_SIDE);
      return FALSE;
    }

  figure->width = (int) width;
  figure->height = (int) height;

  return TRUE;
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
    return refuse_word ("orientation", raw->orientation, "lanes, upright",
                        error);

  if (raw->size != NULL && !parse_size (raw->size, figure, error))
    return FALSE;

  if (g_strcmp0 (raw->chart, "-") == 0 && isatty (STDOUT_FILENO))
    {
      g_set_error_literal (error, PSC_ERROR, PSC_ERROR_SETTINGS,
                           _("A terminal cannot show the chart. Name a file, "
                             "or send standard output into one."));
      return FALSE;
    }

  /* Standard output has no ending and gets a PNG. */
  if (raw->chart != NULL && !g_str_equal (raw->chart, "-") &&
      !psc_figure_format_from_name (raw->chart, &figure->format))
    return refuse_word ("chart", raw->chart, "*.png, *.svg, *.pdf", error);

  return TRUE;
}

static gboolean
check_outputs (const Raw  *raw,
               GError    **error)
{
  const char *outputs[] = { raw->json, raw->csv, raw->trace, raw->chart };
  guint n_standard = 0;

  for (guint i = 0; i < G_N_ELEMENTS (outputs); i++)
    n_standard += g_strcmp0 (outputs[i], "-") == 0;

  if (n_standard > 1)
    {
      g_set_error_literal (error, PSC_ERROR, PSC_ERROR_SETTINGS,
                           _("Only one output can go to standard output. "
                             "Name files for the others."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_directory (const Raw  *raw,
                 GError    **error)
{
  guint n_given = raw->directories != NULL
                  ? g_strv_length (raw->directories) : 0;

  /* An empty word is a variable of a script that was never set, and not the
   * working directory. */
  if (n_given == 1 && raw->directories[0][0] != '\0')
    return TRUE;

  g_set_error_literal (error, PSC_ERROR, PSC_ERROR_SETTINGS,
                       n_given <= 1
                       ? _("Name the directory whose files are to be run.")
                       : _("Name one directory only."));
  return FALSE;
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
  if (!check_directory (&raw, error) ||
      !parse_settings (&raw, self->settings, error) ||
      !parse_number ("limit", raw.limit, 1, G_MAXINT32, &self->limit, error) ||
      !parse_chart (&raw, &self->figure, error) ||
      !check_outputs (&raw, error))
    return NULL;

  self->directory = g_strdup (raw.directories[0]);
  self->listing_flags = (raw.hidden ? PSC_LISTING_HIDDEN : 0) |
                        (raw.recursive ? PSC_LISTING_RECURSIVE : 0);
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
