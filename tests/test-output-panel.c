/* test-output-panel.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-output-panel.h"
#include "psc-test-app.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"

#define MS G_GINT64_CONSTANT (1000000)

static PscOutputPanel *
new_panel (void)
{
  return PSC_OUTPUT_PANEL (g_object_ref_sink (psc_output_panel_new ()));
}

static char *
dup_text (PscOutputPanel *panel)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (
    psc_test_get_template_child (GTK_WIDGET (panel), "view"));
  char *text;

  g_object_get (buffer, "text", &text, NULL);

  return text;
}

static gboolean
contains (PscOutputPanel *panel,
          const char     *part)
{
  g_autofree char *text = dup_text (panel);

  return strstr (text, part) != NULL;
}

static const char *
get_note (PscOutputPanel *panel)
{
  return gtk_label_get_label (
    psc_test_get_template_child (GTK_WIDGET (panel), "note"));
}

/* Files appear in their order, as Pool.map returns them, and the figures at
 * the end. */
static void
test_live (void)
{
  PscOutputPanel *panel = new_panel ();
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, 1, 3);
  guint worker = psc_test_run_add_worker (run, 1, 0, 1 * MS, PSC_NEVER);
  GtkWidget *window = psc_test_present (GTK_WIDGET (panel), 600, 300);
  guint n_run = 0;

  psc_test_count (panel, "notify::run", &n_run);
  psc_run_take_batch (run);
  g_object_set (panel, "run", run, NULL);
  psc_run_panel_set_run (PSC_RUN_PANEL (panel), run);
  g_assert_cmpuint (n_run, ==, 1);
  g_assert_true (psc_run_panel_get_run (PSC_RUN_PANEL (panel)) == run);

  psc_test_run_add_task (run, 1, 1, worker, 2, 1 * MS, 2 * MS);
  psc_run_take_batch (run);
  psc_test_run_add_task (run, 0, 1, worker, 1, 2 * MS, 3 * MS);
  psc_run_take_batch (run);
  psc_test_wait_until (contains (panel, "file-000001"));
  g_assert_true (contains (panel, "file-000000"));
  g_assert_false (contains (panel, "file-000002"));
  g_assert_false (contains (panel, "occupancy"));

  psc_test_run_add_task (run, 2, 1, worker, 3, 3 * MS, 4 * MS);
  psc_test_run_end (run, 3 * MS);
  psc_test_wait_until (contains (panel, "occupancy"));
  g_assert_true (contains (panel, "file-000002"));
  g_assert_true (contains (panel, "115.185165"));

  psc_run_panel_set_run (PSC_RUN_PANEL (panel), NULL);
  g_assert_false (contains (panel, "file"));
  g_assert_cmpstr (get_note (panel), ==, "");

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (panel);
}

/* Nothing is written for nobody, and no more than can be read. */
static void
test_limits (void)
{
  PscOutputPanel *panel = new_panel ();
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 4, 3000);
  GtkWidget *window;

  psc_run_panel_set_run (PSC_RUN_PANEL (panel), run);
  g_assert_false (contains (panel, "file-000000"));

  window = psc_test_present (GTK_WIDGET (panel), 600, 300);
  g_assert_true (contains (panel, "file-000999"));
  g_assert_false (contains (panel, "file-001000"));
  g_assert_true (contains (panel, "occupancy"));
  g_assert_nonnull (strstr (get_note (panel), "1000 of 3000"));

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (panel);
}

static void
test_one_worker (void)
{
  PscOutputPanel *panel = new_panel ();
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 4, 20);
  GtkWidget *window = psc_test_present (GTK_WIDGET (panel), 600, 300);
  PscFigures one = { .wall_ns = 60 * MS, .n_lanes = 1 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  psc_run_panel_set_run (PSC_RUN_PANEL (panel), run);
  before = dup_text (panel);
  psc_output_panel_set_one_worker (panel, &one);
  g_assert_true (contains (panel, "60.0"));
  psc_output_panel_set_one_worker (panel, NULL);
  after = dup_text (panel);
  g_assert_cmpstr (after, ==, before);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (panel);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result,
                                          NULL);
}

static void
test_copy (void)
{
  PscOutputPanel *panel = new_panel ();
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 4, 20);
  GtkWidget *window = psc_test_present (GTK_WIDGET (panel), 600, 300);
  GtkWidget *button = psc_test_get_template_child (GTK_WIDGET (panel),
                                                   "copy_button");
  g_autofree char *text = NULL;
  g_autofree char *copied = NULL;

  psc_run_panel_set_run (PSC_RUN_PANEL (panel), run);
  text = dup_text (panel);
  g_signal_emit_by_name (button, "clicked");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (button), NULL,
                                 read_cb, &copied);
  psc_test_wait_until (copied != NULL);
  g_assert_cmpstr (copied, ==, text);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (panel);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/output-panel/live", test_live);
  g_test_add_func ("/output-panel/limits", test_limits);
  g_test_add_func ("/output-panel/one-worker", test_one_worker);
  g_test_add_func ("/output-panel/copy", test_copy);

  return g_test_run ();
}
