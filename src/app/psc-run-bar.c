/* psc-run-bar.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-run-bar"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-run-bar.h"
#include "psc-run-label.h"
#include "psc-run-row.h"

struct _PscRunBar
{
  AdwBin         parent_instance;

  /* Template widgets */
  GtkMenuButton *menu_button;
  GtkLabel      *menu_label;
  GtkPopover    *popover;
  GtkListBox    *list;
  GtkLabel      *origin;

  /* Owned */
  PscSession    *session;
};

G_DEFINE_FINAL_TYPE (PscRunBar, psc_run_bar, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
} PscRunBarProperty;

static GParamSpec *properties[PROP_SESSION + 1];

enum
{
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static guint
find_shown (PscRunBar *self,
            guint     *n_runs)
{
  GListModel *runs = psc_session_get_runs (self->session);
  PscRun *shown = psc_session_get_run (self->session);
  guint position;

  *n_runs = g_list_model_get_n_items (runs);
  for (position = 0; position < *n_runs; position++)
    {
      g_autoptr (PscRun) run = g_list_model_get_item (runs, position);

      if (run == shown)
        break;
    }

  return position;
}

static void
select_shown (PscRunBar *self)
{
  guint n_runs;
  guint position = find_shown (self, &n_runs);

  if (position < n_runs)
    gtk_list_box_select_row (self->list,
                             gtk_list_box_get_row_at_index (self->list,
                                                            (int) position));
  else
    gtk_list_box_unselect_all (self->list);
}

/* One run that is shown needs no bar: there is none to turn to.  But what was
 * opened is to be told from what has just been made. */
static void
session_changed_cb (PscRunBar *self)
{
  PscRun *shown = psc_session_get_run (self->session);
  guint n_runs;
  guint position = find_shown (self, &n_runs);
  g_autofree char *label = NULL;
  g_autofree char *origin = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), n_runs > (shown != NULL) ||
                          (shown != NULL && psc_run_is_kept (shown)));
  if (shown != NULL)
    {
      label = g_strdup_printf (_("Run %u of %u"), n_runs - position, n_runs);
      origin = psc_run_label_dup_heading (shown);
    }
  else
    {
      label = g_strdup_printf (ngettext ("%u Earlier Run", "%u Earlier Runs",
                                         n_runs), n_runs);
    }

  gtk_label_set_text (self->menu_label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_label_set_label (self->origin, origin != NULL ? origin : "");
  select_shown (self);
}

static void
activated_cb (PscRunBar *self,
              PscRunRow *row)
{
  gtk_popover_popdown (self->popover);
  psc_session_show_run (self->session, psc_run_row_get_run (row));
}

static void
removed_cb (PscRunBar *self,
            PscRunRow *row)
{
  g_signal_emit (self, signals[REMOVED], 0, psc_run_row_get_run (row));
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  GtkWidget *row = psc_run_row_new (item);

  g_signal_connect_object (row, "removed", G_CALLBACK (removed_cb), user_data,
                           G_CONNECT_SWAPPED);

  return row;
}

static void
psc_run_bar_dispose (GObject *object)
{
  PscRunBar *self = PSC_RUN_BAR (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), PSC_TYPE_RUN_BAR);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (psc_run_bar_parent_class)->dispose (object);
}

static void
psc_run_bar_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  switch ((PscRunBarProperty) prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, PSC_RUN_BAR (object)->session);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_run_bar_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  switch ((PscRunBarProperty) prop_id)
    {
    case PROP_SESSION:
      psc_run_bar_set_session (PSC_RUN_BAR (object),
                               g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_run_bar_class_init (PscRunBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_run_bar_dispose;
  object_class->get_property = psc_run_bar_get_property;
  object_class->set_property = psc_run_bar_set_property;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, PSC_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);

  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, PSC_TYPE_RUN);

  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-run-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PscRunBar, list);
  gtk_widget_class_bind_template_child (widget_class, PscRunBar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, PscRunBar, menu_label);
  gtk_widget_class_bind_template_child (widget_class, PscRunBar, origin);
  gtk_widget_class_bind_template_child (widget_class, PscRunBar, popover);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, select_shown);
}

static void
psc_run_bar_init (PscRunBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * psc_run_bar_new:
 *
 * Makes a bar without a session, which is not visible.
 */
GtkWidget *
psc_run_bar_new (void)
{
  return g_object_new (PSC_TYPE_RUN_BAR, NULL);
}

/**
 * psc_run_bar_get_session:
 *
 * Returns: (transfer none) (nullable): the session that the bar follows
 */
PscSession *
psc_run_bar_get_session (PscRunBar *self)
{
  g_return_val_if_fail (PSC_IS_RUN_BAR (self), NULL);

  return self->session;
}

/**
 * psc_run_bar_set_session:
 *
 * Follows a session for good: which of its runs is shown, and which others
 * there are.
 */
void
psc_run_bar_set_session (PscRunBar  *self,
                         PscSession *session)
{
  g_return_if_fail (PSC_IS_RUN_BAR (self));
  g_return_if_fail (PSC_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed",
                           G_CALLBACK (session_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->list, psc_session_get_runs (session),
                           create_row, self, NULL);
  session_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}
