/* psc-timeline-input.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-timeline-input"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-format.h"
#include "psc-outcome.h"
#include "psc-timeline-private.h"

#define ZOOM_FACTOR   1.25
#define SCROLL_PX     48.
#define DRAG_START_PX 6.

static void
append_steps (PscRun  *run,
              guint    task,
              GString *text)
{
  PscPipeline *pipeline = psc_run_get_settings (run)->pipeline;
  gboolean first = TRUE;

  for (guint i = 0; i < psc_run_get_n_steps (run); i++)
    {
      const PscStepRecord *step = psc_run_get_step (run, task, i);
      g_autofree char *duration = NULL;

      if (step->start_ns == PSC_NEVER)
        continue;

      duration = psc_format_duration (step->end_ns - step->start_ns);
      g_string_append_printf (text, "%s%s %s", first ? "\n" : " · ",
                              psc_pipeline_get_step (pipeline, i)->name,
                              duration);
      first = FALSE;
    }
}

/**
 * _psc_timeline_dup_hit_text:
 * @hit: what is at a place of the chart
 *
 * Returns: (transfer full) (nullable): the text of its tooltip
 */
char *
_psc_timeline_dup_hit_text (PscTimeline  *self,
                            const PscHit *hit)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *duration = NULL;

  if (hit->kind == PSC_HIT_NOTHING || hit->kind == PSC_HIT_LABEL)
    return NULL;

  duration = psc_format_duration (hit->end_ns - hit->begin_ns);
  if (hit->kind == PSC_HIT_GAP)
    {
      g_string_printf (text, "%s · %s\n%s",
                       psc_part_kind_get_label (hit->part), duration,
                       psc_part_kind_explain (hit->part));
    }
  else
    {
      PscListing *listing = psc_run_get_listing (self->run);
      g_autofree char *name =
        psc_format_name (psc_listing_get_name (listing, hit->task));
      g_autofree char *reason = psc_run_dup_reason (self->run, hit->task);

      g_string_printf (text, "%s · %s", name, duration);
      if (hit->kind == PSC_HIT_TASK)
        append_steps (self->run, hit->task, text);
      if (reason != NULL)
        g_string_append_printf (text, "\n%s", reason);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
psc_timeline_query_tooltip (GtkWidget  *widget,
                            int         x,
                            int         y,
                            gboolean    keyboard_mode,
                            GtkTooltip *tooltip)
{
  PscTimeline *self = PSC_TIMELINE (widget);
  g_autofree char *text = NULL;
  PscHit hit;

  if (self->scene == NULL)
    return FALSE;

  if (keyboard_mode)
    {
      PscRect rect;

      if (self->selected == PSC_TIMELINE_NO_TASK ||
          !psc_scene_get_task_rect (self->scene, self->selected, &rect))
        return FALSE;
      x = (int) floor (rect.x + rect.width / 2);
      y = (int) floor (rect.y + rect.height / 2);
    }

  psc_scene_pick (self->scene, x, y, &hit);
  text = _psc_timeline_dup_hit_text (self, &hit);
  if (text == NULL)
    return FALSE;

  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip,
                            &(GdkRectangle) {
                              (int) floor (MAX (hit.rect.x, x - 8)),
                              (int) floor (hit.rect.y),
                              (int) ceil (CLAMP (hit.rect.width, 1, 16)),
                              (int) ceil (MAX (hit.rect.height, 1)),
                            });

  return TRUE;
}

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

  self->pointer_x = x;
  if (self->scene != NULL)
    psc_scene_pick (self->scene, x, y, &hit);
  set_hovered (self, hit.kind == PSC_HIT_TASK ? hit.task
                                              : PSC_TIMELINE_NO_TASK);
}

static void
leave_cb (PscTimeline *self)
{
  set_hovered (self, PSC_TIMELINE_NO_TASK);
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
}

static void
pan (PscTimeline *self,
     double       delta_px)
{
  psc_time_scale_pan (psc_scene_get_scale (self->scene), delta_px);
  _psc_timeline_invalidate (self);
}

static void
zoom (PscTimeline *self,
      double       x,
      double       factor)
{
  if (self->scene == NULL)
    return;

  psc_time_scale_zoom_at (psc_scene_get_scale (self->scene), x, factor);
  _psc_timeline_invalidate (self);
}

static void
drag_begin_cb (PscTimeline *self)
{
  self->drag_px = 0.;
}

static void
drag_update_cb (PscTimeline    *self,
                double          offset_x,
                double          offset_y,
                GtkGestureDrag *gesture)
{
  if (self->scene == NULL ||
      psc_time_scale_is_fit (psc_scene_get_scale (self->scene)))
    return;

  if (self->drag_px == 0. && fabs (offset_x) < DRAG_START_PX)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  pan (self, self->drag_px - offset_x);
  self->drag_px = offset_x;
}

/* Only what the chart has a use for is taken, so that a wheel over a chart
 * that shows everything still scrolls the page. */
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
      PscRect plot;

      psc_scene_get_plot (self->scene, &plot);
      zoom (self, CLAMP (self->pointer_x, plot.x, plot.x + plot.width),
            pow (ZOOM_FACTOR, wheel ? -dy : -dy / SCROLL_PX));
      return TRUE;
    }

  if (psc_time_scale_is_fit (psc_scene_get_scale (self->scene)))
    return FALSE;

  pan (self, (dx + dy) * (wheel ? SCROLL_PX : 1.));

  return TRUE;
}

static void
pinch_cb (PscTimeline    *self,
          double          scale,
          GtkGestureZoom *gesture)
{
  double x, y;

  if (gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    zoom (self, x, gtk_gesture_zoom_get_scale_delta (gesture));
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

  zoom (self, x, factor);
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

static gboolean
move_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  PscTimeline *self = PSC_TIMELINE (widget);

  if (psc_timeline_move (self, g_variant_get_int32 (args)))
    gtk_widget_trigger_tooltip_query (widget);

  /* At the last bar the key is spent as well: the focus stays here. */
  return TRUE;
}

/**
 * _psc_timeline_class_init_input:
 *
 * Installs actions, keys and tooltips.
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
  const struct { guint key; const char *action; } zooms[] = {
    { GDK_KEY_plus, "timeline.zoom-in" },
    { GDK_KEY_KP_Add, "timeline.zoom-in" },
    { GDK_KEY_minus, "timeline.zoom-out" },
    { GDK_KEY_KP_Subtract, "timeline.zoom-out" },
    { GDK_KEY_0, "timeline.zoom-fit" },
    { GDK_KEY_KP_0, "timeline.zoom-fit" },
  };

  widget_class->query_tooltip = psc_timeline_query_tooltip;

  gtk_widget_class_install_action (widget_class, "timeline.zoom-in", NULL,
                                   zoom_in_action);
  gtk_widget_class_install_action (widget_class, "timeline.zoom-out", NULL,
                                   zoom_out_action);
  gtk_widget_class_install_action (widget_class, "timeline.zoom-fit", NULL,
                                   zoom_fit_action);

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    gtk_widget_class_add_binding (widget_class, moves[i].key, 0, move_cb,
                                  "i", moves[i].move);
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    gtk_widget_class_add_binding_action (widget_class, zooms[i].key, 0,
                                         zooms[i].action, NULL);
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

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, motion);

  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (widget, scroll);

  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb),
                            self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb),
                            self);
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
