/* psc-strip-view.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-strip-view"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "psc-strip-view.h"

#define MIN_WIDTH     240
#define NATURAL_WIDTH 420

struct _PscStripView
{
  GtkWidget         parent_instance;

  /* Owned */
  PscStripPlot     *plot;       /* NULL until it is needed */

  /* Borrowed */
  const PscPalette *palette;
  PscStripMaker     maker;      /* (nullable) */
  gpointer          maker_data;

  int               hovered;
  int               selected;
};

G_DEFINE_FINAL_TYPE (PscStripView, psc_strip_view, GTK_TYPE_WIDGET)

/* Rows may have gone since they were pointed at. */
static gboolean
has_row (PscStripView *self,
         int           row)
{
  PscStripPlot *plot = psc_strip_view_get_plot (self);

  return plot != NULL && row >= 0 &&
         row < (int) psc_strip_plot_get_n_rows (plot);
}

static char *
dup_text (PscStripView *self,
          int           row)
{
  return has_row (self, row)
         ? psc_strip_plot_dup_row_text (self->plot, (guint) row) : NULL;
}

static void
describe (PscStripView *self)
{
  PscStripPlot *plot = psc_strip_view_get_plot (self);
  const char *title = plot != NULL ? psc_strip_plot_get_title (plot) : NULL;
  g_autofree char *selected = dup_text (self, self->selected);
  g_autofree char *summary = plot != NULL ? psc_strip_plot_dup_summary (plot)
                                          : g_strdup ("");
  g_autofree char *text = NULL;

  if (selected != NULL)
    text = g_strdup_printf (_("Selected: %s. All: %s"), selected, summary);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title != NULL ? title : "",
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text != NULL ? text : summary,
                                  -1);
}

static void
update_palette (PscStripView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  self->palette = psc_palette_get (
    psc_palette_kind_for (adw_style_manager_get_dark (manager),
                          adw_style_manager_get_high_contrast (manager)));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static int
pick (PscStripView *self,
      double        y)
{
  PscStripPlot *plot = psc_strip_view_get_plot (self);

  return plot != NULL ? psc_strip_plot_pick (plot, y) : PSC_NO_ROW;
}

static void
set_hovered (PscStripView *self,
             int           row)
{
  if (self->hovered == row)
    return;

  self->hovered = row;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
motion_cb (PscStripView *self,
           double        x,
           double        y)
{
  set_hovered (self, pick (self, y));
}

static void
leave_cb (PscStripView *self)
{
  set_hovered (self, PSC_NO_ROW);
}

static void
select_row (PscStripView *self,
            int           row)
{
  self->selected = row;
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
}

static void
pressed_cb (PscStripView *self,
            int           n_press,
            double        x,
            double        y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  select_row (self, pick (self, y));
}

static gboolean
move_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  PscStripView *self = PSC_STRIP_VIEW (widget);
  PscStripPlot *plot = psc_strip_view_get_plot (self);
  int last = plot != NULL ? (int) psc_strip_plot_get_n_rows (plot) - 1 : -1;

  if (last < 0)
    return GDK_EVENT_PROPAGATE;

  switch (g_variant_get_int32 (args))
    {
    case GDK_KEY_Up:
      select_row (self, self->selected == PSC_NO_ROW
                        ? last : MAX (self->selected - 1, 0));
      break;

    case GDK_KEY_Down:
      select_row (self, MIN (self->selected + 1, last));
      break;

    case GDK_KEY_Home:
      select_row (self, 0);
      break;

    case GDK_KEY_End:
    default:
      select_row (self, last);
      break;
    }

  return GDK_EVENT_STOP;
}

static gboolean
psc_strip_view_query_tooltip (GtkWidget  *widget,
                              int         x,
                              int         y,
                              gboolean    keyboard_mode,
                              GtkTooltip *tooltip)
{
  PscStripView *self = PSC_STRIP_VIEW (widget);
  int row = keyboard_mode ? self->selected : pick (self, y);
  g_autofree char *text = dup_text (self, row);
  PscRect rect;

  if (text == NULL)
    return FALSE;

  psc_strip_plot_get_row_rect (self->plot, (guint) row, &rect);
  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip,
                            &(GdkRectangle) { (int) rect.x, (int) rect.y,
                                              (int) rect.width,
                                              (int) rect.height });

  return TRUE;
}

