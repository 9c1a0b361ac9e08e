/* psc-timeline-view.c: which stretch of time is shown
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-timeline-view"

#include "config.h"

#include <math.h>

#include "psc-timeline-private.h"

/* What one press of a key or button does. */
#define ZOOM_FACTOR  1.5
#define PAN_SHARE    .25
#define ANIMATION_MS 200

enum
{
  SIGNAL_SCENE_CHANGED,
  SIGNAL_VIEW_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/**
 * _psc_timeline_view_changed:
 *
 * To be called whenever another stretch of time may be visible.
 */
void
_psc_timeline_view_changed (PscTimeline *self)
{
  gboolean zoomed =
    self->scene != NULL &&
    !psc_time_scale_is_fit (psc_scene_get_scale (self->scene));

  _psc_timeline_invalidate (self);
  if (self->zoomed != zoomed)
    {
      self->zoomed = zoomed;
      g_object_notify (G_OBJECT (self), "zoomed");
    }
  g_signal_emit (self, signals[SIGNAL_VIEW_CHANGED], 0);
}

/**
 * _psc_timeline_scene_changed:
 *
 * To be called whenever there is something else to be seen, in any stretch of
 * time.
 */
void
_psc_timeline_scene_changed (PscTimeline *self)
{
  g_signal_emit (self, signals[SIGNAL_SCENE_CHANGED], 0);
  _psc_timeline_view_changed (self);
}

static gboolean
is_moving (PscTimeline *self)
{
  return self->animation != NULL &&
         adw_animation_get_state (self->animation) == ADW_ANIMATION_PLAYING;
}

/* Who takes hold of the chart is not to be pulled away from there. */
static void
stop_moving (PscTimeline *self)
{
  if (is_moving (self))
    adw_animation_pause (self->animation);
}

static void
animate_cb (double   value,
            gpointer user_data)
{
  PscTimeline *self = PSC_TIMELINE (user_data);
  const PscTimeScale *from = &self->move_from;
  PscTimeScale *to = &self->move_to;
  double from_ns = (double) (from->visible_end_ns - from->visible_begin_ns);
  double to_ns, share = value;
  PscTimeScale *scale;

  if (self->scene == NULL)
    return;

  /* A run that goes on has grown since the move began. */
  scale = psc_scene_get_scale (self->scene);
  psc_time_scale_set_full (to, scale->full_begin_ns, scale->full_end_ns);
  to_ns = (double) (to->visible_end_ns - to->visible_begin_ns);

  /* Each moment zooms by the same factor as the one before it. */
  if (fabs (to_ns - from_ns) >= 1.)
    share = (from_ns - from_ns * pow (to_ns / from_ns, value)) /
            (from_ns - to_ns);

  psc_time_scale_set_visible (
    scale,
    from->visible_begin_ns +
      llround (share * (double) (to->visible_begin_ns -
                                 from->visible_begin_ns)),
    from->visible_end_ns +
      llround (share * (double) (to->visible_end_ns - from->visible_end_ns)));
  _psc_timeline_view_changed (self);
}

/* What is shown as soon as a move that goes on has come to its end: the next
 * press of a key goes on from there. */
static PscTimeScale
get_goal (PscTimeline *self)
{
  PscTimeScale goal = *psc_scene_get_scale (self->scene);

  if (is_moving (self))
    psc_time_scale_set_visible (&goal, self->move_to.visible_begin_ns,
                                self->move_to.visible_end_ns);

  return goal;
}

static void
move_to (PscTimeline        *self,
         const PscTimeScale *goal)
{
  if (self->animation == NULL)
    self->animation =
      adw_timed_animation_new (GTK_WIDGET (self), 0., 1., ANIMATION_MS,
                               adw_callback_animation_target_new (animate_cb,
                                                                  self, NULL));

  stop_moving (self);
  self->move_from = *psc_scene_get_scale (self->scene);
  self->move_to = *goal;

  /* This is over at once where nothing is to be animated. */
  adw_animation_reset (self->animation);
  adw_animation_play (self->animation);
}

/**
 * _psc_timeline_get_along:
 *
 * The coordinate that is along the time axis.
 */
double
_psc_timeline_get_along (PscTimeline *self,
                         double       x,
                         double       y)
{
  return self->options.orientation == PSC_ORIENTATION_UPRIGHT ? y : x;
}

/**
 * _psc_timeline_pan:
 * @delta_px: along the time axis
 *
 * Moves the visible range over the chart at once.
 */
void
_psc_timeline_pan (PscTimeline *self,
                   double       delta_px)
{
  stop_moving (self);
  psc_time_scale_pan (psc_scene_get_scale (self->scene), delta_px);
  _psc_timeline_view_changed (self);
}

/**
 * _psc_timeline_zoom_at:
 * @along_px: the place on the time axis that stays where it is
 *
 * Shows less time with a factor above 1, more with one below, at once.
 */
void
_psc_timeline_zoom_at (PscTimeline *self,
                       double       along_px,
                       double       factor)
{
  if (self->scene == NULL)
    return;

  stop_moving (self);
  psc_time_scale_zoom_at (psc_scene_get_scale (self->scene), along_px, factor);
  _psc_timeline_view_changed (self);
}

/* Zooming by key keeps the selected bar in place, or else the middle. */
static void
zoom_by_key (PscTimeline *self,
             double       factor)
{
  PscTimeScale goal;
  double along_px;
  guint lane, position;

  if (self->scene == NULL)
    return;

  goal = get_goal (self);
  along_px = goal.offset_px + goal.length_px / 2.;
  if (self->selected != PSC_TIMELINE_NO_TASK)
    {
      PscBars *bars = psc_scene_get_bars (self->scene);

      if (psc_bars_find_task (bars, self->selected, &lane, &position))
        along_px = psc_time_scale_to_px (
          &goal, psc_bars_get_start_ns (bars, lane, position) / 2 +
                 psc_bars_get_end_ns (bars, lane, position) / 2);
    }

  psc_time_scale_zoom_at (&goal, along_px, factor);
  move_to (self, &goal);
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
  PscTimeScale goal;

  if (self->scene == NULL)
    return;

  goal = get_goal (self);
  psc_time_scale_fit (&goal);
  move_to (self, &goal);
}

static void
zoom_selection_action (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  PscTimeline *self = PSC_TIMELINE (widget);
  guint lane, position;
  gint64 begin_ns, end_ns, room_ns;
  PscBars *bars;

  if (psc_timeline_get_range (self, NULL, NULL))
    {
      psc_timeline_zoom_to_range (self);
      return;
    }

  if (self->scene == NULL || self->selected == PSC_TIMELINE_NO_TASK)
    return;

  bars = psc_scene_get_bars (self->scene);
  if (!psc_bars_find_task (bars, self->selected, &lane, &position))
    return;

  /* Its neighbors tell how long it is. */
  begin_ns = psc_bars_get_start_ns (bars, lane, position);
  end_ns = psc_bars_get_end_ns (bars, lane, position);
  room_ns = (end_ns - begin_ns) / 4;
  psc_timeline_zoom_to (self, begin_ns - room_ns, end_ns + room_ns);
}

static gboolean
pan_cb (GtkWidget *widget,
        GVariant  *args,
        gpointer   user_data)
{
  PscTimeline *self = PSC_TIMELINE (widget);
  PscTimeScale goal;

  if (self->scene == NULL)
    return FALSE;

  goal = get_goal (self);
  psc_time_scale_pan (&goal, goal.length_px * g_variant_get_double (args));
  move_to (self, &goal);

  return TRUE;
}

/**
 * _psc_timeline_class_init_view:
 *
 * Installs the signals, and the actions and keys that zoom and pan.
 */
void
_psc_timeline_class_init_view (GtkWidgetClass *widget_class)
{
  const struct { guint key; double share; } pans[] = {
    { GDK_KEY_Left, -PAN_SHARE },
    { GDK_KEY_Down, -PAN_SHARE },
    { GDK_KEY_Right, PAN_SHARE },
    { GDK_KEY_Up, PAN_SHARE },
  };
  const struct { guint key; const char *action; } zooms[] = {
    { GDK_KEY_plus, "timeline.zoom-in" },
    { GDK_KEY_KP_Add, "timeline.zoom-in" },
    { GDK_KEY_minus, "timeline.zoom-out" },
    { GDK_KEY_KP_Subtract, "timeline.zoom-out" },
    { GDK_KEY_0, "timeline.zoom-fit" },
    { GDK_KEY_KP_0, "timeline.zoom-fit" },
  };

  signals[SIGNAL_SCENE_CHANGED] =
    g_signal_new ("scene-changed", PSC_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_VIEW_CHANGED] =
    g_signal_new ("view-changed", PSC_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "timeline.zoom-in", NULL,
                                   zoom_in_action);
  gtk_widget_class_install_action (widget_class, "timeline.zoom-out", NULL,
                                   zoom_out_action);
  gtk_widget_class_install_action (widget_class, "timeline.zoom-fit", NULL,
                                   zoom_fit_action);
  gtk_widget_class_install_action (widget_class, "timeline.zoom-selection",
                                   NULL, zoom_selection_action);

  for (guint i = 0; i < G_N_ELEMENTS (pans); i++)
    gtk_widget_class_add_binding (widget_class, pans[i].key, GDK_CONTROL_MASK,
                                  pan_cb, "d", pans[i].share);
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    gtk_widget_class_add_binding_action (widget_class, zooms[i].key, 0,
                                         zooms[i].action, NULL);
}

/**
 * _psc_timeline_dispose_view:
 *
 * Lets go of a move that may still go on, and of what was to be told.
 */
void
_psc_timeline_dispose_view (PscTimeline *self)
{
  stop_moving (self);
  g_clear_handle_id (&self->merged_id, g_source_remove);
  g_clear_object (&self->animation);
}

/**
 * psc_timeline_get_visible:
 * @begin_ns: (out): where the visible range begins
 * @end_ns: (out): where it ends
 *
 * Returns: %FALSE without a run
 */
gboolean
psc_timeline_get_visible (PscTimeline *self,
                          gint64      *begin_ns,
                          gint64      *end_ns)
{
  const PscTimeScale *scale;

  g_return_val_if_fail (PSC_IS_TIMELINE (self), FALSE);

  if (self->scene == NULL)
    return FALSE;

  scale = psc_scene_get_scale (self->scene);
  *begin_ns = scale->visible_begin_ns;
  *end_ns = scale->visible_end_ns;

  return TRUE;
}

/**
 * psc_timeline_set_visible:
 *
 * Shows this range at once, or what the run and the limit of the zoom allow.
 */
void
psc_timeline_set_visible (PscTimeline *self,
                          gint64       begin_ns,
                          gint64       end_ns)
{
  g_return_if_fail (PSC_IS_TIMELINE (self));

  if (self->scene == NULL)
    return;

  stop_moving (self);
  psc_time_scale_set_visible (psc_scene_get_scale (self->scene), begin_ns,
                              end_ns);
  _psc_timeline_view_changed (self);
}

/**
 * psc_timeline_zoom_to:
 *
 * Goes to this range; smoothly, where animations are wanted.
 */
void
psc_timeline_zoom_to (PscTimeline *self,
                      gint64       begin_ns,
                      gint64       end_ns)
{
  PscTimeScale goal;

  g_return_if_fail (PSC_IS_TIMELINE (self));
  g_return_if_fail (begin_ns <= end_ns);

  if (self->scene == NULL)
    return;

  goal = get_goal (self);
  psc_time_scale_set_visible (&goal, begin_ns, end_ns);
  move_to (self, &goal);
}

/**
 * psc_timeline_get_zoomed:
 *
 * Whether a part of the run is out of sight.
 */
gboolean
psc_timeline_get_zoomed (PscTimeline *self)
{
  g_return_val_if_fail (PSC_IS_TIMELINE (self), FALSE);

  return self->zoomed;
}
