/* psc-cli-sweep-options.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-cli-sweep-options"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-cli-parse.h"
#include "psc-cli-settings.h"
#include "psc-cli-sweep-options.h"
#include "psc-machine.h"

/* The options as GOption gives them. */
typedef struct
{
  PscCliSettings settings;

  char     *modes;
  char     *workers;
  char     *repeat;
  char     *warmup;
  char     *order;
  char     *json;
  char     *csv;
  char     *chart;
  char     *size;
  gboolean  quiet;
  gboolean  help;
  char    **directories;
} Raw;

static void
raw_clear (Raw *raw)
{
  psc_cli_settings_clear (&raw->settings);
  g_free (raw->modes);
  g_free (raw->workers);
  g_free (raw->repeat);
  g_free (raw->warmup);
  g_free (raw->order);
  g_free (raw->json);
  g_free (raw->csv);
  g_free (raw->chart);
  g_free (raw->size);
  g_strfreev (raw->directories);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Raw, raw_clear)

/* What is measured, and how. */
static void
add_sweep_entries (GOptionContext *context,
                   Raw            *raw)
{
  const GOptionEntry entries[] = {
    { "workers", 0, 0, G_OPTION_ARG_STRING, &raw->workers,
      N_("Numbers of workers, each 1 to 256, with commas (default: from 1 to "
         "four times the usable CPUs)"), "N,…" },
    { "modes", 0, 0, G_OPTION_ARG_STRING, &raw->modes,
      N_("Which pools, with commas: process (default), process-executor, "
         "thread, dummy"), N_("MODE,…") },
    { "repeat", 0, 0, G_OPTION_ARG_STRING, &raw->repeat,
      N_("Make each run R times, 1 to 50 (default: 5); with fewer than 3 no "
         "difference can be told from chance"), "R" },
    { "warmup", 0, 0, G_OPTION_ARG_STRING, &raw->warmup,
      N_("Runs before the first that counts, 0 to 50 (default: 1)"), "COUNT" },
    { "order", 0, 0, G_OPTION_ARG_STRING, &raw->order,
      N_("interleaved (default): all points in turn, in random order; "
         "as-given: one point after the other"), N_("KIND") },
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
      N_("Write the sweep as a JSON document; “-” is standard output"),
      N_("FILE") },
    { "csv", 0, 0, G_OPTION_ARG_FILENAME, &raw->csv,
      N_("Write a table of the points"), N_("FILE") },
    { "chart", 0, 0, G_OPTION_ARG_FILENAME, &raw->chart,
      N_("Draw wall time and efficiency over the number of workers; the "
         "file's ending is .png, .svg or .pdf"), N_("FILE") },
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

  g_set_prgname ("poolscope-cli sweep");
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (
    context,
    _("Runs the files of DIRECTORY with each mode and number of workers, "
      "several times, and\nsays how many workers pay off. --global-lock holds "
      "for thread modes and\n--tasks-per-worker for process modes; --seed "
      "decides the random order, too."));
  g_option_context_set_description (
    context,
    _("Exit status: 0 every outcome is ok or a non-zero exit; 1 some are not, "
      "or an output\ncould not be written; 2 wrong usage; 3 no run could be "
      "made; 128 + n stopped by\nsignal n: what has been measured until then "
      "is reported and written all the same."));
  add_sweep_entries (context, raw);
  add_output_entries (context, raw);

  return context;
}

static gboolean
parse_workers (const char  *text,
               GArray      *numbers,
               GError     **error)
{
  g_auto (GStrv) words = NULL;

  if (text == NULL)
    {
      g_autoptr (PscMachine) machine = psc_machine_read ();
      g_autoptr (GArray) usual =
        psc_sweep_dup_usual_workers (machine->cpus_usable);

      g_array_append_vals (numbers, usual->data, usual->len);
      return TRUE;
    }

  words = g_strsplit (text, ",", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      guint number = 0;

      if (!psc_cli_parse_number ("workers", g_strstrip (words[i]), 1,
                                 PSC_MAX_WORKERS, &number, error))
        return FALSE;
      g_array_append_val (numbers, number);
    }

  /* No word at all is as wrong as an empty one. */
  return numbers->len > 0 ||
         psc_cli_parse_number ("workers", text, 1, PSC_MAX_WORKERS,
                               &(guint) { 0 }, error);
}

static gboolean
parse_modes (const char  *text,
             GArray      *modes,
             GError     **error)
{
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "process", ",", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      PscMode mode;

      if (!psc_mode_from_string (g_strstrip (words[i]), &mode))
        return psc_cli_refuse_word ("modes", text,
                                    "process, process-executor, thread, dummy",
                                    error);
      g_array_append_val (modes, mode);
    }

  return modes->len > 0 ||
         psc_cli_refuse_word ("modes", text,
                              "process, process-executor, thread, dummy",
                              error);
}

