/* psc-step-row.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-step-row"

#include "config.h"

#include "psc-step-row.h"

#define COMPUTE "compute"

struct _PscStepRow
{
  AdwPreferencesRow  parent_instance;

  /* Template widgets */
  GtkEditable       *name;
  GtkEditable       *command;
  GtkLabel          *compute;
  GtkLabel          *error;
};

G_DEFINE_FINAL_TYPE (PscStepRow, psc_step_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  CHANGED,
  MOVED,
  REMOVED,
  DROPPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed_cb (PscStepRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
move_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  g_signal_emit (widget, signals[MOVED], 0,
                 g_str_equal (action_name, "step.up") ? -1 : 1);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  g_signal_emit (widget, signals[REMOVED], 0);
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double         x,
            double         y,
            PscStepRow    *self)
{
  return gdk_content_provider_new_typed (PSC_TYPE_STEP_ROW, self);
}

static void
drag_begin_cb (GtkDragSource *source,
               GdkDrag       *drag,
               PscStepRow    *self)
{
  g_autoptr (GdkPaintable) paintable =
    gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, paintable, 0, 0);
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         PscStepRow    *self)
{
  PscStepRow *other = g_value_get_object (value);

  if (other == NULL || other == self ||
      gtk_widget_get_parent (GTK_WIDGET (other)) !=
      gtk_widget_get_parent (GTK_WIDGET (self)))
    return FALSE;

  g_signal_emit (self, signals[DROPPED], 0, other);

  return TRUE;
}

static void
psc_step_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PSC_TYPE_STEP_ROW);

  G_OBJECT_CLASS (psc_step_row_parent_class)->dispose (object);
}

static void
psc_step_row_class_init (PscStepRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_step_row_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass),
                                 G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_INT);
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[DROPPED] = g_signal_new ("dropped", G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, PSC_TYPE_STEP_ROW);

  gtk_widget_class_install_action (widget_class, "step.up", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "step.down", NULL,
                                   move_action);
  gtk_widget_class_install_action (widget_class, "step.remove", NULL,
                                   remove_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK,
                                       "step.up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down,
                                       GDK_ALT_MASK, "step.down", NULL);

  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-step-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PscStepRow, command);
  gtk_widget_class_bind_template_child (widget_class, PscStepRow, compute);
  gtk_widget_class_bind_template_child (widget_class, PscStepRow, error);
  gtk_widget_class_bind_template_child (widget_class, PscStepRow, name);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, drop_cb);
  gtk_widget_class_bind_template_callback (widget_class, prepare_cb);
}

static void
psc_step_row_init (PscStepRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * psc_step_row_new:
 * @command: the command as it is typed, or “compute” for the built-in step,
 *   which cannot be edited
 *
 * Makes the row of a step.
 */
GtkWidget *
psc_step_row_new (const char *name,
                  const char *command)
{
  PscStepRow *self = g_object_new (PSC_TYPE_STEP_ROW, NULL);
  gboolean compute = g_str_equal (command, COMPUTE);

  gtk_editable_set_text (self->name, name);
  gtk_editable_set_text (self->command, command);
  gtk_widget_set_visible (GTK_WIDGET (self->command), !compute);
  gtk_widget_set_visible (GTK_WIDGET (self->compute), compute);

  return GTK_WIDGET (self);
}

/**
 * psc_step_row_get_name:
 *
 * Returns: (transfer none): the step's name as it is typed
 */
const char *
psc_step_row_get_name (PscStepRow *self)
{
  g_return_val_if_fail (PSC_IS_STEP_ROW (self), NULL);

  return gtk_editable_get_text (self->name);
}

/**
 * psc_step_row_get_command:
 *
 * Returns: (transfer none): its command as it is typed, or “compute”
 */
const char *
psc_step_row_get_command (PscStepRow *self)
{
  g_return_val_if_fail (PSC_IS_STEP_ROW (self), NULL);

  return gtk_editable_get_text (self->command);
}

/**
 * psc_step_row_set_error:
 * @message: (nullable): what is wrong with the step
 *
 * Says below the step what is to be changed.
 */
void
psc_step_row_set_error (PscStepRow *self,
                        const char *message)
{
  g_return_if_fail (PSC_IS_STEP_ROW (self));

  gtk_label_set_label (self->error, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), message != NULL);
}

/**
 * psc_step_row_set_place:
 * @place: from 0
 *
 * Tells the row where it stands, and so where it can still go.
 */
void
psc_step_row_set_place (PscStepRow *self,
                        guint       place,
                        guint       n_steps)
{
  g_return_if_fail (PSC_IS_STEP_ROW (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "step.up", place > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "step.down",
                                 place + 1 < n_steps);
}
