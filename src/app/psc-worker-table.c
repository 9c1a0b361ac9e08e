/* psc-worker-table.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-worker-table"

#include "config.h"

#include "psc-worker-column-private.h"
#include "psc-worker-table.h"

struct _PscWorkerTable
{
  PscRunPanel         parent_instance;

  /* Template widgets */
  GtkColumnView      *view;

  /* Owned */
  PscWorkload        *workload;
  GListStore         *items; /* PscWorkerItem, in the order of numbers */
  GtkSingleSelection *selection;

  gboolean            updating;
  gboolean            settled; /* all of the run is known */
};

G_DEFINE_FINAL_TYPE (PscWorkerTable, psc_worker_table, PSC_TYPE_RUN_PANEL)

/* The index of the worker that had the selected task. */
static guint
find_worker (PscWorkerTable *self)
{
  PscRun *run = psc_run_panel_get_run (PSC_RUN_PANEL (self));
  guint selected = psc_run_panel_get_selected (PSC_RUN_PANEL (self));
  const PscTaskRecord *task = NULL;

  if (run != NULL && selected != PSC_NO_TASK)
    task = psc_run_get_task (run, selected);

  return task != NULL && task->worker != 0 ? task->worker - 1 : G_MAXUINT;
}

static guint
find_position (PscWorkerTable *self,
               guint           worker)
{
  GListModel *model = G_LIST_MODEL (self->selection);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (PscWorkerItem) item = g_list_model_get_item (model, i);

      if (psc_worker_item_get_index (item) == worker)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

static GtkWidget *
find_list (PscWorkerTable *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view));

  while (child != NULL && !GTK_IS_LIST_VIEW (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

/* Whether the selected worker has no task that could be selected for it. */
static gboolean
is_idle_selected (PscWorkerTable *self)
{
  PscWorkerItem *item =
    gtk_single_selection_get_selected_item (self->selection);

  return item != NULL &&
         psc_workload_get_load (self->workload,
                                psc_worker_item_get_index (item))->n_tasks == 0;
}

static void
psc_worker_table_selected_changed (PscRunPanel *panel)
{
  PscWorkerTable *self = PSC_WORKER_TABLE (panel);
  guint worker = find_worker (self);
  guint position = worker != G_MAXUINT ? find_position (self, worker)
                                       : GTK_INVALID_LIST_POSITION;

  if (gtk_single_selection_get_selected (self->selection) == position ||
      (position == GTK_INVALID_LIST_POSITION && is_idle_selected (self)))
    return;

  self->updating = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->updating = FALSE;

  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (find_list (self), "list.scroll-to-item", "u",
                                position);
}

static void
selection_changed_cb (PscWorkerTable *self)
{
  PscWorkerItem *item =
    gtk_single_selection_get_selected_item (self->selection);
  const PscLoad *load = NULL;

  if (self->updating || item == NULL ||
      psc_worker_item_get_index (item) == find_worker (self))
    return;

  load = psc_workload_get_load (self->workload,
                                psc_worker_item_get_index (item));
  psc_run_panel_set_selected (PSC_RUN_PANEL (self),
                              load->n_tasks > 0 ? load->first : PSC_NO_TASK);
}

static void
add_items (PscWorkerTable *self,
           PscRun         *run)
{
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint n_workers = psc_run_get_n_workers (run);
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  if (n_workers == n_before)
    return;

  for (guint i = n_before; i < n_workers; i++)
    g_ptr_array_add (added, psc_worker_item_new (run, self->workload, i));
  g_list_store_splice (self->items, n_before, 0, added->pdata, added->len);
}

/* The order is found once more when all is known. */
static void
settle (PscWorkerTable *self,
        PscRun         *run)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (self->view);

  if (self->settled || psc_run_get_state (run) != PSC_RUN_ENDED)
    return;

  self->settled = TRUE;
  if (gtk_sorter_get_order (sorter) != GTK_SORTER_ORDER_NONE)
    gtk_sorter_changed (sorter, GTK_SORTER_CHANGE_DIFFERENT);
}

static void
psc_worker_table_update (PscRunPanel *panel)
{
  PscWorkerTable *self = PSC_WORKER_TABLE (panel);
  PscRun *run = psc_run_panel_get_run (panel);
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  psc_workload_update (self->workload);
  for (guint i = 0; i < n_before; i++)
    {
      g_autoptr (PscWorkerItem) item =
        g_list_model_get_item (G_LIST_MODEL (self->items), i);

      psc_worker_item_update (item, run, self->workload);
    }
  add_items (self, run);
  settle (self, run);
  psc_worker_table_selected_changed (panel);
}

static void
psc_worker_table_run_set (PscRunPanel *panel)
{
  PscWorkerTable *self = PSC_WORKER_TABLE (panel);
  PscRun *run = psc_run_panel_get_run (panel);

  g_list_store_remove_all (self->items);
  g_clear_pointer (&self->workload, psc_workload_free);
  self->settled = FALSE;
  if (run != NULL)
    self->workload = psc_workload_new (run);
}

/* Tab passes the table in one go, and begins at the selection. */
static gboolean
psc_worker_table_focus (GtkWidget        *widget,
                        GtkDirectionType  direction)
{
  PscWorkerTable *self = PSC_WORKER_TABLE (widget);
  GtkWidgetClass *parent_class =
    GTK_WIDGET_CLASS (psc_worker_table_parent_class);

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return parent_class->focus (widget, direction);

  if (gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;

  for (GtkWidget *row = gtk_widget_get_first_child (find_list (self));
       row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED)
      return gtk_widget_grab_focus (row);

  return parent_class->focus (widget, direction);
}

static void
psc_worker_table_dispose (GObject *object)
{
  PscWorkerTable *self = PSC_WORKER_TABLE (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), PSC_TYPE_WORKER_TABLE);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_clear_pointer (&self->workload, psc_workload_free);

  G_OBJECT_CLASS (psc_worker_table_parent_class)->dispose (object);
}

static void
psc_worker_table_class_init (PscWorkerTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  PscRunPanelClass *panel_class = PSC_RUN_PANEL_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = psc_worker_table_dispose;
  widget_class->focus = psc_worker_table_focus;
  panel_class->run_set = psc_worker_table_run_set;
  panel_class->update = psc_worker_table_update;
  panel_class->selected_changed = psc_worker_table_selected_changed;

  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-worker-table.ui");
  gtk_widget_class_bind_template_child (widget_class, PscWorkerTable, view);
}

static void
psc_worker_table_init (PscWorkerTable *self)
{
  g_autoptr (GtkSortListModel) sorted = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < PSC_N_WORKER_COLUMNS; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = _psc_worker_column_new (i);

      gtk_column_view_append_column (self->view, column);
    }

  self->items = g_list_store_new (PSC_TYPE_WORKER_ITEM);
  sorted = gtk_sort_list_model_new (
    G_LIST_MODEL (g_object_ref (self->items)),
    g_object_ref (gtk_column_view_get_sorter (self->view)));

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (sorted));
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view,
                             GTK_SELECTION_MODEL (self->selection));
}