/* Whether some mode is of processes, or of threads. */
static gboolean
has_mode (GArray   *modes,
          gboolean  process)
{
  for (guint i = 0; i < modes->len; i++)
    if (psc_mode_is_process (g_array_index (modes, PscMode, i)) == process)
      return TRUE;

  return FALSE;
}

/* The points, mode by mode.  What only one kind of mode can do is left out of
 * the others, so that the two can be compared; where none can, it is
 * refused. */
static gboolean
make_points (const PscSettings  *settings,
             GArray             *modes,
             GArray             *workers,
             GPtrArray          *points,
             GError            **error)
{
  for (guint i = 0; i < modes->len; i++)
    for (guint j = 0; j < workers->len; j++)
      {
        g_autoptr (PscSettings) point = psc_settings_copy (settings);

        point->mode = g_array_index (modes, PscMode, i);
        point->workers = g_array_index (workers, guint, j);
        if (psc_mode_is_process (point->mode) && has_mode (modes, FALSE))
          point->global_lock = FALSE;
        if (!psc_mode_is_process (point->mode) && has_mode (modes, TRUE))
          point->tasks_per_worker = 0;
        if (!psc_settings_check (point, error))
          return FALSE;
        g_ptr_array_add (points, g_steal_pointer (&point));
      }

  return TRUE;
}

static gboolean
parse_points (const Raw  *raw,
              GPtrArray  *points,
              guint32    *seed,
              GError    **error)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (GArray) modes = g_array_new (FALSE, FALSE, sizeof (PscMode));
  g_autoptr (GArray) workers = g_array_new (FALSE, FALSE, sizeof (guint));

  if (!psc_cli_settings_parse (&raw->settings, settings, error) ||
      !parse_modes (raw->modes, modes, error) ||
      !parse_workers (raw->workers, workers, error))
    return FALSE;
  *seed = settings->seed;

  return make_points (settings, modes, workers, points, error);
}

static gboolean
parse_sweep (const Raw        *raw,
             PscSweepOptions  *sweep,
             GError          **error)
{
  if (raw->order != NULL &&
      !psc_sweep_order_from_string (raw->order, &sweep->order))
    return psc_cli_refuse_word ("order", raw->order, "interleaved, as-given",
                                error);

  return psc_cli_parse_number ("repeat", raw->repeat, 1,
                               PSC_SWEEP_MAX_REPEATS, &sweep->repeats,
                               error) &&
         psc_cli_parse_number ("warmup", raw->warmup, 0,
                               PSC_SWEEP_MAX_REPEATS, &sweep->warmups, error);
}

static gboolean
check_outputs (const Raw  *raw,
               GError    **error)
{
  const char * const outputs[] = { raw->json, raw->csv, raw->chart };

  return psc_cli_check_outputs (outputs, G_N_ELEMENTS (outputs), error);
}

/**
 * psc_cli_sweep_options_parse:
 * @argv: the command and what follows it
 * @helped: (out): whether help was asked for and has been printed
 *
 * Returns: (transfer full) (nullable): the options; %NULL after help, and
 *   with @error when they cannot be understood
 */
PscCliSweepOptions *
psc_cli_sweep_options_parse (GStrv      argv,
                             gboolean  *helped,
                             GError   **error)
{
  g_auto (Raw) raw = { 0, };
  g_autoptr (GOptionContext) context = make_context (&raw);
  g_autoptr (PscCliSweepOptions) self = NULL;
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

  self = g_new0 (PscCliSweepOptions, 1);
  self->points =
    g_ptr_array_new_with_free_func ((GDestroyNotify) psc_settings_free);
  self->sweep = (PscSweepOptions) PSC_SWEEP_OPTIONS_DEFAULT;
  self->figure = (PscFigureOptions) PSC_FIGURE_OPTIONS_DEFAULT;
  if (!psc_cli_check_directories (raw.directories, error) ||
      !parse_points (&raw, self->points, &self->sweep.seed, error) ||
      !parse_sweep (&raw, &self->sweep, error) ||
      !psc_cli_settings_parse_files (&raw.settings, &self->listing_flags,
                                     &self->limit, error) ||
      !psc_cli_parse_chart (raw.chart, raw.size, &self->figure, error) ||
      !check_outputs (&raw, error))
    return NULL;

  self->directory = g_strdup (raw.directories[0]);
  self->json = g_steal_pointer (&raw.json);
  self->csv = g_steal_pointer (&raw.csv);
  self->chart = g_steal_pointer (&raw.chart);
  self->quiet = raw.quiet;

  return g_steal_pointer (&self);
}

/**
 * psc_cli_sweep_options_free:
 *
 * Frees the options.
 */
void
psc_cli_sweep_options_free (PscCliSweepOptions *self)
{
  g_ptr_array_unref (self->points);
  g_free (self->directory);
  g_free (self->json);
  g_free (self->csv);
  g_free (self->chart);
  g_free (self);
}
