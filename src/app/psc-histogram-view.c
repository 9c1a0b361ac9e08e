/* psc-histogram-view.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-histogram-view"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "psc-format.h"
#include "psc-histogram-view.h"

struct _PscHistogramView
{
  GtkWidget         parent_instance;

  /* Owned */
  PscHistogram      *histogram;
  PscHistogramScene *scene; /* NULL until it is needed */

  /* Borrowed */
  const PscPalette  *palette;

  int                step;
  int                hovered;
  int                selected;
};

G_DEFINE_FINAL_TYPE (PscHistogramView, psc_histogram_view, GTK_TYPE_WIDGET)

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
has_tasks (PscHistogramView *self,
           int               bin)
{
  return bin >= 0 && psc_histogram_get_bin (self->histogram,
                                            (guint) bin)->count > 0;
}

static void
update_description (PscHistogramView *self)
{
  g_autofree char *text = psc_histogram_dup_summary (self->histogram);

  if (self->selected != PSC_NO_BIN)
    {
      g_autofree char *bin =
        psc_histogram_view_dup_text (self, (guint) self->selected);
      g_autofree char *whole = g_strdup_printf (_("%s; selected: %s"), text,
                                                bin);

      g_free (text);
      text = g_steal_pointer (&whole);
    }

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

static void
invalidate (PscHistogramView *self)
{
  g_clear_pointer (&self->scene, psc_histogram_scene_free);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
update_palette (PscHistogramView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  self->palette = psc_palette_get (
    psc_palette_kind_for (adw_style_manager_get_dark (manager),
                          adw_style_manager_get_high_contrast (manager)));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static PscHistogramScene *
get_scene (PscHistogramView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (self->scene == NULL)
    self->scene =
      psc_histogram_scene_new (self->histogram,
                               gtk_widget_get_pango_context (widget),
                               gtk_widget_get_width (widget),
                               gtk_widget_get_height (widget));

  return self->scene;
}

static int
pick (PscHistogramView *self,
      double            x,
      double            y)
{
  int bin = self->histogram != NULL
            ? psc_histogram_scene_pick (get_scene (self), x, y) : PSC_NO_BIN;

  return self->histogram != NULL && has_tasks (self, bin) ? bin : PSC_NO_BIN;
}

static void
set_hovered (PscHistogramView *self,
             int               bin)
{
  if (self->hovered == bin)
    return;

  self->hovered = bin;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
motion_cb (PscHistogramView *self,
           double            x,
           double            y)
{
  set_hovered (self, pick (self, x, y));
}

static void
leave_cb (PscHistogramView *self)
{
  set_hovered (self, PSC_NO_BIN);
}

static void
select_by_hand (PscHistogramView *self,
                int               bin)
{
  if (self->selected == bin)
    return;

  psc_histogram_view_set_selected (self, bin);
  g_signal_emit (self, signals[PICKED], 0);
}

static void
pressed_cb (PscHistogramView *self,
            int               n_press,
            double            x,
            double            y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  select_by_hand (self, pick (self, x, y));
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
  int last, bin = PSC_NO_BIN;

  if (self->histogram == NULL)
    return GDK_EVENT_PROPAGATE;

  last = (int) psc_histogram_get_n_bins (self->histogram) - 1;
  switch (g_variant_get_int32 (args))
    {
    case GDK_KEY_Left:
      bin = find_bin (self, self->selected == PSC_NO_BIN
                            ? last : self->selected - 1, -1);
      break;

    case GDK_KEY_Right:
      bin = find_bin (self, self->selected + 1, 1);
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
    select_by_hand (self, bin);

  return GDK_EVENT_STOP;
}

static gboolean
psc_histogram_view_query_tooltip (GtkWidget  *widget,
                                  int         x,
                                  int         y,
                                  gboolean    keyboard_mode,
                                  GtkTooltip *tooltip)
{
  PscHistogramView *self = PSC_HISTOGRAM_VIEW (widget);
  int bin = keyboard_mode ? self->selected : pick (self, x, y);
  g_autofree char *text = NULL;
  PscRect rect;

  if (bin == PSC_NO_BIN)
    return FALSE;

  text = psc_histogram_view_dup_text (self, (guint) bin);
  psc_histogram_scene_get_bin_rect (get_scene (self), (guint) bin, &rect);
  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip,
                            &(GdkRectangle) { (int) rect.x, (int) rect.y,
                                              (int) rect.width,
                                              (int) rect.height });

  return TRUE;
}

static void
psc_histogram_view_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  PscHistogramView *self = PSC_HISTOGRAM_VIEW (widget);
  graphene_rect_t bounds =
    GRAPHENE_RECT_INIT (0.f, 0.f, (float) gtk_widget_get_width (widget),
                        (float) gtk_widget_get_height (widget));
  cairo_t *cr;

  if (self->histogram == NULL)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  psc_histogram_scene_paint (get_scene (self), cr, self->palette,
                             self->step == PSC_WHOLE_TASK
                             ? &self->palette->bracket
                             : psc_palette_get_step_color (
                                 self->palette, (guint) self->step),
                             self->hovered, self->selected);
  cairo_destroy (cr);
}

static void
psc_histogram_view_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  invalidate (PSC_HISTOGRAM_VIEW (widget));
}

static void
psc_histogram_view_css_changed (GtkWidget         *widget,
                                GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (psc_histogram_view_parent_class)->css_changed (widget,
                                                                   change);
  invalidate (PSC_HISTOGRAM_VIEW (widget));
}

static void
psc_histogram_view_dispose (GObject *object)
{
  PscHistogramView *self = PSC_HISTOGRAM_VIEW (object);

  g_clear_pointer (&self->scene, psc_histogram_scene_free);
  g_clear_pointer (&self->histogram, psc_histogram_free);

  G_OBJECT_CLASS (psc_histogram_view_parent_class)->dispose (object);
}

static void
psc_histogram_view_class_init (PscHistogramViewClass *klass)
{
  static const guint keys[] = { GDK_KEY_Left, GDK_KEY_Right, GDK_KEY_Home,
                                GDK_KEY_End };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = psc_histogram_view_dispose;
  widget_class->css_changed = psc_histogram_view_css_changed;
  widget_class->query_tooltip = psc_histogram_view_query_tooltip;
  widget_class->size_allocate = psc_histogram_view_size_allocate;
  widget_class->snapshot = psc_histogram_view_snapshot;

  signals[PICKED] = g_signal_new ("picked", PSC_TYPE_HISTOGRAM_VIEW,
                                  G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i], 0, move_cb, "i",
                                  (int) keys[i]);
  gtk_widget_class_set_css_name (widget_class, "histogram");
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_IMG);
}

