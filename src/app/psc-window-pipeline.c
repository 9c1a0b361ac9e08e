/* psc-window-pipeline.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-window-pipeline"

#include "config.h"

#include "psc-pipeline-editor.h"
#include "psc-window-private.h"

static void
applied_cb (PscWindow         *self,
            PscPipelineEditor *editor)
{
  g_autoptr (PscSettings) settings = psc_settings_copy (
    psc_settings_pane_get_settings (self->settings_pane));

  psc_pipeline_unref (settings->pipeline);
  settings->pipeline = psc_pipeline_editor_dup_pipeline (editor);
  psc_settings_pane_set_settings (self->settings_pane, settings);
}

static void
edit_pipeline_action (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  PscWindow *self = PSC_WINDOW (user_data);
  GtkWidget *editor;

  psc_settings_pane_commit (self->settings_pane);
  editor = psc_pipeline_editor_new (
    GTK_WINDOW (self), psc_settings_pane_get_settings (self->settings_pane),
    psc_session_get_listing (self->session));
  g_signal_connect_object (editor, "applied", G_CALLBACK (applied_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (editor));
}

/**
 * _psc_window_add_pipeline_action:
 *
 * Gives a new window the action that opens the editor of its pipeline.
 */
void
_psc_window_add_pipeline_action (PscWindow *self)
{
  const GActionEntry entries[] = {
    { "edit-pipeline", edit_pipeline_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries,
                                   G_N_ELEMENTS (entries), self);
}
