/* psc-session.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-session"

#include "config.h"

#include "psc-pool.h"
#include "psc-session.h"

struct _PscSession
{
  GObject          parent_instance;

  /* Owned */
  char            *directory;
  PscListing      *listing;
  PscRun          *run;
  PscSettings     *pending; /* a run with these follows the reading */
  GCancellable    *cancellable;
  GError          *error;
  PscRun          *resting; /* comes back after the run with one worker */

  /* Owned: what is known of the last whole run with one worker */
  PscSettings     *one_settings; /* NULL when there was none */
  PscListing      *one_listing;
  PscFigures       one_figures;

  PscListingFlags  flags;
  PscSessionState  state;
};

G_DEFINE_FINAL_TYPE (PscSession, psc_session, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_state (PscSession      *self,
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
  set_state (self, PSC_SESSION_FAILED);
}

static gboolean
has_same_names (PscListing *a,
                PscListing *b)
{
  guint n_files = psc_listing_get_n_files (a);

  if (a == b)
    return TRUE;
  if (n_files != psc_listing_get_n_files (b) ||
      !g_str_equal (psc_listing_get_directory (a),
                    psc_listing_get_directory (b)))
    return FALSE;

  for (guint i = 0; i < n_files; i++)
    if (!g_str_equal (psc_listing_get_name (a, i),
                      psc_listing_get_name (b, i)))
      return FALSE;

  return TRUE;
}

/* Whether a run got through all its files: only then is its wall time one to
 * compare with. */
static gboolean
is_whole (PscRun *run)
{
  return psc_run_get_state (run) == PSC_RUN_ENDED &&
         psc_run_get_error (run) == NULL &&
         psc_run_get_n_outcome (run, PSC_OUTCOME_STOPPED) == 0;
}

static void
remember_one (PscSession *self,
              PscRun     *run)
{
  const PscSettings *settings = psc_run_get_settings (run);

  if (settings->workers != 1 || !is_whole (run))
    return;

  g_clear_pointer (&self->one_settings, psc_settings_free);
  g_clear_pointer (&self->one_listing, psc_listing_unref);
  self->one_settings = psc_settings_copy (settings);
  self->one_listing = psc_listing_ref (psc_run_get_listing (run));
  psc_figures_read (run, &self->one_figures);
}

/* What was on the screen comes back. */
static void
restore_run (PscSession *self)
{
  if (self->resting == NULL)
    return;

  g_set_object (&self->run, self->resting);
  g_clear_object (&self->resting);
}

static void
execute_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PscSession) self = user_data;
  g_autoptr (PscRun) run = g_object_ref (self->run);
  GError *error = NULL;

  g_clear_object (&self->cancellable);

  /* A run that began keeps its own account of what went wrong, and stays. */
  if (psc_pool_execute_finish (run, result, &error) ||
      psc_run_get_state (run) != PSC_RUN_NEW)
    {
      g_clear_error (&error);
      remember_one (self, run);
      restore_run (self);
      set_state (self, PSC_SESSION_READY);
      return;
    }

  g_clear_object (&self->run);
  restore_run (self);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (&error);
      set_state (self, PSC_SESSION_READY);
      return;
    }

  take_error (self, error);
}

static void
execute (PscSession        *self,
         const PscSettings *settings,
         PscListing        *listing)
{
  g_autoptr (PscRun) run = psc_run_new (settings, listing);

  g_set_object (&self->run, run);
  self->cancellable = g_cancellable_new ();
  psc_pool_execute_async (self->run, self->cancellable, execute_cb,
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
      g_clear_error (&error);
      g_clear_pointer (&self->pending, psc_settings_free);
      set_state (self, PSC_SESSION_READY);
      return;
    }

  g_clear_pointer (&self->listing, psc_listing_unref);
  self->listing = g_steal_pointer (&listing);

  if (error != NULL)
    {
      g_clear_pointer (&self->pending, psc_settings_free);
      g_clear_object (&self->run);
      take_error (self, error);
    }
  else if (self->pending != NULL)
    {
      g_autoptr (PscSettings) settings = g_steal_pointer (&self->pending);

      execute (self, settings, self->listing);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  else
    {
      set_state (self, PSC_SESSION_READY);
    }
}

static void
read_directory (PscSession *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);

  self->cancellable = g_cancellable_new ();
  psc_listing_read_async (self->directory, self->flags, 0,
                          self->cancellable, read_cb, g_object_ref (self));
}

