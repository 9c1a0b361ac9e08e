/* test-exercise-page.c: from the question to the findings
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-exercises-page.h"
#include "psc-finding-list.h"
#include "psc-plot-view.h"
#include "psc-prediction-box.h"
#include "psc-test-app.h"
#include "psc-test-pool.h"

typedef struct
{
  PscTestPool  pool;
  PscListing  *listing;
  PscExercise *exercise;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const char * const names[] = { "file-00.txt", "file-01.txt", "sub", NULL };
  PscExerciseOptions options = { .repeats = 3, .counts = { 1, 2 },
                                 .n_counts = 2 };

  psc_test_pool_set_up (&fixture->pool, GUINT_TO_POINTER (PSC_MODE_DUMMY));
  psc_test_pool_set_compute (fixture->pool.settings);
  fixture->listing = psc_listing_new_for_names (fixture->pool.directory, names);
  fixture->exercise = psc_exercise_new (GPOINTER_TO_UINT (data));
  psc_exercise_set_files (fixture->exercise, fixture->listing,
                          fixture->pool.settings);
  psc_exercise_set_options (fixture->exercise, &options);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->exercise);
  psc_listing_unref (fixture->listing);
  psc_test_pool_tear_down (&fixture->pool, data);
}

static GtkWidget *
get_child (GtkWidget  *widget,
           const char *name)
{
  return psc_test_get_template_child (widget, name);
}

/* An answer and a reason, and no less, can be locked in. */
static void
test_answers (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *box = g_object_ref_sink (psc_prediction_box_new ());
  GtkWidget *lock = get_child (box, "lock");
  GtkWidget *answer = get_child (box, "answer_1");
  GtkEditable *reason = GTK_EDITABLE (get_child (box, "reason"));
  g_autoptr (PscExercise) exercise = NULL;
  const PscPrediction *prediction;

  g_object_set (box, "exercise", fixture->exercise, NULL);
  g_object_get (box, "exercise", &exercise, NULL);
  g_assert_true (exercise == fixture->exercise);

  g_assert_false (gtk_widget_get_sensitive (lock));
  gtk_editable_set_text (reason, "they share a heap");
  g_assert_false (gtk_widget_get_sensitive (lock));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (answer), TRUE);
  g_assert_true (gtk_widget_get_sensitive (lock));
  gtk_editable_set_text (reason, "   ");
  g_assert_false (gtk_widget_get_sensitive (lock));
  gtk_editable_set_text (reason, " they share a heap ");

  g_signal_emit_by_name (lock, "clicked");
  prediction = psc_exercise_get_prediction (exercise);
  g_assert_nonnull (prediction);
  g_assert_cmpuint (prediction->choice, ==, 1);
  g_assert_cmpstr (prediction->reason, ==, "they share a heap");
  g_assert_cmpstr (
    gtk_stack_get_visible_child_name (GTK_STACK (get_child (box, "stack"))),
    ==, "locked");

  /* Cleared, it asks again, and nothing is chosen. */
  psc_exercise_clear (exercise);
  g_assert_cmpstr (
    gtk_stack_get_visible_child_name (GTK_STACK (get_child (box, "stack"))),
    ==, "ask");
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (answer)));
  g_assert_cmpstr (gtk_editable_get_text (reason), ==, "");

  g_object_set (box, "exercise", NULL, NULL);
  g_assert_finalize_object (box);
}

/* One worker takes one worker's time, and no run takes none. */
static void
draw_cb (GtkWidget *widget,
         gpointer   user_data)
{
  if (PSC_IS_PLOT_VIEW (widget))
    {
      g_signal_emit_by_name (widget, "moved", 0u, 0.3);
      g_signal_emit_by_name (widget, "moved", 1u, -0.5);
      g_assert_cmpfloat (
        psc_plot_get_point (
          psc_picture_view_get_picture (PSC_PICTURE_VIEW (widget)), 0, 1)->y, >, 0.);
      g_signal_emit_by_name (widget, "moved", 1u, 0.6);
    }
}

static void
test_counts (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *box = g_object_ref_sink (psc_prediction_box_new ());
  AdwComboRow *counts = ADW_COMBO_ROW (get_child (box, "counts"));
  GtkWidget *curve = get_child (box, "curve");
  const PscPrediction *prediction;

  psc_prediction_box_set_exercise (PSC_PREDICTION_BOX (box),
                                   fixture->exercise);
  psc_test_walk (curve, draw_cb, NULL);
  gtk_editable_set_text (GTK_EDITABLE (get_child (box, "reason")), "two CPUs");
  g_assert_false (gtk_widget_get_sensitive (get_child (box, "lock")));
  adw_combo_row_set_selected (counts, 2);
  g_signal_emit_by_name (get_child (box, "lock"), "clicked");

  prediction = psc_exercise_get_prediction (fixture->exercise);
  g_assert_nonnull (prediction);
  g_assert_cmpuint (prediction->choice, ==, 1);
  g_assert_cmpuint (prediction->n_shares, ==, 2);
  g_assert_cmpfloat (prediction->shares[0], ==, 1.);
  g_assert_cmpfloat (prediction->shares[1], ==, 0.6);

  /* Who draws nothing has predicted no curve. */
  psc_exercise_clear (fixture->exercise);
  gtk_editable_set_text (GTK_EDITABLE (get_child (box, "reason")), "a guess");
  adw_combo_row_set_selected (counts, 1);
  g_signal_emit_by_name (get_child (box, "lock"), "clicked");
  prediction = psc_exercise_get_prediction (fixture->exercise);
  g_assert_nonnull (prediction);
  g_assert_cmpuint (prediction->n_shares, ==, 0);

  g_assert_finalize_object (box);
}

