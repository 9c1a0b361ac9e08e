/* test-point-table.c: points beside each other
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-exercise-picture.h"
#include "psc-point-item.h"
#include "psc-point-table.h"
#include "psc-test-app.h"
#include "psc-test-measure.h"
#include "psc-test-pool.h"

typedef struct
{
  PscTestPool  pool;
  PscListing  *listing;
  PscSweep    *sweep;
} Fixture;

/* One point can be measured, and the other has more to compute than it is
 * given time for. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const char * const names[] = { "file-00.txt", "file-01.txt", NULL };
  PscSweepOptions options = PSC_SWEEP_OPTIONS_DEFAULT;

  psc_test_pool_set_up (&fixture->pool, GUINT_TO_POINTER (PSC_MODE_DUMMY));
  psc_test_pool_set_compute (fixture->pool.settings);
  fixture->listing = psc_listing_new_for_names (fixture->pool.directory, names);
  options.repeats = 1;
  options.warmups = 0;
  options.order = PSC_SWEEP_AS_GIVEN;
  fixture->sweep = psc_sweep_new (fixture->listing, &options);
  fixture->pool.settings->workers = 1;
  psc_sweep_add_point (fixture->sweep, fixture->pool.settings);
  fixture->pool.settings->workers = 2;
  fixture->pool.settings->work = 1000000;
  fixture->pool.settings->step_timeout_ns = 1000000;
  psc_sweep_add_point (fixture->sweep, fixture->pool.settings);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  psc_test_wait_until (G_OBJECT (fixture->sweep)->ref_count == 1);
  g_assert_finalize_object (fixture->sweep);
  psc_listing_unref (fixture->listing);
  psc_test_pool_tear_down (&fixture->pool, data);
}

static GListModel *
get_items (GtkWidget *table)
{
  return G_LIST_MODEL (psc_test_get_template_child (table, "items"));
}

static char *
dup_cell (GtkWidget      *table,
          guint           row,
          PscSweepColumn  column)
{
  g_autoptr (PscPointItem) item = g_list_model_get_item (get_items (table),
                                                         row);

  return psc_point_item_dup_text (item, column);
}

static void
click_cb (GtkWidget *widget,
          gpointer   user_data)
{
  if (GTK_IS_BUTTON (widget))
    g_signal_emit_by_name (widget, "clicked");
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(char **) user_data =
    gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
}

static gboolean
shows_column (GtkWidget      *table,
              PscSweepColumn  column)
{
  GtkColumnView *view = psc_test_get_template_child (table, "view");
  g_autoptr (GtkColumnViewColumn) found =
    g_list_model_get_item (gtk_column_view_get_columns (view), column);

  return gtk_column_view_column_get_visible (found);
}

/* Nothing is twice as fast as a worker that there was not. */
static void
test_alone (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *table = g_object_ref_sink (psc_point_table_new ());
  PscSweepOptions options = *psc_sweep_get_options (fixture->sweep);
  g_autoptr (PscSweep) sweep = psc_sweep_new (fixture->listing, &options);

  fixture->pool.settings->work = 1;
  fixture->pool.settings->step_timeout_ns = 0;
  psc_sweep_add_point (sweep, fixture->pool.settings);
  g_assert_true (psc_test_measure_sweep (sweep, NULL, NULL));

  psc_point_table_set_sweep (PSC_POINT_TABLE (table), sweep);
  g_assert_true (shows_column (table, PSC_SWEEP_COLUMN_WALL));
  g_assert_false (shows_column (table, PSC_SWEEP_COLUMN_SPEEDUP));
  g_assert_false (shows_column (table, PSC_SWEEP_COLUMN_EFFICIENCY));

  g_assert_finalize_object (table);
}

