/* psc-lengths-panel.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-lengths-panel"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-histogram-view.h"
#include "psc-lengths-panel.h"
#include "psc-task-table.h"

/* All lengths are read each time, and the CPU time is taken from the run. */
#define UPDATE_INTERVAL_MS 500

struct _PscLengthsPanel
{
  AdwBin            parent_instance;

  /* Template widgets */
  GtkLabel         *summary;
  GtkDropDown      *steps;
  PscHistogramView *view;

  /* Owned */
  PscRun           *run;

  guint             selected; /* a task */
  guint             update_id;
  gboolean          stale;    /* the histogram is not that of the run */
};

G_DEFINE_FINAL_TYPE (PscLengthsPanel, psc_lengths_panel, ADW_TYPE_BIN)

typedef enum
{
  PROP_RUN = 1,
  PROP_SELECTED,
} PscLengthsPanelProperty;

static GParamSpec *properties[PROP_SELECTED + 1];

/* The first entry is the whole file. */
static int
get_step (PscLengthsPanel *self)
{
  guint position = gtk_drop_down_get_selected (self->steps);

  return position == 0 || position == GTK_INVALID_LIST_POSITION
         ? PSC_WHOLE_TASK : (int) position - 1;
}

static void
show_selected (PscLengthsPanel *self)
{
  const PscHistogram *histogram =
    psc_histogram_view_get_histogram (self->view);

  if (histogram == NULL)
    return;

  psc_histogram_view_set_selected (
    self->view,
    self->selected != PSC_NO_TASK
    ? psc_histogram_find_task (histogram, self->run, self->selected)
    : PSC_NO_BIN);
}

static void
update (PscLengthsPanel *self)
{
  PscHistogram *histogram;
  g_autofree char *summary = NULL;

  histogram = psc_histogram_new (self->run, get_step (self));
  summary = psc_histogram_dup_summary (histogram);
  gtk_label_set_label (self->summary, summary);
  psc_histogram_view_set_histogram (self->view, histogram, get_step (self));
  show_selected (self);
  self->stale = FALSE;
}

