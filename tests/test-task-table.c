/* test-task-table.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-task-table.h"
#include "psc-test-app.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"

static PscTaskTable *
new_table (void)
{
  return PSC_TASK_TABLE (g_object_ref_sink (psc_task_table_new ()));
}

static GtkColumnView *
get_view (PscTaskTable *table)
{
  return psc_test_get_template_child (GTK_WIDGET (table), "view");
}

static guint
get_index_at (PscTaskTable *table,
              guint         position)
{
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (
                                      get_view (table)));
  g_autoptr (PscTaskItem) item = g_list_model_get_item (model, position);

  return psc_task_item_get_index (item);
}

static void
test_new (void)
{
  PscTaskTable *table = new_table ();

  g_assert_null (psc_run_panel_get_run (PSC_RUN_PANEL (table)));
  g_assert_cmpuint (psc_run_panel_get_selected (PSC_RUN_PANEL (table)), ==,
                    PSC_NO_TASK);

  g_assert_finalize_object (table);
}

static void
test_run (void)
{
  PscTaskTable *table = new_table ();
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 2, 50);
  g_autoptr (PscRun) other = psc_test_run_new_random (2, 2, 5);
  GListModel *model;
  guint n_run = 0;

  psc_test_count (table, "notify::run", &n_run);
  g_object_set (table, "run", run, NULL);
  psc_run_panel_set_run (PSC_RUN_PANEL (table), run);
  g_assert_cmpuint (n_run, ==, 1);

  /* Name, worker, chunk, three steps, start, time, outcome. */
  g_assert_cmpuint (g_list_model_get_n_items (gtk_column_view_get_columns (
                                                get_view (table))), ==, 9);
  model = G_LIST_MODEL (gtk_column_view_get_model (get_view (table)));
  psc_test_wait_until (g_list_model_get_n_items (model) == 50);

  psc_run_panel_set_selected (PSC_RUN_PANEL (table), 50);
  g_assert_cmpuint (psc_run_panel_get_selected (PSC_RUN_PANEL (table)), ==,
                    PSC_NO_TASK);
  psc_run_panel_set_selected (PSC_RUN_PANEL (table), 49);
  g_assert_cmpuint (psc_run_panel_get_selected (PSC_RUN_PANEL (table)), ==,
                    49);
  psc_run_panel_set_run (PSC_RUN_PANEL (table), other);
  g_assert_cmpuint (psc_run_panel_get_selected (PSC_RUN_PANEL (table)), ==,
                    PSC_NO_TASK);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 5);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_column_view_get_columns (
                                                get_view (table))), ==, 9);

  g_assert_finalize_object (table);
}

static void
test_selection (void)
{
  PscTaskTable *table = new_table ();
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 2, 50);
  GtkSelectionModel *model = gtk_column_view_get_model (get_view (table));
  guint n_selected = 0;

  psc_run_panel_set_run (PSC_RUN_PANEL (table), run);
  psc_test_count (table, "notify::selected", &n_selected);

  psc_run_panel_set_selected (PSC_RUN_PANEL (table), 7);
  psc_run_panel_set_selected (PSC_RUN_PANEL (table), 7);
  g_assert_cmpuint (n_selected, ==, 1);
  g_assert_true (gtk_selection_model_is_selected (model, 7));

  gtk_selection_model_select_item (model, 9, TRUE);
  g_assert_cmpuint (n_selected, ==, 2);
  g_assert_cmpuint (psc_run_panel_get_selected (PSC_RUN_PANEL (table)), ==,
                    9);

  psc_run_panel_set_selected (PSC_RUN_PANEL (table), PSC_NO_TASK);
  g_assert_cmpuint (n_selected, ==, 3);
  g_assert_false (gtk_selection_model_is_selected (model, 9));

  g_assert_finalize_object (table);
}

static void
sort_by (PscTaskTable *table,
         guint         position,
         GtkSortType   direction)
{
  g_autoptr (GtkColumnViewColumn) column =
    g_list_model_get_item (gtk_column_view_get_columns (get_view (table)),
                           position);
  PscTaskModel *model = PSC_TASK_MODEL (gtk_column_view_get_model (
                                          get_view (table)));

  gtk_column_view_sort_by_column (get_view (table), column, direction);
  psc_test_wait_until (!psc_task_model_is_pending (model));
}

