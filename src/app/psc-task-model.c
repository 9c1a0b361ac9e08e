/* psc-task-model.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-task-model"

#include "config.h"

#include "psc-task-model-private.h"

/* Rows are told of their tasks as often as an eye can follow.  Each time may
 * cost a frame, and its CPU time is taken from the run. */
#define TELL_INTERVAL_MS 200

/* An order by what a run finds out is found again as it goes on, for which
 * the same holds. */
#define REORDER_INTERVAL_US G_USEC_PER_SEC

/* The main loop is not held up longer than this to find the order. */
#define SLICE_US     4000
#define SLICE_TASKS  2000

static void list_model_iface_init      (GListModelInterface        *iface);
static void selection_model_iface_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PscTaskModel, psc_task_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      list_model_iface_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                      selection_model_iface_init))

static GType
psc_task_model_get_item_type (GListModel *model)
{
  return PSC_TYPE_TASK_ITEM;
}

static guint
psc_task_model_get_n_items (GListModel *model)
{
  return PSC_TASK_MODEL (model)->n_rows;
}

static gpointer
psc_task_model_get_item (GListModel *model,
                         guint       position)
{
  PscTaskModel *self = PSC_TASK_MODEL (model);

  if (position >= self->n_rows)
    return NULL;

  return psc_task_items_get (self->items, self->listed_run, position,
                             self->tasks[position]);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = psc_task_model_get_item_type;
  iface->get_n_items = psc_task_model_get_n_items;
  iface->get_item = psc_task_model_get_item;
}

static gboolean
psc_task_model_is_selected (GtkSelectionModel *model,
                            guint              position)
{
  PscTaskModel *self = PSC_TASK_MODEL (model);

  return position < self->n_rows && self->tasks[position] == self->selected;
}

static GtkBitset *
psc_task_model_get_selection_in_range (GtkSelectionModel *model,
                                       guint              position,
                                       guint              n_items)
{
  GtkBitset *selection = gtk_bitset_new_empty ();
  guint selected = psc_task_model_find (PSC_TASK_MODEL (model),
                                        PSC_TASK_MODEL (model)->selected);

  if (selected != GTK_INVALID_LIST_POSITION && selected >= position &&
      selected - position < n_items)
    gtk_bitset_add (selection, selected);

  return selection;
}

static gboolean
psc_task_model_select_item (GtkSelectionModel *model,
                            guint              position,
                            gboolean           unselect_rest)
{
  PscTaskModel *self = PSC_TASK_MODEL (model);

  if (position < self->n_rows)
    psc_task_model_set_selected (self, self->tasks[position]);

  return TRUE;
}

static gboolean
psc_task_model_unselect_item (GtkSelectionModel *model,
                              guint              position)
{
  if (psc_task_model_is_selected (model, position))
    psc_task_model_set_selected (PSC_TASK_MODEL (model), PSC_NO_TASK);

  return TRUE;
}

static void
selection_model_iface_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = psc_task_model_is_selected;
  iface->get_selection_in_range = psc_task_model_get_selection_in_range;
  iface->select_item = psc_task_model_select_item;
  iface->unselect_item = psc_task_model_unselect_item;
}

static void
drop_order (PscTaskModel *self)
{
  g_clear_handle_id (&self->order_id, g_source_remove);
  g_clear_pointer (&self->order, psc_task_order_free);
}

static gboolean
work_for_a_slice (PscTaskModel *self)
{
  gint64 end_us = g_get_monotonic_time () + SLICE_US;

  while (!psc_task_order_work (self->order, SLICE_TASKS))
    {
      if (g_get_monotonic_time () >= end_us)
        return FALSE;
    }

  return TRUE;
}

static void
finish_order (PscTaskModel *self)
{
  guint n_tasks;
  guint32 *tasks = psc_task_order_dup_tasks (self->order, &n_tasks);

  drop_order (self);
  self->ordered_us = g_get_monotonic_time ();
  _psc_task_model_take_tasks (self, tasks, n_tasks);
}

static gboolean
order_cb (gpointer user_data)
{
  PscTaskModel *self = user_data;

  if (!work_for_a_slice (self))
    return G_SOURCE_CONTINUE;

  self->order_id = 0;
  finish_order (self);

  return G_SOURCE_REMOVE;
}

