/* test-fault-random.c: whatever somebody does, in whatever order
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-application.h"
#include "psc-exercises-page.h"
#include "psc-settings-pane.h"
#include "psc-test-app.h"
#include "psc-test-tour.h"
#include "psc-test-utils.h"

#define N_STEPS   500
#define N_WINDOWS 3
#define N_FILES   40

/* What one does is drawn by GLib's tests, which print their seed; --seed with
 * it does the same again. */
#define draw(n) ((guint) g_test_rand_int_range (0, (gint32) (n)))

typedef struct
{
  char      *place;     /* of what is written */
  char      *files;
  char      *few_files;
  char      *empty;
  GPtrArray *found;     /* what one could press, while it is being looked for */
} Player;

typedef struct
{
  guint        weight;
  void       (*function) (Player *player);
} Step;

/* What leaves the program, or waits for what belongs to somebody else. */
static const char * const forbidden[] = {
  "print",             /* asks the system for printers */
  "show-folder",       /* starts a file manager */
  "show-help-overlay", /* GTK 4.8 warns of its own labels */
  NULL
};

static GPtrArray *
list_windows (void)
{
  GList *all = gtk_application_get_windows (
    GTK_APPLICATION (g_application_get_default ()));
  GPtrArray *windows = g_ptr_array_new ();

  for (GList *link = all; link != NULL; link = link->next)
    {
      if (PSC_IS_WINDOW (link->data))
        g_ptr_array_add (windows, link->data);
    }

  return windows;
}

static guint
count_windows (void)
{
  g_autoptr (GPtrArray) windows = list_windows ();

  return windows->len;
}

/* There is always one. */
static PscWindow *
draw_window (void)
{
  g_autoptr (GPtrArray) windows = list_windows ();

  return g_ptr_array_index (windows, draw (windows->len));
}

static gpointer
get_child (PscWindow  *window,
           const char *name)
{
  return psc_test_get_template_child (GTK_WIDGET (window), name);
}

static gboolean
is_measuring (PscWindow *window)
{
  return psc_exercises_page_get_measuring (get_child (window,
                                                      "exercises_page"));
}

/* A directory, a file, or nothing that there is. */
static char *
draw_path (Player *player)
{
  static const char * const names[] = {
    "a.png", "a.svg", "a.pdf", "a.csv", "a.json", "a.trace.json", "a", "none/a"
  };
  char *directories[] = { player->files, player->files, player->few_files,
                          player->empty };

  if (draw (2) == 0)
    return g_strdup (directories[draw (G_N_ELEMENTS (directories))]);

  return g_build_filename (player->place, names[draw (G_N_ELEMENTS (names))],
                           NULL);
}

/* Other programs may send anything that has the type. */
static GVariant *
draw_parameter (Player             *player,
                const GVariantType *type)
{
  g_autofree char *path = draw_path (player);

  if (type == NULL)
    return NULL;
  if (g_variant_type_equal (type, G_VARIANT_TYPE_STRING))
    {
      if (draw (2) == 0)
        return g_variant_new_take_string (g_filename_to_uri (path, NULL, NULL));
      return g_variant_new_string (path);
    }
  if (g_variant_type_equal (type, G_VARIANT_TYPE_UINT32))
    return g_variant_new_uint32 (draw (5));
  if (g_variant_type_equal (type, G_VARIANT_TYPE_INT32))
    return g_variant_new_int32 ((gint32) draw (5) - 1);

  g_error ("There is no parameter for this action: “%s”",
           g_variant_type_peek_string (type));
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static void
activate (Player     *player,
          PscWindow  *window,
          const char *name)
{
  g_test_message ("win.%s", name);
  g_action_group_activate_action (
    G_ACTION_GROUP (window), name,
    draw_parameter (player, g_action_group_get_action_parameter_type (
                              G_ACTION_GROUP (window), name)));
}

/* One of the window's actions that are enabled. */
static void
act (Player *player)
{
  PscWindow *window = draw_window ();
  g_auto (GStrv) all = g_action_group_list_actions (G_ACTION_GROUP (window));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; all[i] != NULL; i++)
    {
      if (!g_strv_contains (forbidden, all[i]) &&
          g_action_group_get_action_enabled (G_ACTION_GROUP (window), all[i]))
        g_ptr_array_add (names, all[i]);
    }

  /* The same names are in the same order next time. */
  g_ptr_array_sort (names, compare_names);
  activate (player, window, g_ptr_array_index (names, draw (names->len)));
}

/* What this is all about, whether it can be done now or not. */
static void
run_or_stop (Player *player)
{
  static const char * const names[] = {
    "run", "run", "run", "stop", "stop", "measure", "measure-exercise"
  };

  activate (player, draw_window (), names[draw (G_N_ELEMENTS (names))]);
}

