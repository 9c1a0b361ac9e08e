/* psc-sketch-view.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-sketch-view"

#include "config.h"

#include <adwaita.h>

#include "psc-paint.h"
#include "psc-present-palette.h"
#include "psc-sketch-view.h"

/* The same in each row, however narrow the list is. */
#define WIDTH_PX  64
#define HEIGHT_PX 36

struct _PscSketchView
{
  GtkWidget  parent_instance;

  /* Owned */
  GBytes    *sketch; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (PscSketchView, psc_sketch_view, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SKETCH = 1,
} PscSketchViewProperty;

static GParamSpec *properties[PROP_SKETCH + 1];

static void
psc_sketch_view_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH_PX : HEIGHT_PX;
  *natural = *minimum;
}

static void
psc_sketch_view_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  PscSketchView *self = PSC_SKETCH_VIEW (widget);
  const PscPalette *palette = psc_present_palette_get ();
  PscRect rect = { 0., 0., gtk_widget_get_width (widget),
                   gtk_widget_get_height (widget) };
  graphene_rect_t bounds =
    GRAPHENE_RECT_INIT (0.f, 0.f, (float) rect.width, (float) rect.height);
  cairo_t *cr;

  if (self->sketch == NULL)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  psc_paint_sketch (cr, self->sketch, palette, &rect);
  cairo_destroy (cr);
}

static void
psc_sketch_view_finalize (GObject *object)
{
  g_clear_pointer (&PSC_SKETCH_VIEW (object)->sketch, g_bytes_unref);

  G_OBJECT_CLASS (psc_sketch_view_parent_class)->finalize (object);
}

static void
psc_sketch_view_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch ((PscSketchViewProperty) prop_id)
    {
    case PROP_SKETCH:
      g_value_set_boxed (value, PSC_SKETCH_VIEW (object)->sketch);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_sketch_view_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch ((PscSketchViewProperty) prop_id)
    {
    case PROP_SKETCH:
      psc_sketch_view_set_sketch (PSC_SKETCH_VIEW (object),
                                  g_value_get_boxed (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_sketch_view_class_init (PscSketchViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = psc_sketch_view_finalize;
  object_class->get_property = psc_sketch_view_get_property;
  object_class->set_property = psc_sketch_view_set_property;
  widget_class->measure = psc_sketch_view_measure;
  widget_class->snapshot = psc_sketch_view_snapshot;

  properties[PROP_SKETCH] =
    g_param_spec_boxed ("sketch", NULL, NULL, G_TYPE_BYTES,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                        G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);

  gtk_widget_class_set_css_name (widget_class, "sketch");
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
psc_sketch_view_init (PscSketchView *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  psc_present_palette_follow (self, G_CALLBACK (gtk_widget_queue_draw));
}

/**
 * psc_sketch_view_new:
 *
 * Makes a view without a sketch, which is empty.
 */
GtkWidget *
psc_sketch_view_new (void)
{
  return g_object_new (PSC_TYPE_SKETCH_VIEW, NULL);
}

/**
 * psc_sketch_view_get_sketch:
 *
 * Returns: (transfer none) (nullable): the sketch
 */
GBytes *
psc_sketch_view_get_sketch (PscSketchView *self)
{
  g_return_val_if_fail (PSC_IS_SKETCH_VIEW (self), NULL);

  return self->sketch;
}

/**
 * psc_sketch_view_set_sketch:
 * @sketch: (nullable): what psc_sketch_new() has made
 *
 * Draws a sketch.
 */
void
psc_sketch_view_set_sketch (PscSketchView *self,
                            GBytes        *sketch)
{
  g_return_if_fail (PSC_IS_SKETCH_VIEW (self));

  if (self->sketch == sketch)
    return;

  g_clear_pointer (&self->sketch, g_bytes_unref);
  if (sketch != NULL)
    self->sketch = g_bytes_ref (sketch);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SKETCH]);
}
