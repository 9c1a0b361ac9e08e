/* test-run-page.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-advice-box.h"
#include "psc-error.h"
#include "psc-figure-tile.h"
#include "psc-notice-box.h"
#include "psc-output-panel.h"
#include "psc-run-page.h"
#include "psc-task-table.h"
#include "psc-test-app.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"
#include "psc-timeline.h"
#include "psc-worker-table.h"

#define MS G_GINT64_CONSTANT (1000000)

static PscRunPage *
new_page (void)
{
  return PSC_RUN_PAGE (g_object_ref_sink (psc_run_page_new ()));
}

static const char *
get_value (PscRunPage *page,
           const char *tile)
{
  GtkWidget *board = psc_test_get_template_child (GTK_WIDGET (page), "board");

  return psc_figure_tile_get_value (psc_test_get_template_child (board, tile));
}

/* How far the run is, in words. */
static const char *
get_progress (PscRunPage *page)
{
  GtkWidget *outcomes = psc_test_get_template_child (GTK_WIDGET (page),
                                                     "outcomes");
  GtkWidget *entry = gtk_widget_get_first_child (outcomes);

  return gtk_label_get_label (GTK_LABEL (gtk_widget_get_last_child (entry)));
}

/* What stands last below the chart. */
static GtkWidget *
get_note (PscRunPage *page)
{
  return gtk_widget_get_last_child (
    psc_test_get_template_child (GTK_WIDGET (page), "outcomes"));
}

/* How the run was made, in words. */
static const char *
get_settings (PscRunPage *page)
{
  GtkWidget *entry = gtk_widget_get_prev_sibling (get_note (page));

  return gtk_label_get_label (GTK_LABEL (gtk_widget_get_last_child (entry)));
}

static gboolean
is_shown (PscRunPage *page,
          const char *child)
{
  return gtk_widget_get_visible (
    psc_test_get_template_child (GTK_WIDGET (page), child));
}

static void
test_new (void)
{
  PscRunPage *page = new_page ();

  g_assert_null (psc_run_page_get_run (page));
  g_assert_cmpstr (get_value (page, "wall"), ==, "–");

  g_assert_finalize_object (page);
}

/* One lane that is busy 30 of 40 ms. */
static void
test_figures (void)
{
  PscRunPage *page = new_page ();
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, 1, 2);
  guint worker = psc_test_run_add_worker (run, 1, 0, 1 * MS, PSC_NEVER);
  guint n_run = 0;

  psc_test_run_add_task (run, 0, 1, worker, 1, 10 * MS, 20 * MS);
  psc_test_run_add_task (run, 1, 1, worker, 1, 20 * MS, 40 * MS);
  psc_test_run_end (run, 20 * MS);

  psc_test_count (page, "notify::run", &n_run);
  g_object_set (page, "run", run, NULL);
  g_object_set (page, "run", run, NULL);
  g_assert_cmpuint (n_run, ==, 1);

  g_assert_cmpstr (get_value (page, "wall"), ==, "40.0 ms");
  g_assert_cmpstr (get_value (page, "cumulated"), ==, "30.0 ms");
  g_assert_cmpstr (get_value (page, "occupancy"), ==, "0.75");
  g_assert_cmpstr (get_value (page, "average"), ==, "15.0 ms");
  g_assert_cmpstr (get_value (page, "cpu"), ==, "–");
  g_assert_cmpstr (get_value (page, "efficiency"), ==, "1.00");
  g_assert_cmpstr (get_progress (page), ==, "2 files");
  g_assert_cmpstr (get_settings (page), ==,
                   "Mode thread · 1 worker · one file at a time");
  g_assert_false (is_shown (page, "progress"));
  g_assert_false (is_shown (page, "advice_box"));
  g_assert_false (is_shown (page, "notices"));
  g_assert_false (is_shown (page, "messages"));

  g_assert_finalize_object (page);
}

static void
test_advice (void)
{
  PscRunPage *page = new_page ();
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 8, 3);
  PscAdviceBox *box = psc_test_get_template_child (GTK_WIDGET (page),
                                                   "advice_box");

  psc_run_page_set_run (page, run);
  g_assert_true (is_shown (page, "advice_box"));
  g_assert_nonnull (strstr (psc_advice_box_get_text (box), "fewer files"));

  g_assert_finalize_object (page);
}

