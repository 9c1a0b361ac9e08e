/* psc-window-history.c: what has been kept, beside what is being made
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-window-history"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-compare-window.h"
#include "psc-toast.h"
#include "psc-window-private.h"

#define ENTRY    "psc-history-entry"
#define MAX_RUNS 2

/* Longer than usual, as it comes with all else that a new window shows. */
#define UNFINISHED_TIMEOUT_S 10

typedef void (*ErrandFunc) (PscWindow  *self,
                            PscRun    **runs);

/* What is to be done with runs that have to be read first. */
typedef struct
{
  PscWindow       *window;
  PscHistoryEntry *entries[MAX_RUNS];
  PscRun          *runs[MAX_RUNS];
  guint            n_runs;
  ErrandFunc       func;
} Errand;

static void
errand_free (Errand *errand)
{
  for (guint i = 0; i < MAX_RUNS; i++)
    {
      g_clear_object (&errand->entries[i]);
      g_clear_object (&errand->runs[i]);
    }
  g_object_unref (errand->window);
  g_free (errand);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, errand_free)

static void
errand_add (Errand          *errand,
            PscHistoryEntry *entry)
{
  errand->entries[errand->n_runs] = g_object_ref (entry);
  errand->n_runs++;
}

static Errand *
errand_new (PscWindow       *window,
            PscHistoryEntry *entry,
            ErrandFunc       func)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->window = g_object_ref (window);
  errand->func = func;
  errand_add (errand, entry);

  return errand;
}

/* Looks among the runs of this sitting. */
static PscRun *
find_run (PscWindow       *self,
          PscHistoryEntry *entry)
{
  GListModel *runs = psc_session_get_runs (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (PscRun) run = g_list_model_get_item (runs, i);

      if (g_object_get_data (G_OBJECT (run), ENTRY) == entry)
        return run;
    }

  return NULL;
}

/* So that it is found again. */
static void
set_entry (PscRun          *run,
           PscHistoryEntry *entry)
{
  g_object_set_data_full (G_OBJECT (run), ENTRY, g_object_ref (entry),
                          g_object_unref);
}

static void
errand_go_on (Errand *errand);

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Errand) errand = user_data;
  PscWindow *self = errand->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (PscRun) run = psc_history_read_run_finish (PSC_HISTORY (source),
                                                        result, &error);

  /* The window may have been closed meanwhile. */
  if (!gtk_widget_get_realized (GTK_WIDGET (self)))
    return;

  if (run == NULL)
    {
      _psc_window_show_error (self, _("The Run Could Not Be Read"),
                              error->message);
      return;
    }

  for (guint i = 0; i < errand->n_runs; i++)
    {
      if (errand->runs[i] != NULL)
        continue;

      /* What was asked for twice is there by now. */
      if (find_run (self, errand->entries[i]) != NULL)
        break;

      set_entry (run, errand->entries[i]);
      errand->runs[i] = g_steal_pointer (&run);
      break;
    }
  errand_go_on (g_steal_pointer (&errand));
}

/* Takes the errand. */
static void
errand_go_on (Errand *errand)
{
  PscWindow *self = errand->window;

  for (guint i = 0; i < errand->n_runs; i++)
    {
      PscRun *run = errand->runs[i] == NULL
                    ? find_run (self, errand->entries[i]) : NULL;

      if (run != NULL)
        errand->runs[i] = g_object_ref (run);
      if (errand->runs[i] != NULL)
        continue;

      psc_history_read_run_async (self->history, errand->entries[i], NULL,
                                  read_cb, errand);
      return;
    }

  errand->func (self, errand->runs);
  errand_free (errand);
}

/* The next run would be made of the same directory, as far as it is there. */
static void
show_run (PscWindow  *self,
          PscRun    **runs)
{
  GListModel *list = psc_session_get_runs (self->session);
  const char *path = psc_listing_get_directory (psc_run_get_listing (runs[0]));
  gboolean known = FALSE;

  if (_psc_window_is_busy (self))
    {
      _psc_window_refuse_run (self);
      return;
    }

  if (g_strcmp0 (path, psc_session_get_directory (self->session)) != 0 &&
      g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_autoptr (GFile) file = g_file_new_for_path (path);

      psc_window_open (self, file);
    }

  for (guint i = 0; !known && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (PscRun) run = g_list_model_get_item (list, i);

      known = run == runs[0];
    }
  if (known)
    psc_session_show_run (self->session, runs[0]);
  else
    psc_session_restore_run (self->session, runs[0], 0);
  adw_view_stack_set_visible_child_name (self->pages, "run");
}

