/* test-lengths-panel.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-histogram-view.h"
#include "psc-lengths-panel.h"
#include "psc-task-table.h"
#include "psc-test-app.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"

#define MS G_GINT64_CONSTANT (1000000)

static PscLengthsPanel *
new_panel (void)
{
  return PSC_LENGTHS_PANEL (g_object_ref_sink (psc_lengths_panel_new ()));
}

static PscHistogramView *
get_view (PscLengthsPanel *panel)
{
  return psc_test_get_template_child (GTK_WIDGET (panel), "view");
}

static const char *
get_summary (PscLengthsPanel *panel)
{
  return gtk_label_get_label (
    psc_test_get_template_child (GTK_WIDGET (panel), "summary"));
}

static int
get_selected (PscHistogramView *view)
{
  return psc_picture_view_get_selected (PSC_PICTURE_VIEW (view));
}

static const PscBin *
get_selected_bin (PscLengthsPanel *panel)
{
  PscHistogramView *view = get_view (panel);

  return psc_histogram_get_bin (psc_histogram_view_get_histogram (view),
                                (guint) get_selected (view));
}

static void
test_live (void)
{
  PscLengthsPanel *panel = new_panel ();
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, 1, 2);
  guint worker = psc_test_run_add_worker (run, 1, 0, 1 * MS, PSC_NEVER);
  guint n_run = 0;
  GtkWidget *window;

  psc_test_count (panel, "notify::run", &n_run);
  psc_run_take_batch (run);
  g_object_set (panel, "run", run, NULL);
  psc_run_panel_set_run (PSC_RUN_PANEL (panel), run);
  g_assert_cmpuint (n_run, ==, 1);
  g_assert_true (psc_run_panel_get_run (PSC_RUN_PANEL (panel)) == run);

  /* Nothing is counted for nobody. */
  g_assert_null (psc_histogram_view_get_histogram (get_view (panel)));
  window = psc_test_present (GTK_WIDGET (panel), 600, 300);
  g_assert_cmpstr (get_summary (panel), ==, "No file has ended yet");

  psc_test_run_add_task (run, 0, 1, worker, 1, 1 * MS, 2 * MS);
  psc_run_take_batch (run);
  psc_test_wait_until (g_str_has_prefix (get_summary (panel), "1 file"));
  psc_test_run_add_task (run, 1, 1, worker, 1, 2 * MS, 3 * MS);
  psc_test_run_end (run, 2 * MS);
  psc_test_wait_until (g_str_has_prefix (get_summary (panel), "2 files"));

  psc_run_panel_set_run (PSC_RUN_PANEL (panel), NULL);
  g_assert_cmpstr (get_summary (panel), ==, "");
  psc_test_press (GTK_WIDGET (get_view (panel)), GDK_KEY_Home);
  g_assert_cmpuint (psc_run_panel_get_selected (PSC_RUN_PANEL (panel)), ==,
                    PSC_NO_TASK);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (panel);
}

static void
test_steps (void)
{
  PscLengthsPanel *panel = new_panel ();
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 2, 100);
  g_autoptr (PscRun) next = psc_test_run_new_random (2, 2, 100);
  GtkDropDown *steps = psc_test_get_template_child (GTK_WIDGET (panel),
                                                    "steps");
  GtkWidget *window = psc_test_present (GTK_WIDGET (panel), 600, 300);
  g_autofree char *whole = NULL;
  g_autofree char *compute = NULL;

  psc_run_panel_set_run (PSC_RUN_PANEL (panel), run);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (steps)),
                    ==, 4);
  whole = g_strdup (get_summary (panel));
  gtk_drop_down_set_selected (steps, 2);
  compute = g_strdup (get_summary (panel));
  g_assert_cmpstr (compute, !=, whole);

  /* The next run shows the same step. */
  psc_run_panel_set_run (PSC_RUN_PANEL (panel), next);
  g_assert_cmpuint (gtk_drop_down_get_selected (steps), ==, 2);
  psc_run_panel_set_run (PSC_RUN_PANEL (panel), run);
  g_assert_cmpstr (get_summary (panel), ==, compute);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (panel);
}

