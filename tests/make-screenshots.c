/* make-screenshots.c: the pictures of the window in screenshots/
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libintl.h>
#include <locale.h>

#include "psc-application.h"
#include "psc-run-page.h"
#include "psc-settings-pane.h"
#include "psc-task-model.h"
#include "psc-test-app.h"
#include "psc-test-utils.h"
#include "psc-window.h"

/* A store wants no more than this. */
#define WIDTH  1000
#define HEIGHT 700

/* What takes its place a frame after something else has taken it. */
#define N_FRAMES 3

typedef enum
{
  CONTENT_NONE,
  CONTENT_ERROR,
  CONTENT_SAMPLE,
  CONTENT_HEADERS, /* many small files */
  N_CONTENTS,
} Content;

/* Brings the window into the state to be shown, and gives what is to be in the
 * picture: the window, or a dialog of it. */
typedef GtkWidget *(*ArrangeFunc) (PscWindow *window);

typedef struct
{
  const char  *name;
  Content      content;
  PscMode      mode;
  int          width;
  gboolean     dark;
  ArrangeFunc  arrange; /* NULL for the window as it is after the run */
} Picture;

static PscTimeline *
get_timeline (PscWindow *window)
{
  return psc_run_page_get_timeline (
    psc_test_get_template_child (GTK_WIDGET (window), "run_page"));
}

static GtkWidget *
arrange_upright (PscWindow *window)
{
  psc_timeline_set_upright (get_timeline (window), TRUE);

  return GTK_WIDGET (window);
}

/* Two fifths of the run, with a file selected and a stretch chosen in them. */
static GtkWidget *
arrange_zoomed (PscWindow *window)
{
  PscTimeline *timeline = get_timeline (window);
  PscRun *run = psc_timeline_get_run (timeline);
  gint64 part_ns = psc_run_get_wall_ns (run) / 20;

  psc_timeline_set_selected (timeline, psc_run_get_n_tasks (run) / 3);
  psc_timeline_set_visible (timeline, 4 * part_ns, 12 * part_ns);
  psc_timeline_set_range (timeline, 8 * part_ns, 10 * part_ns);

  return GTK_WIDGET (window);
}

static GtkWidget *
arrange_table (PscWindow *window)
{
  GtkWidget *page = psc_test_get_template_child (GTK_WIDGET (window),
                                                 "run_page");
  GtkWidget *table = psc_test_get_template_child (page, "table");
  GtkWidget *bar = psc_test_get_template_child (table, "bar");
  GtkWidget *scrolled = gtk_widget_get_ancestor (table,
                                                 GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  PscTaskModel *model = PSC_TASK_MODEL (
    gtk_column_view_get_model (psc_test_get_template_child (table, "view")));
  guint n_tasks = psc_task_model_get_n_tasks (model);

  g_action_group_activate_action (G_ACTION_GROUP (window), "toggle-side", NULL);
  g_action_group_activate_action (G_ACTION_GROUP (window), "find", NULL);
  gtk_editable_set_text (psc_test_get_template_child (bar, "entry"), "io");
  psc_test_wait_until (psc_task_model_get_n_tasks (model) < n_tasks &&
                       !psc_task_model_is_pending (model));
  psc_test_wait_for_frame (page);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));

  return GTK_WIDGET (window);
}

static GtkWidget *
find_dialog (PscWindow *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) dialog = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (dialog) == GTK_WINDOW (window) &&
          gtk_widget_get_visible (GTK_WIDGET (dialog)))
        return GTK_WIDGET (dialog);
    }

  g_assert_not_reached ();
}

static GtkWidget *
open_dialog (PscWindow  *window,
             const char *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (window), action, NULL);

  return find_dialog (window);
}

static GtkWidget *
arrange_pipeline (PscWindow *window)
{
  return open_dialog (window, "edit-pipeline");
}

static GtkWidget *
arrange_export (PscWindow *window)
{
  return open_dialog (window, "export");
}

