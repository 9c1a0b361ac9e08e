/* psc-picture-view.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-picture-view"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "psc-picture-view.h"
#include "psc-present-palette.h"

typedef struct
{
  /* Owned */
  gpointer          picture; /* NULL until it is needed */

  /* Borrowed */
  const PscPalette *palette;
  PscPictureMaker   maker;   /* (nullable) */
  gpointer          maker_data;

  int               hovered;
  int               selected;
  int               dragged;
} PscPictureViewPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (PscPictureView, psc_picture_view,
                                     GTK_TYPE_WIDGET)

#define GET_PRIVATE(self) psc_picture_view_get_instance_private (self)
#define GET_CLASS(self)   PSC_PICTURE_VIEW_GET_CLASS (self)

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What was pointed at may have gone since. */
static char *
dup_text (PscPictureView *self,
          int             spot)
{
  if (spot == PSC_NO_SPOT || psc_picture_view_get_picture (self) == NULL)
    return NULL;

  return GET_CLASS (self)->dup_text (self, spot);
}

static int
pick (PscPictureView *self,
      double          x,
      double          y)
{
  return psc_picture_view_get_picture (self) != NULL
         ? GET_CLASS (self)->pick (self, x, y) : PSC_NO_SPOT;
}

/* Says in words what is seen. */
static void
describe (PscPictureView *self)
{
  PscPictureViewPrivate *priv = GET_PRIVATE (self);
  g_autofree char *selected = dup_text (self, priv->selected);
  g_autofree char *summary = NULL;
  g_autofree char *text = NULL;

  if (psc_picture_view_get_picture (self) != NULL)
    summary = GET_CLASS (self)->dup_summary (self);
  if (selected != NULL)
    text = g_strdup_printf (_("Selected: %s. All: %s"), selected, summary);
  else
    text = g_strdup (summary != NULL ? summary : "");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  GET_CLASS (self)->get_title (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

static void
update_palette (PscPictureView *self)
{
  PscPictureViewPrivate *priv = GET_PRIVATE (self);

  priv->palette = psc_present_palette_get ();
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_hovered (PscPictureView *self,
             int             spot)
{
  PscPictureViewPrivate *priv = GET_PRIVATE (self);

  if (spot == priv->hovered)
    return;

  priv->hovered = spot;
  if (GET_CLASS (self)->get_cursor != NULL)
    gtk_widget_set_cursor_from_name (
      GTK_WIDGET (self), GET_CLASS (self)->get_cursor (self, spot));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
motion_cb (PscPictureView *self,
           double          x,
           double          y)
{
  set_hovered (self, pick (self, x, y));
}

static void
leave_cb (PscPictureView *self)
{
  set_hovered (self, PSC_NO_SPOT);
}

/* A page that scrolled until the whole picture is seen would take the spot
 * away from under the pointer. */
static void
grab_focus_in_place (GtkWidget *widget)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);

  if (viewport != NULL)
    gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), FALSE);
  gtk_widget_grab_focus (widget);
  if (viewport != NULL)
    gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), TRUE);
}

/* Only a drag that is the picture's own is kept from scrolling the page. */
static void
drag_begin_cb (PscPictureView *self,
               double          x,
               double          y,
               GtkGestureDrag *drag)
{
  PscPictureViewPrivate *priv = GET_PRIVATE (self);
  int spot = pick (self, x, y);

  grab_focus_in_place (GTK_WIDGET (self));
  psc_picture_view_pick (self, spot);
  priv->dragged = spot != PSC_NO_SPOT && GET_CLASS (self)->can_drag != NULL &&
                  GET_CLASS (self)->can_drag (self, spot)
                  ? spot : PSC_NO_SPOT;
  gtk_gesture_set_state (GTK_GESTURE (drag), priv->dragged != PSC_NO_SPOT
                                             ? GTK_EVENT_SEQUENCE_CLAIMED
                                             : GTK_EVENT_SEQUENCE_DENIED);
}