static void
psc_strip_view_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  PscStripView *self = PSC_STRIP_VIEW (widget);
  int width = gtk_widget_get_width (widget);
  graphene_rect_t bounds =
    GRAPHENE_RECT_INIT (0.f, 0.f, (float) width,
                        (float) gtk_widget_get_height (widget));
  PscStripPlot *plot = psc_strip_view_get_plot (self);
  cairo_t *cr;

  if (plot == NULL)
    return;

  psc_strip_plot_set_width (plot, width);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  psc_strip_plot_paint (plot, cr, self->palette,
                        self->hovered != PSC_NO_ROW ? self->hovered
                                                    : self->selected);
  cairo_destroy (cr);
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
  PscStripPlot *plot = psc_strip_view_get_plot (PSC_STRIP_VIEW (widget));

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

/* Measuring may have tried other widths. */
static void
psc_strip_view_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  PscStripPlot *plot = psc_strip_view_get_plot (PSC_STRIP_VIEW (widget));

  if (plot != NULL)
    psc_strip_plot_set_width (plot, width);
}

static void
psc_strip_view_css_changed (GtkWidget         *widget,
                            GtkCssStyleChange *change)
{
  PscStripView *self = PSC_STRIP_VIEW (widget);

  GTK_WIDGET_CLASS (psc_strip_view_parent_class)->css_changed (widget, change);
  g_clear_pointer (&self->plot, psc_strip_plot_free);
  gtk_widget_queue_resize (widget);
}

static void
psc_strip_view_finalize (GObject *object)
{
  PscStripView *self = PSC_STRIP_VIEW (object);

  g_clear_pointer (&self->plot, psc_strip_plot_free);

  G_OBJECT_CLASS (psc_strip_view_parent_class)->finalize (object);
}

static void
psc_strip_view_class_init (PscStripViewClass *klass)
{
  static const guint keys[] = { GDK_KEY_Up, GDK_KEY_Down, GDK_KEY_Home,
                                GDK_KEY_End };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = psc_strip_view_finalize;
  widget_class->css_changed = psc_strip_view_css_changed;
  widget_class->get_request_mode = psc_strip_view_get_request_mode;
  widget_class->measure = psc_strip_view_measure;
  widget_class->query_tooltip = psc_strip_view_query_tooltip;
  widget_class->size_allocate = psc_strip_view_size_allocate;
  widget_class->snapshot = psc_strip_view_snapshot;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i], 0, move_cb, "i",
                                  (int) keys[i]);
  gtk_widget_class_set_css_name (widget_class, "plot");
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_IMG);
}

static void
psc_strip_view_init (PscStripView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->hovered = PSC_NO_ROW;
  self->selected = PSC_NO_ROW;

  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_has_tooltip (widget, TRUE);

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
 * psc_strip_view_new:
 *
 * Makes a view without a plot, which is empty.
 */
GtkWidget *
psc_strip_view_new (void)
{
  return g_object_new (PSC_TYPE_STRIP_VIEW, NULL);
}

/**
 * psc_strip_view_set_maker:
 * @maker: (nullable): called whenever there has to be another plot
 * @data: (nullable): handed to it; must live as long as the maker is set
 *
 * Sets where the plot comes from.
 */
void
psc_strip_view_set_maker (PscStripView  *self,
                          PscStripMaker  maker,
                          gpointer       data)
{
  g_return_if_fail (PSC_IS_STRIP_VIEW (self));

  self->maker = maker;
  self->maker_data = data;
  psc_strip_view_update (self);
}

/**
 * psc_strip_view_update:
 *
 * Makes the plot anew, as what the maker reads has changed.
 */
void
psc_strip_view_update (PscStripView *self)
{
  g_return_if_fail (PSC_IS_STRIP_VIEW (self));

  g_clear_pointer (&self->plot, psc_strip_plot_free);
  describe (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * psc_strip_view_get_plot:
 *
 * Returns: (transfer none) (nullable): what is shown
 */
PscStripPlot *
psc_strip_view_get_plot (PscStripView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  g_return_val_if_fail (PSC_IS_STRIP_VIEW (self), NULL);

  if (self->plot == NULL && self->maker != NULL)
    {
      self->plot = self->maker (gtk_widget_get_pango_context (widget),
                                self->maker_data);
      psc_strip_plot_set_width (self->plot, gtk_widget_get_width (widget));
    }

  return self->plot;
}

/**
 * psc_strip_view_get_selected:
 *
 * The row that is selected, or %PSC_NO_ROW.
 */
int
psc_strip_view_get_selected (PscStripView *self)
{
  g_return_val_if_fail (PSC_IS_STRIP_VIEW (self), PSC_NO_ROW);

  return self->selected;
}
