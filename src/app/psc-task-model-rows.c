/* psc-task-model-rows.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-task-model-rows"

#include "config.h"

#include "psc-task-model-private.h"

/* A list view makes widgets for some 200 rows at once.  To make them, or to
 * destroy them, takes longer than the main loop may be blocked: the first rows
 * come and go little by little. */
#define VIEW_ROWS        256
#define ROWS_TO_MAKE     32
#define ROWS_TO_DESTROY  64
#define STEP_INTERVAL_MS 16

static gboolean step_cb (gpointer user_data);

static void
wait_a_step (PscTaskModel *self)
{
  if (self->step_id == 0)
    self->step_id = g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE,
                                        STEP_INTERVAL_MS, step_cb, self, NULL);
}

static void
set_n_rows (PscTaskModel *self,
            guint         n_rows)
{
  guint n_before = self->n_rows;

  self->n_rows = n_rows;
  if (n_rows < n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_rows,
                                n_before - n_rows, 0);
  else if (n_rows > n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0,
                                n_rows - n_before);
}

static void
shrink (PscTaskModel *self,
        guint         n_wanted)
{
  guint n_rows = self->n_rows > VIEW_ROWS ? VIEW_ROWS
                 : self->n_rows - MIN (self->n_rows, ROWS_TO_DESTROY);

  set_n_rows (self, MAX (n_rows, n_wanted));
}

static void
grow (PscTaskModel *self)
{
  guint n_rows = self->n_rows >= VIEW_ROWS ? self->n_tasks
                                           : self->n_rows + ROWS_TO_MAKE;

  set_n_rows (self, MIN (n_rows, self->n_tasks));
}

/* The rows that there are become rows of other tasks. */
static void
list_next (PscTaskModel *self)
{
  g_free (self->tasks);
  self->tasks = g_steal_pointer (&self->next_tasks);
  self->n_tasks = self->n_next;
  self->has_next = FALSE;
  g_set_object (&self->listed_run, self->run);

  if (self->n_rows == 0)
    return;

  psc_task_items_set_tasks (self->items, self->run, self->tasks,
                            self->n_rows);
  gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0,
                                         self->n_rows);
}

static void
step (PscTaskModel *self)
{
  if (self->has_next && self->n_rows > self->n_next)
    {
      shrink (self, self->n_next);
      if (self->n_rows > self->n_next)
        {
          wait_a_step (self);
          return;
        }
    }

  if (self->has_next)
    list_next (self);

  grow (self);
  if (self->n_rows < self->n_tasks)
    wait_a_step (self);
  else
    g_signal_emit_by_name (self, "ordered");
}

static gboolean
step_cb (gpointer user_data)
{
  PscTaskModel *self = user_data;

  self->step_id = 0;
  step (self);

  return G_SOURCE_REMOVE;
}

/**
 * _psc_task_model_take_tasks:
 * @tasks: (transfer full) (nullable): tasks of the model's run in their order
 *
 * Lists these tasks, as soon as a view can take them.
 */
void
_psc_task_model_take_tasks (PscTaskModel *self,
                            guint32      *tasks,
                            guint         n_tasks)
{
  g_free (self->next_tasks);
  self->next_tasks = tasks;
  self->n_next = n_tasks;
  self->has_next = TRUE;

  g_clear_handle_id (&self->step_id, g_source_remove);
  step (self);
}

/**
 * _psc_task_model_drop_tasks:
 *
 * Empties the list at once.
 */
void
_psc_task_model_drop_tasks (PscTaskModel *self)
{
  g_clear_handle_id (&self->step_id, g_source_remove);
  g_clear_pointer (&self->next_tasks, g_free);
  self->has_next = FALSE;

  self->n_tasks = 0;
  set_n_rows (self, 0);
  g_clear_pointer (&self->tasks, g_free);
  g_clear_object (&self->listed_run);
}