/* What the pictures before were made of. */
static GtkWidget *
arrange_history (PscWindow *window)
{
  GtkWidget *page = psc_test_get_template_child (GTK_WIDGET (window),
                                                 "history_page");

  g_action_group_activate_action (G_ACTION_GROUP (window), "show-history",
                                  NULL);
  psc_test_wait_for_frame (page);

  return GTK_WIDGET (window);
}

/* The fault that is chosen at first, as it went here. */
static GtkWidget *
arrange_faults (PscWindow *window)
{
  GtkWidget *dialog = open_dialog (window, "break-it");
  PscTimeline *timeline =
    PSC_TIMELINE (psc_test_get_template_child (dialog, "timeline"));
  GtkWidget *button = psc_test_get_template_child (dialog, "button");
  PscRun *run;

  gtk_widget_activate_action (dialog, "fault.break", NULL);
  psc_test_wait_until ((run = psc_timeline_get_run (timeline)) != NULL &&
                       psc_run_get_state (run) == PSC_RUN_ENDED);
  psc_test_wait_until (!gtk_widget_has_css_class (button,
                                                  "destructive-action"));

  return dialog;
}

static const Picture pictures[] = {
  { "window-start", CONTENT_NONE, PSC_MODE_PROCESS, WIDTH, FALSE, NULL },
  { "window-error", CONTENT_ERROR, PSC_MODE_PROCESS, WIDTH, FALSE, NULL },
  { "window-light", CONTENT_SAMPLE, PSC_MODE_PROCESS, WIDTH, FALSE, NULL },
  { "window-dark", CONTENT_SAMPLE, PSC_MODE_PROCESS, WIDTH, TRUE, NULL },
  { "window-german", CONTENT_SAMPLE, PSC_MODE_PROCESS, WIDTH, FALSE, NULL },
  { "window-narrow", CONTENT_SAMPLE, PSC_MODE_PROCESS, 360, FALSE, NULL },
  { "window-upright", CONTENT_SAMPLE, PSC_MODE_THREAD, WIDTH, FALSE,
    arrange_upright },
  { "window-zoomed", CONTENT_HEADERS, PSC_MODE_DUMMY, WIDTH, FALSE,
    arrange_zoomed },
  { "window-table", CONTENT_HEADERS, PSC_MODE_DUMMY, WIDTH, FALSE,
    arrange_table },
  { "window-history", CONTENT_HEADERS, PSC_MODE_PROCESS, WIDTH, FALSE,
    arrange_history },
  { "dialog-pipeline", CONTENT_SAMPLE, PSC_MODE_PROCESS, WIDTH, FALSE,
    arrange_pipeline },
  { "dialog-export", CONTENT_SAMPLE, PSC_MODE_PROCESS, WIDTH, FALSE,
    arrange_export },
  { "dialog-faults", CONTENT_NONE, PSC_MODE_PROCESS, WIDTH, FALSE,
    arrange_faults },
};

/* Nothing moves, and everything looks as in a session of GNOME. */
static void
set_up_look (void)
{
  g_object_set (gtk_settings_get_default (),
                "gtk-decoration-layout", "appmenu:close",
                "gtk-enable-animations", FALSE,
                "gtk-font-name", "Cantarell 11",
                NULL);
}

static void
choose_settings (PscWindow *window,
                 PscMode    mode)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();

  settings->mode = mode;
  settings->workers = 4;
  psc_settings_pane_set_settings (
    psc_test_get_template_child (GTK_WIDGET (window), "settings_pane"),
    settings);
}

/* Opens @path and, if that can be done, sends its files through the pool. */
static void
run_directory (PscWindow  *window,
               const char *path)
{
  PscSession *session = psc_window_get_session (window);
  g_autoptr (GFile) directory = g_file_new_for_path (path);

  psc_window_open (window, directory);
  psc_test_wait_until (psc_session_get_state (session) !=
                       PSC_SESSION_READING);
  if (psc_session_get_state (session) != PSC_SESSION_READY)
    return;

  g_action_group_activate_action (G_ACTION_GROUP (window), "run", NULL);
  psc_test_wait_until (!psc_session_is_busy (session));
}

