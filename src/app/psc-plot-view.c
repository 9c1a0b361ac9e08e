/* psc-plot-view.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-plot-view"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "psc-plot-view-private.h"

#define MIN_WIDTH     260
#define NATURAL_WIDTH 460
#define MIN_HEIGHT    220
#define MAX_HEIGHT    360
#define HEIGHT_SHARE  0.6

G_DEFINE_FINAL_TYPE (PscPlotView, psc_plot_view, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_EDITABLE = 1,
} PscPlotViewProperty;

static GParamSpec *properties[PROP_EDITABLE + 1];

static char *
dup_text (PscPlotView *self,
          const PscPlace *place)
{
  if (!_psc_plot_view_has (self, place))
    return NULL;

  return psc_plot_dup_point_text (psc_plot_view_get_plot (self),
                                  (guint) place->curve, (guint) place->point);
}

/**
 * _psc_plot_view_describe:
 *
 * Says in words what is seen.
 */
void
_psc_plot_view_describe (PscPlotView *self)
{
  PscPlot *plot = psc_plot_view_get_plot (self);
  const char *title = plot != NULL ? psc_plot_get_title (plot) : NULL;
  g_autofree char *summary = plot != NULL ? psc_plot_dup_summary (plot) : NULL;
  g_autofree char *selected = dup_text (self, &self->selected);
  g_autofree char *text = NULL;

  if (selected != NULL)
    text = g_strdup_printf (_("Selected: %s. All: %s"), selected, summary);
  else
    text = g_strdup (summary != NULL ? summary : "");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title != NULL ? title : "",
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

static void
update_palette (PscPlotView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  self->palette = psc_palette_get (
    psc_palette_kind_for (adw_style_manager_get_dark (manager),
                          adw_style_manager_get_high_contrast (manager)));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
psc_plot_view_query_tooltip (GtkWidget  *widget,
                             int         x,
                             int         y,
                             gboolean    keyboard_mode,
                             GtkTooltip *tooltip)
{
  PscPlotView *self = PSC_PLOT_VIEW (widget);
  PscPlace place = keyboard_mode ? self->selected : _psc_plot_view_pick (self, x, y);
  g_autofree char *text = dup_text (self, &place);

  gtk_tooltip_set_text (tooltip, text);

  return text != NULL;
}

static void
paint_mark (PscPlotView *self,
            cairo_t     *cr,
            const PscPlace *place)
{
  if (_psc_plot_view_has (self, place))
    psc_plot_paint_mark (self->plot, cr, self->palette, (guint) place->curve,
                         (guint) place->point);
}

static void
psc_plot_view_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  PscPlotView *self = PSC_PLOT_VIEW (widget);
  graphene_rect_t bounds =
    GRAPHENE_RECT_INIT (0.f, 0.f, (float) gtk_widget_get_width (widget),
                        (float) gtk_widget_get_height (widget));
  cairo_t *cr;

  if (psc_plot_view_get_plot (self) == NULL)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  psc_plot_paint (self->plot, cr, self->palette);
  paint_mark (self, cr, &self->selected);
  paint_mark (self, cr, &self->hovered);
  cairo_destroy (cr);
}

static GtkSizeRequestMode
psc_plot_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
psc_plot_view_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  int width = for_size >= 0 ? for_size : NATURAL_WIDTH;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = NATURAL_WIDTH;
    }
  else
    {
      *minimum = CLAMP ((int) (width * HEIGHT_SHARE), MIN_HEIGHT, MAX_HEIGHT);
      *natural = *minimum;
    }
}

static void
psc_plot_view_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  PscPlotView *self = PSC_PLOT_VIEW (widget);

  if (psc_plot_view_get_plot (self) != NULL)
    psc_plot_set_size (self->plot, width, height);
}

static void
psc_plot_view_css_changed (GtkWidget         *widget,
                           GtkCssStyleChange *change)
{
  PscPlotView *self = PSC_PLOT_VIEW (widget);

  GTK_WIDGET_CLASS (psc_plot_view_parent_class)->css_changed (widget, change);
  g_clear_pointer (&self->plot, psc_plot_free);
  gtk_widget_queue_draw (widget);
}

static void
psc_plot_view_finalize (GObject *object)
{
  PscPlotView *self = PSC_PLOT_VIEW (object);

  g_clear_pointer (&self->plot, psc_plot_free);

  G_OBJECT_CLASS (psc_plot_view_parent_class)->finalize (object);
}

