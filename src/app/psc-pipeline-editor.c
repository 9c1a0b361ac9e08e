/* psc-pipeline-editor.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-pipeline-editor"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-error.h"
#include "psc-pipeline-editor.h"
#include "psc-pipeline-trial.h"
#include "psc-step-row.h"
#include "psc-toast.h"

struct _PscPipelineEditor
{
  AdwWindow         parent_instance;

  /* Template widgets */
  AdwToastOverlay  *toasts;
  GtkListBox       *steps;
  PscPipelineTrial *trial;

  /* Owned */
  PscSettings      *settings; /* those that a trial is made with */
  PscStepRow       *removed;  /* (nullable): the last one, to bring back */

  int               removed_from;
};

G_DEFINE_FINAL_TYPE (PscPipelineEditor, psc_pipeline_editor, ADW_TYPE_WINDOW)

enum
{
  APPLIED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static PscStepRow *
get_row (PscPipelineEditor *self,
         guint              place)
{
  return PSC_STEP_ROW (gtk_list_box_get_row_at_index (self->steps,
                                                      (int) place));
}

static guint
count_rows (PscPipelineEditor *self)
{
  guint n_rows = 0;

  while (gtk_list_box_get_row_at_index (self->steps, (int) n_rows) != NULL)
    n_rows++;

  return n_rows;
}

/* Appends the row's step, and looks up its program. */
static gboolean
append_row (PscPipeline  *pipeline,
            PscStepRow   *row,
            GError      **error)
{
  const char *name = psc_step_row_get_name (row);
  const char *command = psc_step_row_get_command (row);
  g_autoptr (PscPipeline) alone = psc_pipeline_new ();
  g_autoptr (PscPipeline) resolved = NULL;

  if (*name == '\0')
    {
      g_set_error_literal (error, PSC_ERROR, PSC_ERROR_PIPELINE,
                           _("Give the step a name."));
      return FALSE;
    }

  if (!psc_pipeline_append_step (pipeline, name, command, error) ||
      !psc_pipeline_append_step (alone, name, command, error))
    return FALSE;

  resolved = psc_pipeline_resolve (alone, error);

  return resolved != NULL;
}

/* Says at each row what is wrong with it. */
static void
check (PscPipelineEditor *self)
{
  g_autoptr (PscPipeline) pipeline = psc_pipeline_new ();
  guint n_rows = count_rows (self);
  gboolean sound = n_rows > 0;

  for (guint i = 0; i < n_rows; i++)
    {
      PscStepRow *row = get_row (self, i);
      g_autoptr (GError) error = NULL;

      sound &= append_row (pipeline, row, &error);
      psc_step_row_set_error (row, error != NULL ? error->message : NULL);
      psc_step_row_set_place (row, i, n_rows);
    }

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.apply", sound);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.reset",
                                 !sound ||
                                 !psc_pipeline_is_default (pipeline));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.add-command",
                                 n_rows < PSC_MAX_STEPS);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.add-compute",
                                 n_rows < PSC_MAX_STEPS);

  psc_pipeline_unref (self->settings->pipeline);
  self->settings->pipeline = g_steal_pointer (&pipeline);
  psc_pipeline_trial_set_settings (self->trial, sound ? self->settings : NULL);
}

static void
move_row (PscPipelineEditor *self,
          PscStepRow        *row,
          int                place)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  g_object_ref (row);
  gtk_list_box_remove (self->steps, GTK_WIDGET (row));
  gtk_list_box_insert (self->steps, GTK_WIDGET (row), place);
  g_object_unref (row);

  check (self);
  /* Who moves a row by keys goes on moving it. */
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (row)))
    {
      if (!gtk_widget_is_sensitive (focus))
        gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
      else
        gtk_widget_grab_focus (focus);
    }
}

static void
row_moved_cb (PscPipelineEditor *self,
              int                by,
              PscStepRow        *row)
{
  move_row (self, row, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) +
                       by);
}

static void
row_dropped_cb (PscPipelineEditor *self,
                PscStepRow        *other,
                PscStepRow        *row)
{
  move_row (self, other, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)));
}

