/* psc-timeline-range.c: a stretch of time that is chosen on the timeline
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-timeline-range"

#include "config.h"

#include <math.h>

#include "psc-timeline-private.h"

#define SHADE            .14
#define EDGE_PX          2.
#define HANDLE_WIDTH_PX  7.
#define HANDLE_LENGTH_PX 32.

/* How near to an edge the pointer takes hold of it, and how far it has to go
 * to begin a range. */
#define GRAB_PX          7.
#define DRAG_START_PX    6.

/* How far the chart pans with each frame, of the way that the pointer is beyond
 * its edge. */
#define PAN_SHARE        .15

/* What one press of a key adds, of what is visible. */
#define KEY_SHARE        .025

static guint range_changed;

static gboolean
has_range (PscTimeline *self)
{
  return self->range_anchor_ns != self->range_head_ns;
}

/* One end stays where it is, the other moves. */
static void
set_ends (PscTimeline *self,
          gint64       anchor_ns,
          gint64       head_ns)
{
  if (self->range_anchor_ns == anchor_ns && self->range_head_ns == head_ns)
    return;

  self->range_anchor_ns = anchor_ns;
  self->range_head_ns = head_ns;
  _psc_timeline_update_description (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, range_changed, 0);
}

/* The moment at a place, in what is visible of the run. */
static gint64
get_time (PscTimeline *self,
          double       along_px)
{
  const PscTimeScale *scale = psc_scene_get_scale (self->scene);
  gint64 begin_ns = MAX (scale->visible_begin_ns, 0);
  gint64 end_ns = MIN (scale->visible_end_ns,
                       psc_scene_get_wall_ns (self->scene));

  return CLAMP (psc_time_scale_to_ns (scale, along_px), begin_ns,
                MAX (begin_ns, end_ns));
}

/* Which edge of the range is at a place: its time, and that of the other. */
static gboolean
find_edge (PscTimeline *self,
           double       along_px,
           gint64      *edge_ns,
           gint64      *other_ns)
{
  const PscTimeScale *scale;
  double to_anchor_px, to_head_px;

  if (self->scene == NULL || !has_range (self))
    return FALSE;

  scale = psc_scene_get_scale (self->scene);
  to_anchor_px = fabs (psc_time_scale_to_px (scale, self->range_anchor_ns) -
                       along_px);
  to_head_px = fabs (psc_time_scale_to_px (scale, self->range_head_ns) -
                     along_px);
  if (MIN (to_anchor_px, to_head_px) > GRAB_PX)
    return FALSE;

  *edge_ns = to_anchor_px < to_head_px ? self->range_anchor_ns
                                       : self->range_head_ns;
  *other_ns = to_anchor_px < to_head_px ? self->range_head_ns
                                        : self->range_anchor_ns;

  return TRUE;
}

