/* test-run-panel.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-run-panel.h"
#include "psc-test-app.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"

#define MS G_GINT64_CONSTANT (1000000)

/* A panel that counts what it is asked to do. */
#define PSC_TYPE_COUNTING_PANEL (psc_counting_panel_get_type ())
G_DECLARE_FINAL_TYPE (PscCountingPanel, psc_counting_panel, PSC,
                      COUNTING_PANEL, PscRunPanel)

struct _PscCountingPanel
{
  PscRunPanel parent_instance;

  guint       n_run_set;
  guint       n_update;
  guint       n_selected_changed;
};

G_DEFINE_FINAL_TYPE (PscCountingPanel, psc_counting_panel, PSC_TYPE_RUN_PANEL)

static void
psc_counting_panel_run_set (PscRunPanel *panel)
{
  PSC_COUNTING_PANEL (panel)->n_run_set++;
}

static void
psc_counting_panel_update (PscRunPanel *panel)
{
  g_assert_nonnull (psc_run_panel_get_run (panel));

  PSC_COUNTING_PANEL (panel)->n_update++;
}

static void
psc_counting_panel_selected_changed (PscRunPanel *panel)
{
  PSC_COUNTING_PANEL (panel)->n_selected_changed++;
}

static void
psc_counting_panel_class_init (PscCountingPanelClass *klass)
{
  PscRunPanelClass *panel_class = PSC_RUN_PANEL_CLASS (klass);

  panel_class->update_interval_ms = 1;
  panel_class->run_set = psc_counting_panel_run_set;
  panel_class->update = psc_counting_panel_update;
  panel_class->selected_changed = psc_counting_panel_selected_changed;
}

static void
psc_counting_panel_init (PscCountingPanel *self)
{
}

static PscCountingPanel *
new_panel (void)
{
  return g_object_ref_sink (g_object_new (PSC_TYPE_COUNTING_PANEL, NULL));
}

/* Two files, of which the first has ended. */
static PscRun *
new_run (guint *worker)
{
  PscRun *run = psc_test_run_new (PSC_MODE_THREAD, 1, 2);

  *worker = psc_test_run_add_worker (run, 1, 0, 1 * MS, PSC_NEVER);
  psc_test_run_add_task (run, 0, 1, *worker, 1, 1 * MS, 2 * MS);
  psc_run_take_batch (run);

  return run;
}

/* What nobody looks at is made when somebody does, and once. */
static void
test_update (void)
{
  PscCountingPanel *panel = new_panel ();
  guint worker;
  g_autoptr (PscRun) run = new_run (&worker);
  GtkWidget *window;

  psc_run_panel_update (PSC_RUN_PANEL (panel));
  g_object_set (panel, "run", run, NULL);
  g_assert_cmpuint (panel->n_run_set, ==, 1);
  g_assert_cmpuint (panel->n_update, ==, 0);

  window = psc_test_present (GTK_WIDGET (panel), 200, 200);
  g_assert_cmpuint (panel->n_update, ==, 1);
  gtk_widget_set_visible (GTK_WIDGET (panel), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (panel), TRUE);
  psc_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (panel)));
  g_assert_cmpuint (panel->n_update, ==, 1);

  psc_test_run_add_task (run, 1, 1, worker, 1, 2 * MS, 3 * MS);
  psc_run_take_batch (run);
  psc_test_wait_until (panel->n_update == 2);

  psc_run_panel_set_run (PSC_RUN_PANEL (panel), NULL);
  psc_run_panel_update (PSC_RUN_PANEL (panel));
  g_assert_cmpuint (panel->n_run_set, ==, 2);
  g_assert_cmpuint (panel->n_update, ==, 2);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (panel);
}

static void
test_selected (void)
{
  PscCountingPanel *panel = new_panel ();
  guint worker, n_selected = 0, n_run = 0, selected;
  g_autoptr (PscRun) run = new_run (&worker);
  g_autoptr (PscRun) shown = NULL;

  psc_test_count (panel, "notify::selected", &n_selected);
  psc_test_count (panel, "notify::run", &n_run);

  /* There is no such task. */
  psc_run_panel_set_selected (PSC_RUN_PANEL (panel), 0);
  g_assert_cmpuint (n_selected, ==, 0);

  psc_run_panel_set_run (PSC_RUN_PANEL (panel), run);
  g_object_set (panel, "selected", 1, NULL);
  g_object_set (panel, "selected", 1, NULL);
  g_object_get (panel, "selected", &selected, "run", &shown, NULL);
  g_assert_cmpuint (selected, ==, 1);
  g_assert_true (shown == run);
  g_assert_cmpuint (n_selected, ==, 1);
  g_assert_cmpuint (panel->n_selected_changed, ==, 1);

  psc_run_panel_set_selected (PSC_RUN_PANEL (panel), 2);
  g_assert_cmpuint (psc_run_panel_get_selected (PSC_RUN_PANEL (panel)), ==,
                    PSC_NO_TASK);

  /* Another run has other tasks. */
  psc_run_panel_set_selected (PSC_RUN_PANEL (panel), 0);
  psc_run_panel_set_run (PSC_RUN_PANEL (panel), NULL);
  g_assert_cmpuint (psc_run_panel_get_selected (PSC_RUN_PANEL (panel)), ==,
                    PSC_NO_TASK);
  g_assert_cmpuint (n_run, ==, 2);

  g_assert_finalize_object (panel);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/run-panel/update", test_update);
  g_test_add_func ("/run-panel/selected", test_selected);

  return g_test_run ();
}
