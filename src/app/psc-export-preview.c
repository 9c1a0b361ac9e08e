/* psc-export-preview.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-export-preview"

#include "config.h"

#include "psc-export-preview.h"

/* The sheet that is being drawn is set off from what is behind it. */
#define FRAME_PX 1.

#define MIN_HEIGHT     80
#define NATURAL_HEIGHT 170

struct _PscExportPreview
{
  GtkWidget         parent_instance;

  /* Owned */
  PscRun           *run;
  PscScene         *scene; /* NULL without a run */

  PscFigureOptions  options;
  int               height; /* 0 until the picture is known */
};

G_DEFINE_FINAL_TYPE (PscExportPreview, psc_export_preview, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_RUN = 1,
} PscExportPreviewProperty;

static GParamSpec *properties[PROP_RUN + 1];

static void
psc_export_preview_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 0;
      *natural = 0;
    }
  else
    {
      *minimum = MIN_HEIGHT;
      *natural = NATURAL_HEIGHT;
    }
}

/* The picture as a whole, in the middle, and never larger than it is. */
static void
psc_export_preview_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  PscExportPreview *self = PSC_EXPORT_PREVIEW (widget);
  double width = gtk_widget_get_width (widget) - 2. * FRAME_PX;
  double height = gtk_widget_get_height (widget) - 2. * FRAME_PX;
  double scale, x, y;
  graphene_rect_t bounds;
  GdkRGBA frame;
  cairo_t *cr;

  if (self->height == 0 || width <= 0. || height <= 0.)
    return;

  scale = MIN (MIN (width / self->options.width, height / self->height), 1.);
  x = FRAME_PX + (width - self->options.width * scale) / 2.;
  y = FRAME_PX + (height - self->height * scale) / 2.;
  graphene_rect_init (&bounds, 0.f, 0.f,
                      (float) gtk_widget_get_width (widget),
                      (float) gtk_widget_get_height (widget));
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &frame);
  frame.alpha *= .3f;

  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  cairo_rectangle (cr, x - FRAME_PX, y - FRAME_PX,
                   self->options.width * scale + 2. * FRAME_PX,
                   self->height * scale + 2. * FRAME_PX);
  gdk_cairo_set_source_rgba (cr, &frame);
  cairo_fill (cr);
  cairo_rectangle (cr, x, y, self->options.width * scale,
                   self->height * scale);
  cairo_clip (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, scale, scale);
  psc_figure_paint (cr, self->scene, &self->options);
  cairo_destroy (cr);
}

static void
psc_export_preview_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  PscExportPreview *self = PSC_EXPORT_PREVIEW (object);

  switch ((PscExportPreviewProperty) prop_id)
    {
    case PROP_RUN:
      g_value_set_object (value, self->run);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_export_preview_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  PscExportPreview *self = PSC_EXPORT_PREVIEW (object);

  switch ((PscExportPreviewProperty) prop_id)
    {
    case PROP_RUN:
      psc_export_preview_set_run (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_export_preview_dispose (GObject *object)
{
  PscExportPreview *self = PSC_EXPORT_PREVIEW (object);

  self->height = 0;
  g_clear_pointer (&self->scene, psc_scene_free);
  g_clear_object (&self->run);

  G_OBJECT_CLASS (psc_export_preview_parent_class)->dispose (object);
}

static void
psc_export_preview_class_init (PscExportPreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_export_preview_dispose;
  object_class->get_property = psc_export_preview_get_property;
  object_class->set_property = psc_export_preview_set_property;

  widget_class->measure = psc_export_preview_measure;
  widget_class->snapshot = psc_export_preview_snapshot;

  properties[PROP_RUN] =
    g_param_spec_object ("run", NULL, NULL, PSC_TYPE_RUN,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);

  gtk_widget_class_set_css_name (widget_class, "exportpreview");
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_IMG);
}

static void
psc_export_preview_init (PscExportPreview *self)
{
}

/**
 * psc_export_preview_new:
 *
 * Makes a preview of nothing.
 */
GtkWidget *
psc_export_preview_new (void)
{
  return g_object_new (PSC_TYPE_EXPORT_PREVIEW, NULL);
}

/**
 * psc_export_preview_get_run:
 *
 * Returns: (transfer none) (nullable): the run that is drawn
 */
PscRun *
psc_export_preview_get_run (PscExportPreview *self)
{
  g_return_val_if_fail (PSC_IS_EXPORT_PREVIEW (self), NULL);

  return self->run;
}

/**
 * psc_export_preview_set_run:
 * @run: (nullable): the run to draw
 *
 * Takes another run.  It is drawn as soon as it is said how.
 */
void
psc_export_preview_set_run (PscExportPreview *self,
                            PscRun           *run)
{
  g_return_if_fail (PSC_IS_EXPORT_PREVIEW (self));

  if (!g_set_object (&self->run, run))
    return;

  self->height = 0;
  g_clear_pointer (&self->scene, psc_scene_free);
  if (run != NULL)
    self->scene = psc_figure_scene_new (run);

  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUN]);
}

/**
 * psc_export_preview_set_options:
 * @options: what the picture is to be like
 * @height: (out): its height in logical pixels
 * @error: of domain %G_IO_ERROR
 *
 * Draws the picture as it would be saved.
 *
 * Returns: %FALSE when it cannot be of that size; nothing is shown then
 */
gboolean
psc_export_preview_set_options (PscExportPreview        *self,
                                const PscFigureOptions  *options,
                                int                     *height,
                                GError                 **error)
{
  gboolean fits;

  g_return_val_if_fail (PSC_IS_EXPORT_PREVIEW (self), FALSE);
  g_return_val_if_fail (self->run != NULL, FALSE);
  g_return_val_if_fail (options != NULL, FALSE);

  self->options = *options;
  fits = psc_figure_fit (self->scene, options, height, error);
  self->height = fits ? *height : 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));

  return fits;
}
