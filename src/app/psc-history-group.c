/* psc-history-group.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-group"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-history-group.h"

#define KEY        "history-limit"
#define BYTES_A_MB 1000000

struct _PscHistoryGroup
{
  AdwPreferencesGroup  parent_instance;

  /* Template widgets */
  AdwComboRow         *limit_row;
  GtkStringList       *limits;
  AdwActionRow        *size_row;
  GtkWidget           *delete_button;

  /* Owned */
  PscHistory          *history; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (PscHistoryGroup, psc_history_group,
                     ADW_TYPE_PREFERENCES_GROUP)

/* In megabytes, as in the settings; without a limit at the end. */
static const guint limits_mb[] = { 100, 500, 2000, 0 };

static guint64
get_bytes (guint limit_mb)
{
  return (guint64) limit_mb * BYTES_A_MB;
}

/* A limit that was set elsewhere is as good as the next larger one. */
static gboolean
get_limit (GValue   *value,
           GVariant *variant,
           gpointer  user_data)
{
  guint limit_mb = g_variant_get_uint32 (variant);
  guint i = 0;

  while (limits_mb[i] != 0 && (limit_mb == 0 || limits_mb[i] < limit_mb))
    i++;
  g_value_set_uint (value, i);

  return TRUE;
}

static GVariant *
set_limit (const GValue       *value,
           const GVariantType *expected_type,
           gpointer            user_data)
{
  guint i = g_value_get_uint (value);

  return i < G_N_ELEMENTS (limits_mb) ? g_variant_new_uint32 (limits_mb[i])
                                      : NULL;
}

static gboolean
is_deletable (PscHistoryEntry *entry)
{
  return psc_history_entry_get_state (entry) != PSC_HISTORY_RUNNING;
}

static guint
count_deletable (PscHistoryGroup *self)
{
  GListModel *entries = psc_history_get_entries (self->history);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (PscHistoryEntry) entry = g_list_model_get_item (entries, i);

      n += is_deletable (entry);
    }

  return n;
}

static void
update (PscHistoryGroup *self)
{
  guint n = g_list_model_get_n_items (psc_history_get_entries (self->history));
  g_autofree char *size = g_format_size (psc_history_get_size (self->history));
  g_autofree char *text =
    g_strdup_printf (ngettext ("%s for %'u entry", "%s for %'u entries", n),
                     size, n);

  adw_action_row_set_subtitle (self->size_row, text);
  gtk_widget_set_sensitive (self->delete_button,
                            psc_history_is_writable (self->history) &&
                            count_deletable (self) > 0);
}

/* What goes on has to go on. */
static void
delete_all (PscHistoryGroup *self)
{
  GListModel *entries = psc_history_get_entries (self->history);
  g_autoptr (GPtrArray) deletable =
    g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (PscHistoryEntry) entry = g_list_model_get_item (entries, i);

      if (is_deletable (entry))
        g_ptr_array_add (deletable, g_steal_pointer (&entry));
    }
  psc_history_remove_all (self->history, deletable);
}

static void
delete_all_cb (PscHistoryGroup *self)
{
  guint n = count_deletable (self);
  g_autofree char *body =
    g_strdup_printf (ngettext ("%'u run or exercise will be gone, with its "
                               "name and its note.",
                               "%'u runs and exercises will be gone, with "
                               "their names and notes.", n), n);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
    GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
    _("Delete the Whole History?"), body));

  adw_message_dialog_add_responses (dialog,
                                    "cancel", _("_Cancel"),
                                    "delete", _("_Delete All"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "delete",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response::delete", G_CALLBACK (delete_all),
                           self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
psc_history_group_dispose (GObject *object)
{
  PscHistoryGroup *self = PSC_HISTORY_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PSC_TYPE_HISTORY_GROUP);
  g_clear_object (&self->history);

  G_OBJECT_CLASS (psc_history_group_parent_class)->dispose (object);
}

static void
psc_history_group_class_init (PscHistoryGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_history_group_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-history-group.ui");
  gtk_widget_class_bind_template_child (widget_class, PscHistoryGroup,
                                        delete_button);
  gtk_widget_class_bind_template_child (widget_class, PscHistoryGroup,
                                        limit_row);
  gtk_widget_class_bind_template_child (widget_class, PscHistoryGroup, limits);
  gtk_widget_class_bind_template_child (widget_class, PscHistoryGroup,
                                        size_row);
  gtk_widget_class_bind_template_callback (widget_class, delete_all_cb);
}

static void
psc_history_group_init (PscHistoryGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (limits_mb); i++)
    {
      g_autofree char *size = g_format_size (get_bytes (limits_mb[i]));

      gtk_string_list_append (self->limits,
                              limits_mb[i] != 0 ? size : _("No limit"));
    }
}

/**
 * psc_history_group_new:
 *
 * Makes the group without a history.
 */
GtkWidget *
psc_history_group_new (void)
{
  return g_object_new (PSC_TYPE_HISTORY_GROUP, NULL);
}

/**
 * psc_history_group_set_history:
 * @settings: where the limit is kept
 *
 * Shows how large a history is, and lets it be limited.  To be called once.
 */
void
psc_history_group_set_history (PscHistoryGroup *self,
                               PscHistory      *history,
                               GSettings       *settings)
{
  g_return_if_fail (PSC_IS_HISTORY_GROUP (self));
  g_return_if_fail (PSC_IS_HISTORY (history));
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (self->history == NULL);

  self->history = g_object_ref (history);
  g_settings_bind_with_mapping (settings, KEY, self->limit_row, "selected",
                                G_SETTINGS_BIND_DEFAULT, get_limit, set_limit,
                                NULL, NULL);
  g_signal_connect_object (history, "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (psc_history_get_entries (history), "items-changed",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
limit_changed_cb (PscHistory *history,
                  const char *key,
                  GSettings  *settings)
{
  psc_history_set_limit (history, get_bytes (g_settings_get_uint (settings,
                                                                  KEY)));
}

/**
 * psc_history_group_bind_limit:
 * @settings: where the limit is kept
 *
 * Has a history keep to the limit that is set, now and later.
 */
void
psc_history_group_bind_limit (PscHistory *history,
                              GSettings  *settings)
{
  g_return_if_fail (PSC_IS_HISTORY (history));
  g_return_if_fail (G_IS_SETTINGS (settings));

  g_signal_connect_object (settings, "changed::" KEY,
                           G_CALLBACK (limit_changed_cb), history,
                           G_CONNECT_SWAPPED);
  limit_changed_cb (history, KEY, settings);
}
