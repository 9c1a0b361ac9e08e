/* psc-history-words.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-words"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-format.h"
#include "psc-history-words.h"
#include "psc-outcome.h"

#define NBSP "\302\240"

/**
 * psc_history_words_dup_title:
 *
 * Returns: (transfer full): the entry's name or, if it was given none, that of
 *   its directory or of the exercise
 */
char *
psc_history_words_dup_title (PscHistoryEntry *entry)
{
  const char *name;
  g_autofree char *base = NULL;

  g_return_val_if_fail (PSC_IS_HISTORY_ENTRY (entry), NULL);

  name = psc_history_entry_get_name (entry);
  if (name != NULL)
    return psc_format_name (name);
  if (psc_history_entry_get_kind (entry) == PSC_HISTORY_EXERCISE)
    return g_strdup (psc_exercise_kind_get_title (
      psc_history_entry_get_exercise (entry)));

  base = g_path_get_basename (psc_history_entry_get_directory (entry));

  return psc_format_name (base);
}

/**
 * psc_history_words_dup_origin:
 *
 * Returns: (transfer full): at what time of the day and of which directory it
 *   was made and, for a run, in which mode, with how many workers and, when it
 *   has ended, how full their lanes were
 */
char *
psc_history_words_dup_origin (PscHistoryEntry *entry)
{
  const PscSettings *settings;
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *time = NULL;
  g_autofree char *directory = NULL;
  g_autofree char *pool = NULL;
  g_autofree char *ratio = NULL;

  g_return_val_if_fail (PSC_IS_HISTORY_ENTRY (entry), NULL);

  local = g_date_time_to_local (psc_history_entry_get_started (entry));
  time = g_date_time_format (local, "%H:%M");
  directory = psc_format_name (psc_history_entry_get_directory (entry));
  if (psc_history_entry_get_kind (entry) == PSC_HISTORY_EXERCISE)
    return g_strdup_printf ("%s · %s", time, directory);

  settings = psc_history_entry_get_settings (entry);
  pool = g_strdup_printf ("%s" NBSP "×" NBSP "%u",
                          psc_mode_to_string (settings->mode),
                          settings->workers);
  if (psc_history_entry_get_state (entry) == PSC_HISTORY_RUNNING ||
      !isfinite (psc_history_entry_get_occupancy (entry)))
    return g_strdup_printf ("%s · %s · %s", time, pool, directory);

  ratio = psc_format_ratio (psc_history_entry_get_occupancy (entry));

  /* Translators: a time of the day, a mode and a number of workers, a ratio, and
   * a directory */
  return g_strdup_printf (_("%s · %s · occupancy %s · %s"), time, pool, ratio,
                          directory);
}

/* What makes a run one not to be compared with others. */
static char *
dup_losses (PscHistoryEntry *entry)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (PscOutcome i = PSC_OUTCOME_FAILED; i < PSC_N_OUTCOMES; i++)
    {
      guint n = psc_history_entry_get_n_outcome (entry, i);

      if (n > 0 && i != PSC_OUTCOME_SKIPPED)
        g_string_append_printf (text, "%s%'u %s", text->len > 0 ? ", " : "", n,
                                psc_outcome_get_label (i));
    }

  return text->len > 0 ? g_strdup (text->str) : NULL;
}

/**
 * psc_history_words_dup_state:
 *
 * Returns: (transfer full) (nullable): what is to be known of an entry that has
 *   not come to a good end, or not yet
 */
char *
psc_history_words_dup_state (PscHistoryEntry *entry)
{
  guint n_files, n_ended;

  g_return_val_if_fail (PSC_IS_HISTORY_ENTRY (entry), NULL);

  n_files = psc_history_entry_get_n_files (entry);
  n_ended = psc_history_entry_get_n_ended (entry);
  switch (psc_history_entry_get_state (entry))
    {
    case PSC_HISTORY_RUNNING:
      return g_strdup (_("goes on"));

    case PSC_HISTORY_UNFINISHED:
      if (psc_history_entry_get_kind (entry) == PSC_HISTORY_EXERCISE)
        return g_strdup (_("The program ended while this was measured: what "
                           "had been measured is kept."));

      return g_strdup_printf (ngettext ("The program ended while this ran: "
                                        "%'u of %'u file is kept.",
                                        "The program ended while this ran: "
                                        "%'u of %'u files are kept.", n_files),
                              n_ended, n_files);

    case PSC_HISTORY_FINISHED:
    default:
      return dup_losses (entry);
    }
}

static gboolean
is_same_day (GDateTime *a,
             GDateTime *b)
{
  return g_date_time_get_year (a) == g_date_time_get_year (b) &&
         g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b);
}

/**
 * psc_history_words_dup_day:
 * @started: when something was made
 * @now: the present moment, in the time zone that days are told in
 *
 * Returns: (transfer full): the day as a heading
 */
char *
psc_history_words_dup_day (GDateTime *started,
                           GDateTime *now)
{
  g_autoptr (GDateTime) local =
    g_date_time_to_timezone (started, g_date_time_get_timezone (now));
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);

  if (is_same_day (local, now))
    return g_strdup (_("Today"));
  if (is_same_day (local, yesterday))
    return g_strdup (_("Yesterday"));

  /* Translators: a day as g_date_time_format() writes it, as in “Monday, March
   * 2, 2026” */
  return g_date_time_format (local, _("%A, %B %-d, %Y"));
}

/**
 * psc_history_words_get_no_comparison:
 * @entries: (element-type PscHistoryEntry): those that are selected
 * @has_shown: whether a run is shown, which a single one is compared with
 * @shown: (nullable): its entry, where it is kept
 *
 * Why the entries cannot be compared.
 *
 * Returns: (nullable): one line; %NULL when they can
 */
const char *
psc_history_words_get_no_comparison (GPtrArray       *entries,
                                     gboolean         has_shown,
                                     PscHistoryEntry *shown)
{
  gboolean single;

  g_return_val_if_fail (entries != NULL, NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      PscHistoryEntry *entry = g_ptr_array_index (entries, i);

      if (psc_history_entry_get_kind (entry) != PSC_HISTORY_RUN)
        return _("Only runs can be compared");
      if (psc_history_entry_get_state (entry) == PSC_HISTORY_RUNNING)
        return _("A run can be compared as soon as it has ended");
    }

  single = entries->len == 1;
  if (entries->len > 2)
    return _("Two runs can be compared, no more");
  if (single && !has_shown)
    return _("No run is shown: select another one, too");
  if (single && g_ptr_array_index (entries, 0) == shown)
    return _("This is the run that is shown: select another one, too");

  return NULL;
}
