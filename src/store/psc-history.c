/* psc-history.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history"

#include "config.h"

#include "psc-history-follower-private.h"
#include "psc-history-private.h"

/* What is taken in before the main loop goes on. */
#define MAX_EVENTS 64

G_DEFINE_FINAL_TYPE (PscHistory, psc_history, G_TYPE_OBJECT)

enum
{
  CHANGED,
  PROBLEM,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A run that goes on, and its entry. */
typedef struct
{
  /* Owned */
  PscHistoryFollower *follower;
  PscHistoryEntry    *entry;

  /* Borrowed */
  PscHistory         *history;
  PscRun             *run;

  gulong              changed_id;
  gboolean            begun;
} Followed;

static int
compare_entries (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  PscHistoryEntry *left = (PscHistoryEntry *) a;
  PscHistoryEntry *right = (PscHistoryEntry *) b;
  int order = g_date_time_compare (psc_history_entry_get_started (right),
                                   psc_history_entry_get_started (left));
  gint64 left_id = psc_history_entry_get_id (left);
  gint64 right_id = psc_history_entry_get_id (right);

  return order != 0 ? order : (left_id < right_id) - (left_id > right_id);
}

static void
insert_entry (PscHistory      *self,
              PscHistoryEntry *entry)
{
  g_list_store_insert_sorted (self->entries, entry, compare_entries, NULL);
}

/**
 * _psc_history_show_entry:
 *
 * Puts an entry in its place, if it is not there.
 */
void
_psc_history_show_entry (PscHistory      *self,
                         PscHistoryEntry *entry)
{
  if (!g_list_store_find (self->entries, entry, NULL))
    insert_entry (self, entry);
}

/**
 * _psc_history_hide_entry:
 *
 * Takes an entry away, if it is there.
 */
void
_psc_history_hide_entry (PscHistory      *self,
                         PscHistoryEntry *entry)
{
  guint position;

  if (g_list_store_find (self->entries, entry, &position))
    g_list_store_remove (self->entries, position);
}

static void
run_gone_cb (gpointer  user_data,
             GObject  *run)
{
  Followed *followed = user_data;

  /* It has never begun: nothing has been told of it. */
  followed->run = NULL;
  g_ptr_array_remove_fast (followed->history->followed, followed);
}

static void
followed_free (gpointer data)
{
  Followed *self = data;

  if (self->run != NULL)
    {
      g_signal_handler_disconnect (self->run, self->changed_id);
      g_object_weak_unref (G_OBJECT (self->run), run_gone_cb, self);
    }
  _psc_history_follower_free (self->follower);
  g_object_unref (self->entry);
  g_free (self);
}

/* The hash table holds a reference for as long as the entry may be shown. */
static void
add_entry (PscHistory      *self,
           PscHistoryEntry *entry)
{
  g_hash_table_insert (self->by_key, _psc_history_entry_get_key (entry),
                       g_object_ref (entry));
}

static void
push_news (Followed *followed)
{
  PscHistory *self = followed->history;
  PscHistoryJob *job = _psc_history_job_new (
    PSC_HISTORY_JOB_NEWS, _psc_history_entry_get_key (followed->entry));

  if (!followed->begun)
    {
      job->run = g_object_ref (followed->run);
      add_entry (self, followed->entry);
      _psc_history_show_entry (self, followed->entry);
    }
  followed->begun = TRUE;

  job->news = _psc_history_follower_read (followed->follower);
  _psc_history_writer_push (self->writer, job);
  _psc_history_entry_follow (followed->entry, followed->run);
}

static void
run_changed_cb (PscRun   *run,
                Followed *followed)
{
  if (psc_run_get_state (run) == PSC_RUN_NEW)
    return;

  push_news (followed);
  if (psc_run_get_state (run) == PSC_RUN_ENDED)
    g_ptr_array_remove_fast (followed->history->followed, followed);
}

static void
take_new_row (PscHistory    *self,
              PscHistoryKey *key,
              PscHistoryRow *row)
{
  gboolean removed = row->removed;
  g_autoptr (PscHistoryEntry) entry = _psc_history_entry_new (row, key);

  add_entry (self, entry);
  if (!removed)
    insert_entry (self, entry);
}

static void
take_row (PscHistory      *self,
          PscHistoryEvent *event)
{
  PscHistoryEntry *entry = g_hash_table_lookup (self->by_key, event->key);
  gboolean removed = event->row->removed;

  if (entry == NULL)
    {
      take_new_row (self, event->key, g_steal_pointer (&event->row));
      return;
    }

  if (event->edited)
    event->key->n_edits--;
  _psc_history_entry_take_row (entry, g_steal_pointer (&event->row),
                               event->key->n_edits > 0);

  /* What the user did last is not in the database yet. */
  if (event->key->n_edits > 0)
    return;

  if (removed)
    _psc_history_hide_entry (self, entry);
  else
    _psc_history_show_entry (self, entry);
}

static void
take_gone (PscHistory    *self,
           PscHistoryKey *key)
{
  PscHistoryEntry *entry = g_hash_table_lookup (self->by_key, key);

  if (entry == NULL)
    return;

  _psc_history_hide_entry (self, entry);
  g_hash_table_remove (self->by_key, key);
}

/* What others write goes into the log first. */
static void
directory_changed_cb (GFileMonitor      *monitor,
                      GFile             *file,
                      GFile             *other_file,
                      GFileMonitorEvent  event,
                      PscHistory        *self)
{
  g_autofree char *path = g_file_get_path (file);

  if (path != NULL && g_str_has_prefix (path, self->path))
    psc_history_refresh (self);
}

/* The directory may have been made just now. */
static void
watch_directory (PscHistory *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GFile) directory = g_file_get_parent (file);