/* A plain drag moves the chart, unless it begins at an edge. */
static void
drag_begin_cb (PscTimeline    *self,
               double          x,
               double          y,
               GtkGestureDrag *gesture)
{
  GdkModifierType modifiers =
    gtk_event_controller_get_current_event_state (
      GTK_EVENT_CONTROLLER (gesture));
  double along_px = _psc_timeline_get_along (self, x, y);
  gint64 edge_ns, other_ns;

  if (find_edge (self, along_px, &edge_ns, &other_ns))
    {
      self->range_drag = PSC_RANGE_DRAG_EDGE;
      self->range_start_px =
        psc_time_scale_to_px (psc_scene_get_scale (self->scene), edge_ns);
      set_ends (self, other_ns, edge_ns);
    }
  else if (self->scene != NULL && (modifiers & GDK_SHIFT_MASK))
    {
      self->range_drag = PSC_RANGE_DRAG_NEW;
      self->range_start_px = along_px;
    }
  else
    {
      self->range_drag = PSC_RANGE_DRAG_NONE;
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* How far the pointer is beyond the edge of a chart of which a part is out of
 * sight. */
static double
get_beyond (PscTimeline *self)
{
  const PscTimeScale *scale;
  double begin_px, end_px;

  if (self->scene == NULL || !self->zoomed ||
      self->range_drag != PSC_RANGE_DRAG_EDGE)
    return 0.;

  scale = psc_scene_get_scale (self->scene);
  begin_px = MIN (scale->offset_px, scale->offset_px + scale->length_px);
  end_px = begin_px + fabs (scale->length_px);

  return self->range_px - CLAMP (self->range_px, begin_px, end_px);
}

/* As long as the pointer stays there, which sends no events, the chart goes on
 * to where it is dragged. */
static gboolean
pan_cb (GtkWidget     *widget,
        GdkFrameClock *clock,
        gpointer       user_data)
{
  PscTimeline *self = PSC_TIMELINE (widget);
  double beyond_px = get_beyond (self);

  if (beyond_px == 0.)
    {
      self->range_tick_id = 0;
      return G_SOURCE_REMOVE;
    }

  _psc_timeline_pan (self, PAN_SHARE * beyond_px);
  set_ends (self, self->range_anchor_ns, get_time (self, self->range_px));

  return G_SOURCE_CONTINUE;
}

static void
drag_end_cb (PscTimeline *self)
{
  self->range_drag = PSC_RANGE_DRAG_NONE;
}

static void
drag_update_cb (PscTimeline *self,
                double       offset_x,
                double       offset_y)
{
  double offset_px = _psc_timeline_get_along (self, offset_x, offset_y);
  gint64 anchor_ns = self->range_anchor_ns;

  if (self->scene == NULL || self->range_drag == PSC_RANGE_DRAG_NONE)
    return;

  if (self->range_drag == PSC_RANGE_DRAG_NEW)
    {
      if (fabs (offset_px) < DRAG_START_PX)
        return;

      self->range_drag = PSC_RANGE_DRAG_EDGE;
      anchor_ns = get_time (self, self->range_start_px);
    }

  self->range_px = self->range_start_px + offset_px;
  set_ends (self, anchor_ns, get_time (self, self->range_px));
  if (get_beyond (self) != 0. && self->range_tick_id == 0)
    self->range_tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self),
                                                        pan_cb, NULL, NULL);
}

/* What the keyboard begins with: the selected bar, or the middle of what is
 * visible. */
static void
begin_by_key (PscTimeline *self,
              double       share,
              gint64      *anchor_ns,
              gint64      *head_ns)
{
  const PscTimeScale *scale = psc_scene_get_scale (self->scene);
  PscBars *bars = psc_scene_get_bars (self->scene);
  guint lane, position;

  *anchor_ns = get_time (self, scale->offset_px + scale->length_px / 2.);
  *head_ns = *anchor_ns;
  if (self->selected != PSC_TIMELINE_NO_TASK &&
      psc_bars_find_task (bars, self->selected, &lane, &position))
    {
      *anchor_ns = psc_bars_get_start_ns (bars, lane, position);
      *head_ns = psc_bars_get_end_ns (bars, lane, position);
      if (share < 0.)
        {
          *head_ns = *anchor_ns;
          *anchor_ns = psc_bars_get_end_ns (bars, lane, position);
        }
    }
}

static gboolean
extend_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  PscTimeline *self = PSC_TIMELINE (widget);
  double share = g_variant_get_double (args);
  gint64 anchor_ns = self->range_anchor_ns, head_ns = self->range_head_ns;
  PscTimeScale *scale;

  if (self->scene == NULL)
    return FALSE;

  scale = psc_scene_get_scale (self->scene);
  if (!has_range (self))
    begin_by_key (self, share, &anchor_ns, &head_ns);
  if (has_range (self) || anchor_ns == head_ns)
    head_ns += (gint64) (share * (double) (scale->visible_end_ns -
                                           scale->visible_begin_ns));

  head_ns = CLAMP (head_ns, 0, psc_scene_get_wall_ns (self->scene));
  psc_time_scale_reveal (scale, head_ns, head_ns);
  _psc_timeline_view_changed (self);
  set_ends (self, anchor_ns, head_ns);

  return TRUE;
}

