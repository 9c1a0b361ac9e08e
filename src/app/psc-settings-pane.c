/* psc-settings-pane.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-settings-pane"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-machine.h"
#include "psc-number-row.h"
#include "psc-settings-pane.h"
#include "psc-settings-words-private.h"

struct _PscSettingsPane
{
  AdwBin          parent_instance;

  /* Template widgets */
  AdwPreferencesGroup *modes;
  GtkCheckButton *process;
  GtkCheckButton *process_executor;
  GtkCheckButton *thread;
  GtkCheckButton *dummy;
  PscNumberRow   *workers_row;
  PscNumberRow   *chunk_row;
  PscNumberRow   *tasks_row;
  PscNumberRow   *work_row;
  PscNumberRow   *seed_row;
  PscNumberRow   *timeout_row;
  AdwComboRow    *streams_row;
  AdwActionRow   *lock_row;
  AdwActionRow   *pipeline_row;
  GtkSwitch      *lock_switch;
  GtkSwitch      *hidden_switch;
  GtkSwitch      *subdirectories_switch;
  GtkLabel       *changed_label;

  /* Owned */
  PscSettings    *settings;
  PscSettings    *shown; /* those of the run that is shown; NULL for none */
  PscMachine     *machine;

  PscFixedSettings fixed; /* by the exercise that is shown */
  guint           n_files;
  guint           updating : 1;
};

G_DEFINE_FINAL_TYPE (PscSettingsPane, psc_settings_pane, ADW_TYPE_BIN)

typedef enum
{
  PROP_SETTINGS = 1,
  PROP_N_FILES,
  PROP_LISTING_FLAGS,
} PscSettingsPaneProperty;

static GParamSpec *properties[PROP_LISTING_FLAGS + 1];

static void
set_subtitle (gpointer    row,
              const char *text)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
}

/* A row whose value is not used says why. */
static void
update_row (PscSettingsPane  *self,
            gpointer          row,
            PscFixedSettings  setting,
            gboolean          applies,
            const char       *text)
{
  gboolean fixed = (self->fixed & setting) != 0;

  set_subtitle (row, fixed ? _("Set by the exercise") : text);
  gtk_widget_set_sensitive (GTK_WIDGET (row), applies && !fixed);
}

/* The heading of insensitive rows can still be read. */
static void
update_modes (PscSettingsPane *self)
{
  gboolean fixed = (self->fixed & PSC_FIXED_MODE) != 0;
  gpointer buttons[] = { self->process, self->process_executor, self->thread,
                         self->dummy };

  adw_preferences_group_set_description (self->modes,
                                         fixed ? _("Set by the exercise")
                                               : NULL);
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    gtk_widget_set_sensitive (
      gtk_widget_get_ancestor (buttons[i], ADW_TYPE_ACTION_ROW), !fixed);
}

/* Says on each row what its value means, or why it does not apply. */
static void
update_rows (PscSettingsPane *self)
{
  const PscSettings *settings = self->settings;
  gboolean process = psc_mode_is_process (settings->mode);
  guint cpus = self->machine->cpus_usable;
  g_autofree char *chunks = _psc_settings_describe_chunks (settings,
                                                           self->n_files);
  g_autofree char *steps =
    _psc_settings_describe_pipeline (settings->pipeline);
  g_autofree char *usable =
    g_strdup_printf (ngettext ("%u usable CPU", "%u usable CPUs", cpus), cpus);

  update_modes (self);
  update_row (self, self->workers_row, PSC_FIXED_WORKERS, TRUE, usable);
  update_row (self, self->chunk_row, PSC_FIXED_CHUNKS, TRUE, chunks);
  update_row (self, self->tasks_row, PSC_FIXED_TASKS, process,
              _psc_settings_describe_tasks (settings));
  update_row (self, self->lock_row, PSC_FIXED_LOCK, !process,
              process ? _("Only for threads")
                      : _("One compute step at a time"));
  set_subtitle (self->work_row, _psc_settings_describe_work (settings));
  set_subtitle (self->streams_row,
                _psc_settings_describe_streams (settings));
  set_subtitle (self->pipeline_row, steps);
}

