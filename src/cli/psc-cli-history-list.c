/* psc-cli-history-list.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-cli-history-list"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-cli-history-list.h"
#include "psc-format.h"
#include "psc-history-filter.h"
#include "psc-outcome.h"
#include "psc-plain-text.h"

/* Takes @cell. */
static void
take_cell (GStrvBuilder *row,
           char         *cell)
{
  g_strv_builder_add (row, cell);
  g_free (cell);
}

static GStrv
make_heading (void)
{
  static const char * const headings[] = {
    /* Translators: the number by which a kept run is called. */
    N_("ID"),
    /* Translators: when a run was begun. */
    N_("started"),
    N_("directory"), N_("mode"), N_("workers"), N_("files"), N_("wall time"),
    /* Translators: whether a run came to its end, and what went wrong. */
    N_("state"),
    N_("name"),
  };
  g_autoptr (GStrvBuilder) row = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    g_strv_builder_add (row, _(headings[i]));

  return g_strv_builder_end (row);
}

/* Not in the manner of the place, which needs more room and cannot be
 * sorted. */
static char *
dup_started (PscHistoryEntry *entry)
{
  g_autoptr (GDateTime) local =
    g_date_time_to_local (psc_history_entry_get_started (entry));

  return g_date_time_format (local, "%Y-%m-%d %H:%M");
}

static char *
dup_mode (PscHistoryEntry *entry)
{
  if (psc_history_entry_get_kind (entry) == PSC_HISTORY_RUN)
    return g_strdup (psc_mode_to_string (
                       psc_history_entry_get_settings (entry)->mode));

  /* Translators: %s is the letter of an exercise. */
  return g_strdup_printf (_("exercise %s"),
                          psc_exercise_kind_to_string (
                            psc_history_entry_get_exercise (entry)));
}

/* All outcomes but those that are as they should be. */
static char *
dup_losses (PscHistoryEntry *entry)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (PscOutcome i = PSC_OUTCOME_OK; i < PSC_N_OUTCOMES; i++)
    {
      guint n = psc_history_entry_get_n_outcome (entry, i);

      if (n > 0 && i != PSC_OUTCOME_OK && i != PSC_OUTCOME_NONZERO)
        g_string_append_printf (text, "%s%u %s", text->len > 0 ? ", " : "", n,
                                psc_outcome_get_label (i));
    }

  return text->len > 0 ? g_strdup (text->str)
                       /* Translators: a run that came to its end. */
                       : g_strdup (_("finished"));
}

static char *
dup_state (PscHistoryEntry *entry)
{
  PscHistoryState state = psc_history_entry_get_state (entry);
  const char *text = state == PSC_HISTORY_RUNNING ? _("running")
                                                  : _("unfinished");

  if (state == PSC_HISTORY_FINISHED)
    return dup_losses (entry);
  if (psc_history_entry_get_kind (entry) != PSC_HISTORY_RUN)
    return g_strdup (text);

  /* Translators: “running” or “unfinished”, and how many files are done. */
  return g_strdup_printf (_("%s, %u of %u"), text,
                          psc_history_entry_get_n_ended (entry),
                          psc_history_entry_get_n_files (entry));
}

static GStrv
make_row (PscHistoryEntry *entry)
{
  const char *name = psc_history_entry_get_name (entry);
  g_autoptr (GStrvBuilder) row = g_strv_builder_new ();

  take_cell (row, g_strdup_printf ("%" G_GINT64_FORMAT,
                                   psc_history_entry_get_id (entry)));
  take_cell (row, dup_started (entry));
  take_cell (row, psc_format_name (psc_history_entry_get_directory (entry)));
  take_cell (row, dup_mode (entry));
  take_cell (row, g_strdup_printf (
                    "%u", psc_history_entry_get_settings (entry)->workers));
  take_cell (row, g_strdup_printf ("%u",
                                   psc_history_entry_get_n_files (entry)));
  take_cell (row, psc_format_duration (psc_history_entry_get_wall_ns (entry)));
  take_cell (row, dup_state (entry));
  take_cell (row, psc_format_name (name != NULL ? name : ""));

  return g_strv_builder_end (row);
}

/**
 * psc_cli_history_list:
 * @entries: (element-type PscHistoryEntry): the newest first
 * @search: (nullable): words that an entry has to contain
 * @limit: how many to list at most; 0 for all
 * @text: text to append to
 *
 * Writes the entries as a table, unless there is none to list.
 *
 * Returns: how many there were
 */
PscCliHistoryCounts
psc_cli_history_list (GListModel *entries,
                      const char *search,
                      guint       limit,
                      GString    *text)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (PscHistoryFilter) filter = psc_history_filter_new ();
  PscCliHistoryCounts counts = { 0, };

  filter->text = g_strdup (search);
  g_ptr_array_add (rows, make_heading ());
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (PscHistoryEntry) entry = g_list_model_get_item (entries, i);

      if (!psc_history_filter_match (filter, entry))
        continue;

      if (limit > 0 && counts.n_listed == limit)
        {
          counts.n_over_limit++;
          continue;
        }

      g_ptr_array_add (rows, make_row (entry));
      counts.n_listed++;
    }

  if (counts.n_listed > 0)
    psc_plain_text_append_table (text, rows, "rlllrrrll");

  return counts;
}

/**
 * psc_cli_history_dup_line:
 *
 * Returns: (transfer full): what an entry is: its ID, when it was made, how,
 *   and of what
 */
char *
psc_cli_history_dup_line (PscHistoryEntry *entry)
{
  g_autofree char *started = dup_started (entry);
  g_autofree char *mode = dup_mode (entry);
  g_autofree char *directory =
    psc_format_name (psc_history_entry_get_directory (entry));

  return g_strdup_printf ("%" G_GINT64_FORMAT " · %s · %s · %s",
                          psc_history_entry_get_id (entry), started, mode,
                          directory);
}