static void
psc_session_finalize (GObject *object)
{
  PscSession *self = PSC_SESSION (object);

  g_clear_pointer (&self->directory, g_free);
  g_clear_pointer (&self->listing, psc_listing_unref);
  g_clear_object (&self->run);
  g_clear_pointer (&self->pending, psc_settings_free);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_clear_object (&self->resting);
  g_clear_pointer (&self->one_settings, psc_settings_free);
  g_clear_pointer (&self->one_listing, psc_listing_unref);

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
 * psc_session_get_run:
 *
 * Returns: (transfer none) (nullable): the run that goes on, or the last one
 *   made over this directory with psc_session_start()
 */
PscRun *
psc_session_get_run (PscSession *self)
{
  g_return_val_if_fail (PSC_IS_SESSION (self), NULL);

  return self->run;
}

/**
 * psc_session_get_one_worker:
 * @run: a run of this session
 * @figures: (out caller-allocates): the figures of a run with one worker
 *
 * What @run is to be compared with: the last run with one worker, if it was
 * made with the same settings over the same files, and neither was cut short.
 *
 * Returns: whether there is such a run
 */
gboolean
psc_session_get_one_worker (PscSession *self,
                            PscRun     *run,
                            PscFigures *figures)
{
  g_autoptr (PscSettings) settings = NULL;

  g_return_val_if_fail (PSC_IS_SESSION (self), FALSE);
  g_return_val_if_fail (PSC_IS_RUN (run), FALSE);
  g_return_val_if_fail (figures != NULL, FALSE);

  if (self->one_settings == NULL || !is_whole (run))
    return FALSE;

  settings = psc_settings_copy (psc_run_get_settings (run));
  settings->workers = 1;
  if (!psc_settings_equal (settings, self->one_settings) ||
      !has_same_names (psc_run_get_listing (run), self->one_listing))
    return FALSE;

  *figures = self->one_figures;

  return TRUE;
}

/**
 * psc_session_can_measure:
 *
 * Whether the present run is whole, and has no run with one worker yet that
 * it could be compared with.
 */
gboolean
psc_session_can_measure (PscSession *self)
{
  PscFigures figures;

  g_return_val_if_fail (PSC_IS_SESSION (self), FALSE);

  return self->state == PSC_SESSION_READY && self->run != NULL &&
         is_whole (self->run) &&
         psc_run_get_settings (self->run)->workers > 1 &&
         !psc_session_get_one_worker (self, self->run, &figures);
}

/**
 * psc_session_get_error:
 *
 * Returns: (transfer none) (nullable): why the directory could not be listed,
 *   or why its run could not be started
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
 * Begins to read another directory, or the same one again; its former run
 * is dropped.  Not while a run is going on.
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
  g_clear_object (&self->run);
  read_directory (self);
  set_state (self, PSC_SESSION_READING);
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
  set_state (self, PSC_SESSION_RUNNING);
}

/**
 * psc_session_measure:
 *
 * Makes a run with one worker, otherwise like the present one and over the
 * same files.  The present run comes back when it has ended.
 */
void
psc_session_measure (PscSession *self)
{
  g_autoptr (PscSettings) settings = NULL;
  g_autoptr (PscListing) listing = NULL;

  g_return_if_fail (PSC_IS_SESSION (self));
  g_return_if_fail (psc_session_can_measure (self));

  settings = psc_settings_copy (psc_run_get_settings (self->run));
  settings->workers = 1;
  listing = psc_listing_ref (psc_run_get_listing (self->run));

  g_set_object (&self->resting, self->run);
  execute (self, settings, listing);
  set_state (self, PSC_SESSION_RUNNING);
}

/**
 * psc_session_stop:
 *
 * Asks the run to stop.  The session is busy until the last worker has ended.
 */
void
psc_session_stop (PscSession *self)
{
  g_return_if_fail (PSC_IS_SESSION (self));

  if (self->state != PSC_SESSION_RUNNING)
    return;

  set_state (self, PSC_SESSION_STOPPING);
  g_cancellable_cancel (self->cancellable);
}
