/* psc-window-probe.c: how long a file takes, for the time of an exercise
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-window-probe"

#include "config.h"

#include "psc-figures.h"
#include "psc-probe.h"
#include "psc-window-private.h"

#define LIMIT_NS PSC_NSEC_PER_SEC

static const PscSettings *
get_settings (PscWindow *self)
{
  return psc_settings_pane_get_settings (self->settings_pane);
}

/* Whether the files of a run took as long as those of an exercise would: they
 * were the same ones on this machine, nothing else was done to them, and each
 * worker had a CPU to itself. */
static gboolean
is_alike (PscWindow *self,
          PscRun    *run)
{
  const PscSettings *settings = get_settings (self);
  const PscSettings *past = psc_run_get_settings (run);

  return psc_run_get_state (run) == PSC_RUN_ENDED && !psc_run_is_kept (run) &&
         past->workers <= psc_run_get_machine (run)->cpus_usable &&
         past->work == settings->work &&
         psc_pipeline_equal (past->pipeline, settings->pipeline) &&
         g_strcmp0 (psc_listing_get_directory (psc_run_get_listing (run)),
                    psc_session_get_directory (self->session)) == 0;
}

/* How long a file takes alone on a CPU, as the newest such run tells. */
static gint64
find_in_runs (PscWindow *self)
{
  GListModel *runs = psc_session_get_runs (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (PscRun) run = g_list_model_get_item (runs, i);
      PscFigures figures;

      if (!is_alike (self, run))
        continue;

      psc_figures_read (run, &figures);
      return figures.average_ns;
    }

  return PSC_NEVER;
}

/* Whether what was tried last is what an exercise would be about now. */
static gboolean
is_probed (PscWindow *self)
{
  return self->probed_listing != NULL &&
         self->probed_listing == psc_session_get_listing (self->session) &&
         self->probed_work == get_settings (self)->work;
}

/* The steps of another pipeline may do anything: nobody has asked yet that
 * they be done. */
static gboolean
is_wanted (PscWindow *self)
{
  return _psc_window_shows_exercises (self) && !_psc_window_is_busy (self) &&
         psc_session_get_state (self->session) == PSC_SESSION_READY &&
         psc_pipeline_is_default (get_settings (self)->pipeline) &&
         find_in_runs (self) == PSC_NEVER;
}

static void
probed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  gint64 average_ns = psc_probe_finish (result, &error);
  PscWindow *self = user_data;

  /* There may be no window any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->probe);
  self->probed_ns = average_ns;
  _psc_window_update_exercises (self);
}

/**
 * _psc_window_drop_probe:
 *
 * Ends the probe that goes on, if there is one: nothing may disturb what is
 * measured.
 */
void
_psc_window_drop_probe (PscWindow *self)
{
  if (self->probe == NULL)
    return;

  g_cancellable_cancel (self->probe);
  g_clear_object (&self->probe);
  g_clear_pointer (&self->probed_listing, psc_listing_unref);
}

/**
 * _psc_window_find_average:
 *
 * How long a file takes alone on a CPU, or %PSC_NEVER if that is not known.
 */
gint64
_psc_window_find_average (PscWindow *self)
{
  gint64 average_ns = find_in_runs (self);

  if (average_ns == PSC_NEVER && is_probed (self) &&
      psc_pipeline_is_default (get_settings (self)->pipeline))
    return self->probe == NULL ? self->probed_ns : PSC_NEVER;

  return average_ns;
}

/**
 * _psc_window_update_probe:
 *
 * Tries the first files as soon as the time of an exercise is to be told and
 * no run has told it.
 */
void
_psc_window_update_probe (PscWindow *self)
{
  if (!is_wanted (self))
    {
      _psc_window_drop_probe (self);
      return;
    }
  if (is_probed (self))
    return;

  _psc_window_drop_probe (self);
  g_clear_pointer (&self->probed_listing, psc_listing_unref);
  self->probed_listing =
    psc_listing_ref (psc_session_get_listing (self->session));
  self->probed_work = get_settings (self)->work;
  self->probe = g_cancellable_new ();
  psc_probe_async (self->probed_listing, get_settings (self), LIMIT_NS,
                   self->probe, probed_cb, self);
}
