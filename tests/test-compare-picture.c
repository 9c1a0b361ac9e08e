/* test-compare-picture.c: charts below each other that move together
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-compare-picture.h"
#include "psc-compare-row.h"
#include "psc-compare.h"
#include "psc-exercise-plan.h"
#include "psc-test-app.h"
#include "psc-test-measure.h"
#include "psc-test-pool.h"
#include "psc-test-run.h"

#define N_POINTS 3

typedef struct
{
  PscTestPool        pool;
  PscSweep          *sweep;
  PscComparison     *comparison;
  PscComparePicture *picture;
  GtkWidget         *window;
  PscTimeline       *timelines[N_POINTS];
  guint              n_early; /* charts seen before the sweep had ended */
} Fixture;

static void
ended_cb (Fixture *fixture)
{
  guint n = 0;

  for (guint i = 0; i < N_POINTS; i++)
    n += psc_timeline_get_run (fixture->timelines[i]) != NULL;
  if (n < N_POINTS)
    fixture->n_early = MAX (fixture->n_early, n);
}

static void
find_timelines (Fixture *fixture)
{
  GtkWidget *rows =
    psc_test_get_template_child (GTK_WIDGET (fixture->picture), "rows");
  GtkWidget *row = gtk_widget_get_first_child (rows);

  for (guint i = 0; i < N_POINTS; i++)
    {
      g_assert_nonnull (row);
      fixture->timelines[i] =
        psc_compare_row_get_timeline (PSC_COMPARE_ROW (row));
      row = gtk_widget_get_next_sibling (row);
    }
  g_assert_null (row);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const PscExerciseOptions options = { .repeats = 3 };
  g_autoptr (PscListing) listing = NULL;

  psc_test_pool_set_up (&fixture->pool, GUINT_TO_POINTER (PSC_MODE_DUMMY));
  psc_test_pool_set_compute (fixture->pool.settings);
  fixture->pool.settings->workers = 2;
  listing = psc_test_list (fixture->pool.directory);
  fixture->sweep = psc_exercise_make_sweep (PSC_EXERCISE_DUMMY,
                                            PSC_EXERCISE_PART_MAIN, listing,
                                            fixture->pool.settings, &options);

  fixture->comparison = psc_comparison_new_for_sweep (fixture->sweep);
  fixture->picture =
    PSC_COMPARE_PICTURE (g_object_ref_sink (psc_compare_picture_new ()));
  fixture->window = psc_test_present (GTK_WIDGET (fixture->picture), 800, 700);
  psc_compare_picture_set_comparison (fixture->picture, fixture->comparison);
  find_timelines (fixture);
}

static void
measure (Fixture *fixture)
{
  g_signal_connect_swapped (fixture->sweep, "run-ended",
                            G_CALLBACK (ended_cb), fixture);
  g_assert_true (psc_test_measure_sweep (fixture->sweep, NULL, NULL));
  psc_test_wait_for_frame (GTK_WIDGET (fixture->picture));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->picture);
  g_assert_finalize_object (fixture->comparison);
  g_object_unref (fixture->sweep);
  psc_test_pool_tear_down (&fixture->pool, data);
}

static GtkLabel *
get_label (Fixture    *fixture,
           const char *name)
{
  return psc_test_get_template_child (GTK_WIDGET (fixture->picture), name);
}

static void
test_properties (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (PscComparison) comparison = NULL;
  guint n_notified = 0, selected;

  g_object_get (fixture->picture,
                "comparison", &comparison,
                "selected", &selected,
                NULL);
  g_assert_true (comparison == fixture->comparison);
  g_assert_cmpuint (selected, ==, G_MAXUINT);

  /* Without a run there is nothing to select a file in. */
  g_object_set (fixture->picture, "selected", 0, NULL);
  g_assert_cmpuint (psc_compare_picture_get_selected (fixture->picture), ==,
                    G_MAXUINT);

  psc_test_count (fixture->picture, "notify::comparison", &n_notified);
  g_object_set (fixture->picture, "comparison", comparison, NULL);
  g_assert_cmpuint (n_notified, ==, 0);
  g_object_set (fixture->picture, "comparison", NULL, NULL);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_null (gtk_widget_get_first_child (
    psc_test_get_template_child (GTK_WIDGET (fixture->picture), "rows")));
}

static void
find_text_cb (GtkWidget *widget,
              gpointer   user_data)
{
  const char **text = user_data;

  if (GTK_IS_LABEL (widget) &&
      gtk_widget_has_css_class (widget, "dim-label") &&
      gtk_widget_get_visible (widget))
    *text = gtk_label_get_label (GTK_LABEL (widget));
}