static gboolean
extend_to_end_cb (GtkWidget *widget,
                  GVariant  *args,
                  gpointer   user_data)
{
  PscTimeline *self = PSC_TIMELINE (widget);
  gint64 anchor_ns = self->range_anchor_ns, head_ns;
  gboolean is_end = g_variant_get_boolean (args);

  if (self->scene == NULL)
    return FALSE;

  if (!has_range (self))
    begin_by_key (self, is_end ? 1. : -1., &anchor_ns, &head_ns);
  head_ns = is_end ? psc_scene_get_wall_ns (self->scene) : 0;
  psc_time_scale_reveal (psc_scene_get_scale (self->scene), head_ns, head_ns);
  _psc_timeline_view_changed (self);
  set_ends (self, anchor_ns, head_ns);

  return TRUE;
}

static gboolean
clear_cb (GtkWidget *widget,
          GVariant  *args,
          gpointer   user_data)
{
  PscTimeline *self = PSC_TIMELINE (widget);

  if (!has_range (self))
    return FALSE;

  psc_timeline_set_range (self, 0, 0);

  return TRUE;
}

static gboolean
zoom_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  psc_timeline_zoom_to_range (PSC_TIMELINE (widget));

  return TRUE;
}

/* A rectangle that lies so along the time axis and across it. */
static void
append_rect (PscTimeline   *self,
             GtkSnapshot   *snapshot,
             double         along,
             double         length,
             double         across,
             double         breadth,
             const GdkRGBA *color)
{
  graphene_rect_t rect;

  if (psc_timeline_get_upright (self))
    graphene_rect_init (&rect, (float) across, (float) along, (float) breadth,
                        (float) length);
  else
    graphene_rect_init (&rect, (float) along, (float) across, (float) length,
                        (float) breadth);

  gtk_snapshot_append_color (snapshot, color, &rect);
}

static void
append_edge (PscTimeline   *self,
             GtkSnapshot   *snapshot,
             double         along,
             double         across,
             double         breadth,
             const GdkRGBA *color,
             const GdkRGBA *background)
{
  double length = MIN (HANDLE_LENGTH_PX, breadth);
  double middle = across + breadth / 2.;

  append_rect (self, snapshot, along - EDGE_PX / 2., EDGE_PX, across, breadth,
               color);
  append_rect (self, snapshot, along - HANDLE_WIDTH_PX / 2. - 1.,
               HANDLE_WIDTH_PX + 2., middle - length / 2. - 1., length + 2.,
               background);
  append_rect (self, snapshot, along - HANDLE_WIDTH_PX / 2., HANDLE_WIDTH_PX,
               middle - length / 2., length, color);
}

static GdkRGBA
get_color (const PscColor *color,
           double          alpha)
{
  return (GdkRGBA) { (float) color->red, (float) color->green,
                     (float) color->blue, (float) alpha };
}

/**
 * _psc_timeline_snapshot_range:
 *
 * Draws the range over the chart.
 */
void
_psc_timeline_snapshot_range (PscTimeline *self,
                              GtkSnapshot *snapshot)
{
  const PscTimeScale *scale = psc_scene_get_scale (self->scene);
  GdkRGBA shade = get_color (&self->palette->highlight, SHADE);
  GdkRGBA color = get_color (&self->palette->highlight, 1.);
  GdkRGBA background = get_color (&self->palette->background, 1.);
  double edges[2], low, high, across, breadth;
  PscRect plot;

  if (!has_range (self))
    return;

  psc_scene_get_plot (self->scene, &plot);
  across = psc_timeline_get_upright (self) ? plot.x : plot.y;
  breadth = psc_timeline_get_upright (self) ? plot.width : plot.height;
  low = MIN (scale->offset_px, scale->offset_px + scale->length_px);
  high = low + fabs (scale->length_px);
  edges[0] = psc_time_scale_to_px (scale, self->range_anchor_ns);
  edges[1] = psc_time_scale_to_px (scale, self->range_head_ns);

  if (MAX (edges[0], edges[1]) > low && MIN (edges[0], edges[1]) < high)
    {
      double begin = MAX (MIN (edges[0], edges[1]), low);
      double end = MIN (MAX (edges[0], edges[1]), high);

      append_rect (self, snapshot, begin, end - begin, across, breadth, &shade);
    }

  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    if (edges[i] >= low - 1. && edges[i] <= high + 1.)
      append_edge (self, snapshot, edges[i], across, breadth, &color,
                   &background);
}

