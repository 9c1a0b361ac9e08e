/* test-legend-box.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-legend-box.h"
#include "psc-swatch.h"
#include "psc-test-app.h"

static PscLegendBox *
new_box (void)
{
  return PSC_LEGEND_BOX (g_object_ref_sink (psc_legend_box_new ()));
}

static int
allocate (GtkWidget *box,
          int        width)
{
  int height;

  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, width, &height, NULL,
                      NULL, NULL);
  gtk_widget_allocate (box, width, height, -1, NULL);

  return height;
}

static void
get_bounds (GtkWidget       *box,
            GtkWidget       *entry,
            graphene_rect_t *bounds)
{
  g_assert_true (gtk_widget_compute_bounds (entry, box, bounds));
}

static void
test_text (void)
{
  PscLegendBox *box = new_box ();
  GtkWidget *entry = psc_legend_box_append (box, NULL);
  GtkLabel *label = GTK_LABEL (gtk_widget_get_last_child (entry));

  g_assert_false (gtk_widget_get_visible (entry));
  g_assert_cmpint (allocate (GTK_WIDGET (box), 100), ==, 0);

  psc_legend_box_set_text (box, entry, "wc 21 %");
  g_assert_true (gtk_widget_get_visible (entry));
  g_assert_cmpstr (gtk_label_get_label (label), ==, "wc 21 %");
  g_assert_cmpint (allocate (GTK_WIDGET (box), 100), >, 0);

  psc_legend_box_set_text (box, entry, NULL);
  g_assert_false (gtk_widget_get_visible (entry));

  psc_legend_box_clear (box);
  g_assert_null (gtk_widget_get_first_child (GTK_WIDGET (box)));
  g_assert_finalize_object (box);
}

/* An entry that can be chosen is named by its text. */
static void
test_toggle (void)
{
  PscLegendBox *box = new_box ();
  GtkWidget *entry =
    psc_legend_box_append_toggle (box, psc_swatch_new_for_part (PSC_PART_TAIL));

  g_assert_true (GTK_IS_TOGGLE_BUTTON (entry));
  g_assert_false (gtk_widget_get_visible (entry));
  psc_legend_box_set_text (box, entry, "tail");
  g_assert_true (gtk_widget_get_visible (entry));
  gtk_test_accessible_assert_property (entry, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "tail");

  g_assert_finalize_object (box);
}

/* Three entries: in a line, or one below the other where there is no room. */
static void
test_lines (void)
{
  PscLegendBox *box = new_box ();
  GtkWidget *widget = GTK_WIDGET (box);
  GtkWidget *entries[3];
  graphene_rect_t bounds[3];
  int minimum, natural, height;

  for (guint i = 0; i < 3; i++)
    {
      entries[i] =
        psc_legend_box_append (box, psc_swatch_new_for_part (PSC_PART_TAIL));
      psc_legend_box_set_text (box, entries[i], "tail of a run");
    }

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum,
                      &natural, NULL, NULL);
  g_assert_cmpint (minimum, <, natural / 3);

  height = allocate (widget, natural);
  for (guint i = 0; i < 3; i++)
    get_bounds (widget, entries[i], &bounds[i]);
  g_assert_cmpfloat (bounds[0].origin.x, ==, 0.f);
  g_assert_cmpfloat (bounds[1].origin.x, >, bounds[0].size.width);
  g_assert_cmpfloat (bounds[2].origin.y, ==, 0.f);
  g_assert_cmpfloat (bounds[2].origin.x + bounds[2].size.width, ==,
                     (float) natural);

  g_assert_cmpint (allocate (widget, natural - 1), >=, 2 * height);
  get_bounds (widget, entries[2], &bounds[2]);
  g_assert_cmpfloat (bounds[2].origin.x, ==, 0.f);
  g_assert_cmpfloat (bounds[2].origin.y, >=, (float) height);

  g_assert_cmpint (allocate (widget, minimum), >=, 3 * height);

  gtk_widget_set_direction (widget, GTK_TEXT_DIR_RTL);
  allocate (widget, natural);
  get_bounds (widget, entries[0], &bounds[0]);
  g_assert_cmpfloat (bounds[0].origin.x + bounds[0].size.width, ==,
                     (float) natural);

  g_assert_finalize_object (box);
}

/* Each kind of sign paints something of its own. */
static void
test_swatches (void)
{
  GtkWidget *swatches[] = {
    psc_swatch_new_for_death (),
    psc_swatch_new_for_step (0),
    psc_swatch_new_for_step (1),
    psc_swatch_new_for_part (PSC_PART_START),
    psc_swatch_new_for_part (PSC_PART_TAIL),
    psc_swatch_new_for_outcome (PSC_OUTCOME_NONZERO),
    psc_swatch_new_for_outcome (PSC_OUTCOME_LOST),
  };
  g_autoptr (GBytes) before = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (swatches); i++)
    {
      GtkWidget *window = psc_test_present (swatches[i], 40, 40);
      g_autoptr (GdkTexture) texture = psc_test_render (swatches[i]);
      g_autoptr (GBytes) bytes = gdk_texture_save_to_png_bytes (texture);

      g_assert_true (before == NULL || !g_bytes_equal (before, bytes));
      g_clear_pointer (&before, g_bytes_unref);
      before = g_steal_pointer (&bytes);

      g_object_ref (swatches[i]);
      gtk_window_destroy (GTK_WINDOW (window));
      g_assert_finalize_object (swatches[i]);
    }
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/legend-box/text", test_text);
  g_test_add_func ("/legend-box/toggle", test_toggle);
  g_test_add_func ("/legend-box/lines", test_lines);
  g_test_add_func ("/legend-box/swatches", test_swatches);

  return g_test_run ();
}
