/* psc-timeline-input.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-timeline-input"

#include "config.h"

#include <math.h>

#include "psc-timeline-private.h"

#define WHEEL_FACTOR  1.25
#define SCROLL_PX     48.
#define DRAG_START_PX 6.

static void
set_hovered (PscTimeline *self,
             guint        task)
{
  if (self->hovered == task)
    return;

  self->hovered = task;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
motion_cb (PscTimeline *self,
           double       x,
           double       y)
{
  PscHit hit = { PSC_HIT_NOTHING };

  self->pointer_px = _psc_timeline_get_along (self, x, y);
  if (self->scene != NULL)
    psc_scene_pick (self->scene, x, y, &hit);
  set_hovered (self, hit.kind == PSC_HIT_TASK ? hit.task
                                              : PSC_TIMELINE_NO_TASK);
  _psc_timeline_hover_part (self, &hit);
  _psc_timeline_hover_range (self, self->pointer_px);
}

static void
leave_cb (PscTimeline *self)
{
  set_hovered (self, PSC_TIMELINE_NO_TASK);
  _psc_timeline_hover_part (self, NULL);
}

static void
released_cb (PscTimeline *self,
             int          n_press,
             double       x,
             double       y)
{
  PscHit hit;

  if (self->scene == NULL)
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  psc_scene_pick (self->scene, x, y, &hit);
  psc_timeline_set_selected (self, hit.kind == PSC_HIT_TASK
                                   ? hit.task : PSC_TIMELINE_NO_TASK);
  _psc_timeline_pick_part (self, &hit);
}

static void
reset_drag_cb (PscTimeline *self)
{
  self->drag_px = 0.;
}

static void
drag_update_cb (PscTimeline    *self,
                double          offset_x,
                double          offset_y,
                GtkGestureDrag *gesture)
{
  double offset_px = _psc_timeline_get_along (self, offset_x, offset_y);

  if (!self->zoomed)
    return;

  if (self->drag_px == 0. && fabs (offset_px) < DRAG_START_PX)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  _psc_timeline_pan (self, self->drag_px - offset_px);
  self->drag_px = offset_px;
}

/* Only what the chart has a use for is taken, so that a wheel over a chart
 * that shows everything still scrolls the page; and so it does over charts
 * below each other, which leave no other place for the pointer. */
static gboolean
scroll_cb (GtkEventControllerScroll *controller,
           double                    dx,
           double                    dy,
           PscTimeline              *self)
{
  GdkModifierType modifiers =
    gtk_event_controller_get_current_event_state (
      GTK_EVENT_CONTROLLER (controller));
  gboolean wheel = gtk_event_controller_scroll_get_unit (controller) ==
                   GDK_SCROLL_UNIT_WHEEL;

  if (self->scene == NULL)
    return FALSE;

  if (modifiers & GDK_CONTROL_MASK)
    {
      _psc_timeline_zoom_at (self, self->pointer_px,
                             pow (WHEEL_FACTOR, wheel ? -dy : -dy / SCROLL_PX));
      return TRUE;
    }

  if (!self->zoomed || (self->options.brief && fabs (dy) > fabs (dx)))
    return FALSE;

  /* A plain wheel goes on in time where that runs to the right, and to what is
   * further down where it runs upwards. */
  _psc_timeline_pan (self, (psc_timeline_get_upright (self) ? dy - dx
                                                            : dy + dx) *
                           (wheel ? SCROLL_PX : 1.));

  return TRUE;
}

static void
pinch_cb (PscTimeline    *self,
          double          scale,
          GtkGestureZoom *gesture)
{
  double x, y;

  if (gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    _psc_timeline_zoom_at (self, _psc_timeline_get_along (self, x, y),
                           gtk_gesture_zoom_get_scale_delta (gesture));
}

/* Where the lanes are columns, the arrows turn with them. */
static PscMove
turn_move (PscTimeline *self,
           PscMove      move)
{
  static const PscMove turned[] = {
    [PSC_MOVE_PREVIOUS] = PSC_MOVE_PREVIOUS_LANE,
    [PSC_MOVE_NEXT] = PSC_MOVE_NEXT_LANE,
    [PSC_MOVE_PREVIOUS_LANE] = PSC_MOVE_NEXT,
    [PSC_MOVE_NEXT_LANE] = PSC_MOVE_PREVIOUS,
    [PSC_MOVE_FIRST] = PSC_MOVE_FIRST,
    [PSC_MOVE_LAST] = PSC_MOVE_LAST,
  };

  return psc_timeline_get_upright (self) ? turned[move] : move;
}

static gboolean
move_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  PscTimeline *self = PSC_TIMELINE (widget);

  if (psc_timeline_move (self,
                         turn_move (self, g_variant_get_int32 (args))))
    gtk_widget_trigger_tooltip_query (widget);

  /* At the last bar the key is spent as well: the focus stays here. */
  return TRUE;
}

/**
 * _psc_timeline_class_init_input:
 *
 * Installs keys and tooltips.
 */
void
_psc_timeline_class_init_input (GtkWidgetClass *widget_class)
{
  const struct { guint key; PscMove move; } moves[] = {
    { GDK_KEY_Left, PSC_MOVE_PREVIOUS },
    { GDK_KEY_Right, PSC_MOVE_NEXT },
    { GDK_KEY_Up, PSC_MOVE_PREVIOUS_LANE },
    { GDK_KEY_Down, PSC_MOVE_NEXT_LANE },
    { GDK_KEY_Home, PSC_MOVE_FIRST },
    { GDK_KEY_End, PSC_MOVE_LAST },
  };

  widget_class->query_tooltip = _psc_timeline_query_tooltip;
  _psc_timeline_class_init_merged (widget_class);
  _psc_timeline_class_init_range (widget_class);

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    gtk_widget_class_add_binding (widget_class, moves[i].key, 0, move_cb,
                                  "i", moves[i].move);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c,
                                       GDK_CONTROL_MASK, "win.copy-picture",
                                       NULL);
}

/**
 * _psc_timeline_init_input:
 *
 * Gives a new timeline its gestures.
 */
void
_psc_timeline_init_input (PscTimeline *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  _psc_timeline_init_range (self);

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, motion);

  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (widget, scroll);

  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb),
                            self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (reset_drag_cb),
                            self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (reset_drag_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb),
                            self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));

  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinch_cb),
                            self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
}

/**
 * psc_timeline_move:
 *
 * Moves the selection from bar to bar; without one, to the first bar.
 *
 * Returns: whether there was a bar to go to
 */
gboolean
psc_timeline_move (PscTimeline *self,
                   PscMove      move)
{
  guint found;

  g_return_val_if_fail (PSC_IS_TIMELINE (self), FALSE);

  if (self->scene == NULL)
    return FALSE;

  if (self->selected == PSC_TIMELINE_NO_TASK)
    {
      PscBars *bars = psc_scene_get_bars (self->scene);

      if (psc_bars_get_n_tasks (bars, 0) == 0)
        return FALSE;
      found = psc_bars_get_task (bars, 0, 0);
    }
  else if (!psc_scene_find_task (self->scene, self->selected, move, &found))
    {
      return FALSE;
    }

  psc_timeline_set_selected (self, found);

  return TRUE;
}