/**
 * psc_worker_table_new:
 *
 * Makes a table without a run, which is empty.
 */
GtkWidget *
psc_worker_table_new (void)
{
  return g_object_new (PSC_TYPE_WORKER_TABLE, NULL);
}

/**
 * psc_worker_table_find_worker:
 * @place: a widget in the table
 * @worker: (out): the index of the worker in the run
 *
 * Returns: whether @place is in a row, and not beside all rows
 */
gboolean
psc_worker_table_find_worker (PscWorkerTable *self,
                              GtkWidget      *place,
                              guint          *worker)
{
  g_return_val_if_fail (PSC_IS_WORKER_TABLE (self), FALSE);
  g_return_val_if_fail (GTK_IS_WIDGET (place), FALSE);
  g_return_val_if_fail (worker != NULL, FALSE);

  for (GtkWidget *above = place;
       above != GTK_WIDGET (self->view) && !GTK_IS_LIST_VIEW (above) &&
       gtk_widget_is_ancestor (above, GTK_WIDGET (self->view));
       above = gtk_widget_get_parent (above))
    {
      PscWorkerItem *item = _psc_worker_column_get_item (above);

      if (item == NULL)
        continue;

      *worker = psc_worker_item_get_index (item);
      return TRUE;
    }

  return FALSE;
}
