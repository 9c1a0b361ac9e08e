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

/* All lengths are read each time, and the CPU time is taken from the run. */
#define UPDATE_INTERVAL_MS 500

struct _PscLengthsPanel
{
  PscRunPanel       parent_instance;

  /* Template widgets */
  GtkLabel         *summary;
  GtkDropDown      *steps;
  PscHistogramView *view;
};

G_DEFINE_FINAL_TYPE (PscLengthsPanel, psc_lengths_panel,
                      PSC_TYPE_RUN_PANEL)

/* The first entry is the whole file. */
static int
get_step (PscLengthsPanel *self)
{
  guint position = gtk_drop_down_get_selected (self->steps);

  return position == 0 || position == GTK_INVALID_LIST_POSITION
         ? PSC_WHOLE_TASK : (int) position - 1;
}

static void
psc_lengths_panel_selected_changed (PscRunPanel *panel)
{
  PscLengthsPanel *self = PSC_LENGTHS_PANEL (panel);
  const PscHistogram *histogram =
    psc_histogram_view_get_histogram (self->view);
  guint selected = psc_run_panel_get_selected (panel);

  if (histogram == NULL)
    return;

  psc_picture_view_set_selected (
    PSC_PICTURE_VIEW (self->view),
    selected != PSC_NO_TASK
    ? psc_histogram_find_task (histogram, psc_run_panel_get_run (panel),
                               selected)
    : PSC_NO_BIN);
}

static void
psc_lengths_panel_update (PscRunPanel *panel)
{
  PscLengthsPanel *self = PSC_LENGTHS_PANEL (panel);
  PscHistogram *histogram;
  g_autofree char *summary = NULL;

  histogram = psc_histogram_new (psc_run_panel_get_run (panel),
                                 get_step (self));
  summary = psc_histogram_dup_summary (histogram);
  gtk_label_set_label (self->summary, summary);
  psc_histogram_view_set_histogram (self->view, histogram, get_step (self));
  psc_lengths_panel_selected_changed (panel);
}

static void
picked_cb (PscLengthsPanel *self)
{
  const PscHistogram *histogram =
    psc_histogram_view_get_histogram (self->view);
  int bin = psc_picture_view_get_selected (PSC_PICTURE_VIEW (self->view));

  psc_run_panel_set_selected (
    PSC_RUN_PANEL (self),
    bin != PSC_NO_BIN
    ? psc_histogram_get_bin (histogram, (guint) bin)->longest : PSC_NO_TASK);
}

/* The choice stays where the steps of the next run are the same. */
static void
list_steps (PscLengthsPanel *self,
            PscPipeline     *pipeline)
{
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
psc_lengths_panel_run_set (PscRunPanel *panel)
{
  PscLengthsPanel *self = PSC_LENGTHS_PANEL (panel);
  PscRun *run = psc_run_panel_get_run (panel);

  psc_histogram_view_set_histogram (self->view, NULL, PSC_WHOLE_TASK);
  gtk_label_set_label (self->summary, "");
  if (run != NULL)
    list_steps (self, psc_run_get_settings (run)->pipeline);
}

static void
psc_lengths_panel_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PSC_TYPE_LENGTHS_PANEL);

  G_OBJECT_CLASS (psc_lengths_panel_parent_class)->dispose (object);
}

static void
psc_lengths_panel_class_init (PscLengthsPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  PscRunPanelClass *panel_class = PSC_RUN_PANEL_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = psc_lengths_panel_dispose;
  panel_class->update_interval_ms = UPDATE_INTERVAL_MS;
  panel_class->run_set = psc_lengths_panel_run_set;
  panel_class->update = psc_lengths_panel_update;
  panel_class->selected_changed = psc_lengths_panel_selected_changed;

  g_type_ensure (PSC_TYPE_HISTOGRAM_VIEW);

  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-lengths-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, PscLengthsPanel, steps);
  gtk_widget_class_bind_template_child (widget_class, PscLengthsPanel, summary);
  gtk_widget_class_bind_template_child (widget_class, PscLengthsPanel, view);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_bind_template_callback (widget_class,
                                           psc_run_panel_update);
}

static void
psc_lengths_panel_init (PscLengthsPanel *self)
{
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
