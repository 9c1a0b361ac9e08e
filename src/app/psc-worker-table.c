/* psc-worker-table.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-worker-table"

#include "config.h"

#include "psc-task-table.h"
#include "psc-worker-column-private.h"
#include "psc-worker-table.h"

/* Rows are brought up to date as often as an eye can follow. */
#define UPDATE_INTERVAL_MS 250

struct _PscWorkerTable
{
  AdwBin              parent_instance;

  /* Template widgets */
  GtkColumnView      *view;

  /* Owned */
  PscRun             *run;
  PscWorkload        *workload;
  GListStore         *items; /* PscWorkerItem, in the order of numbers */
  GtkSingleSelection *selection;

  guint               selected; /* a task */
  guint               update_id;
  gboolean            updating;
};

G_DEFINE_FINAL_TYPE (PscWorkerTable, psc_worker_table, ADW_TYPE_BIN)

typedef enum
{
  PROP_RUN = 1,
  PROP_SELECTED,
} PscWorkerTableProperty;

static GParamSpec *properties[PROP_SELECTED + 1];

/* The index of the worker that had the selected task. */
static guint
find_worker (PscWorkerTable *self)
{
  const PscTaskRecord *task = NULL;

  if (self->run != NULL && self->selected != PSC_NO_TASK)
    task = psc_run_get_task (self->run, self->selected);

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

static void
show_selected (PscWorkerTable *self)
{
  guint worker = find_worker (self);
  guint position = worker != G_MAXUINT ? find_position (self, worker)
                                       : GTK_INVALID_LIST_POSITION;

  if (gtk_single_selection_get_selected (self->selection) == position)
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
  self->selected = load->n_tasks > 0 ? load->first : PSC_NO_TASK;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
add_items (PscWorkerTable *self)
{
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint n_workers = psc_run_get_n_workers (self->run);
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  if (n_workers == n_before)
    return;

  for (guint i = n_before; i < n_workers; i++)
    g_ptr_array_add (added, psc_worker_item_new (self->run, self->workload,
                                                 i));
  g_list_store_splice (self->items, n_before, 0, added->pdata, added->len);
}

static void
update (PscWorkerTable *self)
{
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  psc_workload_update (self->workload);
  for (guint i = 0; i < n_before; i++)
    {
      g_autoptr (PscWorkerItem) item =
        g_list_model_get_item (G_LIST_MODEL (self->items), i);

      psc_worker_item_update (item, self->run, self->workload);
    }
  add_items (self);
  show_selected (self);
}

static gboolean
update_cb (gpointer user_data)
{
  PscWorkerTable *self = user_data;

  self->update_id = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

/* Nobody sees what changes behind another page. */
static void
run_changed_cb (PscWorkerTable *self)
{
  if (self->update_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->update_id = g_timeout_add (UPDATE_INTERVAL_MS, update_cb, self);
}

/* The order is found once more when all is known. */
static void
run_ended_cb (PscWorkerTable *self)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (self->view);

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  g_clear_handle_id (&self->update_id, g_source_remove);
  update (self);
  if (gtk_sorter_get_order (sorter) != GTK_SORTER_ORDER_NONE)
    gtk_sorter_changed (sorter, GTK_SORTER_CHANGE_DIFFERENT);
}

static void
drop_run (PscWorkerTable *self)
{
  g_clear_handle_id (&self->update_id, g_source_remove);
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  if (self->items != NULL)
    g_list_store_remove_all (self->items);
  g_clear_pointer (&self->workload, psc_workload_free);
  g_clear_object (&self->run);
}

static void
psc_worker_table_map (GtkWidget *widget)
{
  PscWorkerTable *self = PSC_WORKER_TABLE (widget);

  GTK_WIDGET_CLASS (psc_worker_table_parent_class)->map (widget);

  if (self->run != NULL)
    update (self);
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
  drop_run (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), PSC_TYPE_WORKER_TABLE);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (psc_worker_table_parent_class)->dispose (object);
}

static void
psc_worker_table_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  PscWorkerTable *self = PSC_WORKER_TABLE (object);

  switch ((PscWorkerTableProperty) prop_id)
    {
    case PROP_RUN:
      g_value_set_object (value, self->run);
      break;

    case PROP_SELECTED:
      g_value_set_uint (value, self->selected);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_worker_table_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  PscWorkerTable *self = PSC_WORKER_TABLE (object);

  switch ((PscWorkerTableProperty) prop_id)
    {
    case PROP_RUN:
      psc_worker_table_set_run (self, g_value_get_object (value));
      break;

    case PROP_SELECTED:
      psc_worker_table_set_selected (self, g_value_get_uint (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_worker_table_class_init (PscWorkerTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                            G_PARAM_STATIC_STRINGS;

  object_class->dispose = psc_worker_table_dispose;
  object_class->get_property = psc_worker_table_get_property;
  object_class->set_property = psc_worker_table_set_property;
  widget_class->focus = psc_worker_table_focus;
  widget_class->map = psc_worker_table_map;

  properties[PROP_RUN] =
    g_param_spec_object ("run", NULL, NULL, PSC_TYPE_RUN, flags);
  properties[PROP_SELECTED] =
    g_param_spec_uint ("selected", NULL, NULL, 0, G_MAXUINT, PSC_NO_TASK,
                       flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-worker-table.ui");
  gtk_widget_class_bind_template_child (widget_class, PscWorkerTable, view);
}

static void
psc_worker_table_init (PscWorkerTable *self)
{
  g_autoptr (GtkSortListModel) sorted = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->selected = PSC_NO_TASK;
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
 * psc_worker_table_get_run:
 *
 * Returns: (transfer none) (nullable): the run whose workers are shown
 */
PscRun *
psc_worker_table_get_run (PscWorkerTable *self)
{
  g_return_val_if_fail (PSC_IS_WORKER_TABLE (self), NULL);

  return self->run;
}

/**
 * psc_worker_table_set_run:
 * @run: (nullable): the run whose workers are to be shown
 *
 * Shows another run, and follows it while it goes on.
 */
void
psc_worker_table_set_run (PscWorkerTable *self,
                          PscRun         *run)
{
  g_return_if_fail (PSC_IS_WORKER_TABLE (self));

  if (self->run == run)
    return;

  psc_worker_table_set_selected (self, PSC_NO_TASK);
  drop_run (self);
  if (run != NULL)
    {
      self->run = g_object_ref (run);
      self->workload = psc_workload_new (run);
      g_signal_connect_object (run, "changed", G_CALLBACK (run_changed_cb),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (run, "ended", G_CALLBACK (run_ended_cb), self,
                               G_CONNECT_SWAPPED);
      if (gtk_widget_get_mapped (GTK_WIDGET (self)))
        update (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUN]);
}

/**
 * psc_worker_table_get_selected:
 *
 * The index of the task whose worker is selected, or %PSC_NO_TASK.
 */
guint
psc_worker_table_get_selected (PscWorkerTable *self)
{
  g_return_val_if_fail (PSC_IS_WORKER_TABLE (self), PSC_NO_TASK);

  return self->selected;
}

/**
 * psc_worker_table_set_selected:
 * @task: the task's index in the run, or %PSC_NO_TASK
 *
 * Selects the row of the worker that had a task.
 */
void
psc_worker_table_set_selected (PscWorkerTable *self,
                               guint           task)
{
  g_return_if_fail (PSC_IS_WORKER_TABLE (self));

  if (self->selected == task)
    return;

  self->selected = task;
  show_selected (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}
