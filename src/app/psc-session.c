/* psc-session.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-session"

#include "config.h"

#include "psc-pool.h"
#include "psc-session-private.h"

G_DEFINE_FINAL_TYPE (PscSession, psc_session, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/**
 * _psc_session_set_state:
 *
 * Goes on to another state, and says so.
 */
void
_psc_session_set_state (PscSession      *self,
                        PscSessionState  state)
{
  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
take_error (PscSession *self,
            GError     *error)
{
  g_clear_error (&self->error);
  self->error = error;
  _psc_session_set_state (self, PSC_SESSION_FAILED);
}

static void
drop (PscSession *self,
      PscRun     *run)
{
  guint position;

  if (self->shown == run)
    g_clear_object (&self->shown);
  if (psc_run_list_find (self->runs, run, &position))
    psc_run_list_remove (self->runs, position);
}

/* What was on the screen comes back, unless one has turned to another run. */
static void
come_back (PscSession *self)
{
  g_autoptr (PscRun) run = g_steal_pointer (&self->resting);
  guint position;

  if (self->shown == self->active &&
      psc_run_list_find (self->runs, run, &position))
    g_set_object (&self->shown, run);
}

/* What is known of the directory is as it was: it is listed, or it is known why
 * it is not. */
static void
rest (PscSession *self)
{
  if (self->listing == NULL)
    {
      _psc_session_set_state (self, PSC_SESSION_FAILED);
      return;
    }

  g_clear_error (&self->error);
  _psc_session_set_state (self, PSC_SESSION_READY);
}

static void
execute_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PscSession) self = user_data;
  g_autoptr (PscRun) run = g_object_ref (self->active);
  GError *error = NULL;

  g_clear_object (&self->cancellable);

  /* A run that began keeps its own account of what went wrong, and stays. */
  if (psc_pool_execute_finish (run, result, &error) ||
      psc_run_get_state (run) != PSC_RUN_NEW)
    {
      g_clear_error (&error);
      come_back (self);
      g_clear_object (&self->active);
      rest (self);
      return;
    }

  come_back (self);
  g_clear_object (&self->active);
  drop (self, run);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (&error);
      rest (self);
      return;
    }

  take_error (self, error);
}

/**
 * _psc_session_execute:
 * @run: a run that has not begun
 *
 * Puts a run among those of this session, shows it and starts it.
 */
void
_psc_session_execute (PscSession *self,
                      PscRun     *run)
{
  self->active = g_object_ref (run);
  psc_run_list_add (self->runs, self->active, self->resting);
  g_set_object (&self->shown, self->active);

  self->cancellable = g_cancellable_new ();
  psc_pool_execute_async (self->active, self->cancellable, execute_cb,
                          g_object_ref (self));
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (PscSession) self = user_data;
  g_autoptr (PscListing) listing = NULL;
  GError *error = NULL;

  listing = psc_listing_read_finish (result, &error);

  /* Another directory was chosen meanwhile: this answer is of no use. */
  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    {
      g_clear_error (&error);
      return;
    }

  g_clear_object (&self->cancellable);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&self->pending, psc_settings_free);
      if (self->listing == NULL)
        {
          take_error (self, error);
          return;
        }

      g_clear_error (&error);
      _psc_session_set_state (self, PSC_SESSION_READY);
      return;
    }

  g_clear_pointer (&self->listing, psc_listing_unref);
  self->listing = g_steal_pointer (&listing);

  if (error != NULL)
    {
      g_clear_pointer (&self->pending, psc_settings_free);
      g_clear_object (&self->shown);
      take_error (self, error);
    }
  else if (self->pending != NULL)
    {
      g_autoptr (PscSettings) settings = g_steal_pointer (&self->pending);
      g_autoptr (PscRun) run = psc_run_new (settings, self->listing);

      _psc_session_execute (self, run);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  else
    {
      _psc_session_set_state (self, PSC_SESSION_READY);
    }
}

static void
read_directory (PscSession *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);

  self->cancellable = g_cancellable_new ();
  g_atomic_int_set (&self->n_found, 0);
  psc_listing_read_async (self->directory, self->flags, 0, &self->n_found,
                          self->cancellable, read_cb, g_object_ref (self));
}

