/* psc-application.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-application"

#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>

#include "psc-about.h"
#include "psc-application.h"
#include "psc-frame.h"
#include "psc-history-group.h"
#include "psc-machine.h"
#include "psc-preferences.h"
#include "psc-signal.h"
#include "psc-window.h"

/* What GTK, its renderer, its fonts and the session bus have at once at the
 * start, and some more. */
#define N_THREADS 24

/* Those that end the program. */
#define N_SIGNALS 3

struct _PscApplication
{
  AdwApplication  parent_instance;

  /* Owned */
  GSettings      *settings; /* NULL where the schema is missing */
  PscExerciseStore *store;  /* while the application runs */
  PscHistory     *history;  /* likewise */

  /* Borrowed: while they are shown */
  GtkWidget      *preferences;

  guint           signal_ids[N_SIGNALS];
  int             caught; /* the signal that ended the program, or 0 */
};

G_DEFINE_FINAL_TYPE (PscApplication, psc_application, ADW_TYPE_APPLICATION)

static const struct
{
  const char *action;
  const char *accels[3];
} accels[] = {
  { "win.open", { "<Control>o" } },
  { "win.open-run", { "<Control><Shift>o" } },
  { "win.run", { "<Control>r", "F5" } },
  { "win.reload", { "<Shift>F5" } },
  { "win.measure", { "<Control>m" } },
  { "win.previous-run", { "<Control>Page_Up" } },
  { "win.next-run", { "<Control>Page_Down" } },
  { "win.remove-run", { "<Control>d" } },
  { "win.undo-remove", { "<Control>z" } },
  { "win.export", { "<Control>s" } },
  { "win.export-data", { "<Control><Shift>s" } },
  { "win.print", { "<Control>p" } },
  { "win.edit-pipeline", { "<Control>e" } },
  { "win.copy-command-line", { "<Control><Shift>l" } },
  { "win.copy-python", { "<Control><Shift>p" } },
  { "win.run-lost", { "<Control><Shift>r" } },
  { "win.break-it", { "<Control><Shift>b" } },
  { "win.toggle-side", { "F9" } },
  { "win.full-screen", { "F11" } },
  { "win.use-independent-streams", { "<Control>i" } },
  { "win.show-files", { "<Control>1" } },
  { "win.show-workers", { "<Control>2" } },
  { "win.show-lengths", { "<Control>3" } },
  { "win.show-output", { "<Control>4" } },
  { "win.show-run", { "<Control>5" } },
  { "win.show-exercise-a", { "<Control>6" } },
  { "win.show-exercise-b", { "<Control>7" } },
  { "win.show-exercise-c", { "<Control>8" } },
  { "win.show-exercise-d", { "<Control>9" } },
  { "win.show-history", { "<Control>h" } },
  { "win.measure-exercise", { "<Control><Shift>m" } },
  { "win.clear-exercise", { "<Control><Shift>d" } },
  { "win.export-report", { "<Control><Shift>e" } },
  { "win.export-slide", { "<Control><Shift>g" } },
  { "win.export-points", { "<Control><Shift>t" } },
  { "win.export-sweeps", { "<Control><Shift>j" } },
  { "win.zoom-in", { "<Control>plus", "<Control>equal" } },
  { "win.zoom-out", { "<Control>minus" } },
  { "win.zoom-fit", { "<Control>0" } },
  { "win.zoom-selection", { "<Control>j" } },
  { "win.find", { "<Control>f" } },
  { "win.upright", { "<Control>u" } },
  { "win.show-chunks", { "<Control>b" } },
  { "win.show-steps", { "<Control>k" } },
  { "window.close", { "<Control>w" } },
  { "app.new-window", { "<Control>n" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.quit", { "<Control>q" } },
};

/* All windows keep their runs in one place. */
static PscHistory *
open_history (GSettings *settings)
{
  g_autofree char *path = psc_history_dup_default_path ();
  PscHistory *history = psc_history_new (path);

  if (settings != NULL)
    psc_history_group_bind_limit (history, settings);

  return history;
}

/* Earlier versions kept the results of exercises in files. */
static PscExerciseStore *
open_store (PscHistory *history)
{
  g_autofree char *directory = g_build_filename (g_get_user_data_dir (),
                                                 "poolscope", "exercises",
                                                 NULL);
  PscExerciseStore *store = psc_exercise_store_new (history);

  psc_exercise_store_take_over (store, directory);

  return store;
}

static PscWindow *
add_window (PscApplication *self)
{
  gboolean first = gtk_application_get_windows (GTK_APPLICATION (self)) == NULL;
  PscWindow *window =
    PSC_WINDOW (psc_window_new (ADW_APPLICATION (self), self->settings));

  psc_window_keep_results (window, self->store);
  psc_window_keep_history (window, self->history);
  if (first)
    psc_window_tell_unfinished (window);

  return window;
}

static void
new_window_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (add_window (user_data)));
}