static void
drag_update_cb (PscPictureView *self,
                double          offset_x,
                double          offset_y,
                GtkGestureDrag *drag)
{
  PscPictureViewPrivate *priv = GET_PRIVATE (self);
  double x, y;

  if (priv->dragged == PSC_NO_SPOT ||
      psc_picture_view_get_picture (self) == NULL)
    return;

  gtk_gesture_drag_get_start_point (drag, &x, &y);
  GET_CLASS (self)->drag (self, priv->dragged, x + offset_x, y + offset_y);
}

static gboolean
psc_picture_view_query_tooltip (GtkWidget  *widget,
                                int         x,
                                int         y,
                                gboolean    keyboard_mode,
                                GtkTooltip *tooltip)
{
  PscPictureView *self = PSC_PICTURE_VIEW (widget);
  PscPictureViewPrivate *priv = GET_PRIVATE (self);
  int spot = keyboard_mode ? priv->selected : pick (self, x, y);
  g_autofree char *text = dup_text (self, spot);
  PscRect area;

  if (text == NULL)
    return FALSE;

  gtk_tooltip_set_text (tooltip, text);
  if (GET_CLASS (self)->get_area == NULL)
    return TRUE;

  GET_CLASS (self)->get_area (self, spot, &area);
  gtk_tooltip_set_tip_area (tooltip,
                            &(GdkRectangle) { (int) area.x, (int) area.y,
                                              (int) area.width,
                                              (int) area.height });

  return TRUE;
}

static void
psc_picture_view_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  PscPictureView *self = PSC_PICTURE_VIEW (widget);
  PscPictureViewPrivate *priv = GET_PRIVATE (self);
  gpointer picture = psc_picture_view_get_picture (self);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0.f, 0.f, (float) width,
                                               (float) height);
  cairo_t *cr;

  if (picture == NULL)
    return;

  /* It may have been measured for other sizes since it was given its own. */
  GET_CLASS (self)->set_size (picture, width, height);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  GET_CLASS (self)->paint (self, cr, priv->palette);
  cairo_destroy (cr);
}

static void
psc_picture_view_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  PscPictureView *self = PSC_PICTURE_VIEW (widget);
  gpointer picture = psc_picture_view_get_picture (self);

  if (picture != NULL)
    GET_CLASS (self)->set_size (picture, width, height);
}

static void
drop_picture (PscPictureView *self)
{
  PscPictureViewPrivate *priv = GET_PRIVATE (self);

  g_clear_pointer (&priv->picture, GET_CLASS (self)->free_picture);
}

static void
psc_picture_view_css_changed (GtkWidget         *widget,
                              GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (psc_picture_view_parent_class)->css_changed (widget,
                                                                 change);
  drop_picture (PSC_PICTURE_VIEW (widget));
  gtk_widget_queue_resize (widget);
}

static void
psc_picture_view_dispose (GObject *object)
{
  PscPictureView *self = PSC_PICTURE_VIEW (object);
  PscPictureViewPrivate *priv = GET_PRIVATE (self);

  priv->maker = NULL;
  drop_picture (self);

  G_OBJECT_CLASS (psc_picture_view_parent_class)->dispose (object);
}

static void
psc_picture_view_class_init (PscPictureViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = psc_picture_view_dispose;
  widget_class->css_changed = psc_picture_view_css_changed;
  widget_class->query_tooltip = psc_picture_view_query_tooltip;
  widget_class->size_allocate = psc_picture_view_size_allocate;
  widget_class->snapshot = psc_picture_view_snapshot;

  signals[PICKED] = g_signal_new ("picked", PSC_TYPE_PICTURE_VIEW,
                                  G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_IMG);
}

