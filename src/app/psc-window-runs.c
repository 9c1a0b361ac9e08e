/* psc-window-runs.c: from run to run
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-window-runs"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-undo-list.h"
#include "psc-window-private.h"

typedef struct
{
  PscRun *run;
  guint   position;
} Removed;

static void
removed_free (Removed *removed)
{
  g_object_unref (removed->run);
  g_free (removed);
}

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
restore (gpointer owner,
         gpointer data)
{
  PscWindow *self = PSC_WINDOW (owner);
  Removed *removed = data;
  PscRun *same = _psc_window_find_same_run (self, removed->run);

  /* It may have come back from the history meanwhile. */
  if (same != NULL)
    psc_session_show_run (self->session, same);
  else
    psc_session_restore_run (self->session, removed->run, removed->position);
}

static void
undo_remove_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  PscWindow *self = PSC_WINDOW (user_data);

  psc_undo_list_undo (psc_undo_list_find (GTK_WIDGET (self->pages)));
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
  Removed *removed = g_new (Removed, 1);

  removed->run = g_object_ref (run);
  removed->position = psc_session_remove_run (self->session, run);
  psc_undo_list_offer (psc_undo_list_find (GTK_WIDGET (self->pages)),
                       _("Run removed"), restore, self, removed,
                       (GDestroyNotify) removed_free);
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
}

/**
 * _psc_window_add_run_actions:
 *
 * Gives a new window the actions that turn from run to run, and the one that takes
 * a removal back, be it of a run or of what is kept.
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
  g_object_bind_property (psc_undo_list_find (GTK_WIDGET (self->pages)),
                          "can-undo",
                          g_action_map_lookup_action (G_ACTION_MAP (self),
                                                      "undo-remove"),
                          "enabled", G_BINDING_SYNC_CREATE);
}
