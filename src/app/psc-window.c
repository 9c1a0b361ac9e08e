/* psc-window.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-window"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-settings-keys.h"
#include "psc-toast.h"
#include "psc-window-private.h"

G_DEFINE_FINAL_TYPE (PscWindow, psc_window, ADW_TYPE_APPLICATION_WINDOW)

static void
show_ready (PscWindow *self)
{
  PscListing *listing = psc_session_get_listing (self->session);
  guint n_files = listing != NULL ? psc_listing_get_n_files (listing) : 0;
  g_autofree char *title =
    g_strdup_printf (ngettext ("%'u Entry", "%'u Entries", n_files), n_files);

  adw_status_page_set_title (self->ready_page, title);
  psc_settings_pane_set_n_files (self->settings_pane, n_files);
}

static void
show_run (PscWindow *self,
          PscRun    *run)
{
  PscFigures one;

  psc_run_page_set_run (self->run_page, run);
  psc_settings_pane_set_shown (self->settings_pane,
                               run != NULL ? psc_run_get_settings (run)
                                           : NULL);
  if (run == NULL)
    return;

  psc_run_page_set_one_worker (self->run_page,
                               psc_session_get_one_worker (self->session, run,
                                                           &one)
                               ? &one : NULL,
                               psc_session_can_measure (self->session));
}

/* A run that is shown stays, whatever becomes of the directory meanwhile. */
static const char *
get_page (PscWindow *self)
{
  if (_psc_window_has_failed (self))
    return "failed";
  if (psc_session_get_run (self->session) != NULL)
    return "run";

  switch (psc_session_get_state (self->session))
    {
    case PSC_SESSION_EMPTY:
      return "empty";

    case PSC_SESSION_READING:
      return "reading";

    case PSC_SESSION_FAILED:
    case PSC_SESSION_READY:
    case PSC_SESSION_RUNNING:
    case PSC_SESSION_STOPPING:
    default:
      return "ready";
    }
}

static void
show_page (PscWindow *self)
{
  PscSessionState state = psc_session_get_state (self->session);

  show_run (self, psc_session_get_run (self->session));
  if (_psc_window_has_failed (self))
    _psc_window_show_failed (self);
  if (state == PSC_SESSION_READY)
    show_ready (self);
  _psc_window_show_reading (self);

  gtk_stack_set_visible_child_name (self->stack, get_page (self));
}

/* The one button that matters keeps its place and the focus: it runs on one
 * page, measures on the other, and stops both. Why it cannot measure is said
 * far below it, where it may be out of sight. */
static void
show_run_button (PscWindow *self)
{
  GtkWidget *button = GTK_WIDGET (self->run_button);
  gboolean busy = _psc_window_is_busy (self);
  gboolean exercises = _psc_window_shows_exercises (self);
  const char *hint = exercises && !busy ? _psc_window_get_measure_hint (self)
                                        : "";
  const char *action = busy ? "stop" : exercises ? "measure-exercise" : "run";
  g_autofree char *name = g_strconcat ("win.", action, NULL);

  gtk_label_set_text_with_mnemonic (self->run_label,
                                    busy ? _("_Stop") :
                                    exercises ? _("_Measure") :
                                    _("_Run"));
  gtk_image_set_from_icon_name (self->run_icon,
                                busy ? "media-playback-stop-symbolic"
                                     : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (button,
                               *hint != '\0'
                                 ? hint
                                 : gtk_label_get_text (self->run_label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (self->run_label),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint,
                                  -1);
  /* A button that is insensitive between two actions would not take the next
   * click before the pointer moves; the callers set what is enabled. */
  _psc_window_set_enabled (self, action, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), name);
  gtk_widget_remove_css_class (button, busy ? "suggested-action"
                                            : "destructive-action");
  gtk_widget_add_css_class (button, busy ? "destructive-action"
                                         : "suggested-action");
}

static void
session_changed_cb (PscWindow *self)
{
  _psc_window_update_suspend (self);
  if (self->closing && !_psc_window_is_busy (self))
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }

  _psc_window_show_directory (self);
  show_page (self);
  show_run_button (self);
  _psc_window_update_exercises (self);
  _psc_window_update_actions (self);
}

/* The directory is not read beside a measurement. */
static void
listing_flags_changed_cb (PscWindow *self)
{
  if (!psc_exercises_page_get_measuring (self->exercises_page))
    psc_session_set_flags (
      self->session,
      psc_settings_pane_get_listing_flags (self->settings_pane));
}

/* A measurement and a run would disturb each other. */
static void
measuring_changed_cb (PscWindow *self)
{
  listing_flags_changed_cb (self);
  session_changed_cb (self);
}

