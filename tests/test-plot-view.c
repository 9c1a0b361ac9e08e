/* test-plot-view.c: plots that are pointed at, walked through and drawn
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "psc-plot-view.h"
#include "psc-test-app.h"
#include "psc-test-pool.h"
#include "psc-test-utils.h"
#include "psc-workers-picture.h"

static gpointer
make_plot (PangoContext *context,
           gpointer      data)
{
  const double *heights = data;
  PscPlot *plot = psc_plot_new (context, 1.);
  PscPlotPoint points[3];

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i] = (PscPlotPoint) { i + 1, heights[i], NAN, NAN, 0 };
  psc_plot_set_title (plot, "Heights");
  psc_plot_set_unit (plot, PSC_PLOT_RATIO);
  psc_plot_add_curve (plot, PSC_CURVE_PREDICTED, 0, "first", points, 3);
  psc_plot_add_curve (plot, PSC_CURVE_IDEAL, 0, "ideal", points, 3);
  psc_plot_add_curve (plot, PSC_CURVE_MEASURED, 1, "second", points, 2);

  return plot;
}

/* What is said of the plot begins with the point that is selected. */
static void
assert_selected (PscPictureView *view,
                 guint           curve,
                 guint           point)
{
  PscPlot *plot = psc_picture_view_get_picture (view);
  g_autofree char *text = psc_plot_dup_point_text (plot, curve, point);
  g_autofree char *summary = psc_plot_dup_summary (plot);
  g_autofree char *expected = g_strdup_printf ("Selected: %s. All: %s", text,
                                               summary);

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       expected);
}

/* Left and right go along a curve, up and down to the other one. */
static void
test_walk (void)
{
  double heights[] = { 1., .5, .25 };
  GtkWidget *view = g_object_ref_sink (psc_plot_view_new ());
  PscPictureView *self = PSC_PICTURE_VIEW (view);
  GtkWidget *window;

  psc_test_press (view, GDK_KEY_Right);
  g_assert_null (psc_picture_view_get_picture (self));
  psc_picture_view_set_maker (self, make_plot, heights);
  window = psc_test_present (view, 400, 300);
  psc_test_wait_for_frame (view);
  g_assert_cmpint (psc_picture_view_get_selected (self), ==, PSC_NO_SPOT);

  psc_test_press (view, GDK_KEY_Up);
  assert_selected (self, 0, 0);
  psc_test_press (view, GDK_KEY_End);
  assert_selected (self, 0, 2);
  psc_test_press (view, GDK_KEY_Up);
  assert_selected (self, 2, 1);
  psc_test_press (view, GDK_KEY_Right);
  assert_selected (self, 2, 1);
  psc_test_press (view, GDK_KEY_Left);
  assert_selected (self, 2, 0);
  psc_test_press (view, GDK_KEY_Down);
  assert_selected (self, 0, 0);
  psc_test_press (view, GDK_KEY_Right);
  psc_test_press (view, GDK_KEY_Home);
  assert_selected (self, 0, 0);
  psc_test_wait_for_frame (view);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Heights");

  /* What is selected goes with the plot. */
  psc_picture_view_set_maker (self, NULL, NULL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "");

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (view);
}

static void
moved_cb (PscPictureView *view,
          guint           point,
          double          y,
          double         *heights)
{
  heights[point] = y;
  psc_picture_view_update (view);
}

/* Keys and the pointer move points only where that is wanted. */
static void
test_edit (void)
{
  double heights[] = { 1., .5, .25 };
  GtkWidget *view = g_object_ref_sink (psc_plot_view_new ());
  PscPictureView *self = PSC_PICTURE_VIEW (view);
  GtkWidget *window;
  GtkEventController *drag;
  gboolean editable;
  double x, y;

  psc_picture_view_set_maker (self, make_plot, heights);
  g_signal_connect (view, "moved", G_CALLBACK (moved_cb), heights);
  window = psc_test_present (view, 400, 300);
  psc_test_press (view, GDK_KEY_Page_Up);
  psc_test_press (view, GDK_KEY_End);
  psc_test_press (view, GDK_KEY_Up);
  g_assert_cmpfloat (heights[2], ==, .25);

  g_object_set (view, "editable", TRUE, NULL);
  g_object_get (view, "editable", &editable, NULL);
  g_assert_true (editable);
  psc_test_press (view, GDK_KEY_Home);
  psc_test_press (view, GDK_KEY_Right);
  psc_test_press (view, GDK_KEY_Up);
  g_assert_cmpfloat (heights[1], >, .5);
  psc_test_press (view, GDK_KEY_Down);
  g_assert_cmpfloat_with_epsilon (heights[1], .5, 1e-9);
  psc_test_press (view, GDK_KEY_Page_Down);
  g_assert_cmpfloat (heights[1], <, .45);

  /* A drag from a point takes it along, one from elsewhere nothing. */
  drag = psc_test_find_controller (view, GTK_TYPE_GESTURE_DRAG);
  psc_plot_get_position (psc_picture_view_get_picture (self), 1., 1., &x, &y);
  g_signal_emit_by_name (drag, "drag-begin", x, y);
  assert_selected (self, 0, 0);
  heights[2] = 2.;
  psc_picture_view_update (self);
  g_signal_emit_by_name (drag, "drag-begin", x + 5., 1e4);
  g_signal_emit_by_name (drag, "drag-update", 0., -50.);
  g_assert_cmpfloat (heights[0], ==, 1.);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (view);
}