static void
act_on_application (Player *player)
{
  static const char * const names[] = { "new-window", "preferences", "about",
                                        "quit" };
  const char *name = names[draw (G_N_ELEMENTS (names))];

  if (g_str_equal (name, "new-window") && count_windows () >= N_WINDOWS)
    return;

  g_test_message ("app.%s", name);
  g_action_group_activate_action (
    G_ACTION_GROUP (g_application_get_default ()), name, NULL);
}

/* The work follows the button, unless it would leave the program. */
static void
find_button_cb (GtkWidget *widget,
                gpointer   user_data)
{
  Player *player = user_data;
  const char *action;

  if (!(GTK_IS_BUTTON (widget) || GTK_IS_SWITCH (widget)) ||
      !gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget))
    return;

  action = gtk_actionable_get_action_name (GTK_ACTIONABLE (widget));
  if (action != NULL && g_str_has_prefix (action, "win.") &&
      g_strv_contains (forbidden, action + strlen ("win.")))
    return;

  g_ptr_array_add (player->found, widget);
}

/* Windows of GTK and of libadwaita have their own tests, and links. */
static gboolean
is_ours (GtkWindow *window)
{
  return gtk_widget_get_mapped (GTK_WIDGET (window)) &&
         (g_str_has_prefix (G_OBJECT_TYPE_NAME (window), "Psc") ||
          ADW_IS_MESSAGE_DIALOG (window));
}

static void
press_button (Player *player)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  g_autoptr (GtkWidget) button = NULL;
  g_autofree char *action = NULL;

  player->found = g_ptr_array_new ();
  for (GList *link = windows; link != NULL; link = link->next)
    {
      if (is_ours (link->data))
        psc_test_walk (link->data, find_button_cb, player);
    }
  if (player->found->len > 0)
    button = g_object_ref (g_ptr_array_index (player->found,
                                              draw (player->found->len)));
  g_clear_pointer (&player->found, g_ptr_array_unref);
  if (button == NULL)
    return;

  action = g_strdup (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)));
  g_test_message ("a %s in a %s for %s", G_OBJECT_TYPE_NAME (button),
                  G_OBJECT_TYPE_NAME (gtk_widget_get_root (button)),
                  action != NULL ? action : "itself");
  gtk_widget_activate (button);
}

static void
change_settings (Player *player)
{
  static const char * const pipelines[] = {
    "compute", "sleep=sleep 0.02", "kill=sh -c 'kill -9 $$' {}", "fail=false"
  };
  PscSettingsPane *pane = get_child (draw_window (), "settings_pane");
  g_autoptr (PscSettings) settings = psc_settings_new ();

  settings->mode = draw (PSC_N_MODES);
  settings->workers = 1 + draw (4);
  settings->chunk_size = draw (4);
  settings->tasks_per_worker = draw (4);
  settings->work = draw (3);
  settings->seed = draw (100);
  settings->streams = draw (2);
  settings->global_lock = draw (2) == 1;
  settings->step_timeout_ns = draw (2) * PSC_NSEC_PER_SEC;

  if (draw (2) == 0)
    {
      psc_pipeline_unref (settings->pipeline);
      settings->pipeline = psc_pipeline_new ();
      g_assert_true (psc_pipeline_append (
        settings->pipeline, pipelines[draw (G_N_ELEMENTS (pipelines))], NULL));
    }

  g_test_message ("settings: %s, %u workers, %s",
                  psc_mode_to_string (settings->mode), settings->workers,
                  psc_pipeline_get_step (settings->pipeline, 0)->name);
  psc_settings_pane_set_settings (pane, settings);
}

static void
open_path (Player *player)
{
  g_autofree char *path = draw_path (player);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_test_message ("open %s", path);
  psc_window_open (draw_window (), file);
}

/* A dialog, or a window, which may ask whether it is to be closed. */
static void
close_window (Player *player)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();
  g_autoptr (GPtrArray) windows = g_ptr_array_new ();
  GtkWindow *window;

  for (GList *link = all; link != NULL; link = link->next)
    {
      if (gtk_widget_get_mapped (link->data) &&
          (!PSC_IS_WINDOW (link->data) || draw (8) == 0))
        g_ptr_array_add (windows, link->data);
    }
  if (windows->len == 0)
    return;

  window = g_ptr_array_index (windows, draw (windows->len));
  g_test_message ("close a %s", G_OBJECT_TYPE_NAME (window));
  gtk_window_close (window);
}

static void
elapsed_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
wait_a_while (Player *player)
{
  gboolean elapsed = FALSE;

  g_timeout_add_once (1 + draw (100), elapsed_cb, &elapsed);
  psc_test_wait_until (elapsed);
}

static void
check_run (PscRun *run)
{
  guint sum = 0;

  if (psc_run_get_state (run) == PSC_RUN_ENDED)
    {
      psc_test_check_run (run);
      return;
    }

  for (PscOutcome i = 0; i < PSC_N_OUTCOMES; i++)
    sum += psc_run_get_n_outcome (run, i);
  g_assert_cmpuint (sum, ==, psc_run_get_n_tasks (run));
}