static void
compare_runs (PscWindow  *self,
              PscRun    **runs)
{
  gboolean ordered = g_date_time_compare (psc_run_get_started (runs[0]),
                                          psc_run_get_started (runs[1])) <= 0;
  GtkWidget *window = psc_compare_window_new (runs[ordered ? 0 : 1],
                                              runs[ordered ? 1 : 0]);

  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (window));
}

static void
export_run (PscWindow  *self,
            PscRun    **runs)
{
  _psc_window_export_run (self, runs[0]);
}

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PscWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PscExerciseResult) kept =
    psc_history_read_result_finish (PSC_HISTORY (source), result, &error);

  if (!gtk_widget_get_realized (GTK_WIDGET (self)))
    return;

  if (kept == NULL)
    {
      _psc_window_show_error (self, _("The Exercise Could Not Be Read"),
                              error->message);
      return;
    }

  psc_exercises_page_show_result (self->exercises_page, kept);
  _psc_window_show_exercise (self);
}

/* What is looked at again is looked at where it was made. */
static void
open_cb (PscWindow       *self,
         PscHistoryEntry *entry)
{
  if (_psc_window_is_busy (self))
    _psc_window_refuse_run (self);
  else if (psc_history_entry_get_kind (entry) == PSC_HISTORY_EXERCISE)
    psc_history_read_result_async (self->history, entry, NULL, result_cb,
                                   g_object_ref (self));
  else
    errand_go_on (errand_new (self, entry, show_run));
}

static void
compare_cb (PscWindow       *self,
            PscHistoryEntry *entry,
            PscHistoryEntry *other)
{
  Errand *errand = errand_new (self, entry, compare_runs);

  if (other != NULL)
    errand_add (errand, other);
  else
    errand->runs[errand->n_runs++] =
      g_object_ref (psc_session_get_run (self->session));
  errand_go_on (errand);
}

static void
export_cb (PscWindow       *self,
           PscHistoryEntry *entry)
{
  errand_go_on (errand_new (self, entry, export_run));
}

/* A run is kept from its first moment on. */
static void
runs_changed_cb (PscWindow  *self,
                 guint       position,
                 guint       n_removed,
                 guint       n_added,
                 GListModel *runs)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (PscRun) run = g_list_model_get_item (runs, i);

      if (!psc_run_is_kept (run) &&
          g_object_get_data (G_OBJECT (run), ENTRY) == NULL)
        set_entry (run, psc_history_keep_run (self->history, run));
    }
}

/* Whether nobody was told of it before, which is remembered. */
static gboolean
is_news (PscWindow       *self,
         PscHistoryEntry *entry)
{
  GDateTime *started = psc_history_entry_get_started (entry);
  gint64 started_us = g_date_time_to_unix (started) * G_USEC_PER_SEC +
                      g_date_time_get_microsecond (started);

  if (self->settings == NULL)
    return TRUE;
  if (g_settings_get_int64 (self->settings, "told-unfinished") == started_us)
    return FALSE;

  g_settings_set_int64 (self->settings, "told-unfinished", started_us);

  return TRUE;
}

/* Whatever ended the program in the middle of its last run is not to be taken
 * for the run's end. */
static void
tell_unfinished (PscWindow *self)
{
  g_autoptr (PscHistoryEntry) newest =
    g_list_model_get_item (psc_history_get_entries (self->history), 0);
  AdwToast *toast;

  if (newest == NULL)
    return;

  g_signal_handlers_disconnect_by_func (psc_history_get_entries (self->history),
                                        tell_unfinished, self);
  if (psc_history_entry_get_state (newest) != PSC_HISTORY_UNFINISHED ||
      !is_news (self, newest))
    return;

  toast = psc_toast_new (
    psc_history_entry_get_kind (newest) == PSC_HISTORY_RUN
    ? _("The program ended in the middle of a run")
    : _("The program ended in the middle of an exercise"));
  adw_toast_set_button_label (toast, _("_Show"));
  adw_toast_set_action_name (toast, "win.show-history");
  adw_toast_set_timeout (toast, UNFINISHED_TIMEOUT_S);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
show_history_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  PscWindow *self = PSC_WINDOW (user_data);

  adw_view_stack_set_visible_child_name (self->pages, "history");
  psc_history_page_enter (self->history_page);
}

