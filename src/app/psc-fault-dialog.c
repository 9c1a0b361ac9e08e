/* psc-fault-dialog.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-fault-dialog"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-fault-dialog.h"
#include "psc-fault-trial.h"
#include "psc-finding-list.h"
#include "psc-pool.h"
#include "psc-timeline.h"

struct _PscFaultDialog
{
  AdwWindow            parent_instance;

  /* Template widgets */
  GtkScrolledWindow   *scroller;
  AdwPreferencesGroup *faults;
  AdwActionRow        *plan;
  GtkWidget           *button;
  GtkLabel            *error;
  GtkWidget           *card;
  PscTimeline         *timeline;
  PscFindingList      *findings;

  /* Borrowed */
  GtkCheckButton      *choices[PSC_N_FAULTS];

  /* Owned */
  PscFaultTrial       *trial;       /* the last one */
  GCancellable        *cancellable; /* while it goes on */

  PscFault             fault;
  guint                n_ticks;     /* since there is more to look at */
};

G_DEFINE_FINAL_TYPE (PscFaultDialog, psc_fault_dialog, ADW_TYPE_WINDOW)

/* How far the run is, below what is done to it. */
static void
show_progress (PscFaultDialog *self)
{
  g_autofree char *text = NULL;

  if (self->cancellable != NULL && self->trial != NULL)
    {
      PscRun *run = psc_fault_trial_get_run (self->trial);

      text = g_strdup_printf (_("%'u of %'u files"), psc_run_get_n_ended (run),
                              psc_run_get_n_tasks (run));
    }

  adw_action_row_set_subtitle (self->plan, text != NULL ? text : "");
}

static void
show_button (PscFaultDialog *self)
{
  gboolean busy = self->cancellable != NULL;

  gtk_button_set_label (GTK_BUTTON (self->button),
                        busy ? _("_Stop") : _("_Break It"));
  gtk_widget_remove_css_class (self->button, busy ? "suggested-action"
                                                  : "destructive-action");
  gtk_widget_add_css_class (self->button, busy ? "destructive-action"
                                               : "suggested-action");
  gtk_widget_set_sensitive (GTK_WIDGET (self->faults), !busy);
  show_progress (self);
}

static void
show_error (PscFaultDialog *self,
            const GError   *error)
{
  gtk_label_set_label (self->error, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), error != NULL);
}

/* What was found before is about something else. */
static void
forget (PscFaultDialog *self)
{
  show_error (self, NULL);
  psc_finding_list_set_findings (self->findings, NULL);
  psc_timeline_set_run (self->timeline, NULL);
  gtk_widget_set_visible (self->card, FALSE);
  g_clear_object (&self->trial);
}

static gboolean
scroll_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  PscFaultDialog *self = PSC_FAULT_DIALOG (widget);
  GtkWidget *content = gtk_widget_get_parent (GTK_WIDGET (self->faults));
  graphene_rect_t bounds;

  if (self->n_ticks++ < 2)
    return G_SOURCE_CONTINUE;

  if (gtk_widget_compute_bounds (GTK_WIDGET (self->plan), content, &bounds))
    gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (self->scroller), bounds.origin.y);

  return G_SOURCE_REMOVE;
}

/* Brings button, chart and findings into sight, as soon as they have their
 * places. */
static void
scroll (PscFaultDialog *self)
{
  self->n_ticks = 0;
  gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
}

static void
end (PscFaultDialog *self,
     GCancellable   *cancellable,
     const GError   *error)
{
  if (self->cancellable != cancellable)
    return;

  g_clear_object (&self->cancellable);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_error (self, error);
  show_button (self);
}

/* What goes on must not hold the dialog: it is stopped by its end, and a window
 * of GTK that outlives its parent points to what is gone. */
static GWeakRef *
weak_ref_new (PscFaultDialog *self)
{
  GWeakRef *weak = g_new (GWeakRef, 1);

  g_weak_ref_init (weak, self);

  return weak;
}

static PscFaultDialog *
weak_ref_take (GWeakRef *weak)
{
  PscFaultDialog *self = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);

  return self;
}

static void
executed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (PscFaultDialog) self = weak_ref_take (user_data);
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));
  PscRun *run = PSC_RUN (source);
  g_autoptr (GError) error = NULL;

  psc_pool_execute_finish (run, result, &error);
  if (self == NULL || self->cancellable != cancellable)
    return;

  if (psc_run_get_state (run) == PSC_RUN_ENDED)
    {
      g_autoptr (GPtrArray) findings = psc_fault_read (self->fault, run);

      psc_finding_list_set_findings (self->findings, findings);
      scroll (self);
    }
  end (self, cancellable, error);
}