static gboolean
is_usual (PscSettingsPane *self)
{
  g_autoptr (PscSettings) usual = psc_settings_new ();

  return psc_settings_equal (self->settings, usual) &&
         psc_settings_pane_get_listing_flags (self) == PSC_LISTING_DEFAULT;
}

/* What follows from the settings as a whole. */
static void
update (PscSettingsPane *self)
{
  update_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self->changed_label),
                          self->shown != NULL &&
                          !psc_settings_equal (self->settings, self->shown));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "settings.reset",
                                 !is_usual (self));
}

static PscMode
get_mode (PscSettingsPane *self)
{
  if (gtk_check_button_get_active (self->process_executor))
    return PSC_MODE_PROCESS_EXECUTOR;
  if (gtk_check_button_get_active (self->thread))
    return PSC_MODE_THREAD;
  if (gtk_check_button_get_active (self->dummy))
    return PSC_MODE_DUMMY;

  return PSC_MODE_PROCESS;
}

static guint
get_count (PscNumberRow *row)
{
  return (guint) lround (psc_number_row_get_value (row));
}

/* A row that does not apply keeps what it shows, for the next change of mode,
 * but the settings do not get it. */
static void
widget_changed_cb (PscSettingsPane *self)
{
  PscSettings *settings = self->settings;
  gboolean process;

  if (self->updating)
    return;

  settings->mode = get_mode (self);
  process = psc_mode_is_process (settings->mode);
  settings->workers = get_count (self->workers_row);
  settings->chunk_size = get_count (self->chunk_row);
  settings->tasks_per_worker = process ? get_count (self->tasks_row)
                                       : 0;
  settings->work = get_count (self->work_row);
  settings->seed = get_count (self->seed_row);
  settings->streams = adw_combo_row_get_selected (self->streams_row) == 1
                      ? PSC_STREAMS_INDEPENDENT : PSC_STREAMS_INHERITED;
  settings->global_lock = !process &&
                          gtk_switch_get_active (self->lock_switch);
  settings->step_timeout_ns =
    llround (psc_number_row_get_value (self->timeout_row) *
             PSC_NSEC_PER_SEC);

  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SETTINGS]);
}

static void
listing_changed_cb (PscSettingsPane *self)
{
  if (self->updating)
    return;

  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LISTING_FLAGS]);
}

static void
mode_toggled_cb (PscSettingsPane *self,
                 GtkCheckButton  *button)
{
  if (gtk_check_button_get_active (button))
    widget_changed_cb (self);
}

static void
reset_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  PscSettingsPane *self = PSC_SETTINGS_PANE (widget);
  g_autoptr (PscSettings) usual = psc_settings_new ();

  psc_settings_pane_set_settings (self, usual);
  psc_settings_pane_set_listing_flags (self, PSC_LISTING_DEFAULT);
}

static void
psc_settings_pane_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PSC_TYPE_SETTINGS_PANE);

  G_OBJECT_CLASS (psc_settings_pane_parent_class)->dispose (object);
}

static void
psc_settings_pane_finalize (GObject *object)
{
  PscSettingsPane *self = PSC_SETTINGS_PANE (object);

  g_clear_pointer (&self->settings, psc_settings_free);
  g_clear_pointer (&self->shown, psc_settings_free);
  g_clear_pointer (&self->machine, psc_machine_free);

  G_OBJECT_CLASS (psc_settings_pane_parent_class)->finalize (object);
}

