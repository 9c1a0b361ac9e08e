/* test-window-faults.c: the window when something goes wrong
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "psc-notice-box.h"
#include "psc-run-page.h"
#include "psc-test-app.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"
#include "psc-test-window.h"
#include "psc-worker-end.h"

static const char * const FILES[] = { "a", "b", "c", "d", "e", NULL };

typedef struct
{
  PscWindow  *window;
  PscSession *session; /* borrowed from the window */
  char       *directory;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->directory = psc_test_make_directory (FILES);
  fixture->window = PSC_WINDOW (psc_window_new (
    ADW_APPLICATION (g_application_get_default ()), NULL));
  fixture->session = psc_window_get_session (fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
  psc_test_window_read (fixture->window, fixture->directory);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  psc_test_window_destroy (fixture->window);
  psc_test_remove_directory (fixture->directory);
  g_free (fixture->directory);
}

static gpointer
get_child (Fixture    *fixture,
           const char *name)
{
  return psc_test_get_template_child (GTK_WIDGET (fixture->window), name);
}

static gpointer
get_page_child (Fixture    *fixture,
                const char *name)
{
  return psc_test_get_template_child (get_child (fixture, "run_page"), name);
}

static gboolean
is_enabled (Fixture    *fixture,
            const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window),
                                            action);
}

/* Returns when each of the workers has a file in hand. */
static PscRun *
start (Fixture *fixture)
{
  PscRun *run;
  gint64 start_ns;
  guint index;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.run", NULL);
  psc_test_wait_until (
    (run = psc_session_get_run (fixture->session)) != NULL &&
    psc_run_get_in_hand (run, 0, &index, &start_ns) &&
    psc_run_get_in_hand (run, 1, &index, &start_ns));

  return run;
}

static void
stop (Fixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.stop", NULL);
  psc_test_wait_until (!psc_session_is_busy (fixture->session));
}

static const char *
get_notices (Fixture *fixture)
{
  return psc_notice_box_get_text (get_page_child (fixture, "notices"));
}

/* How many workers have begun with their files, and do not merely have been
 * sent them; this is what BEGIN leaves beside a file. */
#define BEGIN ": > $1.begun; "

static guint
count_begun (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->directory, 0, NULL);
  const char *name;
  guint n_begun = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n_begun += g_str_has_suffix (name, ".begun");

  return n_begun;
}

/* The worker is killed, the window says what happened, and the pool goes on. */
static void
test_kill (Fixture       *fixture,
           gconstpointer  data)
{
  PscRun *run;

  g_assert_false (is_enabled (fixture, "kill-worker"));
  psc_test_window_set_script (fixture->window, PSC_MODE_PROCESS,
                              BEGIN "exec sleep 60");
  run = start (fixture);
  psc_test_wait_until (count_begun (fixture) == 2);
  g_assert_cmpstr (get_notices (fixture), ==, "");
  g_assert_true (is_enabled (fixture, "kill-worker"));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.kill-worker",
                              "u", 2);
  psc_test_wait_until (psc_run_get_n_workers (run) == 3 &&
                       psc_worker_end_count (run) == 1 &&
                       *get_notices (fixture) != '\0');
  psc_test_wait_until (g_str_has_suffix (
    get_notices (fixture), "Worker 3 has taken its place in lane 2."));
  g_assert_true (g_str_has_prefix (get_notices (fixture),
                                   "Worker 2 was killed (SIGKILL). One file is "
                                   "lost: “"));

  stop (fixture);
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_LOST), ==, 1);
  g_assert_false (is_enabled (fixture, "kill-worker"));
}

/* While one file is still in hand, the window says that the directory has gone,
 * and the files that went with it can be run again. */
static void
test_directory (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *moved = g_strconcat (fixture->directory, "-moved", NULL);
  PscRun *run;

  psc_test_window_set_script (fixture->window, PSC_MODE_PROCESS,
                              "case $1 in */a) exec sleep 60;; "
                              "*) sleep 0.5;; esac");
  run = start (fixture);
  g_assert_no_errno (rename (fixture->directory, moved));
  psc_test_wait_until (*get_notices (fixture) != '\0');
  g_assert_cmpint (psc_run_get_state (run), ==, PSC_RUN_RUNNING);
  g_assert_true (g_str_has_prefix (get_notices (fixture), "The directory “"));
  g_assert_nonnull (strstr (get_notices (fixture), "” went away in the middle"));

  stop (fixture);
  g_assert_cmpuint (psc_run_get_n_cause (run, PSC_CAUSE_DIRECTORY_VANISHED), >=,
                    1);
  g_assert_cmpint (psc_run_get_n_outcome (run, PSC_OUTCOME_SKIPPED), ==,
                   psc_run_get_n_cause (run, PSC_CAUSE_DIRECTORY_VANISHED));
  g_assert_true (is_enabled (fixture, "run-lost"));
  g_assert_no_errno (rename (moved, fixture->directory));
}