static void
assert_enabled (PscWindow  *window,
                const char *action,
                gboolean    expected)
{
  if (g_action_group_get_action_enabled (G_ACTION_GROUP (window), action) !=
      expected)
    g_error ("win.%s is %s in state %d", action,
             expected ? "disabled" : "enabled",
             psc_session_get_state (psc_window_get_session (window)));
}

/* Nothing can be done that makes no sense now, and all else can. */
static void
check_window (PscWindow *window)
{
  PscSession *session = psc_window_get_session (window);
  PscSessionState state = psc_session_get_state (session);
  GListModel *runs = psc_session_get_runs (session);
  gboolean measuring = is_measuring (window);
  gboolean busy = psc_session_is_busy (session);
  gboolean is_listed = psc_session_get_run (session) == NULL;

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (PscRun) run = g_list_model_get_item (runs, i);

      check_run (run);
      is_listed = is_listed || run == psc_session_get_run (session);
    }
  g_assert_true (is_listed);

  g_assert_false (busy && measuring);
  assert_enabled (window, "run", state == PSC_SESSION_READY && !measuring);
  assert_enabled (window, "stop", measuring ||
                                  state == PSC_SESSION_RUNNING ||
                                  state == PSC_SESSION_READING);
  assert_enabled (window, "open", !busy && !measuring);
  g_assert_true (busy || (state == PSC_SESSION_FAILED) ==
                         (psc_session_get_error (session) != NULL));
}

static void
check_all (void)
{
  g_autoptr (GPtrArray) windows = list_windows ();

  for (guint i = 0; i < windows->len; i++)
    check_window (g_ptr_array_index (windows, i));
}

/* Whoever leaves in the middle of it all leaves nothing behind. */
static void
close_all (void)
{
  g_autoptr (GPtrArray) windows = list_windows ();

  for (guint i = 0; i < windows->len; i++)
    psc_window_stop_and_close (g_ptr_array_index (windows, i));
  psc_test_wait_until (count_windows () == 0);
  psc_test_wait_until (psc_test_count_children () == 0);
}

static char *
make_files (guint n_files)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_files; i++)
    g_ptr_array_add (names, g_strdup_printf ("file-%02u", i));
  g_ptr_array_add (names, NULL);

  return psc_test_make_directory ((const char * const *) names->pdata);
}

static void
test_steps (void)
{
  static const Step steps[] = {
    { 10, act },
    { 6, run_or_stop },
    { 8, press_button },
    { 3, change_settings },
    { 3, open_path },
    { 3, close_window },
    { 1, act_on_application },
    { 6, wait_a_while },
  };
  Player player = { .place = psc_test_make_directory (NULL) };

  player.files = make_files (N_FILES);
  player.few_files = make_files (2);
  player.empty = psc_test_make_directory (NULL);

  for (guint i = 0; i < N_STEPS; i++)
    {
      guint sum = 0;
      guint chosen;

      if (count_windows () == 0)
        g_application_activate (g_application_get_default ());
      for (guint j = 0; j < G_N_ELEMENTS (steps); j++)
        sum += steps[j].weight;
      chosen = draw (sum);
      for (guint j = 0; j < G_N_ELEMENTS (steps); j++)
        {
          if (chosen < steps[j].weight)
            {
              steps[j].function (&player);
              break;
            }
          chosen -= steps[j].weight;
        }
      check_all ();
    }

  close_all ();
  psc_test_remove_directory (player.place);
  psc_test_remove_directory (player.files);
  psc_test_remove_directory (player.few_files);
  psc_test_remove_directory (player.empty);
  g_free (player.place);
  g_free (player.files);
  g_free (player.few_files);
  g_free (player.empty);
}

/* GTK 4.8 warns of itself when a window goes whose tooltip is due, and when a
 * menu opens before the display has told where it is. */
static void
allow_warnings (void)
{
  psc_test_allow_warning (
    "gdk_surface_get_device_position: assertion 'GDK_IS_SURFACE (surface)'");
  psc_test_allow_warning (
    "_gtk_widget_find_at_coords: assertion 'GDK_IS_SURFACE (surface)'");
  psc_test_allow_warning (
    "gdk_monitor_get_geometry: assertion 'GDK_IS_MONITOR (monitor)'");
  psc_test_allow_warning (
    "gtk_widget_size_allocate(): attempt to allocate");
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = psc_test_make_directory (NULL);
  int status;

  /* What is saved and kept is saved and kept here. */
  g_setenv ("HOME", home, TRUE);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("XDG_CONFIG_HOME", home, TRUE);
  g_setenv ("XDG_CACHE_HOME", home, TRUE);
  if (!psc_test_app_init (&argc, &argv))
    return 0;
  psc_test_tour_register ();
  allow_warnings ();

  g_test_add_func ("/fault/random/steps", test_steps);

  status = g_test_run ();
  psc_test_remove_directory (home);

  return status;
}