/* What the headers say is what the rows are sorted by. */
static void
test_sort (void)
{
  PscTaskTable *table = new_table ();
  g_autoptr (PscRun) run = psc_test_run_new_random (3, 2, 50);
  GtkSelectionModel *model = gtk_column_view_get_model (get_view (table));

  psc_run_panel_set_run (PSC_RUN_PANEL (table), run);
  psc_run_panel_set_selected (PSC_RUN_PANEL (table), 0);

  for (guint column = 7; column < 16; column++)
    {
      GtkSortType direction = column % 2 == 0 ? GTK_SORT_ASCENDING
                                              : GTK_SORT_DESCENDING;

      sort_by (table, column % 9, direction);
      if (column == 7)
        for (guint i = 1; i < 50; i++)
          {
            const PscTaskRecord *before = psc_run_get_task (
              run, get_index_at (table, i - 1));
            const PscTaskRecord *task = psc_run_get_task (
              run, get_index_at (table, i));

            g_assert_cmpint (before->end_ns - before->start_ns, >=,
                             task->end_ns - task->start_ns);
          }

      /* The selection names the task and not the row. */
      g_assert_cmpuint (psc_run_panel_get_selected (PSC_RUN_PANEL (table)), ==,
                        0);
      for (guint i = 0; i < 50; i++)
        g_assert_true (gtk_selection_model_is_selected (model, i) ==
                       (get_index_at (table, i) == 0));
    }

  sort_by (table, 0, GTK_SORT_DESCENDING);
  g_assert_cmpuint (get_index_at (table, 0), ==, 49);
  gtk_column_view_sort_by_column (get_view (table), NULL, GTK_SORT_ASCENDING);
  g_assert_cmpuint (get_index_at (table, 0), ==, 0);

  g_assert_finalize_object (table);
}

static GtkWidget *
get_bar (PscTaskTable *table)
{
  return psc_test_get_template_child (GTK_WIDGET (table), "bar");
}

static const char *
get_status (PscTaskTable *table)
{
  return gtk_label_get_label (psc_test_get_template_child (get_bar (table),
                                                           "status"));
}

static const char *
get_page (PscTaskTable *table)
{
  return gtk_stack_get_visible_child_name (
    psc_test_get_template_child (GTK_WIDGET (table), "stack"));
}

static void
test_filter (void)
{
  PscTaskTable *table = new_table ();
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 2, 50);
  g_autoptr (PscRun) other = psc_test_run_new_random (2, 2, 50);
  GtkWidget *entry = psc_test_get_template_child (get_bar (table), "entry");

  psc_run_panel_set_run (PSC_RUN_PANEL (table), run);
  psc_test_wait_until (g_str_equal (get_status (table), "50 files"));
  psc_run_panel_set_selected (PSC_RUN_PANEL (table), 7);

  /* The name of one file. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "000042");
  psc_test_wait_until (g_str_equal (get_status (table),
                                    "1 of 50 files, not the selected one"));
  g_assert_cmpuint (get_index_at (table, 0), ==, 42);
  g_assert_cmpuint (psc_run_panel_get_selected (PSC_RUN_PANEL (table)), ==,
                    7);
  g_assert_cmpstr (get_page (table), ==, "rows");
  psc_run_panel_set_selected (PSC_RUN_PANEL (table), 42);
  g_assert_cmpstr (get_status (table), ==, "1 of 50 files");

  gtk_editable_set_text (GTK_EDITABLE (entry), "no such file");
  psc_test_wait_until (g_str_equal (get_page (table), "none"));

  /* What one looks for is looked for in the next run, too. */
  psc_run_panel_set_run (PSC_RUN_PANEL (table), other);
  g_assert_cmpstr (get_page (table), ==, "none");
  gtk_widget_activate_action (GTK_WIDGET (table), "task-table.clear-filter",
                              NULL);
  psc_test_wait_until (g_str_equal (get_status (table), "50 files"));
  g_assert_cmpstr (get_page (table), ==, "rows");

  psc_run_panel_set_run (PSC_RUN_PANEL (table), NULL);
  g_assert_cmpstr (get_page (table), ==, "rows");

  g_assert_finalize_object (table);
}

static void
text_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result,
                                          NULL);
}

static char *
copy (PscTaskTable *table,
      const char   *action)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (table));
  char *text = NULL;

  gdk_clipboard_set_content (clipboard, NULL);
  gtk_widget_activate_action (GTK_WIDGET (table), action, NULL);
  psc_test_wait_until (gdk_clipboard_get_content (clipboard) != NULL);
  gdk_clipboard_read_text_async (clipboard, NULL, text_cb, &text);
  psc_test_wait_until (text != NULL);

  return text;
}

/* What is copied is what is shown, with tabs between the cells. */
static void
test_copy (void)
{
  PscTaskTable *table = new_table ();
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 2, 50);
  g_autofree char *row = NULL;
  g_autofree char *all = NULL;
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) row_lines = NULL;

  psc_run_panel_set_run (PSC_RUN_PANEL (table), run);
  psc_run_panel_set_selected (PSC_RUN_PANEL (table), 7);
  sort_by (table, 0, GTK_SORT_DESCENDING);

  row = copy (table, "task-table.copy-row");
  row_lines = g_strsplit (row, "\n", -1);
  g_assert_cmpuint (g_strv_length (row_lines), ==, 3);
  g_assert_cmpstr (row_lines[0], ==, "Name\tWorker\tChunk\tfile\tcompute\twc"
                                     "\tStart\tTime\tOutcome");
  g_assert_true (g_str_has_prefix (row_lines[1], "file-000007\t"));

  all = copy (table, "task-table.copy-all");
  lines = g_strsplit (all, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 52);
  g_assert_true (g_str_has_prefix (lines[1], "file-000049\t"));
  g_assert_cmpstr (lines[43], ==, row_lines[1]);

  /* A copy that is not whole yet is given up with the table. */
  gtk_widget_activate_action (GTK_WIDGET (table), "task-table.copy-all", NULL);
  g_assert_finalize_object (table);
}

