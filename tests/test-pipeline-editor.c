/* test-pipeline-editor.c: a pipeline put together, and tried
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-pipeline-editor.h"
#include "psc-pipeline-trial.h"
#include "psc-step-row.h"
#include "psc-test-app.h"
#include "psc-test-utils.h"

static PscPipelineEditor *
new_editor (PscListing *listing)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();
  GtkWidget *editor = psc_pipeline_editor_new (NULL, settings, listing);

  gtk_window_present (GTK_WINDOW (editor));

  return PSC_PIPELINE_EDITOR (editor);
}

static void
destroy (PscPipelineEditor *editor)
{
  g_object_ref (editor);
  gtk_window_destroy (GTK_WINDOW (editor));
  g_assert_finalize_object (editor);
}

static void
act (gpointer    widget,
     const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (widget), action, NULL);
}

static PscStepRow *
get_row (PscPipelineEditor *editor,
         int                place)
{
  return PSC_STEP_ROW (gtk_list_box_get_row_at_index (
    psc_test_get_template_child (GTK_WIDGET (editor), "steps"), place));
}

static void
type (PscStepRow *row,
      const char *entry,
      const char *text)
{
  gtk_editable_set_text (psc_test_get_template_child (GTK_WIDGET (row), entry),
                         text);
}

static void
assert_error (PscStepRow *row,
              const char *part)
{
  GtkLabel *label = psc_test_get_template_child (GTK_WIDGET (row), "error");

  g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (label)), ==,
                   part != NULL);
  if (part != NULL)
    g_assert_nonnull (strstr (gtk_label_get_label (label), part));
}

static void
assert_steps (PscPipelineEditor *editor,
              const char        *expected)
{
  g_autoptr (PscPipeline) pipeline = psc_pipeline_editor_dup_pipeline (editor);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < psc_pipeline_get_n_steps (pipeline); i++)
    g_string_append_printf (names, "%s ",
                            psc_pipeline_get_step (pipeline, i)->name);
  g_assert_cmpstr (names->str, ==, expected);
}

/* Steps are moved, dropped, removed, brought back and added. */
static void
test_edit (void)
{
  PscPipelineEditor *editor = new_editor (NULL);
  PscStepRow *added;

  assert_steps (editor, "file compute wc ");
  act (get_row (editor, 0), "step.down");
  assert_steps (editor, "compute file wc ");
  g_signal_emit_by_name (get_row (editor, 0), "dropped", get_row (editor, 2));
  assert_steps (editor, "wc compute file ");
  act (get_row (editor, 1), "step.remove");
  assert_steps (editor, "wc file ");
  act (editor, "editor.undo");
  assert_steps (editor, "wc compute file ");
  act (editor, "editor.undo");
  assert_steps (editor, "wc compute file ");

  act (editor, "editor.add-compute");
  assert_steps (editor, "wc compute file compute-2 ");
  act (editor, "editor.add-command");
  added = get_row (editor, 4);
  assert_error (added, "no command");
  type (added, "command", "cat");
  type (added, "name", "cats");
  assert_error (added, NULL);
  assert_steps (editor, "wc compute file compute-2 cats ");

  act (editor, "editor.reset");
  assert_steps (editor, "file compute wc ");

  destroy (editor);
}

/* What is wrong is said where it stands, and nothing wrong is applied. */
static void
test_errors (void)
{
  PscPipelineEditor *editor = new_editor (NULL);
  PscStepRow *row = get_row (editor, 2);
  guint n_applied = 0;

  psc_test_count (editor, "applied", &n_applied);
  type (row, "name", "");
  assert_error (row, "a name");
  type (row, "name", "file");
  assert_error (row, "Two steps");
  assert_error (get_row (editor, 0), NULL);
  type (row, "name", "a=b");
  assert_error (row, "equals sign");
  type (row, "name", "last");
  type (row, "command", "wc 'open");
  assert_error (row, "cannot be split");
  type (row, "command", "no-such-program-as-this");
  assert_error (row, "not installed");
  act (editor, "editor.apply");
  g_assert_cmpuint (n_applied, ==, 0);

  type (row, "command", "wc -c");
  assert_error (row, NULL);
  g_object_ref (editor);
  act (editor, "editor.apply");
  g_assert_cmpuint (n_applied, ==, 1);
  assert_steps (editor, "file compute last ");

  g_assert_finalize_object (editor);
}

