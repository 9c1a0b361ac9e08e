/* psc-task-table.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-task-table"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-task-copy.h"
#include "psc-task-filter-bar.h"
#include "psc-task-table-private.h"

struct _PscTaskTable
{
  PscRunPanel         parent_instance;

  /* Template widgets */
  PscTaskFilterBar   *bar;
  GtkStack           *stack;
  GtkColumnView      *view;

  /* Owned */
  PscTaskModel       *model;
  PscPipeline        *pipeline; /* whose steps have columns */
  GSource            *copy;     /* the last one, done or not */

  guint               scrolling : 1; /* as soon as the list is in order */
};

G_DEFINE_FINAL_TYPE (PscTaskTable, psc_task_table, PSC_TYPE_RUN_PANEL)

/* Columns are dear, with a cell in each of some hundred rows: those of the
 * run before stay where they fit. */
static void
build_columns (PscTaskTable *self,
               PscPipeline  *pipeline)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  g_autoptr (GArray) keys = psc_task_keys_new (pipeline);

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

  for (guint i = 0; i < keys->len; i++)
    {
      g_autoptr (GtkColumnViewColumn) column =
        _psc_task_column_new (pipeline, g_array_index (keys, guint, i));

      gtk_column_view_append_column (self->view, column);
    }
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

static char *
dup_status (PscTaskTable *self,
            guint         n_all,
            guint         n_shown)
{
  guint selected = psc_run_panel_get_selected (PSC_RUN_PANEL (self));
  gboolean hidden =
    selected != PSC_NO_TASK &&
    psc_task_model_find (self->model, selected) == GTK_INVALID_LIST_POSITION;

  if (psc_task_filter_is_empty (psc_task_model_get_filter (self->model)))
    return g_strdup_printf (ngettext ("%'u file", "%'u files", n_all), n_all);
  if (hidden)
    return g_strdup_printf (ngettext ("%'u of %'u file, not the selected one",
                                      "%'u of %'u files, not the selected one",
                                      n_all), n_shown, n_all);

  return g_strdup_printf (ngettext ("%'u of %'u file",
                                    "%'u of %'u files", n_all),
                          n_shown, n_all);
}

static void
show_status (PscTaskTable *self)
{
  PscRun *run = psc_task_model_get_run (self->model);
  guint n_all = run != NULL ? psc_run_get_n_tasks (run) : 0;
  guint n_shown = psc_task_model_get_n_tasks (self->model);
  g_autofree char *status = dup_status (self, n_all, n_shown);

  psc_task_filter_bar_set_status (self->bar, status);
  gtk_stack_set_visible_child_name (self->stack, n_all > 0 && n_shown == 0
                                                 ? "none" : "rows");
}

static void
selection_changed_cb (PscTaskTable *self)
{
  psc_run_panel_set_selected (PSC_RUN_PANEL (self),
                              psc_task_model_get_selected (self->model));
}

static void
psc_task_table_selected_changed (PscRunPanel *panel)
{
  PscTaskTable *self = PSC_TASK_TABLE (panel);
  guint selected = psc_run_panel_get_selected (panel);
  guint position;

  psc_task_model_set_selected (self->model, selected);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "task-table.copy-row",
                                 selected != PSC_NO_TASK);
  if (psc_task_model_is_pending (self->model))
    {
      self->scrolling = TRUE;
      return;
    }

  show_status (self);
  position = psc_task_model_find (self->model, selected);
  if (position != GTK_INVALID_LIST_POSITION)
    scroll_to (self, position);
}

/* Where the rows are others than before, the one that is selected is what one
 * may want to see. */
static void
ordered_cb (PscTaskTable *self)
{
  guint position =
    psc_task_model_find (self->model,
                         psc_run_panel_get_selected (PSC_RUN_PANEL (self)));

  show_status (self);
  if (!self->scrolling)
    return;

  self->scrolling = FALSE;
  if (position == GTK_INVALID_LIST_POSITION)
    position = 0;
  if (position < psc_task_model_get_n_tasks (self->model))
    scroll_to (self, position);
}

/* The first rows stay where they are when others go: at the top, a view has
 * its widgets for them. */
static void
filter_changed_cb (PscTaskTable *self)
{
  self->scrolling = TRUE;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    scroll_to (self, 0);
  psc_task_model_set_filter (self->model,
                             psc_task_filter_bar_get_filter (self->bar));
}

static void
bar_left_cb (PscTaskTable *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
psc_task_table_update (PscRunPanel *panel)
{
  psc_task_filter_bar_set_n_workers (
    PSC_TASK_TABLE (panel)->bar,
    psc_run_get_n_workers (psc_run_panel_get_run (panel)));
}

static void
psc_task_table_run_set (PscRunPanel *panel)
{
  PscTaskTable *self = PSC_TASK_TABLE (panel);
  PscRun *run = psc_run_panel_get_run (panel);

  self->scrolling = TRUE;
  if (run != NULL)
    build_columns (self, psc_run_get_settings (run)->pipeline);
  psc_task_model_set_run (self->model, run);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "task-table.copy-all",
                                 run != NULL);
}

static void
find_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  psc_task_filter_bar_find (PSC_TASK_TABLE (widget)->bar);
}