static gboolean
update_cb (gpointer user_data)
{
  PscLengthsPanel *self = user_data;

  self->update_id = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

/* Nobody sees what changes behind another page. */
static void
run_changed_cb (PscLengthsPanel *self)
{
  self->stale = TRUE;
  if (self->update_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->update_id = g_timeout_add (UPDATE_INTERVAL_MS, update_cb, self);
}

static void
step_chosen_cb (PscLengthsPanel *self)
{
  self->stale = TRUE;
  if (self->run != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
}

static void
picked_cb (PscLengthsPanel *self)
{
  const PscHistogram *histogram =
    psc_histogram_view_get_histogram (self->view);
  int bin = psc_histogram_view_get_selected (self->view);

  self->selected = bin != PSC_NO_BIN
                   ? psc_histogram_get_bin (histogram, (guint) bin)->longest
                   : PSC_NO_TASK;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

/* The choice stays where the steps of the next run are the same. */
static void
list_steps (PscLengthsPanel *self)
{
  PscPipeline *pipeline = psc_run_get_settings (self->run)->pipeline;
  guint n_steps = psc_pipeline_get_n_steps (pipeline);
  guint selected = gtk_drop_down_get_selected (self->steps);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("Whole file"));
  for (guint i = 0; i < n_steps; i++)
    gtk_string_list_append (names, psc_pipeline_get_step (pipeline, i)->name);

  gtk_drop_down_set_model (self->steps, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->steps, selected <= n_steps ? selected : 0);
}

static void
drop_run (PscLengthsPanel *self)
{
  g_clear_handle_id (&self->update_id, g_source_remove);
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_clear_object (&self->run);
}

static void
psc_lengths_panel_map (GtkWidget *widget)
{
  PscLengthsPanel *self = PSC_LENGTHS_PANEL (widget);

  GTK_WIDGET_CLASS (psc_lengths_panel_parent_class)->map (widget);

  if (self->run != NULL && self->stale)
    update (self);
}

static void
psc_lengths_panel_dispose (GObject *object)
{
  PscLengthsPanel *self = PSC_LENGTHS_PANEL (object);

  drop_run (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), PSC_TYPE_LENGTHS_PANEL);

  G_OBJECT_CLASS (psc_lengths_panel_parent_class)->dispose (object);
}

static void
psc_lengths_panel_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  PscLengthsPanel *self = PSC_LENGTHS_PANEL (object);

  switch ((PscLengthsPanelProperty) prop_id)
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
psc_lengths_panel_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  PscLengthsPanel *self = PSC_LENGTHS_PANEL (object);

  switch ((PscLengthsPanelProperty) prop_id)
    {
    case PROP_RUN:
      psc_lengths_panel_set_run (self, g_value_get_object (value));
      break;

    case PROP_SELECTED:
      psc_lengths_panel_set_selected (self, g_value_get_uint (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_lengths_panel_class_init (PscLengthsPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                            G_PARAM_STATIC_STRINGS;

  object_class->dispose = psc_lengths_panel_dispose;
  object_class->get_property = psc_lengths_panel_get_property;
  object_class->set_property = psc_lengths_panel_set_property;
  widget_class->map = psc_lengths_panel_map;

  properties[PROP_RUN] =
    g_param_spec_object ("run", NULL, NULL, PSC_TYPE_RUN, flags);
  properties[PROP_SELECTED] =
    g_param_spec_uint ("selected", NULL, NULL, 0, G_MAXUINT, PSC_NO_TASK,
                       flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);

  g_type_ensure (PSC_TYPE_HISTOGRAM_VIEW);

  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-lengths-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, PscLengthsPanel, steps);
  gtk_widget_class_bind_template_child (widget_class, PscLengthsPanel, summary);
  gtk_widget_class_bind_template_child (widget_class, PscLengthsPanel, view);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_chosen_cb);
}

static void
psc_lengths_panel_init (PscLengthsPanel *self)
{
  self->selected = PSC_NO_TASK;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * psc_lengths_panel_new:
 *
 * Makes a panel without a run, which is empty.
 */
GtkWidget *
psc_lengths_panel_new (void)
{
  return g_object_new (PSC_TYPE_LENGTHS_PANEL, NULL);
}

/**
 * psc_lengths_panel_get_run:
 *
 * Returns: (transfer none) (nullable): the run whose files are counted
 */
PscRun *
psc_lengths_panel_get_run (PscLengthsPanel *self)
{
  g_return_val_if_fail (PSC_IS_LENGTHS_PANEL (self), NULL);

  return self->run;
}

/**
 * psc_lengths_panel_set_run:
 * @run: (nullable): the run whose files are to be counted
 *
 * Shows another run, and follows it while it goes on.
 */
void
psc_lengths_panel_set_run (PscLengthsPanel *self,
                           PscRun          *run)
{
  g_return_if_fail (PSC_IS_LENGTHS_PANEL (self));

  if (self->run == run)
    return;

  drop_run (self);
  psc_histogram_view_set_histogram (self->view, NULL, PSC_WHOLE_TASK);
  gtk_label_set_label (self->summary, "");
  psc_lengths_panel_set_selected (self, PSC_NO_TASK);

  if (run != NULL)
    {
      self->run = g_object_ref (run);
      self->stale = TRUE;
      g_signal_connect_object (run, "changed", G_CALLBACK (run_changed_cb),
                               self, G_CONNECT_SWAPPED);
      list_steps (self);
      if (gtk_widget_get_mapped (GTK_WIDGET (self)))
        update (self);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUN]);
}

/**
 * psc_lengths_panel_get_selected:
 *
 * The index of the task whose bin is selected, or %PSC_NO_TASK.
 */
guint
psc_lengths_panel_get_selected (PscLengthsPanel *self)
{
  g_return_val_if_fail (PSC_IS_LENGTHS_PANEL (self), PSC_NO_TASK);

  return self->selected;
}

/**
 * psc_lengths_panel_set_selected:
 * @task: the task's index in the run, or %PSC_NO_TASK
 *
 * Selects the bin of a task.
 */
void
psc_lengths_panel_set_selected (PscLengthsPanel *self,
                                guint            task)
{
  g_return_if_fail (PSC_IS_LENGTHS_PANEL (self));

  if (self->selected == task)
    return;

  self->selected = task;
  show_selected (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}
