/* test-settings-pane.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-settings-pane.h"
#include "psc-test-app.h"

static gpointer
get_spin (PscSettingsPane *pane,
          const char      *row)
{
  return psc_test_get_template_child (
    psc_test_get_template_child (GTK_WIDGET (pane), row), "spin");
}

static PscSettingsPane *
new_pane (void)
{
  return PSC_SETTINGS_PANE (g_object_ref_sink (psc_settings_pane_new ()));
}

static void
assert_settings_equal (const PscSettings *a,
                       const PscSettings *b)
{
  g_assert_cmpint (a->mode, ==, b->mode);
  g_assert_cmpuint (a->workers, ==, b->workers);
  g_assert_cmpuint (a->chunk_size, ==, b->chunk_size);
  g_assert_cmpuint (a->tasks_per_worker, ==, b->tasks_per_worker);
  g_assert_cmpuint (a->work, ==, b->work);
  g_assert_cmpuint (a->seed, ==, b->seed);
  g_assert_cmpint (a->streams, ==, b->streams);
  g_assert_cmpint (a->global_lock, ==, b->global_lock);
  g_assert_cmpint (a->step_timeout_ns, ==, b->step_timeout_ns);
  g_assert_true (psc_pipeline_equal (a->pipeline, b->pipeline));
}

static void
test_new (void)
{
  PscSettingsPane *pane = new_pane ();
  g_autoptr (PscSettings) settings = psc_settings_new ();

  assert_settings_equal (psc_settings_pane_get_settings (pane), settings);
  g_assert_cmpuint (psc_settings_pane_get_n_files (pane), ==, 0);

  g_assert_finalize_object (pane);
}

/* What is put in comes out again, also after a widget has been touched. */
static void
test_round_trip (gconstpointer data)
{
  PscSettingsPane *pane = new_pane ();
  g_autoptr (PscSettings) settings = psc_settings_new ();
  gboolean process;

  settings->mode = GPOINTER_TO_INT (data);
  process = psc_mode_is_process (settings->mode);
  settings->workers = 7;
  settings->chunk_size = 3;
  settings->tasks_per_worker = process ? 5 : 0;
  settings->work = 40;
  settings->seed = 4711;
  settings->streams = PSC_STREAMS_INDEPENDENT;
  settings->global_lock = !process;
  settings->step_timeout_ns = PSC_NSEC_PER_SEC / 2;

  g_object_set (pane, "settings", settings, NULL);
  assert_settings_equal (psc_settings_pane_get_settings (pane), settings);

  gtk_spin_button_set_value (get_spin (pane, "chunk_row"), 4);
  settings->chunk_size = 4;
  assert_settings_equal (psc_settings_pane_get_settings (pane), settings);
  g_assert_true (psc_settings_check (psc_settings_pane_get_settings (pane),
                                     NULL));

  g_assert_finalize_object (pane);
}

/* A setting that does not apply cannot be changed, is left out of the
 * settings, and comes back with the mode. */
static void
test_applies (void)
{
  PscSettingsPane *pane = new_pane ();
  GtkWidget *widget = GTK_WIDGET (pane);
  GtkCheckButton *thread = psc_test_get_template_child (widget, "thread");
  GtkCheckButton *process = psc_test_get_template_child (widget, "process");
  GtkWidget *tasks_row = psc_test_get_template_child (widget, "tasks_row");
  GtkWidget *lock_row = psc_test_get_template_child (widget, "lock_row");
  GtkSwitch *lock = psc_test_get_template_child (widget, "lock_switch");
  const PscSettings *settings;

  gtk_spin_button_set_value (get_spin (pane, "tasks_row"), 9);
  settings = psc_settings_pane_get_settings (pane);
  g_assert_cmpuint (settings->tasks_per_worker, ==, 9);
  g_assert_true (gtk_widget_get_sensitive (tasks_row));
  g_assert_false (gtk_widget_get_sensitive (lock_row));

  gtk_check_button_set_active (thread, TRUE);
  gtk_switch_set_active (lock, TRUE);
  settings = psc_settings_pane_get_settings (pane);
  g_assert_cmpint (settings->mode, ==, PSC_MODE_THREAD);
  g_assert_cmpuint (settings->tasks_per_worker, ==, 0);
  g_assert_true (settings->global_lock);
  g_assert_false (gtk_widget_get_sensitive (tasks_row));
  g_assert_true (gtk_widget_get_sensitive (lock_row));

  gtk_check_button_set_active (process, TRUE);
  settings = psc_settings_pane_get_settings (pane);
  g_assert_cmpuint (settings->tasks_per_worker, ==, 9);
  g_assert_false (settings->global_lock);
  g_assert_true (psc_settings_check (settings, NULL));

  g_assert_finalize_object (pane);
}

