/* psc-window-busy.c: what a window owes to workers that are at work
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-window-busy"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-window-private.h"

static gboolean
is_measuring (PscWindow *self)
{
  return psc_exercises_page_get_measuring (self->exercises_page);
}

static void
response_cb (PscWindow  *self,
             const char *response)
{
  GtkWindow *question = self->question;

  self->question = NULL;
  if (!g_str_equal (response, "stop"))
    return;

  /* Where there is nothing to stop any more, the window goes at once; what GTK
   * still holds of the question would point to it. */
  gtk_window_set_transient_for (question, NULL);
  psc_window_stop_and_close (self);
}

/* What becomes of what has been measured. */
static const char *
get_body (PscWindow *self)
{
  if (self->history != NULL && psc_history_is_writable (self->history))
    return is_measuring (self)
           ? _("An exercise is being measured. What it has measured so far "
               "stays in the history.")
           : _("A run is going on. What it has measured so far stays in the "
               "history.");

  return is_measuring (self)
         ? _("An exercise is being measured. What it has measured so far would "
             "be lost.")
         : _("A run is going on. What it has measured so far would be lost.");
}

static GtkWindow *
make_question (PscWindow *self)
{
  GtkWidget *dialog =
    adw_message_dialog_new (GTK_WINDOW (self),
                            is_measuring (self)
                            ? _("Stop Measuring and Close?")
                            : _("Stop the Run and Close?"),
                            get_body (self));
  AdwMessageDialog *question = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_add_responses (question,
                                    "cancel",
                                    is_measuring (self)
                                    ? _("_Keep Measuring")
                                    : _("_Keep Running"),
                                    "stop", _("_Stop and Close"),
                                    NULL);
  adw_message_dialog_set_response_appearance (question, "stop",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (question, "cancel");
  adw_message_dialog_set_close_response (question, "cancel");
  g_signal_connect_object (question, "response", G_CALLBACK (response_cb),
                           self, G_CONNECT_SWAPPED);

  return GTK_WINDOW (question);
}

/**
 * _psc_window_is_busy:
 *
 * Whether workers are at work, for a run or for an exercise.
 */
gboolean
_psc_window_is_busy (PscWindow *self)
{
  return psc_session_is_busy (self->session) || is_measuring (self);
}

/**
 * _psc_window_ask_to_close:
 *
 * Asks whether the work may be given up; the same question is not asked
 * twice, whether the window or the whole program is to be closed.
 */
void
_psc_window_ask_to_close (PscWindow *self)
{
  if (self->question == NULL)
    self->question = make_question (self);

  gtk_window_present (self->question);
}

/**
 * _psc_window_update_suspend:
 *
 * Keeps the machine awake while the window is busy: a run that is suspended
 * measures the night.
 */
void
_psc_window_update_suspend (PscWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  gboolean busy = _psc_window_is_busy (self) && application != NULL;

  if (busy == (self->suspend_holder != NULL))
    return;

  if (busy)
    {
      self->suspend_holder = g_object_ref (application);
      self->suspend_cookie =
        gtk_application_inhibit (application, GTK_WINDOW (self),
                                 GTK_APPLICATION_INHIBIT_SUSPEND,
                                 _("Workers are being measured"));
      return;
    }

  _psc_window_let_suspend (self);
}

/**
 * _psc_window_let_suspend:
 *
 * Lets the machine sleep again.  A window may be closed for good before its
 * workers have ended, and has left its application by then.
 */
void
_psc_window_let_suspend (PscWindow *self)
{
  g_autoptr (GtkApplication) application =
    g_steal_pointer (&self->suspend_holder);

  /* There is no cookie where nothing could be asked to stay awake. */
  if (application != NULL && self->suspend_cookie != 0)
    gtk_application_uninhibit (application, self->suspend_cookie);
  self->suspend_cookie = 0;
}
