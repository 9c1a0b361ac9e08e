/* psc-history-edit.c: what the user does with entries
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-edit"

#include "config.h"

#include "psc-history-private.h"

static void
push_edit (PscHistory        *self,
           PscHistoryJobKind  kind,
           PscHistoryEntry   *entry)
{
  PscHistoryJob *job =
    _psc_history_job_new (kind, _psc_history_entry_get_key (entry));

  job->name = g_strdup (psc_history_entry_get_name (entry));
  job->note = g_strdup (psc_history_entry_get_note (entry));
  job->key->n_edits++;
  _psc_history_writer_push (self->writer, job);
}

static const char *
none_if_empty (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

/**
 * psc_history_set_name:
 * @name: (nullable): what the user calls it, in UTF-8; empty for nothing
 *
 * Names an entry, which then is not deleted by any limit.
 */
void
psc_history_set_name (PscHistory      *self,
                      PscHistoryEntry *entry,
                      const char      *name)
{
  g_autofree char *note = NULL;

  g_return_if_fail (PSC_IS_HISTORY (self));
  g_return_if_fail (PSC_IS_HISTORY_ENTRY (entry));

  note = g_strdup (psc_history_entry_get_note (entry));
  _psc_history_entry_set_texts (entry, none_if_empty (name), note);
  push_edit (self, PSC_HISTORY_JOB_TEXTS, entry);
}

/**
 * psc_history_set_note:
 * @note: (nullable): what the user says of it, in UTF-8; empty for nothing
 *
 * Notes something beside an entry.
 */
void
psc_history_set_note (PscHistory      *self,
                      PscHistoryEntry *entry,
                      const char      *note)
{
  g_autofree char *name = NULL;

  g_return_if_fail (PSC_IS_HISTORY (self));
  g_return_if_fail (PSC_IS_HISTORY_ENTRY (entry));

  name = g_strdup (psc_history_entry_get_name (entry));
  _psc_history_entry_set_texts (entry, name, none_if_empty (note));
  push_edit (self, PSC_HISTORY_JOB_TEXTS, entry);
}

/**
 * psc_history_remove:
 *
 * Takes an entry out of the list.  It can be brought back until the program
 * ends, or the room is needed.
 */
void
psc_history_remove (PscHistory      *self,
                    PscHistoryEntry *entry)
{
  g_return_if_fail (PSC_IS_HISTORY (self));
  g_return_if_fail (PSC_IS_HISTORY_ENTRY (entry));

  push_edit (self, PSC_HISTORY_JOB_REMOVE, entry);
  _psc_history_hide_entry (self, entry);
}

/**
 * psc_history_remove_result:
 * @result: one that is kept, or is on its way
 *
 * Takes out of the list the entry of a result which may not be in it yet.
 * psc_history_keep_result() brings it back.
 */
void
psc_history_remove_result (PscHistory        *self,
                           PscExerciseResult *result)
{
  PscHistoryJob *job;

  g_return_if_fail (PSC_IS_HISTORY (self));
  g_return_if_fail (result != NULL);

  job = _psc_history_job_new (PSC_HISTORY_JOB_REMOVE, NULL);
  job->result = psc_exercise_result_ref (result);
  _psc_history_writer_push (self->writer, job);
}

/**
 * psc_history_restore:
 * @entry: one that was removed
 *
 * Brings an entry back into the list, unless it has been deleted to make room.
 */
void
psc_history_restore (PscHistory      *self,
                     PscHistoryEntry *entry)
{
  g_return_if_fail (PSC_IS_HISTORY (self));
  g_return_if_fail (PSC_IS_HISTORY_ENTRY (entry));

  if (!g_hash_table_contains (self->by_key,
                              _psc_history_entry_get_key (entry)))
    return;

  push_edit (self, PSC_HISTORY_JOB_RESTORE, entry);
  _psc_history_show_entry (self, entry);
}