/* Of an exercise that was cut off there are figures and no charts. */
static void
test_not_kept (Fixture       *fixture,
               gconstpointer  data)
{
  const PscSweepOptions options = { .repeats = 3, .keep_runs = TRUE };
  g_autoptr (PscListing) listing = psc_test_list (fixture->pool.directory);
  g_autoptr (PscSweep) sweep = psc_sweep_new (listing, &options);
  PscSweepRun run = { .repeat = 1, .figures = { .wall_ns = 1000 } };
  g_autoptr (PscComparison) comparison = NULL;
  GtkWidget *row;
  const char *text = NULL;

  psc_sweep_add_point (sweep, fixture->pool.settings);
  comparison = psc_comparison_new_for_sweep (sweep);
  row = g_object_ref_sink (psc_compare_row_new (comparison, 0));
  psc_test_walk (row, find_text_cb, &text);
  g_assert_cmpstr (text, ==, "Not measured yet");

  psc_sweep_add_run (sweep, &run);
  psc_compare_row_update (PSC_COMPARE_ROW (row));
  psc_test_walk (row, find_text_cb, &text);
  g_assert_cmpstr (text, ==, "The chart of this run was not kept");

  g_object_unref (row);
}

static void
test_row (Fixture       *fixture,
          gconstpointer  data)
{
  GtkWidget *row = g_object_ref_sink (psc_compare_row_new (fixture->comparison,
                                                           2));
  PscTimeline *timeline =
    psc_compare_row_get_timeline (PSC_COMPARE_ROW (row));
  g_autoptr (PscComparison) comparison = NULL;
  guint side;

  g_object_get (row, "comparison", &comparison, "side", &side, NULL);
  g_assert_true (comparison == fixture->comparison);
  g_assert_cmpuint (side, ==, 2);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (timeline)));
  g_assert_false (psc_compare_row_update (PSC_COMPARE_ROW (row)));

  measure (fixture);
  g_assert_true (psc_compare_row_update (PSC_COMPARE_ROW (row)));
  g_assert_false (psc_compare_row_update (PSC_COMPARE_ROW (row)));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (timeline)));
  gtk_test_accessible_assert_property (timeline, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Timing chart of dummy, global lock");

  g_assert_finalize_object (row);
}

/* Charts come one after the other, and all begin and end at one place. */
static void
test_axis (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 span_ns;

  measure (fixture);
  g_assert_cmpuint (fixture->n_early, >, 0);
  span_ns = psc_compare_get_span_ns (fixture->sweep);
  for (guint i = 0; i < N_POINTS; i++)
    {
      const PscTimeScale *scale =
        psc_scene_get_scale (psc_timeline_get_scene (fixture->timelines[i]));
      const PscTimeScale *first =
        psc_scene_get_scale (psc_timeline_get_scene (fixture->timelines[0]));

      g_assert_true (psc_timeline_get_run (fixture->timelines[i]) ==
                     psc_compare_find_run (fixture->sweep, i)->run);
      g_assert_cmpint (scale->full_end_ns, ==, MAX (span_ns, 1000000));
      g_assert_cmpfloat (scale->offset_px, ==, first->offset_px);
      g_assert_cmpfloat (scale->length_px, ==, first->length_px);
    }
}

static void
check_visible (Fixture *fixture,
               gint64   begin_ns,
               gint64   end_ns)
{
  for (guint i = 0; i < N_POINTS; i++)
    {
      gint64 from_ns, to_ns;

      g_assert_true (psc_timeline_get_visible (fixture->timelines[i], &from_ns,
                                               &to_ns));
      g_assert_cmpint (from_ns, ==, begin_ns);
      g_assert_cmpint (to_ns, ==, end_ns);
    }
}