static void
psc_picture_view_init (PscPictureView *self)
{
  PscPictureViewPrivate *priv = GET_PRIVATE (self);
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  priv->hovered = PSC_NO_SPOT;
  priv->selected = PSC_NO_SPOT;
  priv->dragged = PSC_NO_SPOT;

  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_has_tooltip (widget, TRUE);

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, motion);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb),
                            self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb),
                            self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));

  psc_present_palette_follow (self, G_CALLBACK (update_palette));
  update_palette (self);
}

/**
 * psc_picture_view_set_maker:
 * @maker: (nullable): called whenever there has to be another picture
 * @data: (nullable): handed to it; must live as long as the maker is set
 *
 * Sets where the picture comes from.
 */
void
psc_picture_view_set_maker (PscPictureView  *self,
                            PscPictureMaker  maker,
                            gpointer         data)
{
  PscPictureViewPrivate *priv = GET_PRIVATE (self);

  g_return_if_fail (PSC_IS_PICTURE_VIEW (self));

  priv->maker = maker;
  priv->maker_data = data;
  psc_picture_view_update (self);
}

/**
 * psc_picture_view_update:
 *
 * Makes the picture anew, as what the maker reads has changed.
 */
void
psc_picture_view_update (PscPictureView *self)
{
  g_return_if_fail (PSC_IS_PICTURE_VIEW (self));

  drop_picture (self);
  describe (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * psc_picture_view_get_picture:
 *
 * Returns: (transfer none) (nullable): what is shown
 */
gpointer
psc_picture_view_get_picture (PscPictureView *self)
{
  PscPictureViewPrivate *priv = GET_PRIVATE (self);
  GtkWidget *widget = GTK_WIDGET (self);

  g_return_val_if_fail (PSC_IS_PICTURE_VIEW (self), NULL);

  if (priv->picture == NULL && priv->maker != NULL)
    {
      priv->picture = priv->maker (gtk_widget_get_pango_context (widget),
                                   priv->maker_data);
      if (priv->picture != NULL)
        GET_CLASS (self)->set_size (priv->picture,
                                    gtk_widget_get_width (widget),
                                    gtk_widget_get_height (widget));
    }

  return priv->picture;
}

/**
 * psc_picture_view_get_hovered:
 *
 * Returns: the spot below the pointer, or %PSC_NO_SPOT
 */
int
psc_picture_view_get_hovered (PscPictureView *self)
{
  PscPictureViewPrivate *priv = GET_PRIVATE (self);

  g_return_val_if_fail (PSC_IS_PICTURE_VIEW (self), PSC_NO_SPOT);

  return priv->hovered;
}

/**
 * psc_picture_view_get_selected:
 *
 * Returns: the spot that is selected, or %PSC_NO_SPOT; it may have gone since
 */
int
psc_picture_view_get_selected (PscPictureView *self)
{
  PscPictureViewPrivate *priv = GET_PRIVATE (self);

  g_return_val_if_fail (PSC_IS_PICTURE_VIEW (self), PSC_NO_SPOT);

  return priv->selected;
}

/**
 * psc_picture_view_set_selected:
 * @spot: a spot, or %PSC_NO_SPOT
 *
 * Selects a spot.
 */
void
psc_picture_view_set_selected (PscPictureView *self,
                               int             spot)
{
  PscPictureViewPrivate *priv = GET_PRIVATE (self);

  g_return_if_fail (PSC_IS_PICTURE_VIEW (self));

  if (spot == priv->selected)
    return;

  priv->selected = spot;
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
}

/**
 * psc_picture_view_pick:
 * @spot: a spot, or %PSC_NO_SPOT
 *
 * Selects a spot as the user wishes, of which "picked" tells.
 */
void
psc_picture_view_pick (PscPictureView *self,
                       int             spot)
{
  PscPictureViewPrivate *priv = GET_PRIVATE (self);

  g_return_if_fail (PSC_IS_PICTURE_VIEW (self));

  if (spot == priv->selected)
    return;

  psc_picture_view_set_selected (self, spot);
  g_signal_emit (self, signals[PICKED], 0);
}
