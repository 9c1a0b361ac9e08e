/* psc-strip-view.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-strip-view"

#include "config.h"

#include "psc-strip-view.h"

#define MIN_WIDTH     240
#define NATURAL_WIDTH 420

struct _PscStripView
{
  PscPictureView parent_instance;
};

G_DEFINE_FINAL_TYPE (PscStripView, psc_strip_view, PSC_TYPE_PICTURE_VIEW)

static void
free_plot (gpointer picture)
{
  psc_strip_plot_free (picture);
}

static void
set_plot_size (gpointer picture,
               int      width,
               int      height)
{
  psc_strip_plot_set_width (picture, width);
}

static const char *
psc_strip_view_get_title (PscPictureView *view)
{
  PscStripPlot *plot = psc_picture_view_get_picture (view);

  return plot != NULL ? psc_strip_plot_get_title (plot) : "";
}

static char *
psc_strip_view_dup_summary (PscPictureView *view)
{
  return psc_strip_plot_dup_summary (psc_picture_view_get_picture (view));
}

static void
psc_strip_view_paint (PscPictureView   *view,
                      cairo_t          *cr,
                      const PscPalette *palette)
{
  PscStripPlot *plot = psc_picture_view_get_picture (view);
  int hovered = psc_picture_view_get_hovered (view);

  psc_strip_plot_paint (plot, cr, palette,
                        hovered != PSC_NO_SPOT
                        ? hovered : psc_picture_view_get_selected (view));
}

static int
psc_strip_view_pick (PscPictureView *view,
                     double          x,
                     double          y)
{
  return psc_strip_plot_pick (psc_picture_view_get_picture (view), y);
}

static char *
psc_strip_view_dup_text (PscPictureView *view,
                         int             spot)
{
  PscStripPlot *plot = psc_picture_view_get_picture (view);

  return spot < (int) psc_strip_plot_get_n_rows (plot)
         ? psc_strip_plot_dup_row_text (plot, (guint) spot) : NULL;
}

static void
psc_strip_view_get_area (PscPictureView *view,
                         int             spot,
                         PscRect        *area)
{
  psc_strip_plot_get_row_rect (psc_picture_view_get_picture (view),
                               (guint) spot, area);
}

static gboolean
move_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  PscPictureView *view = PSC_PICTURE_VIEW (widget);
  PscStripPlot *plot = psc_picture_view_get_picture (view);
  int last = plot != NULL ? (int) psc_strip_plot_get_n_rows (plot) - 1 : -1;
  int selected = psc_picture_view_get_selected (view);

  if (last < 0)
    return GDK_EVENT_PROPAGATE;

  switch (g_variant_get_int32 (args))
    {
    case GDK_KEY_Up:
      psc_picture_view_pick (view, selected == PSC_NO_SPOT
                                   ? last : MAX (selected - 1, 0));
      break;

    case GDK_KEY_Down:
      psc_picture_view_pick (view, MIN (selected + 1, last));
      break;

    case GDK_KEY_Home:
      psc_picture_view_pick (view, 0);
      break;

    case GDK_KEY_End:
    default:
      psc_picture_view_pick (view, last);
      break;
    }

  return GDK_EVENT_STOP;
}

static GtkSizeRequestMode
psc_strip_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
psc_strip_view_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  PscStripPlot *plot = psc_picture_view_get_picture (PSC_PICTURE_VIEW (widget));

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = NATURAL_WIDTH;
      return;
    }

  *minimum = *natural = 0;
  if (plot == NULL)
    return;

  psc_strip_plot_set_width (plot, for_size >= 0 ? for_size : NATURAL_WIDTH);
  *minimum = *natural = psc_strip_plot_get_height (plot);
}

static void
psc_strip_view_class_init (PscStripViewClass *klass)
{
  static const guint keys[] = { GDK_KEY_Up, GDK_KEY_Down, GDK_KEY_Home,
                                GDK_KEY_End };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  PscPictureViewClass *view_class = PSC_PICTURE_VIEW_CLASS (klass);

  widget_class->get_request_mode = psc_strip_view_get_request_mode;
  widget_class->measure = psc_strip_view_measure;
  view_class->free_picture = free_plot;
  view_class->set_size = set_plot_size;
  view_class->get_title = psc_strip_view_get_title;
  view_class->dup_summary = psc_strip_view_dup_summary;
  view_class->paint = psc_strip_view_paint;
  view_class->pick = psc_strip_view_pick;
  view_class->dup_text = psc_strip_view_dup_text;
  view_class->get_area = psc_strip_view_get_area;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i], 0, move_cb, "i",
                                  (int) keys[i]);
  gtk_widget_class_set_css_name (widget_class, "plot");
}

static void
psc_strip_view_init (PscStripView *self)
{
}

/**
 * psc_strip_view_new:
 *
 * Makes a view without a plot, which is empty.
 */
GtkWidget *
psc_strip_view_new (void)
{
  return g_object_new (PSC_TYPE_STRIP_VIEW, NULL);
}
