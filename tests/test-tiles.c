/* test-tiles.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-figure-tile.h"
#include "psc-test-app.h"
#include "psc-tile-box.h"

static void
test_tile (void)
{
  PscFigureTile *tile =
    PSC_FIGURE_TILE (g_object_ref_sink (psc_figure_tile_new ("Wall")));
  guint n_caption = 0, n_value = 0, n_note = 0;

  g_assert_cmpstr (psc_figure_tile_get_caption (tile), ==, "Wall");
  g_assert_cmpstr (psc_figure_tile_get_value (tile), ==, "–");
  g_assert_cmpstr (psc_figure_tile_get_note (tile), ==, "");

  psc_test_count (tile, "notify::caption", &n_caption);
  psc_test_count (tile, "notify::value", &n_value);
  psc_test_count (tile, "notify::note", &n_note);

  psc_figure_tile_set_value (tile, "517 ms");
  g_object_set (tile, "value", "517 ms", "note", "a file",
                "caption", "Wall", NULL);
  g_assert_cmpstr (psc_figure_tile_get_value (tile), ==, "517 ms");
  g_assert_cmpstr (psc_figure_tile_get_note (tile), ==, "a file");
  g_assert_cmpuint (n_caption, ==, 0);
  g_assert_cmpuint (n_value, ==, 1);
  g_assert_cmpuint (n_note, ==, 1);

  g_assert_finalize_object (tile);
}

static void
test_tile_extras (void)
{
  PscFigureTile *tile =
    PSC_FIGURE_TILE (g_object_ref_sink (psc_figure_tile_new ("Speed")));
  GtkWidget *button = psc_test_get_template_child (GTK_WIDGET (tile),
                                                   "button");
  guint n_label = 0, n_warning = 0;
  g_autofree char *action = NULL;
  gboolean warning = FALSE;

  psc_test_count (tile, "notify::button-label", &n_label);
  psc_test_count (tile, "notify::warning", &n_warning);
  g_assert_null (psc_figure_tile_get_button_label (tile));
  g_assert_false (psc_figure_tile_get_warning (tile));

  g_object_set (tile, "action-name", "win.measure", "button-label", "Measure",
                "warning", TRUE, NULL);
  psc_figure_tile_set_button_label (tile, "Measure");
  psc_figure_tile_set_warning (tile, TRUE);
  g_object_get (tile, "action-name", &action, "warning", &warning, NULL);
  g_assert_cmpstr (action, ==, "win.measure");
  g_assert_true (warning);
  g_assert_true (gtk_widget_get_visible (button));
  g_assert_cmpuint (n_label, ==, 1);
  g_assert_cmpuint (n_warning, ==, 1);

  psc_figure_tile_set_button_label (tile, NULL);
  psc_figure_tile_set_warning (tile, FALSE);
  g_assert_false (gtk_widget_get_visible (button));
  g_assert_false (psc_figure_tile_get_warning (tile));

  g_assert_finalize_object (tile);
}

static void
test_tile_explanation (void)
{
  PscFigureTile *tile =
    PSC_FIGURE_TILE (g_object_ref_sink (psc_figure_tile_new ("Wall")));
  g_autofree char *tooltip = NULL;
  guint n_explanation = 0;

  g_assert_cmpstr (psc_figure_tile_get_explanation (tile), ==, "");
  psc_test_count (tile, "notify::explanation", &n_explanation);
  g_object_set (tile, "explanation", "b − a", NULL);
  psc_figure_tile_set_explanation (tile, "b − a");
  g_assert_cmpuint (n_explanation, ==, 1);
  g_object_get (tile, "tooltip-text", &tooltip, NULL);
  g_assert_cmpstr (tooltip, ==, "b − a");

  g_assert_finalize_object (tile);
}

static int
count_rows (GtkWidget *box,
            int        width)
{
  GtkWidget *child;
  int height, y = -1, n_rows = 0;
  float right = 0.f;

  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, width, &height, NULL,
                      NULL, NULL);
  gtk_widget_allocate (box, width, height, -1, NULL);

  for (child = gtk_widget_get_first_child (box);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      graphene_rect_t bounds;

      g_assert_true (gtk_widget_compute_bounds (child, box, &bounds));
      g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=,
                         (float) width);
      g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=,
                         (float) height);
      if ((int) bounds.origin.y > y)
        n_rows++;
      right = MAX (right, bounds.origin.x + bounds.size.width);
      y = (int) bounds.origin.y;
    }

  /* Each row is as wide as the box. */
  if (n_rows > 0)
    g_assert_cmpfloat (right, ==, (float) width);

  return n_rows;
}

