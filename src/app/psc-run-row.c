/* psc-run-row.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-run-row"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-format.h"
#include "psc-run-label.h"
#include "psc-run-row.h"

struct _PscRunRow
{
  AdwActionRow  parent_instance;

  /* Template widgets */
  GtkLabel     *wall;
  GtkLabel     *outcomes;
  GtkWidget    *remove_button;

  /* Owned */
  PscRun       *run;
};

G_DEFINE_FINAL_TYPE (PscRunRow, psc_run_row, ADW_TYPE_ACTION_ROW)

typedef enum
{
  PROP_RUN = 1,
} PscRunRowProperty;

static GParamSpec *properties[PROP_RUN + 1];

enum
{
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* While a run goes on, all that changes is seen on its page. */
static void
update (PscRunRow *self)
{
  gboolean ended = psc_run_get_state (self->run) == PSC_RUN_ENDED;
  g_autofree char *settings = psc_run_label_dup_settings (self->run);
  g_autofree char *heading = psc_run_label_dup_heading (self->run);
  g_autofree char *outcomes = NULL;
  g_autofree char *wall = NULL;

  if (ended)
    {
      outcomes = psc_run_label_dup_outcomes (self->run);
      wall = psc_format_duration (psc_run_get_wall_ns (self->run));
    }

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), heading);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), settings);
  gtk_label_set_label (self->wall, ended ? wall : PSC_FORMAT_NONE);
  gtk_label_set_label (self->outcomes, ended ? outcomes : _("goes on"));
  gtk_widget_set_sensitive (self->remove_button, ended);
}

static void
remove_cb (PscRunRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
psc_run_row_dispose (GObject *object)
{
  PscRunRow *self = PSC_RUN_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PSC_TYPE_RUN_ROW);
  g_clear_object (&self->run);

  G_OBJECT_CLASS (psc_run_row_parent_class)->dispose (object);
}

static void
psc_run_row_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  switch ((PscRunRowProperty) prop_id)
    {
    case PROP_RUN:
      g_value_set_object (value, PSC_RUN_ROW (object)->run);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_run_row_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  PscRunRow *self = PSC_RUN_ROW (object);

  switch ((PscRunRowProperty) prop_id)
    {
    case PROP_RUN:
      self->run = g_value_dup_object (value);
      g_signal_connect_object (self->run, "ended", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
      update (self);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_run_row_class_init (PscRunRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_run_row_dispose;
  object_class->get_property = psc_run_row_get_property;
  object_class->set_property = psc_run_row_set_property;

  properties[PROP_RUN] =
    g_param_spec_object ("run", NULL, NULL, PSC_TYPE_RUN,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                         G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);

  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-run-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PscRunRow, outcomes);
  gtk_widget_class_bind_template_child (widget_class, PscRunRow,
                                        remove_button);
  gtk_widget_class_bind_template_child (widget_class, PscRunRow, wall);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
psc_run_row_init (PscRunRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * psc_run_row_new:
 * @run: the run that the row tells of
 *
 * Makes a row.
 */
GtkWidget *
psc_run_row_new (PscRun *run)
{
  return g_object_new (PSC_TYPE_RUN_ROW, "run", run, NULL);
}

/**
 * psc_run_row_get_run:
 *
 * Returns: (transfer none): the run that the row tells of
 */
PscRun *
psc_run_row_get_run (PscRunRow *self)
{
  g_return_val_if_fail (PSC_IS_RUN_ROW (self), NULL);

  return self->run;
}