static void
exercises_changed_cb (PscWindow *self)
{
  show_run_button (self);
  _psc_window_update_actions (self);
}

static void
settings_changed_cb (PscWindow *self)
{
  _psc_window_update_exercises (self);
  exercises_changed_cb (self);
}

static void
page_changed_cb (PscWindow *self)
{
  if (self->session == NULL)
    return;

  show_run_button (self);
  _psc_window_update_probe (self);
  _psc_window_update_actions (self);
  _psc_window_rest_side (self);
}

/**
 * _psc_window_toast:
 * @text: one line
 *
 * Says something in passing.
 */
void
_psc_window_toast (PscWindow  *self,
                   const char *text)
{
  AdwToast *toast = psc_toast_new (text);

  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
save_state (PscWindow *self)
{
  int width, height;

  if (self->settings == NULL)
    return;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
  g_settings_set_boolean (self->settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
  psc_settings_keys_save (
    self->settings, psc_settings_pane_get_settings (self->settings_pane),
    psc_settings_pane_get_listing_flags (self->settings_pane));
}

static void
load_state (PscWindow *self)
{
  g_autoptr (PscSettings) settings = NULL;
  PscListingFlags flags;

  if (self->settings == NULL)
    return;

  gtk_window_set_default_size (
    GTK_WINDOW (self),
    g_settings_get_int (self->settings, "window-width"),
    g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));

  adw_flap_set_reveal_flap (
    self->flap, g_settings_get_boolean (self->settings, "show-side"));
  g_settings_bind (self->settings, "teaching", self->exercises_page,
                   "teaching", G_SETTINGS_BIND_DEFAULT);

  settings = psc_settings_copy (
    psc_settings_pane_get_settings (self->settings_pane));
  flags = psc_settings_keys_load (self->settings, settings);
  psc_settings_pane_set_settings (self->settings_pane, settings);
  psc_settings_pane_set_listing_flags (self->settings_pane, flags);
  _psc_window_remember_chart (self);
}

static gboolean
psc_window_close_request (GtkWindow *window)
{
  PscWindow *self = PSC_WINDOW (window);

  save_state (self);
  if (!_psc_window_is_busy (self))
    return GTK_WINDOW_CLASS (psc_window_parent_class)->close_request (window);

  _psc_window_ask_to_close (self);

  return TRUE;
}

/* A narrow header bar has no room for the directory's name nor for what is in the
 * menu, too; and where it has no place for the pages, they stand at the bottom. */
static gboolean
fold_in_idle (gpointer user_data)
{
  PscWindow *self = user_data;
  gboolean folded = adw_flap_get_folded (self->flap);

  self->fold_source_id = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->directory_label), !folded);
  gtk_widget_set_visible (self->export_box, !folded);
  adw_view_switcher_bar_set_reveal (
    self->switcher_bar,
    adw_squeezer_get_visible_child (self->title_squeezer) != self->switcher);
  _psc_window_show_count (self);

  return G_SOURCE_REMOVE;
}

/* The flap and the title find out how much room there is while they are being
 * allocated, when nothing may change its size any more. */
static void
folded_cb (PscWindow *self)
{
  if (self->fold_source_id == 0)
    self->fold_source_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fold_in_idle,
                                            self, NULL);
}

static void
psc_window_dispose (GObject *object)
{
  PscWindow *self = PSC_WINDOW (object);

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      psc_session_stop (self->session);
    }
  g_clear_handle_id (&self->reading_source_id, g_source_remove);
  g_clear_object (&self->chooser);
  _psc_window_drop_probe (self);
  g_clear_pointer (&self->probed_listing, psc_listing_unref);
  _psc_window_let_suspend (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), PSC_TYPE_WINDOW);

  /* The title has just lost what it showed. */
  g_clear_handle_id (&self->fold_source_id, g_source_remove);
  g_clear_object (&self->session);
  g_clear_object (&self->history);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (psc_window_parent_class)->dispose (object);
}