static void
row_removed_cb (PscPipelineEditor *self,
                PscStepRow        *row)
{
  g_autofree char *text =
    g_strdup_printf (_("Step “%s” removed"), psc_step_row_get_name (row));
  AdwToast *toast = psc_toast_new (text);

  self->removed_from = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  g_set_object (&self->removed, row);
  gtk_list_box_remove (self->steps, GTK_WIDGET (row));
  check (self);
  /* The keyboard goes on where the step was, not at the top. */
  if (count_rows (self) > 0)
    gtk_widget_child_focus (
      GTK_WIDGET (get_row (self, MIN ((guint) self->removed_from,
                                      count_rows (self) - 1))),
      GTK_DIR_TAB_FORWARD);

  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "editor.undo");
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static PscStepRow *
add_row (PscPipelineEditor *self,
         const char        *name,
         const char        *command)
{
  GtkWidget *row = psc_step_row_new (name, command);

  g_signal_connect_object (row, "changed", G_CALLBACK (check), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "moved", G_CALLBACK (row_moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "dropped", G_CALLBACK (row_dropped_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (row_removed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_append (self->steps, row);

  return PSC_STEP_ROW (row);
}

static void
show_pipeline (PscPipelineEditor *self,
               PscPipeline       *pipeline)
{
  PscStepRow *row;

  while ((row = get_row (self, 0)) != NULL)
    gtk_list_box_remove (self->steps, GTK_WIDGET (row));

  for (guint i = 0; i < psc_pipeline_get_n_steps (pipeline); i++)
    {
      g_autofree char *command = psc_pipeline_dup_command (pipeline, i);

      add_row (self, psc_pipeline_get_step (pipeline, i)->name, command);
    }
  check (self);
}

static gboolean
has_name (PscPipelineEditor *self,
          const char        *name)
{
  for (guint i = 0; i < count_rows (self); i++)
    if (g_str_equal (psc_step_row_get_name (get_row (self, i)), name))
      return TRUE;

  return FALSE;
}

static void
add_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  PscPipelineEditor *self = PSC_PIPELINE_EDITOR (widget);
  gboolean compute = g_str_equal (action_name, "editor.add-compute");
  g_autofree char *name = g_strdup (compute ? "compute" : "step");
  PscStepRow *row;

  for (guint i = 2; has_name (self, name); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s-%u", compute ? "compute" : "step", i);
    }

  row = add_row (self, name, compute ? "compute" : "");
  check (self);
  gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
}

static void
undo_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  PscPipelineEditor *self = PSC_PIPELINE_EDITOR (widget);
  g_autoptr (PscStepRow) row = g_steal_pointer (&self->removed);

  if (row == NULL)
    return;

  gtk_list_box_insert (self->steps, GTK_WIDGET (row), self->removed_from);
  check (self);
}

static void
reset_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  g_autoptr (PscPipeline) standard = psc_pipeline_new_default ();

  show_pipeline (PSC_PIPELINE_EDITOR (widget), standard);
}

static void
apply_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  g_signal_emit (widget, signals[APPLIED], 0);
  gtk_window_close (GTK_WINDOW (widget));
}

static void
psc_pipeline_editor_dispose (GObject *object)
{
  PscPipelineEditor *self = PSC_PIPELINE_EDITOR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PSC_TYPE_PIPELINE_EDITOR);
  g_clear_pointer (&self->settings, psc_settings_free);
  g_clear_object (&self->removed);

  G_OBJECT_CLASS (psc_pipeline_editor_parent_class)->dispose (object);
}

static void
psc_pipeline_editor_class_init (PscPipelineEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_pipeline_editor_dispose;

  signals[APPLIED] = g_signal_new ("applied", G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "editor.add-command", NULL,
                                   add_action);
  gtk_widget_class_install_action (widget_class, "editor.add-compute", NULL,
                                   add_action);
  gtk_widget_class_install_action (widget_class, "editor.apply", NULL,
                                   apply_action);
  gtk_widget_class_install_action (widget_class, "editor.reset", NULL,
                                   reset_action);
  gtk_widget_class_install_action (widget_class, "editor.undo", NULL,
                                   undo_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0,
                                       "window.close", NULL);

  g_type_ensure (PSC_TYPE_PIPELINE_TRIAL);

  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-pipeline-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, PscPipelineEditor, steps);
  gtk_widget_class_bind_template_child (widget_class, PscPipelineEditor, toasts);
  gtk_widget_class_bind_template_child (widget_class, PscPipelineEditor, trial);
}

static void
psc_pipeline_editor_init (PscPipelineEditor *self)
{
  self->settings = psc_settings_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * psc_pipeline_editor_new:
 * @parent: (nullable): the window that it belongs to
 * @settings: they hold the pipeline to begin with, and what a trial needs
 * @listing: (nullable): the files that it can be tried on
 *
 * Makes a window that edits a copy of the pipeline.
 */
GtkWidget *
psc_pipeline_editor_new (GtkWindow         *parent,
                         const PscSettings *settings,
                         PscListing        *listing)
{
  PscPipelineEditor *self = g_object_new (PSC_TYPE_PIPELINE_EDITOR,
                                          "transient-for", parent,
                                          NULL);

  psc_settings_free (self->settings);
  self->settings = psc_settings_copy (settings);
  psc_pipeline_trial_set_listing (self->trial, listing);
  show_pipeline (self, settings->pipeline);

  return GTK_WIDGET (self);
}

/**
 * psc_pipeline_editor_dup_pipeline:
 *
 * Returns: (transfer full): the pipeline as far as it is sound
 */
PscPipeline *
psc_pipeline_editor_dup_pipeline (PscPipelineEditor *self)
{
  g_return_val_if_fail (PSC_IS_PIPELINE_EDITOR (self), NULL);

  return psc_pipeline_ref (self->settings->pipeline);
}