/* Two workers that took 40 ms: one would take 60 ms, or 48 ms. */
static void
test_efficiency (void)
{
  PscRunPage *page = new_page ();
  GtkWidget *board = psc_test_get_template_child (GTK_WIDGET (page), "board");
  PscFigureTile *tile = psc_test_get_template_child (board, "efficiency");
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, 2, 2);
  PscFigures one = { .wall_ns = 60 * MS, .n_lanes = 1 };

  psc_test_run_add_worker (run, 1, 0, 1 * MS, PSC_NEVER);
  psc_test_run_add_worker (run, 2, 0, 1 * MS, PSC_NEVER);
  psc_test_run_add_task (run, 0, 1, 1, 1, 1 * MS, 39 * MS);
  psc_test_run_add_task (run, 1, 2, 2, 2, 1 * MS, 40 * MS);
  psc_test_run_end (run, 1 * MS);

  psc_run_page_set_run (page, run);
  psc_run_page_set_one_worker (page, NULL, TRUE);
  g_assert_cmpstr (get_value (page, "efficiency"), ==, "–");
  g_assert_nonnull (psc_figure_tile_get_button_label (tile));

  psc_run_page_set_one_worker (page, &one, FALSE);
  g_assert_cmpstr (get_value (page, "efficiency"), ==, "0.75");
  g_assert_null (psc_figure_tile_get_button_label (tile));
  g_assert_false (is_shown (page, "advice_box"));

  one.wall_ns = 48 * MS;
  psc_run_page_set_one_worker (page, &one, FALSE);
  g_assert_cmpstr (get_value (page, "efficiency"), ==, "0.60");
  g_assert_true (is_shown (page, "advice_box"));

  g_assert_finalize_object (page);
}

static void
test_live (void)
{
  PscRunPage *page = new_page ();
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, 1, 4);
  PscRecorder *recorder = psc_run_get_recorder (run);
  GtkWidget *window = psc_test_present (GTK_WIDGET (page), 900, 700);
  g_autoptr (GError) error =
    g_error_new_literal (PSC_ERROR, PSC_ERROR_NO_WORKER, "No worker.");
  guint worker = psc_test_run_add_worker (run, 1, 0, 1 * MS, PSC_NEVER);

  psc_run_take_batch (run);
  psc_run_page_set_run (page, run);
  g_assert_true (is_shown (page, "progress"));
  g_assert_cmpstr (get_progress (page), ==, "0 of 4 files");

  psc_test_run_add_task (run, 0, 1, worker, 1, 2 * MS, 3 * MS);
  psc_run_take_batch (run);
  psc_test_wait_until (g_str_has_prefix (get_progress (page), "1 of 4"));
  g_assert_true (g_str_has_suffix (get_progress (page), "left"));

  psc_recorder_stopping (recorder);
  psc_run_take_batch (run);
  psc_test_wait_until (g_str_equal (get_progress (page),
                                    "1 of 4 files, stopping"));

  /* It ends early, with a reason, and keeps what it has. */
  for (guint i = 1; i < 4; i++)
    {
      PscTaskRecord task = { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER,
                             .outcome = PSC_OUTCOME_STOPPED };
      PscStepRecord steps[3] = {
        { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER },
        { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER },
        { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER },
      };

      psc_test_run_add_task_full (run, i, &task, steps, 4 * MS);
    }
  psc_recorder_end_run (recorder, 2 * MS, error);
  psc_run_take_batch (run);
  g_assert_cmpstr (get_progress (page), ==, "1 of 4 files, then stopped");
  g_assert_cmpstr (get_value (page, "cpu"), !=, "–");
  g_assert_false (is_shown (page, "progress"));
  g_assert_true (is_shown (page, "notices"));
  g_assert_cmpstr (psc_notice_box_get_text (
                     psc_test_get_template_child (GTK_WIDGET (page),
                                                  "notices")),
                   ==, "No worker.");

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (page);
}

