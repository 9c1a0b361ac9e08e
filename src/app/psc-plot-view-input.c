/* psc-plot-view-input.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-plot-view-input"

#include "config.h"

#include "psc-plot-view-private.h"

/* How far a key moves a point, as a share of the y axis. */
#define STEPS      60
#define PAGE_STEPS 5

enum
{
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static int
count_points (PscPlotView *self,
              int          curve)
{
  PscPlot *plot = psc_plot_view_get_plot (self);

  if (plot == NULL || curve < 0 || curve >= (int) psc_plot_get_n_curves (plot))
    return 0;

  return (int) psc_plot_get_n_points (plot, (guint) curve);
}

/**
 * _psc_plot_view_has:
 *
 * Whether there is such a point; what was pointed at may have gone since.
 */
gboolean
_psc_plot_view_has (PscPlotView    *self,
                    const PscPlace *place)
{
  return place->point >= 0 && place->point < count_points (self, place->curve);
}

static void
select_place (PscPlotView *self,
              int          curve,
              int          point)
{
  self->selected = (PscPlace) { curve, point };
  _psc_plot_view_describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * _psc_plot_view_pick:
 *
 * Returns: the point near a position
 */
PscPlace
_psc_plot_view_pick (PscPlotView *self,
                     double       x,
                     double       y)
{
  PscPlot *plot = psc_plot_view_get_plot (self);
  guint curve, point;

  if (plot == NULL || !psc_plot_pick (plot, x, y, &curve, &point))
    return PSC_NO_PLACE;

  return (PscPlace) { (int) curve, (int) point };
}

static void
set_hovered (PscPlotView *self,
             PscPlace        place)
{
  if (place.curve == self->hovered.curve && place.point == self->hovered.point)
    return;

  self->hovered = place;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   self->editable && place.curve == 0
                                   ? "ns-resize" : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
motion_cb (PscPlotView *self,
           double       x,
           double       y)
{
  set_hovered (self, _psc_plot_view_pick (self, x, y));
}

static void
leave_cb (PscPlotView *self)
{
  set_hovered (self, PSC_NO_PLACE);
}

static void
move_to (PscPlotView *self,
         int          point,
         double       y)
{
  g_signal_emit (self, signals[MOVED], 0, (guint) point, y);
}

/* Only a drag that begins at a point is ours; others scroll the page. */
static void
drag_begin_cb (PscPlotView    *self,
               double          x,
               double          y,
               GtkGestureDrag *drag)
{
  PscPlace place = _psc_plot_view_pick (self, x, y);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  select_place (self, place.curve, place.point);
  self->dragged = self->editable && place.curve == 0 ? place.point : PSC_NO_POINT;
  gtk_gesture_set_state (GTK_GESTURE (drag), self->dragged != PSC_NO_POINT
                                             ? GTK_EVENT_SEQUENCE_CLAIMED
                                             : GTK_EVENT_SEQUENCE_DENIED);
}

static void
drag_update_cb (PscPlotView    *self,
                double          offset_x,
                double          offset_y,
                GtkGestureDrag *drag)
{
  double begin_x, begin_y, x, y;

  if (self->dragged == PSC_NO_POINT || psc_plot_view_get_plot (self) == NULL)
    return;

  gtk_gesture_drag_get_start_point (drag, &begin_x, &begin_y);
  psc_plot_get_value (self->plot, begin_x + offset_x, begin_y + offset_y, &x,
                      &y);
  move_to (self, self->dragged, y);
}

/* Points are beside each other, curves behind each other. */
static void
walk (PscPlotView *self,
      guint        key)
{
  int curve = MAX (self->selected.curve, 0);
  int n_curves = (int) psc_plot_get_n_curves (self->plot);
  int direction = key == GDK_KEY_Up ? 1 : -1;
  int last;

  if ((key == GDK_KEY_Up || key == GDK_KEY_Down) &&
      _psc_plot_view_has (self, &self->selected))
    do
      curve = (curve + direction + n_curves) % n_curves;
    while (count_points (self, curve) == 0);

  while (curve < n_curves - 1 && count_points (self, curve) == 0)
    curve++;
  last = count_points (self, curve) - 1;
  if (last < 0)
    return;

  if (key == GDK_KEY_Home || !_psc_plot_view_has (self, &self->selected))
    select_place (self, curve, 0);
  else if (key == GDK_KEY_End)
    select_place (self, curve, last);
  else if (key == GDK_KEY_Left)
    select_place (self, curve, MAX (self->selected.point - 1, 0));
  else if (key == GDK_KEY_Right)
    select_place (self, curve, MIN (self->selected.point + 1, last));
  else
    select_place (self, curve, MIN (self->selected.point, last));
}

static void
move_by_key (PscPlotView *self,
             guint        key)
{
  gboolean page = key == GDK_KEY_Page_Up || key == GDK_KEY_Page_Down;
  gboolean up = key == GDK_KEY_Up || key == GDK_KEY_Page_Up;
  PscRect area;
  double x, top, bottom, step;

  if (!_psc_plot_view_has (self, &self->selected))
    {
      walk (self, GDK_KEY_Home);
      return;
    }

  psc_plot_get_area (self->plot, &area);
  psc_plot_get_value (self->plot, area.x, area.y, &x, &top);
  psc_plot_get_value (self->plot, area.x, area.y + area.height, &x, &bottom);
  step = (top - bottom) / STEPS * (page ? PAGE_STEPS : 1);
  move_to (self, self->selected.point,
           psc_plot_get_point (self->plot, 0,
                               (guint) self->selected.point)->y +
           (up ? step : -step));
}

static gboolean
key_cb (GtkWidget *widget,
        GVariant  *args,
        gpointer   user_data)
{
  PscPlotView *self = PSC_PLOT_VIEW (widget);
  guint key = (guint) g_variant_get_int32 (args);
  gboolean page = key == GDK_KEY_Page_Up || key == GDK_KEY_Page_Down;

  if (psc_plot_view_get_plot (self) == NULL ||
      psc_plot_get_n_curves (self->plot) == 0 || (page && !self->editable))
    return GDK_EVENT_PROPAGATE;

  if (self->editable && (page || key == GDK_KEY_Up || key == GDK_KEY_Down))
    move_by_key (self, key);
  else
    walk (self, key);

  return GDK_EVENT_STOP;
}

/**
 * _psc_plot_view_install_input:
 *
 * Gives the class its keys and its signal.
 */
void
_psc_plot_view_install_input (PscPlotViewClass *klass)
{
  static const guint keys[] = {
    GDK_KEY_Left, GDK_KEY_Right, GDK_KEY_Home, GDK_KEY_End, GDK_KEY_Up,
    GDK_KEY_Down, GDK_KEY_Page_Up, GDK_KEY_Page_Down,
  };

  signals[MOVED] = g_signal_new ("moved", PSC_TYPE_PLOT_VIEW,
                                 G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_DOUBLE);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), keys[i], 0, key_cb,
                                  "i", (int) keys[i]);
}

/**
 * _psc_plot_view_add_input:
 *
 * Makes the view follow the pointer.
 */
void
_psc_plot_view_add_input (PscPlotView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, motion);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb),
                            self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb),
                            self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
}
