/* test-worker-table.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-task-table.h"
#include "psc-test-app.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"
#include "psc-worker-item.h"
#include "psc-worker-table.h"

#define MS   G_GINT64_CONSTANT (1000000)
#define NBSP "\302\240"

static PscWorkerTable *
new_table (void)
{
  return PSC_WORKER_TABLE (g_object_ref_sink (psc_worker_table_new ()));
}

static GtkColumnView *
get_view (PscWorkerTable *table)
{
  return psc_test_get_template_child (GTK_WIDGET (table), "view");
}

static GtkSingleSelection *
get_rows (PscWorkerTable *table)
{
  return GTK_SINGLE_SELECTION (gtk_column_view_get_model (get_view (table)));
}

static guint
get_n_rows (PscWorkerTable *table)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_rows (table)));
}

static char *
dup_cell (PscWorkerTable  *table,
          guint            position,
          PscWorkerColumn  column)
{
  g_autoptr (PscWorkerItem) item =
    g_list_model_get_item (G_LIST_MODEL (get_rows (table)), position);

  return psc_worker_item_dup_text (item, column);
}

static gboolean
has_cell (PscWorkerTable  *table,
          guint            position,
          PscWorkerColumn  column,
          const char      *expected)
{
  g_autofree char *text = dup_cell (table, position, column);

  return g_str_equal (text, expected);
}

static void
check_cell (PscWorkerTable  *table,
            guint            position,
            PscWorkerColumn  column,
            const char      *expected)
{
  g_autofree char *text = dup_cell (table, position, column);

  g_assert_cmpstr (text, ==, expected);
}

/* One lane whose first worker is killed, and one that goes on. */
static PscRun *
new_run (void)
{
  PscRun *run = psc_test_run_new (PSC_MODE_PROCESS, 2, 4);
  PscRecorder *recorder = psc_run_get_recorder (run);
  guint first = psc_test_run_add_worker (run, 1, 0, 4 * MS, PSC_NEVER);
  guint second = psc_test_run_add_worker (run, 2, 1 * MS, 3 * MS, PSC_NEVER);

  psc_test_run_add_task (run, 2, 1, first, 1, 4 * MS, 14 * MS);
  psc_test_run_add_task (run, 1, 2, second, 2, 3 * MS, 28 * MS);
  psc_test_run_add_task (run, 3, 1, first, 1, 14 * MS, 24 * MS);
  psc_recorder_worker_ended (recorder, first, 24 * MS, -1, 9, "Out of <it>");
  psc_run_take_batch (run);

  return run;
}

static void
end_run (PscRun *run)
{
  guint third = psc_test_run_add_worker (run, 1, 24 * MS, 25 * MS, 60 * MS);

  psc_test_run_add_task (run, 0, 1, third, 3, 33 * MS, 53 * MS);
  psc_test_run_end (run, 40 * MS);
}

/* Keeps its own count of a list and checks every signal against it. */
static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  guint      *n_items)
{
  g_assert_cmpuint (position + removed, <=, *n_items);
  *n_items += added - removed;
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, *n_items);
  g_assert_null (g_list_model_get_item (model, *n_items));
}

static void
test_rows (void)
{
  PscWorkerTable *table = new_table ();
  g_autoptr (PscRun) run = new_run ();
  guint n_run = 0, n_items = 0;
  GtkWidget *window;

  psc_test_count (table, "notify::run", &n_run);
  g_signal_connect (get_rows (table), "items-changed",
                    G_CALLBACK (items_changed_cb), &n_items);
  g_object_set (table, "run", run, NULL);
  g_object_set (table, "run", run, NULL);
  g_assert_cmpuint (n_run, ==, 1);
  g_assert_true (psc_run_panel_get_run (PSC_RUN_PANEL (table)) == run);

  /* Rows are made when somebody looks. */
  g_assert_cmpuint (n_items, ==, 0);
  window = psc_test_present (GTK_WIDGET (table), 800, 300);
  g_assert_cmpuint (n_items, ==, 2);
  check_cell (table, 0, PSC_WORKER_COLUMN_NUMBER, "1");
  check_cell (table, 0, PSC_WORKER_COLUMN_LANE, "1");
  check_cell (table, 0, PSC_WORKER_COLUMN_ID, "1001");
  check_cell (table, 0, PSC_WORKER_COLUMN_REQUESTED, "0" NBSP "s");
  check_cell (table, 0, PSC_WORKER_COLUMN_START_UP, "4.00" NBSP "ms");
  check_cell (table, 0, PSC_WORKER_COLUMN_FILES, "2");
  check_cell (table, 0, PSC_WORKER_COLUMN_CHUNKS, "1");
  check_cell (table, 0, PSC_WORKER_COLUMN_BUSY, "100" NBSP "%");
  check_cell (table, 0, PSC_WORKER_COLUMN_ENDED, "24.0" NBSP "ms");
  check_cell (table, 0, PSC_WORKER_COLUMN_END, "SIGKILL");
  check_cell (table, 1, PSC_WORKER_COLUMN_END, "");

  end_run (run);
  psc_test_wait_until (n_items == 3);
  check_cell (table, 2, PSC_WORKER_COLUMN_BUSY, "71" NBSP "%");
  check_cell (table, 2, PSC_WORKER_COLUMN_END, "exit status 0");

  psc_run_panel_set_run (PSC_RUN_PANEL (table), NULL);
  g_assert_cmpuint (n_items, ==, 0);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (table);
}