static void
psc_session_finalize (GObject *object)
{
  PscSession *self = PSC_SESSION (object);

  g_clear_pointer (&self->directory, g_free);
  g_clear_pointer (&self->listing, psc_listing_unref);
  g_clear_object (&self->runs);
  g_clear_object (&self->shown);
  g_clear_object (&self->active);
  g_clear_object (&self->resting);
  g_clear_pointer (&self->pending, psc_settings_free);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (psc_session_parent_class)->finalize (object);
}

static void
psc_session_class_init (PscSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = psc_session_finalize;

  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
psc_session_init (PscSession *self)
{
  self->runs = psc_run_list_new ();
  self->state = PSC_SESSION_EMPTY;
}

/**
 * psc_session_new:
 *
 * Makes a session without a directory.
 */
PscSession *
psc_session_new (void)
{
  return g_object_new (PSC_TYPE_SESSION, NULL);
}

/**
 * psc_session_get_state:
 *
 * What the session is doing.
 */
PscSessionState
psc_session_get_state (PscSession *self)
{
  g_return_val_if_fail (PSC_IS_SESSION (self), PSC_SESSION_EMPTY);

  return self->state;
}

/**
 * psc_session_is_busy:
 *
 * Whether a run is going on, or is still ending.
 */
gboolean
psc_session_is_busy (PscSession *self)
{
  g_return_val_if_fail (PSC_IS_SESSION (self), FALSE);

  return self->state == PSC_SESSION_RUNNING ||
         self->state == PSC_SESSION_STOPPING;
}

/**
 * psc_session_get_directory:
 *
 * Returns: (transfer none) (nullable): the absolute path of the directory,
 *   in the file system's encoding
 */
const char *
psc_session_get_directory (PscSession *self)
{
  g_return_val_if_fail (PSC_IS_SESSION (self), NULL);

  return self->directory;
}

/**
 * psc_session_get_listing:
 *
 * Returns: (transfer none) (nullable): the files of the directory
 */
PscListing *
psc_session_get_listing (PscSession *self)
{
  g_return_val_if_fail (PSC_IS_SESSION (self), NULL);

  return self->listing;
}

/**
 * psc_session_get_n_found:
 *
 * How many entries the directory had so far, while it is being read.
 */
guint
psc_session_get_n_found (PscSession *self)
{
  g_return_val_if_fail (PSC_IS_SESSION (self), 0);

  return (guint) g_atomic_int_get (&self->n_found);
}

/**
 * psc_session_get_run:
 *
 * Returns: (transfer none) (nullable): the run that is shown: the last one
 *   started over this directory, or an earlier one that was asked for
 */
PscRun *
psc_session_get_run (PscSession *self)
{
  g_return_val_if_fail (PSC_IS_SESSION (self), NULL);

  return self->shown;
}

/**
 * psc_session_get_runs:
 *
 * Returns: (transfer none): a list model of the runs of this sitting, the
 *   newest first, over whichever directory
 */
GListModel *
psc_session_get_runs (PscSession *self)
{
  g_return_val_if_fail (PSC_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->runs);
}

/**
 * psc_session_get_one_worker:
 * @run: a run of this session
 * @figures: (out caller-allocates): the figures of a run with one worker
 *
 * What @run is to be compared with, as psc_run_list_find_one_worker() says.
 *
 * Returns: whether there is such a run
 */
gboolean
psc_session_get_one_worker (PscSession *self,
                            PscRun     *run,
                            PscFigures *figures)
{
  g_return_val_if_fail (PSC_IS_SESSION (self), FALSE);

  return psc_run_list_find_one_worker (self->runs, run, figures);
}

/**
 * psc_session_get_error:
 *
 * Returns: (transfer none) (nullable): why the directory could not be listed,
 *   %G_IO_ERROR_CANCELLED included, or why its run could not be started
 */
const GError *
psc_session_get_error (PscSession *self)
{
  g_return_val_if_fail (PSC_IS_SESSION (self), NULL);

  return self->error;
}

/**
 * psc_session_set_directory:
 * @directory: its path
 *
 * Begins to read another directory, or the same one again; no run is shown
 * until the next one begins.  Not while a run is going on.
 */
void
psc_session_set_directory (PscSession *self,
                           const char *directory)
{
  char *path;

  g_return_if_fail (PSC_IS_SESSION (self));
  g_return_if_fail (directory != NULL);
  g_return_if_fail (!psc_session_is_busy (self));

  path = g_canonicalize_filename (directory, NULL);
  g_free (self->directory);
  self->directory = path;

  g_clear_pointer (&self->listing, psc_listing_unref);
  g_clear_object (&self->shown);
  read_directory (self);
  _psc_session_set_state (self, PSC_SESSION_READING);
}

/**
 * psc_session_set_flags:
 * @flags: which entries of a directory count
 *
 * Begins to read the directory anew, unless a run is going on: the next run
 * will then find the other entries.
 */
void
psc_session_set_flags (PscSession      *self,
                       PscListingFlags  flags)
{
  g_autofree char *directory = NULL;

  g_return_if_fail (PSC_IS_SESSION (self));

  if (self->flags == flags)
    return;

  self->flags = flags;
  if (self->directory == NULL || psc_session_is_busy (self))
    return;

  directory = g_strdup (self->directory);
  psc_session_set_directory (self, directory);
}

/**
 * psc_session_start:
 * @settings: how the run is to be made; copied
 *
 * Lists the directory again, so that the run is made over what is there now,
 * and starts a run.  The former run stays until the new one takes its place.
 */
void
psc_session_start (PscSession        *self,
                   const PscSettings *settings)
{
  g_return_if_fail (PSC_IS_SESSION (self));
  g_return_if_fail (settings != NULL);
  g_return_if_fail (self->directory != NULL);
  g_return_if_fail (!psc_session_is_busy (self));

  g_clear_pointer (&self->pending, psc_settings_free);
  self->pending = psc_settings_copy (settings);
  read_directory (self);
  _psc_session_set_state (self, PSC_SESSION_RUNNING);
}

/**
 * psc_session_stop:
 *
 * Asks the run to stop, or gives up reading the directory.  The session is
 * busy until the last worker has ended.
 */
void
psc_session_stop (PscSession *self)
{
  g_return_if_fail (PSC_IS_SESSION (self));

  if (self->state == PSC_SESSION_READING)
    g_cancellable_cancel (self->cancellable);
  if (self->state != PSC_SESSION_RUNNING)
    return;

  _psc_session_set_state (self, PSC_SESSION_STOPPING);
  g_cancellable_cancel (self->cancellable);
}

/**
 * psc_session_show_run:
 * @run: one of the runs of this session
 *
 * Shows an earlier run.  A run that goes on is not disturbed.
 */
void
psc_session_show_run (PscSession *self,
                      PscRun     *run)
{
  guint position;

  g_return_if_fail (PSC_IS_SESSION (self));
  g_return_if_fail (psc_run_list_find (self->runs, run, &position));

  if (g_set_object (&self->shown, run))
    g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * psc_session_remove_run:
 * @run: one of the runs of this session, but not one that goes on
 *
 * Forgets a run; if it is shown, the one before or after it takes its place.
 *
 * Returns: where it was, for psc_session_restore_run()
 */
guint
psc_session_remove_run (PscSession *self,
                        PscRun     *run)
{
  GListModel *runs;
  g_autoptr (PscRun) held = NULL;
  guint position = 0;
  guint n_left;

  g_return_val_if_fail (PSC_IS_SESSION (self), 0);
  g_return_val_if_fail (run != self->active, 0);
  g_return_val_if_fail (psc_run_list_find (self->runs, run, &position), 0);

  runs = G_LIST_MODEL (self->runs);
  held = g_object_ref (run);
  psc_run_list_remove (self->runs, position);
  n_left = g_list_model_get_n_items (runs);
  if (self->shown == held)
    {
      g_clear_object (&self->shown);
      if (n_left > 0)
        self->shown = g_list_model_get_item (runs, MIN (position, n_left - 1));
    }
  g_signal_emit (self, signals[CHANGED], 0);

  return position;
}

/**
 * psc_session_restore_run:
 * @run: a run that was removed, or one that was kept elsewhere
 * @position: where it was
 *
 * Puts a run among those of this session, and shows it.
 */
void
psc_session_restore_run (PscSession *self,
                         PscRun     *run,
                         guint       position)
{
  guint n_runs;

  g_return_if_fail (PSC_IS_SESSION (self));
  g_return_if_fail (PSC_IS_RUN (run));

  n_runs = g_list_model_get_n_items (G_LIST_MODEL (self->runs));
  psc_run_list_insert (self->runs, MIN (position, n_runs), run);
  psc_session_show_run (self, run);
}