static void
resize (PscWindow *window,
        int        width)
{
  GtkWidget *widget = GTK_WIDGET (window);
  AdwFlap *flap = psc_test_get_template_child (widget, "flap");

  gtk_window_set_default_size (GTK_WINDOW (window), width, HEIGHT);
  psc_test_wait_until (gtk_widget_get_width (widget) == width &&
                       gtk_widget_get_height (widget) == HEIGHT);
  adw_flap_set_reveal_flap (flap, !adw_flap_get_folded (flap));
}

/* Makes a window look as if it had a compositor and the focus. */
static void
set_up_frame (GtkWidget *window)
{
  gtk_widget_remove_css_class (window, "solid-csd");
  gtk_widget_add_css_class (window, "csd");
  gtk_widget_unset_state_flags (window, GTK_STATE_FLAG_BACKDROP);
}

static gboolean
save (GtkWidget  *shown,
      const char *directory,
      const char *name)
{
  g_autofree char *base = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_build_filename (directory, base, NULL);
  g_autoptr (GdkTexture) texture = NULL;

  for (guint i = 0; i < N_FRAMES; i++)
    psc_test_wait_for_frame (shown);
  set_up_frame (shown);
  psc_test_wait_for_frame (shown);

  texture = psc_test_render (shown);
  if (gdk_texture_save_to_png (texture, path))
    return TRUE;

  g_printerr ("%s could not be written.\n", path);

  return FALSE;
}

static gboolean
take (PscApplication *application,
      PscHistory     *history,
      const Picture  *picture,
      const char     *content,
      const char     *directory)
{
  GtkWidget *window = psc_window_new (ADW_APPLICATION (application), NULL);
  GtkWidget *shown = window;
  gboolean taken;

  adw_style_manager_set_color_scheme (
    adw_style_manager_get_default (),
    picture->dark ? ADW_COLOR_SCHEME_FORCE_DARK
                  : ADW_COLOR_SCHEME_FORCE_LIGHT);
  choose_settings (PSC_WINDOW (window), picture->mode);
  psc_window_keep_history (PSC_WINDOW (window), history);
  gtk_window_present (GTK_WINDOW (window));
  set_up_frame (window);
  if (content != NULL)
    run_directory (PSC_WINDOW (window), content);
  psc_test_wait_for_frame (window);
  resize (PSC_WINDOW (window), picture->width);
  psc_test_wait_for_frame (window);

  if (picture->arrange != NULL)
    shown = picture->arrange (PSC_WINDOW (window));
  taken = save (shown, directory, picture->name);
  gtk_window_destroy (GTK_WINDOW (window));

  return taken;
}

static void
set_up_language (void)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, BUILD_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int    argc,
      char **argv)
{
  const char *contents[N_CONTENTS] = { NULL, "/media/stick", NULL,
                                       "/usr/include" };
  g_autofree char *path = psc_history_dup_default_path ();
  g_autoptr (PscApplication) application = NULL;
  g_autoptr (PscHistory) history = NULL;
  g_autoptr (GError) error = NULL;
  gboolean taken = TRUE;

  set_up_language ();
  if (argc < 4)
    {
      g_printerr ("usage: make-screenshots TO-DIRECTORY OF-DIRECTORY NAME...\n");
      return 2;
    }
  contents[CONTENT_SAMPLE] = argv[2];
  gtk_init ();

  application = psc_application_new ();
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  set_up_look ();
  history = psc_history_new (path);
  for (guint i = 0; taken && i < G_N_ELEMENTS (pictures); i++)
    {
      if (g_strv_contains ((const char * const *) argv + 3,
                           pictures[i].name))
        taken = take (application, history, &pictures[i],
                      contents[pictures[i].content], argv[1]);
    }

  return taken ? 0 : 1;
}