/* Chart and table always have the same task selected. */
static void
test_selection (void)
{
  PscRunPage *page = new_page ();
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 2, 20);
  PscTimeline *timeline = psc_run_page_get_timeline (page);
  PscTaskTable *table = psc_test_get_template_child (GTK_WIDGET (page),
                                                     "table");

  psc_run_page_set_run (page, run);
  g_assert_nonnull (strstr (get_settings (page), "2 workers"));
  psc_timeline_set_selected (timeline, 5);
  g_assert_cmpuint (psc_run_panel_get_selected (PSC_RUN_PANEL (table)), ==,
                    5);
  psc_run_panel_set_selected (PSC_RUN_PANEL (table), 6);
  g_assert_cmpuint (psc_timeline_get_selected (timeline), ==, 6);
  psc_timeline_set_selected (timeline, PSC_NO_TASK);
  g_assert_cmpuint (psc_run_panel_get_selected (PSC_RUN_PANEL (table)), ==,
                    PSC_NO_TASK);

  psc_timeline_set_selected (timeline, 19);
  psc_run_page_set_run (page, NULL);
  g_assert_cmpuint (psc_timeline_get_selected (timeline), ==, PSC_NO_TASK);
  g_assert_cmpuint (psc_run_panel_get_selected (PSC_RUN_PANEL (table)), ==,
                    PSC_NO_TASK);

  g_assert_finalize_object (page);
}

/* The panels below the chart show the same run and the same selection. */
static void
test_panels (void)
{
  PscRunPage *page = new_page ();
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 2, 20);
  GtkWidget *window = psc_test_present (GTK_WIDGET (page), 900, 900);
  GtkWidget *files = psc_test_get_template_child (GTK_WIDGET (page), "table");
  PscWorkerTable *workers = psc_test_get_template_child (GTK_WIDGET (page),
                                                         "workers");
  GtkWidget *output = psc_test_get_template_child (GTK_WIDGET (page),
                                                   "output");

  psc_run_page_set_run (page, run);
  psc_run_panel_set_selected (PSC_RUN_PANEL (files), 5);
  g_assert_cmpuint (psc_run_panel_get_selected (PSC_RUN_PANEL (workers)), ==,
                    5);
  g_assert_true (psc_run_panel_get_run (PSC_RUN_PANEL (workers)) == run);
  g_assert_true (psc_run_panel_get_run (PSC_RUN_PANEL (output)) == run);

  g_assert_true (gtk_widget_get_child_visible (files));
  psc_run_page_show_panel (page, "workers");
  psc_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (workers)));
  psc_run_page_show_panel (page, "output");
  psc_test_wait_until (gtk_widget_get_mapped (output));
  psc_run_page_show_panel (page, "files");
  psc_test_wait_until (gtk_widget_get_mapped (files));

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (page);
}

/* Files that share pixels are spoken of as long as they do. */
static void
test_note (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, 1, 5000);
  guint worker = psc_test_run_add_worker (run, 1, 0, 0, PSC_NEVER);
  PscRunPage *page = PSC_RUN_PAGE (g_object_ref_sink (psc_run_page_new ()));
  PscTimeline *timeline = psc_run_page_get_timeline (page);
  GtkWidget *window = psc_test_present (GTK_WIDGET (page), 800, 900);

  for (guint i = 0; i < 5000; i++)
    psc_test_run_add_task (run, i, 1, worker, i + 1, i * MS, (i + 1) * MS);
  psc_test_run_end (run, 4999 * MS);

  psc_run_page_set_run (page, run);
  psc_test_wait_until (gtk_widget_get_visible (get_note (page)));
  psc_timeline_set_visible (timeline, 10 * MS, 20 * MS);
  psc_test_wait_until (!gtk_widget_get_visible (get_note (page)));

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (page);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/run-page/new", test_new);
  g_test_add_func ("/run-page/figures", test_figures);
  g_test_add_func ("/run-page/advice", test_advice);
  g_test_add_func ("/run-page/efficiency", test_efficiency);
  g_test_add_func ("/run-page/note", test_note);
  g_test_add_func ("/run-page/live", test_live);
  g_test_add_func ("/run-page/selection", test_selection);
  g_test_add_func ("/run-page/panels", test_panels);

  return g_test_run ();
}
