/* psc-timeline.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-timeline"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "psc-paint.h"
#include "psc-present-palette.h"
#include "psc-timeline-private.h"

/* While a run goes on, the chart is painted ten times a second at most: each
 * picture takes CPU time that the run is measured by. */
#define LIVE_INTERVAL_US (G_USEC_PER_SEC / 10)

/* No chart asks for more, however many lanes stand beside each other: the window
 * may be as narrow as a phone. */
#define MAX_MINIMUM_WIDTH_PX 240

/* How far a highlight reaches beyond its bar. */
#define HIGHLIGHT_MARGIN_PX 4.

G_DEFINE_FINAL_TYPE (PscTimeline, psc_timeline, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_RUN = 1,
  PROP_SELECTED,
  PROP_SHOW_CHUNKS,
  PROP_SHOW_STEPS,
  PROP_UPRIGHT,
  PROP_ZOOMED,
  PROP_LIT,
  PROP_POINTED,
} PscTimelineProperty;

static GParamSpec *properties[PROP_POINTED + 1];

/**
 * _psc_timeline_invalidate:
 *
 * Has the chart painted anew in the next frame.
 */
void
_psc_timeline_invalidate (PscTimeline *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
is_live (PscTimeline *self)
{
  PscRunState state;

  if (self->run == NULL)
    return FALSE;

  state = psc_run_get_state (self->run);

  return state == PSC_RUN_RUNNING || state == PSC_RUN_STOPPING;
}

static void
update_scene (PscTimeline *self)
{
  psc_scene_update (self->scene);
  _psc_timeline_update_description (self);
  _psc_timeline_scene_changed (self);
}

/* Tasks in hand grow although nothing is heard of them. */
static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  PscTimeline *self = PSC_TIMELINE (widget);
  gint64 now_us = gdk_frame_clock_get_frame_time (clock);

  if (!is_live (self))
    {
      self->tick_id = 0;
      return G_SOURCE_REMOVE;
    }

  if (now_us - self->painted_us >= LIVE_INTERVAL_US)
    {
      self->painted_us = now_us;
      update_scene (self);
    }

  return G_SOURCE_CONTINUE;
}

static void
run_changed_cb (PscTimeline *self)
{
  if (!is_live (self))
    update_scene (self);
  else if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb,
                                                  NULL, NULL);
}

static void
update_palette (PscTimeline *self)
{
  self->palette = psc_present_palette_get ();
  _psc_timeline_scene_changed (self);
}

/* Called on any change of style, of which few are of the font. */
static void
update_fonts (PscTimeline *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  guint serial = pango_context_get_serial (context);

  if (self->scene == NULL || self->font_serial == serial)
    return;

  self->font_serial = serial;
  psc_scene_set_context (self->scene, context);
  _psc_timeline_invalidate (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
psc_timeline_css_changed (GtkWidget         *widget,
                          GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (psc_timeline_parent_class)->css_changed (widget, change);

  update_fonts (PSC_TIMELINE (widget));
}

static void
psc_timeline_system_setting_changed (GtkWidget        *widget,
                                     GtkSystemSetting  setting)
{
  GTK_WIDGET_CLASS (psc_timeline_parent_class)->system_setting_changed (
    widget, setting);

  update_fonts (PSC_TIMELINE (widget));
}

static GtkSizeRequestMode
psc_timeline_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
psc_timeline_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  PscTimeline *self = PSC_TIMELINE (widget);
  int min_width = 0;
  int min_height = 0;
  int nat_height = 0;

  if (self->scene != NULL)
    psc_scene_measure (self->scene, for_size, &min_width, &min_height,
                       &nat_height);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN (min_width, MAX_MINIMUM_WIDTH_PX);
      *natural = min_width;
    }
  else
    {
      *minimum = min_height;
      *natural = nat_height;
    }
}

static void
psc_timeline_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  PscTimeline *self = PSC_TIMELINE (widget);

  if (self->width == width && self->height == height)
    return;

  self->width = width;
  self->height = height;
  if (self->scene != NULL)
    psc_scene_set_size (self->scene, width, height);
  g_clear_pointer (&self->node, gsk_render_node_unref);
}

static GskRenderNode *
paint (PscTimeline *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  graphene_rect_t bounds =
    GRAPHENE_RECT_INIT (0.f, 0.f, (float) gtk_widget_get_width (widget),
                        (float) gtk_widget_get_height (widget));
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

  psc_paint_lit (cr, self->scene, self->palette, self->lit);
  cairo_destroy (cr);
  self->n_paints++;
  _psc_timeline_update_merged (self);

  return gtk_snapshot_free_to_node (snapshot);
}