static void
test_table (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *table = g_object_ref_sink (psc_point_table_new ());
  GtkWidget *problems = psc_test_get_template_child (table, "problems");
  g_autoptr (PscSweep) sweep = NULL;
  GtkWidget *window;
  char *copied = NULL;
  g_autofree char *runs = NULL;

  g_object_set (table, "sweep", fixture->sweep, NULL);
  g_object_get (table, "sweep", &sweep, NULL);
  g_assert_true (sweep == fixture->sweep);
  g_clear_object (&sweep);
  g_assert_false (gtk_widget_get_visible (table));

  g_assert_true (psc_test_measure_sweep (fixture->sweep, NULL, NULL));
  psc_test_wait_until (gtk_widget_get_visible (table));
  psc_test_wait_until (gtk_widget_get_visible (problems));
  g_assert_cmpuint (g_list_model_get_n_items (get_items (table)), ==, 2);
  g_assert_true (shows_column (table, PSC_SWEEP_COLUMN_SPEEDUP));
  runs = dup_cell (table, 0, PSC_SWEEP_COLUMN_RUNS);
  g_assert_cmpstr (runs, ==, "1");
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (problems)),
                            "Run 2 (dummy, 2 workers) does not count."));

  window = psc_test_present (table, 600, 300);
  psc_test_wait_for_frame (table);
  psc_test_walk (table, click_cb, NULL);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (table), NULL,
                                 read_cb, &copied);
  psc_test_wait_until (copied != NULL);
  g_assert_true (g_str_has_prefix (copied, "Point\tRuns\t"));
  g_free (copied);

  psc_point_table_set_sweep (PSC_POINT_TABLE (table), NULL);
  g_assert_false (gtk_widget_get_visible (table));
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (table);
}

/* The controllers that a wheel goes through, none of which may take it. */
static guint
count_vertical (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  guint n_vertical = 0;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller =
        g_list_model_get_item (controllers, i);
      gboolean handled = TRUE;

      if (!GTK_IS_EVENT_CONTROLLER_SCROLL (controller) ||
          !(gtk_event_controller_scroll_get_flags (
              GTK_EVENT_CONTROLLER_SCROLL (controller)) &
            GTK_EVENT_CONTROLLER_SCROLL_VERTICAL))
        continue;

      g_signal_emit_by_name (controller, "scroll", 0., 1., &handled);
      g_assert_false (handled);
      n_vertical++;
    }

  return n_vertical;
}

/* The table would hold on to the wheel when it comes under the pointer. */
static void
test_wheel (void)
{
  GtkWidget *table = g_object_ref_sink (psc_point_table_new ());
  GtkWidget *scrolled = psc_test_get_template_child (table, "scrolled");
  GtkWidget *bar =
    gtk_scrolled_window_get_hscrollbar (GTK_SCROLLED_WINDOW (scrolled));

  g_assert_cmpuint (count_vertical (scrolled), ==, 1);
  g_assert_cmpuint (count_vertical (gtk_widget_get_first_child (bar)), ==, 0);

  g_assert_finalize_object (table);
}

/* Every exercise has a table, and that of b nothing else. */
static void
test_picture (void)
{
  for (guint i = 0; i < PSC_N_EXERCISES; i++)
    {
      PscExercise *exercise = psc_exercise_new (i);
      GtkWidget *picture =
        g_object_ref_sink (psc_exercise_picture_new (exercise));

      g_assert_true (PSC_IS_POINT_TABLE (gtk_widget_get_last_child (picture)));
      if (i != PSC_EXERCISE_PROCESS_COST)
        g_assert_false (
          PSC_IS_POINT_TABLE (gtk_widget_get_first_child (picture)));

      g_assert_finalize_object (picture);
      g_assert_finalize_object (exercise);
    }
}

int
main (int   argc,
      char *argv[])
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add ("/point-table/table", Fixture, NULL, set_up, test_table,
              tear_down);
  g_test_add ("/point-table/alone", Fixture, NULL, set_up, test_alone,
              tear_down);
  g_test_add_func ("/point-table/wheel", test_wheel);
  g_test_add_func ("/point-table/picture", test_picture);

  return g_test_run ();
}
