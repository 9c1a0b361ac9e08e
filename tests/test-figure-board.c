/* test-figure-board.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "psc-figure-board.h"
#include "psc-figure-tile.h"
#include "psc-test-app.h"
#include "psc-test-utils.h"

#define MS G_GINT64_CONSTANT (1000000)

/* Two workers, busy 80 of 80 ms. */
static const PscFigures two = {
  .wall_ns = 40 * MS,
  .cumulated_ns = 80 * MS,
  .average_ns = 20 * MS,
  .start_up_ns = 2 * MS,
  .cpu_ns = 20 * MS,
  .occupancy = 1.,
  .cpu_share = .25,
  .n_files = 4,
  .n_run = 4,
  .n_lanes = 2,
  .n_workers = 2,
  .n_cpus = 2,
};

static PscFigureBoard *
new_board (void)
{
  return PSC_FIGURE_BOARD (g_object_ref_sink (psc_figure_board_new ()));
}

static PscFigureTile *
get_tile (PscFigureBoard *board,
          const char     *name)
{
  return psc_test_get_template_child (GTK_WIDGET (board), name);
}

static const char *
get_value (PscFigureBoard *board,
           const char     *tile)
{
  return psc_figure_tile_get_value (get_tile (board, tile));
}

static void
test_values (void)
{
  PscFigureBoard *board = new_board ();

  g_assert_cmpstr (get_value (board, "wall"), ==, "–");

  psc_figure_board_set_figures (board, &two, NULL, FALSE);
  g_assert_cmpstr (get_value (board, "wall"), ==, "40.0 ms");
  g_assert_cmpstr (get_value (board, "cumulated"), ==, "80.0 ms");
  g_assert_cmpstr (get_value (board, "occupancy"), ==, "1.00");
  g_assert_cmpstr (get_value (board, "average"), ==, "20.0 ms");
  g_assert_cmpstr (get_value (board, "start_up"), ==, "2.00 ms");
  g_assert_cmpstr (get_value (board, "speedup"), ==, "–");
  g_assert_cmpstr (get_value (board, "cpu"), ==, "25 %");
  g_assert_cmpstr (psc_figure_tile_get_note (get_tile (board, "cpu")), ==,
                   "of 2 CPUs");

  g_assert_finalize_object (board);
}

/* One worker would take 60 ms, or 48 ms. */
static void
test_efficiency (void)
{
  PscFigureBoard *board = new_board ();
  PscFigureTile *tile = get_tile (board, "efficiency");
  PscFigures one = { .wall_ns = 60 * MS, .n_lanes = 1 };

  psc_figure_board_set_can_measure (board, TRUE);
  psc_figure_board_set_figures (board, &two, NULL, FALSE);
  g_assert_cmpstr (psc_figure_tile_get_value (tile), ==, "–");
  g_assert_cmpstr (psc_figure_tile_get_note (tile), ==, "T(1) / 2·T(2)");
  g_assert_nonnull (psc_figure_tile_get_button_label (tile));
  g_assert_false (psc_figure_tile_get_warning (tile));

  psc_figure_board_set_can_measure (board, FALSE);
  psc_figure_board_set_figures (board, &two, &one, FALSE);
  g_assert_cmpstr (psc_figure_tile_get_value (tile), ==, "0.75");
  g_assert_null (psc_figure_tile_get_button_label (tile));
  g_assert_false (psc_figure_tile_get_warning (tile));

  one.wall_ns = 48 * MS;
  psc_figure_board_set_figures (board, &two, &one, FALSE);
  g_assert_cmpstr (psc_figure_tile_get_value (tile), ==, "0.60");
  g_assert_cmpstr (get_value (board, "speedup"), ==, "1.20");
  g_assert_true (psc_figure_tile_get_warning (tile));

  g_assert_finalize_object (board);
}