/* Six tiles of 100 pixels never leave a row half empty. */
static void
test_box (void)
{
  GtkWidget *box = g_object_ref_sink (psc_tile_box_new ());

  g_assert_cmpint (count_rows (box, 100), ==, 0);

  for (int i = 0; i < 6; i++)
    {
      GtkWidget *tile = gtk_label_new (NULL);

      gtk_widget_set_size_request (tile, 100, 40);
      psc_tile_box_append (PSC_TILE_BOX (box), tile);
    }

  g_assert_cmpint (count_rows (box, 100), ==, 6);
  g_assert_cmpint (count_rows (box, 211), ==, 6);
  g_assert_cmpint (count_rows (box, 212), ==, 3);
  g_assert_cmpint (count_rows (box, 324), ==, 2);
  g_assert_cmpint (count_rows (box, 659), ==, 2);
  g_assert_cmpint (count_rows (box, 660), ==, 1);
  g_assert_cmpint (count_rows (box, 2000), ==, 1);

  /* Seven is a prime: all in a row, or one below the other. */
  psc_tile_box_append (PSC_TILE_BOX (box), gtk_label_new (NULL));
  g_assert_cmpint (count_rows (box, 660), ==, 7);
  g_assert_cmpint (count_rows (box, 772), ==, 1);

  gtk_widget_set_direction (box, GTK_TEXT_DIR_RTL);
  g_assert_cmpint (count_rows (box, 772), ==, 1);

  g_assert_finalize_object (box);
}

static int
get_height (GtkWidget *tile)
{
  return gtk_widget_get_allocated_height (tile);
}

/* A low tile is as high as the one beside it, but not as one below it; what is
 * too much is shared out. */
static void
test_heights (void)
{
  GtkWidget *box = g_object_ref_sink (psc_tile_box_new ());
  GtkWidget *low = gtk_label_new (NULL);
  GtkWidget *high = gtk_label_new (NULL);
  int height;

  gtk_widget_set_size_request (low, 100, 40);
  gtk_widget_set_size_request (high, 100, 90);
  psc_tile_box_append (PSC_TILE_BOX (box), low);
  psc_tile_box_append (PSC_TILE_BOX (box), high);

  g_assert_cmpint (count_rows (box, 300), ==, 1);
  g_assert_cmpint (get_height (low), ==, 90);
  g_assert_cmpint (get_height (high), ==, 90);

  g_assert_cmpint (count_rows (box, 150), ==, 2);
  g_assert_cmpint (get_height (low), ==, 40);
  g_assert_cmpint (get_height (high), ==, 90);

  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 150, &height, NULL, NULL,
                      NULL);
  gtk_widget_allocate (box, 150, height + 20, -1, NULL);
  g_assert_cmpint (get_height (low), ==, 50);
  g_assert_cmpint (get_height (high), ==, 100);

  g_assert_finalize_object (box);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/tiles/tile", test_tile);
  g_test_add_func ("/tiles/tile-extras", test_tile_extras);
  g_test_add_func ("/tiles/tile-explanation", test_tile_explanation);
  g_test_add_func ("/tiles/box", test_box);
  g_test_add_func ("/tiles/heights", test_heights);

  return g_test_run ();
}