/* What an exercise sets can be seen and not be changed, and is as before when it
 * is left. */
static void
test_fixed (void)
{
  PscSettingsPane *pane = new_pane ();
  GtkWidget *widget = GTK_WIDGET (pane);
  GtkWidget *modes = psc_test_get_template_child (widget, "modes");
  GtkWidget *mode = psc_test_get_template_child (widget, "dummy");
  GtkWidget *workers = psc_test_get_template_child (widget, "workers_row");
  GtkWidget *chunks = psc_test_get_template_child (widget, "chunk_row");
  GtkWidget *tasks = psc_test_get_template_child (widget, "tasks_row");
  g_autoptr (PscSettings) before =
    psc_settings_copy (psc_settings_pane_get_settings (pane));

  psc_settings_pane_set_fixed (
    pane, PSC_FIXED_MODE | PSC_FIXED_CHUNKS | PSC_FIXED_TASKS);
  g_assert_false (gtk_widget_is_sensitive (mode));
  g_assert_false (gtk_widget_get_sensitive (chunks));
  g_assert_false (gtk_widget_get_sensitive (tasks));
  g_assert_true (gtk_widget_get_sensitive (workers));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (chunks)), ==,
                   "Set by the exercise");
  g_assert_cmpstr (adw_preferences_group_get_description (
                     ADW_PREFERENCES_GROUP (modes)),
                   ==, "Set by the exercise");
  assert_settings_equal (psc_settings_pane_get_settings (pane), before);

  psc_settings_pane_set_fixed (pane, PSC_FIXED_NOTHING);
  g_assert_true (gtk_widget_is_sensitive (mode));
  g_assert_true (gtk_widget_get_sensitive (chunks));
  g_assert_true (gtk_widget_get_sensitive (tasks));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (chunks)), !=,
                   "Set by the exercise");

  g_assert_finalize_object (pane);
}

static void
test_notify (void)
{
  PscSettingsPane *pane = new_pane ();
  GtkWidget *widget = GTK_WIDGET (pane);
  GtkCheckButton *dummy = psc_test_get_template_child (widget, "dummy");
  GtkSpinButton *workers = get_spin (pane, "workers_row");
  guint n_settings = 0, n_files = 0;

  psc_test_count (pane, "notify::settings", &n_settings);
  psc_test_count (pane, "notify::n-files", &n_files);

  gtk_check_button_set_active (dummy, TRUE);
  g_assert_cmpuint (n_settings, ==, 1);
  gtk_spin_button_set_value (workers, 9);
  g_assert_cmpuint (n_settings, ==, 2);
  gtk_spin_button_set_value (workers, 9);
  g_assert_cmpuint (n_settings, ==, 2);

  g_object_set (pane, "n-files", 10, NULL);
  g_object_set (pane, "n-files", 10, NULL);
  g_assert_cmpuint (n_files, ==, 1);

  g_assert_finalize_object (pane);
}

/* What has been typed counts without Enter; nonsense does not. */
static void
test_commit (void)
{
  PscSettingsPane *pane = new_pane ();
  GtkEditable *workers = get_spin (pane, "workers_row");
  GtkEditable *chunk = get_spin (pane, "chunk_row");
  const PscSettings *settings;

  gtk_editable_set_text (workers, "64");
  gtk_editable_set_text (chunk, "auto");
  psc_settings_pane_commit (pane);
  settings = psc_settings_pane_get_settings (pane);
  g_assert_cmpuint (settings->workers, ==, 64);
  g_assert_cmpuint (settings->chunk_size, ==, 0);

  gtk_editable_set_text (workers, "999");
  gtk_editable_set_text (chunk, "12x");
  psc_settings_pane_commit (pane);
  settings = psc_settings_pane_get_settings (pane);
  g_assert_cmpuint (settings->workers, ==, 256);
  g_assert_cmpuint (settings->chunk_size, ==, 0);

  g_assert_finalize_object (pane);
}

