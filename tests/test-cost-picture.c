/* test-cost-picture.c: exercise b, and strips that are walked through
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-cost-picture.h"
#include "psc-strip-view.h"
#include "psc-test-app.h"
#include "psc-test-pool.h"
#include "psc-timeline.h"

static gpointer
make_plot (PangoContext *context,
           gpointer      data)
{
  static const double values[] = { 1e6, 2e6, 3e6 };
  PscStripPlot *plot = psc_strip_plot_new (context, 1.);
  guint n_rows = *(guint *) data;

  psc_strip_plot_set_title (plot, "Times");
  for (guint i = 0; i < n_rows; i++)
    psc_strip_plot_add_row (plot, PSC_STRIP_DOTS, i, "Row", values,
                            G_N_ELEMENTS (values));

  return plot;
}

/* Up and down go from row to row, and stop at the ends. */
static void
test_walk (void)
{
  GtkWidget *view = g_object_ref_sink (psc_strip_view_new ());
  PscPictureView *self = PSC_PICTURE_VIEW (view);
  GtkWidget *window;
  guint n_rows = 3;

  psc_test_press (view, GDK_KEY_Down);
  g_assert_cmpint (psc_picture_view_get_selected (self), ==, PSC_NO_SPOT);
  g_assert_null (psc_picture_view_get_picture (self));

  psc_picture_view_set_maker (self, make_plot, &n_rows);
  window = psc_test_present (view, 400, 300);
  psc_test_wait_for_frame (view);
  psc_test_press (view, GDK_KEY_Down);
  g_assert_cmpint (psc_picture_view_get_selected (self), ==, 0);
  psc_test_press (view, GDK_KEY_End);
  psc_test_press (view, GDK_KEY_Down);
  g_assert_cmpint (psc_picture_view_get_selected (self), ==, 2);
  psc_test_press (view, GDK_KEY_Up);
  g_assert_cmpint (psc_picture_view_get_selected (self), ==, 1);
  psc_test_press (view, GDK_KEY_Home);
  psc_test_press (view, GDK_KEY_Up);
  g_assert_cmpint (psc_picture_view_get_selected (self), ==, 0);

  /* A row that is there no more is not spoken of. */
  psc_test_press (view, GDK_KEY_End);
  n_rows = 1;
  psc_picture_view_update (self);
  psc_test_wait_for_frame (view);
  psc_test_press (view, GDK_KEY_Down);
  g_assert_cmpint (psc_picture_view_get_selected (self), ==, 0);

  psc_picture_view_set_maker (self, NULL, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (view);
}

/* Narrow labels need more height. */
static void
test_height (void)
{
  GtkWidget *view = g_object_ref_sink (psc_strip_view_new ());
  guint n_rows = 2;
  int few, many, nothing;

  gtk_widget_measure (view, GTK_ORIENTATION_VERTICAL, 300, &nothing, NULL,
                      NULL, NULL);
  psc_picture_view_set_maker (PSC_PICTURE_VIEW (view), make_plot, &n_rows);
  gtk_widget_measure (view, GTK_ORIENTATION_VERTICAL, 300, &few, NULL, NULL,
                      NULL);
  n_rows = 4;
  psc_picture_view_update (PSC_PICTURE_VIEW (view));
  gtk_widget_measure (view, GTK_ORIENTATION_VERTICAL, 300, &many, NULL, NULL,
                      NULL);
  g_assert_cmpint (few, >, nothing);
  g_assert_cmpint (many, >, few);

  psc_picture_view_set_maker (PSC_PICTURE_VIEW (view), NULL, NULL);
  g_assert_finalize_object (view);
}

static void
measured_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  psc_exercise_measure_finish (PSC_EXERCISE (object), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
count_runs (GtkWidget *widget,
            gpointer   user_data)
{
  guint *n_runs = user_data;

  if (PSC_IS_TIMELINE (widget) &&
      psc_timeline_get_run (PSC_TIMELINE (widget)) != NULL)
    (*n_runs)++;
}

/* It is hidden until there is something to see, fills in, and empties. */
static void
test_picture (void)
{
  static const char * const names[] = { "a", "b", "c", NULL };
  g_autofree char *directory = psc_test_make_directory (names);
  g_autoptr (PscListing) listing = psc_test_list (directory);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  PscExercise *exercise = psc_exercise_new (PSC_EXERCISE_PROCESS_COST);
  PscExerciseOptions options = *psc_exercise_get_options (exercise);
  GtkWidget *box, *page, *picture, *window;
  gboolean done = FALSE;
  guint n_runs = 0;

  psc_test_pool_set_compute (settings);
  settings->workers = 2;
  psc_exercise_set_files (exercise, listing, settings);
  options.repeats = 1;
  psc_exercise_set_options (exercise, &options);
  picture = g_object_ref_sink (psc_cost_picture_new (exercise));
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), gtk_label_new ("Before the picture"));
  gtk_box_append (GTK_BOX (box), picture);
  page = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (page),
                                  GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (page), box);
  window = psc_test_present (page, 360, 800);
  g_assert_false (gtk_widget_get_visible (picture));

  psc_exercise_measure_async (exercise, NULL, measured_cb, &done);
  psc_test_wait_until (gtk_widget_get_visible (picture));
  psc_test_wait_until (done);
  psc_test_walk (picture, count_runs, &n_runs);
  g_assert_cmpuint (n_runs, ==, 2);
  psc_test_wait_for_frame (picture);
  g_assert_cmpint (gtk_widget_get_width (picture), <=, 360);

  psc_exercise_clear (exercise);
  g_assert_false (gtk_widget_get_visible (picture));

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (picture);
  psc_test_wait_until (G_OBJECT (exercise)->ref_count == 1);
  g_assert_finalize_object (exercise);
  psc_test_remove_directory (directory);
}

int
main (int   argc,
      char *argv[])
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/cost-picture/walk", test_walk);
  g_test_add_func ("/cost-picture/height", test_height);
  g_test_add_func ("/cost-picture/picture", test_picture);

  return g_test_run ();
}
