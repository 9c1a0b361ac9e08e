/* test-history-page.c: what is kept is listed, found, described and deleted
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-history-description.h"
#include "psc-history-filter-bar.h"
#include "psc-history-list.h"
#include "psc-history-page.h"
#include "psc-history-words.h"
#include "psc-kept-row.h"
#include "psc-sketch-view.h"
#include "psc-test-app.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"

#define N_RUNS 5

typedef struct
{
  char           *directory;
  PscHistory     *history;
  GListModel     *entries;
  PscHistoryPage *page;
  GtkWidget      *window;

  PscHistoryEntry *first; /* of those that the page's signals told of */
  PscHistoryEntry *second;
  guint            n_told;
} Fixture;

static void
keep_run (Fixture *fixture,
          PscMode  mode)
{
  g_autoptr (PscRun) run = psc_test_run_new (mode, 2, 4);
  guint worker = psc_test_run_add_worker (run, 1, 0, 1000, PSC_NEVER);

  for (guint i = 0; i < 4; i++)
    psc_test_run_add_task (run, i, 1, worker, i + 1, 1000 * (i + 1),
                           1000 * (i + 2));
  psc_test_run_end (run, PSC_NEVER);
  psc_history_keep_run (fixture->history, run);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  guint n_runs = GPOINTER_TO_UINT (data);
  g_autofree char *path = NULL;

  fixture->directory = psc_test_make_directory (NULL);
  path = g_build_filename (fixture->directory, "history.sqlite", NULL);
  fixture->history = psc_history_new (path);
  fixture->entries = psc_history_get_entries (fixture->history);
  for (guint i = 0; i < n_runs; i++)
    keep_run (fixture, i == 0 ? PSC_MODE_DUMMY : PSC_MODE_PROCESS);
  psc_history_flush (fixture->history);
  psc_test_wait_until (psc_test_count_finished (fixture->entries) == n_runs);

  fixture->page = PSC_HISTORY_PAGE (g_object_ref_sink (psc_history_page_new ()));
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay),
                               GTK_WIDGET (fixture->page));
  fixture->window = psc_test_present (overlay, 360, 500);
  psc_history_page_set_history (fixture->page, fixture->history);
  psc_test_wait_for_frame (fixture->window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->page);
  g_clear_object (&fixture->first);
  g_clear_object (&fixture->second);
  g_object_unref (fixture->history);
  psc_test_remove_directory (fixture->directory);
  g_free (fixture->directory);
}

static gpointer
get_child (Fixture    *fixture,
           const char *name)
{
  return psc_test_get_template_child (GTK_WIDGET (fixture->page), name);
}

static gpointer
get_bar_child (Fixture    *fixture,
               const char *name)
{
  return psc_test_get_template_child (get_child (fixture, "bar"), name);
}

static gboolean
shows_bar (Fixture *fixture)
{
  return gtk_revealer_get_reveal_child (get_bar_child (fixture, "revealer"));
}

static const char *
get_shown (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (get_child (fixture, "stack"));
}

static GtkSelectionModel *
get_selection (Fixture *fixture)
{
  return psc_test_get_template_child (get_child (fixture, "list"),
                                      "selection");
}

static gpointer
get_filter (Fixture    *fixture,
            const char *name)
{
  return psc_test_get_template_child (get_child (fixture, "filter_bar"), name);
}

static void
activate (Fixture    *fixture,
          const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), action, NULL);
}

static void
told_cb (Fixture         *fixture,
         PscHistoryEntry *first)
{
  fixture->n_told++;
  g_set_object (&fixture->first, first);
}

static void
compare_cb (Fixture         *fixture,
            PscHistoryEntry *first,
            PscHistoryEntry *second)
{
  told_cb (fixture, first);
  g_set_object (&fixture->second, second);
}

static void
wait_for_page (Fixture    *fixture,
               const char *page)
{
  psc_test_wait_until (g_str_equal (get_shown (fixture), page));
}

