/* test-task-details.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-task-details.h"
#include "psc-test-app.h"
#include "psc-test-run.h"

#define MS G_GINT64_CONSTANT (1000000)

static PscTaskDetails *
new_details (void)
{
  return PSC_TASK_DETAILS (g_object_ref_sink (psc_task_details_new ()));
}

static const char *
get_text (PscTaskDetails *details,
          const char     *child)
{
  return gtk_label_get_label (
    psc_test_get_template_child (GTK_WIDGET (details), child));
}

static GtkWidget *
get_cell (PscTaskDetails *details,
          int             column,
          int             row)
{
  return gtk_grid_get_child_at (
    psc_test_get_template_child (GTK_WIDGET (details), "steps"), column, row);
}

static const char *
get_cell_text (PscTaskDetails *details,
               int             column,
               int             row)
{
  return gtk_label_get_label (GTK_LABEL (get_cell (details, column, row)));
}

/* A task whose last step was not reached, with all that a step may say. */
static void
add_task (PscRun *run,
          char   *out,
          gsize   length)
{
  PscTaskRecord task = {
    .start_ns = 10 * MS, .end_ns = 40 * MS, .worker = 1, .chunk = 3,
    .lane = 1, .outcome = PSC_OUTCOME_NONZERO, .cause = PSC_CAUSE_EXIT_STATUS,
    .step = 0,
  };
  PscStepRecord steps[3] = {
    { .start_ns = 10 * MS, .end_ns = 30 * MS, .status = { 7, 0 },
      .output = psc_test_output_new (out, length, "oh", 0) },
    { .start_ns = 30 * MS, .end_ns = 40 * MS, .value = -1.5 },
    { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER },
  };

  psc_test_run_add_task_full (run, 0, &task, steps, 40 * MS);
}

static void
test_task (void)
{
  PscTaskDetails *details = new_details ();
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, 1, 2);
  char out[] = "C source\n";

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (details)));
  psc_test_run_add_worker (run, 1, 0, 1 * MS, PSC_NEVER);
  psc_run_take_batch (run);

  psc_task_details_set_task (details, run, 0);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (details)));
  g_assert_cmpstr (get_text (details, "name"), ==, "file-000000");
  g_assert_cmpstr (get_text (details, "facts"), ==, "It has not ended yet.");
  g_assert_null (get_cell (details, 1, 0));

  add_task (run, out, sizeof out - 1);
  psc_run_take_batch (run);
  psc_task_details_set_task (details, run, 0);
  g_assert_cmpstr (get_text (details, "facts"), ==,
                   "non-zero exit · file exited with status 7 · "
                   "30.0\302\240ms from 10.0\302\240ms on · "
                   "worker 1, chunk 3");
  g_assert_cmpstr (get_cell_text (details, 1, 0), ==, "file");
  g_assert_cmpstr (get_cell_text (details, 2, 0), ==, "20.0\302\240ms");
  g_assert_cmpstr (get_cell_text (details, 3, 0), ==, "exit 7");
  g_assert_cmpstr (get_cell_text (details, 4, 0), ==, "C source\noh");
  g_assert_cmpstr (get_cell_text (details, 4, 1), ==, "-1.500000");
  g_assert_cmpstr (get_cell_text (details, 2, 2), ==, "not reached");
  g_assert_true (gtk_label_get_selectable (
                   GTK_LABEL (get_cell (details, 4, 0))));

  psc_task_details_set_task (details, run, G_MAXUINT);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (details)));
  psc_task_details_set_task (details, NULL, G_MAXUINT);

  g_assert_finalize_object (details);
}

/* Long output is cut, so that the window stays quick. */
static void
test_long_output (void)
{
  PscTaskDetails *details = new_details ();
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, 1, 1);
  g_autofree char *out = g_strnfill (60000, 'x');

  psc_test_run_add_worker (run, 1, 0, 1 * MS, PSC_NEVER);
  add_task (run, out, 60000);
  psc_run_take_batch (run);
  psc_task_details_set_task (details, run, 0);
  g_assert_cmpint (g_utf8_strlen (get_cell_text (details, 4, 0), -1), ==,
                   4001);
  g_assert_true (g_str_has_suffix (get_cell_text (details, 4, 0), "x…"));

  g_assert_finalize_object (details);
}

/* All that a real pool of random fate may bring is shown without a word from
 * GTK, and each step in its row. */
static void
test_random (void)
{
  PscTaskDetails *details = new_details ();
  g_autoptr (PscRun) run = psc_test_run_new_random (7, 3, 60);

  for (guint i = 0; i < 60; i++)
    {
      const PscTaskRecord *task = psc_run_get_task (run, i);
      gboolean begun = task != NULL && task->start_ns != PSC_NEVER;

      psc_task_details_set_task (details, run, i);
      g_assert_cmpint (get_cell (details, 1, 2) != NULL, ==, begun);
      g_assert_cmpstr (get_text (details, "facts"), !=, "");
    }

  g_assert_finalize_object (details);
}

static void
test_close (void)
{
  PscTaskDetails *details = new_details ();
  GtkWidget *name = psc_test_get_template_child (GTK_WIDGET (details),
                                                 "name");
  guint n_closed = 0;

  psc_test_count (details, "closed", &n_closed);
  g_signal_emit_by_name (gtk_widget_get_next_sibling (name), "clicked");
  g_assert_cmpuint (n_closed, ==, 1);

  g_assert_finalize_object (details);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/task-details/task", test_task);
  g_test_add_func ("/task-details/long-output", test_long_output);
  g_test_add_func ("/task-details/random", test_random);
  g_test_add_func ("/task-details/close", test_close);

  return g_test_run ();
}
