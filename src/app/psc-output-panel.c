/* psc-output-panel.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-output-panel"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-format.h"
#include "psc-output-panel.h"
#include "psc-report.h"

/* What a person may read, and a view lays out in no time. */
#define MAX_FILES 1000
#define MAX_BYTES (256 * 1024)

struct _PscOutputPanel
{
  PscRunPanel  parent_instance;

  /* Template widgets */
  GtkLabel    *note;
  GtkWidget   *copy_button;
  GtkTextView *view;

  PscFigures   one; /* of the run with one worker, if that is known */
  gboolean     has_one;
  guint        n_written;
  gsize        n_bytes;
  gboolean     complete; /* the figures are written */
};

G_DEFINE_FINAL_TYPE (PscOutputPanel, psc_output_panel, PSC_TYPE_RUN_PANEL)

static gboolean
is_full (PscOutputPanel *self)
{
  return self->n_written >= MAX_FILES || self->n_bytes >= MAX_BYTES;
}

/* The files in their order, as far as all before them have ended. */
static void
write_files (PscOutputPanel *self,
             PscRun         *run,
             GString        *text)
{
  while (self->n_written < psc_run_get_n_tasks (run) &&
         psc_run_get_task (run, self->n_written) != NULL && !is_full (self))
    {
      gsize before = text->len;

      psc_report_task (run, self->n_written, text);
      self->n_bytes += text->len - before;
      self->n_written++;
    }
}

static void
write_figures (PscOutputPanel *self,
               PscRun         *run,
               GString        *text)
{
  PscFigures figures;

  psc_figures_read (run, &figures);
  g_string_append_c (text, '\n');
  psc_report_figures (run, &figures, self->has_one ? &self->one : NULL, text);
  self->complete = TRUE;
}

static void
show_note (PscOutputPanel *self,
           guint           n_files)
{
  g_autofree char *written = psc_format_count (self->n_written);
  g_autofree char *all = psc_format_count (n_files);
  g_autofree char *note = NULL;

  if (is_full (self) && self->n_written < n_files)
    note = g_strdup_printf (_("The first %s of %s files: “poolscope-cli run” "
                              "prints all"), written, all);
  else
    note = g_strdup (_("What “poolscope-cli run” prints"));

  gtk_label_set_label (self->note, note);
}

static void
psc_output_panel_update (PscRunPanel *panel)
{
  PscOutputPanel *self = PSC_OUTPUT_PANEL (panel);
  PscRun *run = psc_run_panel_get_run (panel);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  g_autoptr (GString) text = g_string_new (NULL);
  GtkTextIter end;

  if (self->complete)
    return;

  write_files (self, run, text);
  if (psc_run_get_state (run) == PSC_RUN_ENDED)
    write_figures (self, run, text);

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, text->str, (int) text->len);
  gtk_widget_set_sensitive (self->copy_button,
                            gtk_text_buffer_get_char_count (buffer) > 0);
  show_note (self, psc_run_get_n_tasks (run));
}

static void
copy_cb (PscOutputPanel *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
clear (PscOutputPanel *self)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), "", 0);
  gtk_label_set_label (self->note, "");
  gtk_widget_set_sensitive (self->copy_button, FALSE);
  self->n_written = 0;
  self->n_bytes = 0;
  self->complete = FALSE;
}

static void
psc_output_panel_run_set (PscRunPanel *panel)
{
  PscOutputPanel *self = PSC_OUTPUT_PANEL (panel);

  clear (self);
  self->has_one = FALSE;
}

static void
psc_output_panel_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PSC_TYPE_OUTPUT_PANEL);

  G_OBJECT_CLASS (psc_output_panel_parent_class)->dispose (object);
}

static void
psc_output_panel_class_init (PscOutputPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  PscRunPanelClass *panel_class = PSC_RUN_PANEL_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = psc_output_panel_dispose;
  panel_class->run_set = psc_output_panel_run_set;
  panel_class->update = psc_output_panel_update;

  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-output-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, PscOutputPanel, copy_button);
  gtk_widget_class_bind_template_child (widget_class, PscOutputPanel, note);
  gtk_widget_class_bind_template_child (widget_class, PscOutputPanel, view);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
psc_output_panel_init (PscOutputPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * psc_output_panel_new:
 *
 * Makes a panel without a run, which is empty.
 */
GtkWidget *
psc_output_panel_new (void)
{
  return g_object_new (PSC_TYPE_OUTPUT_PANEL, NULL);
}

/**
 * psc_output_panel_set_one_worker:
 * @one: (nullable): the figures of a run with one worker, otherwise like the
 *   one that is shown
 *
 * Tells what the figures at the text's end are compared with.
 */
void
psc_output_panel_set_one_worker (PscOutputPanel   *self,
                                 const PscFigures *one)
{
  g_return_if_fail (PSC_IS_OUTPUT_PANEL (self));
  g_return_if_fail (psc_run_panel_get_run (PSC_RUN_PANEL (self)) != NULL);

  if (one == NULL && !self->has_one)
    return;
  if (one != NULL && self->has_one && one->wall_ns == self->one.wall_ns)
    return;

  self->has_one = one != NULL;
  if (one != NULL)
    self->one = *one;

  /* All is written anew, which is needed once in a run's life. */
  clear (self);
  psc_run_panel_update (PSC_RUN_PANEL (self));
}
