/* psc-exercise-store.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-exercise-store"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "psc-exercise-files-private.h"
#include "psc-exercise-store.h"

struct _PscExerciseStore
{
  GObject       parent_instance;

  /* Owned */
  PscHistory   *history;
  GPtrArray    *results;   /* PscExerciseResult, the newest first */
  GHashTable   *known;     /* PscHistoryEntry: the exercises of the history */
  GQueue       *unread;    /* PscHistoryEntry */
  PscHistoryEntry *reading; /* (nullable) */
  GPtrArray    *files;     /* PscExerciseFile that is to be kept instead */
  char         *directory; /* (nullable): of the files */

  guint         told : 1;  /* the history has told what it holds */
};

G_DEFINE_FINAL_TYPE (PscExerciseStore, psc_exercise_store, G_TYPE_OBJECT)

enum
{
  CHANGED,
  PROBLEM,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_same (PscExerciseResult *a,
         PscExerciseResult *b)
{
  return a->kind == b->kind && g_date_time_equal (a->made, b->made);
}

static gboolean
is_entry_of (PscHistoryEntry   *entry,
             PscExerciseResult *result)
{
  return psc_history_entry_get_kind (entry) == PSC_HISTORY_EXERCISE &&
         psc_history_entry_get_exercise (entry) == result->kind &&
         g_date_time_equal (psc_history_entry_get_started (entry),
                            result->made);
}

static gboolean
find (PscExerciseStore  *self,
      PscExerciseResult *result,
      guint             *position)
{
  for (guint i = 0; i < self->results->len; i++)
    {
      if (is_same (g_ptr_array_index (self->results, i), result))
        {
          *position = i;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
find_of_entry (PscExerciseStore *self,
               PscHistoryEntry  *entry,
               guint            *position)
{
  for (guint i = 0; i < self->results->len; i++)
    {
      if (is_entry_of (entry, g_ptr_array_index (self->results, i)))
        {
          *position = i;
          return TRUE;
        }
    }

  return FALSE;
}

static PscHistoryEntry *
find_entry (PscExerciseStore  *self,
            PscExerciseResult *result)
{
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, &entry, NULL))
    if (is_entry_of (entry, result))
      return entry;

  return NULL;
}

static int
compare_made (gconstpointer a,
              gconstpointer b)
{
  const PscExerciseResult *left = *(PscExerciseResult * const *) a;
  const PscExerciseResult *right = *(PscExerciseResult * const *) b;

  return g_date_time_compare (right->made, left->made);
}

/* Puts a result in its place, and in that of what it was before. */
static void
insert (PscExerciseStore  *self,
        PscExerciseResult *result)
{
  guint position;

  psc_exercise_result_ref (result);
  if (find (self, result, &position))
    g_ptr_array_remove_index (self->results, position);
  g_ptr_array_add (self->results, result);
  g_ptr_array_sort (self->results, compare_made);
}

/* Whoever shows the newest result shall not see an older one first. */
static void
announce (PscExerciseStore *self)
{
  if (self->told && self->reading == NULL)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
tell_problem (PscExerciseStore *self,
              const char       *problem)
{
  g_signal_emit (self, signals[PROBLEM], 0, problem);
}

static void read_next (PscExerciseStore *self);

/* What has been kept since is newer than what was read, and what has been
 * removed since is of no interest. */
static void
take_read (PscExerciseStore  *self,
           PscHistoryEntry   *entry,
           PscExerciseResult *result,
           const GError      *error)
{
  guint position;

  if (!g_hash_table_contains (self->known, entry) ||
      find_of_entry (self, entry, &position))
    return;

  if (result == NULL)
    {
      g_autofree char *problem =
        g_strdup_printf (_("An earlier result could not be read: %s"),
                         error->message);

      tell_problem (self, problem);
    }
  else
    {
      insert (self, result);
    }
}

static void
read_cb (GObject      *object,
         GAsyncResult *async_result,
         gpointer      user_data)
{
  GWeakRef *weak = user_data;
  g_autoptr (PscExerciseStore) self = g_weak_ref_get (weak);
  g_autoptr (PscHistoryEntry) entry = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PscExerciseResult) result =
    psc_history_read_result_finish (PSC_HISTORY (object), async_result,
                                    &error);

  g_weak_ref_clear (weak);
  g_free (weak);
  if (self == NULL)
    return;

  entry = g_steal_pointer (&self->reading);
  take_read (self, entry, result, error);
  read_next (self);
  announce (self);
}

/* One after the other, which leaves a CPU to what is more urgent. */
static void
read_next (PscExerciseStore *self)
{
  GWeakRef *weak;

  if (self->reading != NULL || g_queue_is_empty (self->unread))
    return;

  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, self);
  self->reading = g_queue_pop_head (self->unread);
  psc_history_read_result_async (self->history, self->reading, NULL, read_cb,
                                 weak);
}

/* What another program measures is a result once that has ended. */
static void
read_entry (PscExerciseStore *self,
            GParamSpec       *pspec,
            PscHistoryEntry  *entry)
{
  guint position;

  if (psc_history_entry_get_state (entry) == PSC_HISTORY_RUNNING ||
      find_of_entry (self, entry, &position))
    return;

  g_queue_push_tail (self->unread, g_object_ref (entry));
  read_next (self);
}

static void
meet_entry (PscExerciseStore *self,
            PscHistoryEntry  *entry)
{
  g_hash_table_add (self->known, g_object_ref (entry));
  g_signal_connect_object (entry, "notify::state", G_CALLBACK (read_entry),
                           self, G_CONNECT_SWAPPED);
  read_entry (self, NULL, entry);
}

static void
forget_entry (PscExerciseStore *self,
              PscHistoryEntry  *entry)
{
  guint position;

  g_signal_handlers_disconnect_by_data (entry, self);
  if (find_of_entry (self, entry, &position))
    g_ptr_array_remove_index (self->results, position);
}

/* What is in the database needs no file any more. */
static void
drop_files (PscExerciseStore *self)
{
  for (guint i = self->files->len; i > 0; i--)
    {
      PscExerciseFile *file = g_ptr_array_index (self->files, i - 1);

      if (find_entry (self, file->result) == NULL)
        continue;

      g_unlink (file->path);
      g_ptr_array_remove_index (self->files, i - 1);
    }

  /* Which fails while there is anything in it. */
  if (self->files->len == 0 && self->directory != NULL)
    g_rmdir (self->directory);
}

/* Follows what the history lists. */
static void
sync_entries (PscExerciseStore *self)
{
  GListModel *entries = psc_history_get_entries (self->history);
  g_autoptr (GHashTable) listed = g_hash_table_new_full (NULL, NULL,
                                                         g_object_unref, NULL);
  GHashTableIter iter;
  gpointer key;

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (PscHistoryEntry) entry = g_list_model_get_item (entries, i);

      if (psc_history_entry_get_kind (entry) == PSC_HISTORY_EXERCISE)
        g_hash_table_add (listed, g_steal_pointer (&entry));
    }

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (listed, key))
      {
        forget_entry (self, key);
        g_hash_table_iter_remove (&iter);
      }

  g_hash_table_iter_init (&iter, listed);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (self->known, key))
      meet_entry (self, key);

  drop_files (self);
  announce (self);
}

