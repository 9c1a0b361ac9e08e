/* psc-preferences.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-preferences"

#include "config.h"

#include "psc-application.h"
#include "psc-history-group.h"
#include "psc-preferences.h"

struct _PscPreferences
{
  AdwPreferencesWindow  parent_instance;

  /* Template widgets */
  AdwComboRow          *style_row;
  GtkSwitch            *directory_switch;
  PscHistoryGroup      *history_group;
  GtkSwitch            *settings_switch;
  GtkSwitch            *side_switch;
  GtkSwitch            *teaching_switch;
  GtkSwitch            *workers_switch;
};

G_DEFINE_FINAL_TYPE (PscPreferences, psc_preferences,
                     ADW_TYPE_PREFERENCES_WINDOW)

/* In the order of the row. */
static const struct
{
  const char     *name;
  AdwColorScheme  scheme;
} styles[] = {
  { "system", ADW_COLOR_SCHEME_DEFAULT },
  { "light", ADW_COLOR_SCHEME_FORCE_LIGHT },
  { "dark", ADW_COLOR_SCHEME_FORCE_DARK },
};

static guint
find_style (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_str_equal (styles[i].name, name))
      return i;

  return 0;
}

static gboolean
get_style (GValue   *value,
           GVariant *variant,
           gpointer  user_data)
{
  g_value_set_uint (value, find_style (g_variant_get_string (variant, NULL)));

  return TRUE;
}

static GVariant *
set_style (const GValue       *value,
           const GVariantType *expected_type,
           gpointer            user_data)
{
  guint style = g_value_get_uint (value);

  if (style >= G_N_ELEMENTS (styles))
    return NULL;

  return g_variant_new_string (styles[style].name);
}

static void
psc_preferences_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PSC_TYPE_PREFERENCES);

  G_OBJECT_CLASS (psc_preferences_parent_class)->dispose (object);
}

static void
psc_preferences_class_init (PscPreferencesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_preferences_dispose;

  g_type_ensure (PSC_TYPE_HISTORY_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, PscPreferences,
                                        directory_switch);
  gtk_widget_class_bind_template_child (widget_class, PscPreferences,
                                        history_group);
  gtk_widget_class_bind_template_child (widget_class, PscPreferences,
                                        settings_switch);
  gtk_widget_class_bind_template_child (widget_class, PscPreferences,
                                        side_switch);
  gtk_widget_class_bind_template_child (widget_class, PscPreferences,
                                        style_row);
  gtk_widget_class_bind_template_child (widget_class, PscPreferences,
                                        teaching_switch);
  gtk_widget_class_bind_template_child (widget_class, PscPreferences,
                                        workers_switch);
}

static void
psc_preferences_init (PscPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * psc_preferences_new:
 * @settings: what it shows and changes
 * @history: (nullable): where runs are kept
 *
 * Makes the window of the preferences.
 */
GtkWidget *
psc_preferences_new (GSettings  *settings,
                     PscHistory *history)
{
  PscPreferences *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (PSC_TYPE_PREFERENCES, NULL);
  g_settings_bind (settings, "open-last", self->directory_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "keep-settings", self->settings_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "workers-as-cpus", self->workers_switch,
                   "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "show-side", self->side_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "teaching", self->teaching_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (settings, "style", self->style_row,
                                "selected", G_SETTINGS_BIND_DEFAULT,
                                get_style, set_style, NULL, NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->history_group), history != NULL);
  if (history != NULL)
    psc_history_group_set_history (self->history_group, history, settings);

  return GTK_WIDGET (self);
}

/**
 * psc_preferences_get_color_scheme:
 *
 * The style that was chosen, for the whole program.
 */
AdwColorScheme
psc_preferences_get_color_scheme (GSettings *settings)
{
  g_autofree char *style = NULL;

  g_return_val_if_fail (G_IS_SETTINGS (settings), ADW_COLOR_SCHEME_DEFAULT);

  style = g_settings_get_string (settings, "style");

  return styles[find_style (style)].scheme;
}