static void
psc_settings_pane_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  PscSettingsPane *self = PSC_SETTINGS_PANE (object);

  switch ((PscSettingsPaneProperty) prop_id)
    {
    case PROP_SETTINGS:
      g_value_set_boxed (value, self->settings);
      break;

    case PROP_N_FILES:
      g_value_set_uint (value, self->n_files);
      break;

    case PROP_LISTING_FLAGS:
      g_value_set_uint (value, psc_settings_pane_get_listing_flags (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_settings_pane_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  PscSettingsPane *self = PSC_SETTINGS_PANE (object);

  switch ((PscSettingsPaneProperty) prop_id)
    {
    case PROP_SETTINGS:
      psc_settings_pane_set_settings (self, g_value_get_boxed (value));
      break;

    case PROP_N_FILES:
      psc_settings_pane_set_n_files (self, g_value_get_uint (value));
      break;

    case PROP_LISTING_FLAGS:
      psc_settings_pane_set_listing_flags (self, g_value_get_uint (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-settings-pane.ui");

  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane,
                                        changed_label);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane,
                                        chunk_row);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane, dummy);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane,
                                        hidden_switch);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane,
                                        lock_row);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane,
                                        lock_switch);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane, modes);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane,
                                        pipeline_row);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane, process);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane,
                                        process_executor);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane,
                                        seed_row);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane,
                                        streams_row);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane,
                                        subdirectories_switch);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane,
                                        tasks_row);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane, thread);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane,
                                        timeout_row);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane,
                                        work_row);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane,
                                        workers_row);

  gtk_widget_class_bind_template_callback (widget_class, listing_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, widget_changed_cb);
}

static void
psc_settings_pane_class_init (PscSettingsPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = psc_settings_pane_dispose;
  object_class->finalize = psc_settings_pane_finalize;
  object_class->get_property = psc_settings_pane_get_property;
  object_class->set_property = psc_settings_pane_set_property;

  properties[PROP_SETTINGS] =
    g_param_spec_boxed ("settings", NULL, NULL,
                        PSC_TYPE_SETTINGS,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                        G_PARAM_STATIC_STRINGS);
  properties[PROP_N_FILES] =
    g_param_spec_uint ("n-files", NULL, NULL,
                       0, G_MAXUINT, 0,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                       G_PARAM_STATIC_STRINGS);
  properties[PROP_LISTING_FLAGS] =
    g_param_spec_uint ("listing-flags", NULL, NULL,
                       0, G_MAXUINT, PSC_LISTING_DEFAULT,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                       G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "settings.reset",
                                   NULL, reset_action);
  g_type_ensure (PSC_TYPE_NUMBER_ROW);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
psc_settings_pane_init (PscSettingsPane *self)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();

  self->machine = psc_machine_read ();
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  psc_settings_pane_set_settings (self, settings);
}

/**
 * psc_settings_pane_new:
 *
 * Makes a pane that shows the default settings.
 */
GtkWidget *
psc_settings_pane_new (void)
{
  return g_object_new (PSC_TYPE_SETTINGS_PANE, NULL);
}

/**
 * psc_settings_pane_get_settings:
 *
 * Returns: (transfer none): the settings as they are shown; valid until the
 *   next change
 */
const PscSettings *
psc_settings_pane_get_settings (PscSettingsPane *self)
{
  g_return_val_if_fail (PSC_IS_SETTINGS_PANE (self), NULL);

  return self->settings;
}

/**
 * psc_settings_pane_commit:
 *
 * Takes in what has been typed but not been confirmed yet.
 */
void
psc_settings_pane_commit (PscSettingsPane *self)
{
  g_return_if_fail (PSC_IS_SETTINGS_PANE (self));

  psc_number_row_commit (self->workers_row);
  psc_number_row_commit (self->chunk_row);
  psc_number_row_commit (self->tasks_row);
  psc_number_row_commit (self->work_row);
  psc_number_row_commit (self->seed_row);
  psc_number_row_commit (self->timeout_row);
}

/**
 * psc_settings_pane_set_settings:
 * @settings: what to show; copied
 *
 * Shows other settings.
 */
