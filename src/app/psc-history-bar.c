/* psc-history-bar.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-bar"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-history-bar.h"
#include "psc-history-words.h"

struct _PscHistoryBar
{
  AdwBin         parent_instance;

  /* Template widgets */
  GtkRevealer   *revealer;
  GtkLabel      *selected;
  GtkWidget     *compare_button;
  GtkLabel      *compare_label;
  GtkMenuButton *menu_button;

  /* Owned */
  GSignalGroup  *single; /* of the only entry that is selected */
};

G_DEFINE_FINAL_TYPE (PscHistoryBar, psc_history_bar, ADW_TYPE_BIN)

typedef enum
{
  PROP_MENU_MODEL = 1,
} PscHistoryBarProperty;

static GParamSpec *properties[PROP_MENU_MODEL + 1];

static void
show_title (PscHistoryBar *self)
{
  g_autoptr (PscHistoryEntry) entry = g_signal_group_dup_target (self->single);
  g_autofree char *title = psc_history_words_dup_title (entry);

  gtk_label_set_label (self->selected, title);
}

static void
show_number (PscHistoryBar *self,
             guint          n_entries)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%'u selected",
                                                     "%'u selected",
                                                     n_entries), n_entries);

  gtk_label_set_label (self->selected, text);
}

static void
show_compare (PscHistoryBar *self,
              gboolean       single,
              const char    *hint)
{
  gtk_label_set_text_with_mnemonic (self->compare_label,
                                    single ? _("_Compare With Shown Run")
                                           : _("_Compare"));
  gtk_widget_set_tooltip_text (self->compare_button, hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->compare_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (self->compare_label),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  hint != NULL ? hint : "", -1);
}

static void
psc_history_bar_dispose (GObject *object)
{
  PscHistoryBar *self = PSC_HISTORY_BAR (object);

  g_clear_object (&self->single);

  /* The template would unparent the revealer, and the bin once more. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PSC_TYPE_HISTORY_BAR);

  G_OBJECT_CLASS (psc_history_bar_parent_class)->dispose (object);
}

static void
psc_history_bar_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  PscHistoryBar *self = PSC_HISTORY_BAR (object);

  switch ((PscHistoryBarProperty) prop_id)
    {
    case PROP_MENU_MODEL:
      g_value_set_object (value, psc_history_bar_get_menu_model (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_history_bar_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  PscHistoryBar *self = PSC_HISTORY_BAR (object);

  switch ((PscHistoryBarProperty) prop_id)
    {
    case PROP_MENU_MODEL:
      psc_history_bar_set_menu_model (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_history_bar_class_init (PscHistoryBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_history_bar_dispose;
  object_class->get_property = psc_history_bar_get_property;
  object_class->set_property = psc_history_bar_set_property;

  properties[PROP_MENU_MODEL] =
    g_param_spec_object ("menu-model", NULL, NULL, G_TYPE_MENU_MODEL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-history-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PscHistoryBar,
                                        compare_button);
  gtk_widget_class_bind_template_child (widget_class, PscHistoryBar,
                                        compare_label);
  gtk_widget_class_bind_template_child (widget_class, PscHistoryBar,
                                        menu_button);
  gtk_widget_class_bind_template_child (widget_class, PscHistoryBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, PscHistoryBar, selected);
}

static void
psc_history_bar_init (PscHistoryBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->single = g_signal_group_new (PSC_TYPE_HISTORY_ENTRY);
  g_signal_group_connect_swapped (self->single, "notify::name",
                                  G_CALLBACK (show_title), self);
}

/**
 * psc_history_bar_new:
 *
 * Makes a bar that is hidden, as nothing is selected.
 */
GtkWidget *
psc_history_bar_new (void)
{
  return g_object_new (PSC_TYPE_HISTORY_BAR, NULL);
}

/**
 * psc_history_bar_get_menu_model:
 *
 * Returns: (transfer none) (nullable): all that can be done
 */
GMenuModel *
psc_history_bar_get_menu_model (PscHistoryBar *self)
{
  g_return_val_if_fail (PSC_IS_HISTORY_BAR (self), NULL);

  return gtk_menu_button_get_menu_model (self->menu_button);
}

/**
 * psc_history_bar_set_menu_model:
 * @menu_model: (nullable): all that can be done
 *
 * Sets what the button shows that stands for more.
 */
void
psc_history_bar_set_menu_model (PscHistoryBar *self,
                                GMenuModel    *menu_model)
{
  g_return_if_fail (PSC_IS_HISTORY_BAR (self));
  g_return_if_fail (menu_model == NULL || G_IS_MENU_MODEL (menu_model));

  if (menu_model == psc_history_bar_get_menu_model (self))
    return;

  gtk_menu_button_set_menu_model (self->menu_button, menu_model);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MENU_MODEL]);
}

/**
 * psc_history_bar_show:
 * @entries: (element-type PscHistoryEntry): those that are selected
 * @hint: (nullable): why they cannot be compared
 *
 * Says what is selected; without any, the bar hides.
 */
void
psc_history_bar_show (PscHistoryBar *self,
                      GPtrArray     *entries,
                      const char    *hint)
{
  gboolean single;

  g_return_if_fail (PSC_IS_HISTORY_BAR (self));
  g_return_if_fail (entries != NULL);

  single = entries->len == 1;
  g_signal_group_set_target (self->single, single ? entries->pdata[0] : NULL);
  if (single)
    show_title (self);
  else
    show_number (self, entries->len);
  show_compare (self, single, hint);
  gtk_revealer_set_reveal_child (self->revealer, entries->len > 0);
}
