/* psc-tile-box.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-tile-box"

#include "config.h"

#include "psc-tile-box.h"

#define SPACING_PX 12

struct _PscTileBox
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (PscTileBox, psc_tile_box, GTK_TYPE_WIDGET)

static int
count_tiles (GtkWidget *widget)
{
  int n_tiles = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_tiles += gtk_widget_should_layout (child);

  return n_tiles;
}

/* The size that every tile has room in. */
static void
measure_tiles (GtkWidget      *widget,
               GtkOrientation  orientation,
               int             for_size,
               int            *minimum,
               int            *natural)
{
  *minimum = 0;
  *natural = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, orientation, for_size, &child_minimum,
                          &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }
}

/* What n tiles in a row, or in a column, take. */
static int
get_length (int n_tiles,
            int tile_length)
{
  return n_tiles * (tile_length + SPACING_PX) - SPACING_PX;
}

static int
get_tile_length (int n_tiles,
                 int length)
{
  return (length + SPACING_PX) / n_tiles - SPACING_PX;
}

static int
find_n_columns (GtkWidget *widget,
                int        width,
                int        n_tiles)
{
  int minimum, natural;

  measure_tiles (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural);

  for (int n_columns = n_tiles; n_columns > 1; n_columns--)
    {
      if (n_tiles % n_columns == 0 &&
          get_tile_length (n_columns, width) >= minimum)
        return n_columns;
    }

  return 1;
}

static GtkSizeRequestMode
psc_tile_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
psc_tile_box_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  int n_tiles = count_tiles (widget);
  int tile_minimum, tile_natural, n_columns;

  *minimum = 0;
  *natural = 0;
  if (n_tiles == 0)
    return;

  measure_tiles (widget, GTK_ORIENTATION_HORIZONTAL, -1, &tile_minimum,
                 &tile_natural);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = tile_minimum;
      *natural = get_length (n_tiles, tile_natural);
      return;
    }

  if (for_size < 0)
    for_size = get_length (n_tiles, tile_natural);

  n_columns = find_n_columns (widget, for_size, n_tiles);
  measure_tiles (widget, GTK_ORIENTATION_VERTICAL,
                 MAX (get_tile_length (n_columns, for_size), tile_minimum),
                 &tile_minimum, &tile_natural);
  *minimum = get_length (n_tiles / n_columns, tile_minimum);
  *natural = get_length (n_tiles / n_columns, tile_natural);
}

static void
psc_tile_box_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int n_tiles = MAX (count_tiles (widget), 1);
  int n_columns = find_n_columns (widget, width, n_tiles);
  int tile_height = get_tile_length (n_tiles / n_columns, height);
  int index = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation allocation = { .height = tile_height };
      int column = index % n_columns;
      int end;

      if (!gtk_widget_should_layout (child))
        continue;

      /* Pixels that are left over go to one tile or another, so that the row
       * ends where the box does. */
      allocation.x = column * (width + SPACING_PX) / n_columns;
      end = (column + 1) * (width + SPACING_PX) / n_columns - SPACING_PX;
      allocation.width = end - allocation.x;
      if (mirrored)
        allocation.x = width - end;
      allocation.y = index / n_columns * (tile_height + SPACING_PX);
      gtk_widget_size_allocate (child, &allocation, -1);
      index++;
    }
}

static void
psc_tile_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (psc_tile_box_parent_class)->dispose (object);
}

static void
psc_tile_box_class_init (PscTileBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_tile_box_dispose;
  widget_class->get_request_mode = psc_tile_box_get_request_mode;
  widget_class->measure = psc_tile_box_measure;
  widget_class->size_allocate = psc_tile_box_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "tilebox");
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
psc_tile_box_init (PscTileBox *self)
{
}

/**
 * psc_tile_box_new:
 *
 * Makes a box without a tile.
 */
GtkWidget *
psc_tile_box_new (void)
{
  return g_object_new (PSC_TYPE_TILE_BOX, NULL);
}

/**
 * psc_tile_box_append:
 * @tile: (transfer none): any widget
 *
 * Adds a tile behind the others.
 */
void
psc_tile_box_append (PscTileBox *self,
                     GtkWidget  *tile)
{
  g_return_if_fail (PSC_IS_TILE_BOX (self));
  g_return_if_fail (GTK_IS_WIDGET (tile));

  gtk_widget_set_parent (tile, GTK_WIDGET (self));
}
