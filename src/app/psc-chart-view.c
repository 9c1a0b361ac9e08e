/* psc-chart-view.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-chart-view"

#include "config.h"

#include "psc-chart-view.h"
#include "psc-overview.h"
#include "psc-swatch.h"

/* The least height of the chart, with rows and with columns. */
#define HEIGHT_PX         240
#define UPRIGHT_HEIGHT_PX 400

struct _PscChartView
{
  AdwBin       parent_instance;

  /* Template widgets */
  GtkLabel    *range;
  GtkBox      *legend;
  GtkBox      *box;
  PscTimeline *timeline;
  GtkRevealer *revealer;
  PscOverview *overview;
};

G_DEFINE_FINAL_TYPE (PscChartView, psc_chart_view, ADW_TYPE_BIN)

static void
view_changed_cb (PscChartView *self)
{
  g_autofree char *text = psc_timeline_dup_range_text (self->timeline);

  gtk_label_set_label (self->range, text);
}

/* The overview lies along the time axis, which needs its length. */
static void
upright_cb (PscChartView *self)
{
  gboolean upright = psc_timeline_get_upright (self->timeline);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  upright ? GTK_ORIENTATION_HORIZONTAL
                                          : GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_size_request (GTK_WIDGET (self->timeline), -1,
                               upright ? UPRIGHT_HEIGHT_PX : HEIGHT_PX);
  gtk_revealer_set_transition_type (
    self->revealer, upright ? GTK_REVEALER_TRANSITION_TYPE_SLIDE_LEFT
                            : GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP);
}

/* The focus would be lost with the overview. */
static void
zoomed_cb (PscChartView *self)
{
  gboolean zoomed = psc_timeline_get_zoomed (self->timeline);

  if (!zoomed && gtk_widget_has_focus (GTK_WIDGET (self->overview)))
    gtk_widget_grab_focus (GTK_WIDGET (self->timeline));
  gtk_revealer_set_reveal_child (self->revealer, zoomed);
}

/* The overview stays as long as the plot, which has its new place now. */
static void
psc_chart_view_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  GTK_WIDGET_CLASS (psc_chart_view_parent_class)->size_allocate (
    widget, width, height, baseline);

  gtk_widget_queue_draw (GTK_WIDGET (PSC_CHART_VIEW (widget)->overview));
}

static void
psc_chart_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PSC_TYPE_CHART_VIEW);

  G_OBJECT_CLASS (psc_chart_view_parent_class)->dispose (object);
}

static void
psc_chart_view_class_init (PscChartViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_chart_view_dispose;
  widget_class->size_allocate = psc_chart_view_size_allocate;

  g_type_ensure (PSC_TYPE_OVERVIEW);
  g_type_ensure (PSC_TYPE_TIMELINE);

  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-chart-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PscChartView, box);
  gtk_widget_class_bind_template_child (widget_class, PscChartView, legend);
  gtk_widget_class_bind_template_child (widget_class, PscChartView, overview);
  gtk_widget_class_bind_template_child (widget_class, PscChartView, range);
  gtk_widget_class_bind_template_child (widget_class, PscChartView, revealer);
  gtk_widget_class_bind_template_child (widget_class, PscChartView, timeline);

  gtk_widget_class_bind_template_callback (widget_class, upright_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoomed_cb);
}

static void
psc_chart_view_init (PscChartView *self)
{
  GtkWidget *swatch = psc_swatch_new_for_task ();

  gtk_widget_init_template (GTK_WIDGET (self));
  upright_cb (self);

  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  gtk_box_prepend (self->legend, swatch);
}

/**
 * psc_chart_view_new:
 *
 * Makes a chart without a run, with its bar of tools.
 */
GtkWidget *
psc_chart_view_new (void)
{
  return g_object_new (PSC_TYPE_CHART_VIEW, NULL);
}

/**
 * psc_chart_view_get_timeline:
 *
 * Returns: (transfer none): the chart itself
 */
PscTimeline *
psc_chart_view_get_timeline (PscChartView *self)
{
  g_return_val_if_fail (PSC_IS_CHART_VIEW (self), NULL);

  return self->timeline;
}