/* The wheel moves the pane and leaves the value alone. */
static void
test_wheel (void)
{
  PscSettingsPane *pane = new_pane ();
  GtkWidget *widget = GTK_WIDGET (pane);
  GtkWidget *spin = get_spin (pane, "workers_row");
  GtkWidget *window = psc_test_present (widget, 320, 200);
  GtkAdjustment *position = gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (
      spin, GTK_TYPE_SCROLLED_WINDOW)));
  double value = gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin));
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (spin);
  guint n_handled = 0;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller =
        g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_SCROLL (controller) ||
          gtk_event_controller_get_propagation_phase (controller) !=
          GTK_PHASE_CAPTURE)
        continue;

      g_signal_emit_by_name (controller, "scroll", 0., 1., &handled);
      g_assert_true (handled);
      n_handled++;

      gtk_widget_grab_focus (spin);
      g_signal_emit_by_name (controller, "scroll", 0., 1., &handled);
      g_assert_false (handled);
    }

  g_assert_cmpuint (n_handled, ==, 1);
  g_assert_cmpfloat (gtk_adjustment_get_value (position), >, 0.);
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin)), ==,
                     value);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (pane);
}

static void
test_listing_flags (void)
{
  PscSettingsPane *pane = new_pane ();
  GtkWidget *widget = GTK_WIDGET (pane);
  guint n_flags = 0, flags = G_MAXUINT;

  psc_test_count (pane, "notify::listing-flags", &n_flags);
  g_assert_cmpint (psc_settings_pane_get_listing_flags (pane), ==,
                   PSC_LISTING_DEFAULT);

  gtk_switch_set_active (psc_test_get_template_child (widget,
                                                      "hidden_switch"), TRUE);
  g_assert_cmpint (psc_settings_pane_get_listing_flags (pane), ==,
                   PSC_LISTING_HIDDEN);
  gtk_switch_set_active (psc_test_get_template_child (
                           widget, "subdirectories_switch"), TRUE);
  g_object_get (pane, "listing-flags", &flags, NULL);
  g_assert_cmpuint (flags, ==, PSC_LISTING_HIDDEN | PSC_LISTING_RECURSIVE);
  g_assert_cmpuint (n_flags, ==, 2);

  g_assert_finalize_object (pane);
}

static void
assert_chunk_rule (PscSettingsPane *pane,
                   const char      *expected)
{
  AdwActionRow *row = psc_test_get_template_child (GTK_WIDGET (pane),
                                                   "chunk_row");

  g_assert_cmpstr (adw_action_row_get_subtitle (row), ==, expected);
}

static void
test_chunk_rule (void)
{
  PscSettingsPane *pane = new_pane ();
  g_autoptr (PscSettings) settings = psc_settings_new ();

  settings->workers = 4;
  psc_settings_pane_set_settings (pane, settings);
  assert_chunk_rule (pane, "Rule: ⌈files / 16⌉");
  psc_settings_pane_set_n_files (pane, 152);
  assert_chunk_rule (pane, "Rule: ⌈152 / 16⌉ = 10");

  settings->chunk_size = 100;
  psc_settings_pane_set_settings (pane, settings);
  assert_chunk_rule (pane, "2 chunks");

  settings->chunk_size = 0;
  settings->mode = PSC_MODE_THREAD;
  psc_settings_pane_set_settings (pane, settings);
  assert_chunk_rule (pane, "Rule: one at a time");

  g_assert_finalize_object (pane);
}

/* The word for 0 is shown and understood; other words change nothing. */
static void
test_words (void)
{
  PscSettingsPane *pane = new_pane ();
  GtkSpinButton *spin = get_spin (pane, "chunk_row");
  GtkEditable *text = GTK_EDITABLE (spin);

  g_assert_cmpstr (gtk_editable_get_text (text), ==, "auto");

  gtk_editable_set_text (text, "12");
  gtk_spin_button_update (spin);
  g_assert_cmpuint (psc_settings_pane_get_settings (pane)->chunk_size, ==,
                    12);

  gtk_editable_set_text (text, "a dozen");
  gtk_spin_button_update (spin);
  g_assert_cmpstr (gtk_editable_get_text (text), ==, "12");
  g_assert_cmpuint (psc_settings_pane_get_settings (pane)->chunk_size, ==,
                    12);

  gtk_editable_set_text (text, "auto");
  gtk_spin_button_update (spin);
  g_assert_cmpuint (psc_settings_pane_get_settings (pane)->chunk_size, ==, 0);
  g_assert_cmpstr (gtk_editable_get_text (text), ==, "auto");

  g_assert_finalize_object (pane);
}