void
psc_settings_pane_set_settings (PscSettingsPane   *self,
                                const PscSettings *settings)
{
  PscSettings *copy;

  g_return_if_fail (PSC_IS_SETTINGS_PANE (self));
  g_return_if_fail (settings != NULL);

  copy = psc_settings_copy (settings);
  g_clear_pointer (&self->settings, psc_settings_free);
  self->settings = copy;

  self->updating = TRUE;
  gtk_check_button_set_active (self->process,
                               copy->mode == PSC_MODE_PROCESS);
  gtk_check_button_set_active (self->process_executor,
                               copy->mode == PSC_MODE_PROCESS_EXECUTOR);
  gtk_check_button_set_active (self->thread, copy->mode == PSC_MODE_THREAD);
  gtk_check_button_set_active (self->dummy, copy->mode == PSC_MODE_DUMMY);
  psc_number_row_set_value (self->workers_row, copy->workers);
  psc_number_row_set_value (self->chunk_row, copy->chunk_size);
  psc_number_row_set_value (self->tasks_row, copy->tasks_per_worker);
  psc_number_row_set_value (self->work_row, copy->work);
  psc_number_row_set_value (self->seed_row, copy->seed);
  psc_number_row_set_value (self->timeout_row,
                            (double) copy->step_timeout_ns /
                            PSC_NSEC_PER_SEC);
  adw_combo_row_set_selected (self->streams_row,
                              copy->streams == PSC_STREAMS_INDEPENDENT);
  gtk_switch_set_active (self->lock_switch, copy->global_lock);
  self->updating = FALSE;

  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SETTINGS]);
}

/**
 * psc_settings_pane_get_n_files:
 *
 * How many files the rule for chunks is shown for.
 */
guint
psc_settings_pane_get_n_files (PscSettingsPane *self)
{
  g_return_val_if_fail (PSC_IS_SETTINGS_PANE (self), 0);

  return self->n_files;
}

/**
 * psc_settings_pane_set_n_files:
 * @n_files: how many files the next run has; 0 while that is not known
 *
 * Tells the pane for how many files the rule for chunks is to be shown.
 */
void
psc_settings_pane_set_n_files (PscSettingsPane *self,
                               guint            n_files)
{
  g_return_if_fail (PSC_IS_SETTINGS_PANE (self));

  if (self->n_files == n_files)
    return;

  self->n_files = n_files;
  update_rows (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_FILES]);
}

/**
 * psc_settings_pane_get_listing_flags:
 *
 * Which entries of a directory are wanted.
 */
PscListingFlags
psc_settings_pane_get_listing_flags (PscSettingsPane *self)
{
  PscListingFlags flags = PSC_LISTING_DEFAULT;

  g_return_val_if_fail (PSC_IS_SETTINGS_PANE (self), PSC_LISTING_DEFAULT);

  if (gtk_switch_get_active (self->hidden_switch))
    flags |= PSC_LISTING_HIDDEN;
  if (gtk_switch_get_active (self->subdirectories_switch))
    flags |= PSC_LISTING_RECURSIVE;

  return flags;
}

/**
 * psc_settings_pane_set_listing_flags:
 * @flags: which entries of a directory are wanted
 *
 * Shows which files count.
 */
void
psc_settings_pane_set_listing_flags (PscSettingsPane *self,
                                     PscListingFlags  flags)
{
  g_return_if_fail (PSC_IS_SETTINGS_PANE (self));

  if (flags == psc_settings_pane_get_listing_flags (self))
    return;

  self->updating = TRUE;
  gtk_switch_set_active (self->hidden_switch, flags & PSC_LISTING_HIDDEN);
  gtk_switch_set_active (self->subdirectories_switch,
                         flags & PSC_LISTING_RECURSIVE);
  self->updating = FALSE;
  listing_changed_cb (self);
}

/**
 * psc_settings_pane_set_shown:
 * @shown: (nullable): the settings of the run that is shown; copied
 *
 * Lets the pane say when its settings are not those of the picture.
 */
void
psc_settings_pane_set_shown (PscSettingsPane   *self,
                             const PscSettings *shown)
{
  g_return_if_fail (PSC_IS_SETTINGS_PANE (self));

  g_clear_pointer (&self->shown, psc_settings_free);
  if (shown != NULL)
    self->shown = psc_settings_copy (shown);
  update (self);
}

/**
 * psc_settings_pane_set_fixed:
 * @fixed: settings that are not the user's to make now
 *
 * Shows what an exercise sets itself.  The values stay as they are.
 */
void
psc_settings_pane_set_fixed (PscSettingsPane  *self,
                             PscFixedSettings  fixed)
{
  g_return_if_fail (PSC_IS_SETTINGS_PANE (self));

  if (self->fixed == fixed)
    return;

  self->fixed = fixed;
  update_rows (self);
}