static void
psc_window_class_init (PscWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  object_class->dispose = psc_window_dispose;
  window_class->close_request = psc_window_close_request;

  g_type_ensure (PSC_TYPE_EXERCISES_PAGE);
  g_type_ensure (PSC_TYPE_HISTORY_PAGE);
  g_type_ensure (PSC_TYPE_MESSAGES_BOX);
  g_type_ensure (PSC_TYPE_RUN_BAR);
  g_type_ensure (PSC_TYPE_RUN_PAGE);
  g_type_ensure (PSC_TYPE_SETTINGS_PANE);

  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PscWindow, count_label);
  gtk_widget_class_bind_template_child (widget_class, PscWindow, directory_label);
  gtk_widget_class_bind_template_child (widget_class, PscWindow, elsewhere_button);
  gtk_widget_class_bind_template_child (widget_class, PscWindow, exercises_page);
  gtk_widget_class_bind_template_child (widget_class, PscWindow, export_box);
  gtk_widget_class_bind_template_child (widget_class, PscWindow, export_button);
  gtk_widget_class_bind_template_child (widget_class, PscWindow, failed_messages);
  gtk_widget_class_bind_template_child (widget_class, PscWindow, failed_page);
  gtk_widget_class_bind_template_child (widget_class, PscWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, PscWindow, history_page);
  gtk_widget_class_bind_template_child (widget_class, PscWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, PscWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, PscWindow, reading_page);
  gtk_widget_class_bind_template_child (widget_class, PscWindow, recent);
  gtk_widget_class_bind_template_child (widget_class, PscWindow, ready_page);
  gtk_widget_class_bind_template_child (widget_class, PscWindow, remedy_button);
  gtk_widget_class_bind_template_child (widget_class, PscWindow, remedy_label);
  gtk_widget_class_bind_template_child (widget_class, PscWindow, report_button);
  gtk_widget_class_bind_template_child (widget_class, PscWindow, run_button);
  gtk_widget_class_bind_template_child (widget_class, PscWindow, run_icon);
  gtk_widget_class_bind_template_child (widget_class, PscWindow, run_label);
  gtk_widget_class_bind_template_child (widget_class, PscWindow, run_bar);
  gtk_widget_class_bind_template_child (widget_class, PscWindow, run_page);
  gtk_widget_class_bind_template_child (widget_class, PscWindow, settings_pane);
  gtk_widget_class_bind_template_child (widget_class, PscWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, PscWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, PscWindow, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, PscWindow, title);
  gtk_widget_class_bind_template_child (widget_class, PscWindow, title_squeezer);
  gtk_widget_class_bind_template_child (widget_class, PscWindow, toasts);
  gtk_widget_class_bind_template_callback (widget_class, exercises_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, measuring_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_bind_template_callback_full (
    widget_class, "remedy_cb", G_CALLBACK (_psc_window_remedy_cb));

  /* Not an accelerator of the application, which would take the key from
   * menus and dialogs, too. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0,
                                       "win.stop", NULL);
}

static void
psc_window_init (PscWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  _psc_window_add_actions (self);
  _psc_window_add_chart_actions (self);

  self->session = psc_session_new ();
  psc_run_bar_set_session (self->run_bar, self->session);
  g_signal_connect_object (self->run_bar, "removed",
                           G_CALLBACK (_psc_window_remove_run), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "changed",
                           G_CALLBACK (session_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings_pane, "notify::settings",
                           G_CALLBACK (settings_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings_pane, "notify::listing-flags",
                           G_CALLBACK (listing_flags_changed_cb), self,
                           G_CONNECT_SWAPPED);

  g_signal_connect_object (self->flap, "notify::folded",
                           G_CALLBACK (folded_cb), self, G_CONNECT_SWAPPED);

  _psc_window_set_up_directory (self);
  session_changed_cb (self);
}

/**
 * psc_window_new:
 * @settings: (nullable): where the window's size and the last directory are
 *   kept
 *
 * Makes a window without a directory.
 */
GtkWidget *
psc_window_new (AdwApplication *application,
                GSettings      *settings)
{
  PscWindow *self = g_object_new (PSC_TYPE_WINDOW,
                                  "application", application,
                                  NULL);

  g_set_object (&self->settings, settings);
  load_state (self);
  _psc_window_follow_recent (self);

  return GTK_WIDGET (self);
}

/**
 * psc_window_get_session:
 *
 * Returns: (transfer none): what the window is about
 */
PscSession *
psc_window_get_session (PscWindow *self)
{
  g_return_val_if_fail (PSC_IS_WINDOW (self), NULL);

  return self->session;
}

/**
 * psc_window_stop_and_close:
 *
 * Closes the window without a question, once no worker is left.
 */
void
psc_window_stop_and_close (PscWindow *self)
{
  g_return_if_fail (PSC_IS_WINDOW (self));

  self->closing = TRUE;
  psc_exercises_page_stop (self->exercises_page);
  if (psc_session_is_busy (self->session))
    psc_session_stop (self->session);
  else if (!_psc_window_is_busy (self))
    gtk_window_destroy (GTK_WINDOW (self));
}
