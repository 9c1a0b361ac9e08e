/* psc-task-table.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-task-table"

#include "config.h"

#include "psc-task-item.h"
#include "psc-task-model.h"
#include "psc-task-table-private.h"

struct _PscTaskTable
{
  AdwBin              parent_instance;

  /* Template widgets */
  GtkColumnView      *view;

  /* Owned */
  PscTaskModel       *model;
  PscPipeline        *pipeline; /* whose steps have columns */
  GtkSingleSelection *selection;

  guint               selected;
  guint               updating : 1;
};

G_DEFINE_FINAL_TYPE (PscTaskTable, psc_task_table, ADW_TYPE_BIN)

typedef enum
{
  PROP_RUN = 1,
  PROP_SELECTED,
} PscTaskTableProperty;

static GParamSpec *properties[PROP_SELECTED + 1];

static void
append_column (PscTaskTable *self,
               guint         column)
{
  g_autoptr (GtkColumnViewColumn) view_column =
    _psc_task_column_new (self->pipeline, column);

  gtk_column_view_append_column (self->view, view_column);
}

/* Columns are dear, with a cell in each of some hundred rows: those of the
 * run before stay where they fit. */
static void
build_columns (PscTaskTable *self,
               PscPipeline  *pipeline)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  guint n_steps = psc_pipeline_get_n_steps (pipeline);

  if (self->pipeline != NULL && psc_pipeline_equal (self->pipeline, pipeline))
    return;

  g_clear_pointer (&self->pipeline, psc_pipeline_unref);
  self->pipeline = psc_pipeline_ref (pipeline);
  psc_task_model_set_run (self->model, NULL);

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column =
        g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }

  append_column (self, PSC_TASK_COLUMN_NAME);
  append_column (self, PSC_TASK_COLUMN_WORKER);
  for (guint i = 0; i < n_steps; i++)
    append_column (self, PSC_TASK_COLUMN_STEP + i);
  append_column (self, PSC_TASK_COLUMN_TIME);
  append_column (self, PSC_TASK_COLUMN_OUTCOME);
}