static void
psc_histogram_view_init (PscHistogramView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->hovered = PSC_NO_BIN;
  self->selected = PSC_NO_BIN;

  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_has_tooltip (widget, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("How many files took how long"),
                                  -1);

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, motion);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));

  g_signal_connect_object (manager, "notify::dark",
                           G_CALLBACK (update_palette), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast",
                           G_CALLBACK (update_palette), self,
                           G_CONNECT_SWAPPED);
  update_palette (self);
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
  g_return_if_fail (PSC_IS_HISTOGRAM_VIEW (self));

  invalidate (self);
  g_clear_pointer (&self->histogram, psc_histogram_free);
  self->histogram = histogram;
  self->step = step;
  self->hovered = PSC_NO_BIN;
  self->selected = PSC_NO_BIN;
  if (histogram != NULL)
    update_description (self);
}

/**
 * psc_histogram_view_get_selected:
 *
 * The bin that is selected, or %PSC_NO_BIN.
 */
int
psc_histogram_view_get_selected (PscHistogramView *self)
{
  g_return_val_if_fail (PSC_IS_HISTOGRAM_VIEW (self), PSC_NO_BIN);

  return self->selected;
}

/**
 * psc_histogram_view_set_selected:
 * @bin: a bin, or %PSC_NO_BIN
 *
 * Selects a bin.
 */
void
psc_histogram_view_set_selected (PscHistogramView *self,
                                 int               bin)
{
  g_return_if_fail (PSC_IS_HISTOGRAM_VIEW (self));
  g_return_if_fail (bin == PSC_NO_BIN || self->histogram != NULL);

  if (self->selected == bin)
    return;

  self->selected = bin;
  update_description (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * psc_histogram_view_dup_text:
 * @bin: a bin, from 0
 *
 * Returns: (transfer full): its range and how many files are in it
 */
char *
psc_histogram_view_dup_text (PscHistogramView *self,
                             guint             bin)
{
  const PscBin *content;
  guint n_lengths;
  g_autofree char *begin = NULL;
  g_autofree char *end = NULL;
  g_autofree char *count = NULL;
  g_autofree char *share = NULL;
  g_autofree char *files = NULL;

  g_return_val_if_fail (PSC_IS_HISTOGRAM_VIEW (self), NULL);
  g_return_val_if_fail (self->histogram != NULL, NULL);

  content = psc_histogram_get_bin (self->histogram, bin);
  n_lengths = psc_histogram_get_n_lengths (self->histogram);
  begin = psc_format_duration (content->begin_ns);
  end = psc_format_duration (content->end_ns);
  count = psc_format_count (content->count);
  share = psc_format_percent ((double) content->count / n_lengths);
  files = g_strdup_printf (ngettext ("%s file", "%s files", content->count),
                           count);

  /* Translators: two lengths of time, how many files, their share. */
  return g_strdup_printf (_("%s to %s: %s, %s"), begin, end, files, share);
}
