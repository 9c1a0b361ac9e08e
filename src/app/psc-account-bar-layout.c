/* psc-account-bar-layout.c: where the stretches and the legend are
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-account-bar-layout"

#include "config.h"

#include "psc-account-bar-private.h"

#define BAR_HEIGHT_PX 14
#define LEGEND_GAP_PX 6

/* Parts that are wide enough are set apart by the background. */
#define MIN_WIDTH_FOR_GAP_PX 4

/* A frame around one part, which is wide enough to be seen however short the
 * part is. */
#define FRAME_PX           2
#define MIN_FRAME_WIDTH_PX 8

static GtkSizeRequestMode
psc_account_bar_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
psc_account_bar_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  PscAccountBar *self = PSC_ACCOUNT_BAR (widget);

  gtk_widget_measure (GTK_WIDGET (self->legend), orientation, for_size,
                      minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum += BAR_HEIGHT_PX + LEGEND_GAP_PX;
      *natural += BAR_HEIGHT_PX + LEGEND_GAP_PX;
    }
}

/* Each stretch ends at the pixel where the sum of the parts up to it does, so
 * that rounding does not add up. */
static void
allocate_bar (PscAccountBar *self,
              int            width)
{
  gboolean mirrored =
    gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  gint64 sum_ns = 0;
  int begin = 0;

  for (guint i = 0; i < self->parts->len; i++)
    {
      PscAccountBarPart *part = &g_array_index (self->parts, PscAccountBarPart, i);
      GtkAllocation allocation = { .height = BAR_HEIGHT_PX };
      int end = begin;

      sum_ns += part->time_ns;
      if (self->total_ns > 0)
        end = (int) ((double) sum_ns / (double) self->total_ns * width + .5);

      allocation.x = mirrored ? width - end : begin;
      allocation.width = end - begin;
      part->begin = allocation.x;
      part->end = allocation.x + allocation.width;
      if (end < width && allocation.width >= MIN_WIDTH_FOR_GAP_PX)
        {
          allocation.x += mirrored;
          allocation.width--;
        }

      gtk_widget_set_child_visible (part->swatch, allocation.width > 0);
      gtk_widget_size_allocate (part->swatch, &allocation, -1);
      begin = end;
    }
}

static void
psc_account_bar_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  PscAccountBar *self = PSC_ACCOUNT_BAR (widget);
  int top = BAR_HEIGHT_PX + LEGEND_GAP_PX;

  allocate_bar (self, width);
  gtk_widget_size_allocate (GTK_WIDGET (self->legend),
                            &(GtkAllocation) { 0, top, width, height - top },
                            -1);
}

static void
snapshot_frame (PscAccountBar *self,
                const PscAccountBarPart    *part,
                GtkSnapshot   *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int missing = MAX (MIN_FRAME_WIDTH_PX - 2 * FRAME_PX -
                     (part->end - part->begin), 0);
  int begin = MAX (part->begin - missing / 2, 0) - FRAME_PX;
  int end = MIN (part->end + (missing + 1) / 2,
                 gtk_widget_get_width (widget)) + FRAME_PX;
  const float widths[4] = { FRAME_PX, FRAME_PX, FRAME_PX, FRAME_PX };
  GskRoundedRect outline;
  GdkRGBA colors[4];

  gtk_style_context_get_color (gtk_widget_get_style_context (widget),
                               &colors[0]);
  colors[1] = colors[2] = colors[3] = colors[0];
  gsk_rounded_rect_init_from_rect (
    &outline,
    &GRAPHENE_RECT_INIT ((float) begin, -FRAME_PX, (float) (end - begin),
                         BAR_HEIGHT_PX + 2 * FRAME_PX),
    2 * FRAME_PX);
  gtk_snapshot_append_border (snapshot, &outline, widths, colors);
}

static void
psc_account_bar_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  PscAccountBar *self = PSC_ACCOUNT_BAR (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_snapshot_child (widget, child, snapshot);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const PscAccountBarPart *part = &g_array_index (self->parts, PscAccountBarPart, i);

      if (part->id == _psc_account_bar_get_framed (self) && part->time_ns > 0)
        snapshot_frame (self, part, snapshot);
    }
}

/**
 * _psc_account_bar_class_init_layout:
 *
 * Installs what measures, places and draws the parts.
 */
void
_psc_account_bar_class_init_layout (GtkWidgetClass *widget_class)
{
  widget_class->get_request_mode = psc_account_bar_get_request_mode;
  widget_class->measure = psc_account_bar_measure;
  widget_class->size_allocate = psc_account_bar_size_allocate;
  widget_class->snapshot = psc_account_bar_snapshot;
}