static void
test_empty (void)
{
  PscPipelineEditor *editor = new_editor (NULL);
  guint n_applied = 0;

  psc_test_count (editor, "applied", &n_applied);
  while (get_row (editor, 0) != NULL)
    act (get_row (editor, 0), "step.remove");
  act (editor, "editor.apply");
  g_assert_cmpuint (n_applied, ==, 0);

  destroy (editor);
}

static GtkWidget *
get_trial (PscPipelineTrial *trial,
           const char       *name)
{
  return psc_test_get_template_child (GTK_WIDGET (trial), name);
}

/* Tries the pipeline on the second file. */
static void
test_trial (void)
{
  static const char * const names[] = { "a", "b", NULL };
  g_autofree char *directory = psc_test_make_directory (names);
  g_autoptr (PscListing) listing = psc_test_list (directory);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  PscPipelineTrial *trial =
    PSC_PIPELINE_TRIAL (g_object_ref_sink (psc_pipeline_trial_new ()));
  GtkWidget *button = get_trial (trial, "button");
  GtkWidget *details = get_trial (trial, "details");

  g_assert_false (gtk_widget_get_sensitive (button));
  psc_pipeline_trial_set_listing (trial, listing);
  g_assert_false (gtk_widget_get_sensitive (button));
  psc_pipeline_trial_set_settings (trial, settings);
  g_assert_true (gtk_widget_get_sensitive (button));

  adw_combo_row_set_selected (ADW_COMBO_ROW (get_trial (trial, "files")), 1);
  g_signal_emit_by_name (button, "clicked");
  psc_test_wait_until (gtk_widget_get_visible (details));
  g_assert_cmpstr (gtk_label_get_label (psc_test_get_template_child (
                     details, "name")), ==, "b");
  g_assert_nonnull (gtk_grid_get_child_at (
    psc_test_get_template_child (details, "steps"), 4, 2));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "_Try");

  g_signal_emit_by_name (details, "closed");
  g_assert_false (gtk_widget_get_visible (details));

  g_assert_finalize_object (trial);
  psc_test_remove_directory (directory);
}

/* A step without end is stopped by hand; one that cannot begin says why. */
static void
test_trial_trouble (void)
{
  static const char * const names[] = { "a", NULL };
  g_autofree char *directory = psc_test_make_directory (names);
  g_autoptr (PscListing) listing = psc_test_list (directory);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  PscPipelineTrial *trial =
    PSC_PIPELINE_TRIAL (g_object_ref_sink (psc_pipeline_trial_new ()));
  GtkWidget *button = get_trial (trial, "button");
  GtkWidget *error = get_trial (trial, "error");

  psc_pipeline_unref (settings->pipeline);
  settings->pipeline = psc_pipeline_new ();
  g_assert_true (psc_pipeline_append (settings->pipeline, "s=tail -f {}",
                                      NULL));
  settings->step_timeout_ns = 0;
  psc_pipeline_trial_set_listing (trial, listing);
  psc_pipeline_trial_set_settings (trial, settings);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "_Stop");
  g_signal_emit_by_name (button, "clicked");
  psc_test_wait_until (g_str_equal (
    gtk_button_get_label (GTK_BUTTON (button)), "_Try"));
  g_assert_false (gtk_widget_get_visible (error));

  psc_pipeline_unref (settings->pipeline);
  settings->pipeline = psc_pipeline_new ();
  g_assert_true (psc_pipeline_append (settings->pipeline, "s=/none/such",
                                      NULL));
  psc_pipeline_trial_set_settings (trial, settings);
  g_signal_emit_by_name (button, "clicked");
  psc_test_wait_until (gtk_widget_get_visible (error));

  g_assert_finalize_object (trial);
  psc_test_remove_directory (directory);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/pipeline-editor/edit", test_edit);
  g_test_add_func ("/pipeline-editor/errors", test_errors);
  g_test_add_func ("/pipeline-editor/empty", test_empty);
  g_test_add_func ("/pipeline-editor/trial", test_trial);
  g_test_add_func ("/pipeline-editor/trial-trouble", test_trial_trouble);

  return g_test_run ();
}
