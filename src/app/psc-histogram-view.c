/* psc-histogram-view.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-histogram-view"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-format.h"
#include "psc-histogram-view.h"

struct _PscHistogramView
{
  PscPictureView  parent_instance;

  /* Owned */
  PscHistogram   *histogram; /* (nullable) */

  int             step;
};

G_DEFINE_FINAL_TYPE (PscHistogramView, psc_histogram_view,
                     PSC_TYPE_PICTURE_VIEW)

static gboolean
has_tasks (PscHistogramView *self,
           int               bin)
{
  return psc_histogram_get_bin (self->histogram, (guint) bin)->count > 0;
}

static gpointer
make_scene (PangoContext *context,
            gpointer      data)
{
  PscHistogramView *self = data;

  return self->histogram != NULL
         ? psc_histogram_scene_new (self->histogram, context) : NULL;
}

static void
free_scene (gpointer picture)
{
  psc_histogram_scene_free (picture);
}

static void
set_scene_size (gpointer picture,
                int      width,
                int      height)
{
  psc_histogram_scene_set_size (picture, width, height);
}

static const char *
psc_histogram_view_get_title (PscPictureView *view)
{
  return _("How many files took how long");
}

static char *
psc_histogram_view_dup_summary (PscPictureView *view)
{
  return psc_histogram_dup_summary (PSC_HISTOGRAM_VIEW (view)->histogram);
}

static void
psc_histogram_view_paint (PscPictureView   *view,
                          cairo_t          *cr,
                          const PscPalette *palette)
{
  PscHistogramView *self = PSC_HISTOGRAM_VIEW (view);
  const PscColor *color =
    self->step == PSC_WHOLE_TASK
    ? &palette->bracket
    : psc_palette_get_step_color (palette, (guint) self->step);

  psc_histogram_scene_paint (psc_picture_view_get_picture (view), cr, palette,
                             color, psc_picture_view_get_hovered (view),
                             psc_picture_view_get_selected (view));
}

static int
psc_histogram_view_pick (PscPictureView *view,
                         double          x,
                         double          y)
{
  int bin = psc_histogram_scene_pick (psc_picture_view_get_picture (view), x,
                                      y);

  return bin != PSC_NO_BIN && has_tasks (PSC_HISTOGRAM_VIEW (view), bin)
         ? bin : PSC_NO_SPOT;
}

static char *
psc_histogram_view_dup_text (PscPictureView *view,
                             int             spot)
{
  const PscHistogram *histogram = PSC_HISTOGRAM_VIEW (view)->histogram;
  const PscBin *bin = psc_histogram_get_bin (histogram, (guint) spot);
  guint n_lengths = psc_histogram_get_n_lengths (histogram);
  g_autofree char *begin = psc_format_duration (bin->begin_ns);
  g_autofree char *end = psc_format_duration (bin->end_ns);
  g_autofree char *count = psc_format_count (bin->count);
  g_autofree char *share = psc_format_percent ((double) bin->count / n_lengths);
  g_autofree char *files =
    g_strdup_printf (ngettext ("%s file", "%s files", bin->count), count);

  /* Translators: two lengths of time, how many files, their share. */
  return g_strdup_printf (_("%s to %s: %s, %s"), begin, end, files, share);
}

static void
psc_histogram_view_get_area (PscPictureView *view,
                             int             spot,
                             PscRect        *area)
{
  psc_histogram_scene_get_bin_rect (psc_picture_view_get_picture (view),
                                    (guint) spot, area);
}

/* The next bin with a task, from @bin on. */
static int
find_bin (PscHistogramView *self,
          int               bin,
          int               direction)
{
  int n_bins = (int) psc_histogram_get_n_bins (self->histogram);

  for (; bin >= 0 && bin < n_bins; bin += direction)
    if (has_tasks (self, bin))
      return bin;

  return PSC_NO_BIN;
}

static gboolean
move_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  PscHistogramView *self = PSC_HISTOGRAM_VIEW (widget);
  PscPictureView *view = PSC_PICTURE_VIEW (widget);
  int selected = psc_picture_view_get_selected (view);
  int last, bin = PSC_NO_BIN;

  if (self->histogram == NULL)
    return GDK_EVENT_PROPAGATE;

  last = (int) psc_histogram_get_n_bins (self->histogram) - 1;
  switch (g_variant_get_int32 (args))
    {
    case GDK_KEY_Left:
      bin = find_bin (self, selected == PSC_NO_BIN ? last : selected - 1, -1);
      break;

    case GDK_KEY_Right:
      bin = find_bin (self, selected + 1, 1);
      break;

    case GDK_KEY_Home:
      bin = find_bin (self, 0, 1);
      break;

    case GDK_KEY_End:
    default:
      bin = find_bin (self, last, -1);
      break;
    }

  if (bin != PSC_NO_BIN)
    psc_picture_view_pick (view, bin);

  return GDK_EVENT_STOP;
}

static void
psc_histogram_view_finalize (GObject *object)
{
  PscHistogramView *self = PSC_HISTOGRAM_VIEW (object);

  g_clear_pointer (&self->histogram, psc_histogram_free);

  G_OBJECT_CLASS (psc_histogram_view_parent_class)->finalize (object);
}

static void
psc_histogram_view_class_init (PscHistogramViewClass *klass)
{
  static const guint keys[] = { GDK_KEY_Left, GDK_KEY_Right, GDK_KEY_Home,
                                GDK_KEY_End };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  PscPictureViewClass *view_class = PSC_PICTURE_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = psc_histogram_view_finalize;
  view_class->free_picture = free_scene;
  view_class->set_size = set_scene_size;
  view_class->get_title = psc_histogram_view_get_title;
  view_class->dup_summary = psc_histogram_view_dup_summary;
  view_class->paint = psc_histogram_view_paint;
  view_class->pick = psc_histogram_view_pick;
  view_class->dup_text = psc_histogram_view_dup_text;
  view_class->get_area = psc_histogram_view_get_area;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i], 0, move_cb, "i",
                                  (int) keys[i]);
  gtk_widget_class_set_css_name (widget_class, "histogram");
}

static void
psc_histogram_view_init (PscHistogramView *self)
{
  psc_picture_view_set_maker (PSC_PICTURE_VIEW (self), make_scene, self);
}

/**
 * psc_histogram_view_new:
 *
 * Makes a view without a histogram, which is empty.
 */
GtkWidget *
psc_histogram_view_new (void)
{
  return g_object_new (PSC_TYPE_HISTOGRAM_VIEW, NULL);
}

/**
 * psc_histogram_view_get_histogram:
 *
 * Returns: (transfer none) (nullable): what is shown
 */
const PscHistogram *
psc_histogram_view_get_histogram (PscHistogramView *self)
{
  g_return_val_if_fail (PSC_IS_HISTOGRAM_VIEW (self), NULL);

  return self->histogram;
}

/**
 * psc_histogram_view_set_histogram:
 * @histogram: (transfer full) (nullable): what to show
 * @step: the step that it is of, or %PSC_WHOLE_TASK
 *
 * Shows another histogram, with no bin selected.
 */
void
psc_histogram_view_set_histogram (PscHistogramView *self,
                                  PscHistogram     *histogram,
                                  int               step)
{
  PscPictureView *view = PSC_PICTURE_VIEW (self);

  g_return_if_fail (PSC_IS_HISTOGRAM_VIEW (self));

  psc_picture_view_set_selected (view, PSC_NO_SPOT);
  g_clear_pointer (&self->histogram, psc_histogram_free);
  self->histogram = histogram;
  self->step = step;
  psc_picture_view_update (view);
}
