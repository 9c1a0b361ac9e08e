/* psc-task-table.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-task-table"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-format.h"
#include "psc-outcome.h"
#include "psc-task-model.h"
#include "psc-task-table.h"

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

/* What a column shows; from COLUMN_STEP on, the step of that number. */
enum
{
  COLUMN_NAME,
  COLUMN_WORKER,
  COLUMN_TIME,
  COLUMN_OUTCOME,
  COLUMN_STEP,
};

static char *
dup_outcome_text (PscTaskItem *item)
{
  PscOutcome outcome = psc_task_item_get_outcome (item);
  g_autofree char *reason = psc_task_item_dup_reason (item);

  if (outcome == PSC_OUTCOME_NONE)
    return g_strdup ("");
  if (reason == NULL)
    return g_strdup (psc_outcome_get_label (outcome));
  if (outcome == PSC_OUTCOME_NONZERO)
    return g_steal_pointer (&reason);

  return g_strdup_printf ("%s · %s", psc_outcome_get_label (outcome), reason);
}

static char *
dup_text (PscTaskItem *item,
          guint        column)
{
  guint worker;
  gint64 time_ns;

  switch (column)
    {
    case COLUMN_NAME:
      return psc_task_item_dup_name (item);

    case COLUMN_WORKER:
      worker = psc_task_item_get_worker (item);
      return worker != 0 ? g_strdup_printf ("%u", worker) : g_strdup ("");

    case COLUMN_TIME:
      time_ns = psc_task_item_get_time_ns (item);
      return time_ns >= 0 ? psc_format_duration (time_ns) : g_strdup ("");

    case COLUMN_OUTCOME:
      return dup_outcome_text (item);

    default:
      return psc_task_item_dup_step_text (item, column - COLUMN_STEP);
    }
}

static void
show_item (GtkListItem *list_item,
           PscTaskItem *item)
{
  GtkWidget *cell = gtk_list_item_get_child (list_item);
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (cell),
                                                      "psc-column"));
  g_autofree char *text = dup_text (item, column);

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
  if (column == COLUMN_NAME || column >= COLUMN_OUTCOME)
    gtk_widget_set_tooltip_text (cell, *text != '\0' ? text : NULL);
}

static void
item_ended_cb (PscTaskItem *item,
               GParamSpec  *pspec,
               GtkListItem *list_item)
{
  show_item (list_item, item);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item)
{
  PscTaskItem *item = gtk_list_item_get_item (list_item);

  show_item (list_item, item);
  g_signal_connect (item, "notify::outcome", G_CALLBACK (item_ended_cb),
                    list_item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *list_item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item),
                                        item_ended_cb, list_item);
}

static guint
get_width (guint column)
{
  switch (column)
    {
    case COLUMN_NAME:
      return 14;

    case COLUMN_WORKER:
      return 6;

    case COLUMN_TIME:
      return 8;

    case COLUMN_OUTCOME:
    default:
      return 13;
    }
}

/* Widths are in characters and do not follow the text, so that columns stand
 * still while a run fills them. */
static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item,
          gpointer                  user_data)
{
  guint column = GPOINTER_TO_UINT (user_data);
  GtkWidget *cell = gtk_inscription_new (NULL);
  guint width = get_width (column);

  g_object_set (cell,
                "min-chars", width,
                "nat-chars", width,
                "text-overflow",
                column == COLUMN_NAME ? GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_MIDDLE
                                      : GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END,
                NULL);
  g_object_set_data (G_OBJECT (cell), "psc-column",
                     GUINT_TO_POINTER (column));
  gtk_list_item_set_child (list_item, cell);
}

static void
append_column (PscTaskTable *self,
               const char   *title,
               guint         column,
               const char   *sort_property)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) view_column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb),
                    GUINT_TO_POINTER (column));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);

  view_column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  gtk_column_view_column_set_expand (view_column,
                                     column == COLUMN_NAME ||
                                     column >= COLUMN_OUTCOME);
  if (sort_property != NULL)
    {
      GtkExpression *key = gtk_property_expression_new (PSC_TYPE_TASK_ITEM,
                                                        NULL, sort_property);
      GtkNumericSorter *sorter = gtk_numeric_sorter_new (key);

      gtk_column_view_column_set_sorter (view_column, GTK_SORTER (sorter));
      g_object_unref (sorter);
    }

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

  append_column (self, _("File"), COLUMN_NAME, "index");
  append_column (self, _("Worker"), COLUMN_WORKER, "worker");
  for (guint i = 0; i < n_steps; i++)
    append_column (self, psc_pipeline_get_step (pipeline, i)->name,
                   COLUMN_STEP + i, NULL);
  append_column (self, _("Time"), COLUMN_TIME, "time-ns");
  append_column (self, _("Outcome"), COLUMN_OUTCOME, "outcome");
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

/* The list within the column view has had an action for this since GTK 4.0;
 * a function came with 4.12 only. */
static void
scroll_to (PscTaskTable *self,
           guint         position)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view));

  while (child != NULL && !GTK_IS_LIST_VIEW (child))
    child = gtk_widget_get_next_sibling (child);

  if (child != NULL)
    gtk_widget_activate_action (child, "list.scroll-to-item", "u", position);
}

/* An order by time or outcome is found once more when all are known. */
static void
run_ended_cb (PscTaskTable *self)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (self->view);

  if (gtk_sorter_get_order (sorter) != GTK_SORTER_ORDER_NONE)
    gtk_sorter_changed (sorter, GTK_SORTER_CHANGE_DIFFERENT);
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
