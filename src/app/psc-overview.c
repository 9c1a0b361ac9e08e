/* psc-overview.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-overview"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-clock.h"
#include "psc-grip.h"
#include "psc-overview.h"
#include "psc-paint.h"
#include "psc-present-palette.h"

#define SIZE_PX     28
#define MARGIN_PX   6

/* How far a key or a notch of the wheel moves, as a share of what is visible. */
#define STEP_SHARE  .1
#define PAGE_SHARE  .9
#define END_SHARE   1e9

struct _PscOverview
{
  GtkWidget      parent_instance;

  /* Owned */
  PscTimeline   *timeline;
  GskRenderNode *node;      /* the run in small, until it is stale */

  PscRect        rect;      /* where the node has it */
  PscGrip        grip;
  double         press_px;
  gint64         press_begin_ns; /* the visible range at the press */
  gint64         press_end_ns;
};

G_DEFINE_FINAL_TYPE (PscOverview, psc_overview, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_TIMELINE = 1,
} PscOverviewProperty;

static GParamSpec *properties[PROP_TIMELINE + 1];

static PscScene *
get_scene (PscOverview *self)
{
  return self->timeline != NULL ? psc_timeline_get_scene (self->timeline)
                                : NULL;
}

static gboolean
is_upright (PscOverview *self)
{
  return self->timeline != NULL && psc_timeline_get_upright (self->timeline);
}

/* The strip is as long as the plot, and lies beside it. */
static void
get_rect (PscOverview *self,
          PscRect     *rect)
{
  PscRect plot;

  psc_scene_get_plot (get_scene (self), &plot);
  if (is_upright (self))
    *rect = (PscRect) { MARGIN_PX, plot.y,
                        gtk_widget_get_width (GTK_WIDGET (self)) -
                        2 * MARGIN_PX, plot.height };
  else
    *rect = (PscRect) { plot.x, MARGIN_PX, plot.width,
                        gtk_widget_get_height (GTK_WIDGET (self)) -
                        2 * MARGIN_PX };
}

static void
get_strip (PscOverview  *self,
           PscTimeScale *strip)
{
  PscRect rect;

  get_rect (self, &rect);
  psc_scene_get_strip (get_scene (self), &rect, strip);
}

static void
update_accessible (PscOverview *self)
{
  PscScene *scene = get_scene (self);
  g_autofree char *text = NULL;
  const PscTimeScale *scale;

  if (scene == NULL)
    return;

  scale = psc_scene_get_scale (scene);
  text = psc_timeline_dup_range_text (self->timeline);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self),
    GTK_ACCESSIBLE_PROPERTY_ORIENTATION,
    is_upright (self) ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL,
    GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.,
    GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
    (double) scale->full_end_ns / PSC_NSEC_PER_SEC,
    GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
    (double) scale->visible_begin_ns / PSC_NSEC_PER_SEC,
    GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text,
    -1);
}

static void
view_changed_cb (PscOverview *self)
{
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
scene_changed_cb (PscOverview *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
}

static void
upright_cb (PscOverview *self)
{
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
move_by (PscOverview *self,
         double       share)
{
  gint64 begin_ns, end_ns;
  PscTimeScale strip;
  double delta_px;

  if (get_scene (self) == NULL)
    return;

  psc_timeline_get_visible (self->timeline, &begin_ns, &end_ns);
  get_strip (self, &strip);
  delta_px = share * (psc_time_scale_to_px (&strip, end_ns) -
                      psc_time_scale_to_px (&strip, begin_ns));
  psc_grip_drag (PSC_GRIP_RANGE, &strip, delta_px, &begin_ns, &end_ns);
  psc_timeline_zoom_to (self->timeline, begin_ns, end_ns);
}

static gboolean
move_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  move_by (PSC_OVERVIEW (widget), g_variant_get_double (args));

  return TRUE;
}

/* The overview is no child of the chart, which could find its actions. */
static void
zoom_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  PscOverview *self = PSC_OVERVIEW (widget);

  if (self->timeline != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->timeline), action_name,
                                NULL);
}

static void
update_cursor (PscOverview *self,
               PscGrip      grip)
{
  static const char * const cursors[][2] = {
    [PSC_GRIP_NONE] = { NULL, NULL },
    [PSC_GRIP_RANGE] = { "grab", "grab" },
    [PSC_GRIP_BEGIN] = { "ew-resize", "ns-resize" },
    [PSC_GRIP_END] = { "ew-resize", "ns-resize" },
  };

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   cursors[grip][is_upright (self)]);
}

