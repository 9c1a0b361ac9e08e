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

#define UPDATE_INTERVAL_MS 250

struct _PscOutputPanel
{
  AdwBin       parent_instance;

  /* Template widgets */
  GtkLabel    *note;
  GtkWidget   *copy_button;
  GtkTextView *view;

  /* Owned */
  PscRun      *run;

  PscFigures   one; /* of the run with one worker, if that is known */
  gboolean     has_one;
  guint        n_written;
  gsize        n_bytes;
  gboolean     complete; /* the figures are written */
  guint        update_id;
};

G_DEFINE_FINAL_TYPE (PscOutputPanel, psc_output_panel, ADW_TYPE_BIN)

typedef enum
{
  PROP_RUN = 1,
} PscOutputPanelProperty;

static GParamSpec *properties[PROP_RUN + 1];

static gboolean
is_full (PscOutputPanel *self)
{
  return self->n_written >= MAX_FILES || self->n_bytes >= MAX_BYTES;
}

/* The files in their order, as far as all before them have ended. */
static void
write_files (PscOutputPanel *self,
             GString        *text)
{
  while (self->n_written < psc_run_get_n_tasks (self->run) &&
         psc_run_get_task (self->run, self->n_written) != NULL &&
         !is_full (self))
    {
      gsize before = text->len;

      psc_report_task (self->run, self->n_written, text);
      self->n_bytes += text->len - before;
      self->n_written++;
    }
}

static void
write_figures (PscOutputPanel *self,
               GString        *text)
{
  PscFigures figures;

  psc_figures_read (self->run, &figures);
  g_string_append_c (text, '\n');
  psc_report_figures (self->run, &figures, self->has_one ? &self->one : NULL,
                      text);
  self->complete = TRUE;
}

static void
show_note (PscOutputPanel *self)
{
  guint n_files = psc_run_get_n_tasks (self->run);
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
update (PscOutputPanel *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  g_autoptr (GString) text = g_string_new (NULL);
  GtkTextIter end;

  if (self->complete)
    return;

  write_files (self, text);
  if (psc_run_get_state (self->run) == PSC_RUN_ENDED)
    write_figures (self, text);

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, text->str, (int) text->len);
  gtk_widget_set_sensitive (self->copy_button,
                            gtk_text_buffer_get_char_count (buffer) > 0);
  show_note (self);
}

static gboolean
update_cb (gpointer user_data)
{
  PscOutputPanel *self = user_data;

  self->update_id = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

static void
run_changed_cb (PscOutputPanel *self)
{
  if (self->update_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->update_id = g_timeout_add (UPDATE_INTERVAL_MS, update_cb, self);
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
  g_clear_handle_id (&self->update_id, g_source_remove);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), "", 0);
  gtk_label_set_label (self->note, "");
  gtk_widget_set_sensitive (self->copy_button, FALSE);
  self->n_written = 0;
  self->n_bytes = 0;
  self->complete = FALSE;
}

static void
psc_output_panel_map (GtkWidget *widget)
{
  PscOutputPanel *self = PSC_OUTPUT_PANEL (widget);

  GTK_WIDGET_CLASS (psc_output_panel_parent_class)->map (widget);

  if (self->run != NULL)
    update (self);
}

static void
psc_output_panel_dispose (GObject *object)
{
  PscOutputPanel *self = PSC_OUTPUT_PANEL (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_clear_object (&self->run);
  gtk_widget_dispose_template (GTK_WIDGET (self), PSC_TYPE_OUTPUT_PANEL);

  G_OBJECT_CLASS (psc_output_panel_parent_class)->dispose (object);
}

static void
psc_output_panel_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch ((PscOutputPanelProperty) prop_id)
    {
    case PROP_RUN:
      g_value_set_object (value, PSC_OUTPUT_PANEL (object)->run);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_output_panel_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch ((PscOutputPanelProperty) prop_id)
    {
    case PROP_RUN:
      psc_output_panel_set_run (PSC_OUTPUT_PANEL (object),
                                g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_output_panel_class_init (PscOutputPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_output_panel_dispose;
  object_class->get_property = psc_output_panel_get_property;
  object_class->set_property = psc_output_panel_set_property;
  widget_class->map = psc_output_panel_map;

  properties[PROP_RUN] =
    g_param_spec_object ("run", NULL, NULL, PSC_TYPE_RUN,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);

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
 * psc_output_panel_get_run:
 *
 * Returns: (transfer none) (nullable): the run whose output is shown
 */
PscRun *
psc_output_panel_get_run (PscOutputPanel *self)
{
  g_return_val_if_fail (PSC_IS_OUTPUT_PANEL (self), NULL);

  return self->run;
}

/**
 * psc_output_panel_set_run:
 * @run: (nullable): the run whose output is to be shown
 *
 * Shows another run, and follows it while it goes on.
 */
void
psc_output_panel_set_run (PscOutputPanel *self,
                          PscRun         *run)
{
  g_return_if_fail (PSC_IS_OUTPUT_PANEL (self));

  if (self->run == run)
    return;

  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  clear (self);
  self->has_one = FALSE;

  if (g_set_object (&self->run, run) && run != NULL)
    {
      g_signal_connect_object (run, "changed", G_CALLBACK (run_changed_cb),
                               self, G_CONNECT_SWAPPED);
      if (gtk_widget_get_mapped (GTK_WIDGET (self)))
        update (self);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUN]);
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
  g_return_if_fail (self->run != NULL);

  if (one == NULL && !self->has_one)
    return;
  if (one != NULL && self->has_one && one->wall_ns == self->one.wall_ns)
    return;

  self->has_one = one != NULL;
  if (one != NULL)
    self->one = *one;

  /* All is written anew, which is needed once in a run's life. */
  clear (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
}