static void
told_cb (PscExerciseStore *self)
{
  if (self->told)
    return;

  self->told = TRUE;
  announce (self);
}

static void
psc_exercise_store_dispose (GObject *object)
{
  PscExerciseStore *self = PSC_EXERCISE_STORE (object);
  GHashTableIter iter;
  gpointer key;

  if (self->history != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->history, self);
      g_signal_handlers_disconnect_by_data (
        psc_history_get_entries (self->history), self);
    }
  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_signal_handlers_disconnect_by_data (key, self);
  g_clear_object (&self->history);
  g_clear_object (&self->reading);

  G_OBJECT_CLASS (psc_exercise_store_parent_class)->dispose (object);
}

static void
psc_exercise_store_finalize (GObject *object)
{
  PscExerciseStore *self = PSC_EXERCISE_STORE (object);

  g_queue_free_full (self->unread, g_object_unref);
  g_hash_table_unref (self->known);
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->results);
  g_free (self->directory);

  G_OBJECT_CLASS (psc_exercise_store_parent_class)->finalize (object);
}

static void
psc_exercise_store_class_init (PscExerciseStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = psc_exercise_store_dispose;
  object_class->finalize = psc_exercise_store_finalize;

  signals[CHANGED] = g_signal_new ("changed", PSC_TYPE_EXERCISE_STORE,
                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[PROBLEM] = g_signal_new ("problem", PSC_TYPE_EXERCISE_STORE,
                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
psc_exercise_store_init (PscExerciseStore *self)
{
  self->results = g_ptr_array_new_with_free_func (
    (GDestroyNotify) psc_exercise_result_unref);
  self->known = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->unread = g_queue_new ();
  self->files = g_ptr_array_new_with_free_func (
    (GDestroyNotify) _psc_exercise_file_free);
}

/**
 * psc_exercise_store_new:
 * @history: where results are kept
 *
 * Makes a store, empty until the history's exercises have been read.
 */
PscExerciseStore *
psc_exercise_store_new (PscHistory *history)
{
  PscExerciseStore *self;

  g_return_val_if_fail (PSC_IS_HISTORY (history), NULL);

  self = g_object_new (PSC_TYPE_EXERCISE_STORE, NULL);
  self->history = g_object_ref (history);
  self->told = psc_history_get_size (history) > 0;
  g_signal_connect_swapped (history, "changed", G_CALLBACK (told_cb), self);
  g_signal_connect_swapped (psc_history_get_entries (history), "items-changed",
                            G_CALLBACK (sync_entries), self);
  sync_entries (self);

  return self;
}

static void
keep (PscExerciseStore  *self,
      PscExerciseResult *result)
{
  insert (self, result);
  psc_history_keep_result (self->history, result);
}

static void
files_read_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  GWeakRef *weak = user_data;
  g_autoptr (PscExerciseStore) self = g_weak_ref_get (weak);
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  files = _psc_exercise_files_read_finish (result, &problems);
  g_weak_ref_clear (weak);
  g_free (weak);
  if (self == NULL)
    return;

  for (guint i = 0; i < files->len; i++)
    keep (self, ((PscExerciseFile *) g_ptr_array_index (files, i))->result);
  g_ptr_array_unref (self->files);
  self->files = g_steal_pointer (&files);
  for (guint i = 0; i < problems->len; i++)
    tell_problem (self, g_ptr_array_index (problems, i));
  drop_files (self);
  announce (self);
}

/**
 * psc_exercise_store_take_over:
 * @directory: where an earlier version has kept a file for each result
 *
 * Takes over what is there, if there is anything.  A file is deleted once what
 * it holds is in the history.
 */
void
psc_exercise_store_take_over (PscExerciseStore *self,
                              const char       *directory)
{
  GWeakRef *weak;

  g_return_if_fail (PSC_IS_EXERCISE_STORE (self));
  g_return_if_fail (self->directory == NULL);

  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, self);
  self->directory = g_strdup (directory);
  _psc_exercise_files_read_async (directory, NULL, files_read_cb, weak);
}

/**
 * psc_exercise_store_get_results:
 *
 * Returns: (transfer none) (element-type PscExerciseResult): all, the newest
 *   first
 */
GPtrArray *
psc_exercise_store_get_results (PscExerciseStore *self)
{
  g_return_val_if_fail (PSC_IS_EXERCISE_STORE (self), NULL);

  return self->results;
}

/**
 * psc_exercise_store_find_newest:
 *
 * Returns: (transfer none) (nullable): the newest result of an exercise, but
 *   for one that is being measured
 */
PscExerciseResult *
psc_exercise_store_find_newest (PscExerciseStore *self,
                                PscExerciseKind   kind)
{
  g_return_val_if_fail (PSC_IS_EXERCISE_STORE (self), NULL);

  for (guint i = 0; i < self->results->len; i++)
    {
      PscExerciseResult *result = g_ptr_array_index (self->results, i);

      if (result->kind == kind && !result->measuring)
        return result;
    }

  return NULL;
}

/**
 * psc_exercise_store_keep:
 * @result: a new one, one that was kept before and has become more, or one
 *   that was removed
 *
 * Keeps a result.
 */
void
psc_exercise_store_keep (PscExerciseStore  *self,
                         PscExerciseResult *result)
{
  g_return_if_fail (PSC_IS_EXERCISE_STORE (self));
  g_return_if_fail (result != NULL);

  keep (self, result);
  announce (self);
}

/**
 * psc_exercise_store_remove:
 * @result: one that is kept
 *
 * Deletes a result; psc_exercise_store_keep() brings it back.
 */
void
psc_exercise_store_remove (PscExerciseStore  *self,
                           PscExerciseResult *result)
{
  PscHistoryEntry *entry;
  guint position;

  g_return_if_fail (PSC_IS_EXERCISE_STORE (self));

  entry = find_entry (self, result);
  if (entry != NULL)
    {
      psc_history_remove (self->history, entry);
      return;
    }

  /* What has just been kept is not in the list yet. */
  psc_history_remove_result (self->history, result);
  if (find (self, result, &position))
    {
      g_ptr_array_remove_index (self->results, position);
      announce (self);
    }
}