static void
test_measure (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *page = g_object_ref_sink (psc_exercise_page_new ());
  PscExercisePage *self = PSC_EXERCISE_PAGE (page);
  gboolean teaching;

  g_assert_false (psc_exercise_page_can_measure (self));
  g_object_set (page, "exercise", fixture->exercise, NULL);
  g_assert_false (psc_exercise_page_can_measure (self));
  g_object_set (page, "teaching", TRUE, NULL);
  g_object_get (page, "teaching", &teaching, NULL);
  g_assert_true (teaching);
  g_assert_true (psc_exercise_page_can_measure (self));
  g_assert_false (gtk_widget_get_visible (get_child (page, "findings")));
  psc_exercise_page_set_average (self, 1000000);

  psc_exercise_page_measure (self);
  g_assert_false (psc_exercise_page_can_measure (self));
  g_assert_true (gtk_widget_get_visible (get_child (page, "progress")));
  psc_test_wait_until (G_OBJECT (page)->ref_count == 1);
  g_assert_cmpint (psc_exercise_get_state (fixture->exercise), ==,
                   PSC_EXERCISE_MEASURED);
  g_assert_true (psc_exercise_page_can_measure (self));
  g_assert_true (gtk_widget_get_visible (get_child (page, "findings")));
  g_assert_true (gtk_widget_get_visible (get_child (page, "next")));
  g_assert_false (gtk_widget_get_visible (get_child (page, "progress")));

  g_object_set (page, "exercise", NULL, NULL);
  g_assert_finalize_object (page);
}

static graphene_rect_t
get_bounds (GtkWidget *widget)
{
  graphene_rect_t bounds;

  psc_test_wait_for_frame (widget);
  psc_test_wait_for_frame (widget);
  g_assert_true (gtk_widget_compute_bounds (
    widget, GTK_WIDGET (gtk_widget_get_root (widget)), &bounds));

  return bounds;
}

/* A second click in the same place stops, though the pictures take theirs. */
static void
test_button_stays (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkWidget *page = psc_exercise_page_new ();
  PscExercisePage *self = PSC_EXERCISE_PAGE (page);
  GtkWidget *window = psc_test_present (page, 700, 500);
  GtkWidget *measure = get_child (page, "measure");
  GtkAdjustment *repeats = psc_test_get_template_child (page, "repeats");
  graphene_rect_t before, during;
  graphene_point_t click;

  psc_exercise_page_set_exercise (self, fixture->exercise);
  psc_exercise_page_set_teaching (self, TRUE);
  gtk_adjustment_set_value (repeats, 20.);
  before = get_bounds (measure);
  graphene_rect_get_center (&before, &click);
  g_assert_cmpfloat (click.y, <, 500.f);

  psc_exercise_page_measure (self);
  psc_test_wait_until (psc_exercise_get_n_runs (fixture->exercise) >= 3);
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (measure)),
                   ==, "win.stop");
  during = get_bounds (measure);
  g_assert_true (graphene_rect_contains_point (&during, &click));

  psc_exercise_page_stop (self);
  psc_test_wait_until (psc_exercise_page_can_measure (self));
  during = get_bounds (measure);
  g_assert_true (graphene_rect_contains_point (&during, &click));

  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  gtk_window_destroy (GTK_WINDOW (window));
  psc_test_wait_until (page == NULL);
}

/* What is typed counts when it is right and applied. */
static void
test_counts_row (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWidget *page = g_object_ref_sink (psc_exercise_page_new ());
  GtkWidget *row = psc_test_get_template_child (page, "counts");
  const PscExerciseOptions *options;

  psc_exercise_page_set_exercise (PSC_EXERCISE_PAGE (page), fixture->exercise);
  g_assert_true (gtk_widget_get_visible (row));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "1, 2");

  gtk_editable_set_text (GTK_EDITABLE (row), "2, 4");
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_signal_emit_by_name (row, "apply");
  options = psc_exercise_get_options (fixture->exercise);
  g_assert_cmpuint (options->counts[0], ==, 1);

  gtk_editable_set_text (GTK_EDITABLE (row), "1 4  8");
  g_assert_false (gtk_widget_has_css_class (row, "error"));
  g_assert_cmpuint (options->n_counts, ==, 2);
  g_signal_emit_by_name (row, "apply");
  g_assert_cmpuint (options->n_counts, ==, 3);
  g_assert_cmpuint (options->counts[2], ==, 8);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "1 4  8");

  g_assert_finalize_object (page);
}

