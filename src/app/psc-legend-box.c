/* psc-legend-box.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-legend-box"

#include "config.h"

#include "psc-legend-box.h"

#define SWATCH_GAP_PX 5
#define ENTRY_GAP_PX  16
#define LINE_GAP_PX   4

struct _PscLegendBox
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (PscLegendBox, psc_legend_box, GTK_TYPE_WIDGET)

/* Where the entries are put, one after the other. */
typedef struct
{
  int x;
  int y;
  int line_height;
} Pen;

/* Finds the place of the next entry: behind the one before, or on a new line
 * where it does not fit there. */
static void
place (Pen                  *pen,
       int                   width,
       const GtkRequisition *size,
       GtkAllocation        *allocation)
{
  int entry_width = MIN (size->width, width);

  if (pen->x > 0 && pen->x + entry_width > width)
    {
      pen->x = 0;
      pen->y += pen->line_height + LINE_GAP_PX;
      pen->line_height = 0;
    }

  *allocation = (GtkAllocation) { pen->x, pen->y, entry_width, size->height };
  pen->x += entry_width + ENTRY_GAP_PX;
  pen->line_height = MAX (pen->line_height, size->height);
}

static GtkWidget *
new_content (GtkWidget *swatch)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL,
                                    SWATCH_GAP_PX);
  GtkWidget *label = gtk_label_new (NULL);

  if (swatch != NULL)
    {
      gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (content), swatch);
    }

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (content), label);

  return content;
}

static GtkLabel *
find_label (GtkWidget *entry)
{
  GtkWidget *content = GTK_IS_BUTTON (entry)
                       ? gtk_button_get_child (GTK_BUTTON (entry)) : entry;

  return GTK_LABEL (gtk_widget_get_last_child (content));
}

static GtkSizeRequestMode
psc_legend_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
psc_legend_box_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  Pen pen = { 0 };
  int min_width = 0;

  if (for_size < 0)
    for_size = G_MAXINT / 2;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkRequisition smallest, size;
      GtkAllocation allocation;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_get_preferred_size (child, &smallest, &size);
      place (&pen, for_size, &size, &allocation);
      min_width = MAX (min_width, smallest.width);
    }

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = min_width;
      *natural = MAX (pen.x - ENTRY_GAP_PX, min_width);
    }
  else
    {
      *minimum = *natural = pen.y + pen.line_height;
    }
}

static void
psc_legend_box_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  Pen pen = { 0 };

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkRequisition size;
      GtkAllocation allocation;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_get_preferred_size (child, NULL, &size);
      place (&pen, width, &size, &allocation);
      if (mirrored)
        allocation.x = width - allocation.x - allocation.width;
      gtk_widget_size_allocate (child, &allocation, -1);
    }
}

static void
psc_legend_box_dispose (GObject *object)
{
  psc_legend_box_clear (PSC_LEGEND_BOX (object));

  G_OBJECT_CLASS (psc_legend_box_parent_class)->dispose (object);
}

static void
psc_legend_box_class_init (PscLegendBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_legend_box_dispose;
  widget_class->get_request_mode = psc_legend_box_get_request_mode;
  widget_class->measure = psc_legend_box_measure;
  widget_class->size_allocate = psc_legend_box_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "legendbox");
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
psc_legend_box_init (PscLegendBox *self)
{
}

/**
 * psc_legend_box_new:
 *
 * Makes a legend without an entry.
 */
GtkWidget *
psc_legend_box_new (void)
{
  return g_object_new (PSC_TYPE_LEGEND_BOX, NULL);
}

/**
 * psc_legend_box_append:
 * @swatch: (transfer floating) (nullable): the sign, if there is one
 *
 * Adds an entry behind the others.  It is not seen until it has a text.
 *
 * Returns: (transfer none): the entry
 */
GtkWidget *
psc_legend_box_append (PscLegendBox *self,
                       GtkWidget    *swatch)
{
  GtkWidget *entry;

  g_return_val_if_fail (PSC_IS_LEGEND_BOX (self), NULL);
  g_return_val_if_fail (swatch == NULL || GTK_IS_WIDGET (swatch), NULL);

  entry = new_content (swatch);
  gtk_widget_set_visible (entry, FALSE);
  gtk_widget_set_parent (entry, GTK_WIDGET (self));

  return entry;
}

/**
 * psc_legend_box_append_toggle:
 * @swatch: (transfer floating) (nullable): the sign, if there is one
 *
 * Adds an entry that can be chosen.
 *
 * Returns: (transfer none) (type GtkToggleButton): the entry
 */
GtkWidget *
psc_legend_box_append_toggle (PscLegendBox *self,
                              GtkWidget    *swatch)
{
  GtkWidget *entry;

  g_return_val_if_fail (PSC_IS_LEGEND_BOX (self), NULL);
  g_return_val_if_fail (swatch == NULL || GTK_IS_WIDGET (swatch), NULL);

  entry = gtk_toggle_button_new ();
  gtk_button_set_child (GTK_BUTTON (entry), new_content (swatch));
  gtk_widget_add_css_class (entry, "flat");
  gtk_widget_set_visible (entry, FALSE);
  gtk_widget_set_parent (entry, GTK_WIDGET (self));

  return entry;
}

/**
 * psc_legend_box_clear:
 *
 * Takes all entries out.
 */
void
psc_legend_box_clear (PscLegendBox *self)
{
  GtkWidget *child;

  g_return_if_fail (PSC_IS_LEGEND_BOX (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

/**
 * psc_legend_box_set_text:
 * @entry: one of the box's entries
 * @text: (nullable): what it says; %NULL hides it
 *
 * Says what an entry's sign stands for.
 */
void
psc_legend_box_set_text (PscLegendBox *self,
                         GtkWidget    *entry,
                         const char   *text)
{
  GtkLabel *label;

  g_return_if_fail (PSC_IS_LEGEND_BOX (self));
  g_return_if_fail (gtk_widget_get_parent (entry) == GTK_WIDGET (self));

  label = find_label (entry);
  if (text != NULL && !g_str_equal (gtk_label_get_label (label), text))
    {
      gtk_label_set_label (label, text);
      if (GTK_IS_BUTTON (entry))
        gtk_accessible_update_property (GTK_ACCESSIBLE (entry),
                                        GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                        -1);
    }
  gtk_widget_set_visible (entry, text != NULL);
}
