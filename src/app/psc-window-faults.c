/* psc-window-faults.c: what went wrong, and what is to go wrong
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-window-faults"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <signal.h>

#include "psc-fault-dialog.h"
#include "psc-outcome.h"
#include "psc-window-private.h"
#include "psc-worker-end.h"

/* What to do does not fit into a toast. */
static void
refuse_lost (PscWindow    *self,
             const GError *error)
{
  GtkWidget *dialog =
    adw_message_dialog_new (GTK_WINDOW (self),
                            _("The Lost Files Cannot Be Run Again"),
                            error->message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close",
                                   _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
run_lost_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  PscWindow *self = PSC_WINDOW (user_data);
  const PscSettings *settings =
    psc_settings_pane_get_settings (self->settings_pane);
  g_autoptr (GError) error = NULL;

  if (!psc_session_run_lost (self->session, settings->pipeline, &error))
    refuse_lost (self, error);
}

static void
break_it_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (psc_fault_dialog_new (user_data)));
}

/* Sends a signal to the worker with the number of the parameter.  What comes of
 * it is told above the chart. */
static void
send_signal (PscWindow *self,
             GVariant  *parameter,
             int        signal)
{
  PscRun *run = psc_session_get_run (self->session);
  guint number = g_variant_get_uint32 (parameter);
  g_autofree char *name = psc_signal_dup_name (signal);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  const char *obstacle;

  if (run == NULL || number < 1 || number > psc_run_get_n_workers (run))
    return;

  obstacle = psc_worker_end_get_obstacle (run, number - 1);
  if (obstacle != NULL)
    text = g_strdup (obstacle);
  else if (!psc_run_signal_worker (run, number - 1, signal, &error))
    text = g_strdup (error->message);
  else
    /* Translators: a worker's number and a signal's name. */
    text = g_strdup_printf (_("Worker %u got the signal %s"), number, name);

  _psc_window_toast (self, text);
}

static void
kill_worker_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  send_signal (user_data, parameter, SIGKILL);
}

static void
stop_worker_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  send_signal (user_data, parameter, SIGSTOP);
}

static void
continue_worker_action (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  send_signal (user_data, parameter, SIGCONT);
}

/**
 * _psc_window_update_fault_actions:
 *
 * Enables what makes sense with the run that is shown.
 */
void
_psc_window_update_fault_actions (PscWindow *self)
{
  gboolean measuring =
    psc_exercises_page_get_measuring (self->exercises_page);
  gboolean running = psc_session_is_busy (self->session);

  _psc_window_set_enabled (self, "run-lost",
                           !measuring &&
                           psc_session_can_run_lost (self->session));
  _psc_window_set_enabled (self, "break-it", !_psc_window_is_busy (self));
  _psc_window_set_enabled (self, "kill-worker", running);
  _psc_window_set_enabled (self, "stop-worker", running);
  _psc_window_set_enabled (self, "continue-worker", running);
}

/**
 * _psc_window_add_fault_actions:
 *
 * Gives a new window the actions that are about faults.
 */
void
_psc_window_add_fault_actions (PscWindow *self)
{
  const GActionEntry entries[] = {
    { "run-lost", run_lost_action },
    { "break-it", break_it_action },
    { "kill-worker", kill_worker_action, "u" },
    { "stop-worker", stop_worker_action, "u" },
    { "continue-worker", continue_worker_action, "u" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries,
                                   G_N_ELEMENTS (entries), self);
}