static void
execute (PscFaultDialog *self,
         PscListing     *listing)
{
  PscRun *run;

  self->trial = psc_fault_trial_new (self->fault, listing);
  run = psc_fault_trial_get_run (self->trial);
  g_signal_connect_object (run, "changed", G_CALLBACK (show_progress), self,
                           G_CONNECT_SWAPPED);
  psc_timeline_set_run (self->timeline, run);
  gtk_widget_set_visible (self->card, TRUE);
  scroll (self);

  psc_pool_execute_async (run, self->cancellable, executed_cb,
                          weak_ref_new (self));
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (PscFaultDialog) self = weak_ref_take (user_data);
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (PscListing) listing = psc_listing_read_finish (result, &error);

  if (self == NULL)
    return;

  if (listing != NULL && self->cancellable == cancellable)
    execute (self, listing);
  else
    end (self, cancellable, error);
}

static void
break_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  PscFaultDialog *self = PSC_FAULT_DIALOG (widget);
  g_autofree char *sample = NULL;

  if (self->cancellable != NULL)
    {
      g_cancellable_cancel (self->cancellable);
      return;
    }

  forget (self);
  sample = psc_fault_trial_find_sample ();
  self->cancellable = g_cancellable_new ();
  psc_listing_read_async (sample, PSC_LISTING_DEFAULT, 0, NULL,
                          self->cancellable, read_cb, weak_ref_new (self));
  show_button (self);
}

static void
choose (PscFaultDialog *self,
        PscFault        fault)
{
  self->fault = fault;
  forget (self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->plan),
                                 psc_fault_get_plan (fault));
}

static void
toggled_cb (PscFaultDialog *self,
            GtkCheckButton *choice)
{
  if (!gtk_check_button_get_active (choice))
    return;

  for (PscFault i = 0; i < PSC_N_FAULTS; i++)
    if (self->choices[i] == choice)
      choose (self, i);
}

static void
add_choice (PscFaultDialog *self,
            PscFault        fault)
{
  GtkWidget *choice = gtk_check_button_new ();
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "title", psc_fault_get_title (fault),
                                 "title-lines", 0,
                                 "subtitle", psc_fault_get_question (fault),
                                 "subtitle-lines", 0,
                                 "activatable-widget", choice,
                                 NULL);

  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  psc_fault_get_title (fault),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  psc_fault_get_question (fault),
                                  -1);
  self->choices[fault] = GTK_CHECK_BUTTON (choice);
  gtk_check_button_set_group (self->choices[fault],
                              fault > 0 ? self->choices[0] : NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), choice);
  adw_preferences_group_add (self->faults, row);
  g_signal_connect_object (choice, "toggled", G_CALLBACK (toggled_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Workers are ended without anybody waiting for it. */
static void
psc_fault_dialog_dispose (GObject *object)
{
  PscFaultDialog *self = PSC_FAULT_DIALOG (object);

  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (
      psc_fault_trial_get_run (self->trial), self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->trial);
  gtk_widget_dispose_template (GTK_WIDGET (self), PSC_TYPE_FAULT_DIALOG);

  G_OBJECT_CLASS (psc_fault_dialog_parent_class)->dispose (object);
}

static void
psc_fault_dialog_class_init (PscFaultDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_fault_dialog_dispose;

  g_type_ensure (PSC_TYPE_FINDING_LIST);
  g_type_ensure (PSC_TYPE_TIMELINE);

  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-fault-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PscFaultDialog, button);
  gtk_widget_class_bind_template_child (widget_class, PscFaultDialog, card);
  gtk_widget_class_bind_template_child (widget_class, PscFaultDialog, error);
  gtk_widget_class_bind_template_child (widget_class, PscFaultDialog, faults);
  gtk_widget_class_bind_template_child (widget_class, PscFaultDialog, findings);
  gtk_widget_class_bind_template_child (widget_class, PscFaultDialog, plan);
  gtk_widget_class_bind_template_child (widget_class, PscFaultDialog, scroller);
  gtk_widget_class_bind_template_child (widget_class, PscFaultDialog, timeline);

  gtk_widget_class_install_action (widget_class, "fault.break", NULL,
                                   break_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0,
                                       "window.close", NULL);
}

static void
psc_fault_dialog_init (PscFaultDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (PscFault i = 0; i < PSC_N_FAULTS; i++)
    add_choice (self, i);
  gtk_check_button_set_active (self->choices[0], TRUE);
  show_button (self);
}

/**
 * psc_fault_dialog_new:
 * @parent: (nullable): the window that it belongs to
 *
 * Makes a dialog in which nothing has gone wrong yet.
 */
GtkWidget *
psc_fault_dialog_new (GtkWindow *parent)
{
  return g_object_new (PSC_TYPE_FAULT_DIALOG,
                       "transient-for", parent,
                       NULL);
}