/* A task selects its bin, and a bin its longest task. */
static void
test_selection (void)
{
  PscLengthsPanel *panel = new_panel ();
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 2, 100);
  GtkWidget *window = psc_test_present (GTK_WIDGET (panel), 600, 300);
  GtkWidget *view = GTK_WIDGET (get_view (panel));
  const PscTaskRecord *task;
  guint n_selected = 0;
  gint64 length_ns;

  psc_run_panel_set_run (PSC_RUN_PANEL (panel), run);
  psc_test_count (panel, "notify::selected", &n_selected);
  g_object_set (panel, "selected", 7, NULL);
  task = psc_run_get_task (run, 7);
  length_ns = task->end_ns - task->start_ns;
  g_assert_cmpint (get_selected_bin (panel)->begin_ns, <=, length_ns);
  g_assert_cmpint (get_selected_bin (panel)->end_ns, >, length_ns);

  psc_test_press (view, GDK_KEY_Home);
  g_assert_cmpint (get_selected (get_view (panel)), ==, 0);
  g_assert_cmpuint (psc_run_panel_get_selected (PSC_RUN_PANEL (panel)), ==,
                    get_selected_bin (panel)->longest);
  psc_test_press (view, GDK_KEY_Left);
  g_assert_cmpint (get_selected (get_view (panel)), ==, 0);
  psc_test_press (view, GDK_KEY_Right);
  g_assert_cmpint (get_selected (get_view (panel)), >, 0);
  g_assert_cmpuint (get_selected_bin (panel)->count, >, 0);
  psc_test_press (view, GDK_KEY_End);
  g_assert_cmpuint (psc_run_panel_get_selected (PSC_RUN_PANEL (panel)), ==,
                    get_selected_bin (panel)->longest);
  g_assert_cmpuint (n_selected, ==, 4);

  psc_run_panel_set_selected (PSC_RUN_PANEL (panel), PSC_NO_TASK);
  g_assert_cmpint (get_selected (get_view (panel)), ==,
                   PSC_NO_BIN);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (panel);
}

/* A click where a bar is selects it, one beside it nothing. */
static void
test_pointer (void)
{
  PscLengthsPanel *panel = new_panel ();
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 2, 100);
  GtkWidget *window = psc_test_present (GTK_WIDGET (panel), 600, 300);
  PscHistogramView *view = get_view (panel);
  GtkEventController *drag, *motion;
  GtkTooltip *tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean shown = FALSE;
  double y;

  psc_run_panel_set_run (PSC_RUN_PANEL (panel), run);
  drag = psc_test_find_controller (GTK_WIDGET (view), GTK_TYPE_GESTURE_DRAG);
  motion = psc_test_find_controller (GTK_WIDGET (view),
                                     GTK_TYPE_EVENT_CONTROLLER_MOTION);
  y = gtk_widget_get_height (GTK_WIDGET (view)) / 2.;
  for (double x = 0.; get_selected (view) == PSC_NO_BIN;
       x += 2.)
    {
      g_assert_cmpfloat (x, <, 600.);
      g_signal_emit_by_name (motion, "motion", x, y);
      g_signal_emit_by_name (drag, "drag-begin", x, y);
    }
  g_assert_cmpuint (psc_run_panel_get_selected (PSC_RUN_PANEL (panel)), ==,
                    get_selected_bin (panel)->longest);

  g_signal_emit_by_name (view, "query-tooltip", 0, 0, TRUE, tooltip, &shown);
  g_assert_true (shown);
  g_signal_emit_by_name (view, "query-tooltip", 0, 0, FALSE, tooltip, &shown);
  g_assert_false (shown);
  g_object_unref (tooltip);

  g_signal_emit_by_name (motion, "leave");
  g_signal_emit_by_name (drag, "drag-begin", 0., 0.);
  g_assert_cmpuint (psc_run_panel_get_selected (PSC_RUN_PANEL (panel)), ==,
                    PSC_NO_TASK);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (panel);
}

static void
test_view (void)
{
  PscHistogramView *view =
    PSC_HISTOGRAM_VIEW (g_object_ref_sink (psc_histogram_view_new ()));
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 2, 100);

  psc_histogram_view_set_histogram (view, psc_histogram_new (run, 0), 0);
  psc_picture_view_set_selected (PSC_PICTURE_VIEW (view), 0);
  psc_histogram_view_set_histogram (view, psc_histogram_new (run, 1), 1);
  g_assert_cmpint (get_selected (view), ==, PSC_NO_BIN);

  g_assert_finalize_object (view);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/lengths-panel/live", test_live);
  g_test_add_func ("/lengths-panel/steps", test_steps);
  g_test_add_func ("/lengths-panel/selection", test_selection);
  g_test_add_func ("/lengths-panel/pointer", test_pointer);
  g_test_add_func ("/lengths-panel/view", test_view);

  return g_test_run ();
}