static void
motion_cb (PscOverview *self,
           double       x,
           double       y)
{
  gint64 begin_ns, end_ns;
  PscTimeScale strip;

  if (get_scene (self) == NULL)
    return;

  psc_timeline_get_visible (self->timeline, &begin_ns, &end_ns);
  get_strip (self, &strip);
  update_cursor (self, psc_grip_find (&strip, begin_ns, end_ns,
                                      is_upright (self) ? y : x));
}

/* A press beside the visible range brings it there, in hand. */
static void
drag_begin_cb (PscOverview *self,
               double       x,
               double       y)
{
  double along_px = is_upright (self) ? y : x;
  PscTimeScale strip;

  self->grip = PSC_GRIP_NONE;
  if (get_scene (self) == NULL)
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  psc_timeline_get_visible (self->timeline, &self->press_begin_ns,
                            &self->press_end_ns);
  get_strip (self, &strip);
  self->grip = psc_grip_find (&strip, self->press_begin_ns,
                              self->press_end_ns, along_px);
  if (self->grip != PSC_GRIP_NONE)
    return;

  self->grip = PSC_GRIP_RANGE;
  psc_grip_drag (PSC_GRIP_RANGE, &strip,
                 along_px -
                   psc_time_scale_to_px (&strip,
                                         self->press_begin_ns / 2 +
                                         self->press_end_ns / 2),
                 &self->press_begin_ns, &self->press_end_ns);
  psc_timeline_set_visible (self->timeline, self->press_begin_ns,
                            self->press_end_ns);
}

static void
drag_update_cb (PscOverview *self,
                double       offset_x,
                double       offset_y)
{
  gint64 begin_ns = self->press_begin_ns, end_ns = self->press_end_ns;
  PscTimeScale strip;

  if (get_scene (self) == NULL)
    return;

  get_strip (self, &strip);
  psc_grip_drag (self->grip, &strip, is_upright (self) ? offset_y : offset_x,
                 &begin_ns, &end_ns);
  psc_timeline_set_visible (self->timeline, begin_ns, end_ns);
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller,
           double                    dx,
           double                    dy,
           PscOverview              *self)
{
  GdkModifierType modifiers =
    gtk_event_controller_get_current_event_state (
      GTK_EVENT_CONTROLLER (controller));

  if (get_scene (self) == NULL || modifiers & GDK_CONTROL_MASK)
    return FALSE;

  move_by (self, (is_upright (self) ? dx - dy : dx + dy) * STEP_SHARE);

  return TRUE;
}

static void
psc_overview_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  GtkOrientation along = is_upright (PSC_OVERVIEW (widget))
                         ? GTK_ORIENTATION_VERTICAL
                         : GTK_ORIENTATION_HORIZONTAL;

  *minimum = *natural = orientation == along ? 0 : SIZE_PX + 2 * MARGIN_PX;
}

static GskRenderNode *
paint (PscOverview      *self,
       const PscPalette *palette)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  graphene_rect_t bounds =
    GRAPHENE_RECT_INIT ((float) self->rect.x, (float) self->rect.y,
                        (float) self->rect.width, (float) self->rect.height);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

  psc_paint_overview (cr, get_scene (self), palette, &self->rect);
  cairo_destroy (cr);

  return gtk_snapshot_free_to_node (snapshot);
}

static void
psc_overview_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  PscOverview *self = PSC_OVERVIEW (widget);
  const PscPalette *palette = psc_present_palette_get ();
  graphene_rect_t bounds;
  PscRect rect;
  cairo_t *cr;

  if (get_scene (self) == NULL)
    return;

  get_rect (self, &rect);
  if (memcmp (&rect, &self->rect, sizeof rect) != 0)
    g_clear_pointer (&self->node, gsk_render_node_unref);
  self->rect = rect;
  if (rect.width < 1. || rect.height < 1.)
    return;

  if (self->node == NULL)
    self->node = paint (self, palette);
  if (self->node != NULL)
    gtk_snapshot_append_node (snapshot, self->node);

  graphene_rect_init (&bounds, (float) rect.x, (float) rect.y,
                      (float) rect.width, (float) rect.height);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  psc_paint_overview_window (cr, get_scene (self), palette, &rect);
  cairo_destroy (cr);
}

static void
psc_overview_dispose (GObject *object)
{
  psc_overview_set_timeline (PSC_OVERVIEW (object), NULL);

  G_OBJECT_CLASS (psc_overview_parent_class)->dispose (object);
}

