/* psc-plot-view.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-plot-view"

#include "config.h"

#include "psc-plot-view.h"

#define MIN_WIDTH     260
#define NATURAL_WIDTH 460
#define MIN_HEIGHT    220
#define MAX_HEIGHT    360
#define HEIGHT_SHARE  0.6

/* How far a key moves a point, as a share of the y axis. */
#define STEPS      60
#define PAGE_STEPS 5

/* The number of a spot tells the curve and the point of it: what is selected
 * stays when other curves become longer. */
#define POINT_BITS 16
#define POINT_MASK ((1 << POINT_BITS) - 1)

struct _PscPlotView
{
  PscPictureView parent_instance;

  guint          editable : 1;
};

G_DEFINE_FINAL_TYPE (PscPlotView, psc_plot_view, PSC_TYPE_PICTURE_VIEW)

typedef enum
{
  PROP_EDITABLE = 1,
} PscPlotViewProperty;

static GParamSpec *properties[PROP_EDITABLE + 1];

enum
{
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static PscPlot *
get_plot (PscPictureView *view)
{
  return psc_picture_view_get_picture (view);
}

static guint
get_curve (int spot)
{
  return (guint) spot >> POINT_BITS;
}

static guint
get_point (int spot)
{
  return (guint) spot & POINT_MASK;
}

static void
pick_point (PscPictureView *view,
            guint           curve,
            guint           point)
{
  psc_picture_view_pick (view, (int) (curve << POINT_BITS | point));
}

static guint
count_points (PscPictureView *view,
              guint           curve)
{
  PscPlot *plot = get_plot (view);

  return curve < psc_plot_get_n_curves (plot)
         ? psc_plot_get_n_points (plot, curve) : 0;
}

/* Whether there is such a point; what was pointed at may have gone since. */
static gboolean
has_spot (PscPictureView *view,
          int             spot)
{
  return spot != PSC_NO_SPOT && get_plot (view) != NULL &&
         get_point (spot) < count_points (view, get_curve (spot));
}

static void
free_plot (gpointer picture)
{
  psc_plot_free (picture);
}

static void
set_plot_size (gpointer picture,
               int      width,
               int      height)
{
  psc_plot_set_size (picture, width, height);
}

static const char *
psc_plot_view_get_title (PscPictureView *view)
{
  PscPlot *plot = get_plot (view);
  const char *title = plot != NULL ? psc_plot_get_title (plot) : NULL;

  return title != NULL ? title : "";
}

static char *
psc_plot_view_dup_summary (PscPictureView *view)
{
  return psc_plot_dup_summary (get_plot (view));
}

static void
paint_mark (PscPictureView   *view,
            cairo_t          *cr,
            const PscPalette *palette,
            int               spot)
{
  if (has_spot (view, spot))
    psc_plot_paint_mark (get_plot (view), cr, palette, get_curve (spot),
                         get_point (spot));
}

static void
psc_plot_view_paint (PscPictureView   *view,
                     cairo_t          *cr,
                     const PscPalette *palette)
{
  psc_plot_paint (get_plot (view), cr, palette);
  paint_mark (view, cr, palette, psc_picture_view_get_selected (view));
  paint_mark (view, cr, palette, psc_picture_view_get_hovered (view));
}

static int
psc_plot_view_pick (PscPictureView *view,
                    double          x,
                    double          y)
{
  guint curve, point;

  return psc_plot_pick (get_plot (view), x, y, &curve, &point)
         ? (int) (curve << POINT_BITS | point) : PSC_NO_SPOT;
}

static char *
psc_plot_view_dup_text (PscPictureView *view,
                        int             spot)
{
  return has_spot (view, spot)
         ? psc_plot_dup_point_text (get_plot (view), get_curve (spot),
                                    get_point (spot))
         : NULL;
}

static gboolean
psc_plot_view_can_drag (PscPictureView *view,
                        int             spot)
{
  return PSC_PLOT_VIEW (view)->editable && get_curve (spot) == 0;
}

static const char *
psc_plot_view_get_cursor (PscPictureView *view,
                          int             spot)
{
  return spot != PSC_NO_SPOT && psc_plot_view_can_drag (view, spot)
         ? "ns-resize" : NULL;
}

static void
move_to (PscPictureView *view,
         guint           point,
         double          y)
{
  g_signal_emit (view, signals[MOVED], 0, point, y);
}

static void
psc_plot_view_drag (PscPictureView *view,
                    int             spot,
                    double          x,
                    double          y)
{
  double value_x, value_y;

  psc_plot_get_value (get_plot (view), x, y, &value_x, &value_y);
  move_to (view, get_point (spot), value_y);
}

/* The curve with points that is above or below this one, round and round. */
static guint
find_curve (PscPictureView *view,
            guint           curve,
            guint           key)
{
  guint n_curves = psc_plot_get_n_curves (get_plot (view));

  do
    curve = (curve + (key == GDK_KEY_Up ? 1 : n_curves - 1)) % n_curves;
  while (count_points (view, curve) == 0);

  return curve;
}

/* Points are beside each other, curves behind each other. */
static void
walk (PscPictureView *view,
      guint           key)
{
  int selected = psc_picture_view_get_selected (view);
  gboolean begun = has_spot (view, selected);
  guint curve = begun ? get_curve (selected) : 0;
  guint point = begun ? get_point (selected) : 0;
  guint n_curves = psc_plot_get_n_curves (get_plot (view));
  guint n_points;

  if (begun && (key == GDK_KEY_Up || key == GDK_KEY_Down))
    curve = find_curve (view, curve, key);
  while (curve + 1 < n_curves && count_points (view, curve) == 0)
    curve++;
  n_points = count_points (view, curve);
  if (n_points == 0)
    return;

  if (key == GDK_KEY_Home || !begun)
    point = 0;
  else if (key == GDK_KEY_End)
    point = n_points - 1;
  else if (key == GDK_KEY_Left)
    point = MAX (point, 1) - 1;
  else if (key == GDK_KEY_Right)
    point++;

  pick_point (view, curve, MIN (point, n_points - 1));
}

static void
move_by_key (PscPictureView *view,
             guint           key)
{
  gboolean page = key == GDK_KEY_Page_Up || key == GDK_KEY_Page_Down;
  gboolean up = key == GDK_KEY_Up || key == GDK_KEY_Page_Up;
  int selected = psc_picture_view_get_selected (view);
  PscPlot *plot = get_plot (view);
  PscRect area;
  double x, top, bottom, step;

  if (!has_spot (view, selected))
    {
      walk (view, GDK_KEY_Home);
      return;
    }

  psc_plot_get_area (plot, &area);
  psc_plot_get_value (plot, area.x, area.y, &x, &top);
  psc_plot_get_value (plot, area.x, area.y + area.height, &x, &bottom);
  step = (top - bottom) / STEPS * (page ? PAGE_STEPS : 1);
  move_to (view, get_point (selected),
           psc_plot_get_point (plot, 0, get_point (selected))->y +
           (up ? step : -step));
}

static gboolean
key_cb (GtkWidget *widget,
        GVariant  *args,
        gpointer   user_data)
{
  PscPictureView *view = PSC_PICTURE_VIEW (widget);
  gboolean editable = PSC_PLOT_VIEW (widget)->editable;
  guint key = (guint) g_variant_get_int32 (args);
  gboolean page = key == GDK_KEY_Page_Up || key == GDK_KEY_Page_Down;

  if (get_plot (view) == NULL || psc_plot_get_n_curves (get_plot (view)) == 0 ||
      (page && !editable))
    return GDK_EVENT_PROPAGATE;

  if (editable && (page || key == GDK_KEY_Up || key == GDK_KEY_Down))
    move_by_key (view, key);
  else
    walk (view, key);

  return GDK_EVENT_STOP;
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
install_keys (GtkWidgetClass *widget_class)
{
  static const guint keys[] = {
    GDK_KEY_Left, GDK_KEY_Right, GDK_KEY_Home, GDK_KEY_End, GDK_KEY_Up,
    GDK_KEY_Down, GDK_KEY_Page_Up, GDK_KEY_Page_Down,
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i], 0, key_cb, "i",
                                  (int) keys[i]);
}

static void
psc_plot_view_class_init (PscPlotViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  PscPictureViewClass *view_class = PSC_PICTURE_VIEW_CLASS (klass);

  object_class->get_property = psc_plot_view_get_property;
  object_class->set_property = psc_plot_view_set_property;
  widget_class->get_request_mode = psc_plot_view_get_request_mode;
  widget_class->measure = psc_plot_view_measure;
  view_class->free_picture = free_plot;
  view_class->set_size = set_plot_size;
  view_class->get_title = psc_plot_view_get_title;
  view_class->dup_summary = psc_plot_view_dup_summary;
  view_class->paint = psc_plot_view_paint;
  view_class->pick = psc_plot_view_pick;
  view_class->dup_text = psc_plot_view_dup_text;
  view_class->get_cursor = psc_plot_view_get_cursor;
  view_class->can_drag = psc_plot_view_can_drag;
  view_class->drag = psc_plot_view_drag;

  properties[PROP_EDITABLE] =
    g_param_spec_boolean ("editable", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);

  signals[MOVED] = g_signal_new ("moved", PSC_TYPE_PLOT_VIEW,
                                 G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_DOUBLE);

  install_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "plot");
}

static void
psc_plot_view_init (PscPlotView *self)
{
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