static void
test_live (void)
{
  PscWorkerTable *table = new_table ();
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, 1, 2);
  GtkWidget *window = psc_test_present (GTK_WIDGET (table), 800, 300);
  guint worker;

  psc_run_panel_set_run (PSC_RUN_PANEL (table), run);
  g_assert_cmpuint (get_n_rows (table), ==, 0);

  worker = psc_test_run_add_worker (run, 1, 0, PSC_NEVER, PSC_NEVER);
  psc_run_take_batch (run);
  psc_test_wait_until (get_n_rows (table) == 1);
  check_cell (table, 0, PSC_WORKER_COLUMN_END, "starting");
  check_cell (table, 0, PSC_WORKER_COLUMN_START_UP, "");
  check_cell (table, 0, PSC_WORKER_COLUMN_BUSY, "");

  psc_recorder_worker_ready (psc_run_get_recorder (run), worker, 1 * MS, 7);
  psc_test_run_add_task (run, 0, 1, worker, 1, 1 * MS, 2 * MS);
  psc_test_run_end (run, 1 * MS);
  psc_test_wait_until (has_cell (table, 0, PSC_WORKER_COLUMN_FILES, "1"));

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (table);
}

/* A worker that gives no sign, and how it ended. */
static void
test_silent (void)
{
  PscWorkerTable *table = new_table ();
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 1);
  GtkWidget *window = psc_test_present (GTK_WIDGET (table), 800, 300);
  guint worker = psc_test_run_add_worker (run, 1, 0, 1 * MS, PSC_NEVER);

  psc_recorder_worker_silent (psc_run_get_recorder (run), worker, 2 * MS, FALSE);
  psc_run_take_batch (run);
  psc_run_panel_set_run (PSC_RUN_PANEL (table), run);
  psc_test_wait_until (has_cell (table, 0, PSC_WORKER_COLUMN_END,
                                 "does not answer"));

  psc_recorder_worker_heard (psc_run_get_recorder (run), worker, 2500000);
  psc_run_take_batch (run);
  psc_test_wait_until (has_cell (table, 0, PSC_WORKER_COLUMN_END,
                                 "silent for a while"));

  psc_test_run_lose_task (run, 0, worker, 1 * MS, 3 * MS);
  psc_recorder_worker_ended (psc_run_get_recorder (run), worker, 3 * MS, -1, 9,
                             NULL);
  psc_test_run_end (run, 1 * MS);
  psc_test_wait_until (has_cell (table, 0, PSC_WORKER_COLUMN_END,
                                 "silent for a while, SIGKILL"));

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (table);
}

/* A task selects its worker, and a worker its first task. */
static void
test_selection (void)
{
  PscWorkerTable *table = new_table ();
  g_autoptr (PscRun) run = new_run ();
  GtkWidget *window = psc_test_present (GTK_WIDGET (table), 800, 300);
  guint n_selected = 0;

  psc_run_panel_set_run (PSC_RUN_PANEL (table), run);
  end_run (run);
  psc_test_count (table, "notify::selected", &n_selected);
  g_assert_cmpuint (psc_run_panel_get_selected (PSC_RUN_PANEL (table)), ==,
                    PSC_NO_TASK);

  g_object_set (table, "selected", 1, NULL);
  g_assert_cmpuint (gtk_single_selection_get_selected (get_rows (table)), ==,
                    1);
  gtk_single_selection_set_selected (get_rows (table), 0);
  g_assert_cmpuint (psc_run_panel_get_selected (PSC_RUN_PANEL (table)), ==,
                    2);
  g_assert_cmpuint (n_selected, ==, 2);

  /* Another task of the same worker changes no row, and the row no task. */
  psc_run_panel_set_selected (PSC_RUN_PANEL (table), 3);
  g_assert_cmpuint (gtk_single_selection_get_selected (get_rows (table)), ==,
                    0);
  g_assert_cmpuint (psc_run_panel_get_selected (PSC_RUN_PANEL (table)), ==,
                    3);

  psc_run_panel_set_selected (PSC_RUN_PANEL (table), PSC_NO_TASK);
  g_assert_cmpuint (gtk_single_selection_get_selected (get_rows (table)), ==,
                    GTK_INVALID_LIST_POSITION);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (table);
}

