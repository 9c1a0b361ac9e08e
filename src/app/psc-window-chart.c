/* psc-window-chart.c: the actions of the chart
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-window-chart"

#include "config.h"

#include "psc-task-table.h"
#include "psc-window-private.h"

/* How the chart is drawn: the action and the property of the chart have one
 * name, the setting that remembers it another. */
static const struct
{
  const char *name;
  const char *key;
} options[] = {
  { "upright", "chart-upright" },
  { "show-chunks", "chart-chunks" },
  { "show-steps", "chart-steps" },
};

static void
zoom_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  PscTimeline *timeline =
    psc_run_page_get_timeline (PSC_WINDOW (user_data)->run_page);
  g_autofree char *name =
    g_strconcat ("timeline.", g_action_get_name (G_ACTION (action)), NULL);

  gtk_widget_activate_action (GTK_WIDGET (timeline), name, NULL);
}

/**
 * _psc_window_update_chart:
 *
 * Enables what makes sense with what the chart shows now.
 */
void
_psc_window_update_chart (PscWindow *self)
{
  PscTimeline *timeline = psc_run_page_get_timeline (self->run_page);
  gboolean shown = psc_session_get_run (self->session) != NULL &&
                   _psc_window_shows_run (self);
  gboolean zoomed = shown && psc_timeline_get_zoomed (timeline);
  gboolean selected =
    shown && (psc_timeline_get_selected (timeline) != PSC_NO_TASK ||
              psc_timeline_get_range (timeline, NULL, NULL));

  _psc_window_set_enabled (self, "zoom-in", shown);
  _psc_window_set_enabled (self, "zoom-out", zoomed);
  _psc_window_set_enabled (self, "zoom-fit", zoomed);
  _psc_window_set_enabled (self, "zoom-selection", selected);
}

/**
 * _psc_window_add_chart_actions:
 *
 * Gives a new window the actions of its chart.
 */
void
_psc_window_add_chart_actions (PscWindow *self)
{
  PscTimeline *timeline = psc_run_page_get_timeline (self->run_page);
  const GActionEntry entries[] = {
    { "zoom-in", zoom_action },
    { "zoom-out", zoom_action },
    { "zoom-fit", zoom_action },
    { "zoom-selection", zoom_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries,
                                   G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autoptr (GPropertyAction) action =
        g_property_action_new (options[i].name, timeline, options[i].name);

      g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
    }

  g_signal_connect_object (timeline, "notify::zoomed",
                           G_CALLBACK (_psc_window_update_chart), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (timeline, "range-changed",
                           G_CALLBACK (_psc_window_update_chart), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (timeline, "notify::selected",
                           G_CALLBACK (_psc_window_update_chart), self,
                           G_CONNECT_SWAPPED);
}

/**
 * _psc_window_remember_chart:
 *
 * Has the chart drawn as it was the last time, and remembers how it is drawn
 * from now on.  Another window that is open stays as it is.
 */
void
_psc_window_remember_chart (PscWindow *self)
{
  PscTimeline *timeline = psc_run_page_get_timeline (self->run_page);

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    g_settings_bind (self->settings, options[i].key, timeline,
                     options[i].name,
                     G_SETTINGS_BIND_DEFAULT |
                     G_SETTINGS_BIND_GET_NO_CHANGES);
}
