/* psc-range-bar.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-range-bar"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-format.h"
#include "psc-range-bar.h"

struct _PscRangeBar
{
  GtkWidget      parent_instance;

  /* Template widgets */
  GtkWidget     *header;
  GtkLabel      *title;
  GtkLabel      *figures;
  GtkWidget     *zoom;
  GtkWidget     *clear;
  PscAccountBar *account;

  /* Owned */
  PscTimeline   *timeline;
  PscAccountBar *account_bar;
  GBinding      *lit;
  GBinding      *marked;
  GBinding      *pinned;
};

G_DEFINE_FINAL_TYPE (PscRangeBar, psc_range_bar, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_TIMELINE = 1,
  PROP_ACCOUNT_BAR,
} PscRangeBarProperty;

static GParamSpec *properties[PROP_ACCOUNT_BAR + 1];

static void
show_figures (PscRangeBar      *self,
              gint64            begin_ns,
              gint64            end_ns,
              const PscAccount *account)
{
  g_autofree char *begin = psc_format_duration (begin_ns);
  g_autofree char *end = psc_format_duration (end_ns);
  g_autofree char *length = psc_format_duration (end_ns - begin_ns);
  g_autofree char *occupancy =
    psc_format_ratio (psc_account_get_occupancy (account));
  g_autofree char *files =
    g_strdup_printf (ngettext ("%'u file ended in it", "%'u files ended in it",
                               account->n_run),
                     account->n_run);
  g_autofree char *title = g_strdup_printf (_("Stretch of %s"), length);
  /* Translators: two moments, the beginning and the end of a stretch; so and
   * so many files ended in it; its occupancy. */
  g_autofree char *figures = g_strdup_printf (_("%s to %s · %s · occupancy %s"),
                                              begin, end, files, occupancy);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->figures, figures);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, figures,
                                  -1);
}

static void
run_changed_cb (PscRangeBar *self)
{
  psc_account_bar_set_run (self->account,
                           psc_timeline_get_run (self->timeline));
  psc_range_bar_update (self);
}

/* The buttons go away with the stretch, and the focus must not with them. */
static void
give_focus_back (PscRangeBar *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->timeline));
}

static void
zoom_cb (PscRangeBar *self)
{
  psc_timeline_zoom_to_range (self->timeline);
}

static void
clear_cb (PscRangeBar *self)
{
  give_focus_back (self);
  psc_timeline_set_range (self->timeline, 0, 0);
}

static void
drop_timeline (PscRangeBar *self)
{
  if (self->timeline != NULL)
    g_signal_handlers_disconnect_by_data (self->timeline, self);
  g_clear_pointer (&self->lit, g_binding_unbind);
  g_clear_pointer (&self->marked, g_binding_unbind);
  g_clear_object (&self->timeline);
}

static void
psc_range_bar_dispose (GObject *object)
{
  PscRangeBar *self = PSC_RANGE_BAR (object);

  drop_timeline (self);
  g_clear_pointer (&self->pinned, g_binding_unbind);
  g_clear_object (&self->account_bar);
  gtk_widget_dispose_template (GTK_WIDGET (self), PSC_TYPE_RANGE_BAR);

  G_OBJECT_CLASS (psc_range_bar_parent_class)->dispose (object);
}

