/* psc-window-exercises.c: the exercises beside the free run
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-window-exercises"

#include "config.h"

#include <string.h>

#include "psc-window-private.h"

static PscExercisePage *
get_page (PscWindow *self)
{
  return psc_exercises_page_get_page (self->exercises_page);
}

static void
measure_exercise_action (GSimpleAction *action,
                         GVariant      *parameter,
                         gpointer       user_data)
{
  psc_exercise_page_measure (get_page (user_data));
}

static void
clear_exercise_action (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  psc_exercises_page_clear (PSC_WINDOW (user_data)->exercises_page);
}

static void
show_run_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  adw_view_stack_set_visible_child_name (PSC_WINDOW (user_data)->pages, "run");
}

/* What has no place yet has no first widget either. */
static gboolean
focus_cb (GtkWidget     *page,
          GdkFrameClock *clock,
          gpointer       user_data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (page));

  if (gtk_widget_get_width (page) == 0)
    return G_SOURCE_CONTINUE;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, page))
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);

  return G_SOURCE_REMOVE;
}

/* The action is named after the exercise. */
static void
show_exercise_action (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  PscWindow *self = PSC_WINDOW (user_data);
  const char *name = g_action_get_name (G_ACTION (action));
  PscExerciseKind kind;

  if (!psc_exercise_kind_from_string (strrchr (name, '-') + 1, &kind))
    return;

  psc_exercises_page_set_kind (self->exercises_page, kind);
  _psc_window_show_exercise (self);
}

/**
 * _psc_window_show_exercise:
 *
 * Shows the page of the exercises.  Who comes by a key goes on by key: the
 * exercise is what it was pressed for, and neither the header nor the button of
 * another exercise.
 */
void
_psc_window_show_exercise (PscWindow *self)
{
  GtkWidget *page = GTK_WIDGET (get_page (self));

  adw_view_stack_set_visible_child_name (self->pages, "exercises");
  if (focus_cb (page, NULL, NULL))
    gtk_widget_add_tick_callback (page, focus_cb, NULL, NULL);
}

/**
 * _psc_window_shows_run:
 *
 * Whether the free run is shown.
 */
gboolean
_psc_window_shows_run (PscWindow *self)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages),
                    "run") == 0;
}

/**
 * _psc_window_shows_exercises:
 *
 * Whether the exercises are shown, and not the free run.
 */
gboolean
_psc_window_shows_exercises (PscWindow *self)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages),
                    "exercises") == 0;
}

/**
 * _psc_window_get_measure_hint:
 *
 * Returns: what is to be said of measuring the exercise, which may be empty
 */
const char *
_psc_window_get_measure_hint (PscWindow *self)
{
  return psc_exercise_page_get_hint (get_page (self));
}

/**
 * _psc_window_update_exercises:
 *
 * Lets exercises that have not been begun be about the present directory and
 * settings.
 */
void
_psc_window_update_exercises (PscWindow *self)
{
  _psc_window_update_probe (self);
  if (_psc_window_is_busy (self))
    return;

  psc_exercises_page_set_files (
    self->exercises_page, psc_session_get_listing (self->session),
    psc_settings_pane_get_settings (self->settings_pane));
  psc_exercises_page_set_average (
    self->exercises_page, _psc_window_find_average (self));
}

/**
 * _psc_window_update_exercise_actions:
 *
 * Enables what makes sense, settings included.
 */
void
_psc_window_update_exercise_actions (PscWindow *self)
{
  PscExercise *exercise = psc_exercise_page_get_exercise (get_page (self));
  PscExerciseState state = psc_exercise_get_state (exercise);
  gboolean busy = _psc_window_is_busy (self);

  psc_settings_pane_set_fixed (
    self->settings_pane,
    _psc_window_shows_exercises (self)
    ? psc_exercise_kind_get_fixed_settings (psc_exercise_get_kind (exercise))
    : PSC_FIXED_NOTHING);
  _psc_window_set_enabled (self, "measure-exercise",
                           _psc_window_shows_exercises (self) && !busy &&
                           psc_exercise_page_can_measure (get_page (self)));
  _psc_window_set_enabled (self, "clear-exercise",
                           _psc_window_shows_exercises (self) && !busy &&
                           (state == PSC_EXERCISE_MEASURED ||
                            psc_exercise_get_prediction (exercise) != NULL));
  _psc_window_update_report_actions (self);
}

/**
 * _psc_window_add_exercise_actions:
 *
 * Gives a new window the actions of the exercises.
 */
void
_psc_window_add_exercise_actions (PscWindow *self)
{
  const GActionEntry entries[] = {
    { "show-run", show_run_action },
    { "show-exercise-a", show_exercise_action },
    { "show-exercise-b", show_exercise_action },
    { "show-exercise-c", show_exercise_action },
    { "show-exercise-d", show_exercise_action },
    { "measure-exercise", measure_exercise_action },
    { "clear-exercise", clear_exercise_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries,
                                   G_N_ELEMENTS (entries), self);
  _psc_window_add_report_actions (self);
}

/**
 * psc_window_keep_results:
 *
 * Keeps the results of exercises, and says when that fails.
 */
void
psc_window_keep_results (PscWindow        *self,
                         PscExerciseStore *store)
{
  g_return_if_fail (PSC_IS_WINDOW (self));

  psc_exercises_page_set_store (self->exercises_page, store);
  g_signal_connect_object (store, "problem", G_CALLBACK (_psc_window_toast),
                           self, G_CONNECT_SWAPPED);
}