static void
wait_for_status (Fixture    *fixture,
                 const char *text)
{
  GtkLabel *status = get_filter (fixture, "status");

  psc_test_wait_until (g_str_equal (gtk_label_get_label (status), text));
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_cmpstr (get_shown (fixture), ==, "empty");
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "filter_bar")));
  g_assert_false (shows_bar (fixture));

  keep_run (fixture, PSC_MODE_DUMMY);
  psc_test_wait_until (g_list_model_get_n_items (fixture->entries) == 1);
  wait_for_page (fixture, "list");
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "filter_bar")));
}

static void
test_filter (Fixture       *fixture,
             gconstpointer  data)
{
  PscHistoryList *list = get_child (fixture, "list");
  guint n_changed = 0;

  g_assert_cmpstr (get_shown (fixture), ==, "list");
  wait_for_status (fixture, "5 entries");
  activate (fixture, "history.clear-filter");
  psc_test_count (get_child (fixture, "filter_bar"), "changed", &n_changed);
  gtk_drop_down_set_selected (get_filter (fixture, "mode"),
                              1 + PSC_MODE_DUMMY);
  g_assert_cmpuint (psc_history_list_get_n_shown (list), ==, 1);
  wait_for_status (fixture, "1 of 5 entries");

  gtk_drop_down_set_selected (get_filter (fixture, "kind"),
                              1 + PSC_HISTORY_EXERCISE);
  wait_for_page (fixture, "no-match");
  g_assert_cmpuint (n_changed, ==, 2);
  activate (fixture, "history.clear-filter");
  g_assert_cmpuint (n_changed, ==, 3);
  wait_for_page (fixture, "list");
  g_assert_cmpuint (psc_history_list_get_n_shown (list), ==, N_RUNS);

  psc_history_page_find (fixture->page);
  g_assert_nonnull (gtk_widget_get_ancestor (
    gtk_window_get_focus (GTK_WINDOW (fixture->window)),
    PSC_TYPE_HISTORY_FILTER_BAR));
  gtk_editable_set_text (get_filter (fixture, "entry"), "nothing of it");
  wait_for_page (fixture, "no-match");
}

/* The directories are those of the entries, and the one that is chosen stays
 * when there are others. */
static void
test_directories (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkDropDown *directory = get_filter (fixture, "directory");
  PscHistoryFilterBar *bar = get_child (fixture, "filter_bar");
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  g_assert_cmpuint (g_list_model_get_n_items (
                      gtk_drop_down_get_model (directory)), ==, 2);
  gtk_drop_down_set_selected (directory, 1);
  g_assert_cmpstr (psc_history_filter_bar_get_filter (bar)->directory, ==,
                   "/test");

  g_ptr_array_add (paths, (char *) "/before");
  g_ptr_array_add (paths, (char *) "/test");
  psc_history_filter_bar_set_directories (bar, paths);
  g_assert_cmpuint (gtk_drop_down_get_selected (directory), ==, 2);
  g_assert_cmpstr (psc_history_filter_bar_get_filter (bar)->directory, ==,
                   "/test");

  g_ptr_array_remove_index (paths, 1);
  psc_history_filter_bar_set_directories (bar, paths);
  g_assert_cmpuint (gtk_drop_down_get_selected (directory), ==, 0);
  g_assert_null (psc_history_filter_bar_get_filter (bar)->directory);
}

static void
find_rows_cb (GtkWidget *widget,
              gpointer   user_data)
{
  if (PSC_IS_KEPT_ROW (widget) && gtk_widget_get_mapped (widget))
    g_ptr_array_add (user_data, widget);
}

static const char *
get_text (PscKeptRow *row,
          const char *label)
{
  return gtk_label_get_label (psc_test_get_template_child (GTK_WIDGET (row),
                                                           label));
}

/* All that stands in a row is read, and nothing between what is not there. */
static void
check_name (Fixture    *fixture,
            PscKeptRow *row)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (row));
  g_autofree char *name = NULL;
  g_autofree char *error = NULL;

  psc_history_set_note (fixture->history, psc_kept_row_get_entry (row),
                        "worth a look");
  name = g_strjoin (", ", get_text (row, "title"), get_text (row, "origin"),
                    get_text (row, "wall"), "worth a look", NULL);
  g_assert_cmpstr (get_text (row, "state"), ==, "");
  error = gtk_test_accessible_check_property (GTK_ACCESSIBLE (item),
                                              GTK_ACCESSIBLE_PROPERTY_LABEL,
                                              name);
  g_assert_cmpstr (error, ==, NULL);
}