static void
psc_overview_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  switch ((PscOverviewProperty) prop_id)
    {
    case PROP_TIMELINE:
      g_value_set_object (value,
                          psc_overview_get_timeline (PSC_OVERVIEW (object)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_overview_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  switch ((PscOverviewProperty) prop_id)
    {
    case PROP_TIMELINE:
      psc_overview_set_timeline (PSC_OVERVIEW (object),
                                 g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
add_actions (GtkWidgetClass *widget_class)
{
  const struct { guint key; double share; } moves[] = {
    { GDK_KEY_Left, -STEP_SHARE }, { GDK_KEY_Right, STEP_SHARE },
    { GDK_KEY_Down, -STEP_SHARE }, { GDK_KEY_Up, STEP_SHARE },
    { GDK_KEY_Page_Down, -PAGE_SHARE }, { GDK_KEY_Page_Up, PAGE_SHARE },
    { GDK_KEY_Home, -END_SHARE }, { GDK_KEY_End, END_SHARE },
  };
  const struct { guint key; const char *action; } zooms[] = {
    { GDK_KEY_plus, "timeline.zoom-in" },
    { GDK_KEY_KP_Add, "timeline.zoom-in" },
    { GDK_KEY_minus, "timeline.zoom-out" },
    { GDK_KEY_KP_Subtract, "timeline.zoom-out" },
    { GDK_KEY_0, "timeline.zoom-fit" },
    { GDK_KEY_KP_0, "timeline.zoom-fit" },
  };

  gtk_widget_class_install_action (widget_class, "timeline.zoom-in", NULL,
                                   zoom_action);
  gtk_widget_class_install_action (widget_class, "timeline.zoom-out", NULL,
                                   zoom_action);
  gtk_widget_class_install_action (widget_class, "timeline.zoom-fit", NULL,
                                   zoom_action);

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    gtk_widget_class_add_binding (widget_class, moves[i].key, 0, move_cb, "d",
                                  moves[i].share);
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    gtk_widget_class_add_binding_action (widget_class, zooms[i].key, 0,
                                         zooms[i].action, NULL);
}

static void
psc_overview_class_init (PscOverviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_overview_dispose;
  object_class->get_property = psc_overview_get_property;
  object_class->set_property = psc_overview_set_property;
  widget_class->measure = psc_overview_measure;
  widget_class->snapshot = psc_overview_snapshot;

  properties[PROP_TIMELINE] =
    g_param_spec_object ("timeline", NULL, NULL, PSC_TYPE_TIMELINE,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);

  gtk_widget_class_set_css_name (widget_class, "overview");
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_SCROLLBAR);
  add_actions (widget_class);
}

static void
psc_overview_init (PscOverview *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_widget_set_focusable (widget, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Visible part of the run"),
                                  -1);

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (widget, motion);

  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (widget, scroll);

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb),
                            self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb),
                            self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
}

/**
 * psc_overview_new:
 *
 * Makes an overview of nothing.
 */
GtkWidget *
psc_overview_new (void)
{
  return g_object_new (PSC_TYPE_OVERVIEW, NULL);
}

/**
 * psc_overview_get_timeline:
 *
 * Returns: (transfer none) (nullable): the chart that it belongs to
 */
PscTimeline *
psc_overview_get_timeline (PscOverview *self)
{
  g_return_val_if_fail (PSC_IS_OVERVIEW (self), NULL);

  return self->timeline;
}

/**
 * psc_overview_set_timeline:
 * @timeline: (nullable): a chart, which begins and ends where the overview does
 *
 * Shows the run of another chart, and which part of it is visible there.
 */
void
psc_overview_set_timeline (PscOverview *self,
                           PscTimeline *timeline)
{
  g_return_if_fail (PSC_IS_OVERVIEW (self));
  g_return_if_fail (timeline == NULL || PSC_IS_TIMELINE (timeline));

  if (self->timeline == timeline)
    return;

  if (self->timeline != NULL)
    g_signal_handlers_disconnect_by_data (self->timeline, self);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_set_object (&self->timeline, timeline);

  if (timeline != NULL)
    {
      g_signal_connect_object (timeline, "scene-changed",
                               G_CALLBACK (scene_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (timeline, "view-changed",
                               G_CALLBACK (view_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (timeline, "notify::upright",
                               G_CALLBACK (upright_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (self),
                                      GTK_ACCESSIBLE_RELATION_CONTROLS,
                                      timeline, NULL,
                                      -1);
      view_changed_cb (self);
    }

  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TIMELINE]);
}