/* Whether the selected row has its widget, and a place on the screen. */
static gboolean
is_row_shown (PscTaskTable *table)
{
  GtkWidget *list = gtk_widget_get_last_child (GTK_WIDGET (get_view (table)));

  for (GtkWidget *row = gtk_widget_get_first_child (list);
       row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED)
      return gtk_widget_get_mapped (row);

  return FALSE;
}

static gboolean
is_in_bar (PscTaskTable *table,
           GtkWidget    *focus)
{
  return gtk_widget_is_ancestor (focus, get_bar (table));
}

/* Presses Tab until the focus has been in the bar and is not any more. */
static GtkWidget *
tab_out_of_bar (PscTaskTable     *table,
                GtkWidget        *window,
                GtkDirectionType  direction)
{
  GtkWidget *focus;
  guint n_stops = 0;

  do
    {
      gtk_widget_child_focus (window, direction);
      focus = gtk_window_get_focus (GTK_WINDOW (window));
      g_assert_true (is_in_bar (table, focus) || n_stops > 0);
      g_assert_cmpuint (n_stops++, <, 10);
    }
  while (is_in_bar (table, focus));

  return focus;
}

/* Tab goes through the bar to the row that is selected, and from there out of
 * the table. */
static void
test_tab (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *first = gtk_button_new ();
  GtkWidget *last = gtk_button_new ();
  PscTaskTable *table = new_table ();
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 2, 500);
  GtkWidget *window, *focus;

  gtk_widget_set_vexpand (GTK_WIDGET (table), TRUE);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (table));
  gtk_box_append (GTK_BOX (box), last);
  window = psc_test_present (box, 800, 400);

  psc_run_panel_set_run (PSC_RUN_PANEL (table), run);
  psc_run_panel_set_selected (PSC_RUN_PANEL (table), 7);
  psc_test_wait_until (is_row_shown (table));

  gtk_widget_grab_focus (first);
  focus = tab_out_of_bar (table, window, GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (table)));
  g_assert_true (gtk_widget_get_state_flags (focus) & GTK_STATE_FLAG_SELECTED);

  gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == last);
  gtk_widget_child_focus (window, GTK_DIR_TAB_BACKWARD);
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_true (gtk_widget_get_state_flags (focus) & GTK_STATE_FLAG_SELECTED);
  focus = tab_out_of_bar (table, window, GTK_DIR_TAB_BACKWARD);
  g_assert_true (focus == first);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (table);
}

/* Text gives way first; then a bar says that there is more, below the rows. */
static void
check_width (PscRun   *run,
             int       width,
             gboolean  scrolled_sideways)
{
  PscTaskTable *table = new_table ();
  GtkWidget *view = GTK_WIDGET (get_view (table));
  GtkWidget *window = psc_test_present (GTK_WIDGET (table), width, 400);
  GtkWidget *bar = gtk_scrolled_window_get_hscrollbar (
    GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (view,
                                                  GTK_TYPE_SCROLLED_WINDOW)));
  graphene_rect_t rows, below;
  int least, natural;

  psc_run_panel_set_run (PSC_RUN_PANEL (table), run);
  psc_test_wait_for_frame (window);
  psc_test_wait_for_frame (window);
  gtk_widget_measure (view, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural,
                      NULL, NULL);
  g_assert_cmpint (natural - least, >, 100);
  g_assert_cmpint (gtk_widget_get_mapped (bar), ==, scrolled_sideways);
  if (scrolled_sideways)
    {
      g_assert_true (gtk_widget_compute_bounds (view, window, &rows));
      g_assert_true (gtk_widget_compute_bounds (bar, window, &below));
      g_assert_cmpfloat (below.origin.y, >=,
                         rows.origin.y + rows.size.height);
    }

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (table);
}

static void
test_width (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 2, 50);

  check_width (run, 400, TRUE);
  check_width (run, 1300, FALSE);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/task-table/new", test_new);
  g_test_add_func ("/task-table/run", test_run);
  g_test_add_func ("/task-table/selection", test_selection);
  g_test_add_func ("/task-table/sort", test_sort);
  g_test_add_func ("/task-table/filter", test_filter);
  g_test_add_func ("/task-table/copy", test_copy);
  g_test_add_func ("/task-table/tab", test_tab);
  g_test_add_func ("/task-table/width", test_width);

  return g_test_run ();
}
