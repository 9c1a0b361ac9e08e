/* psc-window-failed.c: why there is no run, and the way out
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-window-failed"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-error.h"
#include "psc-notices.h"
#include "psc-window-private.h"

/* A run in which no worker lived long enough to do anything has nothing to
 * show. */
static gboolean
is_dead (PscRun *run)
{
  guint n_done = 0;

  if (run == NULL || psc_run_is_kept (run) ||
      !g_error_matches (psc_run_get_error (run), PSC_ERROR,
                        PSC_ERROR_NO_WORKER))
    return FALSE;

  for (PscOutcome i = PSC_OUTCOME_OK; i < PSC_N_OUTCOMES; i++)
    if (i != PSC_OUTCOME_LOST && i != PSC_OUTCOME_SKIPPED)
      n_done += psc_run_get_n_outcome (run, i);

  return n_done == 0;
}

/* Why there is no run, or why it came to nothing. */
static const GError *
get_error (PscWindow *self)
{
  PscRun *run = psc_session_get_run (self->session);

  return run != NULL ? psc_run_get_error (run)
                     : psc_session_get_error (self->session);
}

static const char *
get_title (PscWindow    *self,
           const GError *error)
{
  if (psc_session_get_run (self->session) != NULL)
    return _("No Worker Stays Alive");
  if (g_error_matches (error, PSC_ERROR, PSC_ERROR_EMPTY))
    return _("Nothing to Run");
  if (g_error_matches (error, PSC_ERROR, PSC_ERROR_NOT_FOUND))
    return _("No Such Directory");
  if (g_error_matches (error, PSC_ERROR, PSC_ERROR_NOT_DIRECTORY))
    return _("This Is a File");
  if (g_error_matches (error, PSC_ERROR, PSC_ERROR_NO_PERMISSION))
    return _("No Permission");
  if (g_error_matches (error, PSC_ERROR, PSC_ERROR_NO_TOOL))
    return _("A Program Is Missing");
  if (g_error_matches (error, PSC_ERROR, PSC_ERROR_NO_WORKER))
    return _("No Worker Starts");

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return _("Reading Was Stopped");

  return _("The Run Could Not Start");
}

static void
include_hidden (PscWindow *self)
{
  psc_settings_pane_set_listing_flags (
    self->settings_pane,
    psc_settings_pane_get_listing_flags (self->settings_pane) |
    PSC_LISTING_HIDDEN);
}

static void
edit_pipeline (PscWindow *self)
{
  g_action_group_activate_action (G_ACTION_GROUP (self), "edit-pipeline",
                                  NULL);
}

/* Threads need no program of their own. */
static void
run_with_threads (PscWindow *self)
{
  g_autoptr (PscSettings) settings = psc_settings_copy (
    psc_settings_pane_get_settings (self->settings_pane));

  settings->mode = PSC_MODE_DUMMY;
  settings->tasks_per_worker = 0;
  psc_settings_pane_set_settings (self->settings_pane, settings);
  psc_session_start (self->session, settings);
}

/* Whether what was tried, or will be, is to run in processes. */
static gboolean
has_processes (PscWindow *self)
{
  PscRun *run = psc_session_get_run (self->session);
  const PscSettings *settings =
    run != NULL ? psc_run_get_settings (run)
                : psc_settings_pane_get_settings (self->settings_pane);

  return psc_mode_is_process (settings->mode);
}

/* What helps, apart from another directory or another try. */
static void
find_remedy (PscWindow   *self,
             const char **label,
             void       (**apply) (PscWindow *))
{
  const GError *error = get_error (self);
  gboolean hidden =
    psc_settings_pane_get_listing_flags (self->settings_pane) &
    PSC_LISTING_HIDDEN;

  *label = NULL;
  *apply = NULL;
  if (g_error_matches (error, PSC_ERROR, PSC_ERROR_EMPTY) && !hidden)
    {
      *label = _("Include _Hidden Files");
      *apply = include_hidden;
    }
  else if (g_error_matches (error, PSC_ERROR, PSC_ERROR_NO_TOOL))
    {
      *label = _("_Edit the Pipeline…");
      *apply = edit_pipeline;
    }
  else if (g_error_matches (error, PSC_ERROR, PSC_ERROR_NO_WORKER) &&
           has_processes (self))
    {
      *label = _("Run Wit_h Threads");
      *apply = run_with_threads;
    }
}

/**
 * _psc_window_remedy_cb:
 *
 * Does what the page offers.
 */
void
_psc_window_remedy_cb (PscWindow *self)
{
  const char *label;
  void (*apply) (PscWindow *);

  find_remedy (self, &label, &apply);
  if (apply != NULL)
    apply (self);
}

/**
 * _psc_window_has_failed:
 *
 * Whether all that can be shown is why there is no run, or why there is nothing
 * in it.
 */
gboolean
_psc_window_has_failed (PscWindow *self)
{
  PscRun *run = psc_session_get_run (self->session);

  return run != NULL ? is_dead (run)
                     : psc_session_get_state (self->session) ==
                       PSC_SESSION_FAILED;
}

/**
 * _psc_window_show_failed:
 *
 * Says why there is no run, or what its workers died of, and offers what helps.
 */
void
_psc_window_show_failed (PscWindow *self)
{
  PscRun *run = psc_session_get_run (self->session);
  const GError *error = get_error (self);
  gboolean stopped = g_error_matches (error, G_IO_ERROR,
                                      G_IO_ERROR_CANCELLED);
  g_autofree char *message =
    g_markup_escape_text (stopped ? _("Its entries are not known yet. Read the "
                                      "directory again, or choose another "
                                      "one.")
                                  : error->message, -1);
  const char *label;
  void (*apply) (PscWindow *);
  gboolean elsewhere;

  adw_status_page_set_title (self->failed_page, get_title (self, error));
  adw_status_page_set_description (self->failed_page, message);

  psc_messages_box_set_text (self->failed_messages,
                             run != NULL ? psc_notices_get_messages (run)
                                         : NULL);

  find_remedy (self, &label, &apply);
  gtk_widget_set_visible (self->remedy_button, label != NULL);
  gtk_widget_set_sensitive (self->remedy_button, !_psc_window_is_busy (self));
  if (label != NULL)
    gtk_label_set_label (self->remedy_label, label);

  /* Where the pool is at fault, another directory does not help. */
  elsewhere = (apply == NULL || apply == include_hidden) &&
              !g_error_matches (error, PSC_ERROR, PSC_ERROR_NO_WORKER);
  gtk_widget_set_visible (self->elsewhere_button, elsewhere);
  if (elsewhere)
    gtk_widget_remove_css_class (self->remedy_button, "suggested-action");
  else
    gtk_widget_add_css_class (self->remedy_button, "suggested-action");
}