/* Threads are refused, and so is a number that no worker has. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  PscRun *run;

  psc_test_window_set_script (fixture->window, PSC_MODE_DUMMY, "exec sleep 60");
  run = start (fixture);
  for (guint worker = 0; worker < 4; worker++)
    gtk_widget_activate_action (GTK_WIDGET (fixture->window),
                                "win.kill-worker", "u", worker);
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_KILLED), ==, 0);
  g_assert_cmpint (psc_run_get_state (run), ==, PSC_RUN_RUNNING);

  stop (fixture);
}

static GMenuModel *
get_section (GtkWidget  *popover,
             char      **title)
{
  GMenuModel *menu =
    gtk_popover_menu_get_menu_model (GTK_POPOVER_MENU (popover));

  *title = NULL;
  g_menu_model_get_item_attribute (menu, 0, G_MENU_ATTRIBUTE_LABEL, "s", title);

  return g_menu_model_get_item_link (menu, 0, G_MENU_LINK_SECTION);
}

/* Opens the menu by key, checks it, and closes it again. */
static void
check_menu (Fixture    *fixture,
            GtkWidget  *widget,
            const char *title,
            const char *entry,
            const char *action)
{
  GtkWidget *popover = NULL;
  g_autoptr (GMenuModel) section = NULL;
  g_autofree char *found_title = NULL;
  g_autofree char *found_entry = NULL;
  g_autofree char *found_action = NULL;

  gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
  psc_test_wait_until (psc_test_opens_menu (widget, NULL, 0., 0., &popover));
  section = get_section (popover, &found_title);
  g_assert_cmpstr (found_title, ==, title);
  g_assert_cmpint (g_menu_model_get_n_items (section), ==, 3);
  for (int i = 0; i < 3 && g_strcmp0 (found_entry, entry) != 0; i++)
    {
      g_clear_pointer (&found_entry, g_free);
      g_clear_pointer (&found_action, g_free);
      g_menu_model_get_item_attribute (section, i, G_MENU_ATTRIBUTE_LABEL, "s",
                                       &found_entry);
      g_menu_model_get_item_attribute (section, i, G_MENU_ATTRIBUTE_ACTION, "s",
                                       &found_action);
    }
  g_assert_cmpstr (found_entry, ==, entry);
  g_assert_cmpstr (found_action, ==, action);

  g_object_ref (popover);
  gtk_popover_popdown (GTK_POPOVER (popover));
  psc_test_wait_until (gtk_widget_get_parent (popover) == NULL);
  g_object_unref (popover);
}

/* The letter that the kernel has for the state of a worker's process. */
static char
get_process_state (PscRun *run,
                   guint   worker)
{
  g_autofree char *path =
    g_strdup_printf ("/proc/%d/stat",
                     (int) psc_run_get_worker (run, worker)->id);
  g_autofree char *stat = NULL;

  g_assert_true (g_file_get_contents (path, &stat, NULL, NULL));

  return strrchr (stat, ')')[2];
}

static void
test_stop_and_continue (Fixture       *fixture,
                        gconstpointer  data)
{
  GtkWidget *timeline = GTK_WIDGET (
    psc_run_page_get_timeline (get_child (fixture, "run_page")));
  PscRun *run;

  psc_test_window_set_script (fixture->window, PSC_MODE_PROCESS,
                              "exec sleep 60");
  run = start (fixture);
  check_menu (fixture, timeline, NULL, "_Stop Worker 1 (SIGSTOP)",
              "win.stop-worker");
  check_menu (fixture, timeline, NULL, "_Continue Worker 1 (SIGCONT)",
              "worker.none");

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.stop-worker",
                              "u", 1);
  psc_test_wait_until (get_process_state (run, 0) == 'T');
  check_menu (fixture, timeline, NULL, "_Stop Worker 1 (SIGSTOP)",
              "worker.none");
  check_menu (fixture, timeline, NULL, "_Continue Worker 1 (SIGCONT)",
              "win.continue-worker");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window),
                              "win.continue-worker", "u", 1);
  psc_test_wait_until (get_process_state (run, 0) != 'T');
  psc_test_wait_until (psc_run_get_n_silences (run) == 1 &&
                       psc_run_get_silence (run, 0)->end_ns != PSC_NEVER);
  g_assert_true (psc_run_get_silence (run, 0)->is_stopped);

  stop (fixture);
  g_assert_cmpuint (psc_worker_end_count (run), ==, 0);
}

