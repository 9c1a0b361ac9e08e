/* psc-tile-box.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-tile-box"

#include "config.h"

#include <string.h>

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

/* The size that each of the tiles from @first on has room in; the number of
 * them may be larger than there are. */
static void
measure_tiles (GtkWidget      *widget,
               int             first,
               int             n_tiles,
               GtkOrientation  orientation,
               int             for_size,
               int            *minimum,
               int            *natural)
{
  int index = 0;

  *minimum = 0;
  *natural = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;

      if (index >= first && index < first + n_tiles)
        {
          gtk_widget_measure (child, orientation, for_size, &child_minimum,
                              &child_natural, NULL, NULL);
          *minimum = MAX (*minimum, child_minimum);
          *natural = MAX (*natural, child_natural);
        }
      index++;
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

  measure_tiles (widget, 0, n_tiles, GTK_ORIENTATION_HORIZONTAL, -1, &minimum,
                 &natural);

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
  int tile_minimum, tile_natural, tile_width, n_columns;

  *minimum = 0;
  *natural = 0;
  if (n_tiles == 0)
    return;

  measure_tiles (widget, 0, n_tiles, GTK_ORIENTATION_HORIZONTAL, -1,
                 &tile_minimum, &tile_natural);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = tile_minimum;
      *natural = get_length (n_tiles, tile_natural);
      return;
    }

  if (for_size < 0)
    for_size = get_length (n_tiles, tile_natural);

  n_columns = find_n_columns (widget, for_size, n_tiles);
  tile_width = MAX (get_tile_length (n_columns, for_size), tile_minimum);
  *minimum = *natural = get_length (n_tiles / n_columns, 0);
  for (int i = 0; i < n_tiles; i += n_columns)
    {
      measure_tiles (widget, i, n_columns, GTK_ORIENTATION_VERTICAL,
                     tile_width, &tile_minimum, &tile_natural);
      *minimum += tile_minimum;
      *natural += tile_natural;
    }
}

/* Each row is as high as its highest tile would like, or else has to be, and
 * what is left over is shared out. */
static void
get_row_heights (GtkWidget *widget,
                 int        n_columns,
                 int        n_rows,
                 int        width,
                 int        height,
                 int       *heights)
{
  int left = height - get_length (n_rows, 0);
  g_autofree int *natural = g_new (int, n_rows);
  int wanted = 0;

  for (int i = 0; i < n_rows; i++)
    {
      measure_tiles (widget, i * n_columns, n_columns,
                     GTK_ORIENTATION_VERTICAL,
                     get_tile_length (n_columns, width), &heights[i],
                     &natural[i]);
      wanted += natural[i];
    }
  if (wanted <= left)
    memcpy (heights, natural, n_rows * sizeof *heights);
  for (int i = 0; i < n_rows; i++)
    left -= heights[i];
  for (int i = 0; i < n_rows && left > 0; i++)
    heights[i] += left / n_rows;
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
  int n_rows = MAX (n_tiles / n_columns, 1);
  g_autofree int *heights = g_new0 (int, n_rows);
  int index = 0, y = 0;

  get_row_heights (widget, n_columns, n_rows, width, height, heights);

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation allocation = { .y = y };
      int column = index % n_columns;
      int end;

      if (!gtk_widget_should_layout (child))
        continue;

      allocation.height = heights[index / n_columns];

      /* Pixels that are left over go to one tile or another, so that the row
       * ends where the box does. */
      allocation.x = column * (width + SPACING_PX) / n_columns;
      end = (column + 1) * (width + SPACING_PX) / n_columns - SPACING_PX;
      allocation.width = end - allocation.x;
      if (mirrored)
        allocation.x = width - end;
      gtk_widget_size_allocate (child, &allocation, -1);
      if (column + 1 == n_columns)
        y += allocation.height + SPACING_PX;
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