static void
selection_changed_cb (PscTaskTable *self)
{
  PscTaskItem *item = gtk_single_selection_get_selected_item (self->selection);
  guint selected = item != NULL ? psc_task_item_get_index (item)
                                : PSC_NO_TASK;

  if (self->updating || self->selected == selected)
    return;

  self->selected = selected;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static guint
find_position (PscTaskTable *self,
               guint         task)
{
  GListModel *model = G_LIST_MODEL (self->selection);
  guint n_items = g_list_model_get_n_items (model);

  if (task == PSC_NO_TASK)
    return GTK_INVALID_LIST_POSITION;

  /* As long as nobody has sorted the table, the first guess is right. */
  for (guint i = 0; i < n_items; i++)
    {
      guint position = (task + i) % n_items;
      g_autoptr (PscTaskItem) item = g_list_model_get_item (model, position);

      if (psc_task_item_get_index (item) == task)
        return position;
    }

  return GTK_INVALID_LIST_POSITION;
}

static GtkWidget *
find_list (PscTaskTable *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view));

  while (child != NULL && !GTK_IS_LIST_VIEW (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

/* The list within the column view has had an action for this since GTK 4.0;
 * a function came with 4.12 only. */
static void
scroll_to (PscTaskTable *self,
           guint         position)
{
  gtk_widget_activate_action (find_list (self), "list.scroll-to-item", "u",
                              position);
}

/* An order by time or outcome is found once more when all are known. */
static void
run_ended_cb (PscTaskTable *self)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (self->view);

  if (gtk_sorter_get_order (sorter) != GTK_SORTER_ORDER_NONE)
    gtk_sorter_changed (sorter, GTK_SORTER_CHANGE_DIFFERENT);
}

/* Tab passes the table in one go, arrows move within it.  The list would have
 * every row be a stop, and begin where it was left, not at the selection. */
static gboolean
psc_task_table_focus (GtkWidget        *widget,
                      GtkDirectionType  direction)
{
  PscTaskTable *self = PSC_TASK_TABLE (widget);
  GtkWidget *list = find_list (self);

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (psc_task_table_parent_class)->focus (widget,
                                                                 direction);

  if (gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;

  for (GtkWidget *row = gtk_widget_get_first_child (list);
       row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED)
      return gtk_widget_grab_focus (row);

  return GTK_WIDGET_CLASS (psc_task_table_parent_class)->focus (widget,
                                                               direction);
}

static void
psc_task_table_dispose (GObject *object)
{
  PscTaskTable *self = PSC_TASK_TABLE (object);
  PscRun *run = self->model != NULL ? psc_task_model_get_run (self->model)
                                    : NULL;

  if (run != NULL)
    g_signal_handlers_disconnect_by_data (run, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);

  gtk_widget_dispose_template (GTK_WIDGET (self), PSC_TYPE_TASK_TABLE);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_pointer (&self->pipeline, psc_pipeline_unref);

  G_OBJECT_CLASS (psc_task_table_parent_class)->dispose (object);
}

static void
psc_task_table_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  PscTaskTable *self = PSC_TASK_TABLE (object);

  switch ((PscTaskTableProperty) prop_id)
    {
    case PROP_RUN:
      g_value_set_object (value, psc_task_table_get_run (self));
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
psc_task_table_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  PscTaskTable *self = PSC_TASK_TABLE (object);

  switch ((PscTaskTableProperty) prop_id)
    {
    case PROP_RUN:
      psc_task_table_set_run (self, g_value_get_object (value));
      break;

    case PROP_SELECTED:
      psc_task_table_set_selected (self, g_value_get_uint (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_task_table_class_init (PscTaskTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                            G_PARAM_STATIC_STRINGS;

  object_class->dispose = psc_task_table_dispose;
  object_class->get_property = psc_task_table_get_property;
  object_class->set_property = psc_task_table_set_property;
  widget_class->focus = psc_task_table_focus;

  properties[PROP_RUN] =
    g_param_spec_object ("run", NULL, NULL, PSC_TYPE_RUN, flags);
  properties[PROP_SELECTED] =
    g_param_spec_uint ("selected", NULL, NULL, 0, G_MAXUINT, PSC_NO_TASK,
                       flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-task-table.ui");
  gtk_widget_class_bind_template_child (widget_class, PscTaskTable, view);
}

static void
psc_task_table_init (PscTaskTable *self)
{
  GtkSortListModel *sorted;

  self->selected = PSC_NO_TASK;
  self->model = psc_task_model_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  sorted = gtk_sort_list_model_new (
    G_LIST_MODEL (g_object_ref (self->model)),
    g_object_ref (gtk_column_view_get_sorter (self->view)));
  gtk_sort_list_model_set_incremental (sorted, TRUE);

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (sorted));
  g_object_unref (sorted);
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);

  gtk_column_view_set_model (self->view,
                             GTK_SELECTION_MODEL (self->selection));
}

/**
 * psc_task_table_new:
 *
 * Makes a table without a run, which is empty.
 */
GtkWidget *
psc_task_table_new (void)
{
  return g_object_new (PSC_TYPE_TASK_TABLE, NULL);
}

/**
 * psc_task_table_get_run:
 *
 * Returns: (transfer none) (nullable): the run whose tasks are shown
 */
PscRun *
psc_task_table_get_run (PscTaskTable *self)
{
  g_return_val_if_fail (PSC_IS_TASK_TABLE (self), NULL);

  return self->model != NULL ? psc_task_model_get_run (self->model) : NULL;
}

/**
 * psc_task_table_set_run:
 * @run: (nullable): the run whose tasks are to be shown
 *
 * Shows another run, with nothing selected.
 */
void
psc_task_table_set_run (PscTaskTable *self,
                        PscRun       *run)
{
  PscRun *before;

  g_return_if_fail (PSC_IS_TASK_TABLE (self));

  before = psc_task_model_get_run (self->model);
  if (before == run)
    return;

  if (before != NULL)
    g_signal_handlers_disconnect_by_data (before, self);

  psc_task_table_set_selected (self, PSC_NO_TASK);
  if (run != NULL)
    {
      build_columns (self, psc_run_get_settings (run)->pipeline);
      g_signal_connect_object (run, "ended", G_CALLBACK (run_ended_cb), self,
                               G_CONNECT_SWAPPED);
    }
  psc_task_model_set_run (self->model, run);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUN]);
}

/**
 * psc_task_table_get_selected:
 *
 * The index of the task whose row is selected, or %PSC_NO_TASK.
 */
guint
psc_task_table_get_selected (PscTaskTable *self)
{
  g_return_val_if_fail (PSC_IS_TASK_TABLE (self), PSC_NO_TASK);

  return self->selected;
}

/**
 * psc_task_table_set_selected:
 * @task: the task's index in the run, or %PSC_NO_TASK
 *
 * Selects the row of a task and scrolls to it.
 */
void
psc_task_table_set_selected (PscTaskTable *self,
                             guint         task)
{
  guint position;

  g_return_if_fail (PSC_IS_TASK_TABLE (self));

  if (self->selected == task)
    return;

  position = find_position (self, task);
  self->selected = position != GTK_INVALID_LIST_POSITION ? task : PSC_NO_TASK;

  self->updating = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->updating = FALSE;

  if (position != GTK_INVALID_LIST_POSITION)
    scroll_to (self, position);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}