/* The row of a worker has a menu, which says why it can do nothing. */
static void
test_menu (Fixture       *fixture,
           gconstpointer  data)
{
  PscTimeline *timeline =
    psc_run_page_get_timeline (get_child (fixture, "run_page"));
  GtkWidget *table = get_page_child (fixture, "workers");

  psc_test_window_set_script (fixture->window, PSC_MODE_PROCESS,
                              "exec sleep 60");
  start (fixture);
  check_menu (fixture, GTK_WIDGET (timeline), NULL,
              "_Kill Worker 1 (SIGKILL)", "win.kill-worker");

  psc_run_page_show_panel (get_child (fixture, "run_page"), "workers");
  psc_test_wait_for_frame (table);
  psc_test_wait_for_frame (table);
  check_menu (fixture, table, NULL, "_Kill Worker 1 (SIGKILL)",
              "win.kill-worker");

  stop (fixture);
  check_menu (fixture, GTK_WIDGET (timeline), "The run has ended",
              "_Kill Worker 1 (SIGKILL)", "worker.none");

  /* One that is open goes with the window. */
  gtk_widget_child_focus (GTK_WIDGET (timeline), GTK_DIR_TAB_FORWARD);
  psc_test_press (GTK_WIDGET (timeline), GDK_KEY_Menu);
}

/* Right of all bars there is the lane still; above them is nothing. */
static void
test_menu_places (Fixture       *fixture,
                  gconstpointer  data)
{
  PscTimeline *timeline =
    psc_run_page_get_timeline (get_child (fixture, "run_page"));
  GtkWidget *popover = NULL;
  g_autofree char *entry = NULL;
  g_autofree char *title = NULL;
  g_autoptr (GListModel) controllers = NULL;
  g_autoptr (GMenuModel) section = NULL;
  GtkGesture *click = NULL;
  PscRect rect;

  psc_test_window_set_script (fixture->window, PSC_MODE_PROCESS, "true");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.run", NULL);
  psc_test_wait_until (!psc_session_is_busy (fixture->session));
  psc_test_wait_for_frame (GTK_WIDGET (timeline));

  controllers = gtk_widget_observe_controllers (GTK_WIDGET (timeline));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller =
        g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller) &&
          gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (controller)) ==
          GDK_BUTTON_SECONDARY)
        click = GTK_GESTURE (controller);
    }
  g_assert_nonnull (click);

  g_signal_emit_by_name (click, "pressed", 1, 1., 1.);
  g_assert_null (psc_test_find_menu (GTK_WIDGET (fixture->window)));

  psc_scene_get_lane_rect (psc_timeline_get_scene (timeline), 1, &rect);
  psc_test_wait_until (psc_test_opens_menu (GTK_WIDGET (timeline),
                                            GTK_EVENT_CONTROLLER (click),
                                            rect.x + rect.width - 3.,
                                            rect.y + rect.height / 2.,
                                            &popover));
  section = get_section (popover, &title);
  g_menu_model_get_item_attribute (section, 1, G_MENU_ATTRIBUTE_LABEL, "s",
                                   &entry);
  g_assert_cmpstr (entry, ==, "_Stop Worker 2 (SIGSTOP)");

  gtk_popover_popdown (GTK_POPOVER (popover));
}

/* What was lost is one key away from being run again, and named so. */
static void
test_run_lost (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (PscRun) run = NULL;
  PscRun *again;

  psc_test_window_set_script (fixture->window, PSC_MODE_DUMMY,
                              "case $1 in */b|*/d) kill -KILL $$;; esac");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.run", NULL);
  psc_test_wait_until (!psc_session_is_busy (fixture->session));
  run = g_object_ref (psc_session_get_run (fixture->session));
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_KILLED), ==, 2);

  g_assert_true (is_enabled (fixture, "run-lost"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.run-lost",
                              NULL);
  psc_test_wait_until (!psc_session_is_busy (fixture->session));
  again = psc_session_get_run (fixture->session);
  g_assert_true (again != run);
  g_assert_cmpuint (psc_run_get_n_tasks (again), ==, 2);
  g_assert_true (psc_run_get_again_of (again) == psc_run_get_started (run));
}