/* Most runs are small enough to be put in order at once. */
static void
start_order (PscTaskModel *self)
{
  drop_order (self);
  self->order = psc_task_order_new (self->run, &self->filter, self->key,
                                    self->descending);
  if (work_for_a_slice (self))
    {
      finish_order (self);
      return;
    }

  self->order_id = g_idle_add (order_cb, self);
}

/* Whether tasks that end may change what is listed. */
static gboolean
follows_run (PscTaskModel *self)
{
  return self->key != PSC_TASK_KEY_LISTING || self->filter.worker != 0 ||
         self->filter.outcomes != 0;
}

static gboolean
tell_cb (gpointer user_data)
{
  PscTaskModel *self = user_data;

  psc_task_items_update (self->items);
  if (follows_run (self))
    {
      if (self->order != NULL ||
          g_get_monotonic_time () - self->ordered_us < REORDER_INTERVAL_US)
        return G_SOURCE_CONTINUE;

      start_order (self);
    }

  self->tell_id = 0;

  return G_SOURCE_REMOVE;
}

static void
run_changed_cb (PscTaskModel *self)
{
  if (self->tell_id == 0)
    self->tell_id = g_timeout_add (TELL_INTERVAL_MS, tell_cb, self);
}

static void
run_ended_cb (PscTaskModel *self)
{
  g_clear_handle_id (&self->tell_id, g_source_remove);
  psc_task_items_update (self->items);
  if (follows_run (self))
    start_order (self);
}

static void
forget_run (PscTaskModel *self)
{
  drop_order (self);
  g_clear_handle_id (&self->step_id, g_source_remove);
  g_clear_handle_id (&self->tell_id, g_source_remove);
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_clear_object (&self->run);
}

static void
psc_task_model_dispose (GObject *object)
{
  forget_run (PSC_TASK_MODEL (object));

  G_OBJECT_CLASS (psc_task_model_parent_class)->dispose (object);
}

static void
psc_task_model_finalize (GObject *object)
{
  PscTaskModel *self = PSC_TASK_MODEL (object);

  g_clear_pointer (&self->items, psc_task_items_free);
  g_clear_object (&self->listed_run);
  g_free (self->tasks);
  g_free (self->next_tasks);
  psc_task_filter_clear (&self->filter);

  G_OBJECT_CLASS (psc_task_model_parent_class)->finalize (object);
}

