/* bench-main-loop.c: how long the window is deaf
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "psc-clock.h"
#include "psc-frame.h"
#include "psc-history-list.h"
#include "psc-history-page.h"
#include "psc-run-page.h"
#include "psc-task-table.h"
#include "psc-test-app.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"
#include "psc-timeline.h"
#include "psc-window.h"

#define N_FILES      100000
#define N_MADE_UP    1000000 /* and a tenth of it */
#define N_ENTRIES    3000
#define BUDGET_MS    50.
#define SETTLE_US    (G_USEC_PER_SEC / 4)
#define N_SELECTIONS 20
#define N_ZOOMS      12

/* One stretch from the end of a poll to the next: nothing else is heard. */
typedef struct
{
  double wall_ms;
  double cpu_ms;
} Block;

static struct
{
  gint64 wall_ns; /* when the last poll ended; 0 before the first */
  gint64 cpu_ns;
  Block  longest; /* by wall time, since the phase began */
  double most_cpu_ms;
  guint  n_over;    /* blocks of more CPU time than the budget, in all phases */
  guint  n_held_up; /* those that were over only as others had the CPU */
} probe;

static gint64
get_cpu_ns (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return time.tv_sec * PSC_NSEC_PER_SEC + time.tv_nsec;
}

static int
probing_poll (GPollFD *fds,
              guint    n_fds,
              int      timeout_ms)
{
  int n;

  if (probe.wall_ns != 0)
    {
      Block block = {
        (double) (psc_clock_now_ns () - probe.wall_ns) / 1e6,
        (double) (get_cpu_ns () - probe.cpu_ns) / 1e6,
      };

      if (block.wall_ms > probe.longest.wall_ms)
        probe.longest = block;
      probe.most_cpu_ms = MAX (probe.most_cpu_ms, block.cpu_ms);
      if (block.cpu_ms > BUDGET_MS)
        probe.n_over++;
      else if (block.wall_ms > BUDGET_MS)
        probe.n_held_up++;
    }

  n = g_poll (fds, n_fds, timeout_ms);
  probe.wall_ns = psc_clock_now_ns ();
  probe.cpu_ns = get_cpu_ns ();

  return n;
}

static void
begin_phase (void)
{
  probe.longest = (Block) { 0 };
  probe.most_cpu_ms = 0.;
}

/* What others do on the machine makes a block longer, but not its CPU time. */
static const char *
judge (void)
{
  return probe.most_cpu_ms > BUDGET_MS ? "OVER" :
         probe.longest.wall_ms > BUDGET_MS ? "held up" : "holds";
}

static void
print_phase (const char *name)
{
  printf ("  %-40s %8.1f ms %8.1f ms %8.1f ms  %s\n", name,
          probe.longest.wall_ms, probe.longest.cpu_ms, probe.most_cpu_ms,
          judge ());
  fflush (stdout);
  begin_phase ();
}

/* Frames, portions and timeouts of what was asked for. */
static void
settle (void)
{
  gint64 end_us = g_get_monotonic_time () + SETTLE_US;
  guint tick = psc_test_start_tick ();

  while (g_get_monotonic_time () < end_us)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
}

static char *
make_files (void)
{
  char *directory = psc_test_make_directory (NULL);

  for (guint i = 0; i < N_FILES; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/file-%06u.h", directory, i);

      g_assert_true (g_file_set_contents_full (path, "", 0,
                                               G_FILE_SET_CONTENTS_NONE, 0600,
                                               NULL));
    }

  return directory;
}

static gpointer
get_child (gpointer    widget,
           const char *name)
{
  return psc_test_get_template_child (widget, name);
}

static PscTaskModel *
get_model (PscTaskTable *table)
{
  return PSC_TASK_MODEL (gtk_column_view_get_model (get_child (table,
                                                               "view")));
}

static void
wait_for_table (PscTaskTable *table)
{
  PscTaskModel *model = get_model (table);

  psc_test_wait_until (!psc_task_model_is_pending (model));
  settle ();
}

static void
sort_table (PscTaskTable *table)
{
  GtkColumnView *view = get_child (table, "view");
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < 2 * g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column =
        g_list_model_get_item (columns, i / 2);
      g_autofree char *name =
        g_strdup_printf ("sort by %s, %s",
                         gtk_column_view_column_get_title (column),
                         i % 2 == 0 ? "ascending" : "descending");

      gtk_column_view_sort_by_column (view, column,
                                      i % 2 == 0 ? GTK_SORT_ASCENDING
                                                 : GTK_SORT_DESCENDING);
      wait_for_table (table);
      print_phase (name);
    }

  gtk_column_view_sort_by_column (view, NULL, GTK_SORT_ASCENDING);
  wait_for_table (table);
  print_phase ("not sorted any more");
}

