/* psc-history-row.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-row"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "psc-history-columns-private.h"
#include "psc-history-row-private.h"
#include "psc-json-parts-input-private.h"
#include "psc-kept-run-private.h"
#include "psc-sketch.h"

/* Names and notes are typed, and shown in a line. */
#define MAX_TEXT   (64 * 1024)
#define MAX_SKETCH (64 * 1024)

static const char * const state_names[] = { "running", "finished",
                                            "unfinished" };

/**
 * _psc_history_state_to_string:
 *
 * The state as it stands in the database.
 */
const char *
_psc_history_state_to_string (PscHistoryState state)
{
  return state_names[state];
}

/**
 * _psc_history_row_free:
 *
 * Frees the row.
 */
void
_psc_history_row_free (PscHistoryRow *self)
{
  g_free (self->kind);
  g_clear_pointer (&self->started, g_date_time_unref);
  g_free (self->directory);
  g_clear_pointer (&self->settings, psc_settings_free);
  g_free (self->name);
  g_free (self->note);
  g_clear_pointer (&self->sketch, g_bytes_unref);
  g_free (self);
}

static PscHistoryRow *
row_new (const char        *kind,
         GDateTime         *started,
         PscListing        *listing,
         const PscSettings *settings)
{
  PscHistoryRow *self = g_new0 (PscHistoryRow, 1);

  self->kind = g_strdup (kind);
  self->started = g_date_time_ref (started);
  self->directory = g_strdup (psc_listing_get_directory (listing));
  self->settings = psc_settings_copy (settings);
  self->n_files = psc_listing_get_n_files (listing);
  self->wall_ns = PSC_NEVER;
  self->occupancy = NAN;

  return self;
}

/**
 * _psc_history_row_new_run:
 *
 * Returns: (transfer full): the row of a run that is not kept yet
 */
PscHistoryRow *
_psc_history_row_new_run (PscRun *run)
{
  PscHistoryRow *self = row_new ("run", psc_run_get_started (run),
                                 psc_run_get_listing (run),
                                 psc_run_get_settings (run));

  self->state = PSC_HISTORY_RUNNING;

  return self;
}

/**
 * _psc_history_dup_outcomes:
 * @n_outcomes: (array fixed-size=9): how many files have each outcome
 *
 * Returns: (transfer full): all but those without, in their order
 */
char *
_psc_history_dup_outcomes (const guint *n_outcomes)
{
  GString *text = g_string_new (NULL);

  for (guint i = PSC_OUTCOME_OK; i < PSC_N_OUTCOMES; i++)
    g_string_append_printf (text, i > PSC_OUTCOME_OK ? " %u" : "%u",
                            n_outcomes[i]);

  return g_string_free (text, FALSE);
}

static void
read_outcomes (PscHistoryRow *self,
               const char    *text,
               PscJsonInput  *input)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint64 sum = 0;

  if (g_strv_length (words) != PSC_N_OUTCOMES - 1)
    _psc_json_input_fail (input, "outcomes", _("is out of range"));

  for (guint i = PSC_OUTCOME_OK; i < PSC_N_OUTCOMES && input->error == NULL;
       i++)
    {
      guint64 number;

      if (g_ascii_string_to_unsigned (words[i - 1], 10, 0, self->n_files,
                                      &number, NULL))
        self->n_outcomes[i] = (guint) number;
      else
        _psc_json_input_fail (input, "outcomes", _("is out of range"));
      sum += self->n_outcomes[i];
    }
  if (sum > self->n_files)
    _psc_json_input_fail (input, "outcomes", _("is out of range"));
}

static void
read_head (PscHistoryRow *self,
           const char    *text,
           PscJsonInput  *input)
{
  g_autoptr (JsonNode) root = NULL;

  if (input->error != NULL)
    return;

  root = _psc_json_parse_text (text, strlen (text), &input->error);
  if (root == NULL)
    return;

  self->settings = _psc_json_read_settings (input, json_node_get_object (root),
                                            self->n_files);
  self->directory = _psc_json_read_directory (input,
                                              json_node_get_object (root));
}

static void
read_kind (PscHistoryRow *self,
           const char    *kind,
           PscJsonInput  *input)
{
  PscExerciseKind exercise;

  if (!g_str_equal (kind, "run") &&
      !psc_exercise_kind_from_string (kind, &exercise))
    _psc_json_input_fail (input, "kind", _("is not known"));
  self->kind = g_strdup (kind);
}

static void
read_state (PscHistoryRow *self,
            const char    *text,
            PscJsonInput  *input)
{
  while (self->state < G_N_ELEMENTS (state_names) &&
         !g_str_equal (text, state_names[self->state]))
    self->state++;

  if (self->state == G_N_ELEMENTS (state_names))
    _psc_json_input_fail (input, "state", _("is not known"));
}

/**
 * _psc_history_row_read:
 * @statement: at a row of %PSC_HISTORY_ROW_COLUMNS
 *
 * Returns: (transfer full): the entry, out of use once something is wrong
 */
PscHistoryRow *
_psc_history_row_read (sqlite3_stmt *statement,
                       PscJsonInput *input)
{
  PscHistoryColumns columns = { input, statement };
  PscHistoryRow *self = g_new0 (PscHistoryRow, 1);

  self->id = sqlite3_column_int64 (statement, 0);
  self->revision = sqlite3_column_int64 (statement, 1);
  read_kind (self, _psc_history_get_text (&columns, 2, "kind"), input);
  self->started = _psc_json_read_date (
    input, "started", _psc_history_get_text (&columns, 3, "started"));
  self->n_files = (guint) _psc_history_get_int (&columns, 5, "n_files", 0,
                                                PSC_KEPT_MAX_TASKS);
  read_head (self, _psc_history_get_text (&columns, 4, "head"), input);
  read_outcomes (self, _psc_history_get_text (&columns, 6, "outcomes"), input);
  read_state (self, _psc_history_get_text (&columns, 7, "state"), input);
  self->removed = sqlite3_column_int (statement, 8) != 0;
  self->wall_ns = _psc_history_get_time (&columns, 9, "wall_ns");
  self->occupancy = sqlite3_column_type (statement, 10) == SQLITE_FLOAT
                    ? sqlite3_column_double (statement, 10) : NAN;
  self->sketch = _psc_history_dup_bytes (&columns, 11, "sketch", MAX_SKETCH);
  self->name = _psc_history_dup_text (&columns, 12, "name", MAX_TEXT);
  self->note = _psc_history_dup_text (&columns, 13, "note", MAX_TEXT);

  return self;
}
