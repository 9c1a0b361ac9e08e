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

static gboolean
is_listed_at (PscHistory *self,
              guint       position,
              GHashTable *entries)
{
  g_autoptr (PscHistoryEntry) entry =
    g_list_model_get_item (G_LIST_MODEL (self->entries), position);

  return g_hash_table_contains (entries, entry);
}

/* Takes entries away, as far as they are there: those that are beside each other
 * at once, as each change costs whoever shows the list. */
static void
hide_entries (PscHistory *self,
              GHashTable *entries)
{
  guint begin = g_list_model_get_n_items (G_LIST_MODEL (self->entries));

  while (begin > 0)
    {
      guint end = begin;

      while (begin > 0 && is_listed_at (self, begin - 1, entries))
        begin--;
      if (begin < end)
        g_list_store_splice (self->entries, begin, end - begin, NULL, 0);
      else
        begin--;
    }
}

/**
 * psc_history_remove_all:
 * @entries: (element-type PscHistoryEntry): some of its entries
 *
 * Takes many entries out of the list, as psc_history_remove() does with one.
 */
void
psc_history_remove_all (PscHistory *self,
                        GPtrArray  *entries)
{
  g_autoptr (GHashTable) set = g_hash_table_new (NULL, NULL);

  g_return_if_fail (PSC_IS_HISTORY (self));
  g_return_if_fail (entries != NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      push_edit (self, PSC_HISTORY_JOB_REMOVE, entries->pdata[i]);
      g_hash_table_add (set, entries->pdata[i]);
    }
  hide_entries (self, set);
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
