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
#include "psc-settings-pane.h"

/* How far a notch of the wheel moves the pane. */
#define SCROLL_STEP_PX 48.

struct _PscSettingsPane
{
  AdwBin          parent_instance;

  /* Template widgets */
  GtkAdjustment  *workers;
  GtkAdjustment  *chunk_size;
  GtkAdjustment  *tasks_per_worker;
  GtkAdjustment  *work;
  GtkAdjustment  *step_timeout;
  GtkCheckButton *process;
  GtkCheckButton *process_executor;
  GtkCheckButton *thread;
  GtkCheckButton *dummy;
  GtkSpinButton  *workers_spin;
  GtkSpinButton  *chunk_spin;
  GtkSpinButton  *tasks_spin;
  GtkSpinButton  *work_spin;
  GtkSpinButton  *timeout_spin;
  GtkSwitch      *lock_switch;
  GtkSwitch      *hidden_switch;
  GtkSwitch      *subdirectories_switch;
  AdwActionRow   *workers_row;
  AdwActionRow   *chunk_row;
  AdwActionRow   *tasks_row;
  AdwActionRow   *work_row;
  AdwComboRow    *streams_row;
  AdwActionRow   *lock_row;

  /* Owned */
  PscSettings    *settings;
  PscMachine     *machine;

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

static char *
describe_chunks (PscSettingsPane *self)
{
  const PscSettings *settings = self->settings;
  guint size = psc_settings_get_chunk_size (settings, self->n_files);

  if (settings->chunk_size != 0)
    {
      guint n_chunks = self->n_files / size + (self->n_files % size != 0);

      if (self->n_files == 0)
        return g_strdup (_("The same in every mode"));

      return g_strdup_printf (ngettext ("%u chunk", "%u chunks", n_chunks),
                              n_chunks);
    }

  if (settings->mode == PSC_MODE_PROCESS_EXECUTOR ||
      settings->mode == PSC_MODE_THREAD)
    return g_strdup (_("Rule: one at a time"));

  /* Translators: the rule by which a pool cuts its files into chunks. */
  if (self->n_files == 0)
    return g_strdup_printf (_("Rule: ⌈files / %u⌉"), settings->workers * 4);

  return g_strdup_printf (_("Rule: ⌈%u / %u⌉ = %u"), self->n_files,
                          settings->workers * 4, size);
}

static const char *
describe_tasks (const PscSettings *settings)
{
  if (!psc_mode_is_process (settings->mode))
    return _("Only processes are replaced");
  if (settings->tasks_per_worker == 0)
    return _("A process is never replaced");

  return _("Then a new process takes over, once its chunk is done");
}

static const char *
describe_streams (const PscSettings *settings)
{
  if (settings->streams == PSC_STREAMS_INDEPENDENT)
    return _("Every file has its own");
  if (psc_mode_is_process (settings->mode))
    return _("Every process has the same, as after fork");

  return _("All threads share one");
}

/* Says on each row what its value means, or why it does not apply. */
static void
update_rows (PscSettingsPane *self)
{
  const PscSettings *settings = self->settings;
  gboolean process = psc_mode_is_process (settings->mode);
  guint cpus = self->machine->cpus_usable;
  g_autofree char *chunks = describe_chunks (self);
  g_autofree char *usable =
    g_strdup_printf (ngettext ("%u usable CPU", "%u usable CPUs", cpus), cpus);

  adw_action_row_set_subtitle (self->workers_row, usable);
  adw_action_row_set_subtitle (self->chunk_row, chunks);
  adw_action_row_set_subtitle (self->tasks_row, describe_tasks (settings));
  adw_action_row_set_subtitle (self->work_row,
                               settings->work == 0
                               ? _("The compute step does nothing")
                               : _("Repeats the compute step"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->streams_row),
                               describe_streams (settings));
  adw_action_row_set_subtitle (self->lock_row,
                               process
                               ? _("Reaches one process only")
                               : _("One compute step at a time"));

  gtk_widget_set_sensitive (GTK_WIDGET (self->tasks_row), process);
  gtk_widget_set_sensitive (GTK_WIDGET (self->lock_row), !process);
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
get_count (GtkAdjustment *adjustment)
{
  return (guint) lround (gtk_adjustment_get_value (adjustment));
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
  settings->workers = get_count (self->workers);
  settings->chunk_size = get_count (self->chunk_size);
  settings->tasks_per_worker = process ? get_count (self->tasks_per_worker)
                                       : 0;
  settings->work = get_count (self->work);
  settings->streams = adw_combo_row_get_selected (self->streams_row) == 1
                      ? PSC_STREAMS_INDEPENDENT : PSC_STREAMS_INHERITED;
  settings->global_lock = !process &&
                          gtk_switch_get_active (self->lock_switch);
  settings->step_timeout_ns =
    llround (gtk_adjustment_get_value (self->step_timeout) *
             PSC_NSEC_PER_SEC);

  update_rows (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SETTINGS]);
}

static void
listing_changed_cb (PscSettingsPane *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LISTING_FLAGS]);
}