static void
test_zoom (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *picture = GTK_WIDGET (fixture->picture);
  gint64 span_ns, begin_ns, end_ns;

  measure (fixture);
  span_ns = MAX (psc_compare_get_span_ns (fixture->sweep), 1000000);
  check_visible (fixture, 0, span_ns);

  psc_timeline_set_visible (fixture->timelines[1], span_ns / 4, span_ns / 2);
  check_visible (fixture, span_ns / 4, span_ns / 2);
  g_assert_cmpstr (gtk_label_get_label (get_label (fixture, "range")), !=, "");

  /* A run that ends meanwhile leaves it as it is. */
  g_signal_emit_by_name (fixture->sweep, "run-ended");
  check_visible (fixture, span_ns / 4, span_ns / 2);

  gtk_widget_activate_action (picture, "compare.zoom-in", NULL);
  psc_test_wait_until (
    psc_timeline_get_visible (fixture->timelines[0], &begin_ns, &end_ns) &&
    end_ns - begin_ns <= span_ns / 6 + 1);
  check_visible (fixture, begin_ns, end_ns);
  gtk_widget_activate_action (picture, "compare.zoom-fit", NULL);
  psc_test_wait_until (!psc_timeline_get_zoomed (fixture->timelines[0]));
  check_visible (fixture, 0, span_ns);

  psc_timeline_set_range (fixture->timelines[2], 1000, 5000);
  for (guint i = 0; i < N_POINTS; i++)
    {
      g_assert_true (psc_timeline_get_range (fixture->timelines[i], &begin_ns,
                                             &end_ns));
      g_assert_cmpint (begin_ns, ==, 1000);
      g_assert_cmpint (end_ns, ==, 5000);
    }
}

/* A file that is selected in one chart is so in all, and keeps being so. */
static void
test_selected (Fixture       *fixture,
               gconstpointer  data)
{
  GtkLabel *file = get_label (fixture, "file");
  g_autofree char *text = NULL;
  guint n_selected = 0;

  measure (fixture);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (file)));
  psc_test_count (fixture->picture, "notify::selected", &n_selected);

  psc_timeline_set_selected (fixture->timelines[1], 1);
  g_assert_cmpuint (psc_compare_picture_get_selected (fixture->picture), ==, 1);
  g_assert_cmpuint (n_selected, ==, 1);
  for (guint i = 0; i < N_POINTS; i++)
    g_assert_cmpuint (psc_timeline_get_selected (fixture->timelines[i]), ==, 1);
  text = psc_compare_dup_file (fixture->sweep, 1);
  g_assert_cmpstr (gtk_label_get_label (file), ==, text);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (file)));

  g_signal_emit_by_name (fixture->sweep, "run-ended");
  g_assert_cmpuint (psc_timeline_get_selected (fixture->timelines[2]), ==, 1);

  psc_compare_picture_set_selected (fixture->picture, G_MAXUINT);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (file)));
  for (guint i = 0; i < N_POINTS; i++)
    g_assert_cmpuint (psc_timeline_get_selected (fixture->timelines[i]), ==,
                      G_MAXUINT);
}

/* A file that one of two runs does not have is selected in the other. */
static void
test_runs (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (PscRun) few = psc_test_run_new_random (1, 2, 10);
  g_autoptr (PscRun) many = psc_test_run_new_random (2, 3, 12);
  g_autoptr (PscComparison) comparison = psc_comparison_new_for_runs (few,
                                                                      many);
  GtkWidget *row;
  PscTimeline *first, *second;

  psc_compare_picture_set_comparison (fixture->picture, comparison);
  psc_test_wait_for_frame (GTK_WIDGET (fixture->picture));
  row = gtk_widget_get_first_child (
    psc_test_get_template_child (GTK_WIDGET (fixture->picture), "rows"));
  first = psc_compare_row_get_timeline (PSC_COMPARE_ROW (row));
  row = gtk_widget_get_next_sibling (row);
  second = psc_compare_row_get_timeline (PSC_COMPARE_ROW (row));
  g_assert_null (gtk_widget_get_next_sibling (row));

  psc_timeline_set_selected (second, 7);
  g_assert_cmpuint (psc_timeline_get_selected (first), ==, 7);
  psc_timeline_set_selected (second, 11);
  g_assert_cmpuint (psc_timeline_get_selected (first), ==, G_MAXUINT);
  g_assert_cmpuint (psc_compare_picture_get_selected (fixture->picture), ==,
                    11);
  psc_compare_picture_set_selected (fixture->picture, 3);
  g_assert_cmpuint (psc_timeline_get_selected (first), ==, 3);
  g_assert_cmpuint (psc_timeline_get_selected (second), ==, 3);
  psc_compare_picture_set_selected (fixture->picture, 10);
  g_assert_cmpuint (psc_timeline_get_selected (first), ==, G_MAXUINT);
  g_assert_cmpuint (psc_timeline_get_selected (second), ==, 10);
}

#define ADD(path, test) \
  g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  ADD ("/compare-picture/properties", test_properties);
  ADD ("/compare-picture/row", test_row);
  ADD ("/compare-picture/not-kept", test_not_kept);
  ADD ("/compare-picture/axis", test_axis);
  ADD ("/compare-picture/zoom", test_zoom);
  ADD ("/compare-picture/selected", test_selected);
  ADD ("/compare-picture/runs", test_runs);

  return g_test_run ();
}