  self->monitor = g_file_monitor_directory (directory, G_FILE_MONITOR_NONE,
                                            NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect (self->monitor, "changed",
                      G_CALLBACK (directory_changed_cb), self);
}

static void
take_status (PscHistory      *self,
             PscHistoryEvent *event)
{
  gboolean is_new = event->problem != NULL &&
                    g_strcmp0 (event->problem, self->problem) != 0;

  self->size = event->size;
  self->writable = event->writable;
  g_free (self->problem);
  self->problem = g_strdup (event->problem);
  if (self->monitor == NULL)
    watch_directory (self);

  g_signal_emit (self, signals[CHANGED], 0);
  if (is_new)
    g_signal_emit (self, signals[PROBLEM], 0, event->problem);
}

/* Takes so many at most; tells whether there may be more. */
static gboolean
take_events (PscHistory *self,
             guint       n_max)
{
  for (guint i = 0; i < n_max; i++)
    {
      PscHistoryEvent *event = _psc_history_writer_pop (self->writer);

      if (event == NULL)
        return FALSE;

      if (event->task != NULL)
        _psc_history_take_read (event);
      else if (event->key == NULL)
        take_status (self, event);
      else if (event->row != NULL)
        take_row (self, event);
      else
        take_gone (self, event->key);
      _psc_history_event_free (event);
    }

  return TRUE;
}

/* Thousands of entries may come at once, and each moves a list. */
static gboolean
wake_cb (gpointer user_data)
{
  PscHistory *self = user_data;

  if (take_events (self, MAX_EVENTS))
    g_source_set_ready_time (self->wake, 0);

  return G_SOURCE_CONTINUE;
}

/* It is ready when the other thread says so. */
static gboolean
dispatch_wake (GSource     *source,
               GSourceFunc  callback,
               gpointer     user_data)
{
  g_source_set_ready_time (source, -1);

  return callback (user_data);
}

static GSourceFuncs wake_funcs = { .dispatch = dispatch_wake };

static void
psc_history_dispose (GObject *object)
{
  PscHistory *self = PSC_HISTORY (object);

  for (guint i = 0; i < self->followed->len; i++)
    {
      Followed *followed = g_ptr_array_index (self->followed, i);

      if (followed->begun)
        _psc_history_writer_push (
          self->writer,
          _psc_history_job_new (PSC_HISTORY_JOB_ABANDON,
                                _psc_history_entry_get_key (followed->entry)));
    }
  g_ptr_array_set_size (self->followed, 0);
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);

  G_OBJECT_CLASS (psc_history_parent_class)->dispose (object);
}

static void
psc_history_finalize (GObject *object)
{
  PscHistory *self = PSC_HISTORY (object);

  /* What is to be kept is kept before the program ends.  Nobody waits for what
   * is read: whoever did would hold a reference. */
  g_thread_pool_free (self->readers, FALSE, TRUE);
  _psc_history_writer_free (self->writer);
  g_source_destroy (self->wake);
  g_source_unref (self->wake);
  g_ptr_array_unref (self->followed);
  g_hash_table_unref (self->by_key);
  g_object_unref (self->entries);
  g_clear_object (&self->monitor);
  g_free (self->problem);
  g_free (self->path);

  G_OBJECT_CLASS (psc_history_parent_class)->finalize (object);
}

static void
psc_history_class_init (PscHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = psc_history_dispose;
  object_class->finalize = psc_history_finalize;

  signals[CHANGED] = g_signal_new ("changed", PSC_TYPE_HISTORY,
                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[PROBLEM] = g_signal_new ("problem", PSC_TYPE_HISTORY,
                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
psc_history_init (PscHistory *self)
{
  self->entries = g_list_store_new (PSC_TYPE_HISTORY_ENTRY);
  self->by_key = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->readers = g_thread_pool_new (_psc_history_read_func, self, 2, FALSE,
                                     NULL);
  self->followed = g_ptr_array_new_with_free_func (followed_free);
  self->writable = TRUE;
}

/**
 * psc_history_dup_default_path:
 *
 * Returns: (transfer full): where this user's history is
 */
char *
psc_history_dup_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), PACKAGE_NAME,
                           "history.sqlite", NULL);
}

/**
 * psc_history_new:
 * @path: of the database, which need not be there
 *
 * Opens a history in its own thread, which fills the list.
 */