static void
snapshot_highlight (PscTimeline  *self,
                    GtkSnapshot  *snapshot,
                    guint         task,
                    PscHighlight  highlight)
{
  graphene_rect_t bounds;
  cairo_t *cr;
  PscRect rect;

  if (task == PSC_TIMELINE_NO_TASK ||
      !psc_scene_get_task_rect (self->scene, task, &rect))
    return;

  graphene_rect_init (&bounds, (float) (rect.x - HIGHLIGHT_MARGIN_PX),
                      (float) (rect.y - HIGHLIGHT_MARGIN_PX),
                      (float) (rect.width + 2 * HIGHLIGHT_MARGIN_PX),
                      (float) (rect.height + 2 * HIGHLIGHT_MARGIN_PX));
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  psc_paint_highlight (cr, self->scene, self->palette, task, highlight);
  cairo_destroy (cr);
}

static void
psc_timeline_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  PscTimeline *self = PSC_TIMELINE (widget);

  if (self->scene == NULL || gtk_widget_get_width (widget) == 0)
    return;

  if (self->node == NULL)
    self->node = paint (self);
  if (self->node != NULL)
    gtk_snapshot_append_node (snapshot, self->node);

  snapshot_highlight (self, snapshot, self->hovered, PSC_HIGHLIGHT_HOVER);
  snapshot_highlight (self, snapshot, self->selected,
                      PSC_HIGHLIGHT_SELECTION);
  _psc_timeline_snapshot_range (self, snapshot);
}

static void
drop_run (PscTimeline *self)
{
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;

  g_clear_pointer (&self->scene, psc_scene_free);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_object (&self->run);
}

static void
psc_timeline_dispose (GObject *object)
{
  _psc_timeline_dispose_view (PSC_TIMELINE (object));
  drop_run (PSC_TIMELINE (object));

  G_OBJECT_CLASS (psc_timeline_parent_class)->dispose (object);
}