/**
 * _psc_timeline_hover_range:
 * @along_px: where the pointer is
 *
 * Shows where an edge can be taken hold of.
 */
void
_psc_timeline_hover_range (PscTimeline *self,
                           double       along_px)
{
  gint64 edge_ns, other_ns;
  const char *name = NULL;

  if (find_edge (self, along_px, &edge_ns, &other_ns))
    name = psc_timeline_get_upright (self) ? "ns-resize" : "ew-resize";

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), name);
}

/**
 * _psc_timeline_class_init_range:
 *
 * Installs the signal and the keys.
 */
void
_psc_timeline_class_init_range (GtkWidgetClass *widget_class)
{
  const struct { guint key; double share; } steps[] = {
    { GDK_KEY_Left, -KEY_SHARE },
    { GDK_KEY_Down, -KEY_SHARE },
    { GDK_KEY_Right, KEY_SHARE },
    { GDK_KEY_Up, KEY_SHARE },
  };

  range_changed =
    g_signal_new ("range-changed", PSC_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    gtk_widget_class_add_binding (widget_class, steps[i].key, GDK_SHIFT_MASK,
                                  extend_cb, "d", steps[i].share);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, GDK_SHIFT_MASK,
                                extend_to_end_cb, "b", FALSE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, GDK_SHIFT_MASK,
                                extend_to_end_cb, "b", TRUE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_SHIFT_MASK,
                                zoom_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, clear_cb,
                                NULL);
}

/**
 * _psc_timeline_init_range:
 *
 * Gives a new timeline its gesture, which goes before those that pan and
 * select.
 */
void
_psc_timeline_init_range (PscTimeline *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag),
                                              GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb),
                            self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb),
                            self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

/**
 * psc_timeline_get_range:
 * @begin_ns: (out) (optional): the beginning of the stretch that is chosen
 * @end_ns: (out) (optional): its end
 *
 * Returns: whether one is chosen
 */
gboolean
psc_timeline_get_range (PscTimeline *self,
                        gint64      *begin_ns,
                        gint64      *end_ns)
{
  g_return_val_if_fail (PSC_IS_TIMELINE (self), FALSE);

  if (begin_ns != NULL)
    *begin_ns = MIN (self->range_anchor_ns, self->range_head_ns);
  if (end_ns != NULL)
    *end_ns = MAX (self->range_anchor_ns, self->range_head_ns);

  return has_range (self);
}

/**
 * psc_timeline_set_range:
 * @begin_ns: the beginning of a stretch
 * @end_ns: its end; the same moment chooses none
 *
 * Chooses a stretch of the run, if there is one.
 */
void
psc_timeline_set_range (PscTimeline *self,
                        gint64       begin_ns,
                        gint64       end_ns)
{
  g_return_if_fail (PSC_IS_TIMELINE (self));
  g_return_if_fail (begin_ns <= end_ns);

  if (self->scene != NULL)
    set_ends (self, begin_ns, end_ns);
}

/**
 * psc_timeline_zoom_to_range:
 *
 * Shows the stretch that is chosen, and nothing else.
 */
void
psc_timeline_zoom_to_range (PscTimeline *self)
{
  gint64 begin_ns, end_ns;

  g_return_if_fail (PSC_IS_TIMELINE (self));

  if (psc_timeline_get_range (self, &begin_ns, &end_ns))
    psc_timeline_zoom_to (self, begin_ns, end_ns);
}
