/* test-result-list.c: earlier results are kept, listed, shown and deleted
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-exercises-page.h"
#include "psc-result-list.h"
#include "psc-test-app.h"
#include "psc-test-utils.h"

typedef struct
{
  char             *directory;
  PscHistory       *history;
  PscExerciseStore *store;
  PscListing       *listing;
  PscSettings      *settings;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const char * const names[] = { "a", "b", NULL };
  g_autofree char *database = NULL;

  fixture->directory = psc_test_make_directory (NULL);
  database = g_build_filename (fixture->directory, "history.sqlite", NULL);
  fixture->history = psc_history_new (database);
  psc_history_flush (fixture->history);
  fixture->store = psc_exercise_store_new (fixture->history);
  fixture->listing = psc_listing_new_for_names ("/test", names);
  fixture->settings = psc_settings_new ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->store);
  g_assert_finalize_object (fixture->history);
  psc_listing_unref (fixture->listing);
  psc_settings_free (fixture->settings);
  psc_test_remove_directory (fixture->directory);
  g_free (fixture->directory);
}

/* Keeps a result that is predicted and not measured. */
static void
keep_result (Fixture         *fixture,
             PscExerciseKind  kind,
             guint            choice)
{
  g_autoptr (PscExercise) exercise = psc_exercise_new (kind);
  g_autoptr (PscPrediction) prediction =
    psc_prediction_new (choice, "so it is", NULL, 0);
  g_autoptr (PscExerciseResult) result = NULL;

  psc_exercise_set_files (exercise, fixture->listing, fixture->settings);
  psc_exercise_predict (exercise, prediction);
  result = psc_exercise_dup_result (exercise);
  psc_exercise_store_keep (fixture->store, result);
}

static guint
count_rows (GtkListBox *list)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (list, (int) n) != NULL)
    n++;

  return n;
}

static void
chosen_cb (PscResultList *list,
           guint          position,
           guint         *chosen)
{
  *chosen = position;
}

static void
find_button_cb (GtkWidget *widget,
                gpointer   user_data)
{
  GtkWidget **button = user_data;

  if (*button == NULL && GTK_IS_BUTTON (widget) &&
      gtk_widget_has_css_class (widget, "flat"))
    *button = widget;
}

static void
find_undo_cb (GtkWidget *widget,
              gpointer   user_data)
{
  GtkWidget **button = user_data;

  if (*button == NULL && GTK_IS_BUTTON (widget) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), "_Undo") == 0)
    *button = widget;
}

/* The toast of the first deletion is still there after the second one. */
static void
assert_undo_first (Fixture   *fixture,
                   GtkWidget *overlay)
{
  GPtrArray *results = psc_exercise_store_get_results (fixture->store);
  GtkWidget *undo = NULL;
  guint n_found = 0;

  psc_test_walk (overlay, find_undo_cb, &undo);
  g_signal_emit_by_name (undo, "clicked");

  g_assert_cmpuint (results->len, ==, 2);
  for (guint i = 0; i < results->len; i++)
    {
      PscExerciseResult *result = g_ptr_array_index (results, i);

      n_found += result->kind == PSC_EXERCISE_DUMMY &&
                 result->prediction->choice == 0;
    }
  g_assert_cmpuint (n_found, ==, 1);
}

static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *widget = psc_result_list_new ();
  PscResultList *list = PSC_RESULT_LIST (widget);
  GtkListBox *box = psc_test_get_template_child (widget, "list");
  GtkWidget *button = NULL;
  GtkWidget *window;
  GtkListBoxRow *row;
  guint chosen = 99;

  keep_result (fixture, PSC_EXERCISE_DUMMY, 0);
  keep_result (fixture, PSC_EXERCISE_POOLS, 1);
  keep_result (fixture, PSC_EXERCISE_DUMMY, 1);

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), widget);
  window = psc_test_present (overlay, 360, 300);
  psc_result_list_set_store (list, fixture->store);
  g_assert_cmpuint (count_rows (box), ==, 0);
  psc_result_list_set_kind (list, PSC_EXERCISE_DUMMY);
  g_assert_cmpuint (count_rows (box), ==, 2);

  g_signal_connect (list, "chosen", G_CALLBACK (chosen_cb), &chosen);
  row = gtk_list_box_get_row_at_index (box, 1);
  g_signal_emit_by_name (box, "row-activated", row);
  g_assert_cmpuint (chosen, ==, 2);

  psc_test_walk (GTK_WIDGET (row), find_button_cb, &button);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpuint (count_rows (box), ==, 1);
  g_signal_emit_by_name (psc_test_get_template_child (widget, "delete_all"),
                         "clicked");
  g_assert_cmpuint (count_rows (box), ==, 0);
  g_assert_cmpuint (psc_exercise_store_get_results (fixture->store)->len, ==,
                    1);
  assert_undo_first (fixture, overlay);
  g_assert_cmpuint (count_rows (box), ==, 1);

  g_object_add_weak_pointer (G_OBJECT (widget), (gpointer *) &widget);
  gtk_window_destroy (GTK_WINDOW (window));
  psc_test_wait_until (widget == NULL);
}

