/* psc-window-actions.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-window-actions"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "psc-toast.h"
#include "psc-window-private.h"

/**
 * _psc_window_new_chooser:
 * @response_cb: called with the window and the response
 *
 * Makes a file dialog, of which the window has one at a time.
 *
 * Returns: (transfer none): the dialog, not shown yet
 */
GtkFileChooserNative *
_psc_window_new_chooser (PscWindow            *self,
                         const char           *title,
                         GtkFileChooserAction  action,
                         const char           *accept,
                         GCallback             response_cb)
{
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, accept,
                                 NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", response_cb, self,
                           G_CONNECT_SWAPPED);
  g_clear_object (&self->chooser);
  self->chooser = chooser;

  return chooser;
}

static void
run_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  PscWindow *self = PSC_WINDOW (user_data);

  /* The key does what the button says that has the same place. */
  if (_psc_window_shows_exercises (self))
    {
      g_action_group_activate_action (G_ACTION_GROUP (self),
                                      "measure-exercise", NULL);
      return;
    }

  adw_view_stack_set_visible_child_name (self->pages, "run");

  /* A key starts the run without taking the focus from where one types. */
  psc_settings_pane_commit (self->settings_pane);
  psc_session_start (self->session,
                     psc_settings_pane_get_settings (self->settings_pane));
  if (adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
}

/* Looks at the directory again, which may have become what it should be. */
static void
reload_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  PscSession *session = PSC_WINDOW (user_data)->session;
  g_autofree char *directory = g_strdup (psc_session_get_directory (session));

  psc_session_set_directory (session, directory);
}

static void
measure_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  psc_session_measure (PSC_WINDOW (user_data)->session);
}

static void
stop_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  PscWindow *self = PSC_WINDOW (user_data);

  psc_exercises_page_stop (self->exercises_page);
  psc_session_stop (self->session);
}

static void
show_folder_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  gtk_show_uri (GTK_WINDOW (user_data), g_variant_get_string (parameter, NULL),
                GDK_CURRENT_TIME);
}

static void
find_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  PscWindow *self = PSC_WINDOW (user_data);

  if (_psc_window_shows_history (self))
    psc_history_page_find (self->history_page);
  else
    gtk_widget_activate_action (GTK_WIDGET (self->run_page), "run-page.find",
                                NULL);
}

static void
show_panel_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  const char *name = g_action_get_name (G_ACTION (action));

  psc_run_page_show_panel (PSC_WINDOW (user_data)->run_page,
                           name + strlen ("show-"));
}

static void
use_independent_streams_action (GSimpleAction *action,
                                GVariant      *parameter,
                                gpointer       user_data)
{
  PscWindow *self = PSC_WINDOW (user_data);
  g_autoptr (PscSettings) settings = psc_settings_copy (
    psc_settings_pane_get_settings (self->settings_pane));
  AdwToast *toast = psc_toast_new (_("The next run uses independent streams"));

  settings->streams = PSC_STREAMS_INDEPENDENT;
  psc_settings_pane_set_settings (self->settings_pane, settings);

  adw_toast_set_button_label (toast, _("_Run"));
  adw_toast_set_action_name (toast, "win.run");
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
change_full_screen (GSimpleAction *action,
                    GVariant      *state,
                    gpointer       user_data)
{
  if (g_variant_get_boolean (state))
    gtk_window_fullscreen (GTK_WINDOW (user_data));
  else
    gtk_window_unfullscreen (GTK_WINDOW (user_data));
}

/* Not an action of the property, which would hold the window that holds it. */
static void
show_full_screen (PscWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self),
                                                "full-screen");

  g_simple_action_set_state (
    G_SIMPLE_ACTION (action),
    g_variant_new_boolean (gtk_window_is_fullscreen (GTK_WINDOW (self))));
}

/**
 * _psc_window_set_enabled:
 * @name: of an action of the window
 *
 * Enables or disables one action.
 */
void
_psc_window_set_enabled (PscWindow  *self,
                         const char *name,
                         gboolean    enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/**
 * _psc_window_update_actions:
 *
 * Enables what makes sense in the session's present state.
 */
void
_psc_window_update_actions (PscWindow *self)
{
  PscSessionState state = psc_session_get_state (self->session);
  gboolean shown = psc_session_get_run (self->session) != NULL &&
                   _psc_window_shows_run (self);
  gboolean measuring =
    psc_exercises_page_get_measuring (self->exercises_page);

  _psc_window_set_enabled (self, "open",
                           !_psc_window_is_busy (self));
  _psc_window_set_enabled (self, "run", state == PSC_SESSION_READY &&
                                        !measuring);
  _psc_window_set_enabled (self, "reload", !measuring &&
                                           (state == PSC_SESSION_READY ||
                                            state == PSC_SESSION_FAILED));
  _psc_window_set_enabled (self, "measure",
                           !measuring &&
                           psc_session_can_measure (self->session));
  _psc_window_set_enabled (self, "copy-command-line",
                           state != PSC_SESSION_EMPTY);
  _psc_window_set_enabled (self, "copy-python", state != PSC_SESSION_EMPTY);
  _psc_window_set_enabled (self, "open-recent",
                           !_psc_window_is_busy (self));
  _psc_window_set_enabled (self, "stop", measuring ||
                                         state == PSC_SESSION_RUNNING ||
                                         state == PSC_SESSION_READING);
  _psc_window_set_enabled (self, "show-files", shown);
  _psc_window_set_enabled (self, "show-lengths", shown);
  _psc_window_set_enabled (self, "show-output", shown);
  _psc_window_set_enabled (self, "show-workers", shown);
  _psc_window_set_enabled (self, "find",
                           shown || _psc_window_shows_history (self));
  _psc_window_update_chart (self);
  _psc_window_update_run_actions (self);
  _psc_window_update_fault_actions (self);
  _psc_window_update_exercise_actions (self);
  _psc_window_update_export_actions (self);
  _psc_window_update_history (self);
}

/**
 * _psc_window_add_actions:
 *
 * Gives a new window its actions, as soon as it has its template.
 */
void
_psc_window_add_actions (PscWindow *self)
{
  g_autoptr (GPropertyAction) side =
    g_property_action_new ("toggle-side", self->flap, "reveal-flap");
  const GActionEntry entries[] = {
    { "run", run_action },
    { "reload", reload_action },
    { "measure", measure_action },
    { "stop", stop_action },
    { "show-folder", show_folder_action, "s" },
    { "show-files", show_panel_action },
    { "show-workers", show_panel_action },
    { "show-lengths", show_panel_action },
    { "show-output", show_panel_action },
    { "use-independent-streams", use_independent_streams_action },
    { "find", find_action },
    { "full-screen", NULL, NULL, "false", change_full_screen },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries,
                                   G_N_ELEMENTS (entries), self);
  _psc_window_add_export_actions (self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (side));
  g_signal_connect (self, "notify::fullscreened",
                    G_CALLBACK (show_full_screen), NULL);
  _psc_window_add_run_actions (self);
  _psc_window_add_fault_actions (self);
  _psc_window_add_exercise_actions (self);
  _psc_window_add_history_actions (self);
  _psc_window_add_copy_actions (self);
  _psc_window_add_pipeline_action (self);
}