PscHistory *
psc_history_new (const char *path)
{
  PscHistory *self = g_object_new (PSC_TYPE_HISTORY, NULL);

  self->path = g_canonicalize_filename (path, NULL);
  self->wake = g_source_new (&wake_funcs, sizeof (GSource));
  g_source_set_static_name (self->wake, "psc-history events");
  g_source_set_callback (self->wake, wake_cb, self, NULL);
  g_source_attach (self->wake, g_main_context_get_thread_default ());
  self->writer = _psc_history_writer_new (self->path, self->wake);

  return self;
}

/**
 * psc_history_get_entries:
 *
 * Returns: (transfer none): the entries that have not been removed, the newest
 *   first
 */
GListModel *
psc_history_get_entries (PscHistory *self)
{
  g_return_val_if_fail (PSC_IS_HISTORY (self), NULL);

  return G_LIST_MODEL (self->entries);
}

/**
 * psc_history_get_problem:
 *
 * Returns: (transfer none) (nullable): what is or was wrong with the database,
 *   in a sentence for the user
 */
const char *
psc_history_get_problem (PscHistory *self)
{
  g_return_val_if_fail (PSC_IS_HISTORY (self), NULL);

  return self->problem;
}

/**
 * psc_history_is_writable:
 *
 * Whether something can be kept, as far as is known.
 */
gboolean
psc_history_is_writable (PscHistory *self)
{
  g_return_val_if_fail (PSC_IS_HISTORY (self), FALSE);

  return self->writable;
}

/**
 * psc_history_get_size:
 *
 * How many bytes the history takes on the disk.
 */
guint64
psc_history_get_size (PscHistory *self)
{
  g_return_val_if_fail (PSC_IS_HISTORY (self), 0);

  return self->size;
}

/**
 * psc_history_set_limit:
 * @bytes: how much it may take; 0 for no limit
 *
 * Deletes, now and whenever something has been kept, the oldest entries until
 * the rest is within the limit.  What has a name stays, what goes on, and the
 * newest of each program that is there.
 */
void
psc_history_set_limit (PscHistory *self,
                       guint64     bytes)
{
  PscHistoryJob *job;

  g_return_if_fail (PSC_IS_HISTORY (self));

  job = _psc_history_job_new (PSC_HISTORY_JOB_LIMIT, NULL);
  job->number = bytes;
  _psc_history_writer_push (self->writer, job);
}

/**
 * psc_history_refresh:
 *
 * Looks for what other programs have kept, if there is anything.
 */
void
psc_history_refresh (PscHistory *self)
{
  g_return_if_fail (PSC_IS_HISTORY (self));

  _psc_history_writer_push (self->writer,
                            _psc_history_job_new (PSC_HISTORY_JOB_REFRESH,
                                                  NULL));
}

/**
 * psc_history_flush:
 *
 * Blocks until what has been given is committed, if it can be, and the list is
 * as the database is.  For the end of a program.
 */
void
psc_history_flush (PscHistory *self)
{
  g_return_if_fail (PSC_IS_HISTORY (self));

  _psc_history_writer_wait (self->writer, NULL);
  take_events (self, G_MAXUINT);
}

/**
 * psc_history_keep_run:
 * @run: a run, at whatever point
 *
 * Keeps a run from its beginning to its end, as it goes on.  One that never
 * begins is not kept, and neither is any where nothing can be written.
 *
 * Returns: (transfer none): the run's entry, which is in the list once the run
 *   has begun; take a reference to hold it
 */
PscHistoryEntry *
psc_history_keep_run (PscHistory *self,
                      PscRun     *run)
{
  g_autoptr (PscHistoryKey) key = NULL;
  PscHistoryEntry *entry;
  Followed *followed;

  g_return_val_if_fail (PSC_IS_HISTORY (self), NULL);
  g_return_val_if_fail (PSC_IS_RUN (run), NULL);

  key = _psc_history_key_new ();
  entry = _psc_history_entry_new (_psc_history_row_new_run (run), key);
  followed = g_new0 (Followed, 1);
  followed->history = self;
  followed->run = run;
  followed->follower = _psc_history_follower_new (run);
  followed->entry = entry;
  g_ptr_array_add (self->followed, followed);
  g_object_weak_ref (G_OBJECT (run), run_gone_cb, followed);
  followed->changed_id = g_signal_connect (run, "changed",
                                           G_CALLBACK (run_changed_cb),
                                           followed);
  run_changed_cb (run, followed);

  return entry;
}

/**
 * psc_history_keep_result:
 * @result: a new one, or one that was kept before and has become more
 *
 * Keeps the result of an exercise.
 */
void
psc_history_keep_result (PscHistory        *self,
                         PscExerciseResult *result)
{
  PscHistoryJob *job;

  g_return_if_fail (PSC_IS_HISTORY (self));
  g_return_if_fail (result != NULL);

  job = _psc_history_job_new (PSC_HISTORY_JOB_RESULT, NULL);
  job->result = psc_exercise_result_ref (result);
  _psc_history_writer_push (self->writer, job);
}