/* What is being measured is kept, but no earlier result. */
static void
test_measuring (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *widget = g_object_ref_sink (psc_result_list_new ());
  PscResultList *list = PSC_RESULT_LIST (widget);
  GtkListBox *box = psc_test_get_template_child (widget, "list");
  g_autoptr (PscExercise) exercise = psc_exercise_new (PSC_EXERCISE_POOLS);
  g_autoptr (PscPrediction) prediction =
    psc_prediction_new (1, "so it is", NULL, 0);
  g_autoptr (PscExerciseResult) result = NULL;
  GtkListBoxRow *row;

  psc_result_list_set_store (list, fixture->store);
  psc_result_list_set_kind (list, PSC_EXERCISE_POOLS);
  keep_result (fixture, PSC_EXERCISE_POOLS, 0);
  row = gtk_list_box_get_row_at_index (box, 0);
  g_assert_nonnull (row);

  psc_exercise_set_files (exercise, fixture->listing, fixture->settings);
  psc_exercise_predict (exercise, prediction);
  result = psc_exercise_dup_result (exercise);
  result->measuring = TRUE;
  psc_exercise_store_keep (fixture->store, result);
  g_assert_true (gtk_list_box_get_row_at_index (box, 0) == row);
  g_assert_cmpuint (count_rows (box), ==, 1);
  g_assert_true (psc_exercise_store_find_newest (fixture->store,
                                                 PSC_EXERCISE_POOLS) != result);

  g_assert_finalize_object (widget);
}

/* What is predicted on the page is kept; another page shows it again. */
static void
test_page (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (PscPrediction) prediction =
    psc_prediction_new (1, "so it is", NULL, 0);
  GtkWidget *first = g_object_ref_sink (psc_exercises_page_new ());
  GtkWidget *second = g_object_ref_sink (psc_exercises_page_new ());
  PscExercisesPage *page = PSC_EXERCISES_PAGE (first);
  PscExercisesPage *again = PSC_EXERCISES_PAGE (second);
  PscExercise *exercise;

  psc_exercises_page_set_files (page, fixture->listing, fixture->settings);
  psc_exercises_page_set_store (page, fixture->store);
  psc_exercises_page_set_kind (page, PSC_EXERCISE_POOLS);
  exercise = psc_exercise_page_get_exercise (psc_exercises_page_get_page (page));
  psc_exercise_predict (exercise, prediction);
  g_assert_cmpuint (psc_exercise_store_get_results (fixture->store)->len, ==,
                    1);

  /* What is cleared stays kept. */
  psc_exercises_page_clear (page);
  g_assert_cmpuint (psc_exercise_store_get_results (fixture->store)->len, ==,
                    1);

  psc_exercises_page_set_store (again, fixture->store);
  psc_exercises_page_restore (again);
  psc_exercises_page_set_kind (again, PSC_EXERCISE_POOLS);
  exercise =
    psc_exercise_page_get_exercise (psc_exercises_page_get_page (again));
  g_assert_cmpuint (psc_exercise_get_prediction (exercise)->choice, ==, 1);
  g_assert_cmpuint (psc_exercise_store_get_results (fixture->store)->len, ==,
                    1);

  g_assert_finalize_object (first);
  g_assert_finalize_object (second);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add ("/result-list/list", Fixture, NULL, set_up, test_list, tear_down);
  g_test_add ("/result-list/measuring", Fixture, NULL, set_up, test_measuring,
              tear_down);
  g_test_add ("/result-list/page", Fixture, NULL, set_up, test_page, tear_down);

  return g_test_run ();
}
