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
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Raw, raw_clear)

static void
add_entries (PscCliSweepOptions *self,
             Raw                *raw,
             GOptionContext     *context)
{
  const GOptionEntry sweep_entries[] = {
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

  const GOptionEntry quiet_entries[] = {
    { "quiet", 0, 0, G_OPTION_ARG_NONE, &self->quiet,
      N_("Print nothing but errors"), NULL },
    G_OPTION_ENTRY_NULL
  };

  g_option_context_add_main_entries (context, sweep_entries, GETTEXT_PACKAGE);
  psc_cli_settings_add_entries (&raw->settings, context);
  psc_cli_files_add_entries (&self->files, context);
  psc_cli_exports_add_sweep_entries (&self->exports, context);
  g_option_context_add_main_entries (context, quiet_entries, GETTEXT_PACKAGE);
}

static GOptionContext *
make_context (void)
{
  GOptionContext *context = g_option_context_new (_("DIRECTORY"));

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

/**
 * psc_cli_sweep_options_parse:
 * @argv: the command and what follows it
 *
 * Returns: (transfer full) (nullable): the options; %NULL without @error after
 *   help, and with @error when they cannot be understood
 */
PscCliSweepOptions *
psc_cli_sweep_options_parse (GStrv    argv,
                             GError **error)
{
  g_auto (Raw) raw = { 0, };
  g_autoptr (PscCliSweepOptions) self = g_new0 (PscCliSweepOptions, 1);
  g_autoptr (GOptionContext) context = make_context ();
  g_auto (GStrv) words = NULL;

  self->points =
    g_ptr_array_new_with_free_func ((GDestroyNotify) psc_settings_free);
  self->sweep = (PscSweepOptions) PSC_SWEEP_OPTIONS_DEFAULT;
  add_entries (self, &raw, context);
  words = psc_cli_parse_arguments ("sweep", context, argv, error);
  if (words == NULL ||
      !psc_cli_files_parse (&self->files, words, error) ||
      !parse_points (&raw, self->points, &self->sweep.seed, error) ||
      !parse_sweep (&raw, &self->sweep, error) ||
      !psc_cli_exports_parse (&self->exports, error))
    return NULL;

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
  psc_cli_files_clear (&self->files);
  psc_cli_exports_clear (&self->exports);
  g_free (self);
}