static void
filter_table (PscTaskTable        *table,
              const PscTaskFilter *filter,
              const char          *name)
{
  psc_task_model_set_filter (get_model (table), filter);
  wait_for_table (table);
  print_phase (name);
}

static void
filter_by_all (PscTaskTable *table)
{
  filter_table (table, &(PscTaskFilter) { .text = (char *) "9" },
                "filter by name, half of all");
  filter_table (table, &(PscTaskFilter) { .text = (char *) "0123" },
                "filter by name, few");
  filter_table (table, &(PscTaskFilter) { .text = (char *) "no such file" },
                "filter by name, none");
  filter_table (table, &(PscTaskFilter) { .worker = 1 }, "filter by worker");
  filter_table (table,
                &(PscTaskFilter) {
                  .outcomes = PSC_OUTCOME_BIT (PSC_OUTCOME_OK)
                }, "filter by outcome");
  filter_table (table, &(PscTaskFilter) { 0 }, "all files again");
}

static void
select_tasks (PscTimeline  *timeline,
              PscTaskTable *table,
              guint         n_tasks)
{
  for (guint i = 0; i < N_SELECTIONS; i++)
    {
      psc_timeline_set_selected (timeline, i * 7919u % 20 * (n_tasks / 20));
      settle ();
    }
  print_phase ("select on the chart");

  psc_run_panel_set_selected (PSC_RUN_PANEL (table), PSC_NO_TASK);
  settle ();
  print_phase ("select nothing");
}

/* @view is a widget that scrolls. */
static void
scroll (gpointer view)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (view);
  double height = gtk_adjustment_get_upper (adjustment) -
                  gtk_adjustment_get_page_size (adjustment);

  for (guint i = 0; i <= 20; i++)
    {
      gtk_adjustment_set_value (adjustment, height * i / 20.);
      settle ();
    }
  gtk_adjustment_set_value (adjustment, 0.);
  settle ();
  print_phase ("scroll from end to end");
}

static void
zoom_chart (PscTimeline *timeline)
{
  static const char * const actions[] = {
    "timeline.zoom-in", "timeline.zoom-out", "timeline.zoom-fit"
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions) * N_ZOOMS; i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (timeline), actions[i / N_ZOOMS],
                                  NULL);
      psc_test_wait_for_frame (GTK_WIDGET (timeline));
    }
  print_phase ("zoom");
}

static void
use_page (GtkWidget *page,
          guint      n_tasks)
{
  PscTaskTable *table = get_child (page, "table");
  PscTimeline *timeline = psc_run_page_get_timeline (PSC_RUN_PAGE (page));

  zoom_chart (timeline);
  select_tasks (timeline, table, n_tasks);
  scroll (get_child (table, "view"));
  sort_table (table);
  filter_by_all (table);
}

static PscSettings *
make_settings (void)
{
  PscSettings *settings = psc_settings_new ();

  settings->mode = PSC_MODE_PROCESS;
  settings->workers = 4;
  settings->work = 0;
  settings->chunk_size = 10;
  psc_pipeline_unref (settings->pipeline);
  settings->pipeline = psc_pipeline_new ();
  psc_pipeline_append_compute (settings->pipeline, "compute");

  return settings;
}

static void
bench_window (void)
{
  g_autofree char *path = make_files ();
  g_autoptr (GFile) directory = g_file_new_for_path (path);
  g_autoptr (PscSettings) settings = make_settings ();
  PscWindow *window = PSC_WINDOW (psc_window_new (NULL, NULL));
  PscSession *session = psc_window_get_session (window);

  printf ("a window with %d files\n", N_FILES);
  gtk_window_present (GTK_WINDOW (window));
  settle ();
  print_phase ("open the window");

  psc_window_open (window, directory);
  psc_test_wait_until (psc_session_get_state (session) !=
                       PSC_SESSION_READING);
  settle ();
  print_phase ("list");

  for (guint i = 0; i < 2; i++)
    {
      psc_session_start (session, settings);
      psc_test_wait_until (!psc_session_is_busy (session));
      print_phase (i == 0 ? "run" : "run again");
      settle ();
      print_phase ("end");
    }

  use_page (get_child (window, "run_page"), N_FILES);

  gtk_window_destroy (GTK_WINDOW (window));
  settle ();
  print_phase ("close the window");
  psc_test_remove_directory (path);
}