static void
psc_timeline_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  PscTimeline *self = PSC_TIMELINE (object);

  switch ((PscTimelineProperty) prop_id)
    {
    case PROP_RUN:
      g_value_set_object (value, self->run);
      break;

    case PROP_SELECTED:
      g_value_set_uint (value, self->selected);
      break;

    case PROP_SHOW_CHUNKS:
      g_value_set_boolean (value, psc_timeline_get_show_chunks (self));
      break;

    case PROP_SHOW_STEPS:
      g_value_set_boolean (value, psc_timeline_get_show_steps (self));
      break;

    case PROP_UPRIGHT:
      g_value_set_boolean (value, psc_timeline_get_upright (self));
      break;

    case PROP_ZOOMED:
      g_value_set_boolean (value, self->zoomed);
      break;

    case PROP_LIT:
      g_value_set_uint (value, self->lit);
      break;

    case PROP_POINTED:
      g_value_set_uint (value, psc_timeline_get_pointed (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_timeline_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  PscTimeline *self = PSC_TIMELINE (object);

  switch ((PscTimelineProperty) prop_id)
    {
    case PROP_RUN:
      psc_timeline_set_run (self, g_value_get_object (value));
      break;

    case PROP_SELECTED:
      psc_timeline_set_selected (self, g_value_get_uint (value));
      break;

    case PROP_SHOW_CHUNKS:
      psc_timeline_set_show_chunks (self, g_value_get_boolean (value));
      break;

    case PROP_SHOW_STEPS:
      psc_timeline_set_show_steps (self, g_value_get_boolean (value));
      break;

    case PROP_UPRIGHT:
      psc_timeline_set_upright (self, g_value_get_boolean (value));
      break;

    case PROP_LIT:
      psc_timeline_set_lit (self, g_value_get_uint (value));
      break;

    case PROP_ZOOMED:
    case PROP_POINTED: /* read-only */
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_timeline_class_init (PscTimelineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                            G_PARAM_STATIC_STRINGS;

  object_class->dispose = psc_timeline_dispose;
  object_class->get_property = psc_timeline_get_property;
  object_class->set_property = psc_timeline_set_property;

  widget_class->css_changed = psc_timeline_css_changed;
  widget_class->get_request_mode = psc_timeline_get_request_mode;
  widget_class->measure = psc_timeline_measure;
  widget_class->size_allocate = psc_timeline_size_allocate;
  widget_class->snapshot = psc_timeline_snapshot;
  widget_class->system_setting_changed = psc_timeline_system_setting_changed;

  properties[PROP_RUN] =
    g_param_spec_object ("run", NULL, NULL, PSC_TYPE_RUN, flags);
  properties[PROP_SELECTED] =
    g_param_spec_uint ("selected", NULL, NULL, 0, G_MAXUINT,
                       PSC_TIMELINE_NO_TASK, flags);
  properties[PROP_SHOW_CHUNKS] =
    g_param_spec_boolean ("show-chunks", NULL, NULL, TRUE, flags);
  properties[PROP_SHOW_STEPS] =
    g_param_spec_boolean ("show-steps", NULL, NULL, TRUE, flags);
  properties[PROP_UPRIGHT] =
    g_param_spec_boolean ("upright", NULL, NULL, FALSE, flags);
  properties[PROP_ZOOMED] =
    g_param_spec_boolean ("zoomed", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LIT] =
    g_param_spec_uint ("lit", NULL, NULL, 0, G_MAXUINT, PSC_NO_PART, flags);
  properties[PROP_POINTED] =
    g_param_spec_uint ("pointed", NULL, NULL, 0, G_MAXUINT, PSC_NO_PART,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);

  gtk_widget_class_set_css_name (widget_class, "timeline");
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_IMG);
  _psc_timeline_class_init_input (widget_class);
  _psc_timeline_class_init_view (widget_class);
}

static void
psc_timeline_init (PscTimeline *self)
{
  self->selected = PSC_TIMELINE_NO_TASK;
  self->hovered = PSC_TIMELINE_NO_TASK;
  self->lit = PSC_NO_PART;
  self->hovered_part = PSC_NO_PART;
  self->picked_part = PSC_NO_PART;

  /* The widgets around the chart explain its signs, with figures. */
  self->options = (PscSceneOptions) PSC_SCENE_OPTIONS_DEFAULT;
  self->options.show_legend = FALSE;

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Timing chart"),
                                  -1);

  psc_present_palette_follow (self, G_CALLBACK (update_palette));

  update_palette (self);
  _psc_timeline_update_description (self);
  _psc_timeline_init_input (self);
}

/**
 * psc_timeline_new:
 *
 * Makes a chart without a run, which is empty.
 */
GtkWidget *
psc_timeline_new (void)
{
  return g_object_new (PSC_TYPE_TIMELINE, NULL);
}

/**
 * psc_timeline_get_run:
 *
 * Returns: (transfer none) (nullable): the run that is drawn
 */
PscRun *
psc_timeline_get_run (PscTimeline *self)
{
  g_return_val_if_fail (PSC_IS_TIMELINE (self), NULL);

  return self->run;
}

/**
 * psc_timeline_set_run:
 * @run: (nullable): the run to draw
 *
 * Draws another run, all of it, and follows it while it goes on.
 */
void
psc_timeline_set_run (PscTimeline *self,
                      PscRun      *run)
{
  g_return_if_fail (PSC_IS_TIMELINE (self));

  if (self->run == run)
    return;

  psc_timeline_set_selected (self, PSC_TIMELINE_NO_TASK);
  self->hovered = PSC_TIMELINE_NO_TASK;
  _psc_timeline_forget_parts (self);
  psc_timeline_set_range (self, 0, 0);
  drop_run (self);

  if (run != NULL)
    {
      g_autoptr (PscBars) bars = psc_bars_new (run);
      PangoContext *context =
        gtk_widget_get_pango_context (GTK_WIDGET (self));

      self->run = g_object_ref (run);
      self->font_serial = pango_context_get_serial (context);
      self->scene = psc_scene_new (bars, context);
      psc_scene_set_options (self->scene, &self->options);
      psc_scene_set_size (self->scene, self->width, self->height);
      g_signal_connect_object (run, "changed", G_CALLBACK (run_changed_cb),
                               self, G_CONNECT_SWAPPED);
      run_changed_cb (self);
    }

  _psc_timeline_update_description (self);
  _psc_timeline_scene_changed (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUN]);
}

/**
 * psc_timeline_get_scene:
 *
 * Returns: (transfer none) (nullable): the geometry of what is drawn; %NULL
 *   without a run
 */
PscScene *
psc_timeline_get_scene (PscTimeline *self)
{
  g_return_val_if_fail (PSC_IS_TIMELINE (self), NULL);

  return self->scene;
}

/**
 * psc_timeline_get_selected:
 *
 * The index of the task that is selected, or %G_MAXUINT.
 */
guint
psc_timeline_get_selected (PscTimeline *self)
{
  g_return_val_if_fail (PSC_IS_TIMELINE (self), PSC_TIMELINE_NO_TASK);

  return self->selected;
}

/**
 * psc_timeline_set_selected:
 * @task: the task's index in the run, or %G_MAXUINT for none
 *
 * Selects a task and brings its bar into view.
 */
void
psc_timeline_set_selected (PscTimeline *self,
                           guint        task)
{
  g_return_if_fail (PSC_IS_TIMELINE (self));

  if (self->selected == task)
    return;

  self->selected = task;
  _psc_timeline_pick_part (self, NULL);
  if (task != PSC_TIMELINE_NO_TASK && self->scene != NULL)
    psc_scene_reveal_task (self->scene, task);

  _psc_timeline_update_description (self);
  _psc_timeline_view_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

/**
 * psc_timeline_get_n_paints:
 *
 * How often the chart itself has been painted; what only moves over it does
 * not count.
 */
guint
psc_timeline_get_n_paints (PscTimeline *self)
{
  g_return_val_if_fail (PSC_IS_TIMELINE (self), 0);

  return self->n_paints;
}