/**
 * _psc_window_shows_history:
 *
 * Whether the history is shown.
 */
gboolean
_psc_window_shows_history (PscWindow *self)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages),
                    "history") == 0;
}

/**
 * _psc_window_find_same_run:
 * @run: any run
 *
 * Returns: (transfer none) (nullable): what the sitting has of the entry of
 *   the history in which @run is kept
 */
PscRun *
_psc_window_find_same_run (PscWindow *self,
                           PscRun    *run)
{
  PscHistoryEntry *entry = g_object_get_data (G_OBJECT (run), ENTRY);

  return entry != NULL ? find_run (self, entry) : NULL;
}

/**
 * _psc_window_update_history:
 *
 * Lets runs that are kept be compared with the one that is shown, but not that
 * with itself.
 */
void
_psc_window_update_history (PscWindow *self)
{
  PscRun *run = psc_session_get_run (self->session);

  psc_history_page_set_has_shown (self->history_page,
                                  run != NULL && psc_run_get_state (run) ==
                                                 PSC_RUN_ENDED);
  psc_history_page_set_shown (self->history_page,
                              run != NULL
                              ? g_object_get_data (G_OBJECT (run), ENTRY)
                              : NULL);
  if (self->history != NULL && _psc_window_shows_history (self))
    psc_history_refresh (self->history);
}

/**
 * _psc_window_rest_side:
 *
 * Hides the settings of the run beside the history, which has nothing to do with
 * them.  Who asks for them all the same gets them.
 */
void
_psc_window_rest_side (PscWindow *self)
{
  gboolean shows_history = _psc_window_shows_history (self);

  if (shows_history && adw_flap_get_reveal_flap (self->flap))
    {
      self->side_rests = TRUE;
      adw_flap_set_reveal_flap (self->flap, FALSE);
    }
  else if (!shows_history && self->side_rests)
    {
      self->side_rests = FALSE;
      if (!adw_flap_get_folded (self->flap))
        adw_flap_set_reveal_flap (self->flap, TRUE);
    }
}

/**
 * _psc_window_add_history_actions:
 *
 * Gives a new window the way to what has been kept.
 */
void
_psc_window_add_history_actions (PscWindow *self)
{
  const GActionEntry entries[] = {
    { "show-history", show_history_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries,
                                   G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->history_page, "open", G_CALLBACK (open_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->history_page, "compare",
                           G_CALLBACK (compare_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->history_page, "export",
                           G_CALLBACK (export_cb), self, G_CONNECT_SWAPPED);
}

/**
 * psc_window_keep_history:
 *
 * Keeps all runs from now on, and shows what has been kept before.  To be
 * called once.
 */
void
psc_window_keep_history (PscWindow  *self,
                         PscHistory *history)
{
  g_return_if_fail (PSC_IS_WINDOW (self));
  g_return_if_fail (PSC_IS_HISTORY (history));
  g_return_if_fail (self->history == NULL);

  self->history = g_object_ref (history);
  psc_history_page_set_history (self->history_page, history);
  g_signal_connect_object (history, "problem", G_CALLBACK (_psc_window_toast),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (psc_session_get_runs (self->session),
                           "items-changed", G_CALLBACK (runs_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * psc_window_tell_unfinished:
 *
 * Tells, as soon as the history has been read, of a run that its program did
 * not live to see the end of.  For the first window of a program.
 */
void
psc_window_tell_unfinished (PscWindow *self)
{
  g_return_if_fail (PSC_IS_WINDOW (self));
  g_return_if_fail (self->history != NULL);

  g_signal_connect_object (psc_history_get_entries (self->history),
                           "items-changed", G_CALLBACK (tell_unfinished), self,
                           G_CONNECT_SWAPPED);
  tell_unfinished (self);
}