/* What a run that has lost files took is shown, with a warning. */
static void
test_losses (void)
{
  PscFigureBoard *board = new_board ();
  PscFigureTile *wall = get_tile (board, "wall");
  PscFigures one = { .wall_ns = 60 * MS, .n_lanes = 1 };
  PscFigures lost = two;

  lost.n_lost = 3;
  psc_figure_board_set_figures (board, &lost, &one, FALSE);
  g_assert_cmpstr (psc_figure_tile_get_value (wall), ==, "40.0 ms");
  g_assert_cmpstr (psc_figure_tile_get_note (wall), ==,
                   "not comparable: 3 files lost");
  g_assert_true (psc_figure_tile_get_warning (wall));
  g_assert_cmpstr (get_value (board, "efficiency"), ==, "–");
  g_assert_cmpstr (get_value (board, "speedup"), ==, "–");

  psc_figure_board_set_figures (board, &two, &one, FALSE);
  g_assert_cmpstr (psc_figure_tile_get_note (wall), ==, "start to last file");
  g_assert_false (psc_figure_tile_get_warning (wall));

  g_assert_finalize_object (board);
}

/* Each figure explains itself with the numbers that are shown. */
static void
test_explanations (void)
{
  static const char * const tiles[] = {
    "wall", "cumulated", "average", "start_up", "occupancy", "efficiency",
    "speedup", "cpu",
  };
  PscFigureBoard *board = new_board ();
  PscFigures one = { .wall_ns = 60 * MS, .n_lanes = 1 };

  psc_figure_board_set_figures (board, &two, &one, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (tiles); i++)
    {
      PscFigureTile *tile = get_tile (board, tiles[i]);
      g_autofree char *end = g_strdup_printf (
        "= %s\n", psc_figure_tile_get_value (tile));

      g_assert_nonnull (strstr (psc_figure_tile_get_explanation (tile), end));
    }

  g_assert_finalize_object (board);
}

/* Tab stops at the first figure and its button, arrows at each; where it
 * stops, the explanation comes up. */
static void
test_keyboard (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *last = gtk_button_new ();
  PscFigureBoard *board = new_board ();
  GtkWidget *wall = GTK_WIDGET (get_tile (board, "wall"));
  GtkWidget *cumulated = GTK_WIDGET (get_tile (board, "cumulated"));
  GtkWidget *popover = psc_test_get_template_child (wall, "popover");
  GtkWidget *window;

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (board));
  gtk_box_append (GTK_BOX (box), last);
  psc_figure_board_set_figures (board, &two, NULL, FALSE);
  window = psc_test_present (box, 1400, 200);

  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == wall);
  psc_test_wait_until (gtk_widget_get_visible (popover));
  gtk_widget_child_focus (window, GTK_DIR_RIGHT);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == cumulated);
  psc_test_wait_until (!gtk_widget_get_visible (popover));
  gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == last);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (board);
}

/* What is missing while a run goes on comes at its end. */
static void
test_live (void)
{
  PscFigureBoard *board = new_board ();
  PscFigures figures = two;
  PscFigureTile *cpu = get_tile (board, "cpu");
  g_autofree char *note = NULL;

  figures.cpu_ns = 0;
  figures.cpu_share = NAN;
  psc_figure_board_set_figures (board, &figures, NULL, TRUE);
  g_assert_cmpstr (psc_figure_tile_get_value (cpu), ==, "–");
  note = g_strdup (psc_figure_tile_get_note (cpu));

  psc_figure_board_set_figures (board, &two, NULL, TRUE);
  g_assert_cmpstr (psc_figure_tile_get_value (cpu), ==, "25 %");
  g_assert_cmpstr (psc_figure_tile_get_note (cpu), !=, note);

  g_assert_finalize_object (board);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/figure-board/values", test_values);
  g_test_add_func ("/figure-board/efficiency", test_efficiency);
  g_test_add_func ("/figure-board/explanations", test_explanations);
  g_test_add_func ("/figure-board/keyboard", test_keyboard);
  g_test_add_func ("/figure-board/live", test_live);
  g_test_add_func ("/figure-board/losses", test_losses);

  return g_test_run ();
}