/* All were made today, so that there is one heading; each has its name told
 * where the focus is. */
static void
test_rows (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  guint n_days = 0;

  psc_test_walk (GTK_WIDGET (fixture->page), find_rows_cb, rows);
  g_assert_cmpuint (rows->len, ==, N_RUNS);
  for (guint i = 0; i < rows->len; i++)
    {
      PscKeptRow *row = g_ptr_array_index (rows, i);
      GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (row));

      n_days += psc_kept_row_get_day (row) != NULL;
      g_assert_true (gtk_test_accessible_has_property (
        GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL));
    }
  g_assert_cmpuint (n_days, ==, 1);
  check_name (fixture, g_ptr_array_index (rows, 0));

  /* When the topmost goes, the next one has the heading. */
  gtk_selection_model_select_item (get_selection (fixture), 0, TRUE);
  activate (fixture, "history.delete");
  psc_test_wait_until (g_list_model_get_n_items (fixture->entries) ==
                       N_RUNS - 1);
  psc_test_wait_for_frame (fixture->window);
  g_ptr_array_set_size (rows, 0);
  psc_test_walk (GTK_WIDGET (fixture->page), find_rows_cb, rows);
  g_assert_cmpuint (rows->len, ==, N_RUNS - 1);
  n_days = 0;
  for (guint i = 0; i < rows->len; i++)
    n_days += psc_kept_row_get_day (g_ptr_array_index (rows, i)) != NULL;
  g_assert_cmpuint (n_days, ==, 1);
}

static void
test_row (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (PscHistoryEntry) entry =
    g_list_model_get_item (fixture->entries, 0);
  GtkWidget *row = g_object_ref_sink (psc_kept_row_new ());
  g_autoptr (PscHistoryEntry) got = NULL;
  g_autofree char *day = NULL;
  guint n_entry = 0, n_day = 0;

  psc_test_count (row, "notify::entry", &n_entry);
  psc_test_count (row, "notify::day", &n_day);
  g_object_set (row, "entry", entry, "day", "Today", NULL);
  g_object_set (row, "entry", entry, "day", "Today", NULL);
  g_object_get (row, "entry", &got, "day", &day, NULL);
  g_assert_true (got == entry);
  g_assert_cmpstr (day, ==, "Today");
  g_assert_cmpuint (n_entry, ==, 1);
  g_assert_cmpuint (n_day, ==, 1);

  g_assert_true (psc_sketch_view_get_sketch (
                   psc_test_get_template_child (row, "sketch")) ==
                 psc_history_entry_get_sketch (entry));
  psc_history_set_name (fixture->history, entry, "The first of all");
  g_assert_cmpstr (gtk_label_get_label (
                     psc_test_get_template_child (row, "title")), ==,
                   "The first of all");
  g_assert_finalize_object (row);
}