/* Each window with a run asks for itself, and the last to close ends the
 * program. */
static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  g_autoptr (GList) windows =
    g_list_copy (gtk_application_get_windows (user_data));

  for (GList *link = windows; link != NULL; link = link->next)
    {
      if (PSC_IS_WINDOW (link->data))
        gtk_window_close (link->data);
    }
}

static void
preferences_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  PscApplication *self = PSC_APPLICATION (user_data);
  GtkWindow *active = gtk_application_get_active_window (user_data);

  if (self->preferences == NULL)
    g_set_weak_pointer (&self->preferences,
                        psc_preferences_new (self->settings,
                                             self->history));

  gtk_window_set_transient_for (GTK_WINDOW (self->preferences), active);
  gtk_window_present (GTK_WINDOW (self->preferences));
}

static void
show_style (PscApplication *self)
{
  adw_style_manager_set_color_scheme (
    adw_application_get_style_manager (ADW_APPLICATION (self)),
    psc_preferences_get_color_scheme (self->settings));
}

/* Where nothing can be kept, there is nothing to prefer. */
static void
set_up_preferences (PscApplication *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self),
                                                "preferences");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                               self->settings != NULL);
  if (self->settings == NULL)
    return;

  g_signal_connect_object (self->settings, "changed::style",
                           G_CALLBACK (show_style), self, G_CONNECT_SWAPPED);
  show_style (self);
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  psc_about_present (gtk_application_get_active_window (user_data));
}

/* No worker may outlive the program: its runs are stopped first. */
static void
leave (PscApplication *self,
       int             number)
{
  g_autoptr (GList) windows =
    g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));

  self->caught = number;
  for (GList *link = windows; link != NULL; link = link->next)
    {
      if (PSC_IS_WINDOW (link->data))
        psc_window_stop_and_close (link->data);
    }
}

static gboolean
interrupt_cb (gpointer user_data)
{
  leave (user_data, SIGINT);

  return G_SOURCE_CONTINUE;
}

static gboolean
terminate_cb (gpointer user_data)
{
  leave (user_data, SIGTERM);

  return G_SOURCE_CONTINUE;
}

static gboolean
hang_up_cb (gpointer user_data)
{
  leave (user_data, SIGHUP);

  return G_SOURCE_CONTINUE;
}

static void
catch_signals (PscApplication *self)
{
  self->signal_ids[0] = g_unix_signal_add (SIGINT, interrupt_cb, self);
  self->signal_ids[1] = g_unix_signal_add (SIGTERM, terminate_cb, self);
  if (!psc_signal_is_ignored (SIGHUP))
    self->signal_ids[2] = g_unix_signal_add (SIGHUP, hang_up_cb, self);
}