static void
clear_filter_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  PscTaskTable *self = PSC_TASK_TABLE (widget);

  psc_task_filter_bar_clear (self->bar);

  /* The button that was pressed is gone. */
  psc_task_filter_bar_find (self->bar);
}

static void
copy (PscTaskTable  *self,
      const guint32 *tasks,
      guint          n_tasks)
{
  if (self->copy != NULL)
    g_source_destroy (self->copy);
  g_clear_pointer (&self->copy, g_source_unref);

  self->copy =
    psc_task_copy_start (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                         psc_task_model_get_run (self->model), tasks,
                         n_tasks);
}

static void
copy_row_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  guint32 selected = psc_run_panel_get_selected (PSC_RUN_PANEL (widget));

  copy (PSC_TASK_TABLE (widget), &selected, 1);
}

static void
copy_all_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  PscTaskTable *self = PSC_TASK_TABLE (widget);

  copy (self, psc_task_model_get_tasks (self->model),
        psc_task_model_get_n_tasks (self->model));
}

static void
sorter_changed_cb (PscTaskTable *self)
{
  guint key;
  gboolean descending;

  self->scrolling = TRUE;
  if (_psc_task_column_read_sort (gtk_column_view_get_sorter (self->view),
                                  &key, &descending))
    psc_task_model_set_sort (self->model, key, descending);
  else
    psc_task_model_set_sort (self->model, PSC_TASK_KEY_LISTING, FALSE);
}

static gboolean
focus_rows (PscTaskTable     *self,
            GtkDirectionType  direction)
{
  GtkWidget *list = find_list (self);

  for (GtkWidget *row = gtk_widget_get_first_child (list);
       row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED &&
        gtk_widget_get_mapped (row))
      return gtk_widget_grab_focus (row);

  return gtk_widget_child_focus (GTK_WIDGET (self->stack), direction);
}

/* Tab passes the rows in one go, arrows move among them.  The list would have
 * every row be a stop, and begin where it was left, not at the selection. */
static gboolean
psc_task_table_focus (GtkWidget        *widget,
                      GtkDirectionType  direction)
{
  PscTaskTable *self = PSC_TASK_TABLE (widget);
  GtkWidget *bar = GTK_WIDGET (self->bar);
  gboolean in_rows =
    gtk_widget_get_focus_child (GTK_WIDGET (self->stack)) != NULL;

  if (direction == GTK_DIR_TAB_FORWARD)
    return !in_rows && (gtk_widget_child_focus (bar, direction) ||
                        focus_rows (self, direction));
  if (direction == GTK_DIR_TAB_BACKWARD)
    return (gtk_widget_get_focus_child (widget) == NULL &&
            focus_rows (self, direction)) ||
           gtk_widget_child_focus (bar, direction);

  return GTK_WIDGET_CLASS (psc_task_table_parent_class)->focus (widget,
                                                               direction);
}

static void
psc_task_table_dispose (GObject *object)
{
  PscTaskTable *self = PSC_TASK_TABLE (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (
      gtk_column_view_get_sorter (self->view), self);
  if (self->copy != NULL)
    g_source_destroy (self->copy);
  g_clear_pointer (&self->copy, g_source_unref);

  gtk_widget_dispose_template (GTK_WIDGET (self), PSC_TYPE_TASK_TABLE);
  g_clear_object (&self->model);
  g_clear_pointer (&self->pipeline, psc_pipeline_unref);

  G_OBJECT_CLASS (psc_task_table_parent_class)->dispose (object);
}

static void
psc_task_table_class_init (PscTaskTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  PscRunPanelClass *panel_class = PSC_RUN_PANEL_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = psc_task_table_dispose;
  widget_class->focus = psc_task_table_focus;
  panel_class->run_set = psc_task_table_run_set;
  panel_class->update = psc_task_table_update;
  panel_class->selected_changed = psc_task_table_selected_changed;

  g_type_ensure (PSC_TYPE_TASK_FILTER_BAR);
  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-task-table.ui");
  gtk_widget_class_bind_template_child (widget_class, PscTaskTable, bar);
  gtk_widget_class_bind_template_child (widget_class, PscTaskTable, stack);
  gtk_widget_class_bind_template_child (widget_class, PscTaskTable, view);
  gtk_widget_class_bind_template_callback (widget_class, bar_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);

  gtk_widget_class_install_action (widget_class, "task-table.find", NULL,
                                   find_action);
  gtk_widget_class_install_action (widget_class, "task-table.clear-filter",
                                   NULL, clear_filter_action);
  gtk_widget_class_install_action (widget_class, "task-table.copy-row", NULL,
                                   copy_row_action);
  gtk_widget_class_install_action (widget_class, "task-table.copy-all", NULL,
                                   copy_all_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c,
                                       GDK_CONTROL_MASK,
                                       "task-table.copy-row", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c,
                                       GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "task-table.copy-all", NULL);
}

static void
psc_task_table_init (PscTaskTable *self)
{
  self->model = psc_task_model_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (self->model, "selection-changed",
                           G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "ordered", G_CALLBACK (ordered_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (sorter_changed_cb), self,
                           G_CONNECT_SWAPPED);

  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->model));
  psc_task_filter_bar_set_key_widget (self->bar, GTK_WIDGET (self->view));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "task-table.copy-row",
                                 FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "task-table.copy-all",
                                 FALSE);
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