static void
test_selected (Fixture       *fixture,
               gconstpointer  data)
{
  GtkSelectionModel *selection = get_selection (fixture);
  GtkLabel *compare = get_bar_child (fixture, "compare_label");
  g_autoptr (PscHistoryEntry) top =
    g_list_model_get_item (G_LIST_MODEL (selection), 0);
  g_autoptr (PscHistoryEntry) next =
    g_list_model_get_item (G_LIST_MODEL (selection), 1);
  gboolean has_shown;

  g_signal_connect_swapped (fixture->page, "open", G_CALLBACK (told_cb),
                            fixture);
  g_signal_connect_swapped (fixture->page, "export", G_CALLBACK (told_cb),
                            fixture);
  g_signal_connect_swapped (fixture->page, "compare",
                            G_CALLBACK (compare_cb), fixture);

  gtk_selection_model_select_item (selection, 0, TRUE);
  g_assert_true (shows_bar (fixture));
  activate (fixture, "history.open");
  activate (fixture, "history.export");
  g_assert_cmpuint (fixture->n_told, ==, 2);
  g_assert_true (fixture->first == top);

  /* One is compared with a run that is shown. */
  activate (fixture, "history.compare");
  g_assert_cmpuint (fixture->n_told, ==, 2);
  g_object_set (fixture->page, "has-shown", TRUE, NULL);
  g_object_get (fixture->page, "has-shown", &has_shown, NULL);
  g_assert_true (has_shown);
  g_assert_cmpstr (gtk_label_get_text (compare), ==, "Compare With Shown Run");
  activate (fixture, "history.compare");
  g_assert_cmpuint (fixture->n_told, ==, 3);
  g_assert_null (fixture->second);

  gtk_selection_model_select_item (selection, 1, FALSE);
  g_assert_cmpstr (gtk_label_get_text (compare), ==, "Compare");
  activate (fixture, "history.open");
  g_assert_cmpuint (fixture->n_told, ==, 3);
  activate (fixture, "history.compare");
  g_assert_true (fixture->first == top);
  g_assert_true (fixture->second == next);

  /* Enter and a double click. */
  g_signal_emit_by_name (psc_test_get_template_child (
                           get_child (fixture, "list"), "view"),
                         "activate", 1);
  g_assert_true (fixture->first == next);
}

/* The run that is shown is compared with another one only. */
static void
test_compare_shown (Fixture       *fixture,
                    gconstpointer  data)
{
  GtkSelectionModel *selection = get_selection (fixture);
  GtkWidget *button = get_bar_child (fixture, "compare_button");
  g_autoptr (PscHistoryEntry) top =
    g_list_model_get_item (G_LIST_MODEL (selection), 0);
  g_autoptr (PscHistoryEntry) got = NULL;
  guint n_notified = 0;

  psc_test_count (fixture->page, "notify::shown", &n_notified);
  g_object_set (fixture->page, "has-shown", TRUE, "shown", top, NULL);
  g_object_set (fixture->page, "shown", top, NULL);
  g_object_get (fixture->page, "shown", &got, NULL);
  g_assert_true (got == top);
  g_assert_cmpuint (n_notified, ==, 1);

  gtk_selection_model_select_item (selection, 0, TRUE);
  g_assert_false (gtk_widget_is_sensitive (button));
  g_assert_nonnull (gtk_widget_get_tooltip_text (button));
  gtk_selection_model_select_item (selection, 1, TRUE);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_object_set (fixture->page, "shown", NULL, NULL);
}

/* The secondary button selects what it points at, and keeps a selection that it
 * points into; where there is no entry, there is no menu. */
