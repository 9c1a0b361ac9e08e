/* psc-task-details.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-task-details"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-format.h"
#include "psc-report.h"
#include "psc-run-label.h"
#include "psc-silence.h"
#include "psc-swatch.h"
#include "psc-task-details.h"

/* A label of many thousand lines takes long to lay out, and nobody reads it. */
#define MAX_OUTPUT_CHARS 4000

struct _PscTaskDetails
{
  AdwBin    parent_instance;

  /* Template widgets */
  GtkLabel *name;
  GtkLabel *facts;
  GtkGrid  *steps;

  /* Owned */
  PscRun   *run;

  guint     task;
  guint     has_ended : 1; /* the task is shown as it will stay */
};

G_DEFINE_FINAL_TYPE (PscTaskDetails, psc_task_details, ADW_TYPE_BIN)

enum
{
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
close_cb (PscTaskDetails *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static GtkWidget *
new_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.f);
  gtk_label_set_yalign (GTK_LABEL (label), 0.f);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);

  return label;
}

static char *
dup_step_end (PscRun              *run,
              const PscStepRecord *record,
              guint                step)
{
  PscPipeline *pipeline = psc_run_get_settings (run)->pipeline;

  if (psc_pipeline_step_is_compute (pipeline, step))
    return g_strdup ("");
  if (record->status.signal != 0)
    return g_strdup_printf (_("signal %d"), record->status.signal);
  if (record->status.exit_code < 0)
    return g_strdup (PSC_FORMAT_NONE);

  return g_strdup_printf (_("exit %d"), record->status.exit_code);
}

static GtkWidget *
new_output (PscRun *run,
            guint   task,
            guint   step)
{
  g_autofree char *text = psc_report_dup_step (run, task, step);
  GtkWidget *label;

  if (g_utf8_strlen (text, -1) > MAX_OUTPUT_CHARS)
    {
      g_autofree char *begin = g_utf8_substring (text, 0, MAX_OUTPUT_CHARS);

      g_free (text);
      text = g_strconcat (begin, "…", NULL);
    }

  label = new_label (text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR);
  gtk_widget_add_css_class (label, "monospace");

  return label;
}

static void
add_step (PscTaskDetails *self,
          guint           step)
{
  const PscStepRecord *record = psc_run_get_step (self->run, self->task, step);
  PscPipeline *pipeline = psc_run_get_settings (self->run)->pipeline;
  GtkWidget *swatch = psc_swatch_new_for_step (step);
  GtkWidget *time;
  g_autofree char *duration = NULL;
  g_autofree char *end = NULL;
  int row = (int) step;

  if (record->start_ns == PSC_NEVER)
    {
      gtk_grid_attach (self->steps, new_label (_("not reached")), 2, row, 3,
                       1);
    }
  else
    {
      duration = psc_format_duration (record->end_ns != PSC_NEVER
                                      ? record->end_ns - record->start_ns
                                      : PSC_NEVER);
      end = dup_step_end (self->run, record, step);
      time = new_label (duration);
      gtk_label_set_xalign (GTK_LABEL (time), 1.f);
      gtk_widget_add_css_class (time, "numeric");
      gtk_grid_attach (self->steps, time, 2, row, 1, 1);
      gtk_grid_attach (self->steps, new_label (end), 3, row, 1, 1);
      gtk_grid_attach (self->steps, new_output (self->run, self->task, step),
                       4, row, 1, 1);
    }

  gtk_widget_set_valign (swatch, GTK_ALIGN_START);
  gtk_widget_add_css_class (swatch, "beside-text");
  gtk_grid_attach (self->steps, swatch, 0, row, 1, 1);
  gtk_grid_attach (self->steps,
                   new_label (psc_pipeline_get_step (pipeline, step)->name),
                   1, row, 1, 1);
}