static void
psc_range_bar_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  PscRangeBar *self = PSC_RANGE_BAR (object);

  switch ((PscRangeBarProperty) prop_id)
    {
    case PROP_TIMELINE:
      g_value_set_object (value, self->timeline);
      break;

    case PROP_ACCOUNT_BAR:
      g_value_set_object (value, self->account_bar);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_range_bar_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  PscRangeBar *self = PSC_RANGE_BAR (object);

  switch ((PscRangeBarProperty) prop_id)
    {
    case PROP_TIMELINE:
      psc_range_bar_set_timeline (self, g_value_get_object (value));
      break;

    case PROP_ACCOUNT_BAR:
      psc_range_bar_set_account_bar (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_range_bar_class_init (PscRangeBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                            G_PARAM_STATIC_STRINGS;

  object_class->dispose = psc_range_bar_dispose;
  object_class->get_property = psc_range_bar_get_property;
  object_class->set_property = psc_range_bar_set_property;

  properties[PROP_TIMELINE] =
    g_param_spec_object ("timeline", NULL, NULL, PSC_TYPE_TIMELINE, flags);
  properties[PROP_ACCOUNT_BAR] =
    g_param_spec_object ("account-bar", NULL, NULL, PSC_TYPE_ACCOUNT_BAR,
                         flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);

  g_type_ensure (PSC_TYPE_ACCOUNT_BAR);

  gtk_widget_class_set_css_name (widget_class, "rangebar");
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-range-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PscRangeBar, account);
  gtk_widget_class_bind_template_child (widget_class, PscRangeBar, clear);
  gtk_widget_class_bind_template_child (widget_class, PscRangeBar, figures);
  gtk_widget_class_bind_template_child (widget_class, PscRangeBar, header);
  gtk_widget_class_bind_template_child (widget_class, PscRangeBar, title);
  gtk_widget_class_bind_template_child (widget_class, PscRangeBar, zoom);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_cb);
}

static void
psc_range_bar_init (PscRangeBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * psc_range_bar_new:
 *
 * Makes a bar that is seen as soon as its timeline has a stretch chosen.
 */
GtkWidget *
psc_range_bar_new (void)
{
  return g_object_new (PSC_TYPE_RANGE_BAR, NULL);
}

/**
 * psc_range_bar_get_timeline:
 *
 * Returns: (transfer none) (nullable): where the stretch is chosen
 */
PscTimeline *
psc_range_bar_get_timeline (PscRangeBar *self)
{
  g_return_val_if_fail (PSC_IS_RANGE_BAR (self), NULL);

  return self->timeline;
}

/**
 * psc_range_bar_set_timeline:
 * @timeline: (nullable): where the stretch is chosen
 *
 * Follows a timeline, and lights parts on it.
 */
void
psc_range_bar_set_timeline (PscRangeBar *self,
                            PscTimeline *timeline)
{
  g_return_if_fail (PSC_IS_RANGE_BAR (self));
  g_return_if_fail (timeline == NULL || PSC_IS_TIMELINE (timeline));

  if (self->timeline == timeline)
    return;

  drop_timeline (self);
  if (timeline != NULL)
    {
      self->timeline = g_object_ref (timeline);
      self->lit = g_object_bind_property (self->account, "lit", timeline,
                                          "lit", G_BINDING_DEFAULT);
      self->marked = g_object_bind_property (timeline, "pointed",
                                             self->account, "marked",
                                             G_BINDING_SYNC_CREATE);
      g_signal_connect_swapped (timeline, "notify::run",
                                G_CALLBACK (run_changed_cb), self);
      g_signal_connect_swapped (timeline, "range-changed",
                                G_CALLBACK (psc_range_bar_update), self);
      run_changed_cb (self);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TIMELINE]);
}

/**
 * psc_range_bar_get_account_bar:
 *
 * Returns: (transfer none) (nullable): the account of the whole run
 */
PscAccountBar *
psc_range_bar_get_account_bar (PscRangeBar *self)
{
  g_return_val_if_fail (PSC_IS_RANGE_BAR (self), NULL);

  return self->account_bar;
}

/**
 * psc_range_bar_set_account_bar:
 * @account_bar: (nullable): the account of the whole run
 *
 * Shares with it which part is chosen.
 */
void
psc_range_bar_set_account_bar (PscRangeBar   *self,
                               PscAccountBar *account_bar)
{
  g_return_if_fail (PSC_IS_RANGE_BAR (self));
  g_return_if_fail (account_bar == NULL || PSC_IS_ACCOUNT_BAR (account_bar));

  if (self->account_bar == account_bar)
    return;

  g_clear_pointer (&self->pinned, g_binding_unbind);
  g_set_object (&self->account_bar, account_bar);
  if (account_bar != NULL)
    self->pinned = g_object_bind_property (account_bar, "pinned",
                                           self->account, "pinned",
                                           G_BINDING_BIDIRECTIONAL |
                                           G_BINDING_SYNC_CREATE);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT_BAR]);
}

/**
 * psc_range_bar_update:
 *
 * Takes in what the run has recorded.
 */
void
psc_range_bar_update (PscRangeBar *self)
{
  gint64 begin_ns, end_ns;
  PscAccount account;
  gboolean shown;
  PscRun *run;

  g_return_if_fail (PSC_IS_RANGE_BAR (self));

  shown = self->timeline != NULL &&
          psc_timeline_get_range (self->timeline, &begin_ns, &end_ns);
  gtk_widget_set_visible (GTK_WIDGET (self), shown);
  if (!shown)
    return;

  run = psc_timeline_get_run (self->timeline);
  psc_account_read_window (run, psc_run_get_wall_ns (run), begin_ns, end_ns,
                           &account);
  show_figures (self, begin_ns, end_ns, &account);
  psc_account_bar_set_account (self->account, end_ns - begin_ns, &account);
}
