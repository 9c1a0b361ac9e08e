/* psc-history-head.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-head"

#include "config.h"

#include <string.h>

#include "psc-document-run-private.h"
#include "psc-history-head-private.h"
#include "psc-history-row-private.h"
#include "psc-json-members-private.h"
#include "psc-json-parts-private.h"

static char *
to_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);

  return json_to_string (node, FALSE);
}

/**
 * _psc_history_dup_head:
 * @machine: (nullable): where it was made
 * @again_of: (nullable): when the run was made whose lost files these are
 *
 * Returns: (transfer full): settings, directory and machine, as in a document
 */
char *
_psc_history_dup_head (const PscSettings *settings,
                       PscListing        *listing,
                       const PscMachine  *machine,
                       GDateTime         *again_of)
{
  JsonObject *object = json_object_new ();

  json_object_set_object_member (object, "settings",
                                 _psc_json_build_settings (settings, listing));
  if (machine != NULL)
    json_object_set_object_member (object, "machine",
                                   _psc_json_build_machine (machine));
  if (again_of != NULL)
    _psc_json_take_string (object, "again_of",
                           g_date_time_format_iso8601 (again_of));

  return to_text (object);
}

/**
 * _psc_history_dup_tail:
 *
 * Returns: (transfer full): how the run ended, or how it stands with its lanes
 *   while it goes on
 */
char *
_psc_history_dup_tail (PscRun *run)
{
  JsonObject *object = json_object_new ();

  _psc_document_add_end (object, run);
  if (psc_run_get_state (run) == PSC_RUN_ENDED)
    {
      _psc_json_set_time (object, "wall_ns", psc_run_get_wall_ns (run));
      _psc_json_set_time (object, "cpu_ns", psc_run_get_cpu_ns (run));
      _psc_json_set_time (object, "slept_ns", psc_run_get_slept_ns (run));
    }

  return to_text (object);
}

/**
 * _psc_history_dup_names:
 *
 * Returns: (transfer full): the names of the files, each with a NUL behind it
 */
GByteArray *
_psc_history_dup_names (PscListing *listing)
{
  GByteArray *names = g_byte_array_new ();

  for (guint i = 0; i < psc_listing_get_n_files (listing); i++)
    {
      const char *name = psc_listing_get_name (listing, i);

      g_byte_array_append (names, (const guint8 *) name,
                           (guint) strlen (name) + 1);
    }

  return names;
}

/**
 * _psc_history_get_started_us:
 *
 * A date as a number, by which entries are ordered.
 */
gint64
_psc_history_get_started_us (GDateTime *started)
{
  return g_date_time_to_unix (started) * G_USEC_PER_SEC +
         g_date_time_get_microsecond (started);
}

/**
 * _psc_history_insert_entry:
 * @kind: “run”, or an exercise's name
 *
 * Adds an entry that is this owner's.
 *
 * Returns: its number
 */
gint64
_psc_history_insert_entry (PscHistoryDb          *db,
                           const PscHistoryOwner *owner,
                           const char            *kind,
                           GDateTime             *started,
                           const char            *head,
                           guint                  n_files,
                           PscHistoryState        state)
{
  g_autofree char *label = g_date_time_format_iso8601 (started);
  guint n_outcomes[PSC_N_OUTCOMES] = { 0 };
  g_autofree char *outcomes = _psc_history_dup_outcomes (n_outcomes);

  _psc_history_db_run (
    db, "INSERT INTO entry (kind, started, started_us, head, n_files,"
        " outcomes, state, owner) VALUES (?,?,?,?,?,?,?,?)", "ssisissi", kind,
    label, _psc_history_get_started_us (started), head, (gint64) n_files,
    outcomes, _psc_history_state_to_string (state), owner->id);

  return db->code == SQLITE_OK ? sqlite3_last_insert_rowid (db->sqlite) : 0;
}