static void
bench_run (guint n_tasks)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 16, n_tasks);
  GtkWidget *page = psc_run_page_new ();
  GtkWidget *window = psc_test_present (page, 1280, 800);

  printf ("a page with a made-up run of %u files\n", n_tasks);
  begin_phase ();
  psc_run_page_set_run (PSC_RUN_PAGE (page), run);
  wait_for_table (get_child (page, "table"));
  print_phase ("show the run");

  use_page (page, n_tasks);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
bench_page (void)
{
  bench_run (N_MADE_UP / 10);
  bench_run (N_MADE_UP);
}

static void
keep_runs (const char *path)
{
  g_autoptr (PscHistory) history = psc_history_new (path);

  for (guint i = 0; i < N_ENTRIES; i++)
    {
      g_autoptr (PscRun) run = psc_test_run_new_random (i, 4, 20);

      psc_history_keep_run (history, run);
    }
  psc_history_flush (history);
}

static void
filter_history (PscHistoryPage *page,
                const char     *text)
{
  GtkWidget *bar = get_child (page, "filter_bar");
  g_autofree char *name = g_strdup_printf ("look for “%s”", text);

  gtk_editable_set_text (get_child (bar, "entry"), text);
  settle ();
  print_phase (name);
}

static void
find_undo_cb (GtkWidget *widget,
              gpointer   user_data)
{
  GtkWidget **button = user_data;

  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), "_Undo") == 0)
    *button = widget;
}

static void
use_history (PscWindow *window)
{
  PscHistoryPage *page = get_child (window, "history_page");
  PscHistoryList *list = get_child (page, "list");
  GtkWidget *undo = NULL;

  scroll (get_child (list, "view"));
  filter_history (page, "process");
  filter_history (page, "nothing of this name");
  filter_history (page, "");

  gtk_window_set_default_size (GTK_WINDOW (window), 600, 800);
  settle ();
  print_phase ("make the window narrow");
  gtk_selection_model_select_all (get_child (list, "selection"));
  settle ();
  print_phase ("select all");
  gtk_widget_activate_action (GTK_WIDGET (page), "history.delete", NULL);
  settle ();
  print_phase ("delete all");
  psc_test_walk (GTK_WIDGET (window), find_undo_cb, &undo);
  g_signal_emit_by_name (undo, "clicked");
  settle ();
  print_phase ("undo");
}

static void
bench_history (void)
{
  g_autofree char *directory = psc_test_make_directory (NULL);
  g_autofree char *path = g_build_filename (directory, "history", NULL);
  PscWindow *window = PSC_WINDOW (psc_window_new (NULL, NULL));
  PscHistory *history;

  keep_runs (path);
  printf ("a window with a history of %d runs\n", N_ENTRIES);
  gtk_window_present (GTK_WINDOW (window));
  settle ();

  begin_phase ();
  history = psc_history_new (path);
  psc_window_keep_history (window, history);
  psc_test_wait_until (g_list_model_get_n_items (
                         psc_history_get_entries (history)) == N_ENTRIES);
  settle ();
  print_phase ("read the history");

  g_action_group_activate_action (G_ACTION_GROUP (window), "show-history",
                                  NULL);
  settle ();
  print_phase ("show the history");

  use_history (window);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (history);
  settle ();
  print_phase ("close the window");
  psc_test_remove_directory (directory);
}

/* All parts, or the one that is named. */
int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *name;
    void      (*func) (void);
  } parts[] = {
    { "window", bench_window },
    { "page", bench_page },
    { "history", bench_history },
  };

  psc_frame_catch_broken_pipes ();
  if (!psc_test_app_init (&argc, &argv))
    return EXIT_SUCCESS;

  g_main_context_set_poll_func (NULL, probing_poll);
  printf ("%-42s %11s %11s %11s\n", "the longest block of the main loop",
          "wall", "its CPU", "most CPU");
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (argc < 2 || g_str_equal (argv[1], parts[i].name))
      parts[i].func ();
  printf ("%u blocks of more than %g ms CPU time, %u that were held up\n",
          probe.n_over, BUDGET_MS, probe.n_held_up);

  return EXIT_SUCCESS;
}