static void
psc_plot_view_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  PscPlotView *self = PSC_PLOT_VIEW (object);

  switch ((PscPlotViewProperty) prop_id)
    {
    case PROP_EDITABLE:
      g_value_set_boolean (value, psc_plot_view_get_editable (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_plot_view_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  PscPlotView *self = PSC_PLOT_VIEW (object);

  switch ((PscPlotViewProperty) prop_id)
    {
    case PROP_EDITABLE:
      psc_plot_view_set_editable (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_plot_view_class_init (PscPlotViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = psc_plot_view_finalize;
  object_class->get_property = psc_plot_view_get_property;
  object_class->set_property = psc_plot_view_set_property;
  widget_class->css_changed = psc_plot_view_css_changed;
  widget_class->get_request_mode = psc_plot_view_get_request_mode;
  widget_class->measure = psc_plot_view_measure;
  widget_class->query_tooltip = psc_plot_view_query_tooltip;
  widget_class->size_allocate = psc_plot_view_size_allocate;
  widget_class->snapshot = psc_plot_view_snapshot;

  properties[PROP_EDITABLE] =
    g_param_spec_boolean ("editable", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);

  _psc_plot_view_install_input (klass);
  gtk_widget_class_set_css_name (widget_class, "plot");
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_IMG);
}

static void
psc_plot_view_init (PscPlotView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  self->hovered = PSC_NO_PLACE;
  self->selected = PSC_NO_PLACE;
  self->dragged = PSC_NO_POINT;

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  _psc_plot_view_add_input (self);

  g_signal_connect_object (manager, "notify::dark",
                           G_CALLBACK (update_palette), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast",
                           G_CALLBACK (update_palette), self,
                           G_CONNECT_SWAPPED);
  update_palette (self);
}

/**
 * psc_plot_view_new:
 *
 * Makes a view without a plot, which is empty.
 */
GtkWidget *
psc_plot_view_new (void)
{
  return g_object_new (PSC_TYPE_PLOT_VIEW, NULL);
}

/**
 * psc_plot_view_set_maker:
 * @maker: (nullable): called whenever there has to be another plot
 * @data: (nullable): handed to it; must live as long as the maker is set
 *
 * Sets where the plot comes from.
 */
void
psc_plot_view_set_maker (PscPlotView  *self,
                         PscPlotMaker  maker,
                         gpointer      data)
{
  g_return_if_fail (PSC_IS_PLOT_VIEW (self));

  self->maker = maker;
  self->maker_data = data;
  psc_plot_view_update (self);
}

/**
 * psc_plot_view_update:
 *
 * Makes the plot anew, as what the maker reads has changed.
 */
void
psc_plot_view_update (PscPlotView *self)
{
  g_return_if_fail (PSC_IS_PLOT_VIEW (self));

  g_clear_pointer (&self->plot, psc_plot_free);
  _psc_plot_view_describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * psc_plot_view_get_plot:
 *
 * Returns: (transfer none) (nullable): what is shown
 */
PscPlot *
psc_plot_view_get_plot (PscPlotView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  g_return_val_if_fail (PSC_IS_PLOT_VIEW (self), NULL);

  if (self->plot == NULL && self->maker != NULL)
    {
      self->plot = self->maker (gtk_widget_get_pango_context (widget),
                                self->maker_data);
      if (self->plot != NULL)
        psc_plot_set_size (self->plot, gtk_widget_get_width (widget),
                           gtk_widget_get_height (widget));
    }

  return self->plot;
}

/**
 * psc_plot_view_get_selected:
 * @curve: (out): as they were added, from 0
 * @point: (out): from 0
 *
 * Returns: whether a point is selected
 */
gboolean
psc_plot_view_get_selected (PscPlotView *self,
                            guint       *curve,
                            guint       *point)
{
  g_return_val_if_fail (PSC_IS_PLOT_VIEW (self), FALSE);

  if (!_psc_plot_view_has (self, &self->selected))
    return FALSE;

  *curve = (guint) self->selected.curve;
  *point = (guint) self->selected.point;

  return TRUE;
}

/**
 * psc_plot_view_get_editable:
 *
 * Whether the points of the first curve can be moved.
 */
gboolean
psc_plot_view_get_editable (PscPlotView *self)
{
  g_return_val_if_fail (PSC_IS_PLOT_VIEW (self), FALSE);

  return self->editable;
}

/**
 * psc_plot_view_set_editable:
 *
 * Sets whether the points of the first curve can be moved.
 */
void
psc_plot_view_set_editable (PscPlotView *self,
                            gboolean     editable)
{
  g_return_if_fail (PSC_IS_PLOT_VIEW (self));

  if (editable == self->editable)
    return;

  self->editable = editable != FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITABLE]);
}
