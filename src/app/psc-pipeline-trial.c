/* psc-pipeline-trial.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-pipeline-trial"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-format.h"
#include "psc-pipeline-trial.h"
#include "psc-pool.h"
#include "psc-task-details.h"

/* More names than these nobody looks through for an example. */
#define MAX_FILES 1000

struct _PscPipelineTrial
{
  AdwBin          parent_instance;

  /* Template widgets */
  AdwComboRow    *files;
  GtkButton      *button;
  GtkLabel       *error;
  PscTaskDetails *details;

  /* Owned */
  PscListing     *listing;     /* NULL while there is no directory */
  PscSettings    *settings;    /* NULL while the pipeline is not sound */
  PscRun         *run;         /* the trial that goes on */
  GCancellable   *cancellable; /* its own */
};

G_DEFINE_FINAL_TYPE (PscPipelineTrial, psc_pipeline_trial, ADW_TYPE_BIN)

static void
update (PscPipelineTrial *self)
{
  gboolean busy = self->cancellable != NULL;

  gtk_button_set_label (self->button, busy ? _("_Stop") : _("_Try"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->button),
                            busy || (self->listing != NULL &&
                                     self->settings != NULL));
  gtk_widget_set_sensitive (GTK_WIDGET (self->files),
                            !busy && self->listing != NULL);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->files),
                               self->listing == NULL
                               ? _("Choose a directory first") : "");
}

static void
show_error (PscPipelineTrial *self,
            const GError     *error)
{
  gtk_label_set_label (self->error, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), error != NULL);
}

static void
closed_cb (PscPipelineTrial *self)
{
  psc_task_details_set_task (self->details, NULL, G_MAXUINT);
}

static void
execute_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PscPipelineTrial) self = user_data;
  g_autoptr (PscRun) run = g_steal_pointer (&self->run);
  g_autoptr (GError) error = NULL;

  psc_pool_execute_finish (run, result, &error);
  g_clear_object (&self->cancellable);

  /* The widget may be gone by now. */
  if (self->details == NULL)
    return;

  if (psc_run_get_state (run) != PSC_RUN_NEW)
    psc_task_details_set_task (self->details, run, 0);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_error (self, error);
  update (self);
}

/* One thread, and nothing but the file: a pool like any other. */
static void
start (PscPipelineTrial *self)
{
  guint index = adw_combo_row_get_selected (self->files);
  g_autoptr (PscSettings) settings = psc_settings_copy (self->settings);
  g_autoptr (PscListing) one = psc_listing_new_for_names (
    psc_listing_get_directory (self->listing),
    (const char *[]) { psc_listing_get_name (self->listing, index), NULL });

  settings->mode = PSC_MODE_THREAD;
  settings->workers = 1;
  settings->tasks_per_worker = 0;
  self->run = psc_run_new (settings, one);

  show_error (self, NULL);
  closed_cb (self);
  self->cancellable = g_cancellable_new ();
  psc_pool_execute_async (self->run, self->cancellable, execute_cb,
                          g_object_ref (self));
  update (self);
}

static void
clicked_cb (PscPipelineTrial *self)
{
  /* A button pressed by a key tells a moment later, when it may not be there to
   * be pressed any more. */
  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->button)))
    return;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    start (self);
}

static void
psc_pipeline_trial_dispose (GObject *object)
{
  PscPipelineTrial *self = PSC_PIPELINE_TRIAL (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), PSC_TYPE_PIPELINE_TRIAL);
  g_clear_pointer (&self->listing, psc_listing_unref);
  g_clear_pointer (&self->settings, psc_settings_free);

  G_OBJECT_CLASS (psc_pipeline_trial_parent_class)->dispose (object);
}

static void
psc_pipeline_trial_class_init (PscPipelineTrialClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_pipeline_trial_dispose;

  g_type_ensure (PSC_TYPE_TASK_DETAILS);

  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-pipeline-trial.ui");
  gtk_widget_class_bind_template_child (widget_class, PscPipelineTrial, button);
  gtk_widget_class_bind_template_child (widget_class, PscPipelineTrial, details);
  gtk_widget_class_bind_template_child (widget_class, PscPipelineTrial, error);
  gtk_widget_class_bind_template_child (widget_class, PscPipelineTrial, files);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
}

static void
psc_pipeline_trial_init (PscPipelineTrial *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/**
 * psc_pipeline_trial_new:
 *
 * Makes a widget that has neither files nor a pipeline yet.
 */
GtkWidget *
psc_pipeline_trial_new (void)
{
  return g_object_new (PSC_TYPE_PIPELINE_TRIAL, NULL);
}

/**
 * psc_pipeline_trial_set_listing:
 * @listing: (nullable): the files to choose from
 *
 * Offers the first of these files, and to choose another.
 */
void
psc_pipeline_trial_set_listing (PscPipelineTrial *self,
                                PscListing       *listing)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n_files = listing != NULL ? psc_listing_get_n_files (listing) : 0;

  g_return_if_fail (PSC_IS_PIPELINE_TRIAL (self));

  g_clear_pointer (&self->listing, psc_listing_unref);
  if (n_files > 0)
    self->listing = psc_listing_ref (listing);

  for (guint i = 0; i < MIN (n_files, MAX_FILES); i++)
    gtk_string_list_take (names,
                          psc_format_name (psc_listing_get_name (listing, i)));
  adw_combo_row_set_model (self->files, G_LIST_MODEL (names));
  update (self);
}

/**
 * psc_pipeline_trial_set_settings:
 * @settings: (nullable): what to try, or %NULL when it cannot be; copied
 *
 * Tells which pipeline, time limit and numbers the next trial has.
 */
void
psc_pipeline_trial_set_settings (PscPipelineTrial  *self,
                                 const PscSettings *settings)
{
  g_return_if_fail (PSC_IS_PIPELINE_TRIAL (self));

  g_clear_pointer (&self->settings, psc_settings_free);
  if (settings != NULL)
    self->settings = psc_settings_copy (settings);
  update (self);
}
