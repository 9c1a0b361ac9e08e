/* psc-run-panel.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-run-panel"

#include "config.h"

#include "psc-run-panel.h"
#include "psc-throttle.h"

typedef struct
{
  /* Owned */
  PscRun      *run;
  PscThrottle *updates; /* while there is a run */

  guint        selected; /* a task */
  gboolean     stale;    /* what is shown is not the run as it is */
} PscRunPanelPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (PscRunPanel, psc_run_panel, ADW_TYPE_BIN)

typedef enum
{
  PROP_RUN = 1,
  PROP_SELECTED,
} PscRunPanelProperty;

static GParamSpec *properties[PROP_SELECTED + 1];

static void
update (PscRunPanel *self)
{
  PscRunPanelPrivate *priv = psc_run_panel_get_instance_private (self);

  priv->stale = FALSE;
  PSC_RUN_PANEL_GET_CLASS (self)->update (self);
}

/* Nobody sees what changes behind another page. */
static void
run_changed_cb (PscRunPanel *self)
{
  PscRunPanelPrivate *priv = psc_run_panel_get_instance_private (self);

  priv->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    psc_throttle_ask (priv->updates);
}

static void
drop_run (PscRunPanel *self)
{
  PscRunPanelPrivate *priv = psc_run_panel_get_instance_private (self);

  g_clear_pointer (&priv->updates, psc_throttle_free);
  if (priv->run != NULL)
    g_signal_handlers_disconnect_by_data (priv->run, self);
  g_clear_object (&priv->run);
}

static void
psc_run_panel_map (GtkWidget *widget)
{
  PscRunPanel *self = PSC_RUN_PANEL (widget);
  PscRunPanelPrivate *priv = psc_run_panel_get_instance_private (self);

  GTK_WIDGET_CLASS (psc_run_panel_parent_class)->map (widget);

  if (priv->run != NULL && priv->stale)
    update (self);
}

static void
psc_run_panel_dispose (GObject *object)
{
  drop_run (PSC_RUN_PANEL (object));

  G_OBJECT_CLASS (psc_run_panel_parent_class)->dispose (object);
}

static void
psc_run_panel_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  PscRunPanel *self = PSC_RUN_PANEL (object);

  switch ((PscRunPanelProperty) prop_id)
    {
    case PROP_RUN:
      g_value_set_object (value, psc_run_panel_get_run (self));
      break;

    case PROP_SELECTED:
      g_value_set_uint (value, psc_run_panel_get_selected (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_run_panel_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  PscRunPanel *self = PSC_RUN_PANEL (object);

  switch ((PscRunPanelProperty) prop_id)
    {
    case PROP_RUN:
      psc_run_panel_set_run (self, g_value_get_object (value));
      break;

    case PROP_SELECTED:
      psc_run_panel_set_selected (self, g_value_get_uint (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_run_panel_class_init (PscRunPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                            G_PARAM_STATIC_STRINGS;

  object_class->dispose = psc_run_panel_dispose;
  object_class->get_property = psc_run_panel_get_property;
  object_class->set_property = psc_run_panel_set_property;
  GTK_WIDGET_CLASS (klass)->map = psc_run_panel_map;
  klass->update_interval_ms = 250;

  properties[PROP_RUN] =
    g_param_spec_object ("run", NULL, NULL, PSC_TYPE_RUN, flags);
  properties[PROP_SELECTED] =
    g_param_spec_uint ("selected", NULL, NULL, 0, G_MAXUINT, PSC_NO_TASK,
                       flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);
}

static void
psc_run_panel_init (PscRunPanel *self)
{
  PscRunPanelPrivate *priv = psc_run_panel_get_instance_private (self);

  priv->selected = PSC_NO_TASK;
}

/**
 * psc_run_panel_get_run:
 *
 * Returns: (transfer none) (nullable): the run that is shown
 */
PscRun *
psc_run_panel_get_run (PscRunPanel *self)
{
  PscRunPanelPrivate *priv = psc_run_panel_get_instance_private (self);

  g_return_val_if_fail (PSC_IS_RUN_PANEL (self), NULL);

  return priv->run;
}

/**
 * psc_run_panel_set_run:
 * @run: (nullable): the run to show
 *
 * Shows another run, with nothing selected, and follows it while it goes on.
 */
void
psc_run_panel_set_run (PscRunPanel *self,
                       PscRun      *run)
{
  PscRunPanelPrivate *priv = psc_run_panel_get_instance_private (self);

  g_return_if_fail (PSC_IS_RUN_PANEL (self));

  if (priv->run == run)
    return;

  psc_run_panel_set_selected (self, PSC_NO_TASK);
  drop_run (self);
  priv->run = run != NULL ? g_object_ref (run) : NULL;
  PSC_RUN_PANEL_GET_CLASS (self)->run_set (self);
  if (run != NULL)
    {
      priv->updates =
        psc_throttle_new (PSC_RUN_PANEL_GET_CLASS (self)->update_interval_ms,
                          (PscThrottleFunc) update, self);
      g_signal_connect_object (run, "changed", G_CALLBACK (run_changed_cb),
                               self, G_CONNECT_SWAPPED);
      psc_run_panel_update (self);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUN]);
}

/**
 * psc_run_panel_get_selected:
 *
 * The index of the task that is selected, or %PSC_NO_TASK.
 */
guint
psc_run_panel_get_selected (PscRunPanel *self)
{
  PscRunPanelPrivate *priv = psc_run_panel_get_instance_private (self);

  g_return_val_if_fail (PSC_IS_RUN_PANEL (self), PSC_NO_TASK);

  return priv->selected;
}

/**
 * psc_run_panel_set_selected:
 * @task: the task's index in the run, or %PSC_NO_TASK
 *
 * Selects a task of the run; any other is none.
 */
void
psc_run_panel_set_selected (PscRunPanel *self,
                            guint        task)
{
  PscRunPanelPrivate *priv = psc_run_panel_get_instance_private (self);
  PscRunPanelClass *klass;

  g_return_if_fail (PSC_IS_RUN_PANEL (self));

  if (priv->run == NULL || task >= psc_run_get_n_tasks (priv->run))
    task = PSC_NO_TASK;
  if (priv->selected == task)
    return;

  priv->selected = task;
  klass = PSC_RUN_PANEL_GET_CLASS (self);
  if (klass->selected_changed != NULL)
    klass->selected_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

/**
 * psc_run_panel_update:
 *
 * Has the panel show its run as it is: at once where it is looked at, otherwise
 * when that comes.
 */
void
psc_run_panel_update (PscRunPanel *self)
{
  PscRunPanelPrivate *priv = psc_run_panel_get_instance_private (self);

  g_return_if_fail (PSC_IS_RUN_PANEL (self));

  priv->stale = TRUE;
  if (priv->run != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
}