/* Pressing a point of a plot that is not seen as a whole gives it the focus,
 * and leaves the page where it is. */
static void
test_in_place (void)
{
  double heights[] = { 1., .5, .25 };
  GtkWidget *view = g_object_ref_sink (psc_plot_view_new ());
  GtkWidget *above = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (scrolled));
  GtkWidget *window;

  psc_picture_view_set_maker (PSC_PICTURE_VIEW (view), make_plot, heights);
  gtk_widget_set_size_request (above, 100, 150);
  gtk_box_append (GTK_BOX (box), above);
  gtk_box_append (GTK_BOX (box), view);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  window = psc_test_present (scrolled, 400, 300);
  gtk_widget_grab_focus (above);
  psc_test_wait_for_frame (view);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0.);

  g_signal_emit_by_name (psc_test_find_controller (view, GTK_TYPE_GESTURE_DRAG),
                         "drag-begin", 5., 5.);
  g_assert_true (gtk_widget_is_focus (view));
  psc_test_wait_for_frame (view);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0.);

  /* Who comes by key sees where the focus is. */
  gtk_widget_grab_focus (above);
  gtk_widget_grab_focus (view);
  psc_test_wait_until (gtk_adjustment_get_value (adjustment) > 0.);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (view);
}

/* The picture fills in while the exercise is measured. */
static void
test_picture (void)
{
  const char * const names[] = { "file-00.txt", "file-01.txt", NULL };
  const double shares[] = { 1., .6 };
  PscExerciseOptions options = { .repeats = 1, .counts = { 1, 2 },
                                 .n_counts = 2 };
  g_autoptr (PscPrediction) prediction = psc_prediction_new (1, "why", shares,
                                                             2);
  PscExercise *exercise = psc_exercise_new (PSC_EXERCISE_WORKERS);
  g_autoptr (PscListing) listing = NULL;
  PscTestPool pool;
  GtkWidget *picture;

  psc_test_pool_set_up (&pool, GUINT_TO_POINTER (PSC_MODE_DUMMY));
  psc_test_pool_set_compute (pool.settings);
  listing = psc_listing_new_for_names (pool.directory, names);
  psc_exercise_set_options (exercise, &options);
  picture = g_object_ref_sink (psc_workers_picture_new (exercise));
  g_assert_false (gtk_widget_get_visible (picture));

  psc_exercise_set_files (exercise, listing, pool.settings);
  g_assert_false (gtk_widget_get_visible (picture));
  psc_exercise_predict (exercise, prediction);
  g_assert_true (gtk_widget_get_visible (picture));
  psc_exercise_clear (exercise);
  g_assert_false (gtk_widget_get_visible (picture));

  psc_exercise_measure_async (exercise, NULL, NULL, NULL);
  psc_test_wait_until (psc_exercise_get_state (exercise) ==
                       PSC_EXERCISE_MEASURED);
  g_assert_true (gtk_widget_get_visible (picture));

  g_assert_finalize_object (picture);
  psc_test_wait_until (G_OBJECT (exercise)->ref_count == 1);
  g_assert_finalize_object (exercise);
  psc_test_pool_tear_down (&pool, NULL);
}

int
main (int   argc,
      char *argv[])
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE,
                NULL);

  g_test_add_func ("/plot-view/walk", test_walk);
  g_test_add_func ("/plot-view/edit", test_edit);
  g_test_add_func ("/plot-view/in-place", test_in_place);
  g_test_add_func ("/plot-view/picture", test_picture);

  return g_test_run ();
}