static void
test_menu (Fixture       *fixture,
           gconstpointer  data)
{
  GtkSelectionModel *selection = get_selection (fixture);
  PscHistoryList *list = get_child (fixture, "list");
  GtkEventController *click =
    psc_test_find_controller (GTK_WIDGET (list), GTK_TYPE_GESTURE_CLICK);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  GtkWidget *popover = NULL;
  graphene_rect_t bounds;

  psc_test_walk (GTK_WIDGET (fixture->page), find_rows_cb, rows);
  g_signal_emit_by_name (click, "pressed", 1, 2.,
                         gtk_widget_get_height (GTK_WIDGET (list)) - 2.);
  g_assert_null (psc_test_find_menu (GTK_WIDGET (list)));

  g_assert_true (gtk_widget_compute_bounds (g_ptr_array_index (rows, 0),
                                            GTK_WIDGET (list), &bounds));
  gtk_selection_model_select_range (selection, 0, N_RUNS, TRUE);
  psc_test_wait_until (psc_test_opens_menu (
    GTK_WIDGET (list), click, bounds.origin.x + 20.,
    bounds.origin.y + bounds.size.height - 5., &popover));
  for (guint i = 0; i < N_RUNS; i++)
    g_assert_true (gtk_selection_model_is_selected (selection, i));
  /* Where the pointer is on it, GTK holds on to it for longer. */
  g_object_ref (popover);
  gtk_popover_popdown (GTK_POPOVER (popover));
  psc_test_wait_until (gtk_widget_get_parent (popover) == NULL);
  g_clear_object (&popover);

  gtk_selection_model_unselect_all (selection);
  psc_test_wait_until (psc_test_opens_menu (
    GTK_WIDGET (list), click, bounds.origin.x + 20.,
    bounds.origin.y + bounds.size.height - 5., &popover));
  g_assert_cmpuint (gtk_bitset_get_size (
                      gtk_selection_model_get_selection (selection)), ==, 1);
  gtk_popover_popdown (GTK_POPOVER (popover));
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

static void
test_delete (Fixture       *fixture,
             gconstpointer  data)
{
  GtkSelectionModel *selection = get_selection (fixture);
  GtkWidget *undo = NULL;

  gtk_selection_model_select_range (selection, 1, 2, TRUE);
  activate (fixture, "history.delete");
  g_assert_nonnull (gtk_widget_get_ancestor (
    gtk_window_get_focus (GTK_WINDOW (fixture->window)),
    PSC_TYPE_HISTORY_LIST));
  psc_test_wait_until (g_list_model_get_n_items (fixture->entries) ==
                       N_RUNS - 2);
  psc_test_wait_until (!shows_bar (fixture));

  /* The toast is still there after the next deletion. */
  psc_test_walk (fixture->window, find_undo_cb, &undo);
  gtk_selection_model_select_item (selection, 0, TRUE);
  activate (fixture, "history.delete");
  psc_test_wait_until (g_list_model_get_n_items (fixture->entries) ==
                       N_RUNS - 3);
  g_signal_emit_by_name (undo, "clicked");
  psc_test_wait_until (g_list_model_get_n_items (fixture->entries) ==
                       N_RUNS - 1);
}

static void
test_describe (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (PscHistoryEntry) entry =
    g_list_model_get_item (fixture->entries, 0);
  GtkWidget *dialog = psc_history_description_new (fixture->history, entry);

  gtk_selection_model_select_item (get_selection (fixture), 0, TRUE);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_editable_set_text (g_object_get_data (G_OBJECT (dialog),
                                            "psc-name-row"), " quick ");
  gtk_editable_set_text (g_object_get_data (G_OBJECT (dialog),
                                            "psc-note-row"), "  ");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "save");
  g_assert_cmpstr (psc_history_entry_get_name (entry), ==, "quick");
  g_assert_null (psc_history_entry_get_note (entry));
  g_assert_cmpstr (gtk_label_get_text (get_bar_child (fixture, "selected")), ==,
                   "quick");
}

static void
test_sketch (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("sketch", 6);
  g_autoptr (GBytes) got = NULL;
  GtkWidget *view = g_object_ref_sink (psc_sketch_view_new ());
  guint n_notified = 0;

  psc_test_count (view, "notify::sketch", &n_notified);
  g_object_set (view, "sketch", bytes, NULL);
  g_object_set (view, "sketch", bytes, NULL);
  g_object_get (view, "sketch", &got, NULL);
  g_assert_true (got == bytes);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_finalize_object (view);
}

#define ADD(path, n_runs, test)                                             \
  g_test_add (path, Fixture, GUINT_TO_POINTER (n_runs), set_up, test,       \
              tear_down)

int
main (int   argc,
      char *argv[])
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  ADD ("/history-page/empty", 0, test_empty);
  ADD ("/history-page/filter", N_RUNS, test_filter);
  ADD ("/history-page/directories", N_RUNS, test_directories);
  ADD ("/history-page/rows", N_RUNS, test_rows);
  ADD ("/history-page/row", 1, test_row);
  ADD ("/history-page/selected", N_RUNS, test_selected);
  ADD ("/history-page/compare-shown", N_RUNS, test_compare_shown);
  ADD ("/history-page/menu", N_RUNS, test_menu);
  ADD ("/history-page/delete", N_RUNS, test_delete);
  ADD ("/history-page/describe", 1, test_describe);
  g_test_add_func ("/history-page/sketch", test_sketch);

  return g_test_run ();
}
