/* psc-window-runs.c: from run to run
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-window-runs"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-window-private.h"

/* Where the run is that lies @step runs further back than the one shown. */
static gboolean
find_run (PscWindow *self,
          int        step,
          guint     *position)
{
  GListModel *runs = psc_session_get_runs (self->session);
  PscRun *shown = psc_session_get_run (self->session);
  guint n_runs = g_list_model_get_n_items (runs);

  for (guint i = 0; i < n_runs; i++)
    {
      g_autoptr (PscRun) run = g_list_model_get_item (runs, i);

      if (run != shown)
        continue;

      *position = (guint) ((int) i + step);
      return *position < n_runs;
    }

  /* With none shown, the newest is the previous one. */
  *position = 0;
  return step > 0 && n_runs > 0;
}

static void
turn_to (PscWindow *self,
         int        step)
{
  g_autoptr (PscRun) run = NULL;
  guint position;

  if (!find_run (self, step, &position))
    return;

  run = g_list_model_get_item (psc_session_get_runs (self->session), position);
  psc_session_show_run (self->session, run);
}

static void
previous_run_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  turn_to (user_data, 1);
}

static void
next_run_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  turn_to (user_data, -1);
}

static void
remove_run_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  PscWindow *self = PSC_WINDOW (user_data);

  _psc_window_remove_run (self, psc_session_get_run (self->session));
}

static void
undo_remove_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  PscWindow *self = PSC_WINDOW (user_data);
  g_autoptr (PscRun) run = g_steal_pointer (&self->removed);

  psc_session_restore_run (self->session, run, self->removed_position);
}

/* What cannot be taken back any more need not be kept. */
static void
dismissed_cb (PscWindow *self,
              AdwToast  *toast)
{
  if (g_object_get_data (G_OBJECT (toast), "run") != self->removed)
    return;

  g_clear_object (&self->removed);
  _psc_window_update_actions (self);
}

/**
 * _psc_window_remove_run:
 * @run: a run that has ended
 *
 * Forgets a run, and offers to take that back.
 */
void
_psc_window_remove_run (PscWindow *self,
                        PscRun    *run)
{
  AdwToast *toast = adw_toast_new (_("Run removed"));

  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "win.undo-remove");
  g_object_set_data (G_OBJECT (toast), "run", run);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb),
                           self, G_CONNECT_SWAPPED);

  g_set_object (&self->removed, run);
  self->removed_position = psc_session_remove_run (self->session, run);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/**
 * _psc_window_update_run_actions:
 *
 * Enables what makes sense with the runs that there are.
 */
void
_psc_window_update_run_actions (PscWindow *self)
{
  PscRun *run = psc_session_get_run (self->session);
  guint position;

  _psc_window_set_enabled (self, "previous-run",
                           find_run (self, 1, &position));
  _psc_window_set_enabled (self, "next-run", find_run (self, -1, &position));
  _psc_window_set_enabled (self, "remove-run",
                           run != NULL &&
                           psc_run_get_state (run) == PSC_RUN_ENDED);
  _psc_window_set_enabled (self, "undo-remove", self->removed != NULL);
}

/**
 * _psc_window_add_run_actions:
 *
 * Gives a new window the actions that turn from run to run.
 */
void
_psc_window_add_run_actions (PscWindow *self)
{
  const GActionEntry entries[] = {
    { "previous-run", previous_run_action },
    { "next-run", next_run_action },
    { "remove-run", remove_run_action },
    { "undo-remove", undo_remove_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries,
                                   G_N_ELEMENTS (entries), self);
}
