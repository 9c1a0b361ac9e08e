/* test-history-list.c: a long history is filled little by little, the newest first
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-history-list.h"
#include "psc-history.h"
#include "psc-kept-row.h"
#include "psc-test-app.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"

/* More than a view has rows for. */
#define N_ENTRIES 500

typedef struct
{
  PscHistoryFilter *filter;
  PscHistoryList   *list;
  GtkWidget        *window;
} Fixture;

static void
keep_runs (PscHistory *history,
           guint       n_runs)
{
  for (guint i = 0; i < n_runs; i++)
    {
      g_autoptr (PscRun) run = psc_test_run_new_random (i, 2, 2);

      psc_history_keep_run (history, run);
      psc_run_take_batch (run);
    }
  psc_history_flush (history);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  PscHistory *history = (PscHistory *) data;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = gtk_button_new ();

  fixture->filter = psc_history_filter_new ();
  fixture->list =
    PSC_HISTORY_LIST (g_object_ref_sink (psc_history_list_new ()));
  psc_history_list_set_filter (fixture->list, fixture->filter);
  psc_history_list_set_entries (fixture->list,
                                psc_history_get_entries (history));
  gtk_widget_set_vexpand (GTK_WIDGET (fixture->list), TRUE);
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->list));
  fixture->window = psc_test_present (box, 360, 500);

  /* A window holds what the focus has been in until it goes elsewhere. */
  gtk_widget_grab_focus (button);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->list);
  psc_history_filter_free (fixture->filter);
}

typedef struct
{
  GtkWidget *list;
  guint      n_filled;
  guint      n_blank;
  guint      n_seen;       /* filled or not */
  guint      n_seen_blank;
} Rows;

static gboolean
is_seen (GtkWidget *row,
         GtkWidget *list)
{
  graphene_rect_t bounds;

  return gtk_widget_get_mapped (row) &&
         gtk_widget_compute_bounds (row, list, &bounds) &&
         bounds.origin.y < (float) gtk_widget_get_height (list) &&
         bounds.origin.y + bounds.size.height > 0.f;
}

static void
count_row_cb (GtkWidget *widget,
              gpointer   user_data)
{
  Rows *rows = user_data;
  gboolean blank, seen;

  if (!PSC_IS_KEPT_ROW (widget))
    return;

  blank = psc_kept_row_get_entry (PSC_KEPT_ROW (widget)) == NULL;
  g_assert_true (gtk_widget_get_visible (adw_bin_get_child (ADW_BIN (widget)))
                 == !blank);
  seen = is_seen (widget, rows->list);
  rows->n_filled += !blank;
  rows->n_blank += blank;
  rows->n_seen += seen;
  rows->n_seen_blank += seen && blank;
}

static Rows
count_rows (Fixture *fixture)
{
  Rows rows = { GTK_WIDGET (fixture->list) };

  psc_test_walk (GTK_WIDGET (fixture->list), count_row_cb, &rows);

  return rows;
}

/* Until all are filled, and have their places. */
static void
wait_for_rows (Fixture *fixture)
{
  psc_test_wait_until (count_rows (fixture).n_blank == 0);
  psc_test_wait_for_frame (fixture->window);
  g_assert_cmpuint (count_rows (fixture).n_filled, >, 50);
}

/* What is seen is there in the first frame, the rest a little later. */
static void
test_first (Fixture       *fixture,
            gconstpointer  data)
{
  Rows rows;

  psc_test_wait_for_frame (fixture->window);
  rows = count_rows (fixture);
  g_assert_cmpuint (rows.n_seen, >, 2);
  g_assert_cmpuint (rows.n_seen_blank, ==, 0);
  g_assert_cmpuint (rows.n_blank, >, 0);
  wait_for_rows (fixture);
}

/* Those that are seen are among the first where one jumps to as well. */
static void
test_jump (Fixture       *fixture,
           gconstpointer  data)
{
  static const double places[] = { 1., 0.5, 0. };
  GtkScrollable *view = psc_test_get_template_child (
    GTK_WIDGET (fixture->list), "view");
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (view);

  wait_for_rows (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      Rows rows;

      gtk_adjustment_set_value (adjustment, places[i] *
                                (gtk_adjustment_get_upper (adjustment) -
                                 gtk_adjustment_get_page_size (adjustment)));
      rows = count_rows (fixture);
      g_assert_cmpuint (rows.n_blank, >, 0);
      psc_test_wait_for_frame (fixture->window);
      rows = count_rows (fixture);
      g_assert_cmpuint (rows.n_seen_blank, <, rows.n_seen);
      wait_for_rows (fixture);
    }
}

/* A list that nobody sees costs nothing. */
static void
test_unseen (Fixture       *fixture,
             gconstpointer  data)
{
  wait_for_rows (fixture);
  gtk_widget_set_visible (GTK_WIDGET (fixture->list), FALSE);
  fixture->filter->kind = PSC_HISTORY_EXERCISE;
  psc_history_list_set_filter (fixture->list, fixture->filter);
  fixture->filter->kind = PSC_HISTORY_ANY;
  psc_history_list_set_filter (fixture->list, fixture->filter);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (count_rows (fixture).n_filled, ==, 0);
  g_assert_cmpuint (count_rows (fixture).n_blank, >, 50);

  gtk_widget_set_visible (GTK_WIDGET (fixture->list), TRUE);
  wait_for_rows (fixture);
}

static GtkAdjustment *
get_adjustment (Fixture *fixture)
{
  return gtk_scrollable_get_vadjustment (
    psc_test_get_template_child (GTK_WIDGET (fixture->list), "view"));
}

/* What comes is seen at once, or as soon as the list is seen again. */
static void
test_newer (Fixture       *fixture,
            gconstpointer  data)
{
  for (guint i = 0; i < 2; i++)
    {
      gtk_widget_set_visible (GTK_WIDGET (fixture->list), i == 0);
      keep_runs ((PscHistory *) data, 10);
      gtk_widget_set_visible (GTK_WIDGET (fixture->list), TRUE);
      wait_for_rows (fixture);
      g_assert_cmpfloat (gtk_adjustment_get_value (get_adjustment (fixture)),
                         ==, 0.);
    }
}

/* What somebody looks at further down stays. */
static void
test_scrolled (Fixture       *fixture,
               gconstpointer  data)
{
  wait_for_rows (fixture);
  gtk_adjustment_set_value (get_adjustment (fixture), 1000.);
  keep_runs ((PscHistory *) data, 10);
  wait_for_rows (fixture);
  g_assert_cmpfloat (gtk_adjustment_get_value (get_adjustment (fixture)), >,
                     1000.);
}

#define ADD(path, test) \
  g_test_add (path, Fixture, history, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_autofree char *directory = NULL;
  g_autofree char *path = NULL;
  PscHistory *history;
  int status;

  if (!psc_test_app_init (&argc, &argv))
    return 0;

  directory = psc_test_make_directory (NULL);
  path = g_build_filename (directory, "history.sqlite", NULL);
  history = psc_history_new (path);
  keep_runs (history, N_ENTRIES);

  ADD ("/history-list/first", test_first);
  ADD ("/history-list/jump", test_jump);
  ADD ("/history-list/unseen", test_unseen);
  ADD ("/history-list/newer", test_newer);
  ADD ("/history-list/scrolled", test_scrolled);
  status = g_test_run ();

  g_assert_finalize_object (history);
  psc_test_remove_directory (directory);

  return status;
}
