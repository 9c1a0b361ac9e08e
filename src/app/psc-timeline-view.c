/* psc-timeline-view.c: which stretch of time is shown
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-timeline-view"

#include "config.h"

#include "psc-timeline-private.h"

/* What one press of a key or button does. */
#define ZOOM_FACTOR 1.25

/**
 * _psc_timeline_pan:
 *
 * Moves the visible range over the chart.
 */
void
_psc_timeline_pan (PscTimeline *self,
                   double       delta_px)
{
  psc_time_scale_pan (psc_scene_get_scale (self->scene), delta_px);
  _psc_timeline_invalidate (self);
}

/**
 * _psc_timeline_zoom_at:
 * @x: the place that stays where it is
 *
 * Shows less time with a factor above 1, more with one below.
 */
void
_psc_timeline_zoom_at (PscTimeline *self,
                       double       x,
                       double       factor)
{
  if (self->scene == NULL)
    return;

  psc_time_scale_zoom_at (psc_scene_get_scale (self->scene), x, factor);
  _psc_timeline_invalidate (self);
}

/* Zooming by key keeps the selected bar in place, or else the middle. */
static void
zoom_by_key (PscTimeline *self,
             double       factor)
{
  PscRect plot, rect;
  double x;

  if (self->scene == NULL)
    return;

  psc_scene_get_plot (self->scene, &plot);
  x = plot.x + plot.width / 2;
  if (self->selected != PSC_TIMELINE_NO_TASK &&
      psc_scene_get_task_rect (self->scene, self->selected, &rect))
    x = CLAMP (rect.x + rect.width / 2, plot.x, plot.x + plot.width);

  _psc_timeline_zoom_at (self, x, factor);
}

static void
zoom_in_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  zoom_by_key (PSC_TIMELINE (widget), ZOOM_FACTOR);
}

static void
zoom_out_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  zoom_by_key (PSC_TIMELINE (widget), 1. / ZOOM_FACTOR);
}

static void
zoom_fit_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  PscTimeline *self = PSC_TIMELINE (widget);

  if (self->scene == NULL)
    return;

  psc_time_scale_fit (psc_scene_get_scale (self->scene));
  _psc_timeline_invalidate (self);
}

/**
 * _psc_timeline_class_init_view:
 *
 * Installs the actions that zoom.
 */
void
_psc_timeline_class_init_view (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "timeline.zoom-in", NULL,
                                   zoom_in_action);
  gtk_widget_class_install_action (widget_class, "timeline.zoom-out", NULL,
                                   zoom_out_action);
  gtk_widget_class_install_action (widget_class, "timeline.zoom-fit", NULL,
                                   zoom_fit_action);
}