static GtkWindow *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link != NULL; link = link->next)
    if (ADW_IS_MESSAGE_DIALOG (link->data))
      return link->data;

  return NULL;
}

/* An opened run went through a pipeline that nobody has chosen here. */
static void
test_refuse_lost (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (PscRun) first = NULL;
  g_autoptr (PscRun) kept = NULL;
  GtkWindow *dialog;

  psc_test_window_set_script (fixture->window, PSC_MODE_DUMMY, "exit 0");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.run", NULL);
  psc_test_wait_until (!psc_session_is_busy (fixture->session));
  first = g_object_ref (psc_session_get_run (fixture->session));

  kept = psc_run_new_kept (psc_run_get_settings (first),
                           psc_run_get_listing (first),
                           psc_run_get_machine (first),
                           psc_run_get_started (first));
  psc_recorder_begin_run (psc_run_get_recorder (kept), 0);
  psc_test_run_add_worker (kept, 1, 0, 1, PSC_NEVER);
  psc_test_run_lose_task (kept, 0, 1, 2, 10);
  psc_test_run_end (kept, 10);
  psc_session_restore_run (fixture->session, kept, 0);
  psc_test_window_set_script (fixture->window, PSC_MODE_DUMMY, "exit 1");

  g_assert_true (is_enabled (fixture, "run-lost"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.run-lost",
                              NULL);
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  g_assert_cmpstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)),
                   ==, "The lost files went through another pipeline: step. "
                       "Choose it to run them again.");
  g_assert_true (psc_session_get_run (fixture->session) == kept);
  gtk_window_destroy (dialog);
}

static void
clipboard_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  if (*text == NULL)
    *text = g_strdup ("");
}

/* A pool without a worker ends with a page that has the worker's last words, and
 * a way out. */
static void
test_dead_pool (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *tools = psc_test_make_directory (NULL);
  g_auto (GStrv) argv = psc_test_make_program (
    tools, "worker", "echo 'no <luck> today' >&2; exit 3");
  GtkWidget *messages = get_child (fixture, "failed_messages");
  g_autofree char *copied = NULL;

  g_setenv ("POOLSCOPE_WORKER", argv[0], TRUE);
  psc_test_window_set_script (fixture->window, PSC_MODE_PROCESS, "true");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.run", NULL);
  psc_test_wait_until (!psc_session_is_busy (fixture->session));
  g_unsetenv ("POOLSCOPE_WORKER");

  g_assert_cmpstr (gtk_stack_get_visible_child_name (
                     get_child (fixture, "stack")), ==, "failed");
  g_assert_cmpstr (adw_status_page_get_title (
                     get_child (fixture, "failed_page")), ==,
                   "No Worker Stays Alive");
  g_assert_true (gtk_widget_get_visible (messages));
  g_assert_cmpstr (gtk_label_get_text (
                     psc_test_get_template_child (messages, "label")), ==,
                   "no <luck> today");
  gtk_widget_activate_action (messages, "messages.copy", NULL);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (messages), NULL,
                                 clipboard_cb, &copied);
  psc_test_wait_until (copied != NULL);
  g_assert_cmpstr (copied, ==, "no <luck> today");

  /* Threads need no worker program. */
  g_signal_emit_by_name (get_child (fixture, "remedy_button"), "clicked");
  psc_test_wait_until (!psc_session_is_busy (fixture->session));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (
                     get_child (fixture, "stack")), ==, "run");
  g_assert_cmpstr (get_notices (fixture), ==, "");
  g_assert_false (gtk_widget_get_visible (get_page_child (fixture,
                                                          "messages")));

  psc_test_remove_directory (tools);
}

#define ADD(path, test) \
  g_test_add ("/window-faults/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_autoptr (PscApplication) application = psc_test_window_init (&argc, &argv);

  if (application == NULL)
    return 0;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE,
                NULL);

  ADD ("kill", test_kill);
  ADD ("stop-and-continue", test_stop_and_continue);
  ADD ("directory", test_directory);
  ADD ("refused", test_refused);
  ADD ("menu", test_menu);
  ADD ("menu-places", test_menu_places);
  ADD ("run-lost", test_run_lost);
  ADD ("refuse-lost", test_refuse_lost);
  ADD ("dead-pool", test_dead_pool);

  return g_test_run ();
}
