/* psc-window-runs.c: from run to run
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-window-runs"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-window-private.h"

#define REMOVED_RUN      "psc-removed-run"
#define REMOVED_POSITION "psc-removed-position"

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

/* Brings back the run that a toast tells of, unless that has been done. */
static void
undo_cb (PscWindow *self,
         AdwToast  *toast)
{
  PscRun *run = g_object_get_data (G_OBJECT (toast), REMOVED_RUN);
  gpointer position = g_object_get_data (G_OBJECT (toast), REMOVED_POSITION);

  g_object_ref (toast);
  if (g_ptr_array_remove (self->removals, toast))
    psc_session_restore_run (self->session, run, GPOINTER_TO_UINT (position));
  g_object_unref (toast);
}

static void
undo_remove_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  PscWindow *self = PSC_WINDOW (user_data);

  undo_cb (self, g_ptr_array_index (self->removals, self->removals->len - 1));
}

/* What cannot be taken back any more need not be kept. */
static void
dismissed_cb (PscWindow *self,
              AdwToast  *toast)
{
  if (self->removals != NULL && g_ptr_array_remove (self->removals, toast))
    _psc_window_update_actions (self);
}

/**
 * _psc_window_remove_run:
 * @run: a run that has ended
 *
 * Forgets a run, and offers to take that back.  A toast is still there when the
 * next run is removed, so that each brings back its own one.
 */
void
_psc_window_remove_run (PscWindow *self,
                        PscRun    *run)
{
  AdwToast *toast = adw_toast_new (_("Run removed"));
  guint position;

  adw_toast_set_button_label (toast, _("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), REMOVED_RUN, g_object_ref (run),
                          g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb),
                           self, G_CONNECT_SWAPPED);

  g_ptr_array_add (self->removals, g_object_ref (toast));
  position = psc_session_remove_run (self->session, run);
  g_object_set_data (G_OBJECT (toast), REMOVED_POSITION,
                     GUINT_TO_POINTER (position));
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
  _psc_window_set_enabled (self, "undo-remove", self->removals->len > 0);
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