static gboolean
says_changed (PscSettingsPane *pane)
{
  return gtk_widget_get_visible (psc_test_get_template_child (
    GTK_WIDGET (pane), "changed_label"));
}

/* The note stands there as long as another run would be made in another way
 * than the one that is shown. */
static void
test_shown (void)
{
  PscSettingsPane *pane = new_pane ();
  g_autoptr (PscSettings) shown = psc_settings_new ();

  g_assert_false (says_changed (pane));
  psc_settings_pane_set_shown (pane, shown);
  g_assert_false (says_changed (pane));

  gtk_spin_button_set_value (get_spin (pane, "seed_row"), 7);
  g_assert_true (says_changed (pane));
  gtk_spin_button_set_value (get_spin (pane, "seed_row"), shown->seed);
  g_assert_false (says_changed (pane));

  shown->work = 5;
  psc_settings_pane_set_shown (pane, shown);
  g_assert_true (says_changed (pane));
  psc_settings_pane_set_shown (pane, NULL);
  g_assert_false (says_changed (pane));

  g_assert_finalize_object (pane);
}

static void
test_reset (void)
{
  PscSettingsPane *pane = new_pane ();
  GtkWidget *widget = GTK_WIDGET (pane);
  g_autoptr (PscSettings) usual = psc_settings_new ();
  g_autoptr (PscSettings) own = psc_settings_new ();

  own->mode = PSC_MODE_DUMMY;
  own->global_lock = TRUE;
  psc_pipeline_unref (own->pipeline);
  own->pipeline = psc_pipeline_new ();
  g_assert_true (psc_pipeline_append (own->pipeline, "lines=wc -l", NULL));
  psc_settings_pane_set_settings (pane, own);
  g_object_set (pane, "listing-flags", PSC_LISTING_RECURSIVE, NULL);
  g_assert_true (gtk_widget_activate_action (widget, "settings.reset", NULL));

  assert_settings_equal (psc_settings_pane_get_settings (pane), usual);
  g_assert_cmpint (psc_settings_pane_get_listing_flags (pane), ==,
                   PSC_LISTING_DEFAULT);

  g_assert_finalize_object (pane);
}

/* The row shows the steps by their names. */
static void
test_pipeline (void)
{
  PscSettingsPane *pane = new_pane ();
  AdwActionRow *row = psc_test_get_template_child (GTK_WIDGET (pane),
                                                   "pipeline_row");
  AdwActionRow *work = psc_test_get_template_child (GTK_WIDGET (pane),
                                                    "work_row");
  g_autoptr (PscSettings) own = psc_settings_new ();

  g_assert_cmpstr (adw_action_row_get_subtitle (row), ==,
                   "file · compute · wc");

  psc_pipeline_unref (own->pipeline);
  own->pipeline = psc_pipeline_new ();
  g_assert_true (psc_pipeline_append (own->pipeline, "lines=wc -l", NULL));
  psc_settings_pane_set_settings (pane, own);
  g_assert_cmpstr (adw_action_row_get_subtitle (row), ==, "lines");
  g_assert_cmpstr (adw_action_row_get_subtitle (work), ==,
                   "The pipeline has no compute step");

  g_assert_finalize_object (pane);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/settings-pane/new", test_new);
  for (int mode = 0; mode < PSC_N_MODES; mode++)
    {
      g_autofree char *path = g_strconcat ("/settings-pane/round-trip/",
                                           psc_mode_to_string (mode), NULL);

      g_test_add_data_func (path, GINT_TO_POINTER (mode), test_round_trip);
    }
  g_test_add_func ("/settings-pane/applies", test_applies);
  g_test_add_func ("/settings-pane/fixed", test_fixed);
  g_test_add_func ("/settings-pane/notify", test_notify);
  g_test_add_func ("/settings-pane/listing-flags", test_listing_flags);
  g_test_add_func ("/settings-pane/commit", test_commit);
  g_test_add_func ("/settings-pane/wheel", test_wheel);
  g_test_add_func ("/settings-pane/chunk-rule", test_chunk_rule);
  g_test_add_func ("/settings-pane/words", test_words);

  g_test_add_func ("/settings-pane/shown", test_shown);
  g_test_add_func ("/settings-pane/reset", test_reset);
  g_test_add_func ("/settings-pane/pipeline", test_pipeline);

  return g_test_run ();
}