static void
psc_task_model_class_init (PscTaskModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = psc_task_model_dispose;
  object_class->finalize = psc_task_model_finalize;

  g_signal_new ("ordered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
psc_task_model_init (PscTaskModel *self)
{
  self->items = psc_task_items_new ();
  self->selected = PSC_NO_TASK;
}

/**
 * psc_task_model_new:
 *
 * Makes a list without a run, which is empty.
 */
PscTaskModel *
psc_task_model_new (void)
{
  return g_object_new (PSC_TYPE_TASK_MODEL, NULL);
}

/**
 * psc_task_model_get_run:
 *
 * Returns: (transfer none) (nullable): the run whose tasks are listed
 */
PscRun *
psc_task_model_get_run (PscTaskModel *self)
{
  g_return_val_if_fail (PSC_IS_TASK_MODEL (self), NULL);

  return self->run;
}

/**
 * psc_task_model_set_run:
 * @run: (nullable): the run whose tasks are to be listed
 *
 * Lists the tasks of another run, ended or not, with the same filter and in
 * the same order.
 */
void
psc_task_model_set_run (PscTaskModel *self,
                        PscRun       *run)
{
  g_return_if_fail (PSC_IS_TASK_MODEL (self));

  if (self->run == run)
    return;

  forget_run (self);
  if (run == NULL)
    {
      _psc_task_model_drop_tasks (self);
      return;
    }

  self->run = g_object_ref (run);
  g_signal_connect_object (run, "changed", G_CALLBACK (run_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (run, "ended", G_CALLBACK (run_ended_cb),
                           self, G_CONNECT_SWAPPED);

  /* The other run may have fewer steps. */
  if (self->key >= PSC_TASK_KEY_STEP + psc_run_get_n_steps (run))
    self->key = PSC_TASK_KEY_LISTING;
  start_order (self);
}

/**
 * psc_task_model_get_filter:
 *
 * Returns: (transfer none): which tasks are to be listed
 */
const PscTaskFilter *
psc_task_model_get_filter (PscTaskModel *self)
{
  g_return_val_if_fail (PSC_IS_TASK_MODEL (self), NULL);

  return &self->filter;
}

/**
 * psc_task_model_set_filter:
 * @filter: which tasks are to be listed; copied
 *
 * Asks for other tasks.
 */
void
psc_task_model_set_filter (PscTaskModel        *self,
                           const PscTaskFilter *filter)
{
  g_return_if_fail (PSC_IS_TASK_MODEL (self));
  g_return_if_fail (filter != NULL);

  if (psc_task_filter_equal (&self->filter, filter))
    return;

  psc_task_filter_copy (&self->filter, filter);
  if (self->run != NULL)
    start_order (self);
}

/**
 * psc_task_model_set_sort:
 * @key: what the tasks are to be sorted by, a PscTaskKey
 * @descending: whether the largest is to come first
 *
 * Asks for another order.
 */
void
psc_task_model_set_sort (PscTaskModel *self,
                         guint         key,
                         gboolean      descending)
{
  g_return_if_fail (PSC_IS_TASK_MODEL (self));

  if (self->key == key && self->descending == descending)
    return;

  self->key = key;
  self->descending = descending;
  if (self->run != NULL)
    start_order (self);
}

/**
 * psc_task_model_is_pending:
 *
 * Whether the list is not yet what was asked for.
 */
gboolean
psc_task_model_is_pending (PscTaskModel *self)
{
  g_return_val_if_fail (PSC_IS_TASK_MODEL (self), FALSE);

  return self->order != NULL || self->step_id != 0;
}

/**
 * psc_task_model_get_n_tasks:
 *
 * How many tasks of the run are listed, or will be as soon as the list has
 * grown; 0 as long as it still shows another run.
 */
guint
psc_task_model_get_n_tasks (PscTaskModel *self)
{
  g_return_val_if_fail (PSC_IS_TASK_MODEL (self), 0);

  return self->listed_run == self->run ? self->n_tasks : 0;
}

/**
 * psc_task_model_get_tasks:
 *
 * Returns: (transfer none) (nullable): the indices of the tasks that are
 *   listed, in their order
 */
const guint32 *
psc_task_model_get_tasks (PscTaskModel *self)
{
  g_return_val_if_fail (PSC_IS_TASK_MODEL (self), NULL);

  return self->tasks;
}

/**
 * psc_task_model_find:
 * @task: a task's index in the run
 *
 * Where a task is listed, or will be.
 *
 * Returns: its position, or %GTK_INVALID_LIST_POSITION
 */
guint
psc_task_model_find (PscTaskModel *self,
                     guint         task)
{
  guint n_tasks;

  g_return_val_if_fail (PSC_IS_TASK_MODEL (self), GTK_INVALID_LIST_POSITION);

  n_tasks = psc_task_model_get_n_tasks (self);
  for (guint i = 0; i < n_tasks; i++)
    if (self->tasks[i] == task)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

/**
 * psc_task_model_get_selected:
 *
 * The index of the task that is selected, listed or not, or %PSC_NO_TASK.
 */
guint
psc_task_model_get_selected (PscTaskModel *self)
{
  g_return_val_if_fail (PSC_IS_TASK_MODEL (self), PSC_NO_TASK);

  return self->selected;
}

/**
 * psc_task_model_set_selected:
 * @task: the task's index in the run, or %PSC_NO_TASK
 *
 * Selects a task, which need not be listed.
 */
void
psc_task_model_set_selected (PscTaskModel *self,
                             guint         task)
{
  guint before, after;

  g_return_if_fail (PSC_IS_TASK_MODEL (self));

  if (self->selected == task)
    return;

  before = psc_task_model_find (self, self->selected);
  after = psc_task_model_find (self, task);
  self->selected = task;

  /* What is not listed yet will be made as it is then. */
  if (before < self->n_rows)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), before,
                                           1);
  if (after < self->n_rows)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), after,
                                           1);
}