/* Fewer repeats make it shorter, and one can stop. */
static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *page = g_object_ref_sink (psc_exercise_page_new ());
  PscExercisePage *self = PSC_EXERCISE_PAGE (page);
  GtkAdjustment *repeats = psc_test_get_template_child (page, "repeats");

  psc_exercise_page_set_exercise (self, fixture->exercise);
  psc_exercise_page_set_teaching (self, TRUE);
  gtk_adjustment_set_value (repeats, 20.);
  g_assert_cmpuint (psc_exercise_get_n_planned (fixture->exercise), ==, 41);

  psc_exercise_page_measure (self);
  psc_test_wait_until (psc_exercise_get_n_runs (fixture->exercise) >= 3);
  psc_exercise_page_stop (self);
  psc_test_wait_until (G_OBJECT (page)->ref_count == 1);
  g_assert_cmpuint (psc_exercise_get_n_runs (fixture->exercise), <, 41);
  g_assert_cmpint (psc_exercise_get_state (fixture->exercise), ==,
                   PSC_EXERCISE_MEASURED);

  psc_exercise_page_set_exercise (self, NULL);
  g_assert_finalize_object (page);
}

static void
test_exercises (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *page = g_object_ref_sink (psc_exercises_page_new ());
  PscExercisesPage *self = PSC_EXERCISES_PAGE (page);
  guint n_kind = 0, n_measuring = 0, kind;
  gboolean measuring, teaching;
  PscExercise *exercise;

  psc_test_count (page, "notify::kind", &n_kind);
  psc_test_count (page, "notify::measuring", &n_measuring);
  psc_exercises_page_set_files (self, fixture->listing,
                                fixture->pool.settings);
  psc_exercises_page_set_average (self, 1000000);

  g_object_set (page, "kind", PSC_EXERCISE_DUMMY, "teaching", TRUE, NULL);
  g_object_get (page, "kind", &kind, "teaching", &teaching,
                "measuring", &measuring, NULL);
  g_assert_cmpuint (kind, ==, PSC_EXERCISE_DUMMY);
  g_assert_cmpuint (n_kind, >, 0);
  g_assert_true (teaching);
  g_assert_false (measuring);

  exercise = psc_exercise_page_get_exercise (psc_exercises_page_get_page (self));
  g_assert_cmpint (psc_exercise_get_kind (exercise), ==, PSC_EXERCISE_DUMMY);
  g_assert_true (psc_exercise_get_listing (exercise) == fixture->listing);

  psc_exercise_page_measure (psc_exercises_page_get_page (self));
  g_assert_true (psc_exercises_page_get_measuring (self));
  psc_exercises_page_stop (self);
  psc_test_wait_until (!psc_exercises_page_get_measuring (self));
  g_assert_cmpuint (n_measuring, ==, 2);
  psc_exercises_page_clear (self);

  /* What it has begun ends with the next iteration. */
  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  g_object_unref (page);
  psc_test_wait_until (page == NULL);
}

static void
test_findings (void)
{
  GtkWidget *list = g_object_ref_sink (psc_finding_list_new ());
  PscFinding finding = { PSC_FINDING_BEST, (char *) "2 < 3 & so on",
                         (char *) "because" };
  g_autoptr (GPtrArray) findings = g_ptr_array_new ();

  g_assert_false (gtk_widget_get_visible (list));
  g_ptr_array_add (findings, &finding);
  psc_finding_list_set_findings (PSC_FINDING_LIST (list), findings);
  g_assert_true (gtk_widget_get_visible (list));
  psc_finding_list_set_findings (PSC_FINDING_LIST (list), NULL);
  g_assert_false (gtk_widget_get_visible (list));

  g_assert_finalize_object (list);
}

#define ADD(path, kind, test) \
  g_test_add (path, Fixture, GUINT_TO_POINTER (kind), set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  ADD ("/exercise-page/answers", PSC_EXERCISE_DUMMY, test_answers);
  ADD ("/exercise-page/counts", PSC_EXERCISE_WORKERS, test_counts);
  ADD ("/exercise-page/counts-row", PSC_EXERCISE_WORKERS, test_counts_row);
  ADD ("/exercise-page/measure", PSC_EXERCISE_WORKERS, test_measure);
  ADD ("/exercise-page/stop", PSC_EXERCISE_WORKERS, test_stop);
  ADD ("/exercise-page/button-stays", PSC_EXERCISE_WORKERS, test_button_stays);
  ADD ("/exercise-page/exercises", PSC_EXERCISE_WORKERS, test_exercises);
  g_test_add_func ("/exercise-page/findings", test_findings);

  return g_test_run ();
}