/* Its time is not that of its steps alone. */
static void
append_silences (PscRun              *run,
                 const PscTaskRecord *task,
                 GString             *text)
{
  g_autofree char *silences = psc_silence_dup_list (run, task->lane - 1,
                                                    task->start_ns,
                                                    task->end_ns);

  if (*silences != '\0')
    g_string_append_printf (text, "\n%s", silences);
}

static char *
dup_facts (PscTaskDetails      *self,
           const PscTaskRecord *task)
{
  g_autofree char *reason = NULL;
  GString *text = g_string_new (NULL);

  if (task == NULL)
    {
      g_string_append (text, _("It has not ended yet."));
      return g_string_free (text, FALSE);
    }

  g_string_append (text, psc_run_label_get_outcome (self->run,
                                                    task->outcome));
  reason = psc_run_dup_reason (self->run, self->task);
  if (reason != NULL)
    {
      g_autofree char *safe = psc_format_name (reason);

      g_string_append_printf (text, " · %s", safe);
    }

  if (task->start_ns != PSC_NEVER)
    {
      g_autofree char *time =
        psc_format_duration (task->end_ns - task->start_ns);
      g_autofree char *start = psc_format_duration (task->start_ns);

      /* Translators: a task took the first time and began at the second. */
      g_string_append (text, " · ");
      g_string_append_printf (text, _("%s from %s on"), time, start);
      g_string_append (text, " · ");
      g_string_append_printf (text, _("worker %u, chunk %u"), task->worker,
                              task->chunk);
      append_silences (self->run, task, text);
    }

  return g_string_free (text, FALSE);
}

static void
show_task (PscTaskDetails *self)
{
  const PscTaskRecord *task = psc_run_get_task (self->run, self->task);
  g_autofree char *name = psc_format_name (
    psc_listing_get_name (psc_run_get_listing (self->run), self->task));
  g_autofree char *facts = dup_facts (self, task);
  GtkWidget *child;

  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->facts, facts);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->steps))))
    gtk_grid_remove (self->steps, child);

  self->has_ended = task != NULL;
  if (task == NULL || task->start_ns == PSC_NEVER)
    return;

  for (guint i = 0; i < psc_run_get_n_steps (self->run); i++)
    add_step (self, i);
}

static void
psc_task_details_dispose (GObject *object)
{
  PscTaskDetails *self = PSC_TASK_DETAILS (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PSC_TYPE_TASK_DETAILS);
  g_clear_object (&self->run);

  G_OBJECT_CLASS (psc_task_details_parent_class)->dispose (object);
}

static void
psc_task_details_class_init (PscTaskDetailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_task_details_dispose;

  signals[CLOSED] = g_signal_new ("closed",
                                  G_TYPE_FROM_CLASS (klass),
                                  G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-task-details.ui");
  gtk_widget_class_bind_template_child (widget_class, PscTaskDetails, facts);
  gtk_widget_class_bind_template_child (widget_class, PscTaskDetails, name);
  gtk_widget_class_bind_template_child (widget_class, PscTaskDetails, steps);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
psc_task_details_init (PscTaskDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * psc_task_details_new:
 *
 * Makes a widget that shows no task, and is hidden until it does.
 */
GtkWidget *
psc_task_details_new (void)
{
  return g_object_new (PSC_TYPE_TASK_DETAILS, NULL);
}

/**
 * psc_task_details_set_task:
 * @run: (nullable): a run
 * @task: the task's index in it, or %G_MAXUINT for none
 *
 * Shows a task.  One that has not ended is looked at again when it is set
 * again.
 */
void
psc_task_details_set_task (PscTaskDetails *self,
                           PscRun         *run,
                           guint           task)
{
  gboolean shown = run != NULL && task != G_MAXUINT;
  gboolean changed;

  g_return_if_fail (PSC_IS_TASK_DETAILS (self));
  g_return_if_fail (!shown || task < psc_run_get_n_tasks (run));

  changed = g_set_object (&self->run, run) || self->task != task;
  self->task = task;
  if (shown && (changed || !self->has_ended))
    show_task (self);

  gtk_widget_set_visible (GTK_WIDGET (self), shown);
}
