/* make-screenshots.c: the pictures of the window in screenshots/
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libintl.h>
#include <locale.h>

#include "psc-application.h"
#include "psc-settings-pane.h"
#include "psc-test-app.h"
#include "psc-test-utils.h"
#include "psc-window.h"

/* A store wants no more than this. */
#define WIDTH  1000
#define HEIGHT 700

typedef enum
{
  CONTENT_NONE,
  CONTENT_ERROR,
  CONTENT_RUN,
  N_CONTENTS,
} Content;

typedef struct
{
  const char *name;
  Content     content;
  int         width;
  gboolean    dark;
} Picture;

/* In an order in which those with the same content show one and the same. */
static const Picture pictures[] = {
  { "window-start", CONTENT_NONE, WIDTH, FALSE },
  { "window-error", CONTENT_ERROR, WIDTH, FALSE },
  { "window-light", CONTENT_RUN, WIDTH, FALSE },
  { "window-dark", CONTENT_RUN, WIDTH, TRUE },
  { "window-narrow", CONTENT_RUN, 360, FALSE },
  { "window-german", CONTENT_RUN, WIDTH, FALSE },
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
choose_settings (PscWindow *window)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();

  settings->mode = PSC_MODE_PROCESS;
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

static gboolean
take (PscWindow     *window,
      const Picture *picture,
      const char    *content,
      const char    *directory)
{
  PscSession *session = psc_window_get_session (window);
  g_autofree char *base = g_strconcat (picture->name, ".png", NULL);
  g_autofree char *path = g_build_filename (directory, base, NULL);
  g_autoptr (GdkTexture) texture = NULL;

  adw_style_manager_set_color_scheme (
    adw_style_manager_get_default (),
    picture->dark ? ADW_COLOR_SCHEME_FORCE_DARK
                  : ADW_COLOR_SCHEME_FORCE_LIGHT);
  if (g_strcmp0 (content, psc_session_get_directory (session)) != 0)
    run_directory (window, content);
  resize (window, picture->width);

  gtk_widget_unset_state_flags (GTK_WIDGET (window),
                                GTK_STATE_FLAG_BACKDROP);
  psc_test_wait_for_frame (GTK_WIDGET (window));
  psc_test_wait_for_frame (GTK_WIDGET (window));

  texture = psc_test_render (GTK_WIDGET (window));
  if (!gdk_texture_save_to_png (texture, path))
    {
      g_printerr ("%s could not be written.\n", path);
      return FALSE;
    }

  return TRUE;
}

/* A window that looks as if it had a compositor and the focus. */
static PscWindow *
make_window (PscApplication *application)
{
  GtkWidget *window = psc_window_new (ADW_APPLICATION (application), NULL);

  choose_settings (PSC_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_remove_css_class (window, "solid-csd");
  gtk_widget_add_css_class (window, "csd");

  return PSC_WINDOW (window);
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
  const char *contents[N_CONTENTS] = { NULL, "/media/stick", NULL };
  g_autoptr (PscApplication) application = NULL;
  g_autoptr (GError) error = NULL;
  PscWindow *window;
  gboolean taken = TRUE;

  set_up_language ();
  if (argc < 4)
    {
      g_printerr ("usage: make-screenshots TO-DIRECTORY OF-DIRECTORY NAME...\n");
      return 2;
    }
  contents[CONTENT_RUN] = argv[2];
  gtk_init ();

  application = psc_application_new ();
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  set_up_look ();
  window = make_window (application);
  for (guint i = 0; taken && i < G_N_ELEMENTS (pictures); i++)
    {
      if (g_strv_contains ((const char * const *) argv + 3,
                           pictures[i].name))
        taken = take (window, &pictures[i], contents[pictures[i].content],
                      argv[1]);
    }
  gtk_window_destroy (GTK_WINDOW (window));

  return taken ? 0 : 1;
}