/* A worker without a task stays selected, and no task is. */
static void
test_idle (void)
{
  PscWorkerTable *table = new_table ();
  g_autoptr (PscRun) run = new_run ();
  GtkWidget *window = psc_test_present (GTK_WIDGET (table), 800, 300);

  psc_test_run_add_worker (run, 1, 24 * MS, 25 * MS, PSC_NEVER);
  psc_run_take_batch (run);
  psc_run_panel_set_run (PSC_RUN_PANEL (table), run);
  psc_run_panel_set_selected (PSC_RUN_PANEL (table), 1);
  gtk_single_selection_set_selected (get_rows (table), 2);
  g_assert_cmpuint (psc_run_panel_get_selected (PSC_RUN_PANEL (table)), ==,
                    PSC_NO_TASK);
  psc_run_panel_update (PSC_RUN_PANEL (table));
  g_assert_cmpuint (gtk_single_selection_get_selected (get_rows (table)), ==,
                    2);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (table);
}

/* Each column has an order, in which nothing stands before what is less. */
static void
test_sort (void)
{
  PscWorkerTable *table = new_table ();
  g_autoptr (PscRun) run = psc_test_run_new_random (5, 3, 300);
  GtkWidget *window = psc_test_present (GTK_WIDGET (table), 800, 300);
  GListModel *columns = gtk_column_view_get_columns (get_view (table));

  psc_run_panel_set_run (PSC_RUN_PANEL (table), run);
  g_assert_cmpuint (get_n_rows (table), >, 3);
  g_assert_cmpuint (g_list_model_get_n_items (columns), ==,
                    PSC_N_WORKER_COLUMNS);

  for (guint i = 0; i < PSC_N_WORKER_COLUMNS; i++)
    {
      g_autoptr (GtkColumnViewColumn) column =
        g_list_model_get_item (columns, i);

      gtk_column_view_sort_by_column (get_view (table), column,
                                      GTK_SORT_DESCENDING);
      for (guint j = 1; j < get_n_rows (table); j++)
        {
          g_autoptr (PscWorkerItem) before =
            g_list_model_get_item (G_LIST_MODEL (get_rows (table)), j - 1);
          g_autoptr (PscWorkerItem) item =
            g_list_model_get_item (G_LIST_MODEL (get_rows (table)), j);

          g_assert_cmpint (psc_worker_item_compare (before, item, i), >=, 0);
        }
    }

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (table);
}

static void
test_explanations (void)
{
  g_autoptr (PscRun) run = new_run ();
  g_autoptr (PscWorkload) workload = psc_workload_new (run);
  g_autoptr (PscWorkerItem) item = psc_worker_item_new (run, workload, 0);
  g_autofree char *busy =
    psc_worker_item_dup_explanation (item, PSC_WORKER_COLUMN_BUSY);
  g_autofree char *end =
    psc_worker_item_dup_explanation (item, PSC_WORKER_COLUMN_END);

  g_assert_cmpstr (busy, ==, "With a file for 20.0" NBSP "ms of the 20.0" NBSP
                             "ms from ready to the end");
  g_assert_cmpstr (end, ==, "Out of <it>");
  g_assert_null (psc_worker_item_dup_explanation (item,
                                                  PSC_WORKER_COLUMN_LANE));
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/worker-table/rows", test_rows);
  g_test_add_func ("/worker-table/live", test_live);
  g_test_add_func ("/worker-table/silent", test_silent);
  g_test_add_func ("/worker-table/selection", test_selection);
  g_test_add_func ("/worker-table/idle", test_idle);
  g_test_add_func ("/worker-table/sort", test_sort);
  g_test_add_func ("/worker-table/explanations", test_explanations);

  return g_test_run ();
}