static void
psc_application_startup (GApplication *application)
{
  PscApplication *self = PSC_APPLICATION (application);
  const GActionEntry entries[] = {
    { "new-window", new_window_action },
    { "preferences", preferences_action },
    { "about", about_action },
    { "quit", quit_action },
  };

  /* GTK would say so in a developer's words, and leave as well. */
  if (!gtk_init_check ())
    {
      g_printerr ("%s: %s\n", PACKAGE_NAME,
                  _("There is no display for the window. Start it on a "
                    "desktop, or use poolscope-cli."));
      exit (EXIT_FAILURE);
    }

  G_APPLICATION_CLASS (psc_application_parent_class)->startup (application);

  self->history = open_history (self->settings);
  self->store = open_store (self->history);
  gtk_window_set_default_icon_name (PSC_APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries,
                                   G_N_ELEMENTS (entries), self);
  set_up_preferences (self);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self),
                                           accels[i].action,
                                           accels[i].accels);

  catch_signals (self);
}

static void
psc_application_shutdown (GApplication *application)
{
  PscApplication *self = PSC_APPLICATION (application);

  for (guint i = 0; i < N_SIGNALS; i++)
    g_clear_handle_id (&self->signal_ids[i], g_source_remove);
  g_clear_object (&self->store);
  psc_history_flush (self->history);
  g_clear_object (&self->history);

  G_APPLICATION_CLASS (psc_application_parent_class)->shutdown (application);
}

static void
psc_application_activate (GApplication *application)
{
  PscApplication *self = PSC_APPLICATION (application);
  GtkWindow *window =
    gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL)
    {
      PscWindow *first = add_window (self);

      psc_window_restore (first);
      window = GTK_WINDOW (first);
    }

  gtk_window_present (window);
}

static void
psc_application_open (GApplication  *application,
                      GFile        **files,
                      int            n_files,
                      const char    *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      PscWindow *window = add_window (PSC_APPLICATION (application));

      psc_window_open (window, files[i]);
      gtk_window_present (GTK_WINDOW (window));
    }
}

static int
psc_application_handle_local_options (GApplication *application,
                                      GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("%s %s\n", PACKAGE_NAME, PACKAGE_VERSION);
      return 0;
    }

  return -1;
}

static void
psc_application_dispose (GObject *object)
{
  PscApplication *self = PSC_APPLICATION (object);

  g_clear_weak_pointer (&self->preferences);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (psc_application_parent_class)->dispose (object);
}

static void
psc_application_class_init (PscApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->dispose = psc_application_dispose;
  application_class->activate = psc_application_activate;
  application_class->handle_local_options =
    psc_application_handle_local_options;
  application_class->open = psc_application_open;
  application_class->shutdown = psc_application_shutdown;
  application_class->startup = psc_application_startup;
}

/* A missing schema would end the program; it can do without. */
static GSettings *
find_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  GSettingsSchema *schema;
  GSettings *settings;

  if (source == NULL)
    return NULL;

  schema = g_settings_schema_source_lookup (source, PSC_APPLICATION_ID, TRUE);
  if (schema == NULL)
    return NULL;

  settings = g_settings_new_full (schema, NULL, NULL);
  g_settings_schema_unref (schema);

  return settings;
}

static void
psc_application_init (PscApplication *self)
{
  const GOptionEntry options[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL,
      N_("Print the version and leave"), NULL },
    { NULL }
  };

  self->settings = find_settings ();
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self),
                                                     _("[DIRECTORY]"));
  g_application_set_option_context_summary (G_APPLICATION (self),
                                            _("See what a pool of workers "
                                              "does with your files."));
}

/**
 * psc_application_new:
 *
 * Makes the application.
 */
PscApplication *
psc_application_new (void)
{
  return g_object_new (PSC_TYPE_APPLICATION,
                       "application-id", PSC_APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       NULL);
}

/**
 * psc_application_main:
 *
 * The whole program.
 *
 * Returns: its exit status: 128 + n when signal n ended it
 */
int
psc_application_main (int    argc,
                      char **argv)
{
  g_autoptr (PscApplication) self = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  psc_frame_catch_broken_pipes ();

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, PSC_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (!psc_machine_check_threads (N_THREADS, &error))
    {
      g_printerr ("poolscope: %s\n", error->message);
      return EXIT_FAILURE;
    }

  self = psc_application_new ();
  status = g_application_run (G_APPLICATION (self), argc, argv);

  return self->caught != 0 ? 128 + self->caught : status;
}