static void
mode_toggled_cb (PscSettingsPane *self,
                 GtkCheckButton  *button)
{
  if (gtk_check_button_get_active (button))
    widget_changed_cb (self);
}

/* The word that a spin button shows instead of 0. */
static const char *
get_word_for_zero (PscSettingsPane *self,
                   GtkSpinButton   *spin)
{
  if (spin == self->chunk_spin)
    return C_("files in a chunk", "auto");
  if (spin == self->tasks_spin)
    return C_("tasks per worker", "all");

  return C_("step time limit", "none");
}

static int
word_input_cb (GtkSpinButton *spin,
               double        *value,
               gpointer       user_data)
{
  PscSettingsPane *self = user_data;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));
  char *end = NULL;

  if (*text == '\0' || g_str_equal (text, get_word_for_zero (self, spin)))
    {
      *value = 0.;
      return TRUE;
    }

  *value = g_ascii_strtod (text, &end);

  return *end == '\0' && isfinite (*value) ? TRUE : GTK_INPUT_ERROR;
}

static gboolean
word_output_cb (GtkSpinButton *spin,
                gpointer       user_data)
{
  PscSettingsPane *self = user_data;
  const char *word = get_word_for_zero (self, spin);
  double value =
    gtk_adjustment_get_value (gtk_spin_button_get_adjustment (spin));

  if (value > 0.)
    return FALSE;

  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (spin)), word))
    gtk_editable_set_text (GTK_EDITABLE (spin), word);

  return TRUE;
}

/* A wheel turned to scroll the pane must not change what passes under it: only
 * a spin button with the focus gets it. */
static gboolean
spin_scroll_cb (GtkEventControllerScroll *controller,
                double                    dx,
                double                    dy,
                PscSettingsPane          *self)
{
  GtkWidget *spin =
    gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GtkScrolledWindow *scroller;
  GtkAdjustment *adjustment;

  if (gtk_widget_get_state_flags (spin) & GTK_STATE_FLAG_FOCUS_WITHIN)
    return GDK_EVENT_PROPAGATE;

  scroller = GTK_SCROLLED_WINDOW (adw_bin_get_child (ADW_BIN (self)));
  adjustment = gtk_scrolled_window_get_vadjustment (scroller);
  gtk_adjustment_set_value (adjustment,
                            gtk_adjustment_get_value (adjustment) +
                            dy * SCROLL_STEP_PX);

  return GDK_EVENT_STOP;
}

static void
tame_wheel (PscSettingsPane *self,
            GtkSpinButton   *spin)
{
  GtkEventController *controller =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "scroll", G_CALLBACK (spin_scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (spin), controller);
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

    case PROP_LISTING_FLAGS: /* read only */

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

  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane, chunk_row);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane, chunk_size);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane, chunk_spin);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane, dummy);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane, hidden_switch);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane, lock_row);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane, lock_switch);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane, process);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane,
                                        process_executor);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane, step_timeout);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane, streams_row);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane,
                                        subdirectories_switch);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane,
                                        tasks_per_worker);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane, tasks_row);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane, tasks_spin);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane, thread);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane, timeout_spin);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane, work);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane, work_row);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane, work_spin);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane, workers);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane, workers_row);
  gtk_widget_class_bind_template_child (widget_class, PscSettingsPane, workers_spin);

  gtk_widget_class_bind_template_callback (widget_class, listing_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, widget_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, word_input_cb);
  gtk_widget_class_bind_template_callback (widget_class, word_output_cb);
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
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);

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

  /* They have shown their first value before anybody could put it in words. */
  self->updating = TRUE;
  g_signal_emit_by_name (self->chunk_size, "value-changed");
  g_signal_emit_by_name (self->tasks_per_worker, "value-changed");
  self->updating = FALSE;

  tame_wheel (self, self->workers_spin);
  tame_wheel (self, self->chunk_spin);
  tame_wheel (self, self->tasks_spin);
  tame_wheel (self, self->work_spin);
  tame_wheel (self, self->timeout_spin);
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

  gtk_spin_button_update (self->workers_spin);
  gtk_spin_button_update (self->chunk_spin);
  gtk_spin_button_update (self->tasks_spin);
  gtk_spin_button_update (self->work_spin);
  gtk_spin_button_update (self->timeout_spin);
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
  gtk_adjustment_set_value (self->workers, copy->workers);
  gtk_adjustment_set_value (self->chunk_size, copy->chunk_size);
  gtk_adjustment_set_value (self->tasks_per_worker, copy->tasks_per_worker);
  gtk_adjustment_set_value (self->work, copy->work);
  gtk_adjustment_set_value (self->step_timeout,
                            (double) copy->step_timeout_ns /
                            PSC_NSEC_PER_SEC);
  adw_combo_row_set_selected (self->streams_row,
                              copy->streams == PSC_STREAMS_INDEPENDENT);
  gtk_switch_set_active (self->lock_switch, copy->global_lock);
  self->updating = FALSE;

  update_rows (self);
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
